"""Amounts, currencies and days of our own tables are read as people write them."""

from __future__ import annotations

import pandas as pd
import pytest

from influence import InvalidData
from influence.read import tables


def deals(folder, text):
    (folder / "people.csv").write_text("deal,person\nd,ann\ne,ann\n", encoding="utf-8")
    (folder / "deals.csv").write_text(text, encoding="utf-8")
    return tables(folder).deals


def test_amounts_with_their_currencies(tmp_path):
    found = deals(tmp_path, 'deal,amount\nd,"EUR 45.000,00"\ne,$45K\n')
    assert found[["amount", "currency"]].to_numpy().tolist() == [[45000, "EUR"], [45000, "$"]]


def test_a_currency_of_its_own_column_stays(tmp_path):
    found = deals(tmp_path, "Geschäft,Betrag,Währung\nd,1.250.000,CHF\ne,45.000,JPY\n")
    assert found[["amount", "currency"]].to_numpy().tolist() == [[1250000, "CHF"], [45000, "JPY"]]


def test_a_sign_that_may_mean_either_is_a_fault_that_asks(tmp_path):
    with pytest.raises(InvalidData, match=r"amount: '45\.000 €' may be thousands or decimals; write it without"):
        deals(tmp_path, "deal,amount\nd,45.000 €\n")


@pytest.mark.parametrize("day", ["31. Mai 2024", "31-May-24", "45443", "20240531", "5/31/2024", "31 de mayo de 2024"])
def test_days(tmp_path, day):
    assert deals(tmp_path, f"deal,close_date\nd,{day}\n")["close_date"].tolist() == [pd.Timestamp("2024-05-31")]


def test_a_day_that_may_be_two_is_a_fault(tmp_path):
    with pytest.raises(InvalidData, match="'3/4/2024' is not a date; give a date such as 2024-05-31"):
        deals(tmp_path, "deal,close_date\nd,3/4/2024\n")

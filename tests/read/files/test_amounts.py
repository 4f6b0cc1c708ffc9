"""Numbers are read as people write them; what may mean two numbers is none, and said so."""

from __future__ import annotations

import math

import pytest

from influence.read.files.amounts import amounts

ALONE = [
    ("120000", 120000, None), ("80000.00", 80000, None), ("1e5", 100000, None), ("0.125", 0.125, None),
    ("C$251.11", 251.11, "CAD"), ("US$1,200.00", 1200, "USD"), ("R$ 45.000,00", 45000, "BRL"),
    ("₹ 12,50,000.00", 1250000, "INR"), ("Rs. 12,50,000", 1250000, "INR"), ("45,000円", 45000, "JPY"),
    ("Rp 45.000.000", 45000000, "IDR"), ("EUR 45.000,00 (USD 49.500,00)", 45000, "EUR"), ("$45K", 45000, "$"),
    ("1.2M", 1200000, None), ("4,5 Mio", 4500000, None), ("4,5 Mio. €", 4500000, "EUR"), ("5万", 50000, None),
    ("1.2億円", 120000000, "JPY"), ("45万元", 450000, "CNY"), ("CHF 3’500.00", 3500, "CHF"),
    ("-3’500.00 CHF", -3500, "CHF"), ("45 000 kr", 45000, "kr"), ("45\u202f000,50 €", 45000.5, "EUR"),
    ("45\u00a0000", 45000, None), ("￥45,000", 45000, "¥"), ("(1,234.50)", -1234.5, None), ("$(1,234)", -1234, "$"),
    ("45.000,- €", 45000, "EUR"), ("TEUR 45", 45000, "EUR"), ("45 k€", 45000, "EUR"), ("2.5 Mrd €", 2.5e9, "EUR"),
    ("$45 USD", 45, "USD"), ("5-", -5, None), ("−5", -5, None), ("人民币45,000元", 45000, "CNY"),
    ("$1.5 million", 1500000, "$"), ("1.250.000", 1250000, None), ("1,250,000", 1250000, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "currency"), ALONE)
def test_a_cell_that_leaves_nothing_open(text, number, currency):
    assert amounts([text]) == [(number, currency, False)]


@pytest.mark.parametrize(
    "text", ["", "soon", "12%", "EUR 5 USD 7", "1,250,00", "1.2.3", "inf", "nan", "5 T", "5 apples", "1-2", "9" * 400]
)
def test_a_cell_that_is_no_number(text):
    found = amounts([text])[0]
    assert math.isnan(found.number)
    assert (found.currency, found.unsure) == (None, False)


@pytest.mark.parametrize("text", ["45.000", "DKK 12.345", "45.000 €", "1.250 Mio"])
def test_a_dot_before_three_digits_is_asked_about(text):
    found = amounts([text])[0]
    assert math.isnan(found.number)
    assert found.unsure


# One sign of thousands or of decimals in the column shows what the other cells mean.
@pytest.mark.parametrize(
    ("column", "numbers"),
    [
        (["45.000", "1.250.000"], [45000, 1250000]),
        (["45.000", "9,5"], [45000, 9.5]),
        (["45.000", "1,234.50"], [45, 1234.5]),
        (["45.000", "9.5"], [45, 9.5]),
        (["45,000", "9.5"], [45000, 9.5]),
        (["45,000", "9,5"], [45, 9.5]),
        (["45,000"], [45000]),
        (["45.000", "12 000,50"], [45000, 12000.5]),
    ],
)
def test_the_other_cells_of_the_column_decide(column, numbers):
    assert [each.number for each in amounts(column)] == numbers


def test_a_column_that_contradicts_itself_decides_nothing():
    found = amounts(["1.250,00", "1,250.00", "45.000"])
    assert [each.unsure for each in found] == [False, False, True]
    assert [each.number for each in found[:2]] == [1250, 1250]

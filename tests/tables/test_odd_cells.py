"""Whatever stands in a cell, a fault of ours names it; ids and sides that only look different are found."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from influence import InfluenceError, InvalidData, StakeholderGraph, check
from influence.tables.schema import TABLES

ODD = {
    "a number beyond floating point": 10**400, "a number beyond printing": 10**5000, "an id beyond 64 bits": 10**30,
    "an unsigned id beyond 63 bits": np.uint64(2**63 + 5), "a huge float": 1e300, "infinity": float("inf"),
    "an empty list": [], "a list": ["a"], "a dict": {"a": 1}, "a set": {1}, "a tuple": (1, 2),
    "an array": np.array([1, 2]), "an array of no dimension": np.array(0.5), "a table": pd.DataFrame(),
    "a signalling NaN": Decimal("sNaN"), "half a character": "\ud800", "a complex number": 1 + 2j, "bytes": b"x",
    "an object": object(), "a period": pd.Period("2024"), "an interval": pd.Interval(0, 1), "a span": pd.Timedelta(1),
}  # fmt: skip
ROWS = {
    "people": {"person": ["a", "b"]},
    "relationships": {"source": ["a"], "target": ["b"], "kind": ["trusts"]},
    "seats": {"role": ["user"], "person": ["a"]},
    "deals": {"deal": ["deal"]},
    "team": {"member": ["m"]},
    "contacts": {"side": ["us"], "member": ["m"], "person": ["a"]},
    "ratings": {"rater": ["r"], "person": ["a"], "measure": ["support"], "value": [0.5]},
    "facts": {"question": ["budget"], "answer": ["x"]},
    "interactions": {"interaction": ["i"], "side": ["us"], "member": ["m"], "person": ["a"]},
    "commitments": {"commitment": ["c"], "by": ["a"], "to": ["b"]},
    "stances": {"person": ["a"], "side": ["acme"], "support": [0.5]},
}


def objects(*cells):
    column = np.empty(len(cells), dtype=object)
    column[:] = cells
    return pd.Series(column, dtype=object)


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.slow
def test_no_cell_raises_anything_but_our_own_error(table, odd):
    for column in TABLES[table].by_name:
        tables = {"people": pd.DataFrame(ROWS["people"]).assign(deal="deal"), table: pd.DataFrame(ROWS[table])}
        tables[table][column] = objects(*[ODD[odd], *[None] * (len(tables[table]) - 1)])
        # Anything but InfluenceError, also while its message is written, fails the test.
        with suppress(InfluenceError):
            StakeholderGraph.from_tables(**tables)


def test_an_odd_cell_is_named_with_its_row():
    people = pd.DataFrame({"person": ["a", "b"], "support": objects(0.5, np.array([1, 2]))})
    found = check({"people": people})[["row", "column", "value", "code"]]
    assert found.to_numpy().tolist() == [[1, "support", "array([1, 2])", "not_a_number"]]


@pytest.mark.parametrize(
    "pair",
    [
        ("é", "e\u0301"), ("Ann", "Ann\u200b"), ("Ann", "Ａｎｎ"), ("Ann", "Ann\u200f"), ("STRASSE", "straße"),
        ("Ann", "Аnn"), ("B1", "В1"), ("Ann Lee", "Ann\u00a0Lee"), ("Οlga", "Olga"),
    ],
)  # fmt: skip
def test_ids_that_only_look_different_are_a_fault(pair):
    with pytest.raises(InvalidData, match="differs from another id only by"):
        StakeholderGraph.from_tables(pd.DataFrame({"person": list(pair)}))


@pytest.mark.parametrize("pair", [("Анна", "Anna"), ("王伟", "王玮"), ("Ann", "Anne"), ("é", "è"), ("Ann1", "Ann2")])
def test_ids_that_do_not_look_alike_are_two(pair):
    assert len(StakeholderGraph.from_tables(pd.DataFrame({"person": list(pair)})).people) == 2


@pytest.mark.parametrize("side", ["我们", "ＵＳ", "ours", "US", " us", "wir", "nosotros", "当社"])
def test_a_side_that_reads_like_ours_is_a_fault(side):
    contacts = pd.DataFrame({"side": [side], "member": ["m"], "person": ["a"]})
    with pytest.raises(InvalidData, match="would count as a rival; write our side as 'us'"):
        StakeholderGraph.from_tables(pd.DataFrame({"person": ["a"]}), contacts=contacts)
    facts = pd.DataFrame({"question": ["budget"], "side": [side]})
    with pytest.raises(InvalidData, match="would count as a rival"):
        StakeholderGraph.from_tables(pd.DataFrame({"person": ["a"]}), facts=facts)


@pytest.mark.parametrize("nothing", ["\\N", "NULL", "None", "n/a", "-", "--", "#N/A"])
def test_a_text_of_a_word_for_nothing_is_unknown(nothing):
    people = pd.DataFrame({"person": ["a", "b"], "title": [nothing, "CFO"]})
    assert StakeholderGraph.from_tables(people).people["title"].isna().tolist() == [True, False]

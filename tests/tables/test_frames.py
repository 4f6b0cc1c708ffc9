"""Tables come in whatever a caller keeps rows and columns in."""

from __future__ import annotations

import dataclasses
import datetime
import sys

import numpy as np
import pandas as pd
import polars
import pyarrow
import pytest

import influence
from influence import InfluenceError, InvalidData, StakeholderGraph

RECORDS = [{"person": "Ann", "support": 0.5}, {"person": "Bo", "support": None}]
COLUMNS = {"person": ["Ann", "Bo"], "support": [0.5, None]}
EXPECTED = StakeholderGraph.from_tables(pd.DataFrame(COLUMNS))


@dataclasses.dataclass
class Person:
    person: str
    support: float | None


@pytest.mark.parametrize(
    "people",
    [
        RECORDS,
        COLUMNS,
        (record for record in RECORDS),
        [Person(**record) for record in RECORDS],
        np.array([("Ann", 0.5), ("Bo", np.nan)], dtype=[("person", "U3"), ("support", "f8")]),
        {"person": pd.Series(["Ann", "Bo"]), "support": pd.Series([0.5, None])},
    ],
    ids=["records", "columns", "generator", "dataclasses", "structured array", "series"],
)
def test_what_pandas_makes_a_frame_of(people):
    assert StakeholderGraph.from_tables(people) == EXPECTED


@pytest.mark.parametrize("table", [pyarrow.table, polars.DataFrame], ids=["pyarrow", "polars"])
def test_tables_of_arrow(table):
    assert StakeholderGraph.from_tables(table(COLUMNS)) == EXPECTED
    graph = StakeholderGraph.from_tables(
        table({"deal": [2**60 + 1], "person": [7], "external": [True]}),
        deals=table({"deal": [2**60 + 1], "as_of": [datetime.date(2024, 5, 31)]}),
        seats=table({"deal": [2**60 + 1] * 2, "role": ["user", "approver"], "person": [7, None]}),
    )
    assert list(graph) == [2**60 + 1]
    assert graph.deals["as_of"].tolist() == [pd.Timestamp("2024-05-31")]
    assert graph.seats["person"].isna().tolist() == [False, True]


def test_without_pyarrow_an_arrow_table_is_refused_with_what_to_install(monkeypatch):
    table = pyarrow.table(COLUMNS)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InfluenceError, match=r"reading it needs pyarrow: pip install influence-graph\[parquet\]"):
        StakeholderGraph.from_tables(table)


@pytest.mark.parametrize(
    ("people", "text"),
    [
        ({"person": "Ann"}, "people is a dict of one row; give a list of such records"),
        ("people.csv", "people is a str that cannot be read as a table"),
        (5, "people is a int that cannot be read as a table"),
        (["Ann"], "people is a list without column names"),
        ([("Ann", 0.5)], "people is a list without column names"),
        (np.zeros((2, 2)), "people is a ndarray without column names"),
        ({"person": ["Ann"], "support": [1, 2]}, "people is a dict that cannot be read as a table"),
    ],
)
def test_what_is_no_table(people, text):
    with pytest.raises(InfluenceError, match=text):
        StakeholderGraph.from_tables(people)
    with pytest.raises(InfluenceError, match=text):
        influence.check({"people": people})


def test_no_records_are_no_table_but_somebody_must_be_there():
    assert StakeholderGraph.from_tables(RECORDS, [], seats=None) == EXPECTED
    with pytest.raises(InvalidData, match="people: is empty"):
        StakeholderGraph.from_tables([])


def test_the_caller_s_table_is_not_changed():
    people = pd.DataFrame({"person": [" Ann ", "Bo"], "support": ["0.5", ""], 7: [1, 2]}, index=[5, 6])
    before = people.copy(deep=True)
    assert list(StakeholderGraph.from_tables(people).people)[-1] == "7"
    pd.testing.assert_frame_equal(people, before)


@pytest.mark.parametrize(("column", "code"), [("layer", "unknown_choice"), ("external", "not_true_or_false"),
                                              ("support", "not_a_number"), ("person", "not_an_id")])  # fmt: skip
@pytest.mark.parametrize("cell", [["x"], {"a": 1}], ids=["list", "dict"])
def test_a_list_in_a_cell_is_a_fault_of_that_cell(column, code, cell):
    people = pd.DataFrame({"person": ["Ann", "Bo"], column: pd.Series(["Ann", cell], dtype=object)})
    found = influence.check({"people": people})
    assert found.loc[found["row"] == 1, "code"].tolist()[:1] == [code]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"path_threshold": "0.1"}, "path_threshold is '0.1'; give a number from 0 to 1"),
        ({"path_threshold": None}, "path_threshold is None"),
        ({"path_threshold": float("nan")}, "path_threshold is nan"),
        ({"relationship_kinds": {"x": 5}}, r"relationship_kinds\['x'\] is 5; give a RelationshipKind"),
        ({"relationship_kinds": None}, "relationship_kinds is None; give a dict"),
        ({"cold_access": {"decision": 1}}, "cold_access has .'decision'.; give a number for each of decision, manage"),
        ({"evidence_weights": {1: 1, 2: 1, 3: 1, 4: 2}}, r"evidence_weights\[4\] is 2; give a number from 0 to 1"),
        ({"most_open": 1}, "give a number below 1"),
    ],
)
def test_assumptions_that_cannot_be(changes, text):
    with pytest.raises(InfluenceError, match=text):
        influence.Assumptions(**changes)


def test_assumptions_stay_as_they_were_given():
    mine = {1: 0.5, 2: 0.5, 3: 0.5, 4: 0.5}
    assumed = influence.Assumptions(evidence_weights=mine)
    mine[1] = 0.9
    assert assumed.evidence_weights[1] == 0.5

"""Every fault a table can hold, each by breaking one cell of sound tables."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import influence
from influence.tables.schema import TABLES
from tests.random_deals import deal_tables
from tests.tables.broken import require_told, with_cell


def sound():
    """Small sound tables with something in each."""
    deal = {"deal": "plant"}
    return {
        "people": pd.DataFrame(
            [
                {**deal, "person": "Ann", "level": 1, "layer": "decision", "support": 0.5, "influence": 1.0},
                {**deal, "person": "Bo", "level": 2, "layer": "management", "support": None, "influence": 0.5},
                {**deal, "person": "Cy", "level": 3, "layer": "operations", "support": -1.0, "influence": None},
            ]
        ),
        "relationships": pd.DataFrame(
            [
                {**deal, "source": "Bo", "target": "Ann", "kind": "reports_to", "strength": 1.0},
                {**deal, "source": "Cy", "target": "Bo", "kind": "reports_to", "strength": 1.0},
                {**deal, "source": "Cy", "target": "Ann", "kind": "trusts", "strength": 0.5},
            ]
        ),
        "seats": pd.DataFrame(
            [
                {**deal, "role": "approver", "person": "Ann", "weight": 2.0, "veto": True},
                {**deal, "role": "user", "person": None, "weight": 1.0, "veto": False},
            ]
        ),
        "deals": pd.DataFrame([{**deal, "rule": "quota", "quota": 0.5, "as_of": "2024-05-31"}]),
        "team": pd.DataFrame([{**deal, "member": "Yao", "layer": "operations"}]),
        "contacts": pd.DataFrame([{**deal, "side": "us", "member": "Yao", "person": "Bo", "strength": 0.5}]),
        "ratings": pd.DataFrame([{**deal, "rater": "Yao", "person": "Bo", "measure": "support", "value": 0.25}]),
        "facts": pd.DataFrame([{**deal, "question": "budget", "answer": None}]),
    }


def broken(table, row, column, value):
    """The sound tables with one cell changed."""
    return with_cell(sound(), table, row, column, value)


def test_sound_tables_have_no_problem():
    assert influence.check(sound()).empty


ONE_CELL = [
    ("people", 0, "support", 1.01, "not a number from -1 to 1"),
    ("people", 0, "influence", -0.01, "not a number from 0 to 1"),
    ("people", 0, "support", "often", "not a number"),
    ("people", 0, "support", True, "not a number"),
    ("people", 0, "support", np.inf, "infinite"),
    ("people", 0, "influence", -np.inf, "infinite"),
    ("people", 1, "level", 0, "not a whole number, 1 or more"),
    ("people", 1, "level", 1.5, "not a whole number, 1 or more"),
    ("people", 1, "layer", "managment", "did you mean 'management'"),
    ("people", 1, "person", "Ann", "duplicated in this deal"),
    ("people", 1, "person", None, "is missing"),
    ("people", 1, "person", "  ", "is missing"),
    ("people", 1, "person", "ann", "differs from another id only by spaces or case"),
    ("people", 1, "person", " Ann", "differs from another id only by spaces or case"),
    ("people", 1, "person", 7, "is a number where other ids of a person are text"),
    ("people", 1, "person", 1.5, "is not an id"),
    ("people", 1, "deal", "Plant", "differs from another id only by spaces or case"),
    ("relationships", 0, "kind", "report_to", "did you mean 'reports_to'"),
    ("relationships", 0, "kind", "Reports To", "did you mean 'reports_to'"),
    ("relationships", 0, "kind", None, "is missing; every row needs a kind"),
    ("relationships", 0, "strength", 0, "not a number above 0"),
    ("relationships", 0, "strength", -0.5, "not a number above 0"),
    ("relationships", 2, "target", "Anne", "did you mean 'Ann'"),
    ("relationships", 2, "source", "Zoe", "refers to an unknown person"),
    ("relationships", 2, "target", "Cy", "is the source too"),
    ("relationships", 1, "source", "Bo", "is the source too"),
    ("seats", 0, "role", "aprover", "did you mean 'approver'"),
    ("seats", 0, "role", "Decision Maker", "did you mean 'decision_maker'"),
    ("seats", 0, "weight", -1, "not a number, 0 or more"),
    ("seats", 0, "weight", np.inf, "infinite"),
    ("seats", 0, "veto", "perhaps", "neither true nor false"),
    ("seats", 0, "person", "Dee", "refers to an unknown person"),
    ("deals", 0, "rule", "most", "is not a known rule"),
    ("deals", 0, "quota", None, "is missing"),
    ("deals", 0, "quota", 1.5, "not a number above 0, at most 1"),
    ("deals", 0, "as_of", "yesterday", "is not a date"),
    ("deals", 0, "as_of", 20240531, "is not a date"),
    ("contacts", 0, "person", "Bob", "refers to an unknown person"),
    ("contacts", 0, "strength", 1.5, "not a number from 0 to 1"),
    ("contacts", 0, "side", "US", "would count as a rival"),
    ("contacts", 0, "deal", "mill", "refers to an unknown deal"),
    ("ratings", 0, "person", "Bob", "refers to an unknown person"),
    ("ratings", 0, "value", -1.5, "not a number from -1 to 1"),
    ("ratings", 0, "measure", "mood", "is not a known measure"),
    ("ratings", 0, "value", None, "is missing"),
    ("facts", 0, "question", None, "is missing"),
]


@pytest.mark.parametrize(("table", "row", "column", "value", "text"), ONE_CELL)
def test_one_broken_cell_is_named_with_its_place_and_remedy(table, row, column, value, text):
    require_told(broken(table, row, column, value), table, row, None, text)


def test_a_rating_is_measured_by_its_own_measure():
    ratings = sound()["ratings"].assign(measure="influence", value=-0.5)
    problems = influence.check({**sound(), "ratings": ratings})
    assert problems["problem"].tolist() == ["is not a number from 0 to 1"]


def test_two_bosses():
    tie = {"deal": "plant", "source": "Cy", "target": "Ann", "kind": "reports_to", "strength": 1.0}
    ties = pd.concat([sound()["relationships"], pd.DataFrame([tie])], ignore_index=True)
    problems = influence.check({**sound(), "relationships": ties})
    assert problems[["row", "problem"]].to_numpy().tolist() == [[3, "is a second boss of the same person"]]


def test_the_same_boss_twice_is_no_second_boss():
    ties = pd.concat([sound()["relationships"]] * 2, ignore_index=True)
    assert influence.check({**sound(), "relationships": ties}).empty


def test_a_reporting_cycle_names_every_row_of_it():
    tie = {"deal": "plant", "source": "Ann", "target": "Cy", "kind": "reports_to", "strength": 1.0}
    ties = pd.concat([sound()["relationships"], pd.DataFrame([tie])], ignore_index=True)
    problems = influence.check({**sound(), "relationships": ties})
    assert problems["row"].tolist() == [0, 1, 3]
    assert problems["problem"].str.contains("closes a circle").all()


def test_an_empty_table_of_people():
    with pytest.raises(influence.InvalidData, match="is empty"):
        influence.StakeholderGraph.from_tables(sound()["people"].iloc[:0])


def test_an_empty_table_without_headers():
    with pytest.raises(influence.InvalidData, match="source: is a missing column"):
        influence.StakeholderGraph.from_tables(sound()["people"], pd.DataFrame())


def test_headers_without_rows_say_that_nothing_is_recorded():
    none = sound()["relationships"].iloc[:0]
    assert influence.check({"people": sound()["people"], "relationships": none}).empty


@pytest.mark.parametrize("table", ["people", "relationships", "seats", "contacts", "ratings", "facts"])
def test_a_missing_column_names_the_nearest_header(table):
    for required in TABLES[table].required:
        if required == "deal":
            continue
        renamed = sound()[table].rename(columns={required: f"{required}s"})
        problems = influence.check({**sound(), table: renamed})
        missing = problems[problems["problem"] == "is a missing column"]
        assert missing["column"].tolist() == [required]
        assert f"{required}s" in missing["remedy"].iloc[0]


def test_a_deal_column_that_only_some_tables_have():
    problems = influence.check({**sound(), "seats": sound()["seats"].drop(columns="deal")})
    assert problems[["table", "column", "problem"]].to_numpy().tolist() == [["seats", "deal", "is a missing column"]]


def test_a_slip_in_an_optional_header_is_not_a_column_of_one_s_own():
    people = sound()["people"].rename(columns={"support": "suport"})
    problems = influence.check({**sound(), "people": people})
    assert problems["problem"].tolist() == ["is an unknown column"]


def test_columns_of_one_s_own_are_kept():
    people = sound()["people"].assign(age=[50, 40, 30], tenure_years=1, grade="x")
    graph = influence.StakeholderGraph.from_tables(people)
    assert graph.people["age"].tolist() == [50, 40, 30]


def test_a_header_that_is_there_twice():
    people = pd.concat([sound()["people"], sound()["people"][["support"]]], axis=1)
    problems = influence.check({"people": people})
    assert problems["problem"].tolist() == ["is duplicated"]


def test_all_faults_of_all_tables_at_once_in_the_order_of_the_tables():
    tables = sound()
    for cell in (("people", 2, "support", 9), ("seats", 0, "role", "king"), ("contacts", 0, "person", "Bob")):
        tables = with_cell(tables, *cell)
    with pytest.raises(influence.InvalidData, match="unknown person") as raised:
        influence.StakeholderGraph.from_tables(**tables)
    problems = raised.value.problems
    assert problems.columns.tolist() == ["table", "row", "column", "value", "code", "problem", "remedy", "deal"]
    assert problems["table"].tolist() == ["people", "seats", "contacts"]
    assert problems["value"].tolist() == [9, "king", "Bob"]


def test_rows_are_named_by_the_caller_s_own_labels():
    people = sound()["people"].set_axis(["first", "second", "third"])
    people.loc["third", "support"] = 2
    assert influence.check({"people": people})["row"].tolist() == ["third"]


def test_ids_that_differ_by_case_alone_may_be_salesforce_ids():
    people = pd.DataFrame({"person": ["0015e00000ABCde", "0015e00000ABCdE"]})
    assert influence.check({"people": people}).empty


def test_ids_that_differ_by_case_in_two_deals_are_two_people():
    people = pd.DataFrame({"deal": ["a", "b"], "person": ["Ann", "ann"]})
    assert influence.check({"people": people}).empty


@pytest.mark.parametrize("unknown", [None, np.nan, pd.NA, "", "  "])
def test_unknown_stays_unknown(unknown):
    people = pd.DataFrame({"person": ["Ann"], "support": pd.Series([unknown], dtype=object)})
    assert influence.StakeholderGraph.from_tables(people).people["support"].isna().all()


def test_numbers_written_as_text_are_numbers():
    people = pd.DataFrame({"person": ["Ann"], "support": ["-0.5"], "external": ["yes"]})
    found = influence.StakeholderGraph.from_tables(people).people
    assert found["support"].tolist() == [-0.5]
    assert found["external"].tolist() == [True]


@pytest.mark.parametrize(
    ("tables", "text"),
    [
        ({"people": [1]}, "people is a list without column names; give a DataFrame of pandas"),
        ({"seats": pd.DataFrame()}, "people is missing: give a table of people"),
        (pd.DataFrame({"person": ["Ann"]}), "this is a DataFrame; give a dict of tables, such as {'people': table}"),
        ({"peoples": pd.DataFrame()}, "no table called 'peoples': did you mean 'people'"),
    ],
)
def test_what_is_no_table_of_ours(tables, text):
    with pytest.raises(influence.InfluenceError, match=text):
        influence.check(tables)


@given(deal_tables(), st.data())
def test_breaking_any_number_of_sound_tables_is_found_in_its_place(tables, data):
    columns = [
        (name, column)
        for name, table in tables.items()
        for column in TABLES[name].columns
        if column.type == "number" and column.high is not None and column.name in table
    ]
    name, column = data.draw(st.sampled_from(columns))
    row = data.draw(st.integers(0, len(tables[name]) - 1))
    cells = tables[name].astype(object)
    cells.loc[row, column.name] = np.nextafter(column.high, 9)
    problems = influence.check({**tables, name: cells})
    place = (problems["table"] == name) & (problems["row"] == row) & (problems["column"] == column.name)
    assert place.sum() == 1


@given(deal_tables())
def test_sound_tables_are_sound(tables):
    assert influence.check(tables).empty

"""Encounters, promises and stances: every fault they can hold, each by breaking one cell of sound tables."""

from __future__ import annotations

import pandas as pd
import pytest

import influence
from tests.tables.broken import require_told, with_cell
from tests.tables.test_validation import sound as others


def sound():
    """Small sound tables with something in each."""
    deal = {"deal": "plant"}
    meeting = {**deal, "interaction": "E1", "date": "2024-05-06", "kind": "demo"}
    promise = {**deal, "what": "Send the plan", "made": "2024-05-06", "due": "2024-05-20"}
    people = others()["people"].assign(reason=["interest", None, "habit"], tenure_end=["2024-12-31", None, None])
    deals = others()["deals"].assign(category="pumps", departments="Production; Finance", budget_approved=True)
    return {
        **others(),
        "people": people,
        "deals": deals.assign(reason_to_act="nothing"),
        "interactions": pd.DataFrame(
            [
                {**meeting, "side": "us", "member": "Yao", "person": "Ann", "invited_by": "Bo", "rank": "management"},
                {**meeting, "side": "us", "member": "Yao", "person": "Bo", "party_size": 2, "reception": "warm"},
                {**meeting, "side": "Acme", "interaction": "E2", "department": "Finance", "evidence": 3},
            ]
        ),
        "commitments": pd.DataFrame(
            [
                {**promise, "commitment": "C1", "by": "Yao", "to": "Ann", "about": "Cy", "done": None, "kept": None},
                {**promise, "commitment": "C2", "by": "Bo", "to": "Yao", "done": "2024-05-07", "kept": True},
            ]
        ),
        "stances": pd.DataFrame(
            [
                {**deal, "person": "Ann", "side": "Acme", "support": 0.5, "date": "2024-05-06", "evidence": 2},
                {**deal, "person": "Ann", "side": "nobody", "support": -0.5, "date": None, "evidence": None},
            ]
        ),
    }


def test_sound_tables_have_no_problem():
    assert influence.check(sound()).empty


ONE_CELL = [
    ("people", 0, "reason", "intrest", "did you mean 'interest'"),
    ("people", 0, "tenure_end", "soon", "is not a date"),
    ("deals", 0, "budget_approved", "perhaps", "neither true nor false"),
    ("interactions", 0, "interaction", None, "is missing"),
    ("interactions", 0, "interaction", 7, "is a number where other ids of an interaction are text"),
    ("interactions", 0, "date", "in May", "is not a date"),
    ("interactions", 0, "side", None, "is missing"),
    ("interactions", 0, "side", "US", "would count as a rival"),
    ("interactions", 0, "member", 7, "is a number where other ids of a member are text"),
    ("interactions", 0, "person", "Anne", "did you mean 'Ann'"),
    ("interactions", 0, "person", None, "is missing, and so is the department"),
    ("interactions", 2, "department", None, "is missing, and so is the department"),
    ("interactions", 0, "kind", "reports_to", "is not a known kind; give one of meeting, call"),
    ("interactions", 0, "invited_by", "Yaoo", "did you mean 'Yao'? Otherwise add a person"),
    ("interactions", 0, "rank", "board", "is not a known rank; give one of decision"),
    ("interactions", 1, "party_size", 0, "is not a whole number, 1 or more"),
    ("interactions", 2, "evidence", 5, "is not a whole number from 1 to 4"),
    ("interactions", 0, "deal", "mill", "refers to an unknown deal"),
    ("commitments", 1, "commitment", "C1", "is duplicated in this deal"),
    ("commitments", 1, "commitment", None, "is missing"),
    ("commitments", 0, "by", None, "is missing"),
    ("commitments", 0, "by", "Yaoo", "is neither a person nor a member of the deal; did you mean 'Yao'"),
    ("commitments", 0, "to", "Zoe", "is neither a person nor a member of the deal; add a person to people"),
    ("commitments", 0, "about", "Yao", "refers to an unknown person"),
    ("commitments", 0, "due", "2024-05-05", "is before the day in made"),
    ("commitments", 1, "done", "2024-05-05", "is before the day in made"),
    ("commitments", 1, "made", "soon", "is not a date"),
    ("commitments", 1, "kept", "maybe", "neither true nor false"),
    ("stances", 0, "person", "Zoe", "refers to an unknown person"),
    ("stances", 0, "person", None, "is missing"),
    ("stances", 0, "side", None, "is missing"),
    ("stances", 0, "side", "us", "is our own side; write it to people.support"),
    ("stances", 0, "side", "ours", "would count as a rival"),
    ("stances", 1, "side", "Acme", "is that of a stance of the same person before it; keep the row that holds today"),
    ("stances", 0, "support", -1.5, "is not a number from -1 to 1"),
    ("stances", 0, "date", 20240506, "is not a date"),
    ("stances", 0, "evidence", 0, "is not a whole number from 1 to 4"),
]


@pytest.mark.parametrize(("table", "row", "column", "value", "text"), ONE_CELL)
def test_one_broken_cell_is_named_with_its_place_and_remedy(table, row, column, value, text):
    # Nobody came where neither a person nor a department is named: told of the person.
    place = "person" if column == "department" else column
    require_told(with_cell(sound(), table, row, column, value), table, row, place, text)


def test_the_remedy_of_a_stance_toward_us_works():
    tables = sound()
    assert influence.check({**tables, "stances": tables["stances"].iloc[1:]}).empty


@pytest.mark.parametrize("column", ["by", "to"])
def test_an_id_that_is_a_person_s_and_a_member_s_says_what_to_do(column):
    tables = sound()
    tables["team"] = pd.DataFrame([{"deal": "plant", "member": member} for member in ("Yao", "Ann")])
    tables["commitments"] = tables["commitments"].assign(**{column: ["Yao", "Ann"]})
    problems = influence.check(tables)
    found = problems[(problems["table"] == "commitments") & (problems["column"] == column)]
    assert found[["row", "value", "problem", "code"]].to_numpy().tolist() == [
        [1, "Ann", "is the id of a person and of a member", "ambiguous_person"]
    ]
    assert "give the member an id of their own" in found["remedy"].item()
    tables["team"]["member"] = ["Yao", "Ann Lee"]
    tables["commitments"] = tables["commitments"].replace({column: {"Ann": "Ann Lee"}})
    tables["interactions"] = sound()["interactions"]
    assert influence.check(tables).empty


def test_a_member_of_another_deal_is_no_member_of_this_one():
    tables = sound()
    tables["people"] = pd.concat([tables["people"], pd.DataFrame([{"deal": "mill", "person": "Dee"}])])
    tables["commitments"] = tables["commitments"].assign(deal=["plant", "mill"], about=None)
    problems = influence.check(tables)
    assert problems["value"].tolist() == ["Bo", "Yao"]
    assert set(problems["code"]) == {"unknown_party"}


def test_members_by_number_promise_to_people_by_name():
    promise = {"commitment": 1, "by": 7, "to": "Ann"}
    team = [{"member": 7}]
    graph = influence.StakeholderGraph.from_tables([{"person": "Ann"}], team=team, commitments=[promise])
    assert graph.commitments[["by", "to"]].to_numpy().tolist() == [[7, "Ann"]]
    person, member = graph.keys.party["commitments", "by"]
    assert (person.tolist(), member.tolist()) == ([-1], [0])


def test_who_is_gone_takes_encounters_promises_and_stances_along():
    graph = influence.StakeholderGraph.from_tables(**sound())
    gone = graph.without("Bo")
    assert gone.interactions["person"].dropna().tolist() == ["Ann"]
    assert gone.interactions["invited_by"].isna().all()
    assert gone.commitments["commitment"].tolist() == ["C1"]
    assert graph.without("Cy").commitments["about"].isna().all()
    assert graph.without("Ann").stances.empty
    assert graph.without("Yao").interactions["side"].tolist() == ["Acme"]

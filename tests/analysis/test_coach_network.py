"""The network of coaches over an account: by hand, and the laws (rule 000-20)."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import settings

from influence import StakeholderGraph
from influence.analysis.coach_network import coach_network

COACH = {"believes_in_us": "observed", "trusted_inside": "observed", "wants_us_to_win": "observed"}


def network(rows, accounts):
    people = pd.DataFrame(rows)
    deals = pd.DataFrame({"deal": list(accounts), "account": list(accounts.values())})
    return coach_network(StakeholderGraph.from_tables(people, deals=deals))


def test_rule_000_20_departments_without_a_coach_and_the_departures_that_break_the_network():
    refuted = {"believes_in_us": "no"}
    rows = [
        {"deal": 1, "person": "ann", "department": "IT", **COACH},
        {"deal": 2, "person": "ann", "department": "IT"},
        {"deal": 2, "person": "bo", "department": "IT", **COACH},
        {"deal": 1, "person": "cy", "department": "Finance", **refuted},
        {"deal": 2, "person": "di", "department": "Legal"},
        {"deal": 2, "person": "ed", "department": None, **COACH},
        {"deal": 2, "person": "flo", "department": "Agency", "external": True, **COACH},
        {"deal": 3, "person": "gus", "department": "IT", **COACH},
        {"deal": 4, "person": "hal", "department": "IT", **COACH, "motive": "own"},
    ]
    found = network(rows, {1: "A", 2: "A", 3: None, 4: "B"})
    assert found.by_account.loc["A"].to_dict() == {
        "deals": 2, "deals_with_coach": 2, "coaches": 4, "most_in_one_deal": 3, "unplaced": 1, "departments": 3,
        "departments_with_coach": 1, "departments_without": 1, "departments_unknown": 1, "to_cover": "Finance, Legal",
        "departures_to_break": 2, "breaks_at": "IT",
    }  # fmt: skip
    none = found.by_account.loc["B"]
    assert none[["coaches", "departments_without", "to_cover"]].tolist() == [0, 1, "IT"]
    assert pd.isna(none["departures_to_break"])
    assert none["breaks_at"] is None
    detail = found.detail.loc["A"]
    assert detail.index.tolist() == ["Finance", "IT", "Legal"]
    assert detail["has_coach"].tolist() == [False, True, pd.NA]
    assert detail["who"].tolist() == ["", "ann, bo", ""]
    assert detail[["people", "coaches", "undecided"]].to_numpy().tolist() == [[1, 0, 0], [2, 2, 0], [1, 0, 1]]


def test_the_weakest_department_breaks_the_network_and_the_first_by_name_is_told():
    names = {"z0": "Z", "x0": "X", "x1": "X", "y0": "Y"}
    rows = [{"deal": 1, "person": name, "department": department, **COACH} for name, department in names.items()]
    found = network(rows, {1: "A"}).by_account.loc["A"]
    assert (found["departures_to_break"], found["breaks_at"]) == (1, "Y")


def test_without_accounts_there_is_no_network_to_judge():
    found = coach_network(StakeholderGraph.from_tables(pd.DataFrame([{"person": "Ann", **COACH}])))
    assert found.by_account.empty
    assert found.by_account.index.name == "account"
    assert found.detail.index.names == ["account", "department"]


def test_no_department_with_a_coach_has_fewer_than_the_departures_that_break_the_network(many_tables):
    people = many_tables["people"]
    # Every other person a coach: by chance alone hardly anybody would be.
    coaches = np.arange(len(people)) % 2 == 1
    people = people.assign(motive=None, **{name: people[name].mask(coaches, seen) for name, seen in COACH.items()})
    found = coach_network(StakeholderGraph.from_tables(**many_tables | {"people": people}))
    broken = found.by_deal.dropna(subset="departures_to_break")
    assert len(broken) > settings.default.max_examples
    for account, row in broken.iterrows():
        department = found.detail.loc[(account, row["breaks_at"])]
        assert department["coaches"] == row["departures_to_break"], account
        covered = found.detail.loc[account]
        assert (covered["coaches"][covered["coaches"] > 0] >= row["departures_to_break"]).all(), account

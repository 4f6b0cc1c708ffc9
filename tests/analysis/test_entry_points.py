"""Entry points: factors by hand and the gates (rules 003-19, 003-26, 003-27, 003-7, 001-14)."""

from __future__ import annotations

import pandas as pd
import pytest

import influence
from influence import StakeholderGraph, entry_points

PEOPLE = pd.DataFrame(
    {
        "deal": "plant",
        "person": ["boss", "engineer", "head", "worker"],
        "layer": ["decision", "operations", "management", "operations"],
        "support": [None, 0.5, 0.0, None],
        "openness": [0.2, 0.8, None, None],
        "appetite": [None, 1.0, 0.0, None],
    }
)
TIES = pd.DataFrame(
    {"deal": "plant", "source": ["head", "worker"], "target": ["boss", "head"], "kind": "reports_to", "strength": 0.5}
)
SEATS = pd.DataFrame({"deal": "plant", "role": ["approver", "evaluator"], "person": ["boss", "engineer"]})


def plant(contacts=(), team=(), **deal):
    tables = {"deals": pd.DataFrame([{"deal": "plant", **deal}])}
    if contacts:
        rows = [{"deal": "plant", "side": "us", "member": "Yao", **contact} for contact in contacts]
        tables["contacts"] = pd.DataFrame(rows)
    if team:
        tables["team"] = pd.DataFrame([{"deal": "plant", **member} for member in team])
    return StakeholderGraph.from_tables(PEOPLE, TIES, SEATS, **tables)


def gate(graph, strategy):
    return entry_points(graph).by_deal[strategy].item()


def test_factors_by_hand():
    found = entry_points(plant([{"person": "head", "strength": 0.8}]))
    head = found.detail.loc[("plant", "head")]
    assert head[["access", "move", "headroom"]].tolist() == [0.8, 0.25, 1.0]
    boss = found.detail.loc[("plant", "boss")]
    # Yao to the head 0.8, the head to the boss 0.5 x 0.5 x (1 + 0) / 2.
    assert boss["access"] == pytest.approx(0.8 * 0.125)
    assert boss["move"] == pytest.approx(0.2 * 0.75)
    assert boss["path"] == "Yao → head → boss"
    worker = found.detail.loc[("plant", "worker")]
    assert worker["access"] == 0.5
    assert worker["onward"] == "worker → head → boss"
    engineer = found.detail.loc[("plant", "engineer")]
    assert engineer[["strategy", "headroom", "move"]].tolist() == ["middle_out", 0.5, 0.8]
    assert engineer["path"] is None
    assert engineer["onward"] is None
    assert found.detail["gain"].tolist() == pytest.approx(
        found.detail[["access", "move", "headroom", "leverage"]].prod(axis=1).tolist()
    )


def test_rules_003_21_and_003_22_cold_access_is_better_head_to_head():
    assert entry_points(plant()).detail["access"].tolist() == [0.05, 0.5, 0.2, 0.5]
    matched = plant(team=[{"member": "chief", "layer": "decision"}, {"member": "Li", "layer": "management"}])
    assert entry_points(matched).detail["access"].tolist() == [0.3, 0.5, 0.5, 0.5]


@pytest.mark.parametrize(
    ("contacts", "team", "state"),
    [
        ([], [], "unverified"),
        ([{"person": "worker", "strength": 1.0}], [], "refused"),
        ([{"person": "boss", "strength": 0.24}], [], "refused"),
        ([{"person": "boss", "strength": 0.25}], [], "open"),
        ([], [{"member": "chief", "layer": "decision"}], "open"),
        ([{"person": "worker", "strength": 1.0}], [{"member": "chief", "layer": "decision"}], "open"),
    ],
)
def test_rule_003_19_top_down_needs_a_relation_up_there_or_a_guarantor(contacts, team, state):
    assert gate(plant(contacts, team), "top_down") == state


def test_rule_003_19_a_guarantor_opens_the_way_to_the_top():
    friendly = PEOPLE.assign(support=[None, 0.5, 1.0, None])
    ties = TIES.assign(strength=1.0)
    contacts = pd.DataFrame([{"deal": "plant", "side": "us", "member": "Yao", "person": "head", "strength": 0.6}])
    graph = StakeholderGraph.from_tables(friendly, ties, SEATS, contacts=contacts)
    assert gate(graph, "top_down") == "open"


@pytest.mark.parametrize(
    ("deal", "state"),
    [
        ({}, "unverified"),
        ({"product_strength": 0.7}, "open"),
        ({"value_lead": 0.7}, "open"),
        ({"product_strength": 0.69}, "unverified"),
        ({"product_strength": 0.69, "value_lead": 0.0}, "refused"),
        ({"product_strength": 0.0, "value_lead": 1.0}, "open"),
    ],
)
def test_rule_003_27_bottom_up_needs_an_excellent_product_or_a_clear_lead(deal, state):
    assert gate(plant(**deal), "bottom_up") == state


def test_people_of_a_refused_strategy_keep_their_gain_and_have_no_rank():
    graph = plant([{"person": "worker"}], product_strength=0.1, value_lead=0.1)
    detail = entry_points(graph).detail.loc["plant"]
    refused = detail[detail["gate"] == "refused"]
    assert sorted(refused.index) == ["boss", "worker"]
    assert refused["rank"].isna().all()
    assert refused["gain"].notna().all()
    assert refused["reason"].str.contains("find a guarantor|show a clear lead").all()
    assert entry_points(graph).by_deal["entry"].item() in ("engineer", "head")


def test_one_strategy_alone():
    graph = plant()
    found = entry_points(graph, strategy="middle_out")
    assert set(found.detail["strategy"]) == {"middle_out"}
    assert found.by_deal["entry_strategy"].item() == "middle_out"
    assert sorted(found.detail["rank"].tolist()) == [1, 2]
    with pytest.raises(influence.UnknownName, match="did you mean 'bottom_up'"):
        entry_points(graph, strategy="bottomup")


def test_rule_003_7_winning_somebody_s_enemy_gains_less_than_nothing():
    people = pd.DataFrame({"person": ["Ann", "Bo"]})
    ties = pd.DataFrame({"source": ["Bo"], "target": ["Ann"], "kind": ["conflicts_with"]})
    seats = pd.DataFrame({"person": ["Ann"], "role": ["approver"]})
    found = entry_points(StakeholderGraph.from_tables(people, ties, seats))
    assert found.detail.loc[("deal", "Bo"), "gain"] < 0
    assert found.by_deal["entry"].item() == "Ann"


def test_nobody_to_gain_is_no_entry():
    people = pd.DataFrame({"person": ["Ann"], "support": [1.0]})
    found = entry_points(StakeholderGraph.from_tables(people)).by_deal.iloc[0]
    assert found[["entry", "entry_strategy", "entry_gain"]].isna().all()

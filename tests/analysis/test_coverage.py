"""Coverage: hand-computed, and the laws (rules 002-16, 002-20, 002-21)."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import influence
from influence import StakeholderGraph, coverage

PEOPLE = pd.DataFrame({"person": ["Ann", "Bo", "Cy", "Di"], "layer": ["decision", "management", "operations", None]})
SEATS = pd.DataFrame(
    {
        "role": ["approver", "decision_maker", "user", "evaluator", "other"],
        "person": ["Ann", "Bo", "Cy", None, "Bo"],
        "weight": [3.0, 1.0, 0.0, 2.0, 2.0],
    }
)


def contacts(*rows):
    return pd.DataFrame(rows, columns=["side", "member", "person", "strength"])


def test_by_hand():
    held = contacts(
        ("us", "Yao", "Bo", 0.25), ("us", "Li", "Bo", 0.5), ("us", "Yao", "Ann", 0.2), ("us", "Li", "Cy", None)
    )
    found = coverage(StakeholderGraph.from_tables(PEOPLE, seats=SEATS, contacts=held))
    numbers = found.by_deal.iloc[0]
    # Eight votes: Ann 3, Bo 1 + 2, the empty seat 2. Ann's contact is too weak to count.
    assert numbers["coverage"] == 3 / 8
    assert numbers["coverage_depth"] == pytest.approx(3 / 8 * 0.5 + 3 / 8 * 0.2)
    assert numbers["heads"] == 1 / 3
    assert numbers["roles_filled"] == 3 / 4
    assert numbers["roles_covered"] == 2 / 4
    assert numbers["layers_covered"] == 2 / 3
    assert numbers["reach"] == 6 / 8
    assert numbers["committee_source"] == "seats"
    detail = found.detail.loc["deal"]
    assert detail["members"].tolist() == ["Yao", "Li, Yao", "Li", ""]
    assert detail["contacted"].tolist() == [False, True, True, False]
    assert detail["depth"].tolist() == [0.2, 0.5, 1.0, 0.0]


def test_rule_003_3_a_committee_nobody_recorded_is_assumed_from_the_decision_layer():
    people = PEOPLE.assign(influence=[1.0, 1.0, None, None], participation=[0.5, None, None, None])
    found = coverage(StakeholderGraph.from_tables(people))
    assert found.by_deal["committee_source"].item() == "assumed"
    assert found.detail["weight"].tolist() == [1.0, 0.0, 0.0, 0.0]
    everybody = coverage(StakeholderGraph.from_tables(people.assign(layer="operations")))
    # Influence times participation, unknown as a half: 0.5, 0.5, 0.25, 0.25.
    assert everybody.detail["weight"].tolist() == [1 / 3, 1 / 3, 1 / 6, 1 / 6]
    nobody = coverage(StakeholderGraph.from_tables(people.assign(layer="operations", influence=0.0)))
    assert nobody.detail["weight"].tolist() == [0.25] * 4


def test_seats_without_votes_leave_the_committee_assumed():
    seats = SEATS.assign(weight=0.0)
    found = coverage(StakeholderGraph.from_tables(PEOPLE, seats=seats))
    assert found.by_deal["committee_source"].item() == "assumed"
    assert found.by_deal["roles_filled"].item() == 3 / 4


def test_a_committee_of_which_nobody_is_known():
    seats = pd.DataFrame({"role": ["approver"], "person": [None]})
    found = coverage(StakeholderGraph.from_tables(PEOPLE, seats=seats)).by_deal.iloc[0]
    assert [found["coverage"], found["heads"], found["reach"]] == [0, 0, 0]


def test_rule_002_16_a_rival_s_side_counts_the_rival_s_contacts():
    held = contacts(("us", "Yao", "Bo", 1.0), ("Rival", "x", "Ann", 1.0), ("Rival", "x", "Cy", 1.0))
    graph = StakeholderGraph.from_tables(PEOPLE, seats=SEATS, contacts=held)
    assert coverage(graph, side="Rival").by_deal["coverage"].item() == 3 / 8
    assert coverage(graph, side="Rival").detail["members"].tolist() == ["x", "", "x", ""]
    with pytest.raises(influence.UnknownName, match="no side called 'nobody'"):
        coverage(graph, side="nobody")


@pytest.mark.parametrize("strength", [0.0, 0.1, 0.25, 1.0])
def test_more_contacts_never_lower_coverage(many, one_contact_more, strength):
    columns = ["coverage", "coverage_depth", "heads", "roles_covered", "layers_covered", "reach"]
    graphs = (many, one_contact_more(strength))
    before, later = (coverage(graph).by_deal[columns].fillna(0).to_numpy(dtype=float) for graph in graphs)
    assert (later >= before - 1e-12).all()


def test_coverage_is_the_weight_of_the_contacted_and_never_more_than_reach(many):
    found = coverage(many)
    weight = found.detail["weight"].where(found.detail["contacted"], 0).groupby(level="deal").sum()
    known = found.by_deal["coverage"].notna()
    np.testing.assert_allclose(found.by_deal["coverage"][known], weight.reindex(known.index)[known], atol=1e-12)
    assert (found.by_deal["coverage"] <= found.by_deal["reach"] + 1e-12)[known].all()
    assert influence.score(many)["coverage"].equals(found.by_deal["coverage"])

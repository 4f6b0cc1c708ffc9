"""Single points of failure: exact enumeration of worlds, and what removing people really does (002-16, 004-1)."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

import influence
from benchmarks.plain_networkx import ROOT
from influence import StakeholderGraph, single_points_of_failure


@pytest.mark.parametrize("who", ["p0", "p1", "p2", "p3", "p4", "p5", "m0", "m1"])
def test_weight_lost_is_what_reach_loses_without_them(many, who):
    detail = single_points_of_failure(many, worlds=2).detail
    lost = detail.xs(who, level="who")["weight_lost"]
    lost = lost[lost.index.isin(many.all_deals[~many.arrays.assumed])]
    assert not lost.empty
    before, after = (influence.coverage(graph).by_deal["reach"][lost.index] for graph in (many, many.without(who)))
    np.testing.assert_allclose(before - after, lost, rtol=0, atol=1e-12)


@pytest.mark.slow
def test_expected_losses_are_those_of_all_worlds(many, scripts):
    detail = single_points_of_failure(many, worlds=4096, seed=3).detail.reset_index()
    rows = {deal: list(found.itertuples()) for deal, found in detail.groupby("deal")}
    few = [deal for deal, script in scripts.items() if deal in rows and 0 < len(unsure_steps(script.access())) <= 9]
    for deal in few[:: -(-len(few) // 40)]:
        exact = losses_of_all_worlds(scripts[deal])
        for row in rows[deal]:
            value = exact["person" if row.side == "theirs" else "member", row.who]
            assert abs(row.expected_loss - value) <= 6 * row.expected_loss_se + 1e-3, (deal, row.who)


def unsure_steps(G):
    return [(a, b) for a, b, q in G.edges(data="q") if q < 1]


def losses_of_all_worlds(script):
    """What is lost with each person and member, on average over every way the unsure steps may turn out."""
    G = script.access()
    unsure = unsure_steps(G)
    exact = {node: 0.0 for node in G if node != ROOT}
    for alive in itertools.product((False, True), repeat=len(unsure)):
        chance = np.prod([G.edges[e]["q"] if on else 1 - G.edges[e]["q"] for e, on in zip(unsure, alive, strict=True)])
        world = G.copy()
        world.remove_edges_from(edge for edge, on in zip(unsure, alive, strict=True) if not on)
        for _, _, data in world.edges(data=True):
            data["q"] = 1.0
        before = script.reached(world)
        for node in exact:
            lost = before - script.reached(world, (node,))
            exact[node] += chance * sum(script.weight[who] for who in lost)
    return exact


def test_the_worst_pair_by_hand():
    # Two members each hold one of two people, both of whom lead to the approver: nobody alone is a single point.
    people = pd.DataFrame({"person": ["Ann", "Bo", "Cy"]})
    ties = pd.DataFrame({"source": ["Bo", "Cy"], "target": ["Ann", "Ann"], "kind": ["influences"] * 2})
    seats = pd.DataFrame({"person": ["Ann", "Bo", "Cy"], "role": "other", "weight": [4, 1, 1]})
    contacts = pd.DataFrame({"side": "us", "member": ["Yao", "Li"], "person": ["Bo", "Cy"], "strength": 1.0})
    found = single_points_of_failure(StakeholderGraph.from_tables(people, ties, seats, contacts=contacts)).by_deal.iloc[
        0
    ]
    assert found["single_points"] == 0
    assert found["worst"] == "Ann"
    assert found["worst_loss"] == pytest.approx(4 / 6)
    assert found["worst_pair"] == "Bo + Cy"
    assert found["worst_pair_loss"] == pytest.approx(1)


def test_the_same_seed_gives_the_same_numbers():
    graph = influence.datasets.load("cooked_duck")
    columns = ["expected_loss", "expected_loss_se"]
    one, again, other = (single_points_of_failure(graph, seed=seed).detail[columns] for seed in (1, 1, 2))
    assert one.equals(again)
    assert not one.equals(other)


def test_expected_loss_of_a_chain_by_hand():
    people = pd.DataFrame({"person": ["Ann", "Bo"], "support": [None, 1.0]})
    ties = pd.DataFrame({"source": ["Bo"], "target": ["Ann"], "kind": ["influences"]})
    seats = pd.DataFrame({"person": ["Ann"], "role": ["approver"]})
    contacts = pd.DataFrame({"side": ["us"], "member": ["Yao"], "person": ["Bo"], "strength": [0.5]})
    detail = single_points_of_failure(StakeholderGraph.from_tables(people, ties, seats, contacts=contacts)).detail
    # Yao reaches Bo with 0.5, Bo introduces us to Ann with 0.8 x 1: all hang on the same 0.4.
    for who in ("Ann", "Bo", "Yao"):
        row = detail.loc[("deal", who)]
        assert abs(row["expected_loss"] - 0.4) < 5 * row["expected_loss_se"]
        assert row["expected_loss_se"] == pytest.approx(np.sqrt(0.4 * 0.6 / 1024), rel=0.1)


def test_worlds_below_two_are_refused():
    with pytest.raises(influence.InfluenceError, match="worlds is 1"):
        single_points_of_failure(influence.datasets.load("cooked_duck"), worlds=1)


def test_krackhardt_s_firm_hangs_on_nobody_but_its_chart_on_five():
    graph = influence.datasets.load("krackhardt_hightech")
    assert not single_points_of_failure(graph).detail["cut_point"].any()
    ties = graph.relationships
    chart = StakeholderGraph.from_tables(graph.people, ties[ties["kind"] == "reports_to"])
    cut = single_points_of_failure(chart).detail["cut_point"]
    # The president and the four vice presidents (data/krackhardt_hightech).
    assert cut[cut].index.get_level_values("who").tolist() == ["A02", "A07", "A14", "A18", "A21"]

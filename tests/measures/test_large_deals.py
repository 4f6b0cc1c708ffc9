"""What only large deals need: dominators and best paths at any size, and what is bounded in them."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from benchmarks.one_organisation import organisation
from influence import StakeholderGraph, single_points_of_failure
from influence.analysis import information_gaps, single_points
from influence.measures import worlds
from influence.measures.leverage import settled
from influence.measures.listening import listening
from influence.measures.reach import losses, on_nodes
from influence.measures.sides import US
from influence.measures.ways_in import introductions


@pytest.fixture(scope="module")
def arrays():
    return StakeholderGraph.from_tables(**organisation(600, 1_500, seed=4)).arrays


def network(arrays, least):
    """The access graph of the one deal: introductions of at least this chance."""
    edges, graph = arrays.access().edges, nx.DiGraph()
    graph.add_nodes_from(range(len(edges.start) - 1))
    steps = zip(edges.source.tolist(), edges.target.tolist(), edges.value.tolist(), strict=True)
    graph.add_edges_from((a, b, {"cost": -np.log(chance)}) for a, b, chance in steps if chance >= least)
    return graph


def test_losses_are_those_of_the_dominator_tree_of_networkx(arrays):
    above = nx.immediate_dominators(network(arrays, arrays.assumptions.path_threshold), 0)
    weight = on_nodes(arrays.access(), arrays.weight)
    lost = np.zeros(len(weight))
    for node in set(above) & set(np.flatnonzero(weight).tolist()):
        below = node
        while below:
            lost[below] += weight[node]
            below = above[below]
        lost[0] += weight[node]
    np.testing.assert_allclose(losses(arrays, "us").lost, lost, rtol=0, atol=1e-12)


def test_best_paths_are_the_shortest_of_networkx(arrays):
    cost = nx.single_source_dijkstra_path_length(network(arrays, 1e-300), 0, weight="cost")
    chance = np.array(
        [np.exp(-cost[node]) if node in cost else 0.0 for node in range(len(arrays.access().edges.start) - 1)]
    )
    np.testing.assert_allclose(introductions(arrays).product, chance, rtol=1e-9, atol=0)


def test_settled_support_leaves_nothing_of_its_equation(arrays):
    heard, support = listening(arrays), settled(arrays).known[:, US]
    own = (1 - heard.openness) * np.nan_to_num(arrays.measure("support"))
    alike = heard.alike * ((heard.placed * support).sum() - heard.placed * support)
    left = support - own - heard.pull @ support - alike
    assert np.abs(left).max() < 1e-12


def test_no_worst_pair_is_looked_for_in_a_deal_of_many_people(pair_of_doors, monkeypatch):
    assert single_points_of_failure(pair_of_doors).by_deal["worst_pair"].item() == "a + b"
    monkeypatch.setattr(single_points, "PAIRED", len(pair_of_doors.people) - 1)
    found = single_points_of_failure(pair_of_doors).by_deal
    assert found[["worst_pair", "worst_pair_loss"]].isna().all(axis=None)
    assert "not looked for: that takes too long" in found["reason"].item()


def test_what_nobody_priced_in_a_deal_of_many_people_is_unknown_and_said(pair_of_doors, monkeypatch):
    doors = pair_of_doors.replaced(people=pair_of_doors.people.drop(columns="support"))
    asked = information_gaps.information_gaps(doors).detail.query("what == 'support'")
    assert asked["value"].notna().all()
    monkeypatch.setattr(information_gaps, "PRICED", len(doors.people) - 1)
    unpriced = information_gaps.information_gaps(doors).detail.query("what == 'support'")
    assert unpriced["value"].isna().all()
    assert unpriced["why"].str.contains("was not worked out: that takes too long").all()
    assert sorted(unpriced["about"]) == sorted(asked["about"]) == ["a", "b", "c", "e"]


def test_fewer_worlds_are_drawn_where_each_takes_long(monkeypatch):
    graph = StakeholderGraph.from_tables(**organisation(100, 200, seed=4))
    few, many = (single_points_of_failure(graph, worlds=each).detail for each in (3, 50))
    monkeypatch.setattr(worlds, "DRAWN", 3 * len(graph.arrays.access().edges.value))
    bounded = single_points_of_failure(graph, worlds=50).detail
    pd.testing.assert_frame_equal(bounded, few)
    assert not bounded["expected_loss"].equals(many["expected_loss"])


@pytest.fixture
def pair_of_doors():
    """Two deciders, to each of whom either of two contacts leads."""
    people = pd.DataFrame({"deal": "d", "person": ["a", "b", "c", "e"], "support": 0.5})
    ends = {"source": ["a", "b", "a", "b"], "target": ["c", "c", "e", "e"]}
    knows = pd.DataFrame({"deal": "d", **ends, "kind": "works_with", "strength": 0.9})
    seats = pd.DataFrame({"deal": "d", "role": ["approver", "evaluator"], "person": ["c", "e"]})
    contacts = pd.DataFrame({"deal": "d", "side": "us", "member": ["m", "n"], "person": ["a", "b"], "strength": 0.9})
    return StakeholderGraph.from_tables(people, relationships=knows, seats=seats, contacts=contacts)

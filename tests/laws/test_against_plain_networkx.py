"""Every number against the plain script that writes the model down with networkx and loops."""

from __future__ import annotations

import itertools
import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

import influence
from benchmarks.plain_networkx import deals
from influence.tables.schema import TABLES
from tests.random_deals import deal_graphs, deal_tables

HUNDREDS = 5 * settings.default.max_examples


def plain(graph):
    return deals({name: graph.table(name) for name in TABLES if len(graph.table(name))})


@settings(max_examples=HUNDREDS)
@given(deal_graphs())
def test_scores_are_those_of_the_plain_script(graph):
    scores = influence.score(graph)
    for deal, script in plain(graph).items():
        for name, value in script.score().items():
            if isinstance(value, str):
                assert scores.loc[deal, name] == value, name
            else:
                assert scores.loc[deal, name] == pytest.approx(value, abs=1e-9, nan_ok=True), name


@settings(max_examples=HUNDREDS)
@given(deal_graphs())
def test_what_goes_with_each_who_leaves_is_what_networkx_no_longer_reaches(graph):
    detail = influence.single_points_of_failure(graph, worlds=2).detail.reset_index()
    side = detail["side"].map({"theirs": "person", "ours": "member"})
    found = {
        (row.deal, kind, row.who): (row.weight_lost, row.cut_off, row.single_point)
        for row, kind in zip(detail.itertuples(), side, strict=True)
    }
    for deal, script in plain(graph).items():
        for (kind, who), (weight, cut_off, single) in script.losses().items():
            lost, cut, point = found.pop((deal, kind, who))
            assert lost == pytest.approx(weight, abs=1e-12)
            assert (cut, point) == (cut_off, single)
    assert not found


@settings(max_examples=HUNDREDS)
@given(deal_graphs())
def test_cut_points_are_the_articulation_points_of_networkx(graph):
    detail = influence.single_points_of_failure(graph, worlds=2).detail
    for deal, script in plain(graph).items():
        mine = detail.loc[deal]
        cut = mine["cut_point"].fillna(False).astype(bool)
        assert set(mine.index[cut & (mine["side"] == "theirs")]) == script.cut_points()


@settings(max_examples=HUNDREDS)
@given(deal_tables())
def test_the_best_introductions_are_the_shortest_paths_of_networkx(tables):
    graph = known_by_id(tables)
    detail = influence.entry_points(graph).detail
    for deal, script in plain(graph).items():
        products, gains, G = script.best_products(), script.gains(), script.access()
        for person in script.people:
            row = detail.loc[(deal, person)]
            assert row["gain"] == pytest.approx(gains[person], abs=1e-12)
            assert row["strategy"] == script.strategy(person)
            assert (row["path"] is None) == (person not in products)
            if row["path"] is not None:
                member, *people = row["path"].split(" → ")
                nodes = [("member", member), *(("person", name) for name in people)]
                chances = [G.edges[a, b]["q"] for a, b in itertools.pairwise(nodes)]
                assert nodes[-1] == ("person", person)
                assert math.prod(chances) == pytest.approx(products[person], abs=1e-12)


@settings(max_examples=HUNDREDS)
@given(deal_tables())
def test_the_way_onward_is_the_shortest_path_to_an_approver(tables):
    graph = known_by_id(tables)
    detail = influence.entry_points(graph).detail
    for deal, script in plain(graph).items():
        G, approvers = script.access(), script.has_role("approver")
        for person in script.people:
            ways = nx.single_source_dijkstra_path_length(G, ("person", person), weight=neg_log)
            best = max((math.exp(-ways[node]) for node in ways if node[1] in approvers), default=None)
            onward = detail.loc[(deal, person), "onward"]
            assert (onward is None) == (best is None)
            if onward is not None:
                nodes = [("person", name) for name in onward.split(" → ")]
                assert nodes[0] == ("person", person)
                assert nodes[-1][1] in approvers
                chances = [G.edges[a, b]["q"] for a, b in itertools.pairwise(nodes)]
                assert math.prod(chances) == pytest.approx(best, abs=1e-12)


def known_by_id(tables):
    """The graph without names and titles, so that paths are written with ids, which tell everybody apart."""
    people = tables["people"].drop(columns=["name", "title"])
    return influence.StakeholderGraph.from_tables(**{**tables, "people": people})


def neg_log(source, target, data):
    return -math.log(data["q"])


@settings(max_examples=HUNDREDS)
@given(deal_graphs())
def test_votes_are_those_found_by_listing_every_vote(graph):
    detail = influence.committee(graph).detail
    for deal, script in plain(graph).items():
        _, measures = script.vote()
        for who, values in measures.items():
            row = detail.loc[(deal, who), ["pivot", "banzhaf", "shapley_shubik"]].to_numpy(dtype=float)
            np.testing.assert_allclose(row, values, rtol=0, atol=1e-12)

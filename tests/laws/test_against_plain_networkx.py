"""Every number against the plain script that writes the model down with networkx and loops."""

from __future__ import annotations

import itertools
import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

import influence
from benchmarks.plain_networkx import deals
from influence.tables.schema import TABLES
from tests.random_deals import deal_graphs

# Of as many voters as these deals have, 20 nodes are that near the integral; all else is exact.
NEAR = {"approval_correlated": 5e-4}


def rows_of(detail):
    """The rows of a detail as Python's own values, by their index."""
    return detail.astype(object).where(detail.notna(), None).to_dict("index")


@pytest.mark.slow
def test_scores_are_those_of_the_plain_script(many, scripts):
    scores = influence.score(many).to_dict("index")
    for deal, script in scripts.items():
        for name, value in script.score().items():
            if isinstance(value, str):
                assert scores[deal][name] == value, (deal, name)
            else:
                near = pytest.approx(value, abs=NEAR.get(name, 1e-9), nan_ok=True)
                assert scores[deal][name] == near, (deal, name)


@pytest.mark.slow
@given(deal_graphs(told=True))
def test_where_a_score_differs_the_smallest_deal_that_shows_it_is_found(graph):
    """The same law for one deal after another, so that Hypothesis shrinks whatever breaks it."""
    tables = {name: graph.table(name) for name in TABLES}
    test_scores_are_those_of_the_plain_script(graph, deals(tables))


def test_what_goes_with_each_who_leaves_is_what_networkx_no_longer_reaches(many, scripts):
    detail = influence.single_points_of_failure(many, worlds=2).detail.reset_index()
    side = detail["side"].map({"theirs": "person", "ours": "member"})
    found = {
        (row.deal, kind, row.who): (row.weight_lost, row.cut_off, row.single_point)
        for row, kind in zip(detail.itertuples(), side, strict=True)
    }
    for deal, script in scripts.items():
        for (kind, who), (weight, cut_off, single) in script.losses().items():
            lost, cut, point = found.pop((deal, kind, who))
            assert lost == pytest.approx(weight, abs=1e-12), (deal, who)
            assert (cut, point) == (cut_off, single), (deal, who)
    assert not found


def test_cut_points_are_the_articulation_points_of_networkx(many, scripts):
    detail = influence.single_points_of_failure(many, worlds=2).detail
    cut = detail.index[detail["cut_point"].fillna(False).astype(bool) & (detail["side"] == "theirs")]
    assert set(cut) == {(deal, who) for deal, script in scripts.items() for who in script.cut_points()}


@pytest.fixture(scope="module")
def entries(many_tables):
    """The entry points of the deals without names and titles: paths are of ids, which tell everybody apart."""
    people = many_tables["people"].drop(columns=["name", "title"])
    graph = influence.StakeholderGraph.from_tables(**{**many_tables, "people": people})
    return rows_of(influence.entry_points(graph).detail)


def test_the_best_introductions_are_the_shortest_paths_of_networkx(entries, scripts):
    for deal, script in scripts.items():
        products, gains, G = script.best_products(), script.gains(), script.access()
        for person in script.people:
            row = entries[deal, person]
            assert row["gain"] == pytest.approx(gains[person], abs=1e-12), (deal, person)
            assert row["strategy"] == script.strategy(person), (deal, person)
            assert (row["path"] is None) == (person not in products), (deal, person)
            if row["path"] is not None:
                member, *people = row["path"].split(" → ")
                nodes = [("member", member), *(("person", name) for name in people)]
                assert nodes[-1] == ("person", person), deal
                assert chance(G, nodes) == pytest.approx(products[person], abs=1e-12), (deal, person)


def test_the_way_onward_is_the_shortest_path_to_an_approver(entries, scripts):
    for deal, script in scripts.items():
        G, approvers = script.access(), script.has_role("approver")
        for person in script.people:
            ways = nx.single_source_dijkstra_path_length(G, ("person", person), weight=neg_log)
            best = max((math.exp(-ways[node]) for node in ways if node[1] in approvers), default=None)
            onward = entries[deal, person]["onward"]
            assert (onward is None) == (best is None), (deal, person)
            if onward is not None:
                nodes = [("person", name) for name in onward.split(" → ")]
                assert nodes[0] == ("person", person), deal
                assert nodes[-1][1] in approvers, deal
                assert chance(G, nodes) == pytest.approx(best, abs=1e-12), (deal, person)


def chance(G, nodes):
    return math.prod(G.edges[a, b]["q"] for a, b in itertools.pairwise(nodes))


def neg_log(source, target, data):
    return -math.log(data["q"])


def test_votes_are_those_found_by_listing_every_vote(many, scripts):
    found = rows_of(influence.committee(many).detail[["pivot", "banzhaf", "shapley_shubik"]])
    for deal, script in scripts.items():
        _, measures = script.vote()
        for who, values in measures.items():
            np.testing.assert_allclose([*found[deal, who].values()], values, rtol=0, atol=1e-12, err_msg=deal)

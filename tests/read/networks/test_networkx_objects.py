"""Networkx graphs whose attributes are called as people call them."""

from __future__ import annotations

import datetime

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

import influence
from influence import InfluenceError, StakeholderGraph
from influence.read.networks.networkx_objects import networkx
from tests.random_deals import deal_graphs
from tests.read.networks.network_files import (
    AS_DRAWN,
    assert_accounted,
    known,
    noted,
    related,
)


class TestNetworkx:
    def test_attributes_go_through_the_vocabulary(self):
        G = nx.DiGraph()
        G.add_node("Ann", 职务="CFO", 支持度="盟友", shoe=43)
        G.add_node("Bo", level=3.0, support=np.float64(0.5), external=True)
        G.add_edge("Bo", "Ann", relation="汇报给", weight=1)
        graph = networkx(G, **AS_DRAWN)
        assert known(graph, "person", "title", "level", "support", "external") == [
            ["Ann", "CFO", None, 1.0, None],
            ["Bo", None, 3, 0.5, True],
        ]
        assert related(graph) == [("Bo", "Ann", "reports_to")]
        assert noted(graph, "kept out", "file", "column") == [["networkx[nodes]", "shoe"]]
        assert ["support", "支持度"] in noted(graph, "renamed", "column", "source")
        assert graph.files["rows"].tolist() == [2, 1]

    def test_what_we_gave_comes_back(self):
        graph = influence.datasets.load("cooked_duck")
        back = networkx(graph.to_networkx(), **AS_DRAWN)
        pd.testing.assert_frame_equal(back.people, graph.people.drop(columns="basis"), check_dtype=False)
        assert related(back) == related(graph)
        assert len(back.seats) == len(graph.seats)
        assert influence.score(back)["support"].item() == pytest.approx(influence.score(graph)["support"].item())

    def test_the_callers_graph_stays_as_it_was(self):
        G = nx.MultiDiGraph(note="x")
        G.add_node(1, support="ally", odd=[1, 2])
        G.add_edge(1, 2, key="advice", weight=3)
        before = (dict(G.nodes(data=True)), list(G.edges(keys=True, data=True)), dict(G.graph))
        before = repr(before)
        networkx(G, kind="knows")
        assert repr((dict(G.nodes(data=True)), list(G.edges(keys=True, data=True)), dict(G.graph))) == before

    def test_whole_numbers_stay_ids(self):
        graph = networkx(nx.karate_club_graph(), kind="knows", scale={"strength": (0, 10)})
        assert graph.people["person"].tolist() == list(range(34))
        assert len(related(graph)) == 78

    def test_other_nodes_are_called_by_their_text(self):
        G = nx.DiGraph([((1, 2), "b"), (3, "b")])
        graph = networkx(G, kind="knows")
        assert set(graph.people["person"]) == {"(1, 2)", "b", "3"}
        assert noted(graph, "renamed", "row", "source")[:2] == [["(1, 2)", "tuple"], ["3", "int"]]
        with pytest.raises(InfluenceError, match="both be called '1'"):
            networkx(nx.Graph([(1, "1")]), kind="knows")

    def test_undirected_graphs_hold_kinds_that_read_both_ways(self):
        assert len(related(networkx(nx.path_graph(4), kind="works_with"))) == 3
        with pytest.raises(InfluenceError, match="has no direction"):
            networkx(nx.path_graph(4), kind="trusts", **AS_DRAWN)

    def test_odd_values_are_unknown_not_fatal(self):
        class Odd:
            def __repr__(self):
                raise ValueError("no")

        G = nx.Graph()
        odd = [Odd(), {1: 2}, 10**5000, 1j, b"x", "\ud800", np.array([1]), float("nan"), pd.NA, None]
        for number, value in enumerate([*odd, datetime.date(2024, 5, 31), True]):
            G.add_node(number, support=value, level=value, title=value, external=value, other=value)
        graph = networkx(G)
        assert graph.people["support"].isna().all()
        assert_accounted(graph)

    @pytest.mark.parametrize("thing", [None, 3, {"a": []}])
    def test_only_a_graph_is_a_graph(self, thing):
        with pytest.raises(InfluenceError, match="give a networkx graph"):
            networkx(thing)

    def test_tables_in_the_graph_that_are_none_are_refused(self):
        G = nx.Graph(seats=[1, {"role": "user"}, object()])
        G.add_node("a")
        with pytest.raises(InfluenceError, match="seats"):
            networkx(G)

    @pytest.mark.slow
    @settings(max_examples=30)
    @given(deal_graphs())
    def test_as_from_networkx_reads_it(self, graph):
        """Where everything is called as in our tables, both ways in give the same."""
        G = graph.to_networkx(graph.people["deal"].iloc[0])
        one, other = StakeholderGraph.from_networkx(G), networkx(G, **AS_DRAWN)
        assert set(related(one)) == set(related(other))
        for column in ("support", "influence", "openness"):
            if column in one.people:
                assert known(one, "person", column) == known(other, "person", column)

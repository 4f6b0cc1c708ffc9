"""Networkx graphs whose attributes are called as people call them."""

from __future__ import annotations

import datetime
import io

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import influence
from influence import InfluenceError, InvalidData, StakeholderGraph
from influence.graph.reader_notes import OWN
from influence.read.networks.networkx_objects import networkx
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
        assert noted(graph, OWN, "file", "column") == [["networkx[nodes]", "shoe"]]
        assert ["support", "支持度"] in noted(graph, "renamed", "column", "source")
        assert graph.files["rows"].tolist() == [2, 1]

    def test_what_we_gave_comes_back(self):
        graph = influence.datasets.load("cooked_duck")
        back = networkx(graph.to_networkx(), **AS_DRAWN)
        pd.testing.assert_frame_equal(back.people, graph.people, check_dtype=False)
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

    def test_attributes_of_your_own_are_kept_and_noted(self):
        G = nx.DiGraph()
        G.add_node("Ann", shoe=43, hobby=["chess"])
        G.add_edge("Ann", "Bo", kind="trusts", since=2019)
        graph = networkx(G)
        assert known(graph, "shoe", "hobby")[0] == [43, ["chess"]]
        assert graph.relationships["since"].tolist() == [2019]
        assert noted(graph, OWN, "file", "column") == [
            ["networkx[nodes]", "shoe"],
            ["networkx[nodes]", "hobby"],
            ["networkx[edges]", "since"],
        ]

    def test_an_edge_that_says_its_kind_reads_as_it_is_drawn_unless_stated(self):
        G = nx.DiGraph()
        G.add_edge("Bo", "Ann", kind="reports_to")
        assert related(networkx(G)) == [("Bo", "Ann", "reports_to")]
        assert related(networkx(G, direction="target_to_source")) == [("Ann", "Bo", "reports_to")]


class TestFieldCases:
    """As data scientists hand over: a frame of people made into edges, weights, relations."""

    @staticmethod
    def hr():
        text = """emp_id,emp_name,job_title,manager_id,support_score
101,Ingrid Solheim,CEO,,0.5
102,Mateus Prado,VP Operations,101,
103,Akua Boateng,VP Finance,101,-0.5
104,Lena Vogt,Plant Manager,102,1
"""
        return pd.read_csv(io.StringIO(text))

    def drawn(self):
        hr = self.hr()
        G = nx.from_pandas_edgelist(hr, "emp_id", "manager_id", create_using=nx.DiGraph)
        names = {"emp_name": "name", "job_title": "title", "support_score": "support"}
        known = hr.set_index("emp_id").rename(columns=names)[["name", "title", "support"]]
        nx.set_node_attributes(G, known.to_dict("index"))
        return G

    def test_a_missing_value_is_nobody(self):
        graph = networkx(self.drawn(), kind="reports_to", **AS_DRAWN)
        assert graph.people["person"].tolist() == [101, 102, 103, 104]
        pairs = [(102, 101, "reports_to"), (103, 101, "reports_to"), (104, 102, "reports_to")]
        assert related(graph) == pairs
        row = influence.score(graph).iloc[0]
        assert row["voters"] == 4
        found = row[["approval", "support", "certainty", "entry_gain"]].tolist()
        assert found == pytest.approx([0.545591, 0.224010, 0.710396, 0.059174], abs=1e-6)
        assert [source for (source,) in noted(graph, "left out", "source")] == [
            "is a missing value (nan), not a person",
            "has no target",
        ]
        assert_accounted(graph)

    @pytest.mark.parametrize("nobody", [float("nan"), np.float64("nan"), pd.NaT, pd.NA])
    def test_whatever_it_is_written_as(self, nobody):
        graph = networkx(nx.DiGraph([("a", nobody), ("b", "a")]), kind="reports_to", **AS_DRAWN)
        assert graph.people["person"].tolist() == ["a", "b"]
        assert related(graph) == [("b", "a", "reports_to")]

    def test_somebody_may_be_called_nan(self):
        assert networkx(nx.DiGraph([("Nan", "None")]), kind="knows").people["person"].tolist() == ["Nan", "None"]

    @pytest.mark.parametrize("header", ["reports_to", "manager_id", "Supervisor"])
    def test_a_column_of_bosses_in_a_frame_is_not_lost(self, header):
        people = self.hr().rename(columns={"emp_id": "person", "manager_id": header})
        with pytest.raises(InvalidData, match=f"{header}: names bosses") as raised:
            StakeholderGraph.from_tables(people)
        assert raised.value.problems["code"].tolist() == ["unread_bosses"]
        lines = people.dropna(subset=header).rename(columns={"person": "source", header: "target"})
        lines = lines[["source", "target"]].astype(int).assign(kind="reports_to")
        assert len(StakeholderGraph.from_tables(people, lines).relationships) == 3

    @pytest.mark.parametrize("attribute", ["strength", "weight"])
    def test_weight_is_strength_where_it_is_one(self, attribute):
        G = nx.DiGraph()
        for person, support, openness in (("a", 1.0, 0.0), ("b", -1.0, 0.0), ("c", 0.0, 0.5)):
            G.add_node(person, support=support, openness=openness)
        G.add_edge("a", "c", kind="influences", **{attribute: 0.9})
        G.add_edge("b", "c", kind="influences", **{attribute: 0.1})
        G.graph["seats"] = [{"role": "decision_maker", "person": "c"}]
        assert influence.support(networkx(G).assuming(spread=0)).by_deal["support"].item() == pytest.approx(0.4)

    def test_a_weight_on_another_scale_is_asked_for(self):
        G = nx.DiGraph()
        G.add_edge("a", "b", kind="trusts", weight=5)
        ((source,),) = noted(networkx(G), "kept out", "source")
        assert "scale={'strength': (lowest, highest)}" in source
        assert networkx(G, scale={"strength": (0, 10)}).relationships["strength"].tolist() == [0.5]

    def test_a_relation_says_the_kind(self):
        G = nx.DiGraph()
        G.add_nodes_from("abc")
        G.add_edge("a", "b", relation="advice")
        G.add_edge("b", "c", relation="conflict")
        graph = networkx(G, kind="works_with")
        assert related(graph) == [("a", "b", "seeks_advice_from"), ("b", "c", "conflicts_with")]

    def test_somebody_linked_to_themselves_is_left_out_with_a_note(self):
        graph = networkx(nx.DiGraph([("a", "a"), ("b", "a")]), kind="reports_to", **AS_DRAWN)
        assert related(graph) == [("b", "a", "reports_to")]
        assert noted(graph, "left out", "source") == [["links somebody to themselves"]]

    def test_a_second_boss_says_how_to_write_it(self):
        edges = [("c", "a", {"kind": "reports_to"}), ("c", "b", {"kind": "reports_to"})]
        with pytest.raises(InvalidData, match="write the other one as 'dotted_line_to'"):
            networkx(nx.DiGraph(edges))
        edges[1][2]["kind"] = "dotted line to"
        assert related(networkx(nx.DiGraph(edges)))[1] == ("c", "b", "dotted_line_to")


@pytest.mark.parametrize("seats", [[{"role": "user"}], {"role": ["user"]}, pd.DataFrame({"role": ["user"]})])
def test_a_table_of_the_graph_may_be_any_table(seats):
    G = nx.DiGraph(seats=seats, contacts=None, facts=[])
    G.add_edge("Ann", "Bo", kind="knows")
    assert influence.read.networkx(G).seats["role"].tolist() == ["user"]


@pytest.mark.parametrize("seats", ["user", {"role": "user"}, 5])
def test_what_is_no_table_is_refused(seats):
    G = nx.DiGraph(seats=seats)
    G.add_edge("Ann", "Bo", kind="knows")
    with pytest.raises(InfluenceError, match=r"G\.graph\['seats'\]"):
        influence.read.networkx(G)

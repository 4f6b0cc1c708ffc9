"""The same network in the format of every program: nothing guessed, nothing lost without a note."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import influence
from influence import InvalidData
from influence.read.networks.gephi import gephi
from influence.read.networks.gexf import gexf
from influence.read.networks.graphml import graphml
from influence.read.networks.yed import yed
from tests.random_deals import deal_graphs
from tests.read.networks.network_files import (
    AS_DRAWN,
    FORMATS,
    KRACKHARDT,
    assert_accounted,
    known,
    noted,
    related,
)


@pytest.fixture(scope="module")
def bundled():
    return influence.datasets.load("krackhardt_hightech")


class TestTheSameNetworkInEveryFormat:
    @pytest.mark.parametrize(
        ("read", "file"),
        [
            (graphml, "krackhardt.networkx.graphml"),
            (gexf, "krackhardt.networkx.gexf"),
            (gephi, "krackhardt.gephi_nodes.csv"),
            (gephi, "krackhardt.gephi_edges.csv"),
        ],
    )
    def test_people_relationships_and_attributes_are_those_of_the_bundled_dataset(self, bundled, read, file):
        graph = read(FORMATS / file, **KRACKHARDT)
        columns = ["person", "name", "title", "department", "level"]
        assert known(graph, *columns) == known(bundled, *columns)
        assert related(graph) == related(bundled)
        assert len(related(graph)) == 312
        assert graph.files["used"].tolist() == [21, 312]
        assert_accounted(graph)

    def test_gexf_of_gephi_with_its_drawing(self, bundled):
        graph = gexf(FORMATS / "krackhardt_advice.gephi13.gexf", kind="advice", **AS_DRAWN)
        assert related(graph) == [tie for tie in related(bundled) if tie[2] == "seeks_advice_from"]
        assert known(graph, "name", "title", "level") == known(bundled, "name", "title", "level")
        assert {"size", "color"} <= {column for (column,) in noted(graph, "kept out", "column")}

    def test_yed_draws_from_the_boss_down(self, bundled):
        graph = yed(FORMATS / "krackhardt_orgchart.yed.graphml", kind="reports_to", direction="target_to_source")
        name = dict(known(graph, "person", "name"))
        ours = dict(known(bundled, "person", "name"))
        found = sorted((name[one], name[other]) for one, other, _ in related(graph))
        assert found == sorted(
            (ours[one], ours[other]) for one, other, kind in related(bundled) if kind == "reports_to"
        )
        assert_accounted(graph)

    def test_yed_read_the_wrong_way_round_is_told_from_its_two_bosses(self):
        with pytest.raises(InvalidData, match=r"second boss.*or state the other direction="):
            yed(FORMATS / "krackhardt_orgchart.yed.graphml", kind="reports_to", direction="source_to_target")

    def test_words_that_are_no_kind_leave_their_edges_out_one_note_each(self):
        graph = graphml(FORMATS / "krackhardt.networkx.graphml", **AS_DRAWN)
        assert len(related(graph)) == 210
        assert graph.files["left_out"].tolist() == [0, 102]
        assert_accounted(graph)
        lines = (FORMATS / "krackhardt.networkx.graphml").read_text().splitlines()
        line, value, source = noted(graph, "left out", "line", "value", "source")[0]
        one, other = value.split(" -> ")
        assert f'<edge source="{one}" target="{other}"' in lines[line - 1]
        assert "friendship" in lines[line]
        assert source.startswith(
            "'friendship' is not a known kind of relationship; say what it means: for instance kind={'friendship': "
        )

    def test_the_deal_is_called_like_the_file_unless_stated(self, tmp_path):
        path = FORMATS / "krackhardt.networkx.gexf"
        assert list(gexf(path, **KRACKHARDT).all_deals) == ["krackhardt.networkx"]
        assert list(gexf(path, deal="plant", **KRACKHARDT).all_deals) == ["plant"]
        assert list(gephi(FORMATS / "krackhardt.gephi_nodes.csv", **KRACKHARDT).all_deals) == ["krackhardt.gephi"]
        G = nx.DiGraph(deal="mine")
        G.add_node("a")
        nx.write_graphml(G, tmp_path / "x.graphml")
        assert list(graphml(tmp_path / "x.graphml").all_deals) == ["mine"]

    @pytest.mark.slow
    @settings(max_examples=20)
    @given(deal_graphs(), st.sampled_from(["graphml", "gexf"]))
    def test_what_networkx_writes_comes_back(self, tmp_path_factory, graph, format_name):
        """A yardstick not ours: the writers of networkx."""
        deal = graph.people["deal"].iloc[0]
        G = graph.to_networkx(deal)
        G.graph.clear()
        path = tmp_path_factory.mktemp("written") / f"x.{format_name}"
        _writable(G)
        {"graphml": nx.write_graphml, "gexf": nx.write_gexf}[format_name](G, path)
        back = {"graphml": graphml, "gexf": gexf}[format_name](path, kind="knows", **AS_DRAWN)
        one = graph.only(deal)
        assert set(related(back)) == {tuple(map(str, tie)) for tie in related(one)}
        expected = {str(person): value for person, value in known(one, "person", "influence")}
        assert dict(known(back, "person", "influence")) == pytest.approx(expected)


def _writable(G):
    """Plain values only, which is all the formats hold; the given influence alone."""
    for _, data in G.nodes(data=True):
        value = data.get("influence")
        data.clear()
        if value is not None:
            data["influence"] = float(value)

"""Attributes become columns through the vocabulary; what does not fit is noted."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from influence import InfluenceError, InvalidData
from influence.read.networks.gexf import gexf
from influence.read.networks.graphml import graphml
from tests.read.networks.network_files import (
    AS_DRAWN,
    KEYS,
    NODES,
    assert_accounted,
    edge,
    graph_xml,
    known,
    noted,
    related,
    xml,
)


class TestAttributes:
    def test_names_and_words_of_the_vocabulary_are_read_others_kept_out(self, tmp_path):
        nodes = (
            "<node id='a'><data key='职务'>CFO</data><data key='support'>盟友</data><data key='shoe'>43</data></node>"
        )
        graph = graphml(xml(tmp_path, graph_xml(nodes, KEYS)))
        assert known(graph, "title", "support") == [["CFO", 1.0]]
        assert "shoe" not in graph.people
        notes = noted(graph, "kept out", "file", "table", "column", "value", "source")
        assert notes == [["plant.graphml[nodes]", "people", "shoe", "1 value: '43'", "people has no such column"]]
        assert ["title", "职务"] in noted(graph, "renamed", "column", "source")
        assert noted(graph, "rescaled", "column", "source") == [["support", "words, in 1 cell"]]

    def test_a_cell_that_cannot_be_read_is_unknown_and_noted(self, tmp_path):
        nodes = "".join(
            f"<node id='{person}'><data key='support'>{value}</data></node>\n"
            for person, value in (("a", "0.5"), ("b", "7"), ("c", "-1"), ("d", "rather"), ("e", "NaN"), ("f", "inf"))
        )
        graph = graphml(xml(tmp_path, graph_xml(nodes, KEYS)))
        assert known(graph, "support") == [[0.5], [None], [-1.0], [None], [None], [None]]
        assert noted(graph, "dropped", "line", "row", "column", "value") == [
            [2, "b", "support", "7"],
            [4, "d", "support", "rather"],
            [6, "f", "support", "inf"],
        ]
        assert "is not a number from -1 to 1" in noted(graph, "dropped", "source")[0][0]

    def test_a_level_beyond_all_whole_numbers_is_unknown(self, tmp_path):
        keys = "<key id='level' for='node' attr.name='level'/>"
        nodes = "<node id='a'><data key='level'>1e20</data></node><node id='b'><data key='level'>2</data></node>"
        graph = graphml(xml(tmp_path, graph_xml(nodes, keys)))
        assert known(graph, "level") == [[None], [2]]
        assert noted(graph, "dropped", "row", "value") == [["a", "1e20"]]

    def test_numbers_mostly_outside_their_range_are_on_another_scale(self, tmp_path):
        """A 1 on a scale from 1 to 5 must not become the strongest support there is."""
        values = dict(zip("abcde", "12345", strict=True))
        nodes = "".join(f"<node id='{one}'><data key='support'>{value}</data></node>" for one, value in values.items())
        path = xml(tmp_path, graph_xml(nodes, KEYS))
        graph = graphml(path)
        assert "support" not in graph.people
        source = "4 of 5 numbers are out of range (a number from -1 to 1); give the scale the file uses, scale="
        assert noted(graph, "kept out", "source")[0][0].startswith(source)
        scaled = graphml(path, scale={"support": (1, 5)})
        assert known(scaled, "support") == [[-1.0], [-0.5], [0.0], [0.5], [1.0]]
        assert noted(scaled, "rescaled", "column", "source") == [["support", "the scale from 1 to 5, in 5 cells"]]

    def test_weights_within_our_range_are_strengths(self, tmp_path):
        path = xml(tmp_path, graph_xml(NODES + edge("a", "b", weight="0.25") + edge("b", "c"), KEYS))
        strength = graphml(path, kind="knows").relationships["strength"]
        assert strength.tolist() == pytest.approx([0.25, np.nan], nan_ok=True)

    def test_other_weights_are_kept_out_until_their_scale_is_stated(self, tmp_path):
        text = graph_xml(NODES + edge("a", "b", weight="0.5") + edge("b", "c", weight="3"), KEYS)
        path = xml(tmp_path, text)
        graph = graphml(path, kind="knows")
        assert "strength" not in graph.relationships
        ((column, source),) = noted(graph, "kept out", "column", "source")
        assert column == "weight"
        assert "scale={'strength': (lowest, highest)}" in source
        scaled = graphml(path, kind="knows", scale={"strength": (0, 10)})
        assert scaled.relationships["strength"].tolist() == pytest.approx([0.05, 0.3])
        assert noted(scaled, "rescaled", "column") == [["strength"]]

    def test_a_strength_of_nothing_is_no_relationship(self, tmp_path):
        """Unknown strength counts as 1, so 0 must not become unknown."""
        path = xml(tmp_path, graph_xml(NODES + edge("a", "b", weight="0") + edge("b", "c", weight="1"), KEYS))
        graph = graphml(path, kind="knows")
        assert related(graph) == [("b", "c", "knows")]
        assert noted(graph, "left out", "value", "source") == [
            ["a -> b", "has strength 0, which means no relationship"]
        ]
        assert_accounted(graph)

    def test_two_attributes_of_one_meaning_the_first_is_taken(self, tmp_path):
        keys = "<key id='1' for='node' attr.name='title'/><key id='2' for='node' attr.name='Position'/>"
        nodes = "<node id='a'><data key='1'>CFO</data><data key='2'>Chief</data></node>"
        graph = graphml(xml(tmp_path, graph_xml(nodes, keys)))
        assert known(graph, "title") == [["CFO"]]
        assert noted(graph, "kept out", "column", "source") == [["Position", "title is already read from 'title'"]]

    def test_a_name_comes_before_a_label(self, tmp_path):
        G = nx.DiGraph()
        G.add_node("a1", name="Ann")
        nx.write_gexf(G, tmp_path / "x.gexf")
        assert known(gexf(tmp_path / "x.gexf"), "person", "name") == [["a1", "Ann"]]

    def test_several_values_of_one_attribute_are_none(self, tmp_path):
        nodes = "<node id='a'><data key='support'>1</data><data key='support'>-1</data></node>"
        graph = graphml(xml(tmp_path, graph_xml(nodes, KEYS)))
        assert known(graph, "support") == [[None]]
        assert noted(graph, "dropped", "row", "value") == [["a", "a list"]]

    def test_defaults_of_graphml_count(self, tmp_path):
        keys = "<key id='1' for='node' attr.name='title'><default>Clerk</default></key>"
        nodes = "<node id='a'/><node id='b'><data key='1'>CFO</data></node>"
        assert known(graphml(xml(tmp_path, graph_xml(nodes, keys))), "title") == [["Clerk"], ["CFO"]]

    def test_defaults_of_gexf_count(self, tmp_path):
        text = (
            "<gexf><graph><attributes class='node'><attribute id='0' title='职务'><default>Clerk</default></attribute>"
            "</attributes><nodes><node id='a'/><node id='b'><attvalues><attvalue for='0' value='CFO'/></attvalues>"
            "</node></nodes></graph></gexf>"
        )
        assert known(gexf(xml(tmp_path, text, "x.gexf")), "title") == [["Clerk"], ["CFO"]]

    def test_a_boss_named_in_an_attribute_is_kept_out_with_the_remedy(self, tmp_path):
        keys = "<key id='1' for='node' attr.name='Manager'/>"
        graph = graphml(xml(tmp_path, graph_xml("<node id='a'><data key='1'>b</data></node><node id='b'/>", keys)))
        assert noted(graph, "kept out", "column", "source") == [
            ["Manager", "bosses are read from relationships; draw one of the kind reports_to"]
        ]

    def test_as_many_attributes_as_nodes_take_no_square_of_memory(self, tmp_path):
        nodes = "".join(f"<node id='{n}'><data key='k{n}'>x</data></node>" for n in range(3000))
        assert len(noted(graphml(xml(tmp_path, graph_xml(nodes))), "kept out")) == 3000


class TestRowsThatDoNotFit:
    def test_dangling_ends_loops_and_hyperedges_are_left_out_with_their_lines(self, tmp_path):
        inside = "\n".join(
            [NODES, edge("a", "ghost"), edge("a", "a"), edge("", "b"), "<hyperedge/>", edge("a", "b"), "<node id=' '/>"]
        )
        graph = graphml(xml(tmp_path, graph_xml(inside)), kind="knows")
        assert related(graph) == [("a", "b", "knows")]
        assert noted(graph, "left out", "line", "value", "source") == [
            [7, "", "has no id"],
            [2, "a -> ghost", "its target 'ghost' is not in the file"],
            [3, "a -> a", "links somebody to themselves"],
            [4, "? -> b", "has no source"],
            [5, "? -> ?", "is a hyperedge; draw it as edges between two people"],
        ]
        assert graph.files.values.tolist() == [["plant.graphml[nodes]", 4, 3, 1], ["plant.graphml[edges]", 5, 1, 4]]

    def test_the_same_node_twice_is_one_person(self, tmp_path):
        nodes = (
            "<node id='a'><data key='职务'>CFO</data></node>\n"
            "<node id='a'><data key='职务'>CEO</data><data key='support'>1</data></node>"
        )
        graph = graphml(xml(tmp_path, graph_xml(nodes, KEYS)))
        assert known(graph, "person", "title", "support") == [["a", "CFO", 1.0]]
        ((line, row, source),) = noted(graph, "merged", "line", "row", "source")
        assert (line, row) == (2, "a")
        assert "where they differ, in title" in source
        assert graph.files.values.tolist() == [["plant.graphml[nodes]", 2, 2, 0]]

    def test_the_same_relationship_twice_is_one_of_the_larger_strength(self, tmp_path):
        inside = NODES + edge("a", "b", weight="0.2") + "\n" + edge("a", "b", weight="0.6") + edge("b", "a")
        graph = graphml(xml(tmp_path, graph_xml(inside, KEYS)), kind="trusts", **AS_DRAWN)
        assert related(graph) == [("a", "b", "trusts"), ("b", "a", "trusts")]
        assert graph.relationships["strength"].iloc[0] == 0.6
        assert noted(graph, "merged", "line", "row", "source") == [
            [2, "a -> b", "duplicates an earlier relationship, on line 1"]
        ]

    def test_an_undirected_relationship_is_the_same_from_either_end(self, tmp_path):
        path = xml(tmp_path, graph_xml(NODES + edge("a", "b") + edge("b", "a"), way="undirected"))
        assert len(related(graphml(path, kind="knows"))) == 1

    def test_nested_graphs_are_read(self, tmp_path):
        inside = "<node id='a'><graph edgedefault='directed'><node id='a::b'/>" + edge("a", "a::b") + "</graph></node>"
        graph = graphml(xml(tmp_path, graph_xml(inside)), kind="knows")
        assert related(graph) == [("a", "a::b", "knows")]

    def test_several_graphs_are_several_deals(self, tmp_path):
        with pytest.raises(InfluenceError, match="several graphs"):
            graphml(xml(tmp_path, "<graphml><graph/><graph/></graphml>"))

    def test_nobody_in_it(self, tmp_path):
        with pytest.raises(InvalidData, match="list at least one person"):
            graphml(xml(tmp_path, graph_xml("")))
        with pytest.raises(InvalidData, match="list at least one person"):
            gexf(xml(tmp_path, "<gexf/>", "x.gexf"))

    def test_faults_of_the_whole_are_shown_on_their_lines(self, tmp_path):
        inside = NODES + "\n" + edge("a", "b") + "\n" + edge("a", "c")
        with pytest.raises(InvalidData, match=r"plant.graphml\[edges\]:3: target: 'c' is a second boss"):
            graphml(xml(tmp_path, graph_xml(inside)), kind="reports_to", **AS_DRAWN)

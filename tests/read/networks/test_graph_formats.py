"""Network files of networkx, Gephi and yEd become graphs: nothing guessed, nothing lost without a note."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import influence
from influence import Assumptions, InfluenceError, InvalidData, RelationshipKind, StakeholderGraph, UnknownName
from influence.read.networks.gephi import gephi
from influence.read.networks.gexf import gexf
from influence.read.networks.graphml import graphml
from influence.read.networks.networkx_objects import networkx
from influence.read.networks.yed import yed
from tests.random_deals import deal_graphs

FORMATS = Path(__file__).parents[2] / "data" / "formats"
AS_DRAWN = {"direction": "source_to_target"}
KRACKHARDT = {"kind": {"friendship": "trusts"}, **AS_DRAWN}


def ties(graph):
    table = graph.relationships
    return sorted(zip(table["source"], table["target"], table["kind"], strict=True))


def known(graph, *columns):
    table = graph.people.reindex(columns=list(columns)).astype(object)
    return table.where(table.notna(), None).values.tolist()


def noted(graph, action, *columns):
    notes = graph.notes
    return notes.loc[notes["action"] == action, list(columns)].values.tolist()


def assert_accounted(graph):
    files = graph.files
    assert (files["rows"] == files["used"] + files["left_out"]).all()
    # A note with a column is of a cell too many, whose row is used.
    assert sum(pd.isna(column) for (column,) in noted(graph, "left out", "column")) == files["left_out"].sum()


def xml(tmp_path, text, name="plant.graphml"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def graph_xml(inside, keys="", way="directed"):
    return f"<graphml>{keys}<graph edgedefault='{way}'>{inside}</graph></graphml>"


NODES = "<node id='a'/><node id='b'/><node id='c'/>"
KEYS = "".join(
    f"<key id='{one}' for='all' attr.name='{one}' attr.type='string'/>"
    for one in ("kind", "label", "support", "weight", "shoe", "职务")
)


def edge(source, target, more="", **data):
    inside = "".join(f"<data key='{key}'>{value}</data>" for key, value in data.items())
    return f"<edge source='{source}' target='{target}' {more}>{inside}</edge>"


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
    def test_people_ties_and_attributes_are_those_of_the_bundled_dataset(self, bundled, read, file):
        graph = read(FORMATS / file, **KRACKHARDT)
        columns = ["person", "name", "title", "department", "level"]
        assert known(graph, *columns) == known(bundled, *columns)
        assert ties(graph) == ties(bundled)
        assert len(ties(graph)) == 312
        assert graph.files["used"].tolist() == [21, 312]
        assert_accounted(graph)

    def test_gexf_of_gephi_with_its_drawing(self, bundled):
        graph = gexf(FORMATS / "krackhardt_advice.gephi13.gexf", kind="advice", **AS_DRAWN)
        assert ties(graph) == [tie for tie in ties(bundled) if tie[2] == "seeks_advice_from"]
        assert known(graph, "name", "title", "level") == known(bundled, "name", "title", "level")
        assert {"size", "color"} <= {column for (column,) in noted(graph, "kept out", "column")}

    def test_yed_draws_from_the_boss_down(self, bundled):
        graph = yed(FORMATS / "krackhardt_orgchart.yed.graphml", kind="reports_to", direction="target_to_source")
        name = dict(known(graph, "person", "name"))
        ours = dict(known(bundled, "person", "name"))
        found = sorted((name[one], name[other]) for one, other, _ in ties(graph))
        assert found == sorted((ours[one], ours[other]) for one, other, kind in ties(bundled) if kind == "reports_to")
        assert_accounted(graph)

    def test_yed_read_the_wrong_way_round_is_told_from_its_two_bosses(self):
        with pytest.raises(InvalidData, match=r"second boss.*or state the other direction="):
            yed(FORMATS / "krackhardt_orgchart.yed.graphml", kind="reports_to", direction="source_to_target")

    def test_words_that_are_no_kind_leave_their_edges_out_one_note_each(self):
        graph = graphml(FORMATS / "krackhardt.networkx.graphml", **AS_DRAWN)
        assert len(ties(graph)) == 210
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
        assert set(ties(back)) == {tuple(map(str, tie)) for tie in ties(one)}
        expected = {str(person): value for person, value in known(one, "person", "influence")}
        assert dict(known(back, "person", "influence")) == pytest.approx(expected)


def _writable(G):
    """Plain values only, which is all the formats hold; the given influence alone."""
    for _, data in G.nodes(data=True):
        value = data.get("influence")
        data.clear()
        if value is not None:
            data["influence"] = float(value)


class TestKinds:
    def test_an_edge_that_says_nothing_needs_a_kind(self, tmp_path):
        path = xml(tmp_path, graph_xml(NODES + edge("a", "b")))
        with pytest.raises(
            InfluenceError, match=r"1 of 1 edge does .* a -> b .*line 1.*give the kind, such as kind='reports_to'"
        ):
            graphml(path, **AS_DRAWN)
        assert ties(graphml(path, kind="汇报", **AS_DRAWN)) == [("a", "b", "reports_to")]

    def test_an_own_kind_wins(self, tmp_path):
        text = graph_xml(NODES + edge("a", "b", kind="信任") + edge("b", "c"), KEYS)
        assert ties(graphml(xml(tmp_path, text), kind="knows", **AS_DRAWN)) == [
            ("a", "b", "trusts"),
            ("b", "c", "knows"),
        ]

    def test_labels_are_kinds_only_if_some_are_words_for_kinds(self, tmp_path):
        one = graph_xml(NODES + edge("a", "b", label="advice") + edge("b", "c", label="lunch"), KEYS)
        graph = graphml(xml(tmp_path, one), kind="knows", **AS_DRAWN)
        assert ties(graph) == [("a", "b", "seeks_advice_from")]
        assert_accounted(graph)
        other = graph_xml(NODES + edge("a", "b", label="lunch"), KEYS)
        graph = graphml(xml(tmp_path, other), kind="knows")
        assert ties(graph) == [("a", "b", "knows")]
        assert noted(graph, "kept out", "column", "value") == [["label", "1 value: 'lunch'"]]

    def test_the_words_of_a_file_may_be_given_a_meaning(self, tmp_path):
        path = xml(tmp_path, graph_xml(NODES + edge("a", "b", label="Lunch") + edge("b", "c"), KEYS))
        graph = graphml(path, kind={"lunch": "knows", "": "works_with"})
        assert ties(graph) == [("a", "b", "knows"), ("b", "c", "works_with")]

    def test_words_that_are_no_kind_are_named_where_a_kind_is_asked_for(self, tmp_path):
        path = xml(tmp_path, graph_xml(NODES + edge("a", "b", kind="lunch"), KEYS))
        with pytest.raises(InfluenceError, match="'kind' says 'lunch', which is not a known kind"):
            graphml(path)

    def test_only_the_kinds_of_the_assumptions_count(self, tmp_path):
        ours = Assumptions(relationship_kinds={"golfs_with": RelationshipKind(0.5, 0.5, 1, 1, both_ways=True)})
        path = xml(tmp_path, graph_xml(NODES + edge("a", "b", kind="Golfs with") + edge("b", "c", kind="knows"), KEYS))
        graph = graphml(path, assumptions=ours)
        assert ties(graph) == [("a", "b", "golfs_with")]
        assert_accounted(graph)

    @pytest.mark.parametrize("kind", ["advise", {"lunch": "advise"}])
    def test_an_unknown_kind_is_refused(self, tmp_path, kind):
        with pytest.raises(UnknownName, match="no kind of relationship called 'advise'"):
            graphml(xml(tmp_path, graph_xml(NODES)), kind=kind)

    @pytest.mark.parametrize("given", [{"kind": 3}, {"kind": {1: "knows"}}, {"direction": ["source_to_target"]}])
    def test_statements_are_names(self, tmp_path, given):
        with pytest.raises(InfluenceError, match="give a name, or a dict"):
            graphml(xml(tmp_path, graph_xml(NODES)), **given)


class TestDirections:
    def test_a_one_way_kind_needs_a_direction_and_the_file_is_the_example(self, tmp_path):
        nodes = "<node id='a'><data key='label'>Ann</data></node><node id='b'/>"
        path = xml(tmp_path, graph_xml(nodes + edge("a", "b"), KEYS))
        message = (
            r"kind reports_to drawn\? The first is Ann -> b \(plant.graphml\[edges\], line 1\): if it says that "
            r"Ann reports to b, give direction='source_to_target', if that b reports to Ann, "
            r"direction='target_to_source'"
        )
        with pytest.raises(InfluenceError, match=message):
            graphml(path, kind="reports_to")

    def test_each_direction_is_read_as_stated(self, tmp_path):
        path = xml(tmp_path, graph_xml(NODES + edge("a", "b")))
        assert ties(graphml(path, kind="trusts", direction="source_to_target")) == [("a", "b", "trusts")]
        assert ties(graphml(path, kind="trusts", direction="target_to_source")) == [("b", "a", "trusts")]

    def test_each_kind_may_have_its_own(self, tmp_path):
        path = xml(tmp_path, graph_xml(NODES + edge("a", "b", kind="advice") + edge("a", "c", kind="汇报"), KEYS))
        ways = {"reports_to": "target_to_source", "advice": "source_to_target"}
        assert ties(graphml(path, direction=ways)) == [("a", "b", "seeks_advice_from"), ("c", "a", "reports_to")]
        with pytest.raises(InfluenceError, match="kind reports_to drawn"):
            graphml(path, direction={"advice": "source_to_target"})

    def test_kinds_that_read_both_ways_need_none(self, tmp_path):
        path = xml(tmp_path, graph_xml(NODES + edge("a", "b")))
        assert ties(graphml(path, kind="works_with")) == [("a", "b", "works_with")]
        assert ties(graphml(path, kind="works_with", direction="target_to_source")) == [("a", "b", "works_with")]

    @pytest.mark.parametrize(("way", "more"), [("undirected", ""), ("directed", "directed='false'")])
    def test_an_edge_without_direction_holds_no_one_way_kind(self, tmp_path, way, more):
        path = xml(tmp_path, graph_xml(NODES + edge("a", "b", more), way=way))
        with pytest.raises(InfluenceError, match=r"a -> b .*has no direction, which reports_to needs"):
            graphml(path, kind="reports_to", **AS_DRAWN)
        assert ties(graphml(path, kind="knows")) == [("a", "b", "knows")]

    def test_an_unknown_direction_is_refused(self, tmp_path):
        with pytest.raises(UnknownName, match="did you mean 'source_to_target'"):
            graphml(xml(tmp_path, graph_xml(NODES)), direction="source-target")

    def test_a_mutual_edge_is_two_ties_of_a_one_way_kind(self, tmp_path):
        text = (
            "<gexf><graph><nodes><node id='a' label='A'/><node id='b' label='B'/></nodes><edges>"
            "<edge source='a' target='b' type='mutual'/></edges></graph></gexf>"
        )
        path = xml(tmp_path, text, "x.gexf")
        graph = gexf(path, kind="trusts")
        assert ties(graph) == [("a", "b", "trusts"), ("b", "a", "trusts")]
        assert graph.files["rows"].tolist() == [2, 1]
        assert ties(gexf(path, kind="knows")) == [("a", "b", "knows")]

    def test_gexf_that_does_not_say_is_undirected(self, tmp_path):
        text = "<gexf><graph><nodes><node id='a'/><node id='b'/></nodes><edges><edge source='a' target='b'/></edges>"
        path = xml(tmp_path, text + "</graph></gexf>", "x.gexf")
        with pytest.raises(InfluenceError, match="has no direction"):
            gexf(path, kind="trusts", **AS_DRAWN)


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
        assert noted(graph, "rescaled", "column", "source") == [["support", "words"]]

    def test_a_cell_that_cannot_be_read_is_unknown_and_noted(self, tmp_path):
        nodes = "".join(
            f"<node id='{person}'><data key='support'>{value}</data></node>\n"
            for person, value in (("a", "0.5"), ("b", "7"), ("c", "-1"), ("d", "rather"), ("e", "NaN"), ("f", "inf"))
        )
        graph = graphml(xml(tmp_path, graph_xml(nodes, KEYS)))
        assert known(graph, "support") == [[0.5], [None], [-1.0], [None], [None], [None]]
        assert noted(graph, "repaired", "line", "row", "column", "value") == [
            [2, "b", "support", "7"],
            [4, "d", "support", "rather"],
            [6, "f", "support", "inf"],
        ]
        assert "is not a number from -1 to 1" in noted(graph, "repaired", "source")[0][0]

    def test_a_level_beyond_all_whole_numbers_is_unknown(self, tmp_path):
        keys = "<key id='level' for='node' attr.name='level'/>"
        nodes = "<node id='a'><data key='level'>1e20</data></node><node id='b'><data key='level'>2</data></node>"
        graph = graphml(xml(tmp_path, graph_xml(nodes, keys)))
        assert known(graph, "level") == [[None], [2]]
        assert noted(graph, "repaired", "row", "value") == [["a", "1e20"]]

    def test_numbers_mostly_outside_their_range_are_on_another_scale(self, tmp_path):
        """A 1 on a scale from 1 to 5 must not become the strongest support there is."""
        values = dict(zip("abcde", "12345", strict=True))
        nodes = "".join(f"<node id='{one}'><data key='support'>{value}</data></node>" for one, value in values.items())
        path = xml(tmp_path, graph_xml(nodes, KEYS))
        graph = graphml(path)
        assert "support" not in graph.people
        source = "4 of 5 numbers are out of range, which is a number from -1 to 1; give the scale the file uses, scale="
        assert noted(graph, "kept out", "source")[0][0].startswith(source)
        scaled = graphml(path, scale={"support": (1, 5)})
        assert known(scaled, "support") == [[-1.0], [-0.5], [0.0], [0.5], [1.0]]
        assert noted(scaled, "rescaled", "column", "source") == [["support", "the scale from 1 to 5"]]

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

    def test_a_strength_of_nothing_is_no_tie(self, tmp_path):
        """Unknown strength counts as 1, so 0 must not become unknown."""
        path = xml(tmp_path, graph_xml(NODES + edge("a", "b", weight="0") + edge("b", "c", weight="1"), KEYS))
        graph = graphml(path, kind="knows")
        assert ties(graph) == [("b", "c", "knows")]
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
        assert noted(graph, "repaired", "row", "value") == [["a", "a list"]]

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
            ["Manager", "bosses are read from edges; draw an edge of the kind reports_to"]
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
        assert ties(graph) == [("a", "b", "knows")]
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

    def test_the_same_tie_twice_is_one_of_the_larger_strength(self, tmp_path):
        inside = NODES + edge("a", "b", weight="0.2") + "\n" + edge("a", "b", weight="0.6") + edge("b", "a")
        graph = graphml(xml(tmp_path, graph_xml(inside, KEYS)), kind="trusts", **AS_DRAWN)
        assert ties(graph) == [("a", "b", "trusts"), ("b", "a", "trusts")]
        assert graph.relationships["strength"].iloc[0] == 0.6
        assert noted(graph, "merged", "line", "row", "source") == [
            [2, "a -> b", "duplicates an earlier relationship, on line 1"]
        ]

    def test_an_undirected_tie_is_the_same_from_either_end(self, tmp_path):
        path = xml(tmp_path, graph_xml(NODES + edge("a", "b") + edge("b", "a"), way="undirected"))
        assert len(ties(graphml(path, kind="knows"))) == 1

    def test_nested_graphs_are_read(self, tmp_path):
        inside = "<node id='a'><graph edgedefault='directed'><node id='a::b'/>" + edge("a", "a::b") + "</graph></node>"
        graph = graphml(xml(tmp_path, graph_xml(inside)), kind="knows")
        assert ties(graph) == [("a", "a::b", "knows")]

    def test_several_graphs_are_several_deals(self, tmp_path):
        with pytest.raises(InfluenceError, match="several graphs"):
            graphml(xml(tmp_path, "<graphml><graph/><graph/></graphml>"))

    def test_nobody_in_it(self, tmp_path):
        with pytest.raises(InvalidData, match="holds no rows"):
            graphml(xml(tmp_path, graph_xml("")))
        with pytest.raises(InvalidData, match="holds no rows"):
            gexf(xml(tmp_path, "<gexf/>", "x.gexf"))

    def test_faults_of_the_whole_are_shown_on_their_lines(self, tmp_path):
        inside = NODES + "\n" + edge("a", "b") + "\n" + edge("a", "c")
        with pytest.raises(InvalidData, match=r"plant.graphml\[edges\]:3: target: 'c' is a second boss"):
            graphml(xml(tmp_path, graph_xml(inside)), kind="reports_to", **AS_DRAWN)


class TestYed:
    CHART = (
        "<graphml xmlns:y='http://www.yworks.com/xml/graphml'>"
        "<key id='n' for='node' yfiles.type='nodegraphics'/><key id='e' for='edge' yfiles.type='edgegraphics'/>"
        "<graph edgedefault='directed'>{}</graph></graphml>"
    )

    @staticmethod
    def shape(key, *labels, more="", inside=""):
        words = "".join(f"<y:NodeLabel>{label}<y:LabelModel/></y:NodeLabel>" for label in labels)
        return f"<node id='{key}' {more}><data key='n'><y:ShapeNode>{words}</y:ShapeNode></data>{inside}</node>"

    @staticmethod
    def arrow(source, target, back="none", forth="standard", label=""):
        words = f"<y:EdgeLabel>{label}</y:EdgeLabel>" if label else ""
        heads = f"<y:Arrows source='{back}' target='{forth}'/>"
        line = f"<data key='e'><y:PolyLineEdge>{heads}{words}</y:PolyLineEdge></data>"
        return f"<edge source='{source}' target='{target}'>{line}</edge>"

    def chart(self, tmp_path, *parts):
        return xml(tmp_path, self.CHART.format("".join(parts)))

    def test_groups_are_frames_around_people(self, tmp_path):
        inner = f"<graph edgedefault='directed'>{self.shape('g::b', 'Bo')}</graph>"
        group = self.shape("g", "Finance", more="yfiles.foldertype='group'", inside=inner)
        parts = (self.shape("a", "Ann"), group, self.arrow("a", "g::b"), self.arrow("a", "g"))
        graph = yed(self.chart(tmp_path, *parts), kind="knows")
        assert known(graph, "person", "name") == [["a", "Ann"], ["g::b", "Bo"]]
        assert noted(graph, "left out", "value", "source") == [
            ["Finance", "is a group, not a person; its content is read"],
            ["a -> g", "its target 'g' is not in the file"],
        ]
        assert_accounted(graph)

    def test_labels_are_names_in_one_line(self, tmp_path):
        graph = yed(self.chart(tmp_path, self.shape("a", "", " Ann\nSmith ", "likes golf")))
        assert known(graph, "name") == [["Ann Smith"]]
        assert ["further labels", "1 value: 'likes golf'"] in noted(graph, "kept out", "column", "value")

    @pytest.mark.parametrize(
        ("heads", "expected"),
        [
            (("none", "standard"), [("a", "b", "trusts")]),
            (("standard", "none"), [("b", "a", "trusts")]),
            (("delta", "delta"), [("a", "b", "trusts"), ("b", "a", "trusts")]),
            (("none", "none"), [("a", "b", "trusts")]),
        ],
    )
    def test_arrowheads_tell_the_direction(self, tmp_path, heads, expected):
        parts = (self.shape("a", "Ann"), self.shape("b", "Bo"), self.arrow("a", "b", *heads, label="trusts"))
        assert ties(yed(self.chart(tmp_path, *parts), **AS_DRAWN)) == expected

    def test_each_reader_names_the_other(self, tmp_path):
        with pytest.raises(InfluenceError, match=r"drawn by yEd.*use read\.yed"):
            graphml(FORMATS / "krackhardt_orgchart.yed.graphml")
        with pytest.raises(InfluenceError, match=r"not drawn by yEd; use read\.graphml"):
            yed(FORMATS / "krackhardt.networkx.graphml")


class TestGephi:
    NODES = "Id,Label,timeset,Support\n1,Ann,,0.5\n2,Bo,,\n"

    def tables(self, tmp_path, edges, nodes=NODES):
        (tmp_path / "nodes.csv").write_text(nodes, encoding="utf-8")
        (tmp_path / "edges.csv").write_text(edges, encoding="utf-8")
        return tmp_path

    def test_ids_stay_text_and_labels_are_names(self, tmp_path):
        graph = gephi(self.tables(tmp_path, "Source,Target,Type,Id,Label\n2,1,Directed,0,advice\n"), **AS_DRAWN)
        assert known(graph, "person", "name", "support") == [["1", "Ann", 0.5], ["2", "Bo", None]]
        assert ties(graph) == [("2", "1", "seeks_advice_from")]

    @pytest.mark.parametrize("file", ["nodes.csv", "edges.csv"])
    def test_one_file_finds_the_other(self, tmp_path, file):
        place = self.tables(tmp_path, "Source,Target\n2,1\n")
        assert ties(gephi(place / file, kind="knows")) == [("2", "1", "knows")]

    def test_two_files_may_be_given(self, tmp_path):
        place = self.tables(tmp_path, "Source,Target\n2,1\n")
        (place / "edges.csv").rename(place / "ties.csv")
        assert len(ties(gephi([place / "nodes.csv", place / "ties.csv"], kind="knows"))) == 1
        with pytest.raises(InfluenceError, match="has no table of edges"):
            gephi(place / "nodes.csv", kind="knows")

    def test_type_is_the_direction(self, tmp_path):
        edges = "Source,Target,Type\n2,1,Undirected\n"
        with pytest.raises(InfluenceError, match=r"Bo -> Ann .*edges.csv, line 2.* has no direction"):
            gephi(self.tables(tmp_path, edges), kind="trusts", **AS_DRAWN)
        graph = gephi(self.tables(tmp_path, edges.replace("Undirected", "Sideways")), kind="knows")
        assert noted(graph, "left out", "line", "source") == [
            [2, "'Sideways' is neither directed, undirected nor mutual"]
        ]

    def test_other_tables_are_left_out_row_by_row(self, tmp_path):
        place = self.tables(tmp_path, "Source,Target\n2,1\n")
        (place / "prices.csv").write_text("price,of\n3,x\n4,y\n", encoding="utf-8")
        graph = gephi(place, kind="knows")
        assert_accounted(graph)
        assert noted(graph, "left out", "file", "line") == [["prices.csv", 2], ["prices.csv", 3]]

    def test_semicolons_leave_the_comma_to_numbers(self, tmp_path):
        nodes, edges = self.NODES.replace(",", ";").replace("0.5", "0,5"), "Source;Target;Weight\n2;1;0,25\n"
        graph = gephi(self.tables(tmp_path, edges, nodes), kind="knows")
        assert graph.people["support"].iloc[0] == 0.5
        assert graph.relationships["strength"].tolist() == [0.25]

    def test_a_workbook_of_both(self, tmp_path):
        pytest.importorskip("openpyxl")
        with pd.ExcelWriter(tmp_path / "x.xlsx") as book:
            pd.DataFrame({"Id": [1, 2], "Label": ["Ann", "Bo"]}).to_excel(book, sheet_name="Nodes", index=False)
            pd.DataFrame({"Source": [2], "Target": [1]}).to_excel(book, sheet_name="Edges", index=False)
        graph = gephi(tmp_path / "x.xlsx", kind="knows")
        assert ties(graph) == [("2", "1", "knows")]
        assert graph.files["file"].tolist() == ["x.xlsx[Nodes]", "x.xlsx[Edges]"]

    @pytest.mark.parametrize("path", [3, [], [3]])
    def test_a_path_is_a_path(self, path):
        with pytest.raises(InfluenceError, match="give the path"):
            gephi(path)


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
        assert ties(graph) == [("Bo", "Ann", "reports_to")]
        assert noted(graph, "kept out", "file", "column") == [["networkx[nodes]", "shoe"]]
        assert ["support", "支持度"] in noted(graph, "renamed", "column", "source")
        assert graph.files["rows"].tolist() == [2, 1]

    def test_what_we_gave_comes_back(self):
        graph = influence.datasets.load("cooked_duck")
        back = networkx(graph.to_networkx(), **AS_DRAWN)
        pd.testing.assert_frame_equal(back.people, graph.people.drop(columns="basis"), check_dtype=False)
        assert ties(back) == ties(graph)
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
        assert len(ties(graph)) == 78

    def test_other_nodes_are_called_by_their_text(self):
        G = nx.DiGraph([((1, 2), "b"), (3, "b")])
        graph = networkx(G, kind="knows")
        assert set(graph.people["person"]) == {"(1, 2)", "b", "3"}
        assert noted(graph, "renamed", "row", "source")[:2] == [["(1, 2)", "tuple"], ["3", "int"]]
        with pytest.raises(InfluenceError, match="both be called '1'"):
            networkx(nx.Graph([(1, "1")]), kind="knows")

    def test_undirected_graphs_hold_kinds_that_read_both_ways(self):
        assert len(ties(networkx(nx.path_graph(4), kind="works_with"))) == 3
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

    @settings(max_examples=30)
    @given(deal_graphs())
    def test_as_from_networkx_reads_it(self, graph):
        """Where everything is called as in our tables, both ways in give the same."""
        G = graph.to_networkx(graph.people["deal"].iloc[0])
        one, other = StakeholderGraph.from_networkx(G), networkx(G, **AS_DRAWN)
        assert set(ties(one)) == set(ties(other))
        for column in ("support", "influence", "openness"):
            if column in one.people:
                assert known(one, "person", column) == known(other, "person", column)


class TestHostileFiles:
    BOMB = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>" + graph_xml("<node id='&b;'/>")

    @pytest.mark.parametrize("read", [graphml, gexf, yed])
    @pytest.mark.parametrize(
        "text", [BOMB, "<!DOCTYPE graphml SYSTEM 'http://127.0.0.1/x.dtd'><graphml/>", "<!DOCTYPE gexf><gexf/>"]
    )
    def test_document_types_and_entities_are_refused(self, tmp_path, read, text):
        with pytest.raises(InfluenceError, match="declares a document type or entities"):
            read(xml(tmp_path, text))

    def test_endless_nesting_is_refused(self, tmp_path):
        with pytest.raises(InfluenceError, match="more than 200 elements inside each other"):
            graphml(xml(tmp_path, "<graphml>" + "<graph>" * 100_000))

    def test_oversized_files_are_refused_unread(self, tmp_path, monkeypatch):
        monkeypatch.setattr("influence.read.files.xml.MOST_BYTES", 10)
        with pytest.raises(InfluenceError, match="more than the 10 accepted"):
            graphml(xml(tmp_path, graph_xml(NODES)))

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"%PDF-1.7", "is a PDF"),
            (b"PK\x03\x04xx", "is a zip or a workbook"),
            (b"\x89PNG\r\n", "looks like a PNG picture"),
            (b'{"elements": []}', r"looks like JSON, .*read\.kumu"),
            (b"", "not well-formed XML"),
            (b"Id,Label\n1,Ann\n", "not well-formed XML"),
            (b"<html><body/></html>", "outermost element is 'html'"),
            (b"<graphml><graph>", "cut off"),
            (b"<?xml version='1.0' encoding='nonsense'?><graphml/>", "not well-formed XML"),
            (b"<?xml version='1.0' encoding='gbk'?><graphml>\xff\xff</graphml>", "says it is in gbk, but is not"),
            (b"\xff\xfe<\0", "not well-formed XML"),
        ],
    )
    def test_a_wrong_file_is_named(self, tmp_path, data, message):
        with pytest.raises(InfluenceError, match=message):
            graphml(xml(tmp_path, data))

    def test_each_format_names_the_reader_of_the_other(self, tmp_path):
        with pytest.raises(InfluenceError, match=r"outermost element is 'gexf'; use read\.gexf"):
            graphml(FORMATS / "krackhardt.networkx.gexf")
        with pytest.raises(InfluenceError, match=r"outermost element is 'graphml'; use read\.graphml"):
            gexf(FORMATS / "krackhardt.networkx.graphml")

    @pytest.mark.parametrize("path", [None, 3, b"x", "no such file", "\0", "."])
    def test_a_path_is_a_path_of_a_file(self, path):
        with pytest.raises(InfluenceError, match=r"give the|check the path"):
            graphml(path)

    @pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "iso-8859-1", "utf-8-sig"])
    def test_encodings_that_xml_declares(self, tmp_path, encoding):
        name = "Zoé" if encoding == "iso-8859-1" else "张三"
        said = encoding.removesuffix("-sig")
        nodes = graph_xml(f"<node id='a'><data key='label'>{name}</data></node>", KEYS.replace("职务", "title"))
        path = xml(tmp_path, f"<?xml version='1.0' encoding='{said}'?>\n{nodes}".encode(encoding))
        assert known(graphml(path), "name") == [[name]]

    @settings(max_examples=150)
    @given(st.data())
    def test_damaged_files_are_read_or_refused(self, tmp_path_factory, data):
        name, read = data.draw(
            st.sampled_from(
                [
                    ("krackhardt_advice.gephi13.gexf", gexf),
                    ("krackhardt_orgchart.yed.graphml", yed),
                    ("krackhardt.gephi_nodes.csv", gephi),
                ]
            )
        )
        place = tmp_path_factory.mktemp("damaged")
        for file in FORMATS.glob("krackhardt.gephi_*"):
            shutil.copy(file, place)
        text = bytearray((FORMATS / name).read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(text) - 1))
            size = data.draw(st.integers(0, 40))
            text[at : at + size] = data.draw(st.binary(max_size=12) | st.sampled_from(SNIPPETS))
        (place / name).write_bytes(bytes(text))
        _read_or_refused(read, place / name)

    @settings(max_examples=150)
    @given(st.lists(st.sampled_from(["<node", "<edge", "<data key='support'>", "<graph>"]) | st.text(), max_size=8))
    def test_any_inside_is_read_or_refused(self, tmp_path_factory, words):
        parts = "".join(
            f"<node id='{n}'><data key='support'>{_escaped(word)}</data><data key='{_escaped(word)}'>{n}</data></node>"
            f"<edge source='{n}' target='{_escaped(word)}'><data key='weight'>{_escaped(word)}</data></edge>"
            for n, word in enumerate(words)
        )
        path = tmp_path_factory.mktemp("inside") / "x.graphml"
        path.write_bytes(graph_xml(parts, KEYS).encode("utf-8", "surrogatepass"))
        _read_or_refused(graphml, path)


SNIPPETS = [b"<node id='A01'/>", b"'", b'"', b"<", b"&#0;", b"&amp;", b"id=''", b"1e999", b"nan", b"\n", b",", b"A01"]


def _escaped(word):
    return word.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&apos;")


def _read_or_refused(read, path):
    try:
        graph = read(path, kind="knows", **AS_DRAWN)
    except InfluenceError:
        return
    assert_accounted(graph)

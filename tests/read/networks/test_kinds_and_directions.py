"""What edges mean and which way they are drawn is stated by the file or the caller, never guessed."""

from __future__ import annotations

import pytest

from influence import Assumptions, InfluenceError, RelationshipKind, UnknownName
from influence.read.networks.gexf import gexf
from influence.read.networks.graphml import graphml
from tests.read.networks.network_files import (
    AS_DRAWN,
    KEYS,
    NODES,
    assert_accounted,
    edge,
    graph_xml,
    noted,
    related,
    xml,
)


class TestKinds:
    def test_an_edge_that_says_nothing_needs_a_kind(self, tmp_path):
        path = xml(tmp_path, graph_xml(NODES + edge("a", "b")))
        with pytest.raises(
            InfluenceError,
            match=r"1 of 1 relationship does .* a -> b .*line 1.*give the kind, such as kind='reports_to'",
        ):
            graphml(path, **AS_DRAWN)
        assert related(graphml(path, kind="汇报", **AS_DRAWN)) == [("a", "b", "reports_to")]

    def test_an_own_kind_wins(self, tmp_path):
        text = graph_xml(NODES + edge("a", "b", kind="信任") + edge("b", "c"), KEYS)
        assert related(graphml(xml(tmp_path, text), kind="knows", **AS_DRAWN)) == [
            ("a", "b", "trusts"),
            ("b", "c", "knows"),
        ]

    def test_labels_are_kinds_only_if_some_are_words_for_kinds(self, tmp_path):
        one = graph_xml(NODES + edge("a", "b", label="advice") + edge("b", "c", label="lunch"), KEYS)
        graph = graphml(xml(tmp_path, one), kind="knows", **AS_DRAWN)
        assert related(graph) == [("a", "b", "seeks_advice_from")]
        assert_accounted(graph)
        other = graph_xml(NODES + edge("a", "b", label="lunch"), KEYS)
        graph = graphml(xml(tmp_path, other), kind="knows")
        assert related(graph) == [("a", "b", "knows")]
        assert noted(graph, "kept out", "column", "value") == [["label", "1 value: 'lunch'"]]

    def test_the_words_of_a_file_may_be_given_a_meaning(self, tmp_path):
        path = xml(tmp_path, graph_xml(NODES + edge("a", "b", label="Lunch") + edge("b", "c"), KEYS))
        graph = graphml(path, kind={"lunch": "knows", "": "works_with"})
        assert related(graph) == [("a", "b", "knows"), ("b", "c", "works_with")]

    def test_words_that_are_no_kind_are_named_where_a_kind_is_asked_for(self, tmp_path):
        path = xml(tmp_path, graph_xml(NODES + edge("a", "b", kind="lunch"), KEYS))
        with pytest.raises(InfluenceError, match="'kind' says 'lunch', which is not a known kind"):
            graphml(path)

    def test_only_the_kinds_of_the_assumptions_count(self, tmp_path):
        ours = Assumptions(relationship_kinds={"golfs_with": RelationshipKind(0.5, 0.5, 1, 1, both_ways=True)})
        path = xml(tmp_path, graph_xml(NODES + edge("a", "b", kind="Golfs with") + edge("b", "c", kind="knows"), KEYS))
        graph = graphml(path, assumptions=ours)
        assert related(graph) == [("a", "b", "golfs_with")]
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
        assert related(graphml(path, kind="trusts", direction="source_to_target")) == [("a", "b", "trusts")]
        assert related(graphml(path, kind="trusts", direction="target_to_source")) == [("b", "a", "trusts")]

    def test_each_kind_may_have_its_own(self, tmp_path):
        path = xml(tmp_path, graph_xml(NODES + edge("a", "b", kind="advice") + edge("a", "c", kind="汇报"), KEYS))
        ways = {"reports_to": "target_to_source", "advice": "source_to_target"}
        assert related(graphml(path, direction=ways)) == [("a", "b", "seeks_advice_from"), ("c", "a", "reports_to")]
        with pytest.raises(InfluenceError, match="kind reports_to drawn"):
            graphml(path, direction={"advice": "source_to_target"})

    def test_kinds_that_read_both_ways_need_none(self, tmp_path):
        path = xml(tmp_path, graph_xml(NODES + edge("a", "b")))
        assert related(graphml(path, kind="works_with")) == [("a", "b", "works_with")]
        assert related(graphml(path, kind="works_with", direction="target_to_source")) == [("a", "b", "works_with")]

    @pytest.mark.parametrize(("way", "more"), [("undirected", ""), ("directed", "directed='false'")])
    def test_an_edge_without_direction_holds_no_one_way_kind(self, tmp_path, way, more):
        path = xml(tmp_path, graph_xml(NODES + edge("a", "b", more), way=way))
        with pytest.raises(InfluenceError, match=r"a -> b .*has no direction, which reports_to needs"):
            graphml(path, kind="reports_to", **AS_DRAWN)
        assert related(graphml(path, kind="knows")) == [("a", "b", "knows")]

    def test_an_unknown_direction_is_refused(self, tmp_path):
        with pytest.raises(UnknownName, match="did you mean 'source_to_target'"):
            graphml(xml(tmp_path, graph_xml(NODES)), direction="source-target")

    def test_a_mutual_edge_is_two_relationships_of_a_one_way_kind(self, tmp_path):
        text = (
            "<gexf><graph><nodes><node id='a' label='A'/><node id='b' label='B'/></nodes><edges>"
            "<edge source='a' target='b' type='mutual'/></edges></graph></gexf>"
        )
        path = xml(tmp_path, text, "x.gexf")
        graph = gexf(path, kind="trusts")
        assert related(graph) == [("a", "b", "trusts"), ("b", "a", "trusts")]
        assert graph.files["rows"].tolist() == [2, 1]
        assert related(gexf(path, kind="knows")) == [("a", "b", "knows")]

    def test_gexf_that_does_not_say_is_undirected(self, tmp_path):
        text = "<gexf><graph><nodes><node id='a'/><node id='b'/></nodes><edges><edge source='a' target='b'/></edges>"
        path = xml(tmp_path, text + "</graph></gexf>", "x.gexf")
        with pytest.raises(InfluenceError, match="has no direction"):
            gexf(path, kind="trusts", **AS_DRAWN)

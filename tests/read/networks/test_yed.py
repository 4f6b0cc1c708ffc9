"""Drawings made with yEd: groups, labels and arrowheads."""

from __future__ import annotations

import pytest

from influence import InfluenceError
from influence.read.networks.graphml import graphml
from influence.read.networks.yed import yed
from tests.read.networks.network_files import (
    AS_DRAWN,
    FORMATS,
    assert_accounted,
    known,
    noted,
    related,
    xml,
)


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
        assert related(yed(self.chart(tmp_path, *parts), **AS_DRAWN)) == expected

    def test_each_reader_names_the_other(self, tmp_path):
        with pytest.raises(InfluenceError, match=r"drawn by yEd.*use read\.yed"):
            graphml(FORMATS / "krackhardt_orgchart.yed.graphml")
        with pytest.raises(InfluenceError, match=r"not drawn by yEd; use read\.graphml"):
            yed(FORMATS / "krackhardt.networkx.graphml")

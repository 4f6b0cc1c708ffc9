"""GraphML as yEd draws it: names are labels of shapes, people may stand in groups, arrows tell the direction."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from influence.errors import InfluenceError
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.files.xml import file_at, root_of
from influence.read.networks.attributes import LABEL
from influence.read.networks.graphml import Drawing, is_from_yed
from influence.read.networks.network import MUTUAL, Cells, Direction, Edge, Kind, Node, Scales, stated
from influence.read.networks.nodes_and_edges import graph_of
from influence.tables.assumptions import Assumptions
from influence.tables.language import say


def yed(
    path: str | Path,
    *,
    kind: Kind = None,
    direction: Direction = None,
    deal: object = None,
    scale: Scales = None,
    assumptions: Assumptions | None = None,
) -> StakeholderGraph:
    """Read a drawing made with yEd.

    Parameters
    ----------
    path : str or pathlib.Path
        A .graphml file that yEd, or a program built with yFiles, wrote; other GraphML is for `read.graphml`.
    kind : str or dict of str to str, optional
        The kind of every edge that has none of its own; or a dict that says what the words on edges mean, such as
        `{"friend of": "trusts"}`, with "" for edges without a word.
    direction : {"source_to_target", "target_to_source"} or dict, optional
        Which way the arrows are drawn: whether one from A to B says that A reports to B, or that B reports to A.
        Organisation charts are mostly drawn from the boss down, which is `"target_to_source"`.
    deal, scale, assumptions : optional
        As for `read.graphml`.

    Returns
    -------
    StakeholderGraph
        As of `read.graphml`: a shape is a person, the words in it the `name`.

    Raises
    ------
    InvalidData, UnknownName, InfluenceError
        As `read.graphml` does, and where the file is not from yEd.

    Notes
    -----
    As for `read.graphml`, and:

    - The first label of a shape is its name, lines joined by spaces; further ones are kept out. The label of an edge is
      its kind where it is a word for one.
    - An edge with an arrowhead at its source only reads the other way round, one with two is mutual, one with none goes
      from source to target, as the file has it.
    - Groups and folders are frames around people: they are left out, their content is read.

    Examples
    --------
    >>> import influence, os, tempfile
    >>> shape = "<node id='{0}'><data key='d'><y:ShapeNode><y:NodeLabel>{1}</y:NodeLabel></y:ShapeNode></data></node>"
    >>> text = (
    ...     "<graphml xmlns:y='http://www.yworks.com/xml/graphml'><key id='d' for='node' yfiles.type='nodegraphics'/>"
    ...     "<graph edgedefault='directed'>" + shape.format("n0", "Ann") + shape.format("n1", "Bo")
    ...     + "<edge source='n0' target='n1'/></graph></graphml>"
    ... )
    >>> path = os.path.join(tempfile.mkdtemp(), "chart.graphml")
    >>> with open(path, "w") as file:
    ...     _ = file.write(text)
    >>> graph = influence.read.yed(path, kind="reports_to", direction="target_to_source")
    >>> graph.relationships[["source", "target", "kind"]]
      source target        kind
    0     n1     n0  reports_to
    """
    said = stated(kind, direction, scale, assumptions)
    path = file_at(path)
    root = root_of(path, "graphml")
    if not is_from_yed(root):
        raise InfluenceError(say("{path} was not drawn by yEd; use read.graphml (--format graphml)", path=path))
    return graph_of(_Chart(root, path).network(), said, deal)


class _Chart(Drawing):
    """A drawing made with yEd."""

    def node(self, element: Any) -> Node:
        node = super().node(element)
        is_group = "yfiles.foldertype" in element.attrib or element.part("graph") is not None
        return node._replace(fault=say("is a group, not a person; its content is read") if is_group else None)

    def edge(self, element: Any, way: str) -> Edge:
        edge = super().edge(element, way)
        arrows = next((part for part in element.iter() if part.name == "Arrows"), None)
        back, forth = (_has_head(arrows, end) for end in ("source", "target"))
        if back and forth:
            return edge._replace(way=MUTUAL)
        return edge._replace(source=edge.target, target=edge.source) if back else edge

    def drawn(self, data: Any) -> Cells:
        labels = [part for part in data.iter() if part.name in ("NodeLabel", "EdgeLabel")]
        words = [words for label in labels if (words := " ".join((label.text or "").split()))]
        further = {"further labels": "; ".join(words[1:])} if words[1:] else {}
        return {LABEL: words[0], **further} if words else {}


def _has_head(arrows: Any, end: str) -> bool:
    return arrows is not None and arrows.get(end, "none") != "none"

"""GEXF as Gephi and networkx write it, versions 1.1 to 1.3."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.files.xml import file_at, root_of
from influence.read.networks.network import (
    DIRECTED,
    MUTUAL,
    UNDIRECTED,
    Cells,
    Direction,
    Edge,
    Kind,
    Network,
    Node,
    Scales,
    stated,
)
from influence.read.networks.nodes_and_edges import graph_of
from influence.tables.assumptions import Assumptions

_OF_ITS_OWN = ("id", "source", "target", "type")
_READ_ELSEWHERE = ("attvalues", "nodes", "edges")


def gexf(
    path: str | Path,
    *,
    kind: Kind = None,
    direction: Direction = None,
    deal: object = None,
    scale: Scales = None,
    assumptions: Assumptions | None = None,
) -> StakeholderGraph:
    """Read a GEXF file.

    Parameters
    ----------
    path : str or pathlib.Path
        A .gexf file.
    kind, direction, deal, scale, assumptions : optional
        As for `read.graphml`.

    Returns
    -------
    StakeholderGraph
        As of `read.graphml`: a node is a person, its label the `name`.

    Raises
    ------
    InvalidData, UnknownName, InfluenceError
        As `read.graphml` does, for GEXF.

    Notes
    -----
    As for `read.graphml`, and:

    - Edges are directed, undirected or mutual; GEXF takes those that do not say for undirected. A mutual edge of a kind
      that does not read both ways is two relationships.
    - Colours, sizes and places are kept out. So is what changes over time: an attribute with several values is unknown.

    Examples
    --------
    >>> import influence, os, tempfile
    >>> text = (
    ...     "<gexf><graph defaultedgetype='directed'><nodes><node id='1' label='Ann'/><node id='2' label='Bo'/></nodes>"
    ...     "<edges><edge id='0' source='2' target='1' label='advice' weight='0.5'/></edges></graph></gexf>"
    ... )
    >>> path = os.path.join(tempfile.mkdtemp(), "plant.gexf")
    >>> with open(path, "w") as file:
    ...     _ = file.write(text)
    >>> graph = influence.read.gexf(path, direction="source_to_target")
    >>> graph.relationships[["source", "target", "kind", "strength"]]
      source target               kind  strength
    0      2      1  seeks_advice_from       0.5
    """
    said = stated(kind, direction, scale, assumptions)
    path = file_at(path)
    return graph_of(_network(root_of(path, "gexf"), path), said, deal)


def _network(root: Any, path: Path) -> Network:
    graph = root.part("graph")
    if graph is None:
        return Network(path.stem, [], [])
    way = _way(graph.get("defaultedgetype"), UNDIRECTED)
    of_nodes, of_edges = _titles(graph, "node"), _titles(graph, "edge")
    nodes = [
        Node(f"{path.name}[nodes]", node.line, (node.get("id") or "").strip(), _cells(node, *of_nodes))
        for node in graph.iter()
        if node.name == "node"
    ]
    edges = [
        _edge(edge, f"{path.name}[edges]", way, _cells(edge, *of_edges)) for edge in graph.iter() if edge.name == "edge"
    ]
    return Network(path.stem or "deal", nodes, edges)


def _way(written: str | None, otherwise: str) -> str:
    word = (written or "").strip().casefold()
    return word if word in (DIRECTED, UNDIRECTED, MUTUAL) else otherwise


def _edge(edge: Any, file: str, way: str, cells: Cells) -> Edge:
    ends = [(edge.get(end) or "").strip() for end in ("source", "target")]
    return Edge(file, edge.line, ends[0], ends[1], _way(edge.get("type"), way), cells)


def _titles(graph: Any, of: str) -> tuple[dict[str, str], Cells]:
    """What each attribute of nodes or edges is called, and the values of those that have a default."""
    declared = [
        one for group in graph.parts("attributes") if group.get("class") == of for one in group.parts("attribute")
    ]
    titles = {one.get("id") or "": one.get("title") or one.get("id") or "" for one in declared}
    defaults = {one.get("id") or "": one.part("default") for one in declared}
    return titles, {titles[key]: default.words for key, default in defaults.items() if default is not None}


def _cells(element: Any, titles: dict[str, str], defaults: Cells) -> Cells:
    given: dict[str, list[Any]] = {}
    for name, value in _given(element, titles):
        given.setdefault(name, []).append(value)
    return defaults | {name: values[0] if len(values) == 1 else values for name, values in given.items()}


def _given(element: Any, titles: dict[str, str]) -> Iterator[tuple[str, Any]]:
    for name, value in element.attrib.items():
        if name not in _OF_ITS_OWN:
            yield name.rpartition("}")[2], value
    for value in (one for group in element.parts("attvalues") for one in group.parts("attvalue")):
        key = value.get("for") or value.get("id") or ""
        yield titles.get(key, key), value.get("value") or ""
    for part in element:
        if part.name not in _READ_ELSEWHERE:
            yield part.name, "as drawn"

"""GraphML as networkx, Gephi, igraph and others write it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from influence.errors import InfluenceError
from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.files.xml import file_at, root_of
from influence.read.networks.attributes import LABEL
from influence.read.networks.network import (
    DIRECTED,
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
from influence.tables.language import say
from influence.tables.spelling import plain

# What programs note about a drawing or for their own parser, besides the ends and the id.
_NO_ATTRIBUTES = ("id", "source", "target", "directed", "foldertype")
DRAWN = "shape and place"


def graphml(
    path: str | Path,
    *,
    kind: Kind = None,
    direction: Direction = None,
    deal: object = None,
    scale: Scales = None,
    assumptions: Assumptions | None = None,
) -> StakeholderGraph:
    """Read a GraphML file.

    Parameters
    ----------
    path : str or pathlib.Path
        A .graphml file; one that yEd drew is for `read.yed`.
    kind : str or dict of str to str, optional
        The kind of every edge that has none of its own; or a dict that says what words of the file mean, such as
        `{"friendship": "trusts"}`, with "" for edges without a word. Nominations, mail and replies are
        "seeks_advice_from", from the sender to the receiver; without a direction they are "works_with".
    direction : {"source_to_target", "target_to_source"} or dict, optional
        Which way edges are drawn: whether one from A to B says that A reports to B, or that B reports to A. Needed as
        soon as a kind does not read both ways; a dict says it for each kind.
    deal : str or int, optional
        What to call the deal; else what the graph says, or the name of the file.
    scale : dict of str to (float, float), optional
        The lowest and highest value the file uses for a measure, such as `{"strength": (0, 10)}`, put on the measure's
        own range along a straight line.
    assumptions : Assumptions, optional
        What the model assumes where no source gives a number; lists the accepted kinds.

    Returns
    -------
    StakeholderGraph
        Of one deal. A node is a person: its id, its label as `name`, its attributes as the columns that
        `influence.tables.vocabulary` reads them as. An edge is a relationship. `notes` lists everything that was left
        out, merged, renamed or could not be read, `files` how many nodes and edges there are and how many were used.

    Raises
    ------
    InvalidData
        There are no people, or relationships contradict each other (two bosses, a circle); `problems` lists the lines.
    UnknownName
        `kind`, `direction` or `scale` has a name that is not known.
    InfluenceError
        The file cannot be read or is not GraphML, edges do not say what they mean and `kind` does not either, a one-way
        kind stands on edges without a direction, or nobody says which way they are drawn.

    Notes
    -----
    - An edge's own kind is the first of its attributes called kind, type, relation and the like, else its label, that
      has a word for a kind of relationship. Where some words do, edges with other words are left out and noted.
    - The attribute weight, or strength, is the strength if all its numbers lie from 0 to 1; otherwise it is kept out
      until `scale` states its scale. An edge of strength 0 is not a relationship. Other measures are kept out where
      most of their numbers are outside their range, and single cells that cannot be read are unknown.
    - Edges to nodes that are not there, from a node to itself and hyperedges are left out. Duplicate relationships are
      merged, the larger strength counts; duplicate nodes are one person, and the first counts where they differ.
    - Document types and entities are refused: neither is needed, and both are ways to attack a reader.

    Examples
    --------
    >>> import influence, networkx, os, tempfile
    >>> G = networkx.DiGraph()
    >>> G.add_node("bo", 职务="Engineer", shoe=43)
    >>> G.add_edge("bo", "ann", type="reports_to")
    >>> path = os.path.join(tempfile.mkdtemp(), "plant.graphml")
    >>> networkx.write_graphml(G, path)
    >>> graph = influence.read.graphml(path, direction="source_to_target")
    >>> graph
    StakeholderGraph: 1 deal, 2 people, 1 relationship
    >>> graph.notes[["action", "column", "value", "source"]]
         action column          value                     source
    0  kept out   shoe  1 value: '43'  people has no such column
    1   renamed  title          title                         职务
    """
    said = stated(kind, direction, scale, assumptions)
    path = file_at(path)
    root = root_of(path, "graphml")
    if is_from_yed(root):
        raise InfluenceError(
            say("{path} was drawn by yEd, which hides the names in its drawing; use read.yed (--format yed)", path=path)
        )
    return graph_of(Drawing(root, path).network(), said, deal)


def is_from_yed(root: Any) -> bool:
    """Whether yEd, or a program built with it, wrote this."""
    return any("yfiles.type" in key.attrib for key in root.parts("key"))


@dataclass(frozen=True)
class Key:
    """What the data of one key is: its name, what it belongs to, its value where none is given."""

    name: str
    of: str
    default: str


class Drawing:
    """The nodes and edges of a GraphML file; how a drawing says more of them is for a subclass to know."""

    def __init__(self, root: Any, path: Path) -> None:
        self.root, self.path = root, path
        self.keys = {key.get("id"): _key(key) for key in root.parts("key")}
        self.taker = NoteTaker()

    def network(self) -> Network:
        """Everything in the file."""
        if len(self.root.parts("graph")) > 1:
            raise InfluenceError(
                say("{path} has several graphs; save each deal's graph in a file of its own", path=self.path)
            )
        graphs = [element for element in self.root.iter() if element.name == "graph"]
        name = self._name(graphs[:1]) or self.path.stem or "deal"
        nodes = [self.node(node) for graph in graphs for node in graph.parts("node")]
        edges = [edge for graph in graphs for edge in self._edges(graph)]
        return Network(name, nodes, edges, taker=self.taker)

    def node(self, element: Any) -> Node:
        """One node as it stands."""
        return Node(f"{self.path.name}[nodes]", element.line, _id(element, "id"), self.cells(element, "node"))

    def edge(self, element: Any, way: str) -> Edge:
        """One edge as it stands, `way` being what the graph says of its edges."""
        written = (element.get("directed") or "").strip().casefold()
        way = {"true": DIRECTED, "1": DIRECTED, "false": UNDIRECTED, "0": UNDIRECTED}.get(written, way)
        ends = _id(element, "source"), _id(element, "target")
        return Edge(f"{self.path.name}[edges]", element.line, *ends, way, self.cells(element, "edge"))

    def drawn(self, data: Any) -> Cells:
        """What the parts of a drawing say; nothing here, but that there is one."""
        return {}

    def cells(self, element: Any, of: str) -> Cells:
        """The attributes of a node or edge by their names; those given several times as a list."""
        cells: Cells = {key.name: key.default for key in self.keys.values() if key.default and key.of in (of, "all")}
        given: dict[str, list[Any]] = {}
        for name, value in self._given(element):
            given.setdefault(name, []).append(value)
        return cells | {name: values[0] if len(values) == 1 else values for name, values in given.items()}

    def _given(self, element: Any) -> Iterator[tuple[str, Any]]:
        for name, value in element.attrib.items():
            local = name.rpartition("}")[2].removeprefix("yfiles.")
            if local not in _NO_ATTRIBUTES:
                yield local, value
        for data in element.parts("data"):
            key = self.keys.get(data.get("key"))
            name = key.name if key else str(data.get("key"))
            if len(data):
                yield from {name: DRAWN, **self.drawn(data)}.items()
            elif data.words:
                yield name, data.words

    def _name(self, graphs: list[Any]) -> str | None:
        """What the graph says the deal is called; whatever else it says is noted."""
        cells = self.cells(graphs[0], "graph") if graphs else {}
        for name, value in cells.items():
            if name not in ("edgedefault", "deal") and not name.startswith("parse."):
                source = say("an attribute of the whole graph")
                self.taker.note("kept out", self.path.name, column=name, value=str(value)[:80], source=source)
        deal = cells.get("deal")
        return deal if isinstance(deal, str) else None

    def _edges(self, graph: Any) -> Iterator[Edge]:
        # Where a file does not say, the direction must be stated for every one-way kind anyway.
        way = UNDIRECTED if graph.get("edgedefault") == UNDIRECTED else DIRECTED
        yield from (self.edge(edge, way) for edge in graph.parts("edge"))
        for hyper in graph.parts("hyperedge"):
            fault = say("is a hyperedge; draw it as edges between two people")
            yield Edge(f"{self.path.name}[edges]", hyper.line, None, None, way, {}, fault)


def _key(element: Any) -> Key:
    name = element.get("attr.name") or element.get("yfiles.type") or element.get("id") or ""
    default = element.part("default")
    words = default.words if default is not None else ""
    # So Gephi calls the label of an edge.
    return Key(LABEL if plain(name) == "edgelabel" else name, element.get("for") or "all", words)


def _id(element: Any, name: str) -> str:
    return (element.get(name) or "").strip()

"""Pajek's networks (.net): vertices by number, arcs and edges of one or several relations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from influence.errors import InfluenceError
from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.files.detection import encoded
from influence.read.networks.network import DIRECTED, UNDIRECTED, Cells, Direction, Edge, Kind, Network, Node, Scales
from influence.read.networks.network import stated as stated_by
from influence.read.networks.nodes_and_edges import graph_of
from influence.read.networks.plain_text import Numbered, lines_of, number_of, text_at, words_of
from influence.tables.assumptions import Assumptions
from influence.tables.language import say

_SECTION = re.compile(r"\*(\w+)\s*(?::\s*\d+)?\s*(.*)")
_ONE_A_LINE = {"arcs": DIRECTED, "edges": UNDIRECTED}
_MANY_A_LINE = {"arcslist": DIRECTED, "edgeslist": UNDIRECTED}
_REFUSED = ("partition", "vector", "permutation", "cluster", "hierarchy")
MOST_VERTICES = 1_000_000


@encoded
def pajek(
    path: str | Path,
    *,
    kind: Kind = None,
    direction: Direction = None,
    deal: object = None,
    scale: Scales = None,
    assumptions: Assumptions | None = None,
    encoding: str | None = None,
) -> StakeholderGraph:
    r"""Read a network of Pajek.

    Parameters
    ----------
    path : str or pathlib.Path
        A .net file.
    kind, direction, deal, scale, assumptions : optional
        As for `read.graphml`.
    encoding : str, optional
        The encoding of files that do not say it themselves, such as "big5" or "cp1250"; without it, their bytes tell.

    Returns
    -------
    StakeholderGraph
        As of `read.graphml`: a vertex is a person, its label the id, or the `name` where two have the same; the name
        of a relation (`*Arcs :1 "advice"`) says the kind, the value of a line is the strength.

    Raises
    ------
    InvalidData, UnknownName, InfluenceError
        As `read.graphml` does, for this format.

    Notes
    -----
    Arcs, Edges, Arcslist, Edgeslist and Matrix are read; places and shapes of vertices are kept out. Edges have no
    direction; in a file that has arcs too they are read from the first to the second, with a note.

    Examples
    --------
    >>> import influence, os, tempfile
    >>> path = os.path.join(tempfile.mkdtemp(), "plant.net")
    >>> with open(path, "w") as file:
    ...     _ = file.write('*Vertices 2\n1 "Ann"\n2 "Bo"\n*Arcs :1 "advice"\n2 1 0.5\n')
    >>> graph = influence.read.pajek(path, direction="source_to_target")
    >>> graph.relationships[["source", "target", "kind", "strength"]]
      source target               kind  strength
    0     Bo    Ann  seeks_advice_from       0.5
    """
    said = stated_by(kind, direction, scale, assumptions)
    taker = NoteTaker()
    place, text = text_at(path, taker)
    net = _Net(place.name, taker)
    for line in lines_of(text, "%"):
        net.take(line)
    if not net.labels:
        raise InfluenceError(
            say("{place} has no *Vertices, so it is not a network of Pajek; export it as .net", place=place)
        )
    return graph_of(net.network(place.stem), said, deal)


@dataclass
class _Net:
    """A file on its way: the section that its lines are in, and what stood there so far."""

    file: str
    taker: NoteTaker
    section: str = ""
    relation: str = ""
    row: int = 0
    labels: dict[int, str] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)
    shapes: dict[int, str] = field(default_factory=dict)
    edges: list[tuple[int, str, str, str, Cells]] = field(default_factory=list)

    def take(self, line: Numbered) -> None:
        """Read one line."""
        found = _SECTION.fullmatch(line.text) if line.text.startswith("*") else None
        words = words_of(line.text) or [""]
        if found:
            self._begin(line, found[1].casefold(), words_of(found[2]))
        elif self.section == "vertices":
            self._vertex(line, words)
        elif self.section in _ONE_A_LINE:
            self._edge(line, words[:2], words[2:], _ONE_A_LINE[self.section])
        elif self.section in _MANY_A_LINE:
            for target in words[1:]:
                self._edge(line, [words[0], target], [], _MANY_A_LINE[self.section])
        elif self.section == "matrix":
            self.row += 1
            for column, value in enumerate(words, start=1):
                if number_of(value) != 0:
                    self._edge(line, [str(self.row), str(column)], [value], DIRECTED)
        elif self.section != "network":
            raise InfluenceError(
                say(
                    "{file}:{number}: {text} is in no section; begin with *Vertices",
                    file=self.file,
                    number=line.number,
                    text=repr(line.text[:40]),
                )
            )

    def _begin(self, line: Numbered, section: str, words: list[str]) -> None:
        if section in _REFUSED or (section == "vertices" and self.labels):
            problem = say(
                "{file}:{number}: *{section} is of a project with several objects",
                file=self.file,
                number=line.number,
                section=section,
            )
            raise InfluenceError(say("{problem}; save the one network as .net", problem=problem))
        known = ("network", "vertices", "matrix", *_ONE_A_LINE, *_MANY_A_LINE)
        if section not in known:
            raise InfluenceError(
                say(
                    "{file}:{number}: *{section} is not read; known: {known}",
                    file=self.file,
                    number=line.number,
                    section=section,
                    known=", ".join(known),
                )
            )
        self.section, self.row, self.relation = section, 0, "" if section == "vertices" else " ".join(words)
        if section == "vertices":
            count = int(words[0]) if words and words[0].isdecimal() and len(words[0]) < 10 else 0
            if not 0 < count <= MOST_VERTICES:
                raise InfluenceError(
                    say(
                        "{file}:{number}: *Vertices does not say how many; write *Vertices 5",
                        file=self.file,
                        number=line.number,
                    )
                )
            self.labels = {number: str(number) for number in range(1, count + 1)}
            self.lines = dict.fromkeys(self.labels, line.number)

    def _vertex(self, line: Numbered, words: list[str]) -> None:
        number = int(words[0]) if words[0].isdecimal() and len(words[0]) < 10 else 0
        if number not in self.labels:
            raise InfluenceError(
                say(
                    "{file}:{number}: {words} is not the number of a vertex",
                    file=self.file,
                    number=line.number,
                    words=repr(words[0]),
                )
            )
        self.lines[number] = line.number
        self.labels[number] = words[1].strip() if len(words) > 1 and words[1].strip() else str(number)
        self.shapes[number] = " ".join(words[2:])

    def _edge(self, line: Numbered, ends: list[str], rest: list[str], way: str) -> None:
        source, target = (*ends, "", "")[:2]
        cells: Cells = {"relation": self.relation} if self.relation else {}
        value = number_of(rest[0]) if rest else None
        if rest and value is not None:
            cells["weight"] = rest[0]
        drawn = " ".join(rest[1:] if value is not None else rest)
        self.edges.append((line.number, source, target, way, cells | ({"drawn as": drawn} if drawn else {})))

    def network(self, name: str) -> Network:
        """Everything read; a label is the id where all differ."""
        differ = len(set(self.labels.values())) == len(self.labels)
        ids = {str(number): label if differ else str(number) for number, label in self.labels.items()}
        nodes = [
            Node(f"{self.file}[vertices]", self.lines[number], ids[str(number)], self._cells(number, label, differ))
            for number, label in self.labels.items()
        ]
        ways = {way for *_, way, _ in self.edges}
        if len(ways) > 1:
            source = say("edges without a direction, beside arcs: read from the first to the second")
            count = sum(way == UNDIRECTED for *_, way, _ in self.edges)
            self.taker.note("renamed", self.file, table="relationships", value=count, source=source)
        edges = [
            Edge(f"{self.file}[lines]", line, ids.get(one, one), ids.get(other, other),
                 DIRECTED if len(ways) > 1 else way, cells)
            for line, one, other, way, cells in self.edges
        ]  # fmt: skip
        return Network(name or "deal", nodes, edges, taker=self.taker)

    def _cells(self, number: int, label: str, differ: bool) -> Cells:
        shape = self.shapes.get(number, "")
        return ({} if differ else {"label": label}) | ({"shape and place": shape} if shape else {})

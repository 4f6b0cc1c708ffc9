"""NetDraw's networks (.vna): tables of nodes and of ties under starred headers."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from influence.errors import InfluenceError
from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.files.detection import encoded
from influence.read.networks.network import DIRECTED, Cells, Direction, Edge, Kind, Network, Node, Scales, stated
from influence.read.networks.nodes_and_edges import graph_of
from influence.read.networks.plain_text import Numbered, lines_of, number_of, text_at, words_of
from influence.tables.assumptions import Assumptions
from influence.tables.language import say
from influence.tables.spelling import plain

_STRENGTH = ("strength", "weight")
_SECTIONS = {"nodedata": "nodes", "tiedata": "ties", "nodeproperties": "drawn", "tieproperties": "drawn"}


@encoded
def vna(
    path: str | Path,
    *,
    kind: Kind = None,
    direction: Direction = None,
    deal: object = None,
    scale: Scales = None,
    assumptions: Assumptions | None = None,
    encoding: str | None = None,
) -> StakeholderGraph:
    r"""Read a network of NetDraw.

    Parameters
    ----------
    path : str or pathlib.Path
        A .vna file.
    kind, direction, deal, scale, assumptions : optional
        As for `read.graphml`.
    encoding : str, optional
        The encoding of files that do not say it themselves, such as "big5" or "cp1250"; without it, their bytes tell.

    Returns
    -------
    StakeholderGraph
        As of `read.graphml`: a row of `*Node data` is a person, each column of `*Tie data` after the two ends a
        relation: its name says the kind, its numbers are strengths, and 0 is no relationship.

    Raises
    ------
    InvalidData, UnknownName, InfluenceError
        As `read.graphml` does, for this format.

    Notes
    -----
    Ties go from the first end to the second. Colours and places (`*Node properties`, `*Tie properties`) are left out.

    Examples
    --------
    >>> import influence, os, tempfile
    >>> path = os.path.join(tempfile.mkdtemp(), "plant.vna")
    >>> with open(path, "w") as file:
    ...     _ = file.write("*Node data\nID name\na Ann\nb Bo\n*Tie data\nFROM TO advice\nb a 1\n")
    >>> influence.read.vna(path, direction="source_to_target")
    StakeholderGraph: 1 deal, 2 people, 1 relationship
    """
    said = stated(kind, direction, scale, assumptions)
    taker = NoteTaker()
    place, text = text_at(path, taker)
    found = _Vna(place.name)
    for line in lines_of(text, "//"):
        found.take(line)
    if not found.nodes and not found.ties:
        raise InfluenceError(
            say("{place} has no *Node data and no *Tie data, so it is not a network of NetDraw", place=place)
        )
    if found.drawn:
        source = say("{drawn} lines of properties: how it is drawn", drawn=found.drawn)
        taker.note("kept out", place.name, source=source)
    return graph_of(Network(place.stem or "deal", found.people(), found.ties, taker=taker), said, deal)


@dataclass
class _Vna:
    """A file on its way: the section that its lines are in, its header, and what stood there so far."""

    file: str
    section: str = ""
    header: list[str] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    ties: list[Edge] = field(default_factory=list)
    drawn: int = 0

    def take(self, line: Numbered) -> None:
        """Read one line."""
        words = words_of(line.text)
        if line.text.startswith("*"):
            self.section, self.header = _SECTIONS.get(plain(line.text.lstrip("*")), ""), []
            if not self.section:
                raise InfluenceError(
                    say(
                        "{file}:{number}: {text} is not read; give *Tie data",
                        file=self.file,
                        number=line.number,
                        text=repr(line.text[:40]),
                    )
                )
        elif self.section == "drawn":
            self.drawn += 1
        elif not self.header:
            self.header = words
        elif self.section == "nodes":
            cells: Cells = dict(zip(self.header[1:], words[1:], strict=False))
            self.nodes.append(Node(f"{self.file}[node data]", line.number, words[0] if words else "", cells))
        else:
            self._tie(line, words)

    def _tie(self, line: Numbered, words: list[str]) -> None:
        """A tie for each relation of a row."""
        source, target = (*words, "", "")[:2]
        ends = source, target, DIRECTED
        relations = dict(zip(self.header[2:], words[2:], strict=False))
        strong = {name: value for name, value in relations.items() if plain(name) in _STRENGTH}
        others = {name: value for name, value in relations.items() if name not in strong}
        numbers = {name: value for name, value in others.items() if number_of(value) is not None}
        told: Cells = {**strong, **{name: value for name, value in others.items() if name not in numbers}}
        file = f"{self.file}[tie data]"
        if not numbers:
            self.ties.append(Edge(file, line.number, *ends, told))
        for name, value in numbers.items():
            self.ties.append(
                Edge(file, line.number, *ends, {"relation": name, "strength": value, **told}, None, line.number)
            )

    def people(self) -> list[Node]:
        """The nodes; where there are none, everybody who is an end of a tie."""
        if self.nodes:
            return self.nodes
        ends = dict.fromkeys(end for tie in self.ties for end in (tie.source, tie.target) if end)
        return [Node(f"{self.file}[tie data]", None, end, {}) for end in ends]

"""DOT, the language of Graphviz."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from influence.errors import InfluenceError
from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.files.detection import encoded
from influence.read.networks.drawn_text import line_cells
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
    Stated,
    stated,
)
from influence.read.networks.nodes_and_edges import graph_of
from influence.read.networks.plain_text import name_and_rest, text_at
from influence.tables.assumptions import Assumptions
from influence.tables.language import say

_TOKEN = re.compile(
    r'(?P<skip>\s+|//[^\n]*|/\*.*?\*/|^\#[^\n]*)|(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<sign>->|--|[{}\[\];,=:+])'
    r"|(?P<markup><)|(?P<word>-?(?:\.\d+|\d+(?:\.\d*)?)|[^\W\d]\w*|\w+)",
    re.DOTALL | re.MULTILINE,
)
_BREAK = re.compile(r"\\[nlr]|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
MOST_DEPTH = 50
MOST_EDGES = 1_000_000
# How a node or edge looks, which is no attribute of a person.
_LOOKS = ("style", "dir", "label", "xlabel")


@encoded
def dot(
    path: str | Path,
    *,
    kind: Kind = None,
    direction: Direction = None,
    deal: object = None,
    scale: Scales = None,
    assumptions: Assumptions | None = None,
    encoding: str | None = None,
) -> StakeholderGraph:
    r"""Read a drawing in DOT, the language of Graphviz.

    Parameters
    ----------
    path : str or pathlib.Path
        A .dot or .gv file.
    kind, direction, deal, scale, assumptions : optional
        As for `read.graphml`.
    encoding : str, optional
        The encoding of files that do not say it themselves, such as "big5" or "cp1250"; without it, their bytes tell.

    Returns
    -------
    StakeholderGraph
        As of `read.graphml`: a node is a person, the first line of its label the `name`; further lines are kept out.

    Raises
    ------
    InvalidData, UnknownName, InfluenceError
        As `read.graphml` does, for this format.

    Notes
    -----
    Where lines without a word are read as `reports_to`, dashed or dotted ones are `dotted_line_to`. Subgraphs are
    frames around people. What is said of all nodes is how they are drawn, and left alone; what is said of all edges
    counts for each.

    Examples
    --------
    >>> import influence, os, tempfile
    >>> path = os.path.join(tempfile.mkdtemp(), "plant.dot")
    >>> with open(path, "w") as file:
    ...     _ = file.write('digraph { ann [label="Ann Lee\nCEO"]; ann -> bo; cy -> bo [style=dashed] }')
    >>> graph = influence.read.dot(path, kind="reports_to", direction="target_to_source")
    >>> graph.relationships[["source", "target", "kind"]]
      source target            kind
    0     bo    ann      reports_to
    1     bo     cy  dotted_line_to
    """
    said = stated(kind, direction, scale, assumptions)
    taker = NoteTaker()
    place, text = text_at(path, taker)
    drawing = _Drawing(place.name, list(_tokens(text, place)), said)
    drawing.read()
    nodes = [Node(f"{place.name}[nodes]", drawing.lines[name], name, cells) for name, cells in drawing.nodes.items()]
    return graph_of(Network(place.stem or "deal", nodes, drawing.edges, taker=taker), said, deal)


class _Token(NamedTuple):
    text: str
    line: int
    is_sign: bool = False


def _tokens(text: str, place: Path) -> Iterator[_Token]:
    position, line = 0, 1
    while position < len(text):
        found = _TOKEN.match(text, position)
        if not found:
            raise InfluenceError(
                say(
                    "{place}:{line}: {text} is not DOT; correct it",
                    place=place.name,
                    line=line,
                    text=repr(text[position : position + 20]),
                )
            )
        word, end = found[0], found.end()
        if found.lastgroup == "markup":
            end = _end_of_markup(text, position, place, line)
            word = _without_markup(text[position + 1 : end - 1])
        if found.lastgroup == "quoted":
            word = _BREAK.sub("\n", word[1:-1].replace("\\\n", "")).replace('\\"', '"').replace("\\\\", "\\")
        if found.lastgroup != "skip":
            yield _Token(word, line, found.lastgroup == "sign")
        line += text.count("\n", position, end)
        position = end


def _end_of_markup(text: str, start: int, place: Path, line: int) -> int:
    """Where a label in <...> ends, which may have more of them inside."""
    depth = 0
    for sign in re.finditer("[<>]", text[start:]):
        depth += 1 if sign[0] == "<" else -1
        if depth == 0:
            return start + sign.end()
    raise InfluenceError(say("{place}:{line}: a label in <...> is not closed; close it", place=place.name, line=line))


def _without_markup(text: str) -> str:
    return html.unescape(_TAG.sub(" ", _BREAK.sub("\n", text)))


@dataclass
class _Drawing:
    """A drawing on its way: the tokens not read yet, and the nodes and edges that were."""

    file: str
    tokens: list[_Token]
    said: Stated
    at: int = 0
    way: str = DIRECTED
    nodes: dict[str, Cells] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def read(self) -> None:
        """Read the one graph of the file."""
        words = []
        while self.at < len(self.tokens) and not self._is("{"):
            words.append(self._next().text.casefold())
        kinds = [word for word in words if word in ("graph", "digraph")]
        if not kinds or not self._is("{"):
            raise InfluenceError(
                say("{file} is not DOT, which begins with graph or digraph; export it again", file=self.file)
            )
        self.way = DIRECTED if kinds[0] == "digraph" else UNDIRECTED
        self._body({}, 1)
        if self.at < len(self.tokens):
            raise InfluenceError(
                say(
                    "{file}:{line}: there is more after the graph; save one graph a file",
                    file=self.file,
                    line=self._line,
                )
            )

    @property
    def _line(self) -> int:
        return self.tokens[min(self.at, len(self.tokens) - 1)].line

    def _is(self, *signs: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at].is_sign and self.tokens[self.at].text in signs

    def _ahead(self) -> _Token:
        if self.at >= len(self.tokens):
            raise InfluenceError(
                say("{file} ends in the middle of the graph; it lacks a closing bracket", file=self.file)
            )
        return self.tokens[self.at]

    def _next(self) -> _Token:
        token = self._ahead()
        self.at += 1
        return token

    def _body(self, given: Cells, depth: int) -> list[str]:
        """The statements between braces; the nodes named there."""
        if depth > MOST_DEPTH:
            raise InfluenceError(
                say(
                    "{file}:{line}: is nested more than {most_depth} deep; flatten it",
                    file=self.file,
                    line=self._line,
                    most_depth=MOST_DEPTH,
                )
            )
        self._next()
        named: list[str] = []
        while not self._is("}"):
            if self._is(";", ","):
                self._next()
            else:
                named += self._statement(given, depth)
        self._next()
        return named

    def _statement(self, given: Cells, depth: int) -> list[str]:
        word = self._ahead()
        following = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else word
        if word.text.casefold() in ("graph", "node", "edge") and not word.is_sign and following.text == "[":
            self._next()
            cells = self._attributes()
            if word.text.casefold() == "edge":
                given.update(cells)
            return []
        if not word.is_sign and following.is_sign and following.text == "=":
            self.at += 3
            return []
        return self._chain(given, depth)

    def _chain(self, given: Cells, depth: int) -> list[str]:
        """A node with its attributes, or nodes linked one to the next."""
        line, groups = self._line, [self._group(given, depth)]
        while self._is("->", "--"):
            self._next()
            groups.append(self._group(given, depth))
        cells = self._attributes() if self._is("[") else {}
        if len(groups) == 1:
            for name in groups[0]:
                self.nodes[name] |= {key: value for key, value in cells.items() if key not in _LOOKS}
                self.nodes[name] |= (
                    name_and_rest(str(cells["label"])) if cells.get("label") not in (None, r"\N") else {}
                )
        for ones, others in pairwise(groups):
            if len(self.edges) + len(ones) * len(others) > MOST_EDGES:
                raise InfluenceError(
                    say(
                        "{file}:{line}: has more than {most_edges} relationships; draw fewer",
                        file=self.file,
                        line=line,
                        most_edges=f"{MOST_EDGES:,}",
                    )
                )
            self.edges += [self._edge(line, one, other, given | cells) for one in ones for other in others]
        return [name for group in groups for name in group]

    def _edge(self, line: int, one: str, other: str, cells: Cells) -> Edge:
        dashed = any(word in str(cells.get("style", "")).casefold() for word in ("dashed", "dotted"))
        label = " ".join(str(cells.get("label") or cells.get("xlabel") or "").split())
        told = {key: value for key, value in cells.items() if key not in _LOOKS} | line_cells(label, dashed, self.said)
        way = {"both": MUTUAL, "none": UNDIRECTED}.get(str(cells.get("dir", "")).casefold(), self.way)
        ends = (other, one) if str(cells.get("dir", "")).casefold() == "back" else (one, other)
        return Edge(f"{self.file}[edges]", line, *ends, way, told)

    def _group(self, given: Cells, depth: int) -> list[str]:
        """One node, or all those of a subgraph."""
        if not self._is("{") and self._ahead().text.casefold() == "subgraph":
            self._next()
            if not self._is("{"):
                self._next()
        if self._is("{"):
            return list(dict.fromkeys(self._body(dict(given), depth + 1)))
        token = self._next()
        if token.is_sign:
            raise InfluenceError(
                say(
                    "{file}:{line}: {text} stands where a name should; correct it",
                    file=self.file,
                    line=token.line,
                    text=repr(token.text),
                )
            )
        while self._is(":"):  # a port is where on the card an edge ends
            self.at += 2
        self.nodes.setdefault(token.text, {})
        self.lines.setdefault(token.text, token.line)
        return [token.text]

    def _attributes(self) -> Cells:
        cells: Cells = {}
        while self._is("["):
            self._next()
            while not self._is("]"):
                name = self._next()
                if self._is("="):
                    self._next()
                    cells[name.text] = self._value()
            self._next()
        return cells

    def _value(self) -> str:
        """A value, whose parts may be joined by +."""
        text = self._next().text
        while self._is("+"):
            self._next()
            text += self._next().text
        return text

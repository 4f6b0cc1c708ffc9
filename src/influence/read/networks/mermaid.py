"""Flowcharts of Mermaid, as Markdown pages have them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from pathlib import Path

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
from influence.read.networks.plain_text import Numbered, lines_of, name_and_rest, text_at
from influence.tables.assumptions import Assumptions
from influence.tables.language import say

_STARTS = re.compile(r"(graph|flowchart)\b\s*(?:TB|TD|BT|RL|LR)?\s*;?\s*(.*)", re.IGNORECASE)
_LOOKS = re.compile(r"(style|classDef|class|click|linkStyle|direction|subgraph|end|accTitle|accDescr)\b", re.IGNORECASE)
_NODE = re.compile(r"\s*([^\s\[\](){}<>|;&\"@=.~-]+(?:[.-](?![.->=~])[^\s\[\](){}<>|;&\"@=.~-]+)*)")
_SHAPE = re.compile(
    r"""\s*(?:@\{(?P<data>[^}]*)\}|[\[({>]+[/\\]?\s*(?:"(?P<quoted>[^"]*)"|(?P<words>[^\])}]*?))\s*[/\\]?[\])}]+)"""
)
_LABEL = re.compile(r"""label:\s*(?:"([^"]*)"|'([^']*)'|([^,]+))""")
# A line with words in it, -- words -->, or one followed by |words|.
_WORDED = re.compile(
    r"\s*(?P<tail>[<xo]?)(?P<open>--|-\.|==)\s*(?P<words>[^-=.|>\s][^|\n]*?)\s*(?P<line>\.-+|--+|==+)(?P<head>[>xo]?)(?!-)"
)
_LINE = re.compile(r"\s*(?P<tail>[<xo]?)(?P<line>-\.+-|--+|==+|~~~+)(?P<head>[>xo]?)(?:\s*\|(?P<words>[^|]*)\|)?")
_CLASS = re.compile(r":::[\w-]+")
MOST_EDGES = 100_000


@encoded
def mermaid(
    path: str | Path,
    *,
    kind: Kind = None,
    direction: Direction = None,
    deal: object = None,
    scale: Scales = None,
    assumptions: Assumptions | None = None,
    encoding: str | None = None,
) -> StakeholderGraph:
    r"""Read a flowchart of Mermaid.

    Parameters
    ----------
    path : str or pathlib.Path
        A .mmd or .mermaid file that begins with graph or flowchart; other diagrams of Mermaid are refused.
    kind, direction, deal, scale, assumptions : optional
        As for `read.graphml`.
    encoding : str, optional
        The encoding of files that do not say it themselves, such as "big5" or "cp1250"; without it, their bytes tell.

    Returns
    -------
    StakeholderGraph
        As of `read.graphml`: a node is a person, the first line of its text the `name`; further lines are kept out. The
        words on a line are its kind where they are words for one.

    Raises
    ------
    InvalidData, UnknownName, InfluenceError
        As `read.graphml` does, for this format; also for a line of the file that is not understood.

    Notes
    -----
    Where lines without a word are read as `reports_to`, dotted ones (`-.->`) are `dotted_line_to`. Subgraphs are frames
    around people; colours and links are kept out.

    Examples
    --------
    >>> import influence, os, tempfile
    >>> path = os.path.join(tempfile.mkdtemp(), "plant.mmd")
    >>> with open(path, "w") as file:
    ...     _ = file.write("graph TD\n  a[Ann Lee<br/>CEO] --> b[Bo] & c(Cy)\n  b -.-> c\n")
    >>> graph = influence.read.mermaid(path, kind="reports_to", direction="target_to_source")
    >>> graph.relationships[["source", "target", "kind"]]
      source target            kind
    0      b      a      reports_to
    1      c      a      reports_to
    2      c      b  dotted_line_to
    """
    said = stated(kind, direction, scale, assumptions)
    taker = NoteTaker()
    place, text = text_at(path, taker)
    chart = _Chart(place.name, said, taker)
    lines = list(lines_of(_without_front_matter(text), "%%"))
    start = _STARTS.fullmatch(lines[0].text) if lines else None
    if start is None:
        raise InfluenceError(
            say("{place} is not a flowchart of Mermaid, which begins with graph or flowchart", place=place)
        )
    for line in [lines[0]._replace(text=start[2]), *lines[1:]]:
        for statement in _statements(line.text):
            chart.take(line._replace(text=statement))
    nodes = [Node(f"{place.name}[nodes]", chart.lines[name], name, cells) for name, cells in chart.nodes.items()]
    return graph_of(Network(place.stem or "deal", nodes, chart.edges, taker=taker), said, deal)


def _without_front_matter(text: str) -> str:
    """The text with its settings between lines of --- left blank, so that all lines keep their numbers."""
    found = re.match(r"\s*---\n.*?\n---[ \t]*(?=\n|$)", text, re.DOTALL)
    return "\n" * found[0].count("\n") + text[found.end() :] if found else text


def _statements(line: str) -> list[str]:
    """The statements of a line; a semicolon between quotes separates none, nor does one of &amp;."""
    parts = re.findall(r'(?:"[^"]*"|&#?\w+;|[^;"]|")+', line)
    return [part.strip() for part in parts if part.strip()]


@dataclass
class _Chart:
    """A chart on its way: the nodes and edges read so far."""

    file: str
    said: Stated
    taker: NoteTaker
    nodes: dict[str, Cells] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def take(self, line: Numbered) -> None:
        """Read one statement: nodes, and the lines that link them one to the next."""
        if _LOOKS.match(line.text):
            self._looks(line)
            return
        groups, position = [], 0
        links: list[re.Match[str]] = []
        while True:
            group, position = self._group(line, position)
            groups.append(group)
            link = _WORDED.match(line.text, position) or _LINE.match(line.text, position)
            if link is None:
                break
            links.append(link)
            position = link.end()
        if line.text[position:].strip():
            raise self._refusal(line, position)
        for ones, others, link in zip(groups, groups[1:], links, strict=False):
            self._link(line, ones, others, link)

    def _looks(self, line: Numbered) -> None:
        word = line.text.split()[0]
        if word.casefold() not in ("end", "direction"):
            source = say("a frame around people") if word.casefold() == "subgraph" else say("how it is drawn")
            self.taker.note("kept out", self.file, line=line.number, value=line.text[:80], source=source)

    def _refusal(self, line: Numbered, position: int) -> InfluenceError:
        rest = line.text[position : position + 40]
        return InfluenceError(
            say(
                "{file}:{number}: {rest} is not understood; write it as in a --> b",
                file=self.file,
                number=line.number,
                rest=repr(rest),
            )
        )

    def _group(self, line: Numbered, position: int) -> tuple[list[str], int]:
        """One node, or several joined by &."""
        names = []
        while True:
            found = _NODE.match(line.text, position)
            if not found:
                raise self._refusal(line, position)
            name, position = found[1], found.end()
            self.nodes.setdefault(name, {})
            self.lines.setdefault(name, line.number)
            names.append(name)
            position = self._shape(name, line, position)
            joined = re.compile(r"\s*&\s*").match(line.text, position)
            if not joined:
                return names, position
            position = joined.end()

    def _shape(self, name: str, line: Numbered, position: int) -> int:
        """What the shape of a node says; where it ends."""
        found = _SHAPE.match(line.text, position)
        if found:
            data = _LABEL.search(found["data"] or "")
            text = next(filter(None, data.groups()), "") if data else found["quoted"] or found["words"] or ""
            self.nodes[name] |= name_and_rest(html.unescape(re.sub(r"<br\s*/?>|\\n", "\n", text.strip().strip("`"))))
            position = found.end()
        styled = _CLASS.match(line.text, position)
        return styled.end() if styled else position

    def _link(self, line: Numbered, ones: list[str], others: list[str], link: re.Match[str]) -> None:
        if "~" in link["line"]:
            return
        dotted = "." in link["line"]
        cells = line_cells(html.unescape((link["words"] or "").strip().strip('"')), dotted, self.said)
        heads = bool(link["tail"]), bool(link["head"])
        way = {(True, True): MUTUAL, (False, False): UNDIRECTED}.get(heads, DIRECTED)
        if len(self.edges) + len(ones) * len(others) > MOST_EDGES:
            raise InfluenceError(
                say(
                    "{file}:{number}: has more than {most_edges} relationships; draw fewer",
                    file=self.file,
                    number=line.number,
                    most_edges=f"{MOST_EDGES:,}",
                )
            )
        pairs = [(other, one) if heads == (True, False) else (one, other) for one in ones for other in others]
        self.edges += [Edge(f"{self.file}[lines]", line.number, *pair, way, dict(cells)) for pair in pairs]

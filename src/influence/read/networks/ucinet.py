"""UCINET's networks in DL text: matrices or lists of ties, of one or several relations."""

from __future__ import annotations

import re
from collections.abc import Iterator
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

_SETTING = re.compile(r"\b(nm|nr|nc|n|format|diagonal)\b\s*=?\s*(\w+)", re.IGNORECASE)
_HEADINGS = {
    "labels": "labels", "row labels": "labels", "column labels": "columns", "level labels": "levels",
    "matrix labels": "levels", "data": "data",
}  # fmt: skip
_HEADING = re.compile(rf"({'|'.join(sorted(_HEADINGS, key=len, reverse=True))})\s*:", re.IGNORECASE)
_EMBEDDED = re.compile(r"labels?\s+embedded", re.IGNORECASE)
FORMATS = ("fullmatrix", "lowerhalf", "upperhalf", "edgelist1", "nodelist1")
MOST_PEOPLE = 10_000


@encoded
def ucinet(
    path: str | Path,
    *,
    kind: Kind = None,
    direction: Direction = None,
    deal: object = None,
    scale: Scales = None,
    assumptions: Assumptions | None = None,
    encoding: str | None = None,
) -> StakeholderGraph:
    r"""Read a network of UCINET in DL text.

    Parameters
    ----------
    path : str or pathlib.Path
        A .dl or .txt file that begins with DL; UCINET's own .##h and .##d are not read: export them as DL.
    kind, direction, deal, scale, assumptions : optional
        As for `read.graphml`.
    encoding : str, optional
        The encoding of files that do not say it themselves, such as "big5" or "cp1250"; without it, their bytes tell.

    Returns
    -------
    StakeholderGraph
        As of `read.graphml`: a label is the id of a person, the row of a matrix the source. The label of a matrix
        (LEVEL LABELS) says the kind, a number is the strength, and 0 is no relationship.

    Raises
    ------
    InvalidData, UnknownName, InfluenceError
        As `read.graphml` does, for this format; also for formats other than fullmatrix, lowerhalf, upperhalf,
        edgelist1 and nodelist1, and for matrices of two sorts of things (NR, NC).

    Examples
    --------
    >>> import influence, os, tempfile
    >>> path = os.path.join(tempfile.mkdtemp(), "plant.dl")
    >>> with open(path, "w") as file:
    ...     _ = file.write("DL N=2 FORMAT=FULLMATRIX\nLABELS:\nAnn,Bo\nDATA:\n0 0\n1 0\n")
    >>> graph = influence.read.ucinet(path, kind="trusts", direction="source_to_target")
    >>> graph.relationships[["source", "target", "kind"]]
      source target    kind
    0     Bo    Ann  trusts
    """
    said = stated(kind, direction, scale, assumptions)
    taker = NoteTaker()
    place, text = text_at(path, taker)
    if not re.match(r"\s*dl\b", text, re.IGNORECASE):
        raise InfluenceError(
            say("{place} does not begin with DL; export the network from UCINET as DL text", place=place)
        )
    dl = _Dl(place.name)
    for line in lines_of(text, "!"):
        dl.take(line)
    return graph_of(dl.network(place.stem, taker), said, deal)


@dataclass
class _Dl:
    """A file on its way: its settings, its labels, and the lines of its data."""

    file: str
    section: str = "settings"
    settings: dict[str, str] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    embedded: bool = False
    data: list[Numbered] = field(default_factory=list)

    def take(self, line: Numbered) -> None:
        """Read one line, which may begin with a heading."""
        text = line.text
        if _EMBEDDED.match(text) and self.section != "data":
            self.embedded = True
            return
        found = _HEADING.search(text) if self.section != "data" else None
        if found:
            before, text = text[: found.start()], text[found.end() :].strip()
            self._add(line._replace(text=before))
            self.section = _HEADINGS[" ".join(found[1].casefold().split())]
        self._add(line._replace(text=text))

    def _add(self, line: Numbered) -> None:
        if not line.text.strip():
            return
        if self.section == "settings":
            self.settings |= {name.casefold(): value.casefold() for name, value in _SETTING.findall(line.text)}
        elif self.section == "data":
            self.data.append(line)
        else:
            {"labels": self.labels, "columns": self.columns, "levels": self.levels}[self.section].extend(
                words_of(line.text)
            )

    def network(self, name: str, taker: NoteTaker) -> Network:
        """Everything read."""
        form = self.settings.get("format", "fullmatrix")
        if form not in FORMATS or {"nr", "nc"} & set(self.settings):
            what = say("a matrix of two sorts of things") if form in FORMATS else f"FORMAT={form}"
            raise InfluenceError(
                say(
                    "{file} is {what}, which is not read; export it as one of {formats}",
                    file=self.file,
                    what=what,
                    formats=", ".join(FORMATS),
                )
            )
        size = self._size()
        if not self.labels and not self.embedded:
            self.labels = [str(number) for number in range(1, size + 1)]
        lists = form in ("edgelist1", "nodelist1")
        edges = list(self._of_lists(form) if lists else self._of_matrices(form, size))
        nodes = [Node(f"{self.file}[labels]", None, label, {}) for label in self.labels]
        return Network(name or "deal", nodes, edges, taker=taker)

    def _size(self) -> int:
        written = self.settings.get("n", str(len(self.labels)))
        size = int(written) if written.isdecimal() and len(written) < 9 else 0
        if not 0 < size <= MOST_PEOPLE or (self.labels and len(self.labels) != size):
            told = say("N={written} and {count} labels", written=written, count=len(self.labels))
            raise InfluenceError(
                say(
                    "{file} has {told}; give one label for each of the N people, {most_people} at most",
                    file=self.file,
                    told=told,
                    most_people=f"{MOST_PEOPLE:,}",
                )
            )
        return size

    def _cells(self, level: int, value: str) -> Cells:
        relation = {"relation": self.levels[level]} if level < len(self.levels) else {}
        return {**relation, "strength": value}

    def _of_lists(self, form: str) -> Iterator[Edge]:
        """Ties, one or many a line; `!` alone between relations is a comment already."""
        file = f"{self.file}[data]"
        for line in self.data:
            words = [self._called(word) for word in words_of(line.text)[: 2 if form == "edgelist1" else None]]
            value = (*words_of(line.text), "", "", "")[2] if form == "edgelist1" else ""
            for target in words[1:]:
                yield Edge(file, line.number, words[0], target, DIRECTED, self._cells(0, value or "1"))

    def _called(self, word: str) -> str:
        """The label of somebody who is named by it, or by a number."""
        if word in self.labels:
            return word
        if self.embedded:
            self.labels.append(word)
            return word
        place = int(word) if word.isdecimal() and len(word) < 9 else 0
        return self.labels[place - 1] if 0 < place <= len(self.labels) else word

    def _of_matrices(self, form: str, size: int) -> Iterator[Edge]:
        """Ties of matrices, whose numbers may run over any lines."""
        values = [(line.number, word) for line in self.data for word in words_of(line.text)]
        if self.embedded:
            values, size = self._without_labels(values, size)
        diagonal = self.settings.get("diagonal", "present") != "absent"
        places = [(row, column) for row in range(size) for column in _columns(form, row, size, diagonal)]
        if not values or len(values) % len(places):
            told = say(
                "{count} numbers, not {wanted} for each matrix of {size} people",
                count=f"{len(values):,}",
                wanted=f"{len(places):,}",
                size=size,
            )
            raise InfluenceError(say("{file} has {told}; export it again", file=self.file, told=told))
        for number, (line, word) in enumerate(values):
            level, place = divmod(number, len(places))
            row, column = places[place]
            value = number_of(word)
            if value is None:
                raise InfluenceError(
                    say(
                        "{file}:{line}: {word} is not a number; give a matrix of numbers",
                        file=self.file,
                        line=line,
                        word=repr(word[:40]),
                    )
                )
            if value != 0 and row != column:
                yield from self._both(form, line, row, column, self._cells(level, word))

    def _both(self, form: str, line: int, row: int, column: int, cells: Cells) -> Iterator[Edge]:
        """A tie; a half of a matrix says it for both directions."""
        ends = [(row, column)] if form == "fullmatrix" else [(row, column), (column, row)]
        for one, other in ends:
            yield Edge(f"{self.file}[data]", line, self.labels[one], self.labels[other], DIRECTED, cells)

    def _without_labels(self, values: list[tuple[int, str]], size: int) -> tuple[list[tuple[int, str]], int]:
        """The numbers of one matrix with labels around it."""
        self.labels = [word for _, word in values[:size]]
        rows = values[size:]
        if len(rows) != size * (size + 1) or [word for _, word in rows[:: size + 1]] != self.labels:
            raise InfluenceError(
                say("{file} has labels embedded that differ between rows and columns; give LABELS:", file=self.file)
            )
        return [value for place, value in enumerate(rows) if place % (size + 1)], size


def _columns(form: str, row: int, size: int, diagonal: bool) -> list[int]:
    """Which columns of a row are written."""
    start, stop = {"fullmatrix": (0, size), "lowerhalf": (0, row + 1), "upperhalf": (row, size)}[form]
    return [column for column in range(start, stop) if diagonal or column != row]

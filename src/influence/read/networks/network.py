"""What a network file holds, and what a caller states about it: nodes, edges, kinds, directions, scales."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from influence.errors import InfluenceError, UnknownName
from influence.graph.reader_notes import NoteTaker
from influence.read.files.notation import Scale, scales
from influence.read.files.translation import assumed, kinds_meant
from influence.tables.assumptions import Assumptions
from influence.tables.language import say
from influence.tables.spelling import plain

WAYS = ("source_to_target", "target_to_source")
DIRECTED, UNDIRECTED, MUTUAL = "directed", "undirected", "mutual"

Kind = str | Mapping[str, str] | None
Direction = str | Mapping[str, str] | None
Scales = Mapping[str, tuple[float, float]] | None
Cells = dict[str, Any]


class Node(NamedTuple):
    """A node of a file: where it stands, its id, its attributes, and why it cannot be used, if so."""

    file: str
    line: int | None
    id: Any
    cells: Cells
    fault: str | None = None


class Edge(NamedTuple):
    """An edge of a file; several of one `record` are one row of it."""

    file: str
    line: int | None
    source: Any
    target: Any
    way: str
    cells: Cells
    fault: str | None = None
    record: int | None = None


@dataclass(frozen=True)
class Network:
    """What a file holds: `name` is the deal's, `tables` came beside, ready to use; `skipped` says how many rows of each
    file were left out, and noted, before; `decimal_comma` whether the comma is free to stand in numbers. Of a graph
    `made_in_python` attributes of nobody's are kept, and an edge that says its kind reads from source to target;
    `parallel` edges are several relationships.
    """

    name: Any
    nodes: list[Node]
    edges: list[Edge]
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    taker: NoteTaker = field(default_factory=NoteTaker)
    skipped: Mapping[str, int] = field(default_factory=dict)
    decimal_comma: bool = False
    made_in_python: bool = False
    parallel: bool = False

    @property
    def manner(self) -> tuple[bool, bool]:
        """How its attributes are read: whether with decimal commas, and whether those of nobody's are kept."""
        return self.decimal_comma, self.made_in_python

    def account(self, file: str, rows: int, left_out: int) -> None:
        """Account for the rows of a file, those left out before included."""
        before = self.skipped.get(file, 0)
        self.taker.account(file, rows + before, left_out + before)


@dataclass(frozen=True)
class Stated:
    """What a caller states about a file: which kind each of its words means, "" being that of an edge without a word,
    which of `WAYS` each kind is drawn, "" being all others, and the scales.
    """

    kinds: Mapping[str, str]
    ways: Mapping[str, str]
    scales: Mapping[str, Scale]
    assumptions: Assumptions

    def way(self, kind: str) -> str | None:
        """Which way edges of this kind are drawn, as far as stated."""
        return self.ways.get(kind, self.ways.get(""))


def stated(kind: Kind, direction: Direction, scale: Scales, assumptions: Assumptions | None) -> Stated:
    """The statements of a caller, checked."""
    assumptions = assumed(assumptions)
    known = kinds_meant(assumptions)
    every = {name: name for name in WAYS}
    kinds = {plain(word): _one_of("kind of relationship", name, known) for word, name in _each("kind", kind)}
    drawn = {word: _one_of("direction", way, every) for word, way in _each("direction", direction)}
    ways = {word and _one_of("kind of relationship", word, known): way for word, way in drawn.items()}
    return Stated(kinds, ways, scales(scale), assumptions)


def _each(what: str, given: str | Mapping[str, str] | None) -> list[tuple[str, str]]:
    """The words and what each means; "" is the word of those without one."""
    if given is None:
        return []
    pairs = list(given.items()) if isinstance(given, Mapping) else [("", given)]
    if not all(isinstance(word, str) for pair in pairs for word in pair):
        raise InfluenceError(
            say("{what} is {given}; give a name, or a dict from names to names", what=what, given=repr(given))
        )
    return pairs


def _one_of(what: str, name: str, known: Mapping[str, str]) -> str:
    meant = known.get(name) or known.get(plain(name))
    if meant is None:
        raise UnknownName(what, name, dict.fromkeys(known.values()))
    return meant


def is_id(value: Any) -> bool:
    """Whether this can be an id."""
    return isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip() != ""


def labelled(frame: pd.DataFrame, rows: Sequence[Node | Edge]) -> pd.DataFrame:
    """Labelled by line where every row has one, so that faults are shown where they stand."""
    lines = [row.line for row in rows]
    return frame if None in lines else frame.set_axis(pd.Index(lines, dtype=np.int64))

"""What a section of the report is made of: sentences, and blocks of a few kinds; the template knows no more of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Table:
    """Rows under their heads; the last cell of a shorter row spans the columns that are left.

    A table without rows is left out, with its title and its note, unless `lead` says why there are none. `links` are
    the pages that the first cells lead to, `anchors` what leads to the rows.
    """

    kind: ClassVar = "table"
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    title: str = ""
    lead: str = ""
    note: str = ""
    links: Sequence[str] = ()
    anchors: Sequence[str] = ()


@dataclass(frozen=True)
class Topics:
    """Short paragraphs, each under its topic."""

    kind: ClassVar = "topics"
    paragraphs: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Bar:
    """A number from -1 to 1, drawn to the left or to the right of the middle."""

    who: str
    value: float
    text: str


@dataclass(frozen=True)
class Bars:
    """Numbers against us and for us, side by side."""

    kind: ClassVar = "bars"
    head: tuple[str, str, str]
    bars: Sequence[Bar]
    note: str = ""


@dataclass(frozen=True)
class Range:
    """A number with its interval, drawn from `low` to `high`; all three from 0 to 1."""

    who: str
    low: float
    value: float
    high: float
    text: str
    plain: bool = False


@dataclass(frozen=True)
class Ranges:
    """Numbers with their intervals, one below the other, and a line at the middle; the plain ones are to be beaten."""

    kind: ClassVar = "ranges"
    head: tuple[str, str, str]
    ranges: Sequence[Range]
    note: str = ""


@dataclass(frozen=True)
class Curve:
    """Shares (up) by chances (across), each with its interval; on the diagonal the chance is right."""

    kind: ClassVar = "curve"
    title: str
    across: str
    up: str
    points: Sequence[tuple[float, float, float, float]]
    note: str = ""


@dataclass(frozen=True)
class OrgMap:
    """The map of the deal, of which a page holds one."""

    kind: ClassVar = "map"


@dataclass(frozen=True)
class Section:
    """A part of the report: its title, what it says, its blocks, and how to read them.

    Each kind of block is shown by the template of that name in `templates/blocks`.
    """

    title: str
    sentences: Sequence[str] = ()
    blocks: Sequence[Table | Topics | Bars | Ranges | Curve | OrgMap] = ()
    note: str = ""

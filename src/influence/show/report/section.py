"""What a part of the report holds: sentences, then tables; the template knows no more of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Rows under their heads; the last cell of a shorter row spans the columns that are left."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    title: str = ""
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the report; a table without rows is left out."""

    title: str
    said: Sequence[str]
    tables: Sequence[Table] = ()

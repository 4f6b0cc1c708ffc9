"""True and false as a CRM's export or a spreadsheet writes them, and what is refused where nobody can tell."""

from __future__ import annotations

from collections.abc import Iterable

from influence.read.files.csv_text import Fault
from influence.tables.language import say
from influence.tables.schema import TABLES
from influence.tables.spelling import plain
from influence.tables.vocabulary import values_of


def flag(written: object) -> bool | None:
    """What a cell says; None where it is neither true nor false in any language that is known."""
    meant = values_of(TABLES["seats"]["veto"]).get(plain(str(written)).removesuffix(".0"))
    return {"true": True, "false": False}.get(str(meant))


def unreadable(file: str, header: str, cells: Iterable[tuple[int, object]]) -> list[Fault]:
    """The cells of a column that says which rows are deleted, where nobody can tell: no such row is simply kept."""
    problem = say("is neither true nor false, so nobody can tell whether this row is deleted")
    remedy = say("write TRUE or FALSE, or leave the column out of the export if nothing in it is deleted")
    return [
        Fault(file, line, header, cell, "not_true_or_false", problem, remedy)
        for line, cell in cells
        if isinstance(cell, str) and flag(cell) is None
    ]

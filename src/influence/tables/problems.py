"""The faults found so far, one row each, in the order of the tables and their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from influence.errors import UnknownName
from influence.tables.language import say
from influence.tables.schema import TABLES

COLUMNS = ("table", "row", "column", "value", "code", "problem", "remedy", "deal")

CODES: Mapping[str, str] = MappingProxyType(
    {
        "missing_column": "A column that every row needs is not there.",
        "misspelt_column": "A column reads almost like one of the table's.",
        "duplicate_column": "Two columns have the same name, or names that mean the same.",
        "empty_table": "A table that is needed has no rows.",
        "missing_value": "A cell that may not be empty is empty.",
        "not_a_number": "A cell of a column of numbers holds something else.",
        "infinite": "A number is infinite.",
        "words_and_numbers": "A number stands among words, and nobody says on which scale it is.",
        "out_of_range": "A number is outside the range of its column.",
        "not_true_or_false": "A cell of a column of yes and no holds something else.",
        "not_a_date": "A cell of a column of dates holds something else.",
        "unknown_choice": "A word is none of those that its column accepts.",
        "not_an_id": "An id is neither text nor a whole number.",
        "mixed_ids": "An id is a number where others of its sort are text, or text where they are numbers.",
        "broken_text": "A text or an id holds half a character.",
        "lookalike_id": "An id differs from another only by spaces, case or signs that look alike.",
        "duplicate_row": "Two rows have the same id.",
        "unknown_person": "A row refers to somebody who is not in people.",
        "ambiguous_person": "A word may mean several people.",
        "unknown_party": "A row refers to somebody who is neither a person nor a member of the deal.",
        "unknown_deal": "A row refers to a deal that is in neither people nor deals.",
        "unread_bosses": "A column of people names bosses, and no relationship says so.",
        "related_to_self": "A relationship leads from a person to the same person.",
        "second_boss": "A person reports to two people.",
        "reporting_circle": "A chain of people who report to each other ends where it began.",
        "wrong_order": "A promise was kept, or was due, before it was made.",
        "after_decision": "A day is later than the decision on the deal that it is to foretell.",
        "own_side": "A stance is toward our own side, of which the support in people tells.",
        "misspelt_side": "A side reads like our own and would count as a rival's.",
        "unreadable_file": "A file cannot be read: it is damaged, protected or not of a kind that is read.",
        "unclear_encoding": "The text of a file may be in several encodings, or is not in the one stated.",
        "file_not_found": "There is no file or folder at this path.",
        "empty_file": "A file has no header and no rows.",
        "too_large": "A file, row or cell is larger than any that is read.",
        "unsafe_file": "A file is made in a way that looks like an attack.",
        "unmatched_quotes": "A quote in a CSV file is not closed.",
        "too_many_cells": "A row has more cells than the header.",
        "matrix": "A table looks like a matrix of people, which has a reader of its own.",
        "missing_header": "A column with values has no header.",
        "missing_table": "There is no table of people, or no table at all.",
        "misspelt_table": "A file or sheet has a name almost like that of a table.",
        "duplicate_table": "Two files or sheets are the same table.",
        "no_contacts": "An export of a CRM has no contact, or none on any deal.",
    }
)
"""What each code of a problem means; a code is for scripts and stays as it is, the sentences may change."""

Rows = np.ndarray[Any, Any]
# Of more bits Python writes no number out.
LONGEST_NUMBER = 10_000


@dataclass(frozen=True)
class Wording:
    """How a fault is told: its code, what is wrong, and what to do; texts are one for all its rows or one a row."""

    code: str
    problem: str | Sequence[str]
    remedy: str | Sequence[str]


class Problems:
    """Collects faults; `frame` is what `InvalidData.problems` shows."""

    def __init__(self) -> None:
        self._found: list[pd.DataFrame] = []

    def add(self, frame: pd.DataFrame, table: str, column: str, wrong: Rows, wording: Wording) -> None:
        """Note a fault in `column` of every row where `wrong` holds."""
        position = np.flatnonzero(wrong)
        if not len(position):
            return
        label = frame.index if frame.index.nlevels == 1 else pd.RangeIndex(len(frame))
        values, deals = (_cells(frame, name, position) for name in (column, "deal"))
        row = label[position].astype(object)
        self._note(position, table=table, row=row, column=column, value=values, **vars(wording), deal=deals)

    def add_whole(self, table: str, column: str | None, value: object, problem: str, remedy: str, *, code: str) -> None:
        """Note a fault of a whole table or column."""
        self._note(
            [-1], table=table, row=[None], column=column, value=[value], code=code, problem=problem, remedy=remedy
        )

    def _note(self, position: Any, **cells: Any) -> None:
        if cells["code"] not in CODES:
            raise UnknownName("code of a problem", cells["code"], CODES)
        cells |= {name: _in_words(cells[name]) for name in ("problem", "remedy")}
        columns = {name: _objects(cells.get(name)) for name in COLUMNS}
        self._found.append(pd.DataFrame({"position": position} | columns))

    def __bool__(self) -> bool:
        """Whether anything is wrong."""
        return bool(self._found)

    @property
    def frame(self) -> pd.DataFrame:
        """Every fault, ordered by table and row."""
        if not self._found:
            return pd.DataFrame({name: pd.Series(dtype=object) for name in COLUMNS})
        found = pd.concat(self._found, ignore_index=True)
        order = {name: number for number, name in enumerate(TABLES)}
        found["order"] = found["table"].map(order).fillna(-1)
        return found.sort_values(["order", "position"], kind="stable", ignore_index=True)[list(COLUMNS)]


def _cells(frame: pd.DataFrame, column: str, position: Rows) -> list[Any] | None:
    """The cells of a column at these positions; None where the table has no such column, or two."""
    there = column in frame and isinstance(frame[column], pd.Series)
    return [_shown(cell) for cell in frame[column].array[position]] if there else None


def _shown(cell: Any) -> Any:
    """The cell, as text where it can be neither compared nor printed: a list, a signal, half a character."""
    if isinstance(cell, str):
        return cell.encode("utf-8", "backslashreplace").decode()
    if isinstance(cell, Decimal) and cell.is_snan():
        return "sNaN"
    if isinstance(cell, int) and cell.bit_length() > LONGEST_NUMBER:
        return "a number of very many digits"
    return cell if pd.api.types.is_scalar(cell) else repr(cell)


def _in_words(texts: str | Sequence[str]) -> str | list[str]:
    """Sentences in the language spoken; those with parts are in it already."""
    return say(texts) if isinstance(texts, str) else [say(text) for text in texts]


def _objects(cells: Any) -> Any:
    """Cells as they are: pandas must not turn a list of one number into a column of floats."""
    if cells is None or isinstance(cells, str):
        return cells
    objects = np.empty(len(cells), dtype=object)
    objects[:] = list(cells)
    return objects

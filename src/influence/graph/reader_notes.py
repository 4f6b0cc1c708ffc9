"""What a reader did to the rows of a file before they became a graph: nothing is lost or inferred silently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from influence.tables.frames import as_frame
from influence.tables.language import say
from influence.tables.names_as_ids import names_are_ids, told_of_names
from influence.tables.phrases import counted
from influence.tables.schema import TABLES
from influence.tables.vocabulary import column_named

OWN = "kept as your own"
ACTIONS = ("left out", "merged", "kept out", OWN, "dropped", "repaired", "renamed", "rescaled", "inferred")
"""A row of the file that is in no table, or a whole file; one that went into another; a column that was not taken; a
column that is none of ours, kept as it is; a cell that could not be read and is unknown now; a cell fixed; a header or
value read as another; a number put on our scale; a value nobody wrote, made from another."""

WHOLE_FILE = "the whole file"
"""The `value` of the note of a file that is left out whole; its `source` says why, and what to do."""

COLUMNS = ("action", "file", "line", "table", "row", "column", "value", "source", "confidence")
FILE_COLUMNS = ("file", "rows", "used", "left_out")


@dataclass(frozen=True)
class Notes:
    """What a reader did.

    Attributes
    ----------
    frame : pandas.DataFrame
        One row per thing done: `action` (of `ACTIONS`), `file`, `line` (of the file; unknown for a whole column),
        `table`, `row` (the id in our table, unknown for a whole column or file), `column`, `value` (what stands in
        our table now, or what was left out), `source` (from what, or why), `confidence` (0 to 1; only of what was
        inferred, whose evidence grade is 4).
    files : pandas.DataFrame
        One row per file or sheet: `rows` in it, how many were `used`, and how many `left_out`, each with its own note.
        The last two add up to the first.
    """

    frame: pd.DataFrame
    files: pd.DataFrame


@dataclass
class NoteTaker:
    """Collects notes while a reader works; `notes` is what it leaves."""

    found: list[pd.DataFrame] = field(default_factory=list)
    whole: list[pd.DataFrame] = field(default_factory=list)
    files: list[tuple[str, int, int, int]] = field(default_factory=list)

    def note(self, action: str, file: Any, **cells: Any) -> None:
        """Note one thing, or one for each element of those cells that are arrays, lists or series."""
        lengths = [len(value) for value in cells.values() if _many(value)]
        size = lengths[0] if lengths else 1
        given = {"action": action, "file": file, **cells}
        columns = {name: _column(given.get(name), size) for name in COLUMNS}
        if size:
            self.found.append(pd.DataFrame(columns, dtype=object))

    def leave_out_file(self, file: str, source: str, **cells: Any) -> None:
        """Note that a whole file is left out, before everything else: whoever reads one note reads this."""
        later = NoteTaker()
        later.note("left out", file, value=WHOLE_FILE, source=source, **cells)
        self.whole += later.found

    def account(self, file: str, rows: int, left_out: int) -> None:
        """Note how many rows a file has, and how many of them are in no table."""
        self.files.append((file, rows, rows - left_out, left_out))

    def leave_out_rows(self, file: str, count: int) -> None:
        """Account for rows of a file that were counted as used and are left out after all."""
        self.files = [
            (name, rows, used - count * (name == file), left + count * (name == file))
            for name, rows, used, left in self.files
        ]

    @property
    def notes(self) -> Notes:
        """Everything noted, files left out whole first, else in the order of the noting."""
        # As objects, since pandas 2 warns of columns that are unknown throughout.
        found = [each.astype(object) for each in (*self.whole, *self.found)]
        frame = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=COLUMNS, dtype=object)
        frame["confidence"] = frame["confidence"].astype(float)
        return Notes(frame, pd.DataFrame(self.files, columns=list(FILE_COLUMNS)))


@cache
def nothing_noted() -> Notes:
    """The notes of tables that no reader touched."""
    return NoteTaker().notes


def with_own_columns(tables: Mapping[str, pd.DataFrame], notes: Notes | None) -> Notes:
    """The notes, and one for each column that is none of ours and that no reader has told of."""
    notes = notes or nothing_noted()
    told = set(zip(notes.frame["table"], notes.frame["column"], strict=True))
    own = [(name, column) for name, frame in tables.items() for column in frame if column not in TABLES[name].by_name]
    if not set(own) - told:
        return notes
    taker = NoteTaker([notes.frame] if len(notes.frame) else [])
    for name, column in (each for each in own if each not in told):
        cells = counted(int(tables[name][column].notna().sum()), "filled cell", "filled cells")
        meant = column_named(name, column)
        source = say("is not a column of {table}", table=name)
        if meant:
            source = say("is not a column of {table}; did you mean {column}? Rename it", table=name, column=repr(meant))
        taker.note(OWN, "", table=name, column=column, value=cells, source=source)
    return replace(notes, frame=taker.notes.frame)


def with_names_told(people: object, read: Mapping[str, pd.DataFrame], notes: Notes | None) -> Notes | None:
    """The notes, and one that names stand for ids where the people given had none."""
    known = read["people"]
    if (
        "name" not in known
        or not known["person"].equals(known["name"])
        or not names_are_ids(as_frame("people", people))
    ):
        return notes
    taker = NoteTaker([notes.frame] if notes and len(notes.frame) else [])
    taker.note("inferred", "", table="people", column="person", value="name", source=told_of_names(len(known)))
    return replace(notes or nothing_noted(), frame=taker.notes.frame)


def _many(value: Any) -> bool:
    return isinstance(value, list | tuple | np.ndarray | pd.Series | pd.Index | pd.api.extensions.ExtensionArray)


def _column(value: Any, size: int) -> Any:
    """The cells of one column as objects, so that a line stays a whole number and unknown stays unknown."""
    cells = np.empty(size, dtype=object)
    cells[:] = list(value) if _many(value) else [value] * size
    return cells

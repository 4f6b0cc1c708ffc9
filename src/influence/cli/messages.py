"""What the command line says about faults and about what a reader did, a line each."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pandas as pd

from influence.errors import InvalidData
from influence.tables.phrases import percent
from influence.tables.schema import TABLES

LONGEST_CELL = 60
# What stands at the start of such a file, in small letters, without spaces, quotes and underscores; the format that
# shows most of its own is suggested.
MARKS = {
    "yed": ("yworks.com",),
    "graphml": ("<graphml",),
    "gexf": ("<gexf",),
    "hubspot": ("hsobjectid", "hsbuyingrole", "buyingrole", "recordid", "dealpipelineid", "propertyemail"),
    "dynamics": ("msdyn", "connectionroleid", "record1", "parentcustomerid", "(donotmodify)"),
    "salesforce": ("opportunityid", "opportunityname", "accountid", "stagename", "contactid", "referenceid"),
    "kumu": ("elements:[", "from,to,", "label,type,description", "<t>from</t><"),
    "gephi": ("source,target", "source;target", "id,label", "id;label"),
}
HEAD, MOST_HEADS = 4096, 50


def fault_lines(error: InvalidData) -> list[str]:
    """The faults, one a line; those of a workbook point at the cell as a formula would: book.xlsx[people]!H7."""
    books = {table: file for table, file in error.files.items() if file.parent.suffix.casefold() in (".xlsx", ".xlsm")}
    if not books:
        return error.lines()
    letters = {table: _letters(table, file) for table, file in books.items()}
    problems = error.problems.to_dict("records")
    for problem in problems:
        table = problem["table"]
        if table in books:
            cell = _cell(letters[table].get(problem["column"], ""), problem["row"])
            problem |= {"table": f"{books[table].parent}[{books[table].name}]{cell}", "row": None}
    rest = {table: file for table, file in error.files.items() if table not in books}
    return InvalidData(pd.DataFrame(problems, columns=error.problems.columns, dtype=object), rest).lines()


def _letters(table: str, file: Path) -> dict[str, str]:
    """The letter of each column of a sheet, by what stands above it and by what that means."""
    from openpyxl import load_workbook
    from openpyxl.utils import get_column_letter

    from influence.tables.vocabulary import column_named

    header: list[str] = []
    with warnings.catch_warnings(action="ignore"), closing(load_workbook(file.parent, read_only=True)) as book:
        if file.name in book.sheetnames:
            book[file.name].reset_dimensions()
            rows = ([str(cell or "").strip() for cell in row] for row in book[file.name].iter_rows(values_only=True))
            header = next(filter(any, rows), [])
    letters: dict[str, str] = {}
    for number, written in enumerate(header, start=1):
        for name in (written, column_named(table, written) if table in TABLES else None):
            if name:
                letters.setdefault(name, get_column_letter(number))
    return letters


def _cell(letter: str, row: Any) -> str:
    """A cell, or a whole row or column where the other is not known."""
    line = "" if pd.isna(row) else str(row)
    if letter and line:
        return f"!{letter}{line}"
    return f"!{letter or line}:{letter or line}" if letter or line else ""


def suggestion(path: Path) -> list[str]:
    """Which format the files seem to be in, where they are none of our tables."""
    start = _heads(path)
    found = {name: sum(mark in start for mark in MARKS[name]) for name in MARKS}
    near = max(found, key=found.__getitem__, default="")
    return [f"this looks like {near}; try --format {near}"] if found.get(near) else []


def _heads(path: Path) -> str:
    """How the files there begin, in small letters, without spaces, quotes and underscores."""
    heads: list[bytes] = []
    # A file that cannot be read has been told already; it only cannot help with a suggestion.
    with suppress(OSError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error):
        if path.is_file() and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for member in archive.infolist()[:MOST_HEADS]:
                    with archive.open(member) as file:
                        heads.append(file.read(HEAD))
        else:
            for place in sorted(path.iterdir())[:MOST_HEADS] if path.is_dir() else [path]:
                if place.is_file():
                    with place.open("rb") as file:
                        heads.append(file.read(HEAD))
    text = b"\n".join(heads).replace(b"\0", b"").decode("utf-8", errors="replace").casefold()
    return "".join(text.split()).translate(str.maketrans("", "", "\"'_"))


def note_line(note: Mapping[Any, str]) -> str:
    """`file:line: table.column: value (action: source, confidence 80%)`, without what is not known."""
    place = ":".join(filter(None, (note["file"], note["line"])))
    column = ".".join(filter(None, (note["table"], note["column"])))
    sure = note["confidence"] and f"confidence {percent(float(note['confidence']))}"
    why = ", ".join(filter(None, (_brief(note["source"]), sure)))
    done = ": ".join(filter(None, (note["action"], why)))
    return f"{': '.join(filter(None, (place, column, _brief(note['value']))))} ({done})"


def line_of(cell: object) -> str:
    """What keeps to its line and does nothing to a terminal; nothing where it is unknown."""
    if pd.api.types.is_scalar(cell) and pd.isna(cell):
        return ""
    if isinstance(cell, datetime) and cell.time() == time():
        cell = cell.date()
    text = f"{cell:.15g}" if isinstance(cell, float) else str(cell)
    return text if text.isprintable() else repr(text)


def _brief(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 3] + "..."

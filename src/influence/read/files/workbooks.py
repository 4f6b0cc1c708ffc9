"""The sheets of a workbook as text."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, time
from functools import partial
from pathlib import Path
from typing import Any

from influence.errors import needed
from influence.read.files.csv_text import Sheet, Unreadable, archive_of, framed, holds, require_harmless, require_small
from influence.read.files.encodings import MOJIBAKE
from influence.tables.language import say

MOST_ROWS_OF_A_SHEET = 1_048_576
"""As many as a sheet of Excel has."""

PIECE = 1 << 20
# Longer than a formula may be, with its cell.
OVERLAP = 10_000
# A program that writes formulas without calculating them leaves their values out: a reader would find nothing there.
_UNCALCULATED = re.compile(rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")


def worksheets_of(path: Path, stack: ExitStack) -> list[tuple[str, Callable[[], Sheet]]]:
    """The sheets of a workbook, each with its name, to be read while `stack` is open."""
    # openpyxl parses with defusedxml where it is installed, and says nothing where it is not.
    needed("defusedxml", say("reading a workbook"), "pip install influence-graph[excel]")
    load_workbook = needed("openpyxl", say("reading a workbook"), "pip install influence-graph[excel]").load_workbook
    archive = archive_of(path, stack)
    for member in archive.infolist():
        _require_sound(archive, member)
    try:
        # Formatting and extensions that openpyxl does not know are of no interest, and it warns of each.
        with warnings.catch_warnings(action="ignore"):
            # openpyxl leaves a file that it opens itself open if it turns out to be damaged.
            book = load_workbook(stack.enter_context(path.open("rb")), read_only=True, data_only=True)
    except Exception as error:  # openpyxl lets through whatever its parsers raise on a damaged workbook
        raise Unreadable(
            say("cannot be read as a workbook ({error})", error=error), "open it in Excel and save it again"
        ) from error
    stack.callback(book.close)
    size = sum(member.file_size for member in archive.infolist())
    return [(sheet.title, partial(_of_worksheet, sheet, size)) for sheet in book.worksheets]


def _require_sound(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """No workbook declares types or entities of its own, and no value is lost that nobody calculated."""
    name = member.filename.casefold()
    if not name.endswith((".xml", ".rels", ".vml")):
        return
    for text in _pieces(archive, member):
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            problem = say("declares XML entities, which looks like an attack")
            raise Unreadable(problem, "open it in Excel and save it again", code="unsafe_file")
        if "worksheets/" in name and _UNCALCULATED.search(text):
            raise Unreadable("has formulas whose results were never saved", "open it in Excel and save it again")


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The text of one part of a workbook, in pieces that overlap by more than any mark that is looked for."""
    try:
        with archive.open(member) as part:
            before = b""
            while piece := part.read(PIECE):
                # As UTF-16 every other byte is a NUL.
                text = before + piece.replace(b"\0", b"")
                yield text
                before = text[-OVERLAP:]
    except Unreadable:
        raise
    except Exception as error:  # a damaged or protected member raises nearly anything
        raise Unreadable(
            say("cannot be unpacked ({error})", error=error), "open it in Excel and save it again"
        ) from error


def _of_worksheet(sheet: Any, size: int) -> Sheet:
    try:
        with warnings.catch_warnings(action="ignore"):
            sheet.reset_dimensions()
            return _of_rows(sheet.iter_rows(values_only=True), size)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(say("cannot be read ({error})", error=error), "open it in Excel and save it again") from error


def _of_rows(rows: Iterable[Iterable[Any]], size: int) -> Sheet:
    """The table that these rows of a workbook hold; `size` is how many bytes the workbook unpacks to."""
    sheet = framed(_numbered(rows, size), size)
    lines = zip(sheet.cells.index, sheet.cells.to_numpy(dtype=object), strict=True)
    suspects = [int(line) for line, row in lines if MOJIBAKE.search("\n".join(row).encode("utf-8", "replace"))]
    return replace(sheet, suspects=suspects)


def _numbered(rows: Iterable[Iterable[Any]], size: int) -> Iterator[tuple[int, list[str]]]:
    """Every row that holds anything, with its number; a few bytes of XML can claim billions of empty ones."""
    total, header = 0, None
    for line, row in enumerate(rows, start=1):
        if line > MOST_ROWS_OF_A_SHEET:
            problem = say("has more than {most_rows_of_a_sheet} rows", most_rows_of_a_sheet=f"{MOST_ROWS_OF_A_SHEET:,}")
            raise Unreadable(problem, "save it as CSV UTF-8, or delete what is below the table", code="too_large")
        cells = [_as_text(cell) for cell in row]
        total += len(cells)
        require_harmless(total, size)
        if holds(cells):
            header = header or cells
            require_small(cells, header, line)
            yield line, cells


def _as_text(cell: Any) -> str:
    """What the cell would read in a CSV file; 7.0 is how a workbook keeps a typed 7."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return str(cell.date() if cell.time() == time() else cell)
    return str(cell)

"""Which files or sheets are which tables, what stands above their headers, and what is left out whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pandas as pd

from influence.array_types import Flags
from influence.graph.header_language import expect_language_of
from influence.graph.reader_notes import NoteTaker
from influence.read.files.csv_text import Fault, Sheet, Unreadable
from influence.read.files.databases import tables_of
from influence.read.files.printed_reports import Records, below_titles
from influence.read.files.sheets import BESIDE, WORKBOOKS, Entry, entries_of, refusing
from influence.read.support_marks import with_support_of_marks
from influence.tables.examples import EXAMPLE_DEALS, TEMPLATE_SHEETS
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.schema import TABLES
from influence.tables.spelling import plain
from influence.tables.vocabulary import column_named, table_named

# So like a table's name that a file is taken for a misspelt table rather than for one of the caller's own.
SLIP = 0.8
NO_SLIPS = ("instructions", "instruction", "introductions", "transactions", "comments", "distances", "instances")
"""Words of their own that only look like the name of a table: sheets are called so."""
# What may hold a table, and so is named when it is left out of a folder.
TABLE_LIKE = (*WORKBOOKS, ".xls", ".xlsb", ".ods", ".numbers", ".zip", ".json", ".tab")
# Columns of deals that people do not have: a sheet with one of them is a list of deals, or a joined report of a CRM.
_OF_DEALS = ("name", "stage", "amount", "close_date")


@dataclass(frozen=True)
class Opened:
    """What was found: the tables that could be read, the file of each that was there, and what is wrong with them.

    `files` is where each file is, `names` what it is called within the folder, zip or workbook; `likely` the scales
    that columns seem to be on, by table and column.
    """

    sheets: dict[str, Sheet] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    likely: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)


def opened(path: Path, taker: NoteTaker, address: str | None = None) -> Opened:
    """Every table in this folder, zip, workbook or database, and the faults of those that cannot be read."""
    found = Opened()
    with ExitStack() as stack, refusing(str(path), found.faults):
        for table, entry in named_tables(path, stack, found, taker, address).items():
            with refusing(table, found.faults):
                sheet = below_titles(entry.read(), entry.file, taker, lines_above(table))
                take(table, sheet, found, taker)
    leave_out_example(found, taker)
    return found


def named_tables(
    path: Path, stack: ExitStack, found: Opened, taker: NoteTaker, address: str | None = None
) -> dict[str, Entry]:
    """Where each table is; what cannot be told apart is a fault, what is left out is noted."""
    there = entries_of(path, stack, everything=False) if address is None else tables_of(address)
    entries = _named(there, path, found.faults, taker)
    for table, entry in entries.items():
        found.files[table], found.names[table] = entry.shown, entry.file
    _note_others(path, taker)
    return entries


def take(table: str, sheet: Sheet, found: Opened, taker: NoteTaker) -> None:
    """Add the sheet of a table, which begins with its header, to what was found."""
    if table == "people":
        sheet = with_support_of_marks(sheet, found.names[table], taker)
    found.sheets[table] = sheet
    _note_ragged(table, sheet, found)


def deals_of(table: str, sheet: Sheet) -> pd.Series | None:
    """The deal of each row, as written; None where no column says it."""
    for position, header in enumerate(sheet.header):
        if column_named(table, header.strip()) == "deal":
            return sheet.cells[position]
    return None


def lines_above(table: str) -> Callable[[Records], int]:
    """How many lines stand above the first that reads like a header of this table; 0 where the first one does."""

    def above(records: Records) -> int:
        known = [sum(column_named(table, cell.strip()) is not None for cell in cells) for _, cells in records]
        return 0 if known[0] else next((line for line, count in enumerate(known) if count > 1), 0)

    return above


def _note_ragged(table: str, sheet: Sheet, found: Opened) -> None:
    problem = say(
        "has more cells than the header, which has {count}", count=counted(len(sheet.header), "column", "columns")
    )
    in_book = found.files[table].parent.suffix.casefold() in WORKBOOKS
    quotes = "" if in_book else say("put quotes around a cell that contains the separator, or ")
    remedy = say("{quotes}remove the extra cells", quotes=quotes)
    for line in sheet.ragged:
        found.faults.append(Fault(table, line, None, None, "too_many_cells", problem, remedy))


def _named(entries: Iterable[Entry], path: Path, faults: list[Fault], taker: NoteTaker) -> dict[str, Entry]:
    """The entry of each table; doubled and misspelt names are faults, others are left out, which is noted."""
    entries = list(entries)
    chosen: dict[str, Entry] = {}
    strangers = []
    expect_language_of(entry.stem for entry in entries if table_named(entry.stem))
    for entry in entries:
        table = table_named(entry.stem)
        if table is None:
            strangers.append(entry)
        elif table in chosen:
            problem = say("is a second table of {table}, besides {shown}", table=table, shown=chosen[table].shown)
            faults.append(_fault(entry.shown, "duplicate_table", problem, "keep one of them"))
        else:
            chosen[table] = entry
    faults += _misspelt(strangers)
    if "people" not in chosen and not faults:
        _choose_people(chosen, strangers, path, faults, taker)
    taken = [entry.file for entry in chosen.values()]
    for entry in strangers:
        if entry.file not in taken and entry.stem not in TEMPLATE_SHEETS:
            _leave_out(entry.file, taker)
    return chosen


def _misspelt(strangers: Iterable[Entry]) -> Iterator[Fault]:
    """A fault for each whose name looks like that of a table."""
    for entry in strangers:
        if near := _slip(entry.stem):
            other = "rename it to {near}{suffix}, or to something less similar if it is another table"
            remedy = say(other, near=near, suffix=entry.shown.suffix)
            problem = say("is not a known table, but its name looks like {near}", near=near)
            yield _fault(entry.shown, "misspelt_table", problem, remedy)


def _leave_out(file: str, taker: NoteTaker) -> None:
    source = say(
        "is not named after a table; if it is one, name it as one of these: {tables}", tables=", ".join(TABLES)
    )
    taker.leave_out_file(file, source)


def _choose_people(
    chosen: dict[str, Entry], strangers: list[Entry], path: Path, faults: list[Fault], taker: NoteTaker
) -> None:
    """Take the one sheet of a workbook whose columns read like people, whatever it is called."""
    in_book = path.suffix.casefold() in WORKBOOKS
    alike = [entry for entry in strangers if in_book and _reads_like_people(entry)]
    if len(alike) == 1:
        chosen["people"] = alike[0]
        taker.note(
            "renamed", alike[0].file, table="people", value="people", source=say("by its columns: the sheet's name")
        )
        return
    names = ", ".join(entry.shown.name for entry in strangers[:5])
    remedy = say("add a file people.csv, or a sheet people, or in a database a table people")
    if others := say(", or ").join(_others(path)[:5]):
        remedy += say(
            ", or give {others} by itself, since in a folder only CSV, Parquet and Arrow files are read", others=others
        )
    remedy += say("; it only has {names}", names=names) if names else ""
    if alike:
        both = say(" and ").join(entry.shown.name for entry in alike)
        remedy = say("{both} both read like one; call one of them people, and remove the other", both=both)
    faults.append(_fault(path, "missing_table", "has no table of people", remedy))


def _reads_like_people(entry: Entry) -> bool:
    """Whether a sheet has rows under an id or a name and another column of people, and is no list of deals."""
    try:
        sheet = below_titles(entry.read(), entry.file, NoteTaker(), lines_above("people"))
    except Unreadable:
        return False
    known = {column_named("people", header.strip()) for header in sheet.header} - {None}
    deals = {column_named("deals", header.strip()) for header in sheet.header if not column_named("people", header)}
    exported = any(header.strip().casefold().startswith("(do not modify)") for header in sheet.header)
    named = known & {"person", "name"} and len(known) > 1
    return bool(named) and not sheet.cells.empty and not deals & set(_OF_DEALS) and not exported


def _fault(place: Path, code: str, problem: str, remedy: str) -> Fault:
    """A fault of a file that is not a table: its path stands where the table's name would."""
    return Fault(str(place), None, None, None, code, problem, remedy)


def _slip(stem: str) -> str | None:
    if plain(stem) in NO_SLIPS:
        return None
    ratios = {table: SequenceMatcher(None, plain(stem), table).ratio() for table in TABLES}
    near = max(ratios, key=ratios.__getitem__)
    return near if ratios[near] >= SLIP else None


def _note_others(path: Path, taker: NoteTaker) -> None:
    """Note the files of a folder that may well hold tables but are not read from within one."""
    source = say("in a folder only CSV, Parquet and Arrow files are read; give it by itself, or save its tables as CSV")
    for name in _others(path):
        taker.leave_out_file(name, source)


def _others(path: Path) -> list[str]:
    files = sorted(path.iterdir()) if path.is_dir() else []
    return [
        file.name
        for file in files
        if file.suffix.casefold() in TABLE_LIKE and file.is_file() and file.name[0] != "." and file.name not in BESIDE
    ]


def leave_out_example(found: Opened, taker: NoteTaker) -> None:
    """Leave out the template's example deal where people of another deal are there too."""
    people = _of_example("people", found.sheets["people"]) if "people" in found.sheets else np.zeros(0, dtype=bool)
    if not people.any() or people.all():
        return
    for table, sheet in found.sheets.items():
        out = _of_example(table, sheet)
        lines = sheet.cells.index[out]
        source = say("the template's own example, beside deals of yours")
        taker.note("left out", found.names[table], line=list(lines), table=table, value="example", source=source)
        found.sheets[table] = replace(sheet, cells=sheet.cells[~out], skipped=sheet.skipped + len(lines))


def _of_example(table: str, sheet: Sheet) -> Flags:
    """Which rows are of the example deal."""
    deals = deals_of(table, sheet)
    if deals is None:
        return np.zeros(len(sheet.cells), dtype=bool)
    return deals.str.strip().isin(EXAMPLE_DEALS).to_numpy(dtype=bool)

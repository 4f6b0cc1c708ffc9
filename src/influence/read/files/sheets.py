"""Every table in an export, whatever it is called: its text, without what is not a row, each thing done noted."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from influence.errors import InfluenceError
from influence.graph.header_language import expect_language_of
from influence.graph.reader_notes import NoteTaker
from influence.read.files.archives import Member, is_part, members_of, parts_of
from influence.read.files.columnar import COLUMNAR, columns_of
from influence.read.files.csv_text import HEAD, Fault, Sheet, Unreadable, contents, parsed, path_of, refusal
from influence.read.files.detection import Unclear
from influence.read.files.encodings import Repair, no_table, without_mojibake
from influence.read.files.json_table import records_of
from influence.read.files.printed_reports import below_titles, rows_alone
from influence.read.files.workbooks import worksheets_of
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.vocabulary import is_nothing, is_unknown, table_named

ENDINGS = (".csv", ".tsv", *COLUMNAR)
WORKBOOKS = (".xlsx", ".xlsm")
_SAVED_AS = (".xls", ".html", ".htm", ".pdf", ".doc", ".docx", ".ods", ".numbers")
ANSWERS = "influence.toml"
"""The file beside the data that says how to read it; it holds none."""
PACKAGE = "datapackage.json"
"""The file beside the data that describes it to other programs; it holds none."""
BESIDE = (ANSWERS, PACKAGE)
_PERHAPS = (".txt", ".tab")

EXCEL_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")
_NOTHING = ("无", "空")
"""More words that say nobody knows, in exports; like those of `vocabulary.UNKNOWN`, not in ids."""

Positions = np.ndarray[Any, np.dtype[np.intp]]


class Entry(NamedTuple):
    """A file or sheet: its name without ending, where it is, how it is shown within what was given; how to read it."""

    stem: str
    shown: Path
    file: str
    read: Callable[[], Sheet]


class NamedSheet(NamedTuple):
    """A table of an export.

    Attributes
    ----------
    name : str
        The stem of its file, or the name of the sheet.
    file : str
        As shown to the user: the path within the folder or zip, or `workbook.xlsx[sheet]`.
    sheet : Sheet
        Its text, every header filled and different from the others.
    """

    name: str
    file: str
    sheet: Sheet


def sheets_of(path: str | Path, taker: NoteTaker, *, besides: Collection[str] = ()) -> list[NamedSheet]:
    """Read every table of an export as text.

    Parameters
    ----------
    path : str or pathlib.Path
        A folder (not the folders in it; but the zips, as an export may come in parts), a .zip, an .xlsx or .xlsm, or a
        single .csv, .tsv or .txt file.
    taker : NoteTaker
        Notes what was left out, kept out or repaired. A file that is left out whole is accounted for here; of every
        other file the reader accounts for the rows, with `account`.
    besides : collection of str
        Files, as shown, that are read elsewhere; then there need be no table.

    Returns
    -------
    list of NamedSheet
        In the order of their names, or of the sheets in the workbook.

    Raises
    ------
    InvalidData
        Nothing can be read; `problems` says what is wrong with each file.
    InfluenceError
        `path` is not a path, or a workbook was given and `openpyxl` or `defusedxml` is not installed.
    """
    place, found, faults = path_of(path, "a file, a folder, a .zip or an .xlsx"), [], list[Fault]()
    with ExitStack() as stack, refusing(str(place), faults):
        for entry in _single(place) or entries_of(place, stack, everything=True):
            if entry.file in besides:
                continue
            with refusing(entry.file, faults):
                found.append(_cleaned(entry, taker))
    if not found and not besides:
        remedy = say("put the CSV files of the export there, with headers on the first line")
        raise refusal(faults or [Fault(str(place), None, None, None, "missing_table", "has no tables", remedy)])
    for fault in faults:
        _note_fault(fault, taker)
    return found


def only_sheet(path: str | Path, remedy: str) -> Sheet:
    """The table of a file that holds no other; `remedy` says what to give instead of several."""
    sheets = sheets_of(path, NoteTaker())
    if len(sheets) > 1:
        names = ", ".join(repr(each.name) for each in sheets)
        wrong = "{path} holds several tables, {names}; {remedy}"
        raise InfluenceError(say(wrong, path=repr(str(path)), names=names, remedy=remedy))
    return sheets[0].sheet


def account(taker: NoteTaker, named: NamedSheet, left_out: int = 0) -> None:
    """Accounts for all rows of a sheet, `left_out` of which are in no table, and for those left out on opening it."""
    skipped = named.sheet.skipped
    taker.account(named.file, len(named.sheet.cells) + skipped, left_out + skipped)


def known(series: pd.Series, *, ids: bool = False) -> pd.Series:
    """The cells as text, unknown where they say that nobody knows; in ids and names only what a program writes so."""
    codes, words = pd.factorize(series)
    texts = np.array([None if _is_nothing(str(word), ids) else word for word in words] + [None], dtype=object)
    return pd.Series(texts[codes], index=series.index, name=series.name, dtype=object)


def _is_nothing(word: str, ids: bool) -> bool:
    text = word.strip()
    if is_nothing(text) or text.upper() in EXCEL_ERRORS:
        return True
    return not ids and (is_unknown(text) or text in _NOTHING)


@contextmanager
def refusing(name: str, faults: list[Fault]) -> Iterator[None]:
    """Turns a file that cannot be read into a fault, so that the other files still are."""
    try:
        yield
    except Unreadable as error:
        faults.append(Fault(name, error.line, error.column, None, error.code, error.problem, error.remedy))
    except Unclear as error:
        faults.append(Fault(name, None, None, None, "unclear_encoding", error.problem, error.remedy))
    except OSError as error:
        problem = say("cannot be read ({error})", error=error.strerror)
        faults.append(Fault(name, None, None, None, "unreadable_file", problem, "check that you may read it"))


def _note_fault(fault: Fault, taker: NoteTaker) -> None:
    """A file left out whole; nobody can count the rows of what is not a table."""
    taker.leave_out_file(fault.table, fault.told, line=fault.row, column=fault.column)


def _single(path: Path) -> list[Entry]:
    """The one entry of a path that is itself a table."""
    if path.suffix.casefold() in (*ENDINGS, *_PERHAPS) and path.is_file():
        return [Entry(path.stem, path, path.name, partial(_of_file, path))]
    return []


def entries_of(path: Path, stack: ExitStack, *, everything: bool) -> list[Entry]:
    """The tables of a folder, zip or workbook by their endings; or every file that is not hidden, to hear why not."""
    if path.is_dir():
        return [*_of_folder(path, everything), *(_of_parts(path, stack) if everything else [])]
    if not path.exists():
        raise Unreadable("does not exist", "check the path", code="file_not_found")
    kind = path.suffix.casefold()
    if kind == ".zip":
        return _of_zip(path, stack, everything)
    if kind in WORKBOOKS:
        return [Entry(title, path / title, f"{path.name}[{title}]", read) for title, read in worksheets_of(path, stack)]
    if kind == ".json":
        return [Entry("people", path, path.name, lambda: records_of(contents(path)))]
    looks = None if kind in COLUMNAR else no_table(contents(path))
    if looks:
        raise Unreadable(say("is not a table but looks like {looks}", looks=say(looks[0])), looks[1])
    if kind in ENDINGS:
        return _of_likes(path)
    known = say("{endings}, .json, .zip and .xlsx", endings=", ".join(ENDINGS))
    raise Unreadable(
        say(
            "is not a file of tables: {ending} is not among {known}",
            ending=kind or say("it has no ending"),
            known=known,
        ),
        "give one of these or a folder, with tables named people, relationships, ...; "
        "networks have readers of their own (--format)",
    )


def _of_likes(path: Path) -> list[Entry]:
    """One file by itself: it holds people, unless its name says another table; files named alike lie beside it.

    With people_2013.csv comes relationships_2013.csv.
    """
    _, ending = _split(path.stem)
    beside = sorted(file for file in path.parent.iterdir() if file.suffix == path.suffix and file.is_file())
    named = {file: _split(file.stem) for file in beside}
    likes = [file for file in beside if named[file][0] and named[file][1] == ending]
    if path not in likes:
        return [Entry("people", path, path.name, partial(_of_file, path))]
    return [Entry(named[file][0], file, file.name, partial(_of_file, file)) for file in likes]


def _split(stem: str) -> tuple[str, str]:
    """The table a file is named after, "" where it is none, and the rest of its name."""
    for length in range(len(stem), 0, -1):
        table = table_named(stem[:length])
        if table and not stem[length : length + 1].isalpha():
            return table, stem[length:]
    return "", stem


def _of_folder(path: Path, everything: bool) -> list[Entry]:
    files = sorted(file for file in path.iterdir() if file.is_file() and _is_meant(file.name, everything))
    files = [file for file in files if not (everything and is_part(file))]
    names = [PurePosixPath(_as_unicode(file.name)) for file in files]
    return [Entry(name.stem, file, name.name, partial(_of_file, file)) for name, file in zip(names, files, strict=True)]


def _as_unicode(name: str) -> str:
    """The name of a file where the system's own encoding is ASCII, and Python leaves its bytes as half characters."""
    try:
        return os.fsencode(name).decode()
    except UnicodeError:
        return name


def _of_parts(path: Path, stack: ExitStack) -> list[Entry]:
    """The tables in the zips of a folder."""
    found = []
    for part in parts_of(path):
        try:
            members = _of_zip(part, stack, everything=True)
        except Unreadable as error:
            found.append(Entry(part.stem, part, part.name, partial(_refuse, error)))
            continue
        found += [each._replace(file=f"{part.name}/{each.file}") for each in members]
    return found


def _refuse(error: Unreadable) -> Sheet:
    raise error


def _is_meant(name: str, everything: bool) -> bool:
    """Hidden files are none: macOS leaves a companion, ._people.csv, beside a file it copies or packs."""
    return not name.startswith(".") and name not in BESIDE and (everything or name.casefold().endswith(ENDINGS))


def _of_file(file: Path) -> Sheet:
    with file.open("rb") as opened:
        _require_table(file.name, opened.read(HEAD))
    return table_in(file.name, contents(file))


def table_in(name: str, data: bytes) -> Sheet:
    """The table of a file that may be one; a .txt is one if its lines have cells."""
    ending = PurePosixPath(name).suffix.casefold()
    if ending in COLUMNAR:
        return columns_of(data, ending)
    sheet = parsed(data)
    lines = ending not in ENDINGS
    if lines and (len(sheet.header) < 2 or sheet.ragged or not (sheet.cells[1] != "").mean() > 0.5):
        raise Unreadable("is text without a table", "end its name in .csv if it is one")
    return sheet


def _of_zip(path: Path, stack: ExitStack, everything: bool) -> list[Entry]:
    return [
        Entry(member.name.stem, path / member.name.name, str(member.name), partial(_of_member, member))
        for member in members_of(path, stack)
        if _is_meant(member.name.name, everything)
    ]


def _of_member(member: Member) -> Sheet:
    data = member.read()
    _require_table(member.name.name, data[:HEAD])
    return table_in(member.name.name, data)


def _require_table(name: str, head: bytes) -> None:
    """Its ending is that of a table; else what it looks like says what to do, as for a file by itself."""
    ending = PurePosixPath(name).suffix.casefold()
    if ending in (*WORKBOOKS, ".zip"):
        raise Unreadable(
            say("is a {ending} inside another file or folder", ending=ending), "give it by itself, or unpack it"
        )
    if ending not in (*ENDINGS, *_PERHAPS):
        looks = no_table(head)
        if looks and ending in _SAVED_AS:
            raise Unreadable(say("is not a table but looks like {looks}", looks=say(looks[0])), looks[1])
        if ending == ".json":
            raise Unreadable("is JSON inside a zip", "unpack the zip, and give the folder")
        raise Unreadable("is not named like a CSV file", "leave it out, or end its name in .csv if it is one")


def _cleaned(entry: Entry, taker: NoteTaker) -> NamedSheet:
    """The sheet of an entry without what is not a row or column of it; what was done is noted."""
    file = entry.file
    sheet = below_titles(entry.read(), file, taker)
    expect_language_of(header for header in sheet.header if header.strip())
    _note_reading(sheet, file, taker)
    sheet = rows_alone(_without_mojibake(sheet, file, taker), file, taker)
    return NamedSheet(entry.stem, file, _without_columns(sheet, file, taker))


def note_repairs(sheet: Sheet, file: str, taker: NoteTaker, **where: str) -> None:
    """Note what was repaired to read a sheet."""
    repairs = pd.DataFrame(sheet.repairs, columns=list(Repair._fields), dtype=object)
    taker.note("repaired", file, **repairs.to_dict("series"), **where)
    if sheet.settings:
        source = say(
            "{count} of settings above the header: how draw.io draws it",
            count=counted(len(sheet.settings), "line", "lines"),
        )
        taker.note("kept out", file, value=sheet.settings[0], source=source, **where)


def _note_reading(sheet: Sheet, file: str, taker: NoteTaker) -> None:
    """Note what was repaired to read it, and the cells that were cut off because no header stands over them."""
    note_repairs(sheet, file, taker)
    width = len(sheet.header)
    cut = [
        (line, say("cell {number}", number=number), cell)
        for line, cells in sheet.ragged.items()
        for number, cell in enumerate(cells, start=width + 1)
        if cell
    ]
    lines, columns, values = zip(*cut, strict=True) if cut else ((), (), ())
    source = say("the header has only {width}", width=counted(width, "cell", "cells"))
    taker.note("left out", file, line=lines, column=columns, value=values, source=source)


def _without_mojibake(sheet: Sheet, file: str, taker: NoteTaker) -> Sheet:
    """Mojibake undone in the header and in the suspect lines, cell by cell."""
    header = list(sheet.header)
    for number, title in enumerate(header):
        if better := without_mojibake(title):
            header[number] = better[0]
            taker.note("repaired", file, column=better[0], value=better[0], source=title, confidence=better[1])
    rows = sheet.cells.index.get_indexer(sheet.suspects)
    columns = [
        _column_without_mojibake(sheet.cells[number], rows, title, file, taker) for number, title in enumerate(header)
    ]
    return replace(sheet, header=header, cells=pd.concat(columns, axis=1) if len(rows) else sheet.cells)


def _column_without_mojibake(cells: pd.Series, rows: Positions, title: str, file: str, taker: NoteTaker) -> pd.Series:
    codes, texts = pd.factorize(cells.iloc[rows])
    better = [without_mojibake(text) for text in texts]
    changed = np.array([found is not None for found in better], dtype=bool)[codes]
    if not changed.any():
        return cells
    rows, meant = rows[changed], [better[code] for code in codes[changed]]
    values, sure = map(list, zip(*[found for found in meant if found], strict=True))
    lines, source = cells.index[rows], cells.iloc[rows]
    taker.note("repaired", file, line=lines, column=title, value=values, source=source, confidence=sure)
    whole = cells.to_numpy(dtype=object, copy=True)
    whole[rows] = values
    return pd.Series(whole, index=cells.index, name=cells.name, dtype=cells.dtype)


def _without_columns(sheet: Sheet, file: str, taker: NoteTaker) -> Sheet:
    """Without the columns that nothing can be said of: those without a header, and those whose header is taken."""
    titles = [title.strip() for title in sheet.header]
    kept = [number for number, title in enumerate(titles) if title and title not in titles[:number]]
    for number in sorted(set(range(len(titles))) - set(kept)):
        filled = int((sheet.cells[number].str.strip() != "").sum())
        why = say("has the same header as an earlier column") if titles[number] else say("has no header")
        if filled or titles[number]:
            cells = counted(filled, "filled cell", "filled cells")
            source = say("column {number} {why}; it has {cells}", number=number + 1, why=why, cells=cells)
            taker.note("kept out", file, column=titles[number], source=source)
    if len(kept) == len(titles):
        return sheet
    cells = sheet.cells[kept].set_axis(range(len(kept)), axis=1)
    return replace(sheet, header=[sheet.header[number] for number in kept], cells=cells)

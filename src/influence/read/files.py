"""A folder, a zip or a workbook opened: the text of each table, and the line on which each row stands."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, time
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from influence.errors import InfluenceError
from influence.schema import TABLES
from influence.spelling import plain
from influence.vocabulary import table_named

MOST_BYTES = 2 * 1024**3
"""A zip or workbook that unpacks to more than this is refused."""
MOST_RATIO = 200
"""... and so is one that unpacks to more than this many times its size, if that is more than `HARMLESS_BYTES`."""
HARMLESS_BYTES = 64 * 1024**2

ENDINGS = (".csv", ".tsv")
SEPARATORS = ",;\t"
HEAD = 64 * 1024
# So like a table's name that a file is taken for a misspelt table rather than for one of the caller's own.
SLIP = 0.8
_SAVE_AS = "save it as CSV UTF-8"


class Fault(NamedTuple):
    """One row of `InvalidData.problems`."""

    table: str
    row: int | None
    column: str | None
    value: object
    problem: str
    remedy: str


@dataclass(frozen=True)
class Sheet:
    """One table as it stands in its file.

    Attributes
    ----------
    header : list of str
        The headers as written.
    cells : pandas.DataFrame
        The text of every cell, "" where it is empty; indexed by line, its columns numbered like `header`.
    ragged : list of int
        Lines with more cells than there are headers; `cells` holds as many as fit.
    decimal_comma : bool
        Whether the separator leaves the comma free to stand in numbers.
    """

    header: list[str]
    cells: pd.DataFrame
    ragged: list[int] = field(default_factory=list)
    decimal_comma: bool = False


@dataclass(frozen=True)
class Opened:
    """What was found: the tables that could be read, the file of each that was there, and what is wrong with them."""

    sheets: dict[str, Sheet] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


class Entry(NamedTuple):
    """A file or sheet: its name without ending, where it is shown to be, and how to read it."""

    stem: str
    shown: Path
    read: Callable[[], Sheet]


class Unreadable(Exception):
    """A file that holds no table; never leaves this module."""

    def __init__(self, problem: str, remedy: str, line: int | None = None) -> None:
        super().__init__(problem)
        self.problem, self.remedy, self.line = problem, remedy, line


def opened(path: Path) -> Opened:
    """Every table that this folder, zip or workbook holds, and the faults of those that cannot be read."""
    found = Opened()
    with ExitStack() as stack, _noting(str(path), found.faults):
        for table, entry in _named(_entries(path, stack), path, found.faults).items():
            found.files[table] = entry.shown
            with _noting(table, found.faults):
                found.sheets[table] = sheet = entry.read()
                problem = f"has more cells than the {len(sheet.header)} of the header"
                remedy = "put quotes around a cell that holds the separator, or remove what is too much"
                found.faults.extend(Fault(table, line, None, None, problem, remedy) for line in sheet.ragged)
    return found


@contextmanager
def _noting(name: str, faults: list[Fault]) -> Iterator[None]:
    """Turns a file that cannot be read into a fault, so that the other files still are."""
    try:
        yield
    except Unreadable as error:
        faults.append(Fault(name, error.line, None, None, error.problem, error.remedy))
    except OSError as error:
        faults.append(Fault(name, None, None, None, f"cannot be read ({error.strerror})", "check that you may read it"))


def _named(entries: Iterable[Entry], path: Path, faults: list[Fault]) -> dict[str, Entry]:
    """The entry of each table; doubled and misspelt names are noted, other names are none of ours."""
    chosen: dict[str, Entry] = {}
    strangers = []
    for entry in entries:
        table = table_named(entry.stem)
        if table is None:
            strangers.append(entry)
        elif table in chosen:
            faults.append(_fault(entry.shown, f"holds {table}, as {chosen[table].shown} does", "keep one of them"))
        else:
            chosen[table] = entry
    for entry in strangers:
        near = _slip(entry.stem)
        if near:
            remedy = f"rename it to {near}{entry.shown.suffix}, or to something less like it if it is no table"
            faults.append(_fault(entry.shown, f"is no table, but reads like {near}", remedy))
    if "people" not in chosen and not faults:
        names = ", ".join(entry.shown.name for entry in strangers[:5])
        remedy = "add a file people.csv, or a sheet people" + (f"; there is only {names}" if names else "")
        faults.append(_fault(path, "holds no table of people", remedy))
    return chosen


def _fault(place: Path, problem: str, remedy: str) -> Fault:
    """A fault of a file that is no table: its path stands where the table's name would."""
    return Fault(str(place), None, None, None, problem, remedy)


def _slip(stem: str) -> str | None:
    ratios = {table: SequenceMatcher(None, plain(stem), table).ratio() for table in TABLES}
    near = max(ratios, key=ratios.__getitem__)
    return near if ratios[near] >= SLIP else None


def _entries(path: Path, stack: ExitStack) -> list[Entry]:
    if path.is_dir():
        return _of_folder(path)
    if not path.exists():
        raise Unreadable("is not there", "check the path")
    kind = path.suffix.casefold()
    if kind == ".zip":
        return _of_zip(path, stack)
    if kind in (".xlsx", ".xlsm"):
        return _of_workbook(path, stack)
    if kind in ENDINGS:
        raise Unreadable("is a single table", "give the folder it is in; its files are found by their names")
    raise Unreadable("is no folder, .zip or .xlsx", "give one of these, with tables named people, relationships, ...")


def _of_folder(path: Path) -> list[Entry]:
    files = sorted(file for file in path.iterdir() if _is_table(file.name) and file.is_file())
    return [Entry(file.stem, file, partial(_of_file, file)) for file in files]


def _is_table(name: str) -> bool:
    """Hidden files are none: macOS leaves a companion, ._people.csv, beside a file it copies or packs."""
    return name.casefold().endswith(ENDINGS) and not name.startswith(".")


def _of_file(file: Path) -> Sheet:
    return parsed(file.read_bytes())


def _of_zip(path: Path, stack: ExitStack) -> list[Entry]:
    archive = _archive(path, stack)
    names = [(PurePosixPath(_name(member).replace("\\", "/")), member) for member in archive.infolist()]
    return [
        Entry(name.stem, path / name.name, partial(_of_member, archive, member))
        for name, member in names
        if _is_table(name.name) and not member.is_dir()
    ]


def _archive(path: Path, stack: ExitStack) -> zipfile.ZipFile:
    try:
        archive = stack.enter_context(zipfile.ZipFile(path))
    except Exception as error:  # a damaged zip raises nearly anything
        remedy = "save it anew, without a password; it may be damaged"
        raise Unreadable(f"is no {path.suffix[1:]} file, or a protected one", remedy) from error
    size = sum(member.file_size for member in archive.infolist())
    packed = sum(member.compress_size for member in archive.infolist())
    if size > MOST_BYTES or size > max(HARMLESS_BYTES, MOST_RATIO * packed):
        raise Unreadable(f"unpacks to {size:,} bytes, which looks like an attack", "give the folder of unpacked files")
    return archive


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a member; Windows in Chinese writes it as GBK and does not say so."""
    name = member.filename
    if not member.flag_bits & 0x800:
        with suppress(UnicodeError):
            return name.encode("cp437").decode("gbk")
    return name


def _of_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Sheet:
    if member.flag_bits & 0x1:
        raise Unreadable("is protected by a password", "pack it without one")
    try:
        data = archive.read(member)
    except Exception as error:
        raise Unreadable(f"cannot be unpacked ({error})", "pack it anew; the zip is damaged") from error
    return parsed(data)


def _of_workbook(path: Path, stack: ExitStack) -> list[Entry]:
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        remedy = "pip install influence-graph[excel]"
        raise InfluenceError(f"reading a workbook needs openpyxl: {remedy}") from error
    _archive(path, stack)
    try:
        # Formatting and extensions that openpyxl does not know are of no interest, and it warns of each.
        with warnings.catch_warnings(action="ignore"):
            book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl lets through whatever its parsers raise on a damaged workbook
        raise Unreadable(f"cannot be read as a workbook ({error})", "open it in Excel and save it anew") from error
    stack.callback(book.close)
    return [Entry(sheet.title, path / sheet.title, partial(_of_worksheet, sheet)) for sheet in book.worksheets]


def _of_worksheet(sheet: Any) -> Sheet:
    try:
        with warnings.catch_warnings(action="ignore"):
            sheet.reset_dimensions()
            rows = [[_as_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    except Exception as error:
        raise Unreadable(f"cannot be read ({error})", "open it in Excel and save it anew") from error
    return _framed((line, row) for line, row in enumerate(rows, start=1) if _holds(row))


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


def parsed(data: bytes) -> Sheet:
    """The table that this CSV file holds.

    pandas reads it, fast, unless the file has blank lines, cells of several lines, stray quotes or too many cells;
    then the slower csv module does, which tells where each row starts and never drops one.
    """
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n")
    _require_text(data)
    separator = _separator(data)
    line, header = next(_records(data, separator), (0, []))
    cells = _plain_cells(data, separator, len(header)) if line == 1 else None
    sheet = _framed(_records(data, separator)) if cells is None else Sheet(header, _filled(cells))
    return Sheet(sheet.header, sheet.cells, sheet.ragged, decimal_comma=separator != ",")


def _require_text(data: bytes) -> None:
    if b"\0" in data:
        raise Unreadable("is not text", _SAVE_AS)
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable("is not UTF-8 text", f"{_SAVE_AS} (in Excel: CSV UTF-8)", line) from error


def _separator(data: bytes) -> str:
    """Whichever stands most often in the header line, outside quotes; a comma where none does."""
    head = re.sub(r'"[^"]*"?', "", data[:HEAD].decode(errors="ignore")).lstrip("\n").partition("\n")[0]
    return max(SEPARATORS, key=head.count)


def _records(data: bytes, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Every record with the line it starts on; lines that are blank are left out."""
    lines = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="\n")
    reader = csv.reader(lines, delimiter=separator, strict=True)
    line = 1
    try:
        for record in reader:
            if _holds(record):
                yield line, record
            line = reader.line_num + 1
    except csv.Error as error:
        remedy = 'close every quote, and write a quote inside quotes twice ("")'
        raise Unreadable(f"holds quotes that do not match ({error})", remedy, line) from error


def _plain_cells(data: bytes, separator: str, width: int) -> pd.DataFrame | None:
    """The cells of a file with one row on each line, the header on the first; None if it is not so plain."""
    if re.search(rf'"(?<=[^{separator}\n"]")[^{separator}\n"]'.encode(), data):
        return None
    try:
        cells = pd.read_csv(
            io.BytesIO(data),
            sep=separator,
            header=None,
            names=list(range(width + 1)),
            dtype=str,
            na_filter=False,
            encoding="utf-8",
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError):
        return None
    lines = data.count(b"\n") + 1
    if len(cells) != lines or (cells[width] != "").any():
        return None
    return cells.set_axis(pd.RangeIndex(1, lines + 1)).iloc[1:, :width]


def _framed(records: Iterable[tuple[int, list[str]]]) -> Sheet:
    """A sheet from records, the first of which is the header."""
    records = iter(records)
    _, header = next(records, (0, []))
    if not header:
        raise Unreadable("is empty", "give it a header and rows, or remove it")
    lines, rows, ragged = [], [], []
    width = len(header)
    for line, row in records:
        lines.append(line)
        rows.append(row[:width] + [""] * (width - len(row)))
        if _holds(row[width:]):
            ragged.append(line)
    index = pd.Index(lines, dtype=np.int64)
    return Sheet(header, pd.DataFrame(rows, index=index, columns=range(width), dtype=str), ragged)


def _holds(cells: list[str]) -> bool:
    return any(cell.strip() for cell in cells)


def _filled(cells: pd.DataFrame) -> pd.DataFrame:
    """Without the rows that are nothing but separators, as spreadsheets leave below a table."""
    blank = np.ones(len(cells), dtype=bool)
    for column in cells:
        rows = np.flatnonzero(blank)
        blank[rows] = cells[column].iloc[rows].str.strip() == ""
    return cells[~blank] if blank.any() else cells

"""One file, or one sheet of a workbook, as text: its headers, its cells, and the line on which each row stands."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from influence.errors import InfluenceError, InvalidData
from influence.read.files.encodings import Repair, as_utf8, no_table, suspect_lines
from influence.tables.cells import is_blank
from influence.tables.language import say
from influence.tables.problems import COLUMNS

MOST_BYTES = 2 * 1024**3
"""A file, or a zip or workbook unpacked, that is larger than this is refused."""
LARGEST_CELL = 1024**2
"""A cell with more characters than this is refused: it is an attack, or a quote that was never closed."""
MOST_COLUMNS = 16_384
"""As many as a sheet of Excel has."""
MOST_RATIO = 200
"""A zip or workbook is refused that unpacks to more than this many times its size, and more than `HARMLESS_BYTES`."""
HARMLESS_BYTES = 64 * 1024**2
MOST_MEMBERS = 10_000
"""A zip or workbook that holds more files than this is refused."""
HARMLESS_CELLS = 10_000_000
"""More cells than this, and than four a byte, are an attack on memory and not a table: short rows, wide header."""

SEPARATORS = ",;\t"
HEAD = 64 * 1024
_SAVE_AS = "save it as CSV UTF-8"
_STATED = re.compile(rb'"?sep=([,;\t|:^~ ])"?\n', re.IGNORECASE)
_DRAWIO = re.compile(rb"(?:#(?:#|[ \t]*[a-z]+[ \t]*:)[^\n]*\n)+")
_QUOTE, _NEWLINE = b'"\n'

Lines = np.ndarray[Any, np.dtype[np.int64]]


class Fault(NamedTuple):
    """One row of `InvalidData.problems`; where a whole file is meant, its path stands for the table."""

    table: str
    row: int | None
    column: str | None
    value: object
    code: str
    problem: str
    remedy: str
    deal: object = None

    @property
    def told(self) -> str:
        """What is wrong and what to do, in the language spoken."""
        return say("{problem}; {remedy}", problem=say(self.problem), remedy=say(self.remedy))


def refusal(faults: Iterable[Fault], files: Mapping[str, Path] | None = None) -> InvalidData:
    """The error that lists these faults."""
    return InvalidData(told_of(faults), files)


def told_of(faults: Iterable[Fault]) -> pd.DataFrame:
    """These faults as rows of `InvalidData.problems`, in the language spoken."""
    told = [fault._replace(problem=say(fault.problem), remedy=say(fault.remedy)) for fault in faults]
    return pd.DataFrame(told, columns=list(COLUMNS), dtype=object)


@dataclass(frozen=True)
class Sheet:
    """One table as it stands in its file.

    Attributes
    ----------
    header : list of str
        The headers as written.
    cells : pandas.DataFrame
        The text of every cell, "" where it is empty; indexed by line, its columns numbered like `header`.
    ragged : dict of int to list of str
        Lines with more cells than there are headers, and what was too much; `cells` holds as many as fit.
    decimal_comma : bool
        Whether the separator leaves the comma free to stand in numbers.
    repairs : list of Repair
        What was repaired to read it.
    suspects : list of int
        Lines that hold what looks like mojibake.
    skipped : int
        How many rows of the file are not in `cells`, each with a note.
    line : int
        The line of the header.
    titles : list of str
        What stands above the header, as in reports.
    settings : list of str
        Settings of draw.io above the header, which are not read.
    """

    header: list[str]
    cells: pd.DataFrame
    ragged: dict[int, list[str]] = field(default_factory=dict)
    decimal_comma: bool = False
    repairs: list[Repair] = field(default_factory=list)
    suspects: list[int] = field(default_factory=list)
    skipped: int = 0
    line: int = 1
    titles: list[str] = field(default_factory=list)
    settings: list[str] = field(default_factory=list)


class Unreadable(Exception):
    """A file without a table; never leaves the readers."""

    def __init__(
        self,
        problem: str,
        remedy: str,
        line: int | None = None,
        column: str | None = None,
        *,
        code: str = "unreadable_file",
    ) -> None:
        super().__init__(problem)
        self.problem, self.remedy, self.line, self.column, self.code = problem, remedy, line, column, code


def parsed(data: bytes) -> Sheet:
    """The table that this CSV file holds.

    A C parser reads it, fast, unless a quote stands where no parser could be sure of it or a row has too many cells;
    then the slower csv module does, which refuses the one and tells the other.
    """
    looks = no_table(data)
    if looks:
        raise Unreadable(say("is not a table but looks like {looks}", looks=say(looks[0])), looks[1])
    text = as_utf8(data)
    if text is None:
        raise Unreadable("is not text", _SAVE_AS)
    settings, rest = _settings(text.data)
    data, separator = _without_statement(rest)
    line, header = next(_records(data, separator), (0, []))
    _require_width(len(header))
    sheet = _plainly(data, separator, line, header) or framed(_records(data, separator), len(data))
    suspects = suspect_lines(data, sheet.cells.index)
    return replace(sheet, decimal_comma=separator != ",", repairs=text.repairs, suspects=suspects, settings=settings)


def _settings(data: bytes) -> tuple[list[str], bytes]:
    """The lines above the header in which draw.io keeps its settings, and the data with these lines left blank."""
    found = _DRAWIO.match(data)
    if not found or b":" not in found[0]:
        return [], data
    lines = found[0].decode().split("\n")
    return [line for line in lines if line.strip()], b"\n" * found[0].count(b"\n") + data[found.end() :]


def _without_statement(data: bytes) -> tuple[bytes, str]:
    """The data and its separator; a first line that does nothing but state it, as Excel takes it, is left blank."""
    stated = _STATED.match(data)
    return (data[stated.end() - 1 :], stated[1].decode()) if stated else (data, _separator(data))


def _separator(data: bytes) -> str:
    """Whichever stands most often in the header line, outside quotes; below it where that is a mere title."""
    head = re.sub(r'"[^"]*"?', "", data[:HEAD].decode(errors="ignore")).lstrip("\n")
    first = head.partition("\n")[0]
    return max(SEPARATORS, key=(first if any(map(first.count, SEPARATORS)) else head).count)


def _require_width(width: int) -> None:
    if width > MOST_COLUMNS:
        problem = say(
            "has {width} columns, more than {most_columns}", width=f"{width:,}", most_columns=f"{MOST_COLUMNS:,}"
        )
        raise Unreadable(problem, "keep the columns you need", code="too_large")


def require_harmless(cells: int, size: int) -> None:
    """Refuse more cells than a file of this size can mean."""
    if cells > max(HARMLESS_CELLS, 4 * size):
        raise Unreadable(
            "has mostly empty cells under a wide header, which looks like an attack",
            "remove the columns you do not need",
        )


def _records(data: bytes, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Every record with the line it starts on; lines that are blank are left out."""
    lines = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="\n")
    usual = csv.field_size_limit(max(csv.field_size_limit(), len(data)))
    line, header = 1, None
    try:
        reader = csv.reader(lines, delimiter=separator, strict=True)
        for record in reader:
            if holds(record):
                header = header or record
                require_small(record, header, line)
                yield line, record
            line = reader.line_num + 1
    except csv.Error as error:
        remedy = say('close every quote, and write a quote inside quotes twice ("")')
        raise Unreadable(
            say("has quotes that do not match ({error})", error=error), remedy, line, code="unmatched_quotes"
        ) from error
    finally:
        csv.field_size_limit(usual)


def require_small(record: list[str], header: list[str], line: int) -> None:
    """Refuse a cell that is too long to be one."""
    if len(max(record, key=len)) > LARGEST_CELL:
        position = next(number for number, cell in enumerate(record) if len(cell) > LARGEST_CELL)
        column = (
            header[position]
            if position < len(header) and header is not record
            else say("column {position}", position=position + 1)
        )
        problem = say(
            "has {count} characters in one cell, more than {largest_cell}",
            count=f"{len(record[position]):,}",
            largest_cell=f"{LARGEST_CELL:,}",
        )
        raise Unreadable(problem, "close the quote it begins with, or shorten it", line, column, code="too_large")


def _plainly(data: bytes, separator: str, line: int, header: list[str]) -> Sheet | None:
    """The sheet of a file that a C parser is sure to read as the csv module does; None for any other."""
    lines = _starts(data, separator)
    if lines is None or not header:
        return None
    require_harmless(len(lines) * len(header), len(data))
    first = int(np.searchsorted(lines, line))
    body = data.split(b"\n", line - 1)[-1] if line > 1 else data
    cells = _by_arrow(body, separator, len(header))
    if cells is None:
        cells = _by_pandas(body, separator, len(header))
    if cells is None or len(cells) != len(lines) - first:
        return None
    cells = _filled(cells.set_axis(pd.Index(lines[first:]), axis=0).iloc[1:])
    return Sheet(header, cells, line=line)


def _starts(data: bytes, separator: str) -> Lines | None:
    """The line on which each record starts, blank ones too; None if a quote is out of place or a record is huge."""
    if b'"' not in data:
        return None if _has_long_line(data) else np.arange(1, data.count(b"\n") + 2)
    fits = np.zeros(256, dtype=bool)
    fits[[_NEWLINE, _QUOTE, ord(separator)]] = True
    signs = np.frombuffer(b"\n%b\n" % data, dtype=np.uint8)
    inside, ends = np.uint8(0), []
    for start in range(1, len(signs), LARGEST_CELL // 2):
        stop = min(start + LARGEST_CELL // 2, len(signs))
        part = signs[start:stop]
        quoted = np.bitwise_xor.accumulate((part == _QUOTE).view(np.uint8)) ^ inside
        quotes = start + np.flatnonzero(part == _QUOTE)
        opening = quoted[quotes - start] == 1
        if not (fits[signs[quotes[opening] - 1]].all() and fits[signs[quotes[~opening] + 1]].all()):
            return None
        ends.append(quoted[part == _NEWLINE] == 0)
        if stop < len(signs) and not ends[-1].any():
            return None
        inside = quoted[-1]
    return None if inside else np.concatenate([[1], np.flatnonzero(np.concatenate(ends))[:-1] + 2])


def _has_long_line(data: bytes) -> bool:
    half = LARGEST_CELL // 2
    return any(data.find(b"\n", start, start + half) < 0 for start in range(0, len(data) - half, half))


def _by_arrow(data: bytes, separator: str, width: int) -> pd.DataFrame | None:
    """Several times as fast as pandas, where it is installed and every row has as many cells as the header.

    That the data is UTF-8 has been looked at before.
    """
    try:
        arrow, reader = import_module("pyarrow"), import_module("pyarrow.csv")
    except ImportError:
        return None
    names = [str(number) for number in range(width)]
    try:
        table = reader.read_csv(
            arrow.py_buffer(data),
            reader.ReadOptions(column_names=names, block_size=16 * LARGEST_CELL),
            reader.ParseOptions(delimiter=separator, newlines_in_values=b'"' in data, ignore_empty_lines=False),
            reader.ConvertOptions(
                check_utf8=False, column_types=dict.fromkeys(names, arrow.large_string()), strings_can_be_null=False
            ),
        )
    except (arrow.ArrowException, ValueError):
        return None
    return table.combine_chunks().to_pandas().set_axis(range(width), axis=1)


def _by_pandas(data: bytes, separator: str, width: int) -> pd.DataFrame | None:
    try:
        cells = pd.read_csv(
            io.BytesIO(data),
            sep=separator,
            header=None,
            names=list(range(width + 1)),
            dtype=str,
            na_filter=False,
            skip_blank_lines=False,
            encoding="utf-8",
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError):
        return None
    return None if (cells[width] != "").any() else cells.iloc[:, :width]


def framed(records: Iterable[tuple[int, list[str]]], size: int) -> Sheet:
    """A sheet from records, the first of which is the header."""
    records = iter(records)
    first, header = next(records, (0, []))
    if not header:
        raise Unreadable("is empty", "give it a header and rows, or remove it", code="empty_file")
    width = len(header)
    _require_width(width)
    lines, rows, ragged = [], [], {}
    for line, row in records:
        lines.append(line)
        rows.append(row[:width] + [""] * (width - len(row)))
        if holds(row[width:]):
            ragged[line] = row[width:]
        require_harmless(len(rows) * width, size)
    index = pd.Index(lines, dtype=np.int64)
    return Sheet(header, pd.DataFrame(rows, index=index, columns=range(width), dtype=str), ragged, line=first)


def holds(cells: list[str]) -> bool:
    """Whether any of these cells says anything."""
    return any(cell.strip() for cell in cells)


def _filled(cells: pd.DataFrame) -> pd.DataFrame:
    """Without the rows that are nothing but separators, as spreadsheets leave below a table."""
    blank = np.ones(len(cells), dtype=bool)
    for column in cells:
        rows = np.flatnonzero(blank)
        blank[rows] = is_blank(cells[column].iloc[rows])
        if not blank.any():
            break
    return cells[~blank] if blank.any() else cells


def path_of(path: object, wanted: str) -> Path:
    """The path that a caller gives; `InfluenceError` for anything else."""
    if not isinstance(path, str | Path):
        raise InfluenceError(
            say("path is of type {kind}; give the path of {wanted}", kind=type(path).__name__, wanted=say(wanted))
        )
    if "://" in str(path):
        raise InfluenceError(
            say("only influence.read.tables reads a database (--format tables); here give {wanted}", wanted=say(wanted))
        )
    return Path(path)


def contents(path: Path) -> bytes:
    """All that is in a file."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        problem = say("has {size} bytes, more than {most_bytes}", size=f"{size:,}", most_bytes=f"{MOST_BYTES:,}")
        raise Unreadable(problem, "split it, or leave out columns", code="too_large")
    return path.read_bytes()


def archive_of(path: Path, stack: ExitStack) -> zipfile.ZipFile:
    """A zip or workbook that is safe to unpack."""
    try:
        archive = stack.enter_context(zipfile.ZipFile(path))
    except OSError:
        raise
    except Exception as error:  # a damaged zip raises nearly anything
        with path.open("rb") as file:
            looks = no_table(file.read(HEAD))
        what = (
            say(", but looks like {looks}", looks=say(looks[0]))
            if looks and looks[0] != "a zip"
            else say(", or it has a password")
        )
        remedy = looks[1] if looks else say("save it again, without a password; it may be damaged")
        raise Unreadable(say("is not a valid {suffix} file{what}", suffix=path.suffix, what=what), remedy) from error
    members = archive.infolist()
    size, packed = sum(member.file_size for member in members), sum(member.compress_size for member in members)
    if len(members) > MOST_MEMBERS:
        problem = say("has {count} files, which looks like an attack", count=f"{len(members):,}")
        raise Unreadable(problem, "give a folder with the files you need", code="unsafe_file")
    if size > MOST_BYTES or size > max(HARMLESS_BYTES, MOST_RATIO * packed):
        problem = say("unpacks to {size} bytes, which looks like an attack", size=f"{size:,}")
        raise Unreadable(problem, "unpack it and give the folder", code="unsafe_file")
    return archive

"""A file too large for memory, in parts: each a table of its own with the lines it has in the whole file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from influence.read.files.columnar import COLUMNAR, batches_of
from influence.read.files.csv_text import LARGEST_CELL, Sheet, Unreadable, parsed
from influence.read.files.encodings import READ_AS
from influence.tables.language import say

# Of columns so many cells are about a byte of text each.
_BYTES_A_ROW = 64
_NOT_UTF8 = "is not UTF-8, and is too large to be read in one piece"


def parts_of(path: Path, size: int) -> Iterator[Sheet]:
    """Read a CSV, Parquet or Arrow file in parts.

    Parameters
    ----------
    path : pathlib.Path
        The file; of CSV only UTF-8, whose lines can be told apart wherever one begins to read.
    size : int
        About how many bytes of the file a part holds.

    Yields
    ------
    Sheet
        The next rows, under the header of the file, each with the line it stands on.

    Raises
    ------
    Unreadable
        The file, or what has been read of it, is no table.
    """
    if path.suffix.casefold() in COLUMNAR:
        yield from batches_of(path, max(1, size // _BYTES_A_ROW))
        return
    head, lines = b"", 0
    for part in _whole_lines(path, max(size, 4 * LARGEST_CELL)):
        sheet = _parsed(head + part)
        if head:
            yield _moved(sheet, lines - head.count(b"\n"))
        else:
            yield sheet
            head = _above_rows(part, sheet)
        lines += part.count(b"\n")


def _whole_lines(path: Path, size: int) -> Iterator[bytes]:
    """The bytes of a file, cut where a record ends: at a line end outside quotes."""
    rest = b""
    with path.open("rb") as file:
        while more := file.read(size):
            data = rest + more
            end = _last_end(data)
            if len(data) - end > size + LARGEST_CELL:
                problem, remedy = "has quotes that do not match", 'close every quote, and write one inside twice ("")'
                raise Unreadable(problem, remedy, code="unmatched_quotes")
            rest = data[end:]
            if end:
                yield data[:end]
    if rest:
        yield rest


def _last_end(data: bytes) -> int:
    """Where the last line ends that has all its quotes closed; 0 where none does."""
    quotes, end = data.count(b'"'), len(data)
    while (place := data.rfind(b"\n", 0, end)) >= 0:
        quotes -= data.count(b'"', place, end)
        if quotes % 2 == 0:
            return place + 1
        end = place
    return 0


def _parsed(data: bytes) -> Sheet:
    sheet = parsed(data)
    read_as = say(READ_AS, encoding="{}").partition("{}")[0]
    if any(repair.source.startswith(read_as) for repair in sheet.repairs):
        raise Unreadable(_NOT_UTF8, "save it as CSV UTF-8")
    return sheet


def _above_rows(data: bytes, sheet: Sheet) -> bytes:
    """What stands above the first row, its header last."""
    first = int(sheet.cells.index[0]) if len(sheet.cells) else data.count(b"\n") + 1
    return b"\n".join(data.split(b"\n", first - 1)[: first - 1]) + b"\n"


def _moved(sheet: Sheet, lines: int) -> Sheet:
    """The same rows, so many lines further down."""
    ragged = {line + lines: cells for line, cells in sheet.ragged.items()}
    return replace(sheet, cells=sheet.cells.set_axis(sheet.cells.index + lines), ragged=ragged)

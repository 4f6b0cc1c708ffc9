"""A folder of tables too large for memory, in blocks of whole deals: each holds all rows of some of the deals."""

from __future__ import annotations

import math
import pickle
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import numpy as np
import pandas as pd

from influence.errors import InfluenceError
from influence.graph.reader_notes import NoteTaker
from influence.read.files.csv_text import Sheet, Unreadable, refusal
from influence.read.files.parts import parts_of
from influence.read.files.printed_reports import below_titles
from influence.read.files.sheets import ENDINGS, refusing
from influence.read.found_tables import Opened, deals_of, leave_out_example, lines_above, named_tables, opened, take
from influence.tables.language import say

# So many bytes of a file at a time are divided among the blocks.
PART_BYTES = 32 * 1024**2


@dataclass(frozen=True)
class Block:
    """All rows of some of the deals, and which of how many blocks it is."""

    found: Opened
    number: int
    count: int


def blocks_of(path: Path, size: int) -> Iterator[Block]:
    """Divide what is in a folder, zip or workbook into blocks of whole deals.

    Parameters
    ----------
    path : pathlib.Path
        What `read.tables` takes; only a folder is divided.
    size : int
        About how many bytes of its files a block holds. Where all of them are not more, there is one block, read as
        `read.tables` reads it.

    Yields
    ------
    Block

    Raises
    ------
    InvalidData
        A file of a folder that has to be divided cannot be read.
    InfluenceError
        One of its tables has no column of deals.
    """
    count = math.ceil(_bytes_of(path) / size)
    if count <= 1:
        yield Block(opened(path, NoteTaker()), 1, 1)
        return
    with TemporaryDirectory(prefix="influence") as scratch:
        found = Opened()
        shelves = [Path(scratch, f"{number}") for number in range(count)]
        with ExitStack() as stack, refusing(str(path), found.faults):
            for table in named_tables(path, stack, found, NoteTaker()):
                with refusing(table, found.faults):
                    found.sheets[table] = _divide(table, found.files[table], shelves)
        if found.faults:
            raise refusal(found.faults, found.files)
        filled = [shelf for shelf in shelves if shelf.stat().st_size] or shelves[:1]
        for number, shelf in enumerate(filled, start=1):
            yield Block(_put_back(shelf, found), number, len(filled))


def _bytes_of(path: Path) -> int:
    if not path.is_dir():
        return 0
    return sum(file.stat().st_size for file in path.iterdir() if file.suffix.casefold() in ENDINGS)


def _divide(table: str, file: Path, shelves: list[Path]) -> Sheet:
    """Put each row of a table on the shelf of its deal, part by part; the header, without rows, is what is left."""
    head: Sheet | None = None
    with ExitStack() as stack:
        into = [stack.enter_context(shelf.open("ab")) for shelf in shelves]
        for part in parts_of(file, PART_BYTES):
            sheet = below_titles(part, file.name, NoteTaker(), lines_above(table))
            deals = deals_of(table, sheet)
            if deals is None:
                remedy = say(
                    "add one, or score the folder in one piece with influence.score(influence.read.tables(path))"
                )
                raise InfluenceError(
                    say(
                        "{file} has no column of deals, by which to divide it; {remedy}",
                        file=repr(str(file)),
                        remedy=remedy,
                    )
                )
            head = head or replace(sheet, cells=sheet.cells[:0], ragged={})
            if sheet.header != head.header:
                raise Unreadable("has another header further down", "give the table one header")
            for number, rows in _by_shelf(deals, len(shelves)):
                _put(table, sheet, rows, into[number])
    if head is None:
        raise Unreadable("is empty", "give it a header and rows, or remove it", code="empty_file")
    return head


def _by_shelf(deals: pd.Series, count: int) -> Iterator[tuple[int, np.ndarray]]:
    """The positions of the rows that go to each shelf; ids that only look different go to the same one."""
    codes, unique = pd.factorize(deals.str.strip().str.casefold())
    shelf = (pd.util.hash_array(np.asarray(unique, dtype=object), categorize=False) % count).astype(np.intp)[codes]
    order = np.argsort(shelf, kind="stable")
    ends = np.searchsorted(shelf[order], np.arange(count + 1))
    for number in range(count):
        if ends[number] < ends[number + 1]:
            yield number, order[ends[number] : ends[number + 1]]


def _put(table: str, sheet: Sheet, rows: np.ndarray, into: IO[bytes]) -> None:
    cells = sheet.cells.iloc[rows]
    lines = set(cells.index) if sheet.ragged else set()
    ragged = {line: more for line, more in sheet.ragged.items() if line in lines}
    pickle.dump((table, replace(sheet, cells=cells, ragged=ragged)), into, protocol=pickle.HIGHEST_PROTOCOL)


def _put_back(shelf: Path, divided: Opened) -> Opened:
    """The tables of one shelf, as `opened` gives those of a folder."""
    parts: dict[str, list[Sheet]] = {table: [head] for table, head in divided.sheets.items()}
    with shelf.open("rb") as file:
        while file.peek(1):
            table, sheet = pickle.load(file)
            parts[table].append(sheet)
    shelf.unlink()
    block = Opened(files=divided.files, names=divided.names)
    for table, sheets in parts.items():
        cells = pd.concat([sheet.cells for sheet in sheets])
        ragged = {line: more for sheet in sheets for line, more in sheet.ragged.items()}
        take(table, replace(sheets[0], cells=cells, ragged=ragged), block, NoteTaker())
    leave_out_example(block, NoteTaker())
    return block

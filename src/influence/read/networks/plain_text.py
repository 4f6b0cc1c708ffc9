"""Networks written as plain text: its lines, and their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from influence.errors import InfluenceError
from influence.graph.reader_notes import NoteTaker
from influence.read.files.csv_text import LARGEST_CELL
from influence.read.files.detection import Unclear
from influence.read.files.encodings import Repair, as_utf8, no_table
from influence.read.files.xml import file_at
from influence.tables.language import say

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|([^\s",]+)')
LARGEST = 64 * 1024**2
"""A text with more bytes than this is refused."""


class Numbered(NamedTuple):
    """A line of a text and its number."""

    number: int
    text: str


def text_at(path: str | Path, taker: NoteTaker) -> tuple[Path, str]:
    """The path of a file and its text, in whatever encoding; what was done to read it is noted."""
    place = file_at(path)
    data = place.read_bytes()
    if len(data) > LARGEST:
        raise InfluenceError(
            say(
                "{place} has {count} bytes, more than {largest}; export fewer people",
                place=place,
                count=f"{len(data):,}",
                largest=f"{LARGEST:,}",
            )
        )
    looks = no_table(data)
    if looks:
        raise InfluenceError(
            say(
                "{place} is not a network in plain text but looks like {looks}; {remedy}",
                place=place,
                looks=say(looks[0]),
                remedy=say(looks[1]),
            )
        )
    try:
        text = as_utf8(data)
    except Unclear as error:
        raise InfluenceError(f"{place} {error}") from error
    if text is None:
        raise InfluenceError(say("{place} is not text; save it as UTF-8", place=place))
    repairs = pd.DataFrame(text.repairs, columns=list(Repair._fields), dtype=object)
    taker.note("repaired", place.name, **repairs.to_dict("series"))
    return place, text.data.decode()


def lines_of(text: str, comment: str) -> Iterator[Numbered]:
    """The lines that say something, without those that begin with the sign of a comment."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.lstrip().startswith(comment):
            yield Numbered(number, line.strip())


def words_of(line: str) -> list[str]:
    """The words of a line, separated by spaces or commas; those in quotes as one."""
    if len(line) > LARGEST_CELL:
        raise InfluenceError(
            say(
                "a line has {count} characters, more than {largest_cell}; break it up",
                count=f"{len(line):,}",
                largest_cell=f"{LARGEST_CELL:,}",
            )
        )
    return [plain or quoted.replace('\\"', '"') for quoted, plain in _WORD.findall(line)]


def number_of(word: str) -> float | None:
    """The number that a word is, if it is one."""
    try:
        return None if "_" in word else float(word)
    except ValueError:
        return None


def name_and_rest(label: str) -> dict[str, str]:
    """A label of several lines as its first, the name, and the rest, which is kept out."""
    lines = [" ".join(line.split()) for line in label.split("\n")]
    lines = [line for line in lines if line]
    rest = {"further lines": "; ".join(lines[1:])} if lines[1:] else {}
    return {"label": lines[0], **rest} if lines else {}

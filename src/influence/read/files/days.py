"""Days as people write them: figures in any order, names of months in many languages, a spreadsheet's serial numbers.

Which of 3/4/2024 is the month, and whether 3/4/24 begins with the day, the other cells of the column decide; where they
do not, whoever reads the file is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from influence.tables.languages import month_named

_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T?\d{4,6}(?:\.\d+)?Z?)?")
_FIGURES = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?![\d:])")
_WEEKDAY = r"(?:[^\W\d_]+\.?,?\s+(?:de\s+|den\s+|le\s+|the\s+)?)?"
_MONTH, _YEAR, _GAP = r"(?P<month>[^\W\d_]{3,}\.?)", r"(?P<year>\d{4}|'?\d{2})(?![\d:])", r"[\s\-/.,]*"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª)?"
_NAMED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_WEEKDAY}{_DAY}{_GAP}(?:de\s+|of\s+|d[’'])?{_MONTH}{_GAP}(?:de\s+|del\s+)?{_YEAR}",
        rf"{_WEEKDAY}{_MONTH}{_GAP}{_DAY}[\s\-/.,]+{_YEAR}",
        rf"(?P<year>\d{{4}}){_GAP}{_MONTH}{_GAP}{_DAY}(?!\d)",
    )
)
# A spreadsheet counts days from 1899-12-30, so that these are 1954 to 2119; other numbers of five digits are no days.
_SERIAL = re.compile(r"([2-7]\d{4})(?:[.,]\d+)?")
_SERIAL_ZERO = np.datetime64("1899-12-30", "D")
# As in POSIX: 69 to 99 are of the last century.
_LAST_CENTURY = 69

UNSURE = "unsure"


class Written(NamedTuple):
    """What one cell says: `year`, and the other two figures in their order; `order` is known, or None where it asks."""

    year: int
    one: int
    two: int
    order: str | None


def days(texts: Iterable[str], day_first: bool | None = None) -> tuple[Any, Any]:
    """Read the different cells of one column.

    Parameters
    ----------
    texts : iterable of str
        The cells as written, each once.
    day_first : bool, optional
        What the reader of the file was told, for a column that does not tell itself.

    Returns
    -------
    tuple of ndarray
        Each day as a `datetime64[s]`, NaT where there is none; and whether the cell may mean two days.

    Examples
    --------
    >>> from influence.read.files.days import days
    >>> read, unsure = days(["31. Mai 2024", "2-May-24", "20240531", "45443", "3/4/2024"])
    >>> read.astype("datetime64[D]").astype(str).tolist(), unsure.tolist()
    (['2024-05-31', '2024-05-02', '2024-05-31', '2024-05-31', 'NaT'], [False, False, False, False, True])
    """
    cells = [_written(unicodedata.normalize("NFKC", str(text)).strip()) for text in texts]
    asking = [cell for cell in cells if cell is not None and cell.order is None]
    day, month = any(cell.one > 12 for cell in asking), any(cell.two > 12 for cell in asking)
    told = day_first if day == month else day
    read = [np.datetime64("NaT", "s") if cell is None else _day(cell, told) for cell in cells]
    unsure = [cell is not None and cell.order is None and told is None for cell in cells]
    return np.array(read, dtype="datetime64[s]"), np.array(unsure, dtype=bool)


def _day(cell: Written, told: bool | None) -> Any:
    order = cell.order or (UNSURE if told is None else "day" if told else "month")
    if order == UNSURE:
        return np.datetime64("NaT", "s")
    day, month = (cell.one, cell.two) if order == "day" else (cell.two, cell.one)
    try:
        return np.datetime64(f"{cell.year:04}-{month:02}-{day:02}", "s")
    except ValueError:  # the 30th of February
        return np.datetime64("NaT", "s")


def _written(text: str) -> Written | None:
    if found := _YEAR_FIRST.match(text) or _COMPACT.fullmatch(text):
        return Written(int(found[1]), int(found[2]), int(found[3]), "month")
    if found := _SERIAL.fullmatch(text):
        year, month, day = map(int, str(_SERIAL_ZERO + np.timedelta64(int(found[1]), "D")).split("-"))
        return Written(year, month, day, "month")
    if found := _FIGURES.match(text):
        return Written(_year(found[4]), int(found[1]), int(found[3]), "day" if found[2] == "." else None)
    return _named(text)


def _named(text: str) -> Written | None:
    for pattern in _NAMED:
        found = pattern.match(text)
        month = month_named(found["month"]) if found else None
        if found and month:
            return Written(_year(found["year"]), month, int(found["day"]), "month")
    return None


def _year(text: str) -> int:
    year = int(text.removeprefix("'"))
    return year if len(text.removeprefix("'")) == 4 else year + (1900 if year >= _LAST_CENTURY else 2000)

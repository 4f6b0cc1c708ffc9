"""How a file writes the numbers of one column: on which scale, in which words, with which decimal sign."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite, nan
from typing import Any

import numpy as np
import pandas as pd

from influence.errors import InfluenceError, UnknownName
from influence.tables.language import say
from influence.tables.schema import TABLES, Column
from influence.tables.spelling import plain
from influence.tables.vocabulary import is_unknown

_DECIMAL_COMMA = re.compile(r"[+-]?\d*,\d+(e[+-]?\d+)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+")
# The code of a survey's answer before its words: "1 - Supports actively", "5: opposes", "(3) neutral", "4 = high".
_CODE = re.compile(r"\s*[(\[]?(?P<code>[+-]?\d{1,3}(?:\.\d+)?)[)\]]?\s*[-–—:=.)|]?\s+[^\W\d].*", re.DOTALL)
_STARS = re.compile(r"(?P<full>[★⭐]*)️?(?P<empty>[☆✩]*)️?")
MOST_STARS = 5
# What every reader of numbers takes for the same one.
_PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,17})?", re.ASCII)
# Highest numbers that surveys use; the next one above what a file holds is proposed as its scale.
_USUAL_ENDS = (3, 5, 7, 10, 20, 100, 1000)

Cells = np.ndarray[Any, np.dtype[np.object_]]
Numbers = np.ndarray[Any, np.dtype[np.float64]]
Rows = np.ndarray[Any, np.dtype[np.bool_]]


def scale_name(table: str, column: str) -> str:
    """What a caller states the scale of a column under: how people stand to others is written apart from to us."""
    return f"{table}.{column}" if table == "stances" else column


RANGED: Mapping[str, Column] = {
    scale_name(table.name, column.name): column
    for table in TABLES.values()
    for column in table.columns
    if column.type == "number" and column.high is not None
}
"""The columns of numbers that have a range of their own, and so may stand on another scale in a file."""


@dataclass(frozen=True)
class Scale:
    """What a file writes for the lowest and for the highest value of a measure; the larger number may be the lowest."""

    low: float
    high: float

    def __str__(self) -> str:
        return say("from {low} to {high}", low=f"{self.low:g}", high=f"{self.high:g}")

    def leaves_out(self, numbers: Numbers) -> Rows:
        """Which numbers are beyond either end; unknown ones are not."""
        return (numbers < min(self.low, self.high)) | (numbers > max(self.low, self.high))

    def onto(self, column: Column, numbers: Numbers) -> Numbers:
        """The numbers on the range of the column; those outside, which are faults already, as its highest."""
        low, high = _ends(column)
        inside = np.where(self.leaves_out(numbers), self.high, numbers)
        return low + (inside - self.low) / (self.high - self.low) * (high - low)


def _ends(column: Column) -> tuple[float, float]:
    low = column.above if column.low is None else column.low
    return (0.0 if low is None else low), (1.0 if column.high is None else column.high)


def scales(given: Mapping[str, tuple[float, float]] | None) -> dict[str, Scale]:
    """The scales that a caller states, checked."""
    if given is not None and not isinstance(given, Mapping):
        raise InfluenceError(
            say("scale is of type {kind}; give a dict such as {{'support': (1, 5)}}", kind=type(given).__name__)
        )
    return {name: _scale(name, pair) for name, pair in (given or {}).items()}


def _scale(name: str, pair: Any) -> Scale:
    if name not in RANGED:
        raise UnknownName("column with a scale", name, RANGED)
    try:
        low, high = map(float, pair)
    except (TypeError, ValueError):
        low = high = nan
    if not (isfinite(low) and isfinite(high) and low != high):
        raise InfluenceError(
            say(
                "the scale of {name} is {pair}; give the number that means its lowest value and the one that means "
                "its highest, such as (1, 5), or (5, 1) where 1 is the highest",
                name=name,
                pair=repr(pair),
            )
        )
    return Scale(low, high)


@dataclass(frozen=True)
class Notation:
    """How a file writes the numbers of one column."""

    column: Column
    words: Mapping[str, float]
    scale: Scale | None
    decimal_comma: bool

    def read(self, cells: Cells) -> tuple[Any, Rows, Cells]:
        """The cells as numbers on our range, others as they are; which the scale leaves out; what each was read by."""
        numbers, odd = plainly(cells)
        written = {position: self.number(cells[position]) for position in odd}
        for position, number in written.items():
            numbers[position] = nan if number is None else number
        by = np.full(len(cells), self._by_scale, dtype=object)
        for position, number in written.items():
            by[position] = self._read_by(cells[position], number)
        outside = np.zeros(len(cells), dtype=bool)
        if self.scale is not None:
            outside = self.scale.leaves_out(numbers)
            numbers = self.scale.onto(self.column, numbers)
        meant = {position: self._meant(cells[position]) for position, number in written.items() if number is None}
        read: Any = numbers.astype(object) if any(isinstance(each, str) for each in meant.values()) else numbers
        for position, each in meant.items():
            read[position] = each
        return read, outside, by

    def _read_by(self, cell: str, number: float | None) -> str:
        """What turned a cell that is not plainly a number into another than it shows; "" where nothing did."""
        if number is None:
            return self._read_as_words(cell)
        if number != number:
            return ""
        return self._by_scale or ("percentages" if self._is_percent(cell.strip()) else "")

    def _read_as_words(self, cell: str) -> str:
        if is_unknown(cell):
            return ""
        return "words" if plain(cell) in self.words else "stars" if self._stars(cell) is not None else ""

    @property
    def _by_scale(self) -> str:
        return say("the scale {scale}", scale=self.scale) if self.scale else ""

    def _is_percent(self, text: str) -> bool:
        return text.endswith(("%", "％")) and self.column.high == 1 and self.scale is None

    def _meant(self, cell: str) -> float | str:
        if is_unknown(cell):
            return nan
        stars = self._stars(cell)
        return self.words.get(plain(cell), cell) if stars is None else stars

    def _stars(self, cell: str) -> float | None:
        """One star is the lowest value of the range, five are its highest; empty stars say how many there could be."""
        found = _STARS.fullmatch("".join(cell.split()))
        if not found or not cell.strip() or self.column.high is None:
            return None
        full, empty = len(found["full"]), len(found["empty"])
        most = full + empty if empty else MOST_STARS
        if not 1 <= full <= most or most < 2:
            return None
        low, high = _ends(self.column)
        return low + (full - 1) / (most - 1) * (high - low)

    def number(self, cell: str) -> float | None:
        """The number as it is written."""
        number = _float(cell)
        if number is not None:
            return number
        text = unicodedata.normalize("NFKC", cell).strip().replace("\N{MINUS SIGN}", "-")
        percent = self._is_percent(text)
        text = text.removesuffix("%") if percent else text
        if self.decimal_comma and _DECIMAL_COMMA.fullmatch(text.strip()) and not self._thousands(text):
            text = text.replace(",", ".")
        number = _float(self._code(text))
        return number / 100 if percent and number is not None else number

    def _code(self, text: str) -> str:
        """The number in front of an answer's words, where a scale says what it means."""
        found = _CODE.fullmatch(text) if self.scale is not None else None
        return found["code"] if found else text

    def _thousands(self, text: str) -> bool:
        """Whether 250,000 may well be a quarter of a million."""
        return self.column.high is None and _THOUSANDS.fullmatch(text) is not None

    def mixed(self, cells: Cells, by: Cells) -> tuple[list[str], list[int]]:
        """The words of a column and where whole numbers stand among them, which no scale puts together; else none.

        0 says the same on every scale, and numbers with a fraction or a percent sign are on ours.
        """
        words = [str(cell).strip() for cell in cells[(by == "words") | (by == "stars")]]
        if not words or self.scale is not None or self.column.high != 1:
            return [], []
        codes = [position for position in np.flatnonzero(by == "").tolist() if _is_code(cells[position])]
        return (words, codes) if codes else ([], [])

    def likely(self, cells: Cells) -> tuple[int, int] | None:
        """The scale that the whole numbers of a column seem to be on, from lowest to highest; None where on ours."""
        if self.scale is not None or self.column.high != 1:
            return None
        numbers, odd = plainly(cells)
        others = [found["code"] if (found := _CODE.fullmatch(cells[position])) else cells[position] for position in odd]
        coded = [int(float(number)) for number in others if _is_whole(number)]
        whole = [*np.unique(numbers[numbers == np.floor(numbers)]).astype(int).tolist(), *coded]
        highest = max(map(abs, whole), default=0)
        high = next((end for end in _USUAL_ENDS if end >= highest), None)
        if highest < 2 or high is None:
            return None
        known = len(cells) - sum(map(is_unknown, others))
        if 2 * (int((numbers == np.floor(numbers)).sum()) + len(coded)) < known:
            return None
        return (-high if min(whole) < 0 else min(1, min(whole))), high


def plainly(cells: Cells) -> tuple[Numbers, list[int]]:
    """The cells as numbers, all at once, and where those stand that are not plainly one, which have to be looked at."""
    texts = pd.Series(cells, dtype=str)
    plain = texts.str.fullmatch(_PLAIN.pattern).to_numpy(dtype=bool, na_value=False)
    numbers = np.full(len(cells), nan)
    numbers[plain] = cells[plain].astype(float)
    return numbers, np.flatnonzero(~plain).tolist()


def _is_code(cell: str) -> bool:
    number = _float(cell)
    return number is not None and number != 0 and number == number and "." not in cell and abs(number) >= 1


def _is_whole(text: str) -> bool:
    number = _float(text)
    return number is not None and isfinite(number) and number == int(number)


def _float(text: str) -> float | None:
    try:
        return None if "_" in text else float(text)
    except ValueError:
        return None

"""Text turned into the schema's own headers, words and numbers; what means nothing stays, for validation to name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import isfinite, isnan, nan
from numbers import Integral
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from influence.errors import InfluenceError, UnknownName
from influence.read.files.amounts import amounts
from influence.read.files.csv_text import Fault, Sheet
from influence.read.files.days import days
from influence.tables.assumptions import Assumptions
from influence.tables.phrases import counted
from influence.tables.schema import MEASURES, TABLES, Column
from influence.tables.spelling import plain
from influence.tables.vocabulary import BOSS, column_named, is_unknown, number_words, values_of

_DECIMAL_COMMA = re.compile(r"[+-]?\d*,\d+(e[+-]?\d+)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+")
_YEAR_FIRST = re.compile(r"\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日)?(.*)", re.ASCII)

Cells = np.ndarray[Any, np.dtype[np.object_]]
Numbers = np.ndarray[Any, np.dtype[np.float64]]
Rows = np.ndarray[Any, np.dtype[np.bool_]]

RANGED: Mapping[str, Column] = {
    column.name: column
    for table in TABLES.values()
    for column in table.columns
    if column.type == "number" and column.high is not None
}
"""The columns of numbers that have a range of their own, and so may stand on another scale in a file."""


@dataclass(frozen=True)
class Scale:
    """The lowest and the highest value that a file uses for a measure."""

    low: float
    high: float

    def leaves_out(self, numbers: Numbers) -> Rows:
        """Which numbers are below its lowest or above its highest value; unknown ones are not."""
        return (numbers < self.low) | (numbers > self.high)

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
        raise InfluenceError(f"scale is of type {type(given).__name__}; give a dict such as {{'support': (1, 5)}}")
    return {name: _scale(name, pair) for name, pair in (given or {}).items()}


def _scale(name: str, pair: Any) -> Scale:
    if name not in RANGED:
        raise UnknownName("column with a scale", name, RANGED)
    try:
        low, high = map(float, pair)
    except (TypeError, ValueError):
        low = high = nan
    if not (isfinite(low) and isfinite(high) and low < high):
        raise InfluenceError(f"the scale of {name} is {pair!r}; give its lowest and its highest number, such as (1, 5)")
    return Scale(low, high)


@dataclass(frozen=True)
class Notation:
    """How a file writes the numbers of one column."""

    column: Column
    words: Mapping[str, float]
    scale: Scale | None
    decimal_comma: bool

    def read(self, cells: Cells) -> tuple[Cells, Rows, Cells]:
        """The cells as numbers on our range, others as they are; which the scale leaves out; what each was read by."""
        written = [self.number(cell) for cell in cells]
        numbers = np.array([nan if number is None else number for number in written], dtype=float)
        outside = np.zeros(len(cells), dtype=bool)
        if self.scale is not None:
            outside = self.scale.leaves_out(numbers)
            numbers = self.scale.onto(self.column, numbers)
        read = numbers.astype(object)
        for position in np.flatnonzero([number is None for number in written]):
            read[position] = self._meant(cells[position])
        return read, outside, self._read_by(cells, written)

    def _read_by(self, cells: Cells, written: list[float | None]) -> Cells:
        """What turned each cell into another number than it shows; "" where nothing did."""
        by = np.full(len(cells), "", dtype=object)
        for position, (cell, number) in enumerate(zip(cells, written, strict=True)):
            if number is None:
                by[position] = "words" if plain(cell) in self.words and not is_unknown(cell) else ""
            elif number == number:
                by[position] = self._by_scale or ("percentages" if self._is_percent(cell.strip()) else "")
        return by

    @property
    def _by_scale(self) -> str:
        return f"the scale from {self.scale.low:g} to {self.scale.high:g}" if self.scale else ""

    def _is_percent(self, text: str) -> bool:
        return text.endswith(("%", "％")) and self.column.high == 1 and self.scale is None

    def _meant(self, cell: str) -> float | str:
        return nan if is_unknown(cell) else self.words.get(plain(cell), cell)

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
        number = _float(text)
        return number / 100 if percent and number is not None else number

    def _thousands(self, text: str) -> bool:
        """Whether 250,000 may well be a quarter of a million."""
        return self.column.high is None and _THOUSANDS.fullmatch(text) is not None


def _float(text: str) -> float | None:
    try:
        return None if "_" in text else float(text)
    except ValueError:
        return None


class Told(NamedTuple):
    """What was done to a whole column: `value` is its name now, or how many cells were read as another value."""

    action: str
    column: str
    value: str | int
    source: str


@dataclass(frozen=True)
class Translation:
    """One table on its way from text to values.

    Attributes
    ----------
    table : str
        Its name in `schema`.
    sheet : Sheet
        The text.
    kinds : dict of str to str
        The kind of relationship that each plain word means.
    scales : dict of str to Scale
        The scales stated.
    faults : list of Fault
        What was found wrong is added here.
    told : list of Told
        What was read as something else is added here.
    """

    table: str
    sheet: Sheet
    kinds: Mapping[str, str]
    scales: Mapping[str, Scale]
    faults: list[Fault] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def headed(self) -> pd.DataFrame:
        """The text under canonical headers; a header that is missing or means the same as another is noted."""
        taken: dict[str, int] = {}
        for position, header in enumerate(map(str.strip, self.sheet.header)):
            name = column_named(self.table, header) or header
            if name in taken:
                other = self.sheet.header[taken[name]].strip()
                problem = f"means the same column as {other!r}"
                self._note_column(header, "duplicate_column", problem, "keep one of them, or rename one")
            elif name:
                taken[name] = position
                if plain(name) != plain(header) and name != BOSS:
                    self.told.append(Told("renamed", name, name, header))
            elif (self.sheet.cells[position].str.strip() != "").any():
                problem = f"has no header above column {position + 1}"
                self._note_column(None, "missing_header", problem, "give it one, or remove the column")
        return self.sheet.cells[list(taken.values())].set_axis(list(taken), axis=1)

    def _note_column(self, header: str | None, code: str, problem: str, remedy: str) -> None:
        self.faults.append(Fault(self.table, None, header, None, code, problem, remedy))

    def values(self, text: pd.DataFrame) -> pd.DataFrame:
        """The headed text as values; a number outside its stated scale is noted."""
        read = {header: self._column(text[header], TABLES[self.table].by_name.get(header)) for header in text}
        if "amount" in read and "currency" not in read:
            read |= _currencies(text["amount"])
        if self.table == "ratings" and {"measure", "value"} <= set(text):
            read["value"] = self._ratings(text["value"], read["measure"])
        return pd.DataFrame(read, index=text.index)

    def _column(self, cells: pd.Series, column: Column | None) -> pd.Series:
        if column is None:
            return cells.mask(cells.str.strip() == "")
        if column.name == "amount":
            cells = self._amounts(cells)
        if column.type in ("number", "integer"):
            return self._numbers(cells, self._notation(column, self.table))
        if column.type == "date":
            return _as_days(_each(cells, _date))
        if column.type in ("choice", "flag"):
            meant = self.kinds if column.name == "kind" else values_of(column, column.choices)
            return self._renamed(cells, _each(cells, lambda cell: _word(cell, meant)))
        if column.name == "side":
            meant = values_of(column)
            return self._renamed(cells, _each(cells, lambda cell: meant.get(plain(cell), cell)))
        return cells

    def _amounts(self, cells: pd.Series) -> pd.Series:
        """Sums of money as plain numbers; one whose sign may mean either is a fault that asks."""
        codes, unique = _different(cells)
        found = amounts(map(str, unique), comma_groups=not self.sheet.decimal_comma)
        plainly = [
            str(cell) if isnan(one.number) else repr(one.number) for cell, one in zip(unique, found, strict=True)
        ]
        unsure = np.array([one.unsure for one in found], dtype=bool)
        problem = "may be thousands or decimals"
        remedy = "write it without a sign for thousands, or one amount of the column with both signs, such as 45.000,00"
        for line, cell in cells[unsure[codes]].items() if len(codes) else ():
            self.faults.append(Fault(self.table, line, str(cells.name), cell, "not_a_number", problem, remedy))
        meant = np.where(unsure, "", np.array(plainly, dtype=object)) if len(codes) else unique
        return pd.Series(meant[codes], index=cells.index, name=cells.name, dtype=object)

    def _renamed(self, cells: pd.Series, read: pd.Series) -> pd.Series:
        """The words of a column as read, with a note of how many say the same in another word."""
        codes, unique = _different(cells)
        first = read.iloc[np.unique(codes, return_index=True)[1]].astype(object)
        other = [pd.notna(word) and plain(cell) != plain(str(word)) for cell, word in zip(unique, first, strict=True)]
        count = int(np.array(other, dtype=bool)[codes].sum()) if len(codes) else 0
        if count:
            self._tell("renamed", cells, count, "words")
        return read

    def _tell(self, action: str, cells: pd.Series, count: int, source: str) -> None:
        where = f"{source}, in {counted(count, 'cell', 'cells')}"
        self.told.append(Told(action, str(cells.name), count, where))

    def _notation(self, column: Column, table: str) -> Notation:
        words = number_words(table, column.name)
        return Notation(column, words, self.scales.get(column.name), self.sheet.decimal_comma)

    def _numbers(self, cells: pd.Series, notation: Notation) -> pd.Series:
        codes, unique = _different(cells)
        read, outside, by = notation.read(unique)
        for source, count in pd.Series(by[codes]).value_counts(sort=False).items():
            if source:
                self._tell("rescaled", cells, int(count), str(source))
        if notation.scale is not None:
            self._note_outside(cells[outside[codes]], notation.column, notation.scale)
        return _spread(read, codes, cells)

    def _note_outside(self, cells: pd.Series, column: Column, scale: Scale) -> None:
        problem = f"is not from {scale.low:g} to {scale.high:g}, the scale given for {column.name}"
        remedy = "correct it, or give the scale the file uses"
        for line, cell in cells.items():
            self.faults.append(Fault(self.table, line, cells.name, cell, "out_of_range", problem, remedy))

    def _ratings(self, cells: pd.Series, measures: pd.Series) -> pd.Series:
        """Each rating in the notation of the measure it rates."""
        read = self._column(cells, TABLES["ratings"]["value"]).astype(object)
        for measure in MEASURES:
            rows = measures.eq(measure).to_numpy(dtype=bool)
            read[rows] = self._numbers(cells[rows], self._notation(RANGED[measure], "people")).to_numpy(dtype=object)
        return read.infer_objects()


def _each(cells: pd.Series, meaning: Callable[[str], object]) -> pd.Series:
    """What every cell means, asked once for each different one."""
    codes, unique = _different(cells)
    meant = np.empty(len(unique), dtype=object)
    meant[:] = [meaning(cell) for cell in unique]
    return _spread(meant, codes, cells)


def _as_days(cells: pd.Series) -> pd.Series:
    """The cells that are days in another way of writing as ISO writes them; the rest stays, for validation to name."""
    codes, unique = pd.factorize(cells.astype(object))
    read, _ = days(map(str, unique))
    meant = [
        cell if np.isnat(day) or _starts_as_iso(cell) else str(day)[:10] for cell, day in zip(unique, read, strict=True)
    ]
    return _spread(np.array([*meant, None], dtype=object), codes, cells)


def _starts_as_iso(cell: object) -> bool:
    return re.match(r"\d{4}-\d\d-\d\d", str(cell)) is not None


def _currencies(cells: pd.Series) -> dict[str, pd.Series]:
    """The currency that each amount names; no column where none does."""
    said = _each(cells, lambda cell: amounts([cell])[0].currency)
    return {"currency": said} if said.notna().any() else {}


def _different(cells: pd.Series) -> tuple[Any, Cells]:
    codes, unique = pd.factorize(cells)
    return codes, np.asarray(unique, dtype=object)


def _spread(meant: Cells, codes: Any, cells: pd.Series) -> pd.Series:
    return pd.Series(meant[codes], index=cells.index, name=cells.name).infer_objects()


def _word(cell: str, meant: Mapping[str, str]) -> str | None:
    word = meant.get(plain(cell))
    if word is None:
        return None if is_unknown(cell) else cell
    return word or None


def _date(cell: str) -> str | None:
    """Year, month and day as ISO writes them; which of 3/4/2024 is the month nobody can tell, so that stays."""
    found = _YEAR_FIRST.fullmatch(cell)
    if found is None:
        return None if is_unknown(cell) else cell
    year, month, day, time = found.groups()
    return f"{year}-{int(month):02}-{int(day):02}{time}"


def assumed(given: Assumptions | None) -> Assumptions:
    """The assumptions that a caller gives, else ours."""
    if not (given is None or isinstance(given, Assumptions)):
        raise InfluenceError(f"assumptions is of type {type(given).__name__}; give influence.Assumptions(...)")
    return given or Assumptions()


def deal_called(given: object, name: object) -> object:
    """What to call the deal: as the caller says, else `name`."""
    if given is not None and (isinstance(given, bool) or not isinstance(given, str | Integral)):
        raise InfluenceError(f"deal is {given!r}; give text or a whole number")
    return name if given is None else given


def kinds_meant(assumptions: Assumptions) -> dict[str, str]:
    """Which accepted kind each plain word means."""
    kinds = assumptions.relationship_kinds
    meant = values_of(TABLES["relationships"]["kind"], kinds)
    return {word: name for word, name in meant.items() if name in kinds}

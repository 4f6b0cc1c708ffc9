"""Text turned into the schema's own headers, words and numbers; what means nothing stays, for validation to name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import isnan, nan
from numbers import Integral
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from influence.errors import InfluenceError
from influence.graph.header_language import expect_language_of
from influence.graph.reader_notes import OWN
from influence.read.files.amounts import amounts
from influence.read.files.csv_text import Fault, Sheet
from influence.read.files.days import days
from influence.read.files.notation import RANGED, Cells, Notation, Scale, scale_name
from influence.tables.assumptions import Assumptions
from influence.tables.language import say
from influence.tables.numbering import numbered
from influence.tables.phrases import counted
from influence.tables.schema import MEASURES, TABLES, Column
from influence.tables.spelling import plain
from influence.tables.vocabulary import HEADERS, LINES, column_named, is_unknown, number_words, values_of

_YEAR_FIRST = re.compile(r"\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日)?(.*)", re.ASCII)

# So like a known header that it is proposed; beyond so many strangers nobody reads what each may mean.
SLIP = 0.85
SUGGESTED = 100


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
    likely : dict of str to (int, int)
        Of each column whose numbers seem to be on another scale, that scale, is added here.
    """

    table: str
    sheet: Sheet
    kinds: Mapping[str, str]
    scales: Mapping[str, Scale]
    faults: list[Fault] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    likely: dict[str, tuple[int, int]] = field(default_factory=dict)

    def headed(self) -> pd.DataFrame:
        """The text under canonical headers; a header that is missing or means the same as another is noted."""
        expect_language_of(header for header in self.sheet.header if column_named(self.table, header.strip()))
        taken: dict[str, int] = {}
        for position, header in enumerate(map(str.strip, self.sheet.header)):
            name = self._by_its_words(column_named(self.table, header) or header, position)
            if name in taken:
                other = self.sheet.header[taken[name]].strip()
                problem = say("means the same column as {other}", other=repr(other))
                self._note_column(header, "duplicate_column", problem, "keep one of them, or rename one")
            elif name:
                taken[name] = position
                self._note_header(name, header, position)
            elif (self.sheet.cells[position].str.strip() != "").any():
                problem = say("has no header above column {position}", position=position + 1)
                self._note_column(None, "missing_header", problem, "give it one, or remove the column")
        return self.sheet.cells[list(taken.values())].set_axis(list(taken), axis=1)

    def _by_its_words(self, name: str, position: int) -> str:
        """The column; a title that says nothing but how people stand is their support, as registers' Position is."""
        meant = {column_named(self.table, header) for header in self.sheet.header}
        if (self.table, name) != ("people", "title") or "support" in meant:
            return name
        words = {plain(cell) for cell in self.sheet.cells[position].unique() if not is_unknown(cell)}
        return "support" if words and words <= set(number_words("people", "support")) else name

    def _note_header(self, name: str, header: str, position: int) -> None:
        """Note a header that was read as one of ours, and a column that is none of ours."""
        if name not in TABLES[self.table].by_name and name not in LINES:
            filled = int((self.sheet.cells[position].str.strip() != "").sum())
            cells = counted(filled, "filled cell", "filled cells")
            self.told.append(
                Told(
                    OWN, name, cells, say("is not a column of {table}{hint}", table=self.table, hint=self._meant(name))
                )
            )
        elif plain(name) != plain(header) and name not in LINES:
            self.told.append(Told("renamed", name, name, header))

    def _meant(self, header: str) -> str:
        """Which of ours a column of one's own may mean."""
        if sum(told.action == OWN for told in self.told) >= SUGGESTED:
            return ""
        known = {plain(other): name for name, others in HEADERS[self.table].items() for other in (name, *others)}
        near = difflib.get_close_matches(plain(header), known, n=1, cutoff=SLIP)
        return say("; did you mean {known}?", known=repr(known[near[0]])) if near else ""

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
            related = column.name == "kind" and not column.choices
            meant = self.kinds if related else values_of(column, column.choices)
            return self._renamed(cells, lambda cell: _word(cell, meant))
        if column.name == "side":
            meant = values_of(column)
            return self._renamed(cells, lambda cell: meant.get(plain(cell), cell))
        return cells

    def _amounts(self, cells: pd.Series) -> pd.Series:
        """Sums of money as plain numbers; one whose sign may mean either is a fault that asks."""
        codes, unique = _different(cells)
        found = amounts(map(str, unique), comma_groups=not self.sheet.decimal_comma)
        plainly = [
            str(cell) if isnan(one.number) else repr(one.number) for cell, one in zip(unique, found, strict=True)
        ]
        unsure = np.array([one.unsure for one in found], dtype=bool)
        problem = say("may be thousands or decimals")
        remedy = say(
            "write it without a sign for thousands, or one amount of the column with both signs, such as 45.000,00"
        )
        for line, cell in cells[unsure[codes]].items() if len(codes) else ():
            self.faults.append(Fault(self.table, line, str(cells.name), cell, "not_a_number", problem, remedy))
        meant = np.where(unsure, "", np.array(plainly, dtype=object)) if len(codes) else unique
        return pd.Series(meant[codes], index=cells.index, name=cells.name, dtype=object)

    def _renamed(self, cells: pd.Series, meaning: Callable[[str], object]) -> pd.Series:
        """What the words of a column mean, with a note of how many say the same in another word."""
        codes, unique = _different(cells)
        meant = [meaning(cell) for cell in unique]
        other = [word is not None and plain(cell) != plain(str(word)) for cell, word in zip(unique, meant, strict=True)]
        count = int(np.bincount(codes, minlength=len(unique))[np.array(other, dtype=bool)].sum())
        if count:
            self._tell("renamed", cells, count, "words")
        return _spread(_as_objects(meant), codes, cells)

    def _tell(self, action: str, cells: pd.Series, count: int, source: str) -> None:
        where = say("{source}, in {cells}", source=say(source), cells=counted(count, "cell", "cells"))
        self.told.append(Told(action, str(cells.name), count, where))

    def _notation(self, column: Column, table: str) -> Notation:
        words = number_words(table, column.name)
        return Notation(column, words, self.scales.get(scale_name(table, column.name)), self.sheet.decimal_comma)

    def _numbers(self, cells: pd.Series, notation: Notation) -> pd.Series:
        codes, unique = _different(cells)
        read, outside, by = notation.read(unique)
        self._propose(cells, unique, notation)
        self._refuse_mixed(cells, unique, read, by, notation)
        count = np.bincount(codes, minlength=len(unique))
        for source in filter(None, dict.fromkeys(by)):
            self._tell("rescaled", cells, int(count[by == source].sum()), str(source))
        if notation.scale is not None:
            self._note_outside(cells[outside[codes]], notation.column, notation.scale)
        return _spread(read, codes, cells)

    def _propose(self, cells: pd.Series, unique: Cells, notation: Notation) -> None:
        likely = notation.likely(unique)
        if likely and cells.name == notation.column.name:
            self.likely[notation.column.name] = likely

    def _refuse_mixed(self, cells: pd.Series, unique: Cells, read: Cells, by: Cells, notation: Notation) -> None:
        """Note each whole number among words, and take none of them: on which scale are they?"""
        words, codes = notation.mixed(unique, by)
        if not words:
            return
        low, high = self.likely.get(notation.column.name, (1, 5))
        problem = say("is a number among words such as {words}", words=", ".join(map(repr, words[:5])))
        stated = f"scale={{{scale_name(self.table, notation.column.name)!r}: ({low}, {high})}}"
        remedy = say("write words or numbers alone, or state the scale of the numbers: {scale}", scale=stated)
        for position in codes:
            read[position] = nan
        for line, cell in cells[cells.isin(unique[codes])].items():
            self.faults.append(Fault(self.table, line, cells.name, cell, "words_and_numbers", problem, remedy))

    def _note_outside(self, cells: pd.Series, column: Column, scale: Scale) -> None:
        problem = say(
            "is not {scale}, the scale given for {column}", scale=scale, column=scale_name(self.table, column.name)
        )
        remedy = say("correct it, or give the scale the file uses")
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
    return _spread(_as_objects([meaning(cell) for cell in unique]), codes, cells)


def _as_objects(meant: list[object]) -> Cells:
    objects = np.empty(len(meant), dtype=object)
    objects[:] = meant
    return objects


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
    (codes,), unique = numbered([cells])
    return codes, np.asarray(unique, dtype=object)


def _spread(meant: Cells, codes: Any, cells: pd.Series) -> pd.Series:
    return pd.Series(pd.Series(meant).infer_objects().array.take(codes), index=cells.index, name=cells.name)


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
        raise InfluenceError(
            say("assumptions is of type {kind}; give influence.Assumptions(...)", kind=type(given).__name__)
        )
    return given or Assumptions()


def deal_called(given: object, name: object) -> object:
    """What to call the deal: as the caller says, else `name`."""
    if given is not None and (isinstance(given, bool) or not isinstance(given, str | Integral)):
        raise InfluenceError(say("deal is {given}; give text or a whole number", given=repr(given)))
    return name if given is None else given


def kinds_meant(assumptions: Assumptions) -> dict[str, str]:
    """Which accepted kind each plain word means."""
    kinds = assumptions.relationship_kinds
    meant = values_of(TABLES["relationships"]["kind"], kinds)
    return {word: name for word, name in meant.items() if name in kinds}

"""Dates, amounts, flags and words of a CRM's export as values; what cannot be read is unknown, and noted."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.read.crm.flags import flag
from influence.read.crm.records import SORTS, Export
from influence.read.files.amounts import UNREAD, amounts
from influence.read.files.days import days
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.schema import TABLES
from influence.tables.spelling import plain
from influence.tables.vocabulary import number_words

DATES = ("close_date", "last_touch", "date", "created", "modified")
FLAGS = ("won", "closed", "deleted", "is_account")
MEASURES = {
    "support": ("people", "support"),
    "influence": ("people", "influence"),
    "coverage": ("contacts", "strength"),
}
"""The fields that hold a word or a number of a selling method, and the column of ours that they become."""

NUMBERS = ("amount", "touches", *MEASURES)

_MOMENT = r"^(\d{4}-\d\d-\d\d)[T ].*$"
AMBIGUOUS_DAY = "may begin with the day or the month: pass day_first=True or False (--day-first yes or no)"
AMBIGUOUS_AMOUNT = "may be thousands or decimals: write one amount of the column with both signs, such as 45.000,00"


def read_times(export: Export) -> None:
    """Times that are counted in thousandths of a second, as days."""
    for frame in export.records.values():
        for name in [each for each in frame if each in DATES]:
            cells = frame[name].astype(object)
            counted = cells.str.fullmatch(r"\d{12,13}").eq(True).to_numpy(dtype=bool)
            days = pd.to_datetime(cells[counted].astype("int64"), unit="ms").dt.strftime("%Y-%m-%d")
            frame[name] = cells.mask(counted, days.reindex(cells.index)) if counted.any() else cells


def read_values(export: Export, day_first: bool | None) -> None:
    """Read every cell that is neither an id nor text as what it is."""
    for kind in list(export.records):
        for name in [name for name in export.records[kind] if name in (*DATES, *FLAGS, *NUMBERS)]:
            cells = export.records[kind][name].astype(object)
            values, unsure = _read(export, kind, name, cells, day_first)
            _replace(export, kind, name, values, cells, unsure)


def _read(export: Export, kind: str, name: str, cells: pd.Series, day_first: bool | None) -> tuple[Any, Any]:
    """The values of a field, and which of its cells may mean two things."""
    nothing = np.zeros(len(cells), dtype=bool)
    if name in DATES:
        return _dates(cells, day_first)
    if name in FLAGS:
        return _flags(cells), nothing
    if name in MEASURES:
        return _measures(cells, *MEASURES[name]), nothing
    numbers, currency, unsure = _amounts(cells)
    if name == "amount":
        stated = column(export, kind, "currency").astype(object)
        export.records[kind]["currency"] = stated.where(stated.notna(), currency)
    return numbers, unsure


def _replace(export: Export, kind: str, name: str, values: Any, cells: pd.Series, unsure: Any) -> None:
    """Put the values in the place of the cells, and note those that could not be read."""
    export.records[kind][name] = values
    if unsure.any():
        first = unsure & (np.cumsum(unsure) == 1)
        what, why = (("date", "dates"), AMBIGUOUS_DAY) if name in DATES else (("number", "numbers"), AMBIGUOUS_AMOUNT)
        source = say(
            "{count} such as {value} {why}",
            count=counted(int(unsure.sum()), *what),
            value=repr(cells[first].iloc[0]),
            why=say(why),
        )
        export.note(kind, first, "dropped", column=name, source=source)
    wrong = (cells.notna() & pd.isna(values)).to_numpy(dtype=bool) & ~unsure
    export.note(kind, wrong, "dropped", column=name, source=cells[wrong].to_numpy(dtype=object))


def _dates(cells: pd.Series, day_first: bool | None) -> tuple[pd.Series, Any]:
    """Days; those that begin with day or month are read as the column tells, which no date in it contradicts."""
    # Of a moment the day is enough, and there are fewer different days.
    codes, written = pd.factorize(cells.astype(str).str.replace(_MOMENT, r"\1", regex=True).where(cells.notna()))
    read, unsure = days(written, day_first)
    taken_days = np.append(read, np.datetime64("NaT", "s"))[codes]
    return pd.Series(taken_days, index=cells.index), np.append(unsure, False)[codes]


def _flags(cells: pd.Series) -> pd.Series:
    codes, written = pd.factorize(cells)
    read = pd.array(np.array([*map(flag, written), None], dtype=object)[codes], dtype="boolean")
    return pd.Series(read, index=cells.index)


def _amounts(cells: pd.Series) -> tuple[pd.Series, Any, Any]:
    """Numbers without currency and grouping, the currency each says, and which may mean two numbers."""
    codes, written = pd.factorize(cells)
    read = [*amounts(map(str, written)), UNREAD]
    numbers, currency, unsure = (np.array(each, dtype=object)[codes] for each in zip(*read, strict=True))
    return pd.Series(numbers.astype(float), index=cells.index), currency, unsure.astype(bool)


def _measures(cells: pd.Series, table: str, column: str) -> pd.Series:
    """A selling method's words on our scale, and numbers that are on it already."""
    words = number_words(table, column)
    low, high = TABLES[table][column].low, TABLES[table][column].high
    codes, written = pd.factorize(cells)
    numbers = pd.to_numeric(pd.Series(np.asarray(written, dtype=object), dtype=object), errors="coerce")
    said = pd.Series([words.get(plain(str(word)), np.nan) for word in written], dtype=float)
    read = numbers.where(numbers.between(low, high)).fillna(said).to_numpy(dtype=float)
    return pd.Series(np.append(read, np.nan)[codes], index=cells.index)


def column(export: Export, kind: str, name: str) -> pd.Series:
    """A field of all records of a kind; unknown where no file has it."""
    if kind not in export.records:
        return pd.Series(dtype=object)
    frame = export.records[kind]
    if name in frame:
        return frame[name]
    if name in SORTS:
        return pd.Series(-1, index=frame.index, dtype=np.int64)
    dtype = "datetime64[s]" if name in DATES else "boolean" if name in FLAGS else float if name in NUMBERS else object
    return pd.Series(None, index=frame.index, dtype=dtype)


def texts(export: Export, kind: str, name: str) -> pd.Series:
    """A field as its files write it, before ids are numbers; unknown where no file has it."""
    if export.has(kind, name):
        return export.records[kind][name].astype(object)
    index = export.records[kind].index if kind in export.records else None
    return pd.Series(None, index=index, dtype=object)


def said(export: Export, kind: str, name: str) -> pd.Series:
    """What a code or its label says, in plain spelling."""
    return texts(export, kind, name).map(lambda cell: plain(str(cell)), na_action="ignore")

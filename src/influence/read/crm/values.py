"""Dates, amounts, flags and words of a CRM's export as values; what cannot be read is unknown, and noted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from influence.read.crm.records import SORTS, Export
from influence.tables.phrases import counted
from influence.tables.schema import TABLES
from influence.tables.spelling import plain
from influence.tables.vocabulary import number_words, values_of

DATES = ("close_date", "last_touch", "date", "created", "modified")
FLAGS = ("won", "closed", "deleted", "is_account")
MEASURES = {
    "support": ("people", "support"),
    "influence": ("people", "influence"),
    "coverage": ("contacts", "strength"),
}
"""The fields that hold a word or a number of a selling method, and the column of ours that they become."""

NUMBERS = ("amount", "touches", *MEASURES)

# Other letters multiply: 12 k and 5万 are not read as 12 and 5.
_CURRENCY = r"[A-Z]{3}|元|kr\b|Fr\b"
_YEAR_FIRST = r"^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})"
_YEAR_LAST = r"^\s*(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*[-/.]\s*(\d{4})"
AMBIGUOUS = "may begin with the day or the month: pass day_first=True or False (--day-first yes or no)"


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
            read = _reader(name, day_first)
            cells = export.records[kind][name].astype(object)
            values, why = read(cells)
            _replace(export, kind, name, values, cells, why)


def _reader(name: str, day_first: bool | None) -> Callable[[pd.Series], tuple[Any, str]]:
    if name in DATES:
        return lambda cells: _dates(cells, day_first)
    if name in FLAGS:
        return _flags
    return _amounts if name in ("amount", "touches") else lambda cells: _measures(cells, *MEASURES[name])


def _replace(export: Export, kind: str, name: str, values: Any, cells: pd.Series, why: str) -> None:
    """Put the values in the place of the cells, and note those that could not be read."""
    export.records[kind][name] = values
    wrong = (cells.notna() & pd.isna(values)).to_numpy(dtype=bool)
    if why == AMBIGUOUS:
        both = wrong & cells.str.match(_YEAR_LAST).eq(True).to_numpy(dtype=bool)
        first = both & (np.cumsum(both) == 1)
        source = f"{counted(int(both.sum()), 'date', 'dates')} such as {cells[first].iloc[0]!r} {AMBIGUOUS}"
        export.note(kind, first, "repaired", column=name, source=source)
        wrong = wrong & ~both
    source = cells[wrong].to_numpy(dtype=object)
    export.note(kind, wrong, "repaired", column=name, source=source)


def _dates(cells: pd.Series, day_first: bool | None) -> tuple[pd.Series, str]:
    """Days; those that begin with day or month are read as the column tells, which no date in it contradicts."""
    codes, written = pd.factorize(cells)
    texts = pd.Series(np.asarray(written, dtype=object), dtype=object).astype(str)
    parts = texts.str.extract(_YEAR_FIRST).set_axis(["year", "month", "day"], axis=1)
    last = texts.str.extract(_YEAR_LAST).set_axis(["one", "sign", "two", "year"], axis=1)
    one, two = (pd.to_numeric(last[each], errors="coerce") for each in ("one", "two"))
    day_is_first = (last["sign"] == ".") | _day_first(one, two, last["sign"] != ".", day_first)
    unsure = last["year"].notna() & day_is_first.isna()
    first = day_is_first.eq(True).to_numpy(dtype=bool, na_value=False)
    swapped = pd.DataFrame({"year": last["year"], "month": one.where(~first, two), "day": two.where(~first, one)})
    swapped.loc[unsure] = np.nan
    days = _days(parts.apply(pd.to_numeric).fillna(swapped.apply(pd.to_numeric)))
    read = np.append(days, np.datetime64("NaT", "s"))[codes]
    return pd.Series(read, index=cells.index), AMBIGUOUS if unsure.any() else ""


def _days(parts: pd.DataFrame) -> Any:
    """Days of any year of four digits; none for the 30th of February."""
    year, month, day = (parts[name].to_numpy(dtype=float) for name in ("year", "month", "day"))
    sound = ~np.isnan(year) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    months = np.where(sound, (year - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + np.where(sound, day - 1, 0).astype("timedelta64[D]")
    sound &= days.astype("datetime64[M]") == months
    return np.where(sound, days.astype("datetime64[s]"), np.datetime64("NaT", "s"))


def _day_first(one: pd.Series, two: pd.Series, asked: pd.Series, stated: bool | None) -> pd.Series:
    """Whether the day comes first; unknown where neither the column nor the caller says."""
    day, month = bool((asked & (one > 12)).any()), bool((asked & (two > 12)).any())
    told = stated if day == month else day
    return pd.Series(pd.NA if told is None else told, index=one.index, dtype="boolean")


def _flags(cells: pd.Series) -> tuple[pd.Series, str]:
    meant = values_of(TABLES["seats"]["veto"])
    codes, written = pd.factorize(cells)
    said = [{"true": True, "false": False}.get(meant.get(plain(str(word)), "")) for word in written]
    read = pd.array(np.array([*said, None], dtype=object)[codes], dtype="boolean")
    return pd.Series(read, index=cells.index), ""


def _amounts(cells: pd.Series) -> tuple[pd.Series, str]:
    """Sums of money without currency and grouping; of two signs the later is the decimal one."""
    codes, written = pd.factorize(cells)
    texts = pd.Series(np.asarray(written, dtype=object), dtype=object).astype(str)
    plain_numbers = pd.to_numeric(texts, errors="coerce")
    bare = texts.str.replace(_CURRENCY, "", n=1, regex=True)
    bare = bare.where(~bare.str.contains(r"[^\W\d_]|%", regex=True), "").str.replace("−", "-")
    bare = bare.str.replace(r"[^\d.,+\-()]", "", regex=True).str.replace(r"^\((.*)\)$", r"-\1", regex=True)
    bare = bare.str.strip(".,")
    decimal_comma = bool((bare.str.contains(r"\.\d{3},|,\d{1,2}$") & ~bare.str.contains(r",\d+\.")).any())
    thousands, decimal = (".", ",") if decimal_comma else (",", ".")
    if decimal_comma:
        plain_numbers = plain_numbers.mask(texts.str.fullmatch(r"-?[1-9]\d{0,2}(\.\d{3})+"))
    grouped = bare.str.match(rf"^[+-]?\d{{1,3}}(\{thousands}\d{{3}})+(\{decimal}\d*)?$") | ~bare.str.contains(
        thousands, regex=False
    )
    ungrouped = bare.str.replace(thousands, "", regex=False).str.replace(decimal, ".", regex=False).where(grouped)
    numbers = plain_numbers.fillna(pd.to_numeric(ungrouped, errors="coerce")).to_numpy(dtype=float)
    finite = np.where(np.isfinite(numbers), numbers, np.nan)
    return pd.Series(np.append(finite, np.nan)[codes], index=cells.index), ""


def _measures(cells: pd.Series, table: str, column: str) -> tuple[pd.Series, str]:
    """A selling method's words on our scale, and numbers that are on it already."""
    words = number_words(table, column)
    low, high = TABLES[table][column].low, TABLES[table][column].high
    codes, written = pd.factorize(cells)
    numbers = pd.to_numeric(pd.Series(np.asarray(written, dtype=object), dtype=object), errors="coerce")
    said = pd.Series([words.get(plain(str(word)), np.nan) for word in written], dtype=float)
    read = numbers.where(numbers.between(low, high)).fillna(said).to_numpy(dtype=float)
    return pd.Series(np.append(read, np.nan)[codes], index=cells.index), ""


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

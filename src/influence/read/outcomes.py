"""A file of how deals ended, as the text that it holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from influence.read.files.days import days
from influence.read.files.sheets import known, only_sheet
from influence.tables.language import say
from influence.tables.vocabulary import column_named


def outcomes_of(path: str | Path, deals: pd.Index) -> pd.DataFrame:
    """The rows of a CSV file or workbook of outcomes by line, with the columns that `backtest` takes.

    Ids are numbers where those of `deals` are. Days are read as in exports; one that may be two days stays text, which
    is refused later with its line.
    """
    sheet = only_sheet(path, say("give the one of outcomes by itself"))
    frame = sheet.cells.set_axis(sheet.header, axis=1)
    return frame.apply(lambda cells: _read(cells, column_named("deals", str(cells.name)), deals))


def _read(cells: pd.Series, column: str | None, deals: pd.Index) -> pd.Series:
    read = known(cells, ids=column in ("deal", "account"))
    if column == "close_date":
        return read.map(_day, na_action="ignore")
    if column == "deal" and deals.dtype.kind in "iu":
        return read.map(lambda text: int(text) if text.isascii() and text.isdigit() else text, na_action="ignore")
    return read


def _day(text: str) -> Any:
    day = days([text])[0][0]
    return text if np.isnat(day) else str(day.astype("datetime64[D]"))

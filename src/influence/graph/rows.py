"""Rows of a table: those of a deal or with given values, changed, and added where there are none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Ints
from influence.errors import InfluenceError
from influence.tables.language import say

# How a problem names a row that stands in no table of the caller's.
NEW_ROW = "what if"


def in_order(table: pd.DataFrame, order: Ints) -> pd.DataFrame:
    """All rows of a table in this order; the table itself where they stand in it already."""
    there = (order[1:] > order[:-1]).all()
    return table if there else table.iloc[order].reset_index(drop=True)


def inside(table: pd.DataFrame, deal: object) -> Any:
    """Which rows the change may touch."""
    return table["deal"].notna() if deal is None else table["deal"] == deal


def rows_with(table: pd.DataFrame, deals: list[object], row: Mapping[str, object]) -> Flags:
    """Which rows of these deals hold these values."""
    _require_cells(row)
    there = table["deal"].isin(deals).to_numpy(dtype=bool)
    for column, value in row.items():
        there = there & (table[column] == value).to_numpy(dtype=bool, na_value=False)
    return there


def with_rows(table: pd.DataFrame, there: Flags, deals: list[object], row: Mapping[str, object]) -> pd.DataFrame:
    """The table with these values in the rows there, and in a new row of every deal that has none of them."""
    _require_cells(row)
    present = set(table.loc[there, "deal"])
    absent = [deal for deal in deals if deal not in present]
    # As objects, so that what is no number reaches the checks as it was written.
    old = {name: table.get(name, pd.Series(np.nan, table.index)).astype(object).mask(there, row[name]) for name in row}
    new = pd.DataFrame([{"deal": deal, **row} for deal in absent], index=[NEW_ROW] * len(absent), dtype=object)
    if not len(table):
        return new
    return pd.concat([table.assign(**old).astype({"deal": object}), new]) if absent else table.assign(**old)


def _require_cells(row: Mapping[str, object]) -> None:
    for column, value in row.items():
        if not pd.api.types.is_scalar(value):
            raise InfluenceError(say("{column} is {value}; give one value", column=column, value=repr(value)))

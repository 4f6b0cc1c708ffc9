"""Texts on their way into a file: each different one looked at once, and none of half characters."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pandas as pd

UNREADABLE = "\N{REPLACEMENT CHARACTER}"
_UNENCODABLE = re.compile("[\ud800-\udfff]")


def changed(column: pd.Series, change: Callable[[object], object]) -> pd.Series:
    """The column with all that is known changed: of texts, each different one once, or all at once where none is."""
    if pd.api.types.infer_dtype(column, skipna=True) != "string":
        return column.map(change, na_action="ignore").astype(object)
    codes, unique = pd.factorize(column)
    together = "\n".join(unique)
    if change(together) == together:
        return column.astype(object)
    known, cells = codes >= 0, column.to_numpy(dtype=object, copy=True)
    cells[known] = np.array([*map(change, unique), None], dtype=object)[codes[known]]
    return pd.Series(cells, index=column.index, name=column.name, dtype=object)


def whole(cell: object) -> object:
    """The cell without half characters, which no file can hold."""
    return _UNENCODABLE.sub(UNREADABLE, cell) if isinstance(cell, str) and not cell.isascii() else cell

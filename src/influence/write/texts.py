"""Texts on their way into a file: each different one looked at once, and none of half characters."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

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


def written(column: pd.Series, change: Callable[[object], object]) -> Any:
    """The cells as pandas writes them to CSV, texts changed, "" where unknown; numbers that are alike once for all."""
    if column.dtype == object:
        return changed(column, change).mask(column.isna(), "").to_numpy()
    if column.dtype.kind == "f" and isinstance(column.dtype, np.dtype):
        # By their bits, since -0.0 is written otherwise than the 0.0 that it equals.
        codes, bits = pd.factorize(column.to_numpy().view(f"i{column.dtype.itemsize}"))
        numbers = bits.view(column.dtype)
        texts = np.where(np.isnan(numbers), "", numbers.astype(str))
    else:
        codes, unique = pd.factorize(column)
        texts = unique.astype(str)
    return np.array([*texts.tolist(), ""], dtype=object)[codes]


def whole(cell: object) -> object:
    """The cell without half characters, which no file can hold."""
    return _UNENCODABLE.sub(UNREADABLE, cell) if isinstance(cell, str) and not cell.isascii() else cell

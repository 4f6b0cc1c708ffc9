"""The faults found so far, one row each, in the order of the tables and their rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from influence.tables.schema import TABLES

COLUMNS = ("table", "row", "column", "value", "problem", "remedy")
Rows = np.ndarray[Any, Any]


class Problems:
    """Collects faults; `frame` is what `InvalidData.problems` shows."""

    def __init__(self) -> None:
        self._found: list[pd.DataFrame] = []

    def add(
        self,
        frame: pd.DataFrame,
        table: str,
        column: str,
        wrong: Rows,
        problem: str | Sequence[str],
        remedy: str | Sequence[str],
    ) -> None:
        """Note a fault in `column` of every row where `wrong` holds; texts are one for all or one a row."""
        position = np.flatnonzero(wrong)
        if not len(position):
            return
        label = frame.index if frame.index.nlevels == 1 else pd.RangeIndex(len(frame))
        values = frame[column].iloc[position].astype(object).to_numpy() if column in frame else None
        self._note(table, position, label[position].astype(object), column, values, problem, remedy)

    def add_whole(self, table: str, column: str | None, value: object, problem: str, remedy: str) -> None:
        """Note a fault of a whole table or column."""
        self._note(table, [-1], [None], column, [value], problem, remedy)

    def _note(
        self, table: str, position: Any, row: Any, column: str | None, value: Any, problem: Any, remedy: Any
    ) -> None:
        cells = {"row": row, "column": column, "value": value, "problem": problem, "remedy": remedy}
        found = pd.DataFrame({"table": table, "position": position} | {k: _objects(v) for k, v in cells.items()})
        self._found.append(found)

    @property
    def frame(self) -> pd.DataFrame:
        """Every fault, ordered by table and row."""
        if not self._found:
            return pd.DataFrame({name: pd.Series(dtype=object) for name in COLUMNS})
        found = pd.concat(self._found, ignore_index=True)
        order = {name: number for number, name in enumerate(TABLES)}
        found["order"] = found["table"].map(order).fillna(-1)
        return found.sort_values(["order", "position"], kind="stable", ignore_index=True)[list(COLUMNS)]


def _objects(cells: Any) -> Any:
    """Cells as they are: pandas must not turn a list of one number into a column of floats."""
    if cells is None or isinstance(cells, str):
        return cells
    objects = np.empty(len(cells), dtype=object)
    objects[:] = list(cells)
    return objects

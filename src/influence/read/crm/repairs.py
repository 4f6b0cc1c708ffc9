"""Tables repaired until they pass validation: an export with faults is still read, and each fault noted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags
from influence.errors import InvalidData
from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.tables.assumptions import Assumptions
from influence.tables.schema import TABLES

ROUNDS = 20
"""Each round repairs every fault found, and may bring to light those behind them; more than two are rare."""

Tables = Mapping[str, pd.DataFrame]


def sound_graph(tables: Tables, assumptions: Assumptions | None, taker: NoteTaker) -> StakeholderGraph:
    """The graph of these tables, without the cells and rows that validation refuses."""
    for _ in range(ROUNDS):
        try:
            return StakeholderGraph.from_tables(**tables, assumptions=assumptions, notes=taker.notes)
        except InvalidData as invalid:
            last = invalid
            if invalid.problems["row"].isna().any():
                break
            tables = without_faults(tables, invalid.problems, taker)
    raise last


def without_faults(tables: Tables, problems: pd.DataFrame, taker: NoteTaker) -> dict[str, pd.DataFrame]:
    """The tables without what these problems name: a cell where it may be unknown, else its row."""
    result = dict(tables)
    for (name, column), found in problems.groupby(["table", "column"], sort=False):
        table = result[name]
        rows = table.index.isin(found["row"].to_numpy())
        definition = TABLES[name].by_name.get(column)
        whole = definition is None or definition.required
        _note(taker, table[rows], name, column, found.drop_duplicates("row").set_index("row"), whole)
        result[name] = table[~rows] if whole else table.assign(**{column: table[column].mask(rows)})
    return result


def _note(taker: NoteTaker, rows: pd.DataFrame, name: str, column: str, found: pd.DataFrame, whole: bool) -> None:
    ids = next((rows[each] for each in ("person", "source", "member", "deal") if each in rows), None)
    problem = found["problem"].reindex(rows.index)
    source = [f"{value} {text}" for value, text in zip(rows[column], problem, strict=True)]
    action = "left out" if whole else "dropped"
    taker.note(action, "", table=name, row=ids, column=column, source=source)


def closing(source: Any, target: Any, size: int) -> Flags:
    """Which relationships close a circle, where each source has one: of every circle the last one."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    graph = coo_array((np.ones(len(source)), (source, target)), shape=(size, size))
    group = connected_components(graph, connection="strong")[1]
    within = np.flatnonzero(group[source] == group[target])
    last = pd.Series(within).groupby(group[source[within]]).max().to_numpy(dtype=np.int64)
    wrong = np.zeros(len(source), dtype=bool)
    wrong[last] = True
    return wrong

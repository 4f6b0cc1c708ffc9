"""Deals without faults apart from those with: one broken row must not keep the others from being looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from influence.array_types import Flags
from influence.errors import InvalidData
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.tables.language import say

MOST_FAULTS = 3
"""So many faults of one deal are told; how many more there are is said."""

Rows = Mapping[str, Flags]
Deals = Mapping[str, pd.Series]


def graph_of_sound_deals(
    deals: Deals, made: Callable[[Rows], StakeholderGraph]
) -> tuple[StakeholderGraph | None, pd.Series]:
    """The graph of the deals that have no fault, and what is wrong with each of the others.

    Parameters
    ----------
    deals : dict of str to pandas.Series
        By table, the deal of each row as it was given.
    made : function of dict of str to ndarray of bool
        Makes the graph of these rows of each table, or raises `InvalidData`.

    Returns
    -------
    graph : StakeholderGraph or None
        None where no deal is sound.
    errors : pandas.Series
        By deal, its faults as text. Rows that name no deal stand under an unknown one.

    Raises
    ------
    InvalidData
        A whole table or column has a fault, which is one of every deal.
    """
    rows = {table: np.ones(len(cells), dtype=bool) for table, cells in deals.items()}
    errors: dict[object, str] = {}
    # Without anybody at all, the fault is one of the whole; where other tables have rows, it is one of their deals.
    while rows.get("people", np.ones(1, dtype=bool)).any() or not (errors or _deals_of(deals, rows)):
        try:
            return made(rows), _by_deal(errors)
        except InvalidData as invalid:
            told = _told(invalid)
            left = {table: kept & ~_among(deals[table], told) for table, kept in rows.items()}
            if not told or all((left[table] == kept).all() for table, kept in rows.items()):
                raise
            errors |= {deal: text for deal, text in told.items() if deal not in errors}
            rows = left
    alone = dict.fromkeys(_deals_of(deals, rows), say("is in no row of people; list at least one person"))
    return None, _by_deal(errors | alone)


def _told(invalid: InvalidData) -> dict[object, str]:
    """By deal, what is wrong with it; nothing where a whole table or column is."""
    problems = invalid.problems
    deal = _without_blanks(problems["deal"])
    if (deal.isna() & problems["row"].isna()).any():
        return {}
    files = {table: Path(path.name) for table, path in invalid.files.items()}
    groups = problems.groupby(deal.astype(object), dropna=False, sort=False)
    return {None if pd.isna(key) else key: _in_words(InvalidData(found, files)) for key, found in groups}


def _in_words(invalid: InvalidData) -> str:
    lines = invalid.lines()
    more = [say("and {count} more", count=len(lines) - MOST_FAULTS)] if len(lines) > MOST_FAULTS else []
    return " | ".join([*lines[:MOST_FAULTS], *more])


def _among(cells: pd.Series, told: Mapping[object, str]) -> Flags:
    known = _without_blanks(cells)
    found = known.isin([deal for deal in told if deal is not None])
    return (found | known.isna() if None in told else found).to_numpy(dtype=bool)


def _without_blanks(cells: pd.Series) -> pd.Series:
    cells = cells.astype(object)
    return cells.mask(cells.map(lambda cell: isinstance(cell, str) and not cell.strip()).to_numpy(dtype=bool))


def _deals_of(deals: Deals, rows: Rows) -> list[object]:
    left = [_without_blanks(cells[rows[table]]).dropna() for table, cells in deals.items()]
    return list(dict.fromkeys(deal for cells in left for deal in cells))


def _by_deal(errors: Mapping[object, str]) -> pd.Series:
    index = pd.Index(list(errors), dtype=object, name="deal")
    return pd.Series(list(errors.values()), index=index, name="error", dtype=object)

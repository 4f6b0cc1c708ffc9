"""The scores of every deal without faults, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from influence.analysis.score import score
from influence.errors import InfluenceError, UnknownName
from influence.graph.sound_deals import graph_of_sound_deals
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.tables.assumptions import Assumptions
from influence.tables.frames import as_frame
from influence.tables.keys import require_id
from influence.tables.language import say
from influence.tables.schema import TABLES

ERROR = "error"


def score_tables(
    tables: Mapping[str, Any], *, deal: object = "deal", assumptions: Assumptions | None = None
) -> pd.DataFrame:
    """What are the scores of every deal without faults, and what is wrong with the others?

    Parameters
    ----------
    tables : dict of str to table
        Tables by their names, each whatever `StakeholderGraph.from_tables` takes.
    deal : str or int
        The deal all rows belong to where no table has a `deal` column.
    assumptions : Assumptions, optional
        What the model assumes where no source gives a number.

    Returns
    -------
    pandas.DataFrame
        One row per deal, indexed by `deal` in the order of the ids. `error` is unknown where the deal is sound; else it
        holds its faults, as `InvalidData` words them (the first three, and how many more), and everything besides is
        unknown. The other columns are those of `score`. Rows of a table that name no deal make one row under an
        unknown deal.

    Raises
    ------
    InvalidData
        A whole table or column has a fault, which is one of every deal: a column is missing, for instance.
    UnknownName
        There is no table of that name.
    InfluenceError
        Something given is not a table, or there is none of people.

    Notes
    -----
    `check(tables)` lists all faults, with the deal of each. Deals never touch, so the numbers of the others are those
    that `score` gives them.

    Examples
    --------
    >>> import influence
    >>> people = {"deal": ["D1", "D2"], "person": ["Ann", "Bo"], "support": [0.5, 1.5]}
    >>> scores = influence.score_tables({"people": people})
    >>> scores["voters"].tolist()
    [1, <NA>]
    >>> scores["error"]["D2"].partition(";")[0]
    'people:1: support: 1.5 is not a number from -1 to 1'
    """
    if not isinstance(tables, Mapping) or tables.get("people") is None:
        raise InfluenceError(say("this is no dict of tables with one of people; give a dict such as {'people': table}"))
    require_id("deal", deal)
    for name in tables:
        if name not in TABLES:
            raise UnknownName("table", name, TABLES)
    frames = {name: as_frame(name, table) for name, table in tables.items() if table is not None}
    if not any("deal" in frame for frame in frames.values()):
        frames = {name: frame.assign(deal=deal) for name, frame in frames.items()}
    deals = {name: frame["deal"] if "deal" in frame else _nowhere(frame) for name, frame in frames.items()}
    graph, errors = graph_of_sound_deals(
        deals,
        lambda rows: StakeholderGraph.from_tables(
            **{name: frame[rows[name]] for name, frame in frames.items()}, assumptions=assumptions
        ),
    )
    return scores_and_errors(graph, errors)


def scores_and_errors(graph: StakeholderGraph | None, errors: pd.Series) -> pd.DataFrame:
    """The scores of a graph, and a row for each deal that is not in it."""
    scores = pd.DataFrame(index=errors.index[:0]) if graph is None else score(graph)
    scores.insert(0, ERROR, pd.Series(None, index=scores.index, dtype=object))
    return in_order(pd.concat([_with_gaps(scores), errors.to_frame()])) if len(errors) else scores


def in_order(scores: pd.DataFrame) -> pd.DataFrame:
    """The rows in the order of their deals, an unknown one last."""
    try:
        order = scores.index.argsort()
        return scores.iloc[order] if scores.index.notna().all() else scores.sort_index()
    except TypeError:  # text and numbers
        return scores.sort_index(key=lambda deals: deals.map(str))


def _with_gaps(scores: pd.DataFrame) -> pd.DataFrame:
    """The same numbers in columns that may lack some: whole ones stay whole."""
    types = {"i": "Int64", "b": "boolean"}
    return scores.astype({name: types[kind.kind] for name, kind in scores.dtypes.items() if kind.kind in types})


def _nowhere(frame: pd.DataFrame) -> pd.Series:
    return pd.Series(None, index=frame.index, dtype=object)

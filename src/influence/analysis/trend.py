"""Every deal's scores, day by day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import arrays_of
from influence.analysis.score import score
from influence.array_types import Days
from influence.errors import InfluenceError
from influence.graph.as_of import day_of, on_each_day
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.tables.language import say


def trend(graph: StakeholderGraph, days: Iterable[Any], *, undated: str = "keep") -> pd.DataFrame:
    """How have the scores of every deal come about, day by day?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    days : iterable of str, datetime.date or pandas.Timestamp
        The days, such as `pandas.date_range("2024-01-31", periods=12, freq="ME")`.
    undated : {"keep", "drop"}
        What becomes of rows and cells of which nobody knows the day, as in `StakeholderGraph.as_of`.

    Returns
    -------
    pandas.DataFrame
        One row per deal and day, indexed by `deal` in the order of the ids and by `day`, a date, rising, each day once.
        The columns of `score` with their units, each of them as `score(graph.as_of(day))` has it. One column over
        time, a line per deal: `trend(graph, days)["win"].unstack("deal").plot()`.

    Raises
    ------
    InfluenceError
        `days` is empty or holds what is no day; or `undated` is neither "keep" nor "drop".

    Notes
    -----
    All days are scored in one pass: each deal on each day is a deal of one graph, and deals never touch. So time and
    memory grow with the number of deals times that of days. What has no day in the tables is the same on each day
    (`StakeholderGraph.as_of` lists it; docs/model.md, section 22). Rules 001-24, 002-13.

    Examples
    --------
    >>> import influence
    >>> duck = influence.datasets.load("cooked_duck")
    >>> influence.trend(duck, ["2012-02-15", "2012-03-01", "2012-03-15"])["red_flags"].unstack("deal")
    deal        equipment
    day
    2012-02-15          7
    2012-03-01         11
    2012-03-15         15
    """
    arrays_of(graph)
    rising = _rising(days)
    scores = score(on_each_day(graph, rising, undated))
    of_days = pd.DatetimeIndex(rising.astype("datetime64[s]"))
    return scores.set_axis(pd.MultiIndex.from_product([graph.all_deals, of_days], names=["deal", "day"]))


def _rising(days: Iterable[Any]) -> Days:
    if isinstance(days, str) or not hasattr(days, "__iter__"):
        raise InfluenceError(
            say("days is {days}; give a list of days, such as ['2024-04-30', '2024-05-31']", days=repr(days))
        )
    each = [day_of(day) for day in days]
    if not each:
        raise InfluenceError(say("days is empty; give at least one day"))
    return np.unique(np.array(each, dtype="datetime64[D]"))

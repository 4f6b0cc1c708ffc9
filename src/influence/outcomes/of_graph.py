"""The scores of a graph for a look back: without its outcomes, and with nothing dated after the decisions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.score import WHO, score
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.outcomes.baselines import baselines
from influence.outcomes.ended import read_outcomes, refuse
from influence.outcomes.matched import AFTER, AS_OF
from influence.tables.language import say
from influence.tables.problems import Problems, Wording

# The days on which a row came to be known; due days and terms of office may well lie ahead.
DATED = {
    "contacts": ("last_touch",),
    "ratings": ("date",),
    "facts": ("date",),
    "interactions": ("date",),
    "commitments": ("made", "done"),
    "stances": ("date",),
}


def scored(
    graph: StakeholderGraph, outcomes: Any, rules: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The scores of every deal with the day they were known, and its baselines, or those given."""
    _require_before(graph, read_outcomes(outcomes)["close_date"])
    deals = graph.deals
    open_again = graph.replaced(deals=deals.drop(columns="outcome")) if "outcome" in deals else graph
    found = score(open_again).drop(columns=list(WHO))
    if AS_OF in deals:
        found[AS_OF] = deals.set_index("deal")[AS_OF].reindex(found.index)
    return found, baselines(open_again) if rules is None else rules


def _require_before(graph: StakeholderGraph, decided: pd.Series) -> None:
    """Refuse rows of the tables that are dated after the decision of their deal."""
    problems, remedy = Problems(), say("{remedy}, as graph.as_of (--as-of) does", remedy=say(AFTER))
    for table, columns in DATED.items():
        rows = graph.table(table) if graph.arrays.table(table) is not None else pd.DataFrame()
        for column in (name for name in columns if name in rows):
            last = decided.reindex(pd.Index(rows["deal"])).to_numpy(dtype="datetime64[s]")
            later = rows[column].to_numpy(dtype="datetime64[s]") > last
            # The rows of a graph stand sorted, so their numbers say little.
            texts = [say("is after the decision on {deal}", deal=repr(deal)) for deal in rows["deal"].array[later]]
            problems.add(rows, table, column, np.asarray(later), Wording("after_decision", texts, remedy))
    refuse(problems)

"""A row a deal for the page and the figure of a pipeline, of all deals in one pass; whatever is unknown is missing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from influence.analysis.finding import arrays_of
from influence.analysis.score import score
from influence.analysis.team_coverage import team_coverage
from influence.graph.arrays import Arrays
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.show.next_move import first_of_plans, is_to_be_won
from influence.tables.phrases import NEARLY
from influence.write.readable import OF_CONTACTS, most_costly, with_contacts

FACTS = ("account", "name", "stage", "amount", "currency", "close_date", "as_of", "outcome")
SCORES = (
    "verdict", "red_flags", "coverage", "reach", "support", "support_low", "support_high", "certainty", "win",
    "win_low", "win_high", "single_points",
)  # fmt: skip


def rows_of(graph: StakeholderGraph) -> pd.DataFrame:
    """Every deal's facts and scores, with names for ids.

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.

    Returns
    -------
    pandas.DataFrame
        Indexed by `deal`, in the order of the ids: `account`, `name`, `stage`, `amount`, `currency`, `close_date`,
        `as_of`, `outcome`; `lead` (of our team, who has contacted most people, else the first of the team); the scores
        of `SCORES` as `score` has them, but unknown where what they are made of is; `depends_on` (who costs most reach,
        where there is a single point of failure), `entry` (whom to win next); `at_risk` (the amount of a deal that is
        open and is not told to go on, else 0; missing where the amount is).
    """
    arrays = arrays_of(graph)
    facts = graph.deals.set_index("deal").reindex(graph.all_deals).reindex(columns=list(FACTS))
    scores = _known(arrays, score(graph, columns=SCORES))
    rows = pd.concat([facts, scores], axis=1)
    rows["lead"] = _leads(graph)
    rows["depends_on"] = np.where(rows["single_points"] > 0, most_costly(arrays), None)
    rows["entry"] = _next(graph, rows)
    going = (rows["verdict"] == "go") | rows["outcome"].notna()
    rows["at_risk"] = pd.to_numeric(rows["amount"]).where(~going, 0.0)
    return rows


def _known(arrays: Arrays, scores: pd.DataFrame) -> pd.DataFrame:
    """The scores without the numbers that only what was assumed has made."""
    contacts = with_contacts(arrays)
    for name in OF_CONTACTS:
        scores[name] = scores[name].where(contacts).astype(float)
    scores["support"] = scores["support"].where(scores["certainty"] > 0)
    open_ = scores["win_high"] - scores["win_low"] >= 1 - NEARLY
    for name in ("win", "win_low", "win_high"):
        scores[name] = scores[name].mask(open_)
    return scores


def _next(graph: StakeholderGraph, rows: pd.DataFrame) -> pd.Series:
    """Whom to win next in each deal, by name."""
    people, first = graph.people, first_of_plans(graph)
    keys = pd.MultiIndex.from_frame(people[["deal", "person"]])
    at_ = keys.get_indexer(pd.MultiIndex.from_arrays([first.index, first]))
    named = pd.Series(graph.arrays.person_names[at_], index=first.index, dtype=object)
    return named.reindex(rows.index).where(is_to_be_won(rows["outcome"], rows["verdict"]))


def _leads(graph: StakeholderGraph) -> pd.Series:
    """Who of ours has contacted most people of each deal, else the first of its team."""
    first = graph.team.groupby("deal")["member"].first().reindex(graph.all_deals)
    busiest = team_coverage(graph).by_deal["busiest"].astype(object)
    return busiest.where(busiest.notna(), first.astype(object))

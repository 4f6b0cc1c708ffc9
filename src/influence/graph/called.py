"""Names in place of the ids of people and deals, where somebody reads the rows of a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from influence.graph.stakeholder_graph import StakeholderGraph
from influence.tables.language import say

# What holds people's ids, and which column says whose side they are on: team members stay as they are.
PEOPLE: Mapping[str, str | None] = {
    "person": None, "other": None, "who": "side", "by": "by_side", "to": "to_side", "via": None, "through": None,
    "first": None, "about": None, "ask": None, "pair_with": None, "oldest_view": None, "entry": None, "worst": None,
    "worst_departure": None, "main_supporter": None,
}  # fmt: skip
OURS = "ours"
# Where these are empty, a row is about nobody in particular, or nobody introduces us: that is known.
NOBODY_MEANT = {"who", "via"}
# The id of a deal whose rows name none.
NO_ID = "deal"


def called(rows: pd.DataFrame, graph: StakeholderGraph | None) -> pd.DataFrame:
    """These rows, whose index stands in columns, with what people and deals are called for their ids."""
    if graph is None or "deal" not in rows:
        return rows
    names = _names(graph, rows["deal"])
    people = {name: _named(rows, name, names) for name in PEOPLE if name in rows}
    return rows.assign(**people, deal=_deals_named(rows["deal"], graph))


def title_of(facts: Mapping[str, Any], deal: object) -> str:
    """What to call a deal: by the customer and its name, else by its id."""
    parts = [str(facts[name]) for name in ("account", "name") if pd.notna(facts.get(name))]
    if len(parts) > 1:
        return say("{account}: {deal}", account=parts[0], deal=parts[1])
    if parts:
        return parts[0]
    return say("Untitled deal") if deal == NO_ID else say("Deal {deal}", deal=deal)


def told_apart(titles: Mapping[Any, str]) -> dict[Any, str]:
    """What deals are called, each by its id too where several are called so."""
    times = Counter(titles.values())
    return {deal: title if times[title] == 1 else f"{title} ({deal})" for deal, title in titles.items()}


def names_by_key(graph: StakeholderGraph) -> dict[tuple[Any, Any], str]:
    """What to call each person, by deal and id."""
    people = graph.people
    keys = zip(people["deal"], people["person"], strict=True)
    return dict(zip(keys, map(str, graph.arrays.person_names), strict=True))


def _deals_named(ids: pd.Series, graph: StakeholderGraph) -> pd.Series:
    """What to call each deal of a column; by its id where nothing else is known of it."""
    here = graph.deals[graph.deals["deal"].isin(ids)].reindex(columns=["deal", "account", "name"])
    named = here[here[["account", "name"]].notna().any(axis=1)].to_dict("records")
    titles = told_apart({facts["deal"]: title_of(facts, facts["deal"]) for facts in named})
    return ids.map(lambda deal: titles.get(deal, deal))


def _named(rows: pd.DataFrame, column: str, names: Mapping[Any, str]) -> list[Any]:
    side = rows.get(PEOPLE[column] or "", pd.Series(None, index=rows.index))
    return [
        cell if whose == OURS else names.get((deal, cell), cell)
        for deal, cell, whose in zip(rows["deal"], rows[column], side, strict=True)
    ]


def _names(graph: StakeholderGraph, deals: pd.Series) -> dict[Any, str]:
    """What to call each person of these deals, with the id where two are called so; nobody whose id one of us has."""
    people = graph.people[["deal", "person"]].assign(name=graph.arrays.person_names)
    people = people[people["deal"].isin(deals)]
    twice = people.duplicated(["deal", "name"], keep=False)
    shown = people["name"].where(~twice, people["name"] + " (" + people["person"].astype(str) + ")")
    ours = set(zip(graph.contacts["deal"], graph.contacts["member"], strict=True))
    called_so = zip(people["deal"], people["person"], shown, strict=True)
    return {(deal, person): name for deal, person, name in called_so if (deal, person) not in ours}

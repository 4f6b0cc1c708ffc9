"""Names in place of the ids of people, where somebody reads the rows of a finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from influence.graph.stakeholder_graph import StakeholderGraph

# What holds people's ids, and which column says whose side they are on: team members stay as they are.
PEOPLE: Mapping[str, str | None] = {
    "person": None, "other": None, "who": "side", "by": "by_side", "to": "to_side", "via": None, "through": None,
    "first": None, "about": None, "ask": None, "pair_with": None, "oldest_view": None, "entry": None, "worst": None,
    "worst_departure": None, "main_supporter": None,
}  # fmt: skip
OURS = "ours"


def called(rows: pd.DataFrame, graph: StakeholderGraph | None) -> pd.DataFrame:
    """These rows, whose index stands in columns, with what people are called for their ids."""
    columns = [name for name in PEOPLE if name in rows]
    if graph is None or "deal" not in rows or not columns:
        return rows
    names = _names(graph, rows["deal"])
    return rows.assign(**{name: _named(rows, name, names) for name in columns})


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

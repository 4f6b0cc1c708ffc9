"""Who would turn against us when somebody is won, by conflicts and factions (rule 003-7).

Winning somebody moves their opponents the other way: j falls by what they heed i, negative, x how far i still has to
rise. Whoever of the committee is of another faction than i, and has no relationship with i on record, is taken to be
in conflict with them (docs/model.md, section 7).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.grouping import joined, rank_within, runs
from influence.measures.listening import listening
from influence.tables.language import say

# So many are named.
SHOWN = 3


@dataclass(frozen=True)
class Falls:
    """Who falls when whom is won: positions in `people`, by how much, and whether only their factions say so."""

    won: Ints
    falls: Ints
    by: Floats
    assumed: Any


def turns(arrays: Arrays, people: Ints) -> Any:
    """Who would turn against us once each of these people is won, and by how much; None where nobody we know would."""
    found, place = _falls(arrays, people), np.full(arrays.n_people, -1)
    place[people] = np.arange(len(people))
    order = np.lexsort((found.falls, -np.round(found.by, 9), place[found.won]))
    # A fall that rounds to nothing is not worth a word.
    order = order[(found.by[order] >= 0.005) & (place[found.won][order] >= 0)]
    order = order[rank_within(place[found.won][order]) < SHOWN]
    words = [
        f"{name} −{by:.2f}{say(' (other faction)') if assumed else ''}"
        for name, by, assumed in zip(
            arrays.person_names[found.falls[order]], found.by[order], found.assumed[order], strict=True
        )
    ]
    said = joined(np.array(words, dtype=object), place[found.won][order], len(people))
    return np.where(said == "", None, said)


def _falls(arrays: Arrays, people: Ints) -> Falls:
    pull = listening(arrays).pull.tocoo()
    heeds, heeded, value = pull.row.astype(np.int64), pull.col.astype(np.int64), pull.data
    wanted = arrays.marked(people)[heeded] & (value < 0)
    won, other = _of_other_factions(arrays, people)
    near = arrays.marked(other)[heeds]
    stranger = ~np.isin(other * arrays.n_people + won, heeds[near] * arrays.n_people + heeded[near])
    won, other = won[stranger], other[stranger]
    headroom = 1 - arrays.measure("support", 0.0)
    return Falls(
        won=np.concatenate([heeded[wanted], won]),
        falls=np.concatenate([heeds[wanted], other]),
        by=np.concatenate([-value[wanted], _as_if_in_conflict(arrays, won, other)])
        * headroom[np.concatenate([heeded[wanted], won])],
        assumed=np.repeat([False, True], [wanted.sum(), len(won)]),
    )


def _of_other_factions(arrays: Arrays, people: Ints) -> tuple[Ints, Ints]:
    """Each of these people with everybody of the committee who is known to be of another faction."""
    table = arrays.table("people")
    if table is None or "faction" not in table:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    faction = np.asarray(pd.factorize(table["faction"].astype(object))[0])
    deciders = np.flatnonzero((arrays.weight > 0) & ~arrays.assumed[arrays.person_deal] & (faction >= 0))
    people = people[faction[people] >= 0]
    start = np.searchsorted(arrays.person_deal[deciders], arrays.person_deal[people])
    count = np.searchsorted(arrays.person_deal[deciders], arrays.person_deal[people], side="right") - start
    run, position = runs(start, count)
    won, other = people[run], deciders[position]
    apart = faction[won] != faction[other]
    return won[apart], other[apart]


def _as_if_in_conflict(arrays: Arrays, won: Ints, other: Ints) -> Floats:
    """How far each other would heed each one won, negative, if a conflict between them were on record."""
    heard, conflict = listening(arrays), arrays.assumptions.relationship_kinds.get("conflicts_with")
    carried = 0.0 if conflict is None else -min(conflict.source_sways_target, 0.0)
    against = carried * arrays.measure("influence", arrays.assumptions.unknown_influence)[won]
    whole = heard.attention[other] + against
    return heard.openness[other] * np.divide(against, whole, out=np.zeros(len(won)), where=whole > 0)

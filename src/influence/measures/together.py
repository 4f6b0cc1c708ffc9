"""Who of the customer took part in the same encounter with us (rule 003-44)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from influence.array_types import Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.grouping import rank_within, runs
from influence.measures.encounters import encounters
from influence.tables.schema import OUR_SIDE


@dataclass(frozen=True)
class Pairs:
    """Each two people who met us together, once, the first of them the first by id.

    Attributes
    ----------
    one, other : ndarray of int
        Positions in `people`.
    times : ndarray of int
        In how many encounters.
    day : ndarray of float
        The last day of one, since 1970; NaN where none is dated.
    crowds : ndarray of int
        Encounters of each deal left out, for more people took part than meet one another.
    """

    one: Ints
    other: Ints
    times: Ints
    day: Floats
    crowds: Ints


def met_in_pairs(arrays: Arrays, largest: int) -> Pairs:
    """The pairs of people in our encounters of so many people at most."""
    found = encounters(arrays)
    rows = np.flatnonzero((found.name == OUR_SIDE)[found.side] & (found.person >= 0))
    meeting, person, day = found.encounter[rows], found.person[rows], found.day[rows]
    size = np.bincount(meeting, minlength=meeting.max(initial=0) + 1)
    crowd = np.unique(meeting[size[meeting] > largest])
    crowds = np.bincount(arrays.person_deal[person[np.searchsorted(meeting, crowd)]], minlength=arrays.n_deals)
    kept = size[meeting] <= largest
    meeting, person, day = meeting[kept], person[kept], day[kept]
    # Each goes with all who stand behind them in the same encounter.
    behind = size[meeting] - 1 - rank_within(meeting)
    first, second = runs(np.arange(len(meeting)) + 1, behind)
    people = max(arrays.n_people, 1)
    pairs, place = np.unique(person[first] * people + person[second], return_inverse=True)
    last = np.full(len(pairs), np.nan)
    np.fmax.at(last, place, day[first])
    return Pairs(pairs // people, pairs % people, np.bincount(place, minlength=len(pairs)), last, crowds)

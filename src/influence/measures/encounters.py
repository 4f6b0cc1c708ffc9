"""Encounters of each side: how many, how many of them joint, and touches a week (rules 002-7.3, 002-28, 003-44)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.grouping import named_pairs, ratio
from influence.graph.kept import kept
from influence.graph.lookups import days, deal_days
from influence.tables.schema import LAYERS, OUR_SIDE


@dataclass(frozen=True)
class Encounters:
    """The touches of all sides: each encounter and each of the customer's people in it once, sorted by these two.

    Attributes
    ----------
    deal : ndarray of int
        The number of the deal of each side; a side is a pair of deal and name, sorted by these two.
    name : ndarray of object
        What `interactions` calls the side.
    side : ndarray of int
        The side of each touch, a position in `deal`.
    encounter : ndarray of int
        Which encounter it belongs to, from 0; rising.
    person : ndarray of int
        A position in `people`; -1 for somebody of whom only the department is known.
    day : ndarray of float
        The last day recorded of the encounter, since 1970; NaN where none is.
    """

    deal: Ints
    name: Any
    side: Ints
    encounter: Ints
    person: Ints
    day: Floats

    @property
    def side_of(self) -> Ints:
        """The side of each encounter."""
        return self.side[np.unique(self.encounter, return_index=True)[1]]

    @property
    def people(self) -> Ints:
        """How many of the customer's people took part in each encounter; one for each department without a name."""
        return np.bincount(self.encounter)

    def of_deals(self, name: str, size: int) -> Ints:
        """The position of this side in each deal; -1 where it met nobody."""
        found = np.full(size, -1)
        there = np.flatnonzero(self.name == name)
        found[self.deal[there]] = there
        return found


@kept
def encounters(arrays: Arrays) -> Encounters:
    """Every encounter of every side; rows of one deal and side with the same id were one."""
    table = arrays.table("interactions")
    if table is None:
        table = pd.DataFrame({name: pd.Series(dtype=object) for name in ("side", "interaction")})
    deal = arrays.keys.deal.get("interactions", np.empty(0, dtype=np.int64))
    deals, names, side = named_pairs(deal, table["side"].astype(object))
    number, ids = pd.factorize(table["interaction"], sort=True)
    meetings, meeting = np.unique(side * max(len(ids), 1) + number, return_inverse=True)
    last = np.full(len(meetings), np.nan)
    np.fmax.at(last, meeting, days(arrays, "interactions", "date"))
    who = _who(arrays, table)
    width = who.max(initial=0) + 1
    touches = np.unique(meeting * width + who)
    encounter, who = touches // width, touches % width
    return Encounters(
        deal=deals,
        name=names,
        side=meetings[encounter] // max(len(ids), 1),
        encounter=encounter,
        person=np.where(who < arrays.n_people, who, -1),
        day=last[encounter],
    )


def _who(arrays: Arrays, table: pd.DataFrame) -> Ints:
    """The person of each row, or a number behind all of them for somebody of each department."""
    nobody = np.full(len(table), -1)
    person = arrays.keys.person.get(("interactions", "person"), nobody)
    department = pd.factorize(table["department"])[0] if "department" in table else nobody
    return np.where(person >= 0, person, arrays.n_people + 1 + department)


def how_often(arrays: Arrays) -> dict[str, Floats]:
    """Encounters of each side, the share that was joint, and touches a week, by those with a vote and by layer."""
    found, size = encounters(arrays), len(encounters(arrays).deal)
    count = np.bincount(found.side_of, minlength=size)
    joint = np.bincount(found.side_of, weights=found.people >= 2, minlength=size)
    weeks, named = _weeks(arrays, found), found.person >= 0
    dated = found.day <= deal_days(arrays, "as_of")[found.deal[found.side]]

    def a_week(which: Flags) -> Floats:
        return np.where(weeks > 0, ratio(np.bincount(found.side[dated & which], minlength=size), weeks), np.nan)

    votes, layer = np.append(_decide(arrays), False)[found.person], np.append(arrays.layer, -1)[found.person]
    decided = ~arrays.assumed[found.deal]
    return {
        "encounters": count,
        "joint": ratio(joint, count, np.nan),
        "a_week": a_week(np.ones(len(found.side), dtype=bool)),
        "a_week_voters": np.where(decided, a_week(named & votes), np.nan),
        "a_week_others": np.where(decided, a_week(named & ~votes), np.nan),
        **{f"a_week_{name}": a_week(layer == place) for place, name in enumerate(LAYERS)},
    }


def _decide(arrays: Arrays) -> Flags:
    """Who is known to have a vote or a veto."""
    return (arrays.votes > 0) | arrays.vetoes


def _weeks(arrays: Arrays, found: Encounters) -> Floats:
    """Weeks from the first encounter of the deal, of whatever side, to `as_of`; one at least; NaN where unknown."""
    as_of, first = deal_days(arrays, "as_of"), np.full(arrays.n_deals, np.nan)
    deal = found.deal[found.side]
    np.fmin.at(first, deal, np.where(found.day <= as_of[deal], found.day, np.nan))
    weeks = np.maximum((as_of - first) / 7, 1.0)
    own = np.bincount(found.side[~np.isnan(found.day)], minlength=len(found.deal)) > 0
    return np.where(own, weeks[found.deal], np.nan)


def touches_without_vote(arrays: Arrays, rows: Ints, group: Ints, size: int) -> Floats:
    """The share of the touches in these rows of `contacts` that went to people without a vote, by group.

    NaN where no touches are recorded, or where no seat says who votes.
    """
    person = arrays.keys.person.get(("contacts", "person"), np.empty(0, dtype=np.int64))[rows]
    known = ~arrays.assumed[arrays.person_deal[person]]
    touches = np.where(known, arrays.numbers("contacts", "touches", 0.0)[rows], 0.0)
    spent = np.bincount(group, weights=touches * ~_decide(arrays)[person], minlength=size)
    return ratio(spent, np.bincount(group, weights=touches, minlength=size), np.nan)


def ours(arrays: Arrays, values: Floats) -> Floats:
    """What holds of each side, of ours by deal; NaN where no encounter of ours is recorded."""
    return np.append(values.astype(float), np.nan)[encounters(arrays).of_deals(OUR_SIDE, arrays.n_deals)]

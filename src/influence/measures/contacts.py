"""Contacts one by one: when each was last touched, on whom they rest, in which faction they lie.

A contact is a member's relation with a person, however shallow; a person is contacted from the depth on that the
assumptions ask for (rules 002-12, 003-47, 004-9).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.grouping import at, largest_of_each, ratio
from influence.graph.kept import kept
from influence.graph.lookups import days, deal_days
from influence.measures.side_coverage import contacted_by
from influence.tables.schema import OUR_SIDE


@dataclass(frozen=True)
class Contacts:
    """Contacts, each pair of who has it and person once, sorted by these two.

    Attributes
    ----------
    owner : ndarray of int
        Who has the contact: a position among a side's members (`Access.member_id`), or whatever number was given.
    person : ndarray of int
        A position in `people`.
    deal : ndarray of int
        The number of the deal.
    depth : ndarray of float
        The strongest contact of the two, 0 to 1.
    contacted : ndarray of bool
        Whether that is deep enough to count.
    day : ndarray of float
        The last touch known, in days since 1970; NaN where none is dated.
    age : ndarray of float
        Days from that touch to the day the tables describe (`as_of`), negative where it came later; NaN where either
        is unknown.
    """

    owner: Ints
    person: Ints
    deal: Ints
    depth: Floats
    contacted: Flags
    day: Floats
    age: Floats


@kept
def contacts_of(arrays: Arrays, side: str = OUR_SIDE) -> Contacts:
    """The contacts of one side by its members, in the order of `arrays.access(side)`."""
    rows, _, _ = arrays.contacts(side)
    return merged(arrays, rows, arrays.member_positions("contacts", side)[rows])


def merged(arrays: Arrays, rows: Ints, owner: Ints) -> Contacts:
    """The contacts in these rows of `contacts`, each pair of owner and person once: the deepest, and the last touch."""
    person = arrays.keys.person.get(("contacts", "person"), np.empty(0, dtype=np.int64))[rows]
    size = max(arrays.n_people, 1)
    pairs, where = np.unique(owner * size + person, return_inverse=True)
    depth, day = np.zeros(len(pairs)), np.full(len(pairs), np.nan)
    np.maximum.at(depth, where, arrays.defaulted("contacts", "strength")[rows])
    np.fmax.at(day, where, days(arrays, "contacts", "last_touch")[rows])
    person = pairs % size
    deal = arrays.person_deal[person]
    age = deal_days(arrays, "as_of")[deal] - day
    return Contacts(pairs // size, person, deal, depth, depth >= arrays.assumptions.contacted_depth, day, age)


def last_touch_days(age: Floats, group: Ints, size: int) -> Floats:
    """Days since the last touch of each group of contacts; NaN where nobody can tell of any of them."""
    fewest = np.full(size, np.nan)
    np.fmin.at(fewest, group, age)
    return fewest


def loads(arrays: Arrays, side: str = OUR_SIDE) -> tuple[Ints, Floats]:
    """How many people each member of a side has contacted, and the share of all such contacts in the deal (004-9).

    The share is NaN where nobody in the deal has contacted anybody.
    """
    access, contacts = arrays.access(side), contacts_of(arrays, side)
    people = np.bincount(contacts.owner[contacts.contacted], minlength=len(access.member_id))
    every = arrays.per_deal(people, access.member_deal)[access.member_deal]
    return people, ratio(people, every, np.nan)


def votes_held(arrays: Arrays, side: str = OUR_SIDE) -> Floats:
    """The share of the committee's votes that each member of a side has contacted; NaN where there is no committee."""
    access, contacts = arrays.access(side), contacts_of(arrays, side)
    owner, met = contacts.owner[contacts.contacted], contacts.person[contacts.contacted]
    votes = np.bincount(owner, weights=arrays.votes[met], minlength=len(access.member_id))
    return ratio(votes, arrays.total_votes[access.member_deal], np.nan)


def main_factions(arrays: Arrays, side: str = OUR_SIDE) -> tuple[Any, Floats]:
    """The faction with most of the people a side has contacted in each deal, the first by name, and its share (003-47).

    People of unknown faction count among those contacted; None and NaN where no faction of them is known.
    """
    table = arrays.table("people")
    if table is None or "faction" not in table:
        return np.full(arrays.n_deals, None, dtype=object), np.full(arrays.n_deals, np.nan)
    code, names = pd.factorize(table["faction"].astype(object), sort=True)
    contacted = contacted_by(arrays, side)
    some = contacted & (code >= 0)
    groups, people = np.unique(arrays.person_deal[some] * max(len(names), 1) + code[some], return_counts=True)
    deal, faction = groups // max(len(names), 1), groups % max(len(names), 1)
    # Groups stand sorted by deal and name.
    main = largest_of_each(deal, people, arrays.n_deals)
    return (
        at(np.asarray(names, dtype=object)[faction], main, None),
        ratio(at(people, main, np.nan), arrays.per_deal(contacted), np.nan),
    )

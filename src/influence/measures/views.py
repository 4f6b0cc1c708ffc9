"""How old each member's view of each person is: since they last met or rated them (rule 004-6)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from influence.array_types import Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.kept import kept
from influence.graph.lookups import days, deal_days
from influence.measures.contacts import contacts_of
from influence.measures.our_members import of_access, our_members
from influence.tables.spelling import plain


@dataclass(frozen=True)
class Views:
    """Each pair of a member of ours and a person they met or rated once, sorted by these two.

    Attributes
    ----------
    member : ndarray of int
        A position in `our_members`.
    person : ndarray of int
        A position in `people`.
    age : ndarray of float
        Days from their last touch or rating to `as_of`, below 0 where it came later; NaN where none is dated.
    """

    member: Ints
    person: Ints
    age: Floats


@kept
def views(arrays: Arrays) -> Views:
    """Whom each of ours has a view of, and how old it is; a rater called like a member of the deal is that member."""
    contacts, rater = contacts_of(arrays), _raters(arrays)
    rated = np.flatnonzero(rater >= 0)
    about = arrays.keys.person.get(("ratings", "person"), np.empty(0, dtype=np.int64))[rated]
    size = max(arrays.n_people, 1)
    key = np.concatenate([of_access(arrays)[contacts.owner] * size + contacts.person, rater[rated] * size + about])
    pairs, place = np.unique(key, return_inverse=True)
    last = np.full(len(pairs), np.nan)
    np.fmax.at(last, place, np.concatenate([contacts.day, days(arrays, "ratings", "date")[rated]]))
    person = pairs % size
    return Views(pairs // size, person, deal_days(arrays, "as_of")[arrays.person_deal[person]] - last)


def _raters(arrays: Arrays) -> Ints:
    """The position in `our_members` of each rater, whatever spelling; -1 for whoever is none of one member alone."""
    table, own = arrays.table("ratings"), our_members(arrays)
    if table is None or not len(own.key):
        return np.full(0 if table is None else len(table), -1)
    members = np.array([plain(name) for name in arrays.member_texts.tolist()], dtype=object)[own.member]
    code, names = pd.factorize(table["rater"].astype(object))
    raters = np.array([plain(str(name)) for name in names], dtype=object)[code]
    index = pd.MultiIndex.from_arrays([own.deal, members])
    alone = np.flatnonzero(~index.duplicated(keep=False))
    found = index[alone].get_indexer(pd.MultiIndex.from_arrays([arrays.keys.deal["ratings"], raters]))
    return np.append(alone, -1)[found]

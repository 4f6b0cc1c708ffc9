"""Who may win each deal, and how everybody stands to each of them by themselves (docs/model.md section 11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.grouping import named_pairs, rank_within
from influence.graph.kept import kept
from influence.tables.schema import NOBODY, OUR_SIDE

# The columns of ours and of nobody; rivals follow by name.
US, NOTHING = 0, 1
SIDED = ("stances", "contacts", "interactions")


@dataclass(frozen=True)
class Sides:
    """The rivals of every deal, each pair of deal and rival once, sorted by deal and name.

    Attributes
    ----------
    deal : ndarray of int
        The number of the deal.
    name : ndarray of object
        What the tables call the rival.
    column : ndarray of int
        Which column of the deal is theirs, behind `US` and `NOTHING`.
    there : ndarray of shape (deals, columns)
        Which columns each deal has.
    """

    deal: Ints
    name: Any
    column: Ints
    there: Flags

    def columns_of(self, deal: Ints, name: Any) -> Ints:
        """The column of each of these sides of these deals; -1 where the deal has no such side."""
        known = pd.MultiIndex.from_arrays([self.deal, self.name])
        found = known.get_indexer(pd.MultiIndex.from_arrays([deal, name]))
        column = np.where(found >= 0, np.append(self.column, -1)[found], -1)
        return np.where(name == NOBODY, NOTHING, np.where(name == OUR_SIDE, US, column))

    def names(self, deal: Ints, column: Ints) -> Any:
        """What these columns of these deals are called."""
        names = np.full(self.there.shape, None, dtype=object)
        names[:, US], names[:, NOTHING] = OUR_SIDE, NOBODY
        names[self.deal, self.column] = self.name
        return names[deal, column]


@kept
def sides(arrays: Arrays) -> Sides:
    """Every rival that stances, contacts or encounters name."""
    tables = {name: table for name in SIDED if (table := arrays.table(name)) is not None and len(table)}
    named = pd.concat([pd.Series(dtype=object), *(table["side"].astype(object) for table in tables.values())])
    deal = np.concatenate([np.empty(0, dtype=np.int64), *(arrays.keys.deal[name] for name in tables)])
    rival = ~named.isin((OUR_SIDE, NOBODY)).to_numpy()
    deal, names, _ = named_pairs(deal[rival], named[rival])
    column = 2 + rank_within(deal)
    there = np.zeros((arrays.n_deals, 1 + column.max(initial=NOTHING)), dtype=bool)
    there[:, [US, NOTHING]] = there[deal, column] = True
    return Sides(deal, names, column, there)


@kept
def own_stances(arrays: Arrays) -> Floats:
    """How each person stands to each side of their deal, of shape (people, columns); NaN where unknown.

    To nobody, where no stance is recorded, as their wish for change says: 1 - 2 x appetite.
    """
    found = sides(arrays)
    own = np.full((arrays.n_people, found.there.shape[1]), np.nan)
    own[:, US], own[:, NOTHING] = arrays.measure("support"), 1 - 2 * arrays.measure("appetite")
    stances = arrays.table("stances")
    if stances is not None and len(stances):
        support = arrays.numbers("stances", "support")
        known = ~np.isnan(support)
        column = found.columns_of(arrays.keys.deal["stances"], stances["side"].to_numpy(dtype=object))
        own[arrays.keys.person["stances", "person"][known], column[known]] = support[known]
    return own

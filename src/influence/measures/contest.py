"""Who may win: we, a rival, or nobody, by how each person stands to each side (docs/model.md section 11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.grouping import named_pairs, rank_within
from influence.graph.kept import kept
from influence.measures.leverage import expected_support, settled, settled_spread, shrunk_mean
from influence.measures.voters import Voters, voters_of
from influence.measures.voting import passing
from influence.tables.schema import NOBODY, OUR_SIDE, RULES

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


@dataclass(frozen=True)
class Contest:
    """Who may win, a column a side.

    Attributes
    ----------
    own, settled : ndarray of shape (people, columns)
        How each person stands to each side, -1 to 1: by themselves (NaN where unknown), and once everybody listened.
    wins : ndarray of shape (deals, columns)
        The chance that each side gets the deal, in the column of nobody that no side does; NaN where there is no
        contest.
    low, high : ndarray of shape (deals,)
        The bounds of our own chance.
    """

    own: Floats
    settled: Floats
    wins: Floats
    low: Floats
    high: Floats


@kept
def contested(arrays: Arrays, *, draws: int, seed: int) -> Contest:
    """The contest of every deal."""
    there, own = sides(arrays).there, own_stances(arrays)
    expected, known_alone, spread = _settled(arrays, own)
    chosen = _choices(voters_of(arrays), expected, shrunk_mean(arrays, own), there)
    # Each voter draws one side, ours first, so that no two sides get the same vote.
    above = np.cumsum(chosen, axis=1) - chosen
    others = np.delete(np.arange(there.shape[1]), NOTHING)
    given = (np.ascontiguousarray(each[:, others]) for each in (chosen, above))
    wins = np.zeros(there.shape)
    wins[:, others] = passing(arrays, *given, draws=draws, seed=seed)
    # Chances that sum to 1 may end a rounding error above it.
    wins[:, NOTHING] = np.maximum(1 - wins.sum(axis=1), 0)
    known = (voters_of(arrays).size > 0) & ~ambiguous(arrays)
    low, high = _bounds(arrays, known_alone, spread, draws=draws, seed=seed)
    return Contest(
        own,
        expected,
        np.where(known[:, None], wins, np.nan),
        np.where(known, low, np.nan),
        np.where(known, high, np.nan),
    )


def ambiguous(arrays: Arrays) -> Flags:
    """Deals whose quota two sides could pass at once: half of the votes or less."""
    quota = voters_of(arrays).rule == RULES.index("quota")
    return quota & (arrays.deal_numbers("quota") <= 0.5)


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


def shares(stance: Floats, there: Flags) -> Floats:
    """How likely each side is chosen, by how well each of them is thought of: (1 + x) / 2 as shares of their sum."""
    worth = np.where(there, np.clip((1 + stance) / 2, 0, 1), 0.0)
    total = worth.sum(axis=1, keepdims=True)
    alike = there / np.maximum(there.sum(axis=1, keepdims=True), 1)
    return np.where(total > 0, np.divide(worth, total, out=np.zeros_like(worth), where=total > 0), alike)


def _choices(voters: Voters, stance: Floats, unknown: Floats, there: Flags) -> Floats:
    """How likely each voter chooses each side; an empty seat as `unknown` says, by deal."""
    empty = (voters.person < 0)[:, None]
    own = np.vstack([stance, np.zeros((1, stance.shape[1]))])[voters.person]
    return shares(np.where(empty, unknown[voters.deal], own), there[voters.deal])


def _settled(arrays: Arrays, own: Floats) -> tuple[Floats, Floats, Floats]:
    """Where stances settle with unknown ones as expected, and as 0, and how far the unknown may move them."""
    ours, others = settled(arrays), own[:, NOTHING:]
    cases = np.hstack([expected_support(arrays, others), np.where(np.isnan(others), 0.0, others)])
    spread, found = settled_spread(arrays, np.isnan(own).astype(float), cases)
    expected, known = np.hsplit(found, 2)
    return np.column_stack([ours.expected, expected]), np.column_stack([ours.support, known]), spread


def _bounds(arrays: Arrays, known: Floats, spread: Floats, *, draws: int, seed: int) -> tuple[Floats, Floats]:
    """The least and the largest chance that we win, with all that is unknown against us, and for us.

    `known` is where stances settle with the unknown ones as 0, `spread` how far these may move them.
    """
    there = sides(arrays).there
    sign = np.full(there.shape[1], -1.0)
    sign[US] = 1.0
    cases = [
        _choices(voters_of(arrays), known + way * sign * spread, np.tile(way * sign, (arrays.n_deals, 1)), there)[:, US]
        for way in (-1, 1)
    ]
    low, high = passing(arrays, np.stack(cases, axis=1), draws=draws, seed=seed).T
    return low, high

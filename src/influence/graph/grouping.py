"""Rows that stand in groups: the largest of each group, ranks within it, its words joined."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats, Ints, rounded


def largest_of_each(group: Ints, value: Floats | Ints, size: int, among: Flags | None = None) -> Ints:
    """The row with the largest value in each group, of equals the first; -1 where a group has no row among these."""
    rows = np.arange(len(group)) if among is None else np.flatnonzero(among)
    # Of several rows the unknown ones are largest only where all are unknown.
    known = rounded(value[rows].astype(float))
    known[np.isnan(known)] = -np.inf
    best = np.full(size, -np.inf)
    np.maximum.at(best, group[rows], known)
    equal = rows[known == best[group[rows]]][::-1]
    largest = np.full(size, -1)
    # Of several assigned to one group the last stays, which is the first row.
    largest[group[equal]] = equal
    return largest


def at(values: Any, positions: Ints, nothing: Any) -> Any:
    """The values at these positions, `nothing` where a position is -1."""
    return np.append(values, nothing)[positions]


def rank_within(group: Ints) -> Ints:
    """The rank of each row within its group, from 0; rows must stand sorted by group."""
    return np.arange(len(group)) - np.searchsorted(group, group)


def runs(start: Ints, count: Ints) -> tuple[Ints, Ints]:
    """So many positions from each start on, one run after the other: which run each belongs to, and the position."""
    run = np.repeat(np.arange(len(count)), count)
    within = np.arange(len(run)) - np.repeat(np.cumsum(count) - count, count)
    return run, start[run] + within


def named_pairs(group: Ints, name: Any) -> tuple[Ints, Any, Ints]:
    """Each pair of a group and a name once, sorted by these two: both, and which of the pairs each row is."""
    code, names = pd.factorize(name, sort=True)
    width = max(len(names), 1)
    pairs, row = np.unique(group.astype(np.int64) * width + code, return_inverse=True)
    return pairs // width, np.asarray(names, dtype=object)[pairs % width], row


def ends_of_each(group: Ints, value: Ints, size: int) -> tuple[Ints, Ints]:
    """The smallest and the largest value of each group; the smallest is above the largest where a group is empty."""
    low, high = np.full(size, np.iinfo(np.int64).max), np.full(size, -1)
    np.minimum.at(low, group, value)
    np.maximum.at(high, group, value)
    return low, high


def joined(words: Any, group: Ints, size: int, between: str = ", ") -> Any:
    """The words of each group joined in their order; rows must stand sorted by group."""
    together, listed = np.full(size, "", dtype=object), words.tolist()
    # Each group is joined at once: word by word, the text would be copied for every word.
    groups, first = np.unique(group, return_index=True)
    last = np.searchsorted(group, groups, side="right")
    together[groups] = [between.join(listed[a:b]) for a, b in zip(first.tolist(), last.tolist(), strict=True)]
    return together


def ratio(part: Floats, whole: Floats, nothing: float = 0.0) -> Floats:
    """Parts of wholes, `nothing` where there is nothing to share."""
    return np.divide(part, whole, out=np.full(len(part), nothing), where=whole > 0)

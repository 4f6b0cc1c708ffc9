"""Rows that stand in groups: the largest of each group, and the words of each joined."""

from __future__ import annotations

from typing import Any

import numpy as np

from influence.array_types import Floats, Ints

# Sums and products of the same numbers may differ by rounding beyond this digit.
DIGITS = 12


def largest_of_each(group: Ints, value: Floats | Ints) -> tuple[Ints, Ints]:
    """The groups there are, rising, and the row with the largest value in each; of equals the first."""
    order = np.lexsort((np.arange(len(group)), -np.round(value, DIGITS), group))
    groups, first = np.unique(group[order], return_index=True)
    return groups, order[first]


def joined(words: Any, group: Ints, size: int) -> Any:
    """The words of each group joined by commas, in their order; rows must stand sorted by group."""
    together = np.full(size, "", dtype=object)
    turn = np.arange(len(group)) - np.searchsorted(group, group)
    # The first word of every group, then the second, and so on: few steps for any number of groups.
    for k in range(turn.max(initial=-1) + 1):
        here = group[turn == k]
        together[here] = together[here] + ("" if k == 0 else ", ") + words[turn == k]
    return together

"""Sums of values that stand sorted by deal."""

from __future__ import annotations

import numpy as np

from influence.compiled import Kernel


def _by_array_operations(start, values, total):
    deal = np.repeat(np.arange(len(total)), np.diff(start))
    total[:] = np.bincount(deal, weights=values, minlength=len(total))


def _summed(start, values, total):
    """Fill `total` with the sum of each deal's values, one after the other as they stand."""
    for deal in range(len(total)):
        added = 0.0
        for row in range(start[deal], start[deal + 1]):
            added += values[row]
        total[deal] = added


def _counted(start, values, total):
    """Fill `total` with how many of each deal's flags are set."""
    for deal in range(len(total)):
        count = 0
        # A slice, since what is looked up by a number could stand before the first: so several are added at once.
        for value in values[start[deal] : start[deal + 1]]:
            count += value
        total[deal] = count


summed = Kernel(_summed, plain=_by_array_operations)
counted = Kernel(_counted, plain=_by_array_operations)

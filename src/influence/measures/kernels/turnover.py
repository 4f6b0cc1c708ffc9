"""Turnover: who stays in drawn futures, and what is left in the worst of twenty."""

from __future__ import annotations

import numpy as np

from influence.compiled import Kernel
from influence.measures.kernels.random import uniform

# So many bins hold a few of 1,024 draws each, and stay in the fastest memory.
BINS = 256
CLOSE = 1e-12


@Kernel
def _ranked(values, rank):
    """The value at this rank, from 0, of all in order; reorders them (Hoare, 1961; numpy's takes 4 s to compile)."""
    low, high = 0, len(values) - 1
    while low < high:
        pivot = values[(low + high) // 2]
        left, right = low, high
        while left <= right:
            while values[left] < pivot:
                left += 1
            while values[right] > pivot:
                right -= 1
            if left <= right:
                values[left], values[right] = values[right], values[left]
                left += 1
                right -= 1
        if rank <= right:
            high = right
        elif rank >= left:
            low = left
        else:
            break
    return values[rank]


@Kernel
def _rough(values, rank, low, high, bin_of, count):
    """The same by counting into bins from `low` to `high` first: only the bin of this rank is put in order."""
    # What is closer together than a division can tell is put in order at once.
    if high - low <= CLOSE * max(abs(low), abs(high)):
        return _ranked(values, rank)
    bins = len(count)
    scale = bins / (high - low)
    count[:] = 0
    for draw in range(len(values)):
        bin_of[draw] = min(int((values[draw] - low) * scale), bins - 1)
    for each in bin_of:
        count[each] += 1
    below, wanted = 0, 0
    while below + count[wanted] <= rank:
        below += count[wanted]
        wanted += 1
    inside = 0
    for draw in range(len(values)):
        # Written over where it is in another bin.
        values[inside] = values[draw]
        inside += bin_of[draw] == wanted
    return _ranked(values[:inside], rank - below)


@Kernel
def _add_where_they_stay(stay, keeps, leave, drawn):
    """Add what somebody keeps in every draw in which they stay."""
    for draw in range(len(stay)):
        stay[draw] += keeps if drawn[draw] >= leave else 0.0


@Kernel
def fifth_percentiles(person_start, item, leaves, kept, table, draws, seed, low, first, last):
    """Fill `low` with the fifth percentile, per deal and column of `kept`, of what those who stay keep.

    `item` numbers a deal's people for the draws, and `table` holds what is drawn for the first of them, the same in
    every deal; of sorted draws, the one at a twentieth of their number, rounded up.
    """
    stay, drawn = np.empty(draws), np.empty(draws)
    bin_of, count = np.empty(draws, np.int32), np.empty(BINS, np.int64)
    for deal in range(first, last):
        for column in range(kept.shape[1]):
            stay[:] = 0.0
            least, most = 0.0, 0.0
            for person in range(person_start[deal], person_start[deal + 1]):
                keeps, leave = kept[person, column], leaves[person]
                if keeps == 0.0:
                    continue
                least += min(keeps, 0.0)
                most += max(keeps, 0.0)
                known = item[person] < len(table)
                if not known:
                    for draw in range(draws):
                        drawn[draw] = uniform(seed, draw, item[person])
                _add_where_they_stay(stay, keeps, leave, table[item[person]] if known else drawn)
            if least < most:
                low[deal, column] = _rough(stay, (draws + 19) // 20 - 1, least, most, bin_of, count)

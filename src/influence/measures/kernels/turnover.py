"""Turnover: who stays in drawn futures, and what is left in the worst of twenty."""

from __future__ import annotations

import numpy as np

from influence.measures.kernels import Kernel
from influence.measures.kernels.random import uniform


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
def fifth_percentiles(person_start, item, leaves, kept, draws, seed, low, first, last):
    """Fill `low` with the fifth percentile, per deal and column of `kept`, of what those who stay keep.

    `item` numbers a deal's people for the draws; of sorted draws, the one at a twentieth of their number, rounded up.
    """
    columns = kept.shape[1]
    for deal in range(first, last):
        stay = np.zeros((columns, draws))
        for person in range(person_start[deal], person_start[deal + 1]):
            counts = False
            for column in range(columns):
                counts |= kept[person, column] != 0
            for draw in range(draws if counts else 0):
                if uniform(seed, draw, item[person]) >= leaves[person]:
                    for column in range(columns):
                        stay[column, draw] += kept[person, column]
        for column in range(columns):
            low[deal, column] = _ranked(stay[column], (draws + 19) // 20 - 1)

"""Solves with I - Lambda W, deal by deal: Gaussian elimination that steps over zeros (docs/model.md section 3).

Every row of Lambda W sums to less than 1, so that no pivot is ever too small and nobody's row has to be moved (Golub &
Van Loan, Matrix computations, 2013, section 4.1). `place` is each person's place in the order of elimination: those
with few relationships come first, which keeps most zeros. What everybody gives to everybody alike is of rank one:
beside the sparse rest it costs one more right-hand side (Sherman & Morrison, 1950). A deal is factorised anew for each
call, since that takes less time than to fetch its factors from memory.
"""

from __future__ import annotations

import numpy as np

from influence.array_types import ROUNDING
from influence.compiled import Kernel


@Kernel
def _factorise(low, size, place, start, target, value, alike, transposed, factor, below, behind, count):
    """Fill `factor` with both triangles of I - Lambda W, or of its transpose, without what is given to all alike.

    For each pivot, the first of its row in `below` are the rows in whose lower triangle it stands, the first of its row
    in `behind` the columns of its own row in the upper one; `count` has how many there are of either.
    """
    factor[:] = 0.0
    for one in range(size):
        # The diagonal takes back what a person would give to themselves.
        factor[place[low + one], place[low + one]] += 1.0 + alike[low + one]
    for one in range(size):
        for entry in range(start[low + one], start[low + one + 1]):
            listener, heard = place[low + one], place[target[entry]]
            row, column = (heard, listener) if transposed else (listener, heard)
            factor[row, column] -= value[entry]
    for pivot in range(size):
        rows, columns = 0, 0
        # Every place is written, and left standing where something is there: a processor guesses most branches wrong.
        for other in range(pivot + 1, size):
            below[pivot, rows] = behind[pivot, columns] = other
            rows += factor[other, pivot] != 0.0
            columns += factor[pivot, other] != 0.0
        count[pivot, 0], count[pivot, 1] = rows, columns
        for r in range(rows):
            row = below[pivot, r]
            share = factor[row, pivot] / factor[pivot, pivot]
            factor[row, pivot] = share
            for c in range(columns):
                factor[row, behind[pivot, c]] -= share * factor[pivot, behind[pivot, c]]


@Kernel
def _substitute(factor, below, behind, count, x):
    """Turn the right-hand sides in the columns of `x` into their solutions."""
    size, sides = x.shape
    for pivot in range(size):
        for r in range(count[pivot, 0]):
            row = below[pivot, r]
            for side in range(sides):
                x[row, side] -= factor[row, pivot] * x[pivot, side]
    for pivot in range(size - 1, -1, -1):
        for c in range(count[pivot, 1]):
            column = behind[pivot, c]
            for side in range(sides):
                x[pivot, side] -= factor[pivot, column] * x[column, side]
        for side in range(sides):
            x[pivot, side] /= factor[pivot, pivot]


@Kernel
def _solve_deal(low, place, start, target, value, alike, placed, transposed, x):
    """Turn the columns of `x` into solutions of one deal; the last is room for what is given to all alike."""
    size, last = x.shape[0], x.shape[1] - 1
    factor, count = np.empty((size, size)), np.empty((size, 2), np.int64)
    below, behind = np.empty((size, size), np.int64), np.empty((size, size), np.int64)
    _factorise(low, size, place, start, target, value, alike, transposed, factor, below, behind, count)
    left, across = (placed, alike) if transposed else (alike, placed)
    for one in range(size):
        x[place[low + one], last] = left[low + one]
    _substitute(factor, below, behind, count, x)
    scale, through = 1.0, np.zeros(last)
    for one in range(size):
        scale -= across[low + one] * x[place[low + one], last]
        for side in range(last):
            through[side] += across[low + one] * x[place[low + one], side]
    for one in range(size):
        for side in range(last):
            x[one, side] += x[one, last] * (through[side] / scale)


@Kernel
def solve(person_start, place, start, target, value, alike, placed, most, transposed, right, solution, first, last):
    """Fill `solution` with that of every column of `right`, in deals of at most so many people."""
    columns = right.shape[1]
    for deal in range(first, last):
        low, high = person_start[deal], person_start[deal + 1]
        if high - low > most:
            continue
        x = np.empty((high - low, columns + 1))
        for one in range(high - low):
            for column in range(columns):
                x[place[low + one], column] = right[low + one, column]
        _solve_deal(low, place, start, target, value, alike, placed, transposed, x)
        for one in range(high - low):
            for column in range(columns):
                solution[low + one, column] = x[place[low + one], column]


@Kernel
def _inverse(low, high, place, start, target, value, alike, placed):
    """The inverse of one deal's I - Lambda W, and one more column."""
    x = np.zeros((high - low, high - low + 1))
    for one in range(high - low):
        x[one, one] = 1.0
    _solve_deal(low, place, start, target, value, alike, placed, False, x)
    return x


@Kernel
def spread(person_start, place, start, target, value, alike, placed, most, right, moved, first, last):
    """Fill `moved` with what everybody's `right` adds up to, whichever way it moves a person."""
    for deal in range(first, last):
        low, high = person_start[deal], person_start[deal + 1]
        if high - low > most:
            continue
        x = _inverse(low, high, place, start, target, value, alike, placed)
        for one in range(high - low):
            for column in range(right.shape[1]):
                total = moved[low + one, column]
                for other in range(high - low):
                    total += abs(x[place[low + one], place[low + other]]) * right[low + other, column]
                moved[low + one, column] = total


@Kernel
def carriers(person_start, place, start, target, value, alike, placed, most, weight, carrier, first, last):
    """Fill `carrier` with the committee member through whom each person moves the committee most; -1 for nobody."""
    for deal in range(first, last):
        low, high = person_start[deal], person_start[deal + 1]
        if high - low > most:
            continue
        x = _inverse(low, high, place, start, target, value, alike, placed)
        strongest = np.zeros(high - low)
        for member in range(high - low):
            for one in range(high - low if weight[low + member] > 0.0 else 0):
                share = abs(weight[low + member] * x[place[low + member], place[low + one]])
                # The first of equals, whose sums differ by rounding.
                if share > strongest[one] * (1.0 + ROUNDING):
                    strongest[one] = share
                    carrier[low + one] = low + member

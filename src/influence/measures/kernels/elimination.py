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
from influence.measures.kernels import Kernel


@Kernel
def _factorise(low, size, place, start, target, value, alike, transposed, factor):
    """Fill `factor` with both triangles of I - Lambda W, or of its transpose, without what is given to all alike."""
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
        for row in range(pivot + 1, size):
            if factor[row, pivot] != 0.0:
                share = factor[row, pivot] / factor[pivot, pivot]
                factor[row, pivot] = share
                for column in range(pivot + 1, size):
                    factor[row, column] -= share * factor[pivot, column]


@Kernel
def _substitute(factor, x):
    """Turn the right-hand sides in the columns of `x` into their solutions."""
    size, columns = x.shape
    for row in range(size):
        for before in range(row):
            share = factor[row, before]
            if share != 0.0:
                for column in range(columns):
                    x[row, column] -= share * x[before, column]
    for row in range(size - 1, -1, -1):
        for after in range(row + 1, size):
            share = factor[row, after]
            if share != 0.0:
                for column in range(columns):
                    x[row, column] -= share * x[after, column]
        for column in range(columns):
            x[row, column] /= factor[row, row]


@Kernel
def _solve_deal(low, place, start, target, value, alike, placed, transposed, x):
    """Turn the columns of `x` into solutions of one deal; the last is room for what is given to all alike."""
    size, last = x.shape[0], x.shape[1] - 1
    factor = np.empty((size, size))
    _factorise(low, size, place, start, target, value, alike, transposed, factor)
    left, across = (placed, alike) if transposed else (alike, placed)
    for one in range(size):
        x[place[low + one], last] = left[low + one]
    _substitute(factor, x)
    scale = 1.0
    for one in range(size):
        scale -= across[low + one] * x[place[low + one], last]
    for column in range(last):
        through = 0.0
        for one in range(size):
            through += across[low + one] * x[place[low + one], column]
        for one in range(size):
            x[one, column] += x[one, last] * (through / scale)


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
            for other in range(high - low):
                share = abs(x[place[low + one], place[low + other]])
                for column in range(right.shape[1]):
                    moved[low + one, column] += share * right[low + other, column]


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

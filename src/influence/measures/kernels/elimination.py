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
from influence.measures.kernels.bits import BIT, BITS, ones


@Kernel
def places(person_start, heard, most, place, first, last):
    """Fill `place` with each person's place, counted by how many each hears, in deals of at most so many people."""
    before = np.empty(most + 1, np.int64)
    for deal in range(first, last):
        low, high = person_start[deal], person_start[deal + 1]
        if high - low > most:
            continue
        before[: high - low + 1] = 0
        for one in range(low, high):
            before[heard[one] + 1] += 1
        for count in range(high - low):
            before[count + 1] += before[count]
        for one in range(low, high):
            place[one] = before[heard[one]]
            before[heard[one]] += 1


@Kernel
def _listed(marks, after, places):
    """List the marked places behind a place in its row of `places`; how many there are."""
    count = 0
    for word in range((after + 1) // BITS, marks.shape[1]):
        left = marks[after, word]
        if word == (after + 1) // BITS:
            left = (left >> np.uint64((after + 1) % BITS)) << np.uint64((after + 1) % BITS)
        while left != 0:
            lowest = left & (~left + np.uint64(1))
            places[after, count] = BITS * word + ones(lowest - np.uint64(1))
            count += 1
            left ^= lowest
    return count


@Kernel
def _fill_in(low, size, place, start, target, value, alike, transposed, factor, in_row, in_column):
    """Fill `factor` with I - Lambda W or its transpose, and mark what stands in each row and column."""
    factor[:] = 0.0
    for one in range(size):
        # The diagonal takes back what a person would give to themselves.
        factor[place[low + one], place[low + one]] += 1.0 + alike[low + one]
    for one in range(size):
        for entry in range(start[low + one], start[low + one + 1]):
            listener, heard = place[low + one], place[target[entry]]
            row, column = (heard, listener) if transposed else (listener, heard)
            factor[row, column] -= value[entry]
            in_row[row, column // BITS] |= BIT[column % BITS]
            in_column[column, row // BITS] |= BIT[row % BITS]


@Kernel
def _factorise(factor, in_row, in_column, below, behind, count):
    """Turn `factor` into both its triangles.

    For each pivot, the first of its row in `below` are the rows in whose lower triangle it stands, the first of its row
    in `behind` the columns of its own row in the upper one; `count` has how many there are of either.
    """
    for pivot in range(len(factor)):
        count[pivot, 0] = _listed(in_column, pivot, below)
        count[pivot, 1] = _listed(in_row, pivot, behind)
        for c in range(count[pivot, 1]):
            for word in range(in_row.shape[1]):
                in_column[behind[pivot, c], word] |= in_column[pivot, word]
        for r in range(count[pivot, 0]):
            row = below[pivot, r]
            for word in range(in_row.shape[1]):
                in_row[row, word] |= in_row[pivot, word]
            share = factor[row, pivot] / factor[pivot, pivot]
            factor[row, pivot] = share
            for c in range(count[pivot, 1]):
                factor[row, behind[pivot, c]] -= share * factor[pivot, behind[pivot, c]]


@Kernel
def _substitute(factor, below, behind, count, x, sides):
    """Turn the right-hand sides in the first columns of `x` into their solutions."""
    size = len(x)
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
    size, last, words = x.shape[0], x.shape[1] - 1, (x.shape[0] + BITS - 1) // BITS
    factor, count = np.empty((size, size)), np.empty((size, 2), np.int64)
    below, behind = np.empty((size, size), np.int64), np.empty((size, size), np.int64)
    in_row, in_column = np.zeros((size, words), np.uint64), np.zeros((size, words), np.uint64)
    _fill_in(low, size, place, start, target, value, alike, transposed, factor, in_row, in_column)
    _factorise(factor, in_row, in_column, below, behind, count)
    if not alike[low : low + size].any():
        _substitute(factor, below, behind, count, x, last)
        return
    left, across = (placed, alike) if transposed else (alike, placed)
    for one in range(size):
        x[place[low + one], last] = left[low + one]
    _substitute(factor, below, behind, count, x, last + 1)
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
def _inverse(low, size, place, start, target, value, alike, placed, more):
    """The inverse of one deal's I - Lambda W, so many columns more for right-hand sides of `more`, and one more."""
    x = np.zeros((size, size + more.shape[1] + 1))
    for one in range(size):
        x[one, one] = 1.0
        for column in range(more.shape[1]):
            x[place[low + one], size + column] = more[low + one, column]
    _solve_deal(low, place, start, target, value, alike, placed, np.bool_(False), x)
    return x


@Kernel
def spread(person_start, place, start, target, value, alike, placed, most, loose, right, moved, solution, first, last):
    """Fill `moved` with what everybody's `loose` adds up to, whichever way it moves a person; the rest as `solve`."""
    for deal in range(first, last):
        low, size = person_start[deal], person_start[deal + 1] - person_start[deal]
        if size > most:
            continue
        x = _inverse(low, size, place, start, target, value, alike, placed, right)
        for one in range(low, low + size):
            for column in range(right.shape[1]):
                solution[one, column] = x[place[one], size + column]
            for column in range(loose.shape[1]):
                total = 0.0
                for other in range(low, low + size):
                    total += abs(x[place[one], place[other]]) * loose[other, column]
                moved[one, column] = total


@Kernel
def carriers(person_start, place, start, target, value, alike, placed, most, weight, carrier, first, last):
    """Fill `carrier` with the committee member through whom each person moves the committee most; -1 for nobody."""
    nothing = np.empty((0, 0))
    for deal in range(first, last):
        low, high = person_start[deal], person_start[deal + 1]
        if high - low > most:
            continue
        x = _inverse(low, high - low, place, start, target, value, alike, placed, nothing)
        strongest = np.zeros(high - low)
        for member in range(high - low):
            for one in range(high - low if weight[low + member] > 0.0 else 0):
                share = abs(weight[low + member] * x[place[low + member], place[low + one]])
                # The first of equals, whose sums differ by rounding.
                if share > strongest[one] * (1.0 + ROUNDING):
                    strongest[one] = share
                    carrier[low + one] = low + member

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
def _fill_in(low, size, place, start, target, value, alike, factor, in_row, in_column):
    """Fill `factor` with I - Lambda W, without what is given to all alike, and mark what stands in rows and columns."""
    factor[:] = 0.0
    for one in range(low, low + size):
        row = place[one]
        # The diagonal takes back what a person would give to themselves.
        factor[row, row] += 1.0 + alike[one]
        for entry in range(start[one], start[one + 1]):
            column = place[target[entry]]
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
def _factors(low, size, place, start, target, value, alike):
    """The triangles of one deal, where entries stand in them, and how many, as `_factorise` says."""
    words = (size + BITS - 1) // BITS
    factor, count = np.empty((size, size)), np.empty((size, 2), np.int64)
    below, behind = np.empty((size, size), np.int64), np.empty((size, size), np.int64)
    in_row, in_column = np.zeros((size, words), np.uint64), np.zeros((size, words), np.uint64)
    _fill_in(low, size, place, start, target, value, alike, factor, in_row, in_column)
    _factorise(factor, in_row, in_column, below, behind, count)
    return factor, below, behind, count


@Kernel
def _substitute(factor, below, behind, count, x, begin, active):
    """Turn the right-hand sides in the columns of `x` from `begin` on into their solutions.

    `active` has for each pivot how many of the first columns may be anything but 0 that far down.
    """
    size, sides = x.shape
    for pivot in range(size):
        for r in range(count[pivot, 0]):
            row = below[pivot, r]
            share = factor[row, pivot]
            for side in range(begin, active[pivot]):
                x[row, side] -= share * x[pivot, side]
    for pivot in range(size - 1, -1, -1):
        for c in range(count[pivot, 1]):
            column = behind[pivot, c]
            share = factor[pivot, column]
            for side in range(begin, sides):
                x[pivot, side] -= share * x[column, side]
        diagonal = factor[pivot, pivot]
        for side in range(begin, sides):
            x[pivot, side] /= diagonal


@Kernel
def _substitute_across(factor, below, behind, count, y):
    """Turn a right-hand side into the solution of the transposed system."""
    for pivot in range(len(y)):
        y[pivot] /= factor[pivot, pivot]
        for c in range(count[pivot, 1]):
            y[behind[pivot, c]] -= factor[pivot, behind[pivot, c]] * y[pivot]
    for pivot in range(len(y) - 1, -1, -1):
        for r in range(count[pivot, 0]):
            y[pivot] -= factor[below[pivot, r], pivot] * y[below[pivot, r]]


@Kernel
def _solved(low, place, alike, placed, factor, below, behind, count, x, active):
    """Turn the columns of `x` into solutions of one deal; what the part of all alike is divided by.

    The first column is room for what is given to all alike.
    """
    size, sides = x.shape
    if not alike[low : low + size].any():
        _substitute(factor, below, behind, count, x, 1, active)
        return 1.0
    for one in range(size):
        x[place[low + one], 0] = alike[low + one]
    _substitute(factor, below, behind, count, x, 0, active)
    scale, through = 1.0, np.zeros(sides)
    for one in range(size):
        scale -= placed[low + one] * x[place[low + one], 0]
        for side in range(1, sides):
            through[side] += placed[low + one] * x[place[low + one], side]
    for one in range(size):
        for side in range(1, sides):
            x[one, side] += x[one, 0] * (through[side] / scale)
    return scale


@Kernel
def _moves(low, place, placed, factor, below, behind, count, x, scale, weight):
    """How far the weighted sum of a deal moves with each person, by place; `x` and `scale` as `_solved` left them."""
    size, through = len(x), 0.0
    for one in range(low, low + size):
        through += weight[one] * x[place[one], 0]
    y = np.empty(size)
    for one in range(low, low + size):
        y[place[one]] = weight[one] + placed[one] * (through / scale)
    _substitute_across(factor, below, behind, count, y)
    return y


@Kernel
def _laid_out(low, place, right, asked, column):
    """Room for what is given to all alike, the right-hand sides of one deal, and a column for everybody `asked`.

    A row for each person by place. The columns of those asked follow in the order of their places, as `column` tells.
    Beside it, how many of the first columns may be anything but 0 in each row of the lower triangle.
    """
    size, sides = len(asked), 1 + right.shape[1]
    active = np.zeros(size, np.int64)
    for one in range(size):
        active[place[low + one]] = asked[one]
    for at in range(size):
        sides += active[at]
        active[at] = sides
    x = np.zeros((size, sides))
    for one in range(size):
        at = place[low + one]
        for side in range(right.shape[1]):
            x[at, 1 + side] = right[low + one, side]
        column[one] = active[at] - 1
        if asked[one]:
            x[at, column[one]] = 1.0
    return x, active


@Kernel
def solve(person_start, place, start, target, value, alike, placed, most, right, solution, first, last):
    """Fill `solution` with that of every column of `right`, in deals of at most so many people."""
    for deal in range(first, last):
        low, size = person_start[deal], person_start[deal + 1] - person_start[deal]
        if size > most:
            continue
        factor, below, behind, count = _factors(low, size, place, start, target, value, alike)
        x, active = _laid_out(low, place, right, np.zeros(size, np.bool_), np.empty(size, np.int64))
        _solved(low, place, alike, placed, factor, below, behind, count, x, active)
        for one in range(low, low + size):
            for side in range(right.shape[1]):
                solution[one, side] = x[place[one], 1 + side]


@Kernel
def settle(
    person_start, place, start, target, value, alike, placed, most,
    loose, right, weight, moved, solution, leverage, first, last,
):  # fmt: skip
    """Fill `moved` with what everybody's `loose` adds up to, whichever way it moves a person, `solution` as `solve`
    does, and `leverage` with how far what `weight` adds up to moves with each person.
    """
    for deal in range(first, last):
        low, size = person_start[deal], person_start[deal + 1] - person_start[deal]
        if size > most:
            continue
        factor, below, behind, count = _factors(low, size, place, start, target, value, alike)
        asked, column = np.zeros(size, np.bool_), np.empty(size, np.int64)
        for one in range(size):
            for case in range(loose.shape[1]):
                asked[one] |= loose[low + one, case] != 0.0
        x, active = _laid_out(low, place, right, asked, column)
        scale = _solved(low, place, alike, placed, factor, below, behind, count, x, active)
        y = _moves(low, place, placed, factor, below, behind, count, x, scale, weight)
        for one in range(low, low + size):
            leverage[one] = y[place[one]]
            for side in range(right.shape[1]):
                solution[one, side] = x[place[one], 1 + side]
        _add_up(low, place, loose, column, x, moved)


@Kernel
def _add_up(low, place, loose, column, x, moved):
    """Fill `moved` with what each person's `loose` adds to each, one after another, so that no sum waits for itself."""
    total = np.zeros(len(column))
    for case in range(loose.shape[1]):
        total[:] = 0.0
        for one in range(len(column)):
            much = loose[low + one, case]
            for at in range(len(column) if much != 0.0 else 0):
                total[at] += abs(x[at, column[one]]) * much
        for one in range(len(column)):
            moved[low + one, case] = total[place[low + one]]


@Kernel
def carriers(person_start, place, start, target, value, alike, placed, most, weight, carrier, first, last):
    """Fill `carrier` with the committee member through whom each person moves the committee most; -1 for nobody."""
    nothing = np.empty((0, 0))
    for deal in range(first, last):
        low, size = person_start[deal], person_start[deal + 1] - person_start[deal]
        if size > most:
            continue
        factor, below, behind, count = _factors(low, size, place, start, target, value, alike)
        column = np.empty(size, np.int64)
        x, active = _laid_out(low, place, nothing, np.ones(size, np.bool_), column)
        _solved(low, place, alike, placed, factor, below, behind, count, x, active)
        strongest = np.zeros(size)
        for member in range(low, low + size):
            for one in range(size if weight[member] > 0.0 else 0):
                share = abs(weight[member] * x[place[member], column[one]])
                # The first of equals, whose sums differ by rounding.
                if share > strongest[one] * (1.0 + ROUNDING):
                    strongest[one] = share
                    carrier[low + one] = member

"""Edges sorted into pairs, and what is to be known of each pair."""

from __future__ import annotations

import numpy as np

from influence.compiled import Kernel


@Kernel
def _sorted(key, size, rows, order):
    """Fill `order` with these rows by their keys below `size`, equals as they stand (sorting by counting)."""
    place = np.zeros(size + 1, np.int64)
    for row in rows:
        place[key[row] + 1] += 1
    for one in range(size):
        place[one + 1] += place[one]
    for row in rows:
        order[place[key[row]]] = row
        place[key[row]] += 1


@Kernel
def pair_up(source, target, size, order, first):
    """Fill `order` with the rows by source and target, and `first` with where each pair begins; how many there are."""
    by_target = np.empty(len(source), np.int64)
    _sorted(target, size, np.arange(len(source)), by_target)
    _sorted(source, size, by_target, order)
    found = 0
    for place in range(len(order)):
        row, before = order[place], order[max(place - 1, 0)]
        if place == 0 or source[row] != source[before] or target[row] != target[before]:
            first[found] = place
            found += 1
    first[found] = len(order)
    return found


@Kernel
def largest(source, target, order, first, value, start, to, most):
    """Fill the compressed rows `start`, `to` and `most` with the largest value of each pair where it is above 0."""
    found = 0
    for pair in range(len(first) - 1):
        one = order[first[pair]]
        best = value[one]
        for place in range(first[pair] + 1, first[pair + 1]):
            best = max(best, value[order[place]])
        if best > 0.0:
            to[found], most[found] = target[one], best
            found += 1
            start[source[one] + 1] += 1
    for one in range(len(start) - 1):
        start[one + 1] += start[one]
    return found


@Kernel
def totals(source, target, order, first, value, cancels, start, to, total):
    """The same with the sum of each pair's values, where that is more than what rounding leaves of what cancels."""
    found = 0
    for pair in range(len(first) - 1):
        one = order[first[pair]]
        added, size = 0.0, 0.0
        for place in range(first[pair], first[pair + 1]):
            # One after the other as they stand in the table: any other order rounds otherwise.
            added += value[order[place]]
            size += abs(value[order[place]])
        if abs(added) > cancels * size:
            to[found], total[found] = target[one], added
            found += 1
            start[source[one] + 1] += 1
    for one in range(len(start) - 1):
        start[one + 1] += start[one]
    return found

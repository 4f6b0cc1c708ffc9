"""Edges sorted into pairs, and what is to be known of each pair."""

from __future__ import annotations

import numpy as np

from influence.compiled import Kernel


@Kernel
def _places(key, size):
    """Where the rows of each key below `size` begin once they are sorted by it."""
    place = np.zeros(size + 1, np.int64)
    for each in key:
        place[each + 1] += 1
    for one in range(size):
        place[one + 1] += place[one]
    return place


@Kernel
def _sort_by_target(source, target, size, edges):
    """Fill `edges` with the row, source and target of each edge by its target, equals as they stand (by counting)."""
    place = _places(target, size)
    for row in range(len(source)):
        at = place[target[row]]
        edges[at, 0], edges[at, 1], edges[at, 2] = row, source[row], target[row]
        place[target[row]] += 1


@Kernel
def pair_up(source, target, size, edges, order, first, one, other):
    """Fill `order` with the rows by source and target, and of each pair `first` with where it begins, and its two ends.

    Returns how many pairs there are. Room is given in `edges`; what is read together lies together there, since with
    millions of edges it is memory that takes the time.
    """
    _sort_by_target(source, target, size, edges)
    place, sorted_edges = _places(source, size), np.empty((len(edges), 2), edges.dtype)
    for at in range(len(edges)):
        to = place[edges[at, 1]]
        sorted_edges[to, 0], sorted_edges[to, 1] = edges[at, 0], edges[at, 2]
        place[edges[at, 1]] += 1
    found, begin = 0, 0
    for node in range(size):
        # By now the place of a source is where its edges end.
        for at in range(begin, place[node]):
            order[at] = sorted_edges[at, 0]
            if at == begin or sorted_edges[at, 1] != sorted_edges[at - 1, 1]:
                first[found], one[found], other[found] = at, node, sorted_edges[at, 1]
                found += 1
        begin = place[node]
    first[found] = len(order)
    return found


@Kernel
def largest(source, target, order, first, value, start, to, most):
    """Fill the compressed rows `start`, `to` and `most` with the largest value of each pair where it is above 0."""
    found = 0
    for pair in range(len(first) - 1):
        best = value[order[first[pair]]]
        for place in range(first[pair] + 1, first[pair + 1]):
            best = max(best, value[order[place]])
        if best > 0.0:
            to[found], most[found] = target[pair], best
            found += 1
            start[source[pair] + 1] += 1
    for one in range(len(start) - 1):
        start[one + 1] += start[one]
    return found


@Kernel
def totals(source, target, order, first, value, cancels, start, to, total):
    """The same with the sum of each pair's values, where that is more than what rounding leaves of what cancels."""
    found = 0
    for pair in range(len(first) - 1):
        added, size = 0.0, 0.0
        for place in range(first[pair], first[pair + 1]):
            # One after the other as they stand in the table: any other order rounds otherwise.
            added += value[order[place]]
            size += abs(value[order[place]])
        if abs(added) > cancels * size:
            to[found], total[found] = target[pair], added
            found += 1
            start[source[pair] + 1] += 1
    for one in range(len(start) - 1):
        start[one + 1] += start[one]
    return found

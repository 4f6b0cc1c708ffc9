"""Edges sorted into pairs, and what is to be known of each pair."""

from __future__ import annotations

import numpy as np

from influence.compiled import Kernel

# Up to so many keys are sorted fastest one by one.
FEW = 64


def _sorted_in_place(keys):
    """Sort keys of which none stands twice."""
    if len(keys) > FEW:
        keys.sort()
        return
    for at in range(1, len(keys)):
        key, to = keys[at], at
        while to > 0 and keys[to - 1] > key:
            keys[to] = keys[to - 1]
            to -= 1
        keys[to] = key


_sort = Kernel(_sorted_in_place, plain=np.ndarray.sort)


@Kernel
def gather(source, target, both_ways, bits, start, keys):
    """Fill `keys` with the edges of each node, and `start` with where those of each begin.

    An edge is one number: its other end, and in the last `bits` its row, those back after those forth. With millions of
    edges it is memory that takes the time.
    """
    count = len(source)
    for row in range(count):
        start[source[row] + 1] += 1
        if both_ways:
            start[target[row] + 1] += 1
    for node in range(len(start) - 1):
        start[node + 1] += start[node]
    place = start.copy()
    for row in range(count):
        one, other = source[row], target[row]
        keys[place[one]] = (other << bits) | row
        place[one] += 1
        if both_ways:
            keys[place[other]] = (one << bits) | (row + count)
            place[other] += 1


@Kernel
def sort_each(start, keys, bits, to, order, first, last):
    """Sort the edges of each node from `first` to before `last`, and fill `to` and `order` with their ends and rows."""
    for node in range(first, last):
        _sort(keys[start[node] : start[node + 1]])
    for at in range(start[first], start[last]):
        to[at], order[at] = keys[at] >> bits, keys[at] & ((1 << bits) - 1)


@Kernel
def in_order(order, value, sorted_values, first, last):
    """Fill `sorted_values` with the value of each row in this order.

    A loop of its own, since one that does nothing else waits for many reads of memory at once.
    """
    for at in range(first, last):
        sorted_values[at] = value[order[at]]


@Kernel
def largest(start, target, begin, to, value):
    """Fill the compressed rows `begin`, `to` and `value` with the largest value of each pair where it is above 0.

    Each value stands where its edge stands in `target` until that place is filled.
    """
    found, at = 0, 0
    for node in range(len(start) - 1):
        while at < start[node + 1]:
            other, best = target[at], value[at]
            at += 1
            while at < start[node + 1] and target[at] == other:
                best = max(best, value[at])
                at += 1
            to[found], value[found] = other, best
            found += best > 0.0
        begin[node + 1] = found
    return found


@Kernel
def totals(start, target, cancels, begin, to, value):
    """The same with the sum of each pair's values, where that is more than what rounding leaves of what cancels."""
    found, at = 0, 0
    for node in range(len(start) - 1):
        while at < start[node + 1]:
            other, added, size = target[at], 0.0, 0.0
            while at < start[node + 1] and target[at] == other:
                # One after the other as they stand in the table: any other order rounds otherwise.
                added += value[at]
                size += abs(value[at])
                at += 1
            to[found], value[found] = other, added
            found += abs(added) > cancels * size
        begin[node + 1] = found
    return found

"""The pairs of nodes that edges join, sorted by counting; what several edges of a pair make together."""

from __future__ import annotations

import numpy as np

from influence.loops.kernel import Kernel

# Rows and nodes take 32 bits each here, which halves the memory that is gone through.
MOST = 2**31 - 1


def _places(group, size):
    """Where each group begins among values sorted by group, and the end of the last."""
    begin = np.zeros(size + 1, dtype=np.int64)
    for each in group:
        begin[each + 1] += 1
    for place in range(size):
        begin[place + 1] += begin[place]
    return begin


def _targets_rise(source, target, size):
    """Whether the edges of each source stand in the order of their targets, whatever stands between them."""
    last = np.zeros(size, dtype=np.int64)
    for each in range(len(source)):
        if target[each] < last[source[each]]:
            return False
        last[source[each]] = target[each]
    return True


places = Kernel(_places)
targets_rise = Kernel(_targets_rise)


def _by_target(source, target, size):
    """Row, source and target of each edge, so that those of each source stand in the order of their targets."""
    edges = np.empty((len(source), 3), dtype=np.int32)
    rising = targets_rise(source, target, size)
    place = np.empty(0, dtype=np.int64) if rising else places(target, size)
    for each in range(len(source)):
        at = each
        if not rising:
            at = place[target[each]]
            place[target[each]] += 1
        edges[at, 0], edges[at, 1], edges[at, 2] = each, source[each], target[each]
    return edges


by_target = Kernel(_by_target)


def _sorted_pairs(source, target, size):
    """The rows of edges sorted by source and target; of each pair the first of these, the source and the target."""
    begin = places(source, size)
    place, edges = begin.copy(), np.empty((len(source), 2), dtype=np.int32)
    for row, one, other in by_target(source, target, size):
        edges[place[one], 0], edges[place[one], 1] = row, other
        place[one] += 1
    order = np.empty(len(source), dtype=np.int32)
    first, sources, targets = np.empty_like(source), np.empty_like(source), np.empty_like(source)
    count = 0
    for one in range(size):
        for each in range(begin[one], begin[one + 1]):
            order[each] = edges[each, 0]
            if each == begin[one] or edges[each, 1] != edges[each - 1, 1]:
                first[count], sources[count], targets[count] = each, one, edges[each, 1]
                count += 1
    return order, first[:count], sources[:count], targets[:count]


def _largest(values, order, first):
    """The largest of the values of each pair."""
    most = np.empty(len(first))
    for pair in range(len(first)):
        end = first[pair + 1] if pair + 1 < len(first) else len(order)
        most[pair] = values[order[first[pair]]]
        for each in range(first[pair] + 1, end):
            most[pair] = np.maximum(most[pair], values[order[each]])
    return most


def _total(values, order, first):
    """The sum of the values of each pair, one after the other as they stand in the table: else it rounds otherwise."""
    total = np.zeros(len(first))
    for pair in range(len(first)):
        end = first[pair + 1] if pair + 1 < len(first) else len(order)
        for each in range(first[pair], end):
            total[pair] += values[order[each]]
    return total


def _with_value(source, target, value, size):
    """Compressed sparse rows of the pairs, sorted by source, that have a value above 0: starts, targets, values."""
    start, count = np.zeros(size + 1, dtype=np.int64), 0
    targets, values = np.empty(len(target), dtype=np.int64), np.empty(len(target))
    for pair in range(len(value)):
        if value[pair] > 0:
            targets[count], values[count] = target[pair], value[pair]
            count += 1
            start[source[pair] + 1] = count
    for node in range(size):
        start[node + 1] = max(start[node + 1], start[node])
    return start, targets[:count], values[:count]


sorted_pairs = Kernel(_sorted_pairs)
largest = Kernel(_largest)
total = Kernel(_total)
with_value = Kernel(_with_value)

"""Whom all paths pass through: dominator trees of the access graph, in the plain graph and in sampled worlds.

For deals of more nodes than a word has bits; smaller ones are those of `small_dominators.py`.

Dominators by semidominators and nearest common ancestors, in hardly more steps than there are edges (Georgiadis, Tarjan
& Werneck, Finding dominators in practice, 2006, after Lengauer & Tarjan, 1979). Expected losses by one dominator tree
per sampled world (Xie et al., Minimizing the influence of misinformation via vertex blocking, ICDE 2023). Places take
32 bits each, so that what is gone through at random fits the fast memory.
"""

from __future__ import annotations

import numpy as np

from influence.array_types import ROUNDING
from influence.compiled import Kernel
from influence.measures.kernels.random import uniform
from influence.measures.kernels.small_dominators import MOST_NODES


@Kernel
def _live_edges(low, start, target, live, begin, to):
    """Fill the compressed rows `begin` and `to` with the live edges of one deal, whose nodes are counted from 0."""
    kept = 0
    for node in range(len(begin) - 1):
        begin[node] = kept
        for edge in range(start[low + node], start[low + node + 1]):
            to[kept] = target[edge] - low
            kept += live[edge - start[low]]
    begin[-1] = kept


@Kernel
def _reach(begin, to, number, found, father, left):
    """The nodes that paths from node 0 find, depth first: in this order in `found`; how many there are.

    `father[k]` is the place in `found` of whoever found `found[k]`; `left` has the places in the order in which they
    were left for good. A node is found while its `number` is negative, which then is its place.
    """
    ways = np.empty((len(number), 2), np.int64)
    number[0], found[0], father[0] = 0, 0, 0
    place, edge, end, seen, depth, done = 0, begin[0], begin[1], 1, 0, 0
    while True:
        if edge == end:
            left[done] = place
            done += 1
            if depth == 0:
                return seen
            depth -= 1
            place, edge = ways[depth, 0], ways[depth, 1]
            end = begin[found[place] + 1]
            continue
        other = to[edge]
        edge += 1
        if number[other] < 0:
            ways[depth, 0], ways[depth, 1] = place, edge
            number[other], found[seen], father[seen] = seen, other, place
            place, edge, end = seen, begin[other], begin[other + 1]
            seen += 1
            depth += 1


@Kernel
def _preceding(begin, to, number):
    """The edges of nodes that were found, the other way round: where those of each node begin, and from which places.

    Those of node k are `whence[ends[k]:ends[k + 1]]`.
    """
    ends = np.zeros(len(begin) + 1, np.int64)
    for node in range(len(number)):
        if number[node] >= 0:
            for edge in range(begin[node], begin[node + 1]):
                ends[to[edge] + 2] += 1
    for node in range(len(begin)):
        ends[node + 1] += ends[node]
    whence = np.empty(ends[-1], np.int32)
    for node in range(len(number)):
        if number[node] >= 0:
            for edge in range(begin[node], begin[node + 1]):
                other = to[edge] + 1
                whence[ends[other]] = number[node]
                ends[other] += 1
    return ends, whence


@Kernel
def _least(place, linked, above, least, stack):
    """The least semidominator on the way up from this place while it is linked; shortens the way for later."""
    depth = 0
    while above[place] >= linked:
        stack[depth] = place
        depth += 1
        place = above[place]
    for turn in range(depth - 1, -1, -1):
        lower = stack[turn]
        least[lower] = min(least[lower], least[place])
        above[lower] = above[place]
        place = lower
    return least[place]


@Kernel
def _semidominators(reached, found, ends, whence, father):
    """The place of the semidominator of each place."""
    above, semi, least = father[:reached].copy(), np.zeros(reached, np.int32), np.empty(reached, np.int32)
    stack = np.empty(reached, np.int32)
    for place in range(reached - 1, 0, -1):
        lowest = father[place]
        for edge in range(ends[found[place]], ends[found[place] + 1]):
            # Nothing lies below the root: among people of many relationships hardly more than one has to be looked at.
            if lowest == 0:
                break
            one = whence[edge]
            lowest = min(lowest, one if one < place else _least(one, place + 1, above, least, stack))
        semi[place] = least[place] = lowest
    return semi


@Kernel
def _dominate(begin, to, banned, number, found, left, dominator):
    """The dominator tree of what paths around `banned` (-1: nobody) reach: of each place that of its dominator.

    Returns how many are reached; fills `number`, `found` and `left` as `_reach` does, `number` with -1 for the others.
    """
    number[:] = -1
    if banned >= 0:
        # As if it had been found before.
        number[banned] = len(number)
    reached = _reach(begin, to, number, found, dominator, left)
    if banned >= 0:
        number[banned] = -1
    ends, whence = _preceding(begin, to, number)
    semi = _semidominators(reached, found, ends, whence, dominator)
    for place in range(1, reached):
        # So far it is whoever found this place.
        while dominator[place] > semi[place]:
            dominator[place] = dominator[dominator[place]]
    return reached


@Kernel
def _gather(reached, found, left, dominator, weight, loss):
    """Each node's own weight and that of everybody it dominates, by place."""
    for place in range(reached):
        loss[place] = weight[found[place]]
    # The root is left last.
    for turn in range(reached - 1):
        place = left[turn]
        loss[dominator[place]] += loss[place]


@Kernel
def _room(size):
    """What `_dominate` fills for so many nodes: number, found, left and dominator."""
    return np.empty(size, np.int32), np.empty(size, np.int32), np.empty(size, np.int32), np.empty(size, np.int32)


@Kernel
def losses(node_start, start, target, chance, threshold, weight, seated, lost, cut_off, reached_seats, first, last):
    """What goes with each node: committee weight `lost`, other committee people `cut_off`; and how many are reached."""
    for deal in range(first, last):
        low, high = node_start[deal], node_start[deal + 1]
        size = high - low
        if size <= MOST_NODES:
            continue
        live = chance[start[low] : start[high]] >= threshold
        begin, to = np.empty(size + 1, np.int64), np.empty(len(live), np.int32)
        _live_edges(low, start, target, live, begin, to)
        number, found, left, dominator = _room(size)
        reached = _dominate(begin, to, np.int64(-1), number, found, left, dominator)
        loss, heads = np.empty(size), np.empty(size)
        _gather(reached, found, left, dominator, weight[low:high], loss)
        _gather(reached, found, left, dominator, seated[low:high], heads)
        for place in range(reached):
            node = low + found[place]
            lost[node] = loss[place]
            cut_off[node] = heads[place] - seated[node]
        reached_seats[deal] = heads[0]


@Kernel
def worst_pairs(node_start, start, target, chance, threshold, weight, candidate, wanted, pair, pair_loss, first, last):
    """The two candidates whose joint leaving loses most, in each wanted deal; -1 where there are no two."""
    for deal in range(first, last):
        low, high = node_start[deal], node_start[deal + 1]
        size = high - low
        if not wanted[deal] or size <= MOST_NODES:
            continue
        live = chance[start[low] : start[high]] >= threshold
        begin, to = np.empty(size + 1, np.int64), np.empty(len(live), np.int32)
        _live_edges(low, start, target, live, begin, to)
        number, found, left, dominator = _room(size)
        loss, own, able = np.empty(size), weight[low:high], candidate[low:high]
        reached = _dominate(begin, to, np.int64(-1), number, found, left, dominator)
        _gather(reached, found, left, dominator, own, loss)
        everything = loss[0]
        present = number >= 0
        for one in range(size):
            if not (able[one] and present[one]):
                continue
            reached = _dominate(begin, to, one, number, found, left, dominator)
            _gather(reached, found, left, dominator, own, loss)
            for other in range(one + 1, size):
                if not (able[other] and present[other]):
                    continue
                also = loss[number[other]] if number[other] >= 0 else 0.0
                together = everything - loss[0] + also
                # Sums of the same weights in another order differ by rounding; the first pair found keeps a tie.
                if together > pair_loss[deal] + ROUNDING:
                    pair_loss[deal] = together
                    pair[deal, 0], pair[deal, 1] = low + one, low + other


@Kernel
def expected_losses(node_start, start, target, chance, weight, worlds, seed, mean, error, first, last):
    """Mean committee weight lost with each node over sampled worlds, and its standard error.

    Every deal draws from the same seed: its numbers do not depend on which other deals are scored with it.
    """
    for deal in range(first, last):
        low, high = node_start[deal], node_start[deal + 1]
        size = high - low
        if size <= MOST_NODES:
            continue
        live = np.empty(start[high] - start[low], np.bool_)
        begin, to = np.empty(size + 1, np.int64), np.empty(len(live), np.int32)
        number, found, left, dominator = _room(size)
        loss = np.empty(size)
        for world in range(worlds[deal]):
            for edge in range(len(live)):
                live[edge] = uniform(seed, world, edge) < chance[start[low] + edge]
            _live_edges(low, start, target, live, begin, to)
            reached = _dominate(begin, to, np.int64(-1), number, found, left, dominator)
            _gather(reached, found, left, dominator, weight[low:high], loss)
            for place in range(reached):
                mean[low + found[place]] += loss[place]
                error[low + found[place]] += loss[place] * loss[place]
        for node in range(low, high):
            mean[node] /= worlds[deal]
            spread = max(error[node] / worlds[deal] - mean[node] * mean[node], 0.0)
            error[node] = np.sqrt(spread / max(worlds[deal] - 1, 1))

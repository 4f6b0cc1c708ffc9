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
def _reach(low, start, target, live, banned, order, number, found, father):
    """Nodes reached from the root `low` over live edges: in reverse postorder, and as `found`; how many there are.

    `father[k]` is the place in `found` of whoever found `found[k]`. `number` ends as places in `order`.
    """
    reached, seen, depth = 0, 1, 1
    stack, position = np.empty(len(order), np.int32), np.empty(len(order), np.int32)
    number[0], found[0], father[0] = 0, low, 0
    stack[0], position[0] = 0, start[low]
    while depth:
        place, edge = stack[depth - 1], position[depth - 1]
        if edge == start[found[place] + 1]:
            depth -= 1
            order[reached] = found[place]
            reached += 1
            continue
        position[depth - 1] = edge + 1
        other = target[edge]
        if live[edge - start[low]] and other != banned and number[other - low] < 0:
            number[other - low], found[seen], father[seen] = seen, other, place
            stack[depth], position[depth] = seen, start[other]
            seen += 1
            depth += 1
    order[:reached] = order[:reached][::-1].copy()
    return reached


@Kernel
def _preceding(low, start, target, live, reached, found, number):
    """The live edges among those reached, the other way round: where those of each begin, and whence they come."""
    begin = np.zeros(reached + 2, np.int64)
    for place in range(reached):
        for edge in range(start[found[place]], start[found[place] + 1]):
            if live[edge - start[low]] and number[target[edge] - low] >= 0:
                begin[number[target[edge] - low] + 2] += 1
    begin = np.cumsum(begin)
    whence = np.empty(begin[reached + 1], np.int32)
    for place in range(reached):
        for edge in range(start[found[place]], start[found[place] + 1]):
            if live[edge - start[low]] and number[target[edge] - low] >= 0:
                other = number[target[edge] - low] + 1
                whence[begin[other]] = place
                begin[other] += 1
    return begin, whence


@Kernel
def _least(place, linked, above, label, semi, stack):
    """On the way up from this place while it is linked, the one of least `semi`; shortens the way for later."""
    depth = 0
    while above[place] >= linked:
        stack[depth] = place
        depth += 1
        place = above[place]
    for turn in range(depth - 1, -1, -1):
        lower = stack[turn]
        if semi[label[place]] < semi[label[lower]]:
            label[lower] = label[place]
        above[lower] = above[place]
        place = lower
    return label[place]


@Kernel
def _dominators_of(reached, begin, whence, father):
    """The place of the dominator of each place, in the order in which they were found."""
    above, semi, label = father.copy(), np.arange(reached, dtype=np.int32), np.arange(reached, dtype=np.int32)
    stack = np.empty(reached, np.int32)
    for place in range(reached - 1, 0, -1):
        semi[place] = father[place]
        for edge in range(begin[place], begin[place + 1]):
            least = semi[_least(whence[edge], place + 1, above, label, semi, stack)]
            semi[place] = min(semi[place], least)
    dominator = father.copy()
    for place in range(1, reached):
        while dominator[place] > semi[place]:
            dominator[place] = dominator[dominator[place]]
    return dominator


@Kernel
def _dominate(low, start, target, live, banned, order, number, parent):
    """The dominator tree of one deal: `parent[k]` is the place in `order` of the dominator of `order[k]`."""
    found, father = np.empty(len(order), np.int32), np.empty(len(order), np.int32)
    reached = _reach(low, start, target, live, banned, order, number, found, father)
    begin, whence = _preceding(low, start, target, live, reached, found, number)
    dominator = _dominators_of(reached, begin, whence, father[:reached])
    for place in range(reached):
        number[order[place] - low] = place
    for place in range(reached):
        parent[number[found[place] - low]] = number[found[dominator[place]] - low]
    return reached


@Kernel
def _gather(reached, low, order, parent, weight, loss):
    """Each node's own weight and that of everybody it dominates, by place in `order`."""
    for place in range(reached):
        loss[place] = weight[order[place]]
    for place in range(reached - 1, 0, -1):
        loss[parent[place]] += loss[place]


@Kernel
def losses(node_start, start, target, chance, threshold, weight, seated, lost, cut_off, reached_seats, first, last):
    """What goes with each node: committee weight `lost`, other committee people `cut_off`; and how many are reached."""
    for deal in range(first, last):
        low, high = node_start[deal], node_start[deal + 1]
        size = high - low
        if size <= MOST_NODES:
            continue
        order, parent = np.empty(size, np.int32), np.empty(size, np.int32)
        number = np.full(size, -1, np.int32)
        live = chance[start[low] : start[high]] >= threshold
        reached = _dominate(low, start, target, live, -1, order, number, parent)
        loss = np.empty(size)
        _gather(reached, low, order, parent, weight, loss)
        heads = np.empty(size)
        _gather(reached, low, order, parent, seated, heads)
        for place in range(reached):
            lost[order[place]] = loss[place]
            cut_off[order[place]] = heads[place] - seated[order[place]]
        reached_seats[deal] = heads[0]


@Kernel
def worst_pairs(node_start, start, target, chance, threshold, weight, candidate, wanted, pair, pair_loss, first, last):
    """The two candidates whose joint leaving loses most, in each wanted deal; -1 where there are no two."""
    for deal in range(first, last):
        low, high = node_start[deal], node_start[deal + 1]
        size = high - low
        if not wanted[deal] or size <= MOST_NODES:
            continue
        order, parent = np.empty(size, np.int32), np.empty(size, np.int32)
        number, loss = np.full(size, -1, np.int32), np.empty(size)
        live = chance[start[low] : start[high]] >= threshold
        reached = _dominate(low, start, target, live, -1, order, number, parent)
        _gather(reached, low, order, parent, weight, loss)
        everything = loss[0]
        present = number >= 0
        for one in range(low, high):
            if not (candidate[one] and present[one - low]):
                continue
            for node in range(size):
                number[node] = -1
            reached = _dominate(low, start, target, live, one, order, number, parent)
            _gather(reached, low, order, parent, weight, loss)
            for other in range(one + 1, high):
                if not (candidate[other] and present[other - low]):
                    continue
                also = loss[number[other - low]] if number[other - low] >= 0 else 0.0
                together = everything - loss[0] + also
                # Sums of the same weights in another order differ by rounding; the first pair found keeps a tie.
                if together > pair_loss[deal] + ROUNDING:
                    pair_loss[deal] = together
                    pair[deal, 0], pair[deal, 1] = one, other


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
        order, parent = np.empty(size, np.int32), np.empty(size, np.int32)
        number, loss = np.full(size, -1, np.int32), np.empty(size)
        live = np.empty(start[high] - start[low], np.bool_)
        for world in range(worlds[deal]):
            for edge in range(len(live)):
                live[edge] = uniform(seed, world, edge) < chance[start[low] + edge]
            for node in range(size):
                number[node] = -1
            reached = _dominate(low, start, target, live, -1, order, number, parent)
            _gather(reached, low, order, parent, weight, loss)
            for place in range(reached):
                mean[order[place]] += loss[place]
                error[order[place]] += loss[place] * loss[place]
        for node in range(low, high):
            mean[node] /= worlds[deal]
            spread = max(error[node] / worlds[deal] - mean[node] * mean[node], 0.0)
            error[node] = np.sqrt(spread / max(worlds[deal] - 1, 1))

"""Whom all paths pass through: dominator trees of the access graph, in the plain graph and in sampled worlds.

For deals of more nodes than a word has bits; smaller ones are those of `small_dominators.py`.

Dominators by raising parents to the nearest common ancestor until nothing changes, over edges in reverse postorder
(Cooper, Harvey & Kennedy, A simple, fast dominance algorithm, 2001). Expected losses by one dominator tree per
sampled world (Xie et al., Minimizing the influence of misinformation via vertex blocking, ICDE 2023).
"""

from __future__ import annotations

import numpy as np

from influence.array_types import ROUNDING
from influence.measures.kernels import Kernel
from influence.measures.kernels.random import uniform
from influence.measures.kernels.small_dominators import MOST_NODES


@Kernel
def _reach(low, start, target, live, banned, order, number, stack, position):
    """Nodes reached from the root `low` over live edges, in reverse postorder; how many there are."""
    reached = 0
    number[0] = 0
    stack[0] = low
    position[0] = start[low]
    depth = 1
    while depth:
        node = stack[depth - 1]
        edge = position[depth - 1]
        if edge == start[node + 1]:
            depth -= 1
            order[reached] = node
            reached += 1
            continue
        position[depth - 1] = edge + 1
        other = target[edge]
        if live[edge - start[low]] and other != banned and number[other - low] < 0:
            number[other - low] = 0
            stack[depth] = other
            position[depth] = start[other]
            depth += 1
    for place in range(reached // 2):
        order[place], order[reached - 1 - place] = order[reached - 1 - place], order[place]
    for place in range(reached):
        number[order[place] - low] = place
    return reached


@Kernel
def _common(one, other, parent):
    while one != other:
        while one > other:
            one = parent[one]
        while other > one:
            other = parent[other]
    return one


@Kernel
def _dominate(low, start, target, live, banned, order, number, parent, stack, position):
    """The dominator tree of one deal: `parent[k]` is the place in `order` of the dominator of `order[k]`."""
    reached = _reach(low, start, target, live, banned, order, number, stack, position)
    for place in range(reached):
        parent[place] = -1
    parent[0] = 0
    changed = True
    while changed:
        changed = False
        for place in range(reached):
            node = order[place]
            for edge in range(start[node], start[node + 1]):
                other = number[target[edge] - low]
                if other <= 0 or not live[edge - start[low]]:
                    continue
                dominator = place if parent[other] < 0 else _common(place, parent[other], parent)
                if dominator != parent[other]:
                    parent[other] = dominator
                    changed = True
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
        order, parent = np.empty(size, np.int64), np.empty(size, np.int64)
        stack, position = np.empty(size, np.int64), np.empty(size, np.int64)
        number = np.full(size, -1)
        live = chance[start[low] : start[high]] >= threshold
        reached = _dominate(low, start, target, live, -1, order, number, parent, stack, position)
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
        order, parent = np.empty(size, np.int64), np.empty(size, np.int64)
        stack, position = np.empty(size, np.int64), np.empty(size, np.int64)
        number, loss = np.full(size, -1), np.empty(size)
        live = chance[start[low] : start[high]] >= threshold
        reached = _dominate(low, start, target, live, -1, order, number, parent, stack, position)
        _gather(reached, low, order, parent, weight, loss)
        everything = loss[0]
        present = number >= 0
        for one in range(low, high):
            if not (candidate[one] and present[one - low]):
                continue
            for node in range(size):
                number[node] = -1
            reached = _dominate(low, start, target, live, one, order, number, parent, stack, position)
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
        order, parent = np.empty(size, np.int64), np.empty(size, np.int64)
        stack, position = np.empty(size, np.int64), np.empty(size, np.int64)
        number, loss = np.full(size, -1), np.empty(size)
        live = np.empty(start[high] - start[low], np.bool_)
        for world in range(worlds):
            for edge in range(len(live)):
                live[edge] = uniform(seed, world, edge) < chance[start[low] + edge]
            for node in range(size):
                number[node] = -1
            reached = _dominate(low, start, target, live, -1, order, number, parent, stack, position)
            _gather(reached, low, order, parent, weight, loss)
            for place in range(reached):
                mean[order[place]] += loss[place]
                error[order[place]] += loss[place] * loss[place]
        for node in range(low, high):
            mean[node] /= worlds
            spread = max(error[node] / worlds - mean[node] * mean[node], 0.0)
            error[node] = np.sqrt(spread / max(worlds - 1, 1))

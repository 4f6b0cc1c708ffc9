"""Whom all paths pass through, in deals of up to 63 nodes: a set of nodes is the bits of one whole number.

Whom all paths to a node pass through are itself and those on all paths to every node that leads to it: start with
everybody, and strike out along edges until nothing changes (Aho, Lam, Sethi & Ullman, Compilers, 2007, section 9.6).
The root is node 0, and who is not reached keeps the sign bit. Larger deals are those of `dominators.py`.
"""

from __future__ import annotations

import numpy as np

from influence.array_types import ROUNDING
from influence.compiled import Kernel

# The bits of a whole number without its sign.
MOST_NODES = 63


@Kernel
def _strike_out(low, high, start, target, chance, threshold, banned, on_all):
    """Fill `on_all` with who is on all paths from the root to each node, without paths through `banned`."""
    on_all[:] = -1
    on_all[0] = 1
    changed = True
    while changed:
        changed = False
        for node in range(high - low):
            if on_all[node] < 0 or node == banned:
                continue
            for edge in range(start[low + node], start[low + node + 1]):
                other = target[edge] - low
                if chance[edge] >= threshold and other != banned:
                    left = on_all[other] & (on_all[node] | (1 << other))
                    if left != on_all[other]:
                        on_all[other] = left
                        changed = True


@Kernel
def _weigh(weight, on_all, loss):
    """Fill `loss` with the weight of everybody reached only through each node, itself included."""
    loss[:] = 0.0
    for other in range(len(on_all)):
        if weight[other] != 0.0 and on_all[other] >= 0:
            for node in range(len(on_all)):
                if (on_all[other] >> node) & 1:
                    loss[node] += weight[other]


@Kernel
def losses(node_start, start, target, chance, threshold, weight, seated, lost, cut_off, reached_seats, first, last):
    """What goes with each node: committee weight `lost`, other committee people `cut_off`; and how many are reached."""
    for deal in range(first, last):
        low, high = node_start[deal], node_start[deal + 1]
        if high - low > MOST_NODES:
            continue
        on_all = np.empty(high - low, np.int64)
        _strike_out(low, high, start, target, chance, threshold, np.int64(-1), on_all)
        _weigh(weight[low:high], on_all, lost[low:high])
        heads = cut_off[low:high]
        _weigh(seated[low:high], on_all, heads)
        reached_seats[deal] = heads[0]
        for node in range(high - low):
            if on_all[node] >= 0:
                heads[node] -= seated[low + node]


@Kernel
def _shortest(low, high, start, target, chance, threshold, weight, candidate, line, before):
    """The candidates on one shortest path to each voter, who stands at its end left out; as bits."""
    before[:] = -1
    before[0] = 0
    line[0] = 0
    head, tail = 0, 1
    while head < tail:
        node = line[head]
        head += 1
        for edge in range(start[low + node], start[low + node + 1]):
            other = target[edge] - low
            if chance[edge] >= threshold and before[other] < 0:
                before[other] = node
                line[tail] = other
                tail += 1
    on_path = 0
    for voter in range(high - low):
        if weight[low + voter] > 0.0 and before[voter] >= 0:
            node = before[voter]
            while node > 0:
                on_path |= (1 << node) if candidate[low + node] else 0
                node = before[node]
    return on_path


@Kernel
def _together(low, high, start, target, chance, threshold, weight, on_path, everything, on_all, loss):
    """Fill `loss[one, other]` with what goes with two nodes, in the rows of those on the shortest paths."""
    for one in range(1, high - low):
        if (on_path >> one) & 1:
            _strike_out(low, high, start, target, chance, threshold, one, on_all)
            _weigh(weight[low:high], on_all, loss[one])
            gone = everything - loss[one, 0]
            for other in range(high - low):
                loss[one, other] += gone


@Kernel
def worst_pairs(node_start, start, target, chance, threshold, weight, candidate, wanted, pair, pair_loss, first, last):
    """The two candidates whose joint leaving loses most, in each wanted deal; -1 where there are no two.

    A pair that cuts somebody else off has one of the two on every path there, so on the shortest: only those are taken
    away to see who goes with another. Any other pair loses its own votes.
    """
    for deal in range(first, last):
        low, high = node_start[deal], node_start[deal + 1]
        if not wanted[deal] or high - low > MOST_NODES:
            continue
        size = high - low
        on_all, before, line = np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size, np.int64)
        loss, alone = np.empty((size, size)), np.empty(size)
        _strike_out(low, high, start, target, chance, threshold, np.int64(-1), on_all)
        _weigh(weight[low:high], on_all, alone)
        on_path = _shortest(low, high, start, target, chance, threshold, weight, candidate, line, before)
        _together(low, high, start, target, chance, threshold, weight, on_path, alone[0], on_all, loss)
        for one in range(1, size):
            if not candidate[low + one] or before[one] < 0:
                continue
            for other in range(one + 1, size):
                if not candidate[low + other] or before[other] < 0:
                    continue
                if (on_path >> one) & 1:
                    together = loss[one, other]
                elif (on_path >> other) & 1:
                    together = loss[other, one]
                else:
                    together = alone[one] + alone[other]
                # Sums of the same weights in another order differ by rounding; the first pair found keeps a tie.
                if together > pair_loss[deal] + ROUNDING:
                    pair_loss[deal] = together
                    pair[deal, 0], pair[deal, 1] = low + one, low + other

"""Expected losses over sampled worlds, in deals of up to 63 nodes: 64 worlds are the bits of one word.

In which worlds somebody is reached is the same for every word: where somebody who is reached leads to them by an edge
that came off. Whoever is taken away, what is lost is who is then no longer reached. After Xie et al., Minimizing the
influence of misinformation via vertex blocking, ICDE 2023.
"""

from __future__ import annotations

import numpy as np

from influence.compiled import Kernel
from influence.measures.kernels.bits import BIT, ones
from influence.measures.kernels.random import uniform_table
from influence.measures.kernels.small_dominators import MOST_NODES

# The worlds of an edge are kept as sets of the 32, 64, 96, ... with the smallest numbers; the rest is looked up.
STRIDE = 32


def sampled(seed, worlds, edges):
    """What is drawn for each edge in these worlds: the numbers in order, the worlds they belong to, and sets of these.

    The sets, of shape (edges, sets, words), are those of the first 0, `STRIDE`, 2 `STRIDE`, ... worlds.
    """
    drawn = uniform_table(seed, worlds, edges)
    order = np.argsort(drawn, axis=1)
    words = -(-len(worlds) // 64)
    there = np.zeros((edges, 64 * words), dtype=bool)
    sets = [np.zeros((edges, words), dtype=np.uint64)]
    for first in range(0, len(worlds) - STRIDE + 1, STRIDE):
        np.put_along_axis(there, order[:, first : first + STRIDE], True, axis=1)
        sets.append(np.packbits(there, axis=1, bitorder="little").view(np.uint64))
    return np.take_along_axis(drawn, order, axis=1), order, np.stack(sets, axis=1)


@Kernel
def _come_off(chance, drawn, order, sets, live):
    """Fill `live`, a row an edge, with the worlds in which the number drawn for it is below its chance."""
    for edge in range(len(chance)):
        count = np.searchsorted(drawn[edge], chance[edge])
        live[edge] = sets[edge, count // STRIDE]
        for rank in range(count - count % STRIDE, count):
            world = order[edge, rank]
            live[edge, world // 64] |= BIT[world % 64]


@Kernel
def _lead(source, live, into):
    """Add the worlds of `source` in which an edge comes off to `into`; whether these are more."""
    grown = np.uint64(0)
    for word in range(len(live)):
        more = source[word] & live[word] & ~into[word]
        into[word] |= more
        grown |= more
    return grown != 0


@Kernel
def _reach(low, start, target, live, banned, reached, fresh):
    """Raise `reached`, a row a node, from the root along live edges until nothing changes."""
    fresh[:] = False
    fresh[0] = changed = True
    while changed:
        changed = False
        for node in range(len(fresh)):
            if not fresh[node] or node == banned:
                continue
            fresh[node] = False
            for edge in range(start[low + node], start[low + node + 1]):
                other = target[edge] - low
                if other != banned and _lead(reached[node], live[edge - start[low]], reached[other]):
                    fresh[other] = True
                    changed = True


@Kernel
def _weigh(voters, weight, cut):
    """The sums, over all worlds, of the weight cut off and of its square."""
    total, square = 0.0, 0.0
    for place in range(len(voters)):
        for other in range(place + 1):
            both = 0
            for word in range(cut.shape[1]):
                both += ones(cut[place, word] & cut[other, word])
            if other == place:
                total += weight[voters[place]] * both
                square += weight[voters[place]] * weight[voters[place]] * both
            else:
                square += 2.0 * weight[voters[place]] * weight[voters[other]] * both
    return total, square


@Kernel
def expected_losses(node_start, start, target, chance, weight, drawn, order, sets, total, square, first, last):
    """Add to `total` and `square` the committee weight lost with each node, and its square, over sampled worlds."""
    words = sets.shape[2]
    for deal in range(first, last):
        low, high = node_start[deal], node_start[deal + 1]
        if high - low > MOST_NODES:
            continue
        live = np.empty((start[high] - start[low], words), np.uint64)
        _come_off(chance[start[low] : start[high]], drawn, order, sets, live)
        reached, without = np.zeros((high - low, words), np.uint64), np.empty((high - low, words), np.uint64)
        reached[0] = ~reached[0]
        fresh = np.empty(high - low, np.bool_)
        _reach(low, start, target, live, -1, reached, fresh)
        voters = np.flatnonzero(weight[low:high])
        cut = np.empty((len(voters), words), np.uint64)
        for one in range(1, high - low):
            for node in range(high - low):
                # Where somebody is not reached, nothing changes without them.
                for word in range(words):
                    without[node, word] = reached[node, word] & ~reached[one, word]
            without[0] = reached[0]
            _reach(low, start, target, live, one, without, fresh)
            for place in range(len(voters)):
                for word in range(words):
                    cut[place, word] = reached[voters[place], word] & ~without[voters[place], word]
            lost = _weigh(voters, weight[low:high], cut)
            total[low + one] += lost[0]
            square[low + one] += lost[1]

"""Articulation points: who holds an undirected graph together (Hopcroft & Tarjan, 1973)."""

from __future__ import annotations

import numpy as np

from influence.compiled import Kernel


@Kernel
def cut_points(start, target, cuts):
    """Mark in `cuts` every node whose leaving splits its component; one pass over all deals.

    What is known of the nodes on the way down stands in the order of that way, so that only `found` is gone through at
    random: when each node was found, counted from 1.
    """
    size, clock = len(start) - 1, 0
    found, ways = np.zeros(size, np.int32), np.empty((size, 3), np.int64)
    for root in range(size):
        if found[root]:
            continue
        clock += 1
        found[root] = clock
        node, edge, lowest, depth, branches = root, start[root], clock, 0, 0
        while depth >= 0:
            if edge < start[node + 1]:
                other = target[edge]
                edge += 1
                if found[other]:
                    lowest = min(lowest, found[other])
                else:
                    ways[depth, 0], ways[depth, 1], ways[depth, 2] = node, edge, lowest
                    depth += 1
                    clock += 1
                    found[other] = clock
                    node, edge, lowest = other, start[other], clock
                continue
            depth -= 1
            if depth >= 0:
                below = lowest
                node, edge, lowest = ways[depth, 0], ways[depth, 1], min(ways[depth, 2], below)
                branches += depth == 0
                cuts[node] |= depth > 0 and below >= found[node]
        cuts[root] = branches > 1

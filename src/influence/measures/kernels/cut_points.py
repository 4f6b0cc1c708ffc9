"""Articulation points: who holds an undirected graph together (Hopcroft & Tarjan, 1973)."""

from __future__ import annotations

import numpy as np

from influence.compiled import Kernel


@Kernel
def cut_points(start, target, cuts):
    """Mark in `cuts` every node whose leaving splits its component; one pass over all deals."""
    size = len(start) - 1
    found = np.zeros(size, np.int64)
    lowest = np.zeros(size, np.int64)
    above = np.full(size, -1)
    position = start[:-1].copy()
    clock = 0
    for root in range(size):
        if found[root]:
            continue
        node, branches = root, 0
        clock += 1
        found[root] = lowest[root] = clock
        while node >= 0:
            if position[node] < start[node + 1]:
                other = target[position[node]]
                position[node] += 1
                if not found[other]:
                    clock += 1
                    found[other] = lowest[other] = clock
                    above[other] = node
                    branches += node == root
                    node = other
                else:
                    lowest[node] = min(lowest[node], found[other])
                continue
            parent = above[node]
            if parent >= 0:
                lowest[parent] = min(lowest[parent], lowest[node])
                if parent != root and lowest[node] >= found[parent]:
                    cuts[parent] = True
            node = parent
        cuts[root] = branches > 1

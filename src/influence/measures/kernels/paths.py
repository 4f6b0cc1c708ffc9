"""Best paths: from the sources of a deal to every node, the largest product of the edges' chances."""

from __future__ import annotations

import numpy as np

from influence.measures.kernels import Kernel


@Kernel
def best_paths(node_start, start, target, chance, is_source, product, hops, previous, first, last):
    """Fill `product`, `hops` and `previous` (-1 at a source or where no path leads); ties go to the shorter path."""
    for deal in range(first, last):
        low, high = node_start[deal], node_start[deal + 1]
        open_nodes = np.empty(high - low, np.int64)
        settled = np.zeros(high - low, np.bool_)
        n_open = 0
        for node in range(low, high):
            if is_source[node]:
                product[node] = 1.0
                open_nodes[n_open] = node
                n_open += 1
        while n_open:
            best = 0
            for place in range(1, n_open):
                node, champion = open_nodes[place], open_nodes[best]
                if product[node] > product[champion] or (
                    product[node] == product[champion]
                    and (hops[node] < hops[champion] or (hops[node] == hops[champion] and node < champion))
                ):
                    best = place
            node = open_nodes[best]
            n_open -= 1
            open_nodes[best] = open_nodes[n_open]
            settled[node - low] = True
            for edge in range(start[node], start[node + 1]):
                other = target[edge]
                if settled[other - low]:
                    continue
                through = product[node] * chance[edge]
                if through > product[other] or (through == product[other] and hops[node] + 1 < hops[other]):
                    if product[other] == 0.0:
                        open_nodes[n_open] = other
                        n_open += 1
                    product[other] = through
                    hops[other] = hops[node] + 1
                    previous[other] = node

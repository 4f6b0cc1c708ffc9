"""Best paths: from the sources of a deal to every node, the largest product of the edges' chances."""

from __future__ import annotations

import numpy as np

from influence.compiled import Kernel


@Kernel
def _before(one, other, product, hops):
    """Whether one node is gone on from before another: the likelier, then the nearer, then the first."""
    if product[one] != product[other]:
        return product[one] > product[other]
    if hops[one] != hops[other]:
        return hops[one] < hops[other]
    return one < other


@Kernel
def _rise(place, heap, spot, low, product, hops):
    """Move up whoever stands at this place of the heap, past all who come after them."""
    node = heap[place]
    while place and _before(node, heap[(place - 1) // 2], product, hops):
        heap[place] = heap[(place - 1) // 2]
        spot[heap[place] - low] = place
        place = (place - 1) // 2
    heap[place] = node
    spot[node - low] = place


@Kernel
def _take(heap, size, spot, low, product, hops):
    """The first of a heap of this size, taken from it: the last fills the gap, and sinks past all who come before."""
    first, node, place = heap[0], heap[size - 1], 0
    while 2 * place + 1 < size - 1:
        child = 2 * place + 1
        if child + 1 < size - 1 and _before(heap[child + 1], heap[child], product, hops):
            child += 1
        if not _before(heap[child], node, product, hops):
            break
        heap[place] = heap[child]
        spot[heap[place] - low] = place
        place = child
    heap[place] = node
    spot[node - low] = place
    return first


@Kernel
def best_paths(node_start, start, target, chance, is_source, product, hops, previous, first, last):
    """Fill `product`, `hops` and `previous` (-1 at a source or where no path leads); ties go to the shorter path."""
    for deal in range(first, last):
        low, high = node_start[deal], node_start[deal + 1]
        heap, spot = np.empty(high - low, np.int64), np.empty(high - low, np.int64)
        settled = np.zeros(high - low, np.bool_)
        n_open = np.int64(0)
        for node in range(low, high):
            if is_source[node]:
                product[node] = 1.0
                heap[n_open] = node
                _rise(n_open, heap, spot, low, product, hops)
                n_open += 1
        while n_open:
            node = _take(heap, n_open, spot, low, product, hops)
            n_open -= 1
            settled[node - low] = True
            for edge in range(start[node], start[node + 1]):
                other = target[edge]
                if settled[other - low]:
                    continue
                through = product[node] * chance[edge]
                if through > product[other] or (through == product[other] and hops[node] + 1 < hops[other]):
                    if product[other] == 0.0:
                        heap[n_open] = other
                        spot[other - low] = n_open
                        n_open += 1
                    product[other] = through
                    hops[other] = hops[node] + 1
                    previous[other] = node
                    _rise(spot[other - low], heap, spot, low, product, hops)

"""Whom each side could be introduced to: those to whom some path of introductions leads from its members."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order

from influence.array_types import Flags
from influence.graph.arrays import Arrays


def within_reach(arrays: Arrays, side: str) -> Flags:
    """Whether the side reaches each person of the deal, by introductions of at least the assumed `path_threshold`."""
    access = arrays.access(side)
    edges, size = access.edges, int(access.node_start[-1])
    open_ = edges.value >= arrays.assumptions.path_threshold
    ways = csr_array((open_[open_], (edges.source[open_], edges.target[open_])), shape=(size, size))
    reached = np.zeros(size, dtype=bool)
    reached[breadth_first_order(ways, 0, return_predecessors=False)] = True
    return reached[access.person_node]

"""What is lost with somebody on average where each introduction comes off with its chance (docs/model.md section 6)."""

from __future__ import annotations

import numpy as np

from influence.array_types import Floats
from influence.graph.access import Access
from influence.graph.arrays import Arrays
from influence.measures.reach import on_nodes

# What is drawn for so many worlds is kept for all deals; more are looked at in turn.
WORLDS_AT_ONCE = 1024
# Introductions that the worlds of one deal may draw altogether: fewer worlds in very large deals.
DRAWN = 200_000_000


def expected_losses(arrays: Arrays, side: str, *, worlds: int, seed: int) -> tuple[Floats, Floats]:
    """The mean committee weight lost with each node of the access graph, over sampled worlds, and its standard error.

    Every deal draws from the same seed: its numbers do not depend on which other deals are scored with it.
    """
    from influence.compiled import over_deals
    from influence.measures.kernels import dominators
    from influence.measures.kernels.small_dominators import MOST_NODES

    access, edges = arrays.access(side), arrays.access(side).edges
    size, weight = np.diff(access.node_start), on_nodes(access, arrays.weight)
    mean, error = np.zeros(len(weight)), np.zeros(len(weight))
    affordable = np.clip(DRAWN // np.maximum(np.diff(edges.start[access.node_start]), 1), 2, worlds)
    if (size > MOST_NODES).any():
        over_deals(
            dominators.expected_losses, arrays.n_deals, access.node_start, edges.start, edges.target, edges.value,
            weight, affordable, seed, mean, error, steps=worlds * len(edges.value),
        )  # fmt: skip
    small = np.repeat(size <= MOST_NODES, size)
    total, square = _sums(access, weight, worlds, seed)
    mean[small] = total[small] / worlds
    spread = np.maximum(square[small] / worlds - mean[small] * mean[small], 0.0)
    error[small] = np.sqrt(spread / max(worlds - 1, 1))
    return mean, error


def _sums(access: Access, weight: Floats, worlds: int, seed: int) -> tuple[Floats, Floats]:
    """The sums of what is lost with each node, and of its square, in deals of few nodes."""
    from influence.compiled import over_deals
    from influence.measures.kernels import worlds as kernels
    from influence.measures.kernels.small_dominators import MOST_NODES

    edges, size = access.edges, np.diff(access.node_start)
    count = np.diff(edges.start[access.node_start])
    most = int(count[size <= MOST_NODES].max(initial=0))
    total, square = np.zeros(len(weight)), np.zeros(len(weight))
    for first in range(0, worlds, WORLDS_AT_ONCE):
        each = np.arange(first, min(first + WORLDS_AT_ONCE, worlds))
        over_deals(
            kernels.expected_losses, len(size), access.node_start, edges.start, edges.target, edges.value, weight,
            *kernels.sampled(seed, each, most), total, square,
            steps=float((size * count)[size <= MOST_NODES].sum()) * len(each) / 64,
        )  # fmt: skip
    return total, square

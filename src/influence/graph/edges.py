"""Directed edges in compressed sparse rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from influence.array_types import Floats, Ints
from influence.compiled import Kernel, loop
from influence.graph.kernels import pairs


@dataclass(frozen=True)
class Edges:
    """Directed edges in compressed sparse rows: those of node i are `target[start[i]:start[i + 1]]`."""

    start: Ints
    target: Ints
    value: Floats

    @cached_property
    def source(self) -> Ints:
        """Where each edge begins."""
        return np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))

    def reversed(self) -> Edges:
        """The same edges the other way round."""
        return packed(self.target, self.source, self.value, len(self.start) - 1)


@dataclass(frozen=True)
class Pairs:
    """Every pair that some edges join, each once, sorted by source and target.

    The rows of the edges are sorted once for all that is to be known of the pairs: those of the pair from `source[i]`
    to `target[i]` are `order[first[i]:first[i + 1]]`.
    """

    source: Ints
    target: Ints
    size: int
    order: Ints
    first: Ints

    @classmethod
    def of(cls, source: Ints, target: Ints, size: int) -> Pairs:
        """The pairs of these edges among so many nodes."""
        count = len(source)
        # Half as wide where they can be, so that less memory is gone through.
        edges = np.empty((count, 3), dtype=np.int32 if max(count, size) < 2**31 else np.int64)
        order, first, one, other = (np.empty(count + room, dtype=np.int64) for room in (0, 1, 0, 0))
        made = (edges, order, first, one, other)
        found = loop(pairs.pair_up, source, target, size, *made, steps=4 * count + 2 * size)
        return cls(one[:found], other[:found], size, order, first[: found + 1])

    def largest(self, value: Floats) -> Edges:
        """The pairs whose largest value is above 0, as edges with that value."""
        return self._edges(pairs.largest, value)

    def total(self, value: Floats, cancels: float) -> Edges:
        """The pairs whose values do not cancel, as edges with their sum; what is left of `cancels` of them, does."""
        return self._edges(pairs.totals, value, cancels)

    def _edges(self, kernel: Kernel, *given: Any) -> Edges:
        start, count = np.zeros(self.size + 1, dtype=np.int64), len(self.first) - 1
        to, values = np.empty(count, dtype=np.int64), np.empty(count)
        rows = (self.source, self.target, self.order, self.first)
        found = loop(kernel, *rows, *given, start, to, values, steps=len(self.source) + self.size)
        return Edges(start, to[:found], values[:found])


def packed(source: Ints, target: Ints, value: Floats, size: int) -> Edges:
    """Compressed sparse rows of the edges with a positive value; of several between a pair the largest counts."""
    return Pairs.of(source, target, size).largest(value)


def gathered(source: Ints, target: Ints, value: Floats, size: int) -> Edges:
    """Compressed sparse rows of the edges with a positive value; those of each node stand one by one in order."""
    some = value > 0
    source, target, value = source[some], target[some], value[some]
    order = np.argsort(source, kind="stable")
    return Edges(starts(source, size), target[order], value[order])


def starts(group: Ints, size: int) -> Ints:
    """Where each group begins in values sorted by group."""
    return np.concatenate([[0], np.cumsum(np.bincount(group, minlength=size))]).astype(np.int64)

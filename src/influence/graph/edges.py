"""Directed edges in compressed sparse rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from influence.array_types import Floats, Ints
from influence.compiled import Kernel, loop, over_rows
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
    """Edges sorted by source and target, once for all that is to be known of the pairs that they join.

    Those of node i stand from `start[i]` to `start[i + 1]`; the one at k ends at `target[k]` and is row `order[k]`.
    Where edges count both ways, the rows of those back follow the rows of those forth.
    """

    start: Ints
    target: Ints
    order: Ints

    @classmethod
    def of(cls, source: Ints, target: Ints, size: int, *, both_ways: bool = False) -> Pairs:
        """The pairs of these edges among so many nodes."""
        count = len(source) * (2 if both_ways else 1)
        start, keys, bits = np.zeros(size + 1, np.int64), np.empty(count, np.int64), count.bit_length()
        loop(pairs.gather, source, target, both_ways, bits, start, keys, steps=2 * count + size)
        # Half as wide where they can be, so that less memory is gone through.
        narrow = np.int32 if max(count, size) < 2**31 else np.int64
        to, order = np.empty(count, narrow), np.empty(count, narrow)
        over_rows(pairs.sort_each, size, start, keys, bits, to, order, steps=2 * count + size)
        return cls(start, to, order)

    def largest(self, value: Floats) -> Edges:
        """The pairs whose largest value is above 0, as edges with that value."""
        return self._edges(pairs.largest, value)

    def total(self, value: Floats, cancels: float) -> Edges:
        """The pairs whose values do not cancel, as edges with their sum; what is left of `cancels` of them, does."""
        return self._edges(pairs.totals, value, cancels)

    def _edges(self, kernel: Kernel, value: Floats, *given: Any) -> Edges:
        start, to, values = np.zeros_like(self.start), np.empty_like(self.target), np.empty(len(self.order))
        over_rows(pairs.in_order, len(values), self.order, value, values, steps=len(values))
        found = loop(kernel, self.start, self.target, *given, start, to, values, steps=len(to) + len(start))
        return Edges(start, to[:found], values[:found])


def packed(source: Ints, target: Ints, value: Floats, size: int) -> Edges:
    """Compressed sparse rows of the edges with a positive value; of several between a pair the largest counts."""
    return Pairs.of(source, target, size).largest(value)


def starts(group: Ints, size: int) -> Ints:
    """Where each group begins in values sorted by group."""
    return np.concatenate([[0], np.cumsum(np.bincount(group, minlength=size))]).astype(np.int64)

"""Directed edges in compressed sparse rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from influence.array_types import Floats, Ints
from influence.loops import pairs


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

    The rows of the edges are sorted once for all that is to be known of the pairs.
    """

    source: Ints
    target: Ints
    order: Ints
    first: Ints

    @classmethod
    def of(cls, source: Ints, target: Ints, size: int) -> Pairs:
        """The pairs of these edges among so many nodes."""
        sort = pairs.sorted_pairs.for_array_work(len(source))
        if sort and max(len(source), size) <= pairs.MOST:
            order, first, source, target = sort(source, target, size)
            return cls(source, target, order, first)
        order = np.argsort(source * size + target, kind="stable")
        source, target = source[order], target[order]
        new = np.ones(len(order), dtype=bool)
        new[1:] = (source[1:] != source[:-1]) | (target[1:] != target[:-1])
        first = np.flatnonzero(new)
        return cls(source[first], target[first], order, first)

    def largest(self, values: Floats) -> Floats:
        """The largest of the values that the edges of each pair have."""
        if largest := pairs.largest.for_array_work(len(self.order)):
            return largest(values, self.order, self.first)
        return np.maximum.reduceat(values[self.order], self.first) if len(self.first) else np.empty(0)

    def total(self, values: Floats) -> Floats:
        """The sum of the values that the edges of each pair have."""
        if total := pairs.total.for_array_work(len(self.order)):
            return total(values, self.order, self.first)
        count = np.diff(self.first, append=len(self.order))
        # One after the other as they stand in the table: any other order rounds otherwise.
        return np.bincount(np.repeat(np.arange(len(count)), count), values[self.order], len(count))

    def edges(self, value: Floats, size: int) -> Edges:
        """The pairs with a value above 0, as edges among so many nodes."""
        if take := pairs.with_value.for_array_work(len(value)):
            return Edges(*take(self.source, self.target, value, size))
        some = value > 0
        return Edges(starts(self.source[some], size), self.target[some], value[some])


def packed(source: Ints, target: Ints, value: Floats, size: int) -> Edges:
    """Compressed sparse rows of the edges with a positive value; of several between a pair the largest counts."""
    some = value > 0
    joined = Pairs.of(source[some], target[some], size)
    return joined.edges(joined.largest(value[some]), size)


def starts(group: Ints, size: int) -> Ints:
    """Where each group begins in values sorted by group."""
    return np.concatenate([[0], np.cumsum(np.bincount(group, minlength=size))]).astype(np.int64)

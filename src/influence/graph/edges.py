"""Directed edges in compressed sparse rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from influence.array_types import Floats, Ints


@dataclass(frozen=True)
class Edges:
    """Directed edges in compressed sparse rows: those of node i are `target[start[i]:start[i + 1]]`."""

    start: Ints
    target: Ints
    value: Floats

    @property
    def source(self) -> Ints:
        """Where each edge begins."""
        return np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))

    def reversed(self) -> Edges:
        """The same edges the other way round."""
        return packed(self.target, self.source, self.value, len(self.start) - 1)


def packed(source: Ints, target: Ints, value: Floats, size: int) -> Edges:
    """Compressed sparse rows of the edges with a positive value; of several between a pair the largest counts."""
    some = value > 0
    listed = sp.coo_array((value[some], (source[some], target[some])), shape=(size, size))
    # Said to hold nothing twice, so that scipy does not add up the chances of several relationships between a pair.
    listed.has_canonical_format = True
    rows = listed.tocsr()
    rows.sort_indices()
    first = np.ones(rows.nnz, dtype=bool)
    first[1:] = rows.indices[1:] != rows.indices[:-1]
    first[rows.indptr[:-1][np.diff(rows.indptr) > 0]] = True
    begin = np.flatnonzero(first)
    largest = np.maximum.reduceat(rows.data, begin) if len(begin) else np.empty(0)
    begun = np.concatenate([[0], np.cumsum(first)])
    return Edges(begun[rows.indptr].astype(np.int64), rows.indices[begin].astype(np.int64), largest)


def starts(group: Ints, size: int) -> Ints:
    """Where each group begins in values sorted by group."""
    return np.concatenate([[0], np.cumsum(np.bincount(group, minlength=size))]).astype(np.int64)

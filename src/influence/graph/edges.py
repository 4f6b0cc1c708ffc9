"""Directed edges in compressed sparse rows, and the graph of who can lead us to whom."""

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

    def reversed(self) -> Edges:
        """The same edges the other way round."""
        source = np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))
        return packed(self.target, source, self.value, len(self.start) - 1)


@dataclass(frozen=True)
class Access:
    """Who can lead us to whom: per deal a root, one side's members, and the people, in this order.

    Attributes
    ----------
    node_start : ndarray of shape (deals + 1,)
        Where each deal's nodes begin; the first of them is the root.
    person_node : ndarray of shape (people,)
        The node of each person.
    member_node : ndarray of shape (members,)
        The node of each member of the side.
    member_deal, member_id : ndarray of shape (members,)
        The deal's number and the member's number in `Keys.members`.
    edges : Edges
        Root to members (1), members to the people they contact, people to those they introduce us to; the value is
        the chance q that it comes off.
    """

    node_start: Ints
    person_node: Ints
    member_node: Ints
    member_deal: Ints
    member_id: Ints
    edges: Edges

    def people(self, nodes: Ints) -> Ints:
        """The positions in `people` of these nodes; -1 where a node is nobody of theirs, or -1 itself."""
        person = np.full(int(self.node_start[-1]) + 1, -1)
        person[self.person_node] = np.arange(len(self.person_node))
        return person[nodes]


def packed(source: Ints, target: Ints, value: Floats, size: int) -> Edges:
    """Compressed sparse rows of the edges with a positive value; of several between a pair the largest counts."""
    some = value > 0
    listed = sp.coo_array((value[some], (source[some], target[some])), shape=(size, size))
    # Said to hold nothing twice, so that scipy does not add up the chances of several ties between a pair.
    listed.has_canonical_format = True
    rows = listed.tocsr()
    rows.sort_indices()
    row = np.repeat(np.arange(size), np.diff(rows.indptr))
    first = np.ones(rows.nnz, dtype=bool)
    first[1:] = (row[1:] != row[:-1]) | (rows.indices[1:] != rows.indices[:-1])
    begin = np.flatnonzero(first)
    largest = np.maximum.reduceat(rows.data, begin) if len(begin) else np.empty(0)
    return Edges(starts(row[begin], size), rows.indices[begin].astype(np.int64), largest)


def starts(group: Ints, size: int) -> Ints:
    """Where each group begins in values sorted by group."""
    return np.concatenate([[0], np.cumsum(np.bincount(group, minlength=size))]).astype(np.int64)

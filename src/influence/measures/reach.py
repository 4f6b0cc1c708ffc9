"""Whom paths of introductions reach, and what goes with each who leaves (docs/model.md section 6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from influence.array_types import Flags, Floats, Ints
from influence.graph.access import Access
from influence.graph.arrays import Arrays
from influence.graph.edges import Edges
from influence.graph.grouping import at, largest_of_each, ratio
from influence.graph.kept import kept
from influence.tables.keys import ids

if TYPE_CHECKING:
    from influence.compiled import Kernel


@dataclass(frozen=True)
class Losses:
    """What goes with each node of the access graph.

    Attributes
    ----------
    lost : ndarray of shape (nodes,)
        Committee weight no longer reached when the node is gone, its own included.
    cut_off : ndarray of shape (nodes,)
        Other committee people no longer reached.
    reach : ndarray of shape (deals,)
        Committee weight reached.
    reached : ndarray of shape (deals,)
        Committee people reached.
    """

    lost: Floats
    cut_off: Floats
    reach: Floats
    reached: Floats


@dataclass(frozen=True)
class Paths:
    """Best paths over the nodes of the access graph: `product` of chances (0 = none), `hops`, `previous` node."""

    product: Floats
    hops: Ints
    previous: Ints


@kept
def losses(arrays: Arrays, side: str) -> Losses:
    """What goes with each node where every edge of at least the assumed `path_threshold` counts as a path."""
    from influence.measures.kernels import dominators, small_dominators

    access = arrays.access(side)
    votes = on_nodes(access, arrays.votes)
    seated = on_nodes(access, (arrays.weight > 0).astype(float))
    lost, cut_off = np.zeros(len(votes)), np.zeros(len(votes))
    reached = np.zeros(arrays.n_deals)
    kernels = (small_dominators.losses, dominators.losses)
    over_access(access, kernels, arrays.assumptions.path_threshold, votes, seated, lost, cut_off, reached)
    # Votes are summed before they are divided, so that all of them are exactly 1.
    lost = ratio(lost, np.repeat(arrays.total_votes, np.diff(access.node_start)))
    # The root dominates everybody reached.
    return Losses(lost, cut_off, lost[access.node_start[:-1]], reached)


def over_access(access: Access, kernels: tuple[Kernel, Kernel], *arguments: Any, steps: float | None = None) -> None:
    """Run a kernel for deals of few nodes and one for those of many over an access graph, each where there are any."""
    from influence.compiled import over_deals
    from influence.measures.kernels.small_dominators import MOST_NODES

    edges, size = access.edges, np.diff(access.node_start)
    for kernel, some in zip(kernels, (size <= MOST_NODES, size > MOST_NODES), strict=True):
        if some.any():
            over_deals(
                kernel, len(size), access.node_start, edges.start, edges.target, edges.value, *arguments, steps=steps
            )


def on_nodes(access: Access, values: Floats) -> Floats:
    """Values of people as values of nodes; roots and members have 0."""
    spread = np.zeros(access.node_start[-1])
    spread[access.person_node] = values
    return spread


def best_paths(access: Access, edges: Edges, sources: Flags) -> Paths:
    """The path with the largest product of chances from the sources to every node."""
    from influence.compiled import over_deals
    from influence.measures.kernels import paths

    size = int(access.node_start[-1])
    found = Paths(np.zeros(size), np.zeros(size, dtype=np.int64), np.full(size, -1))
    over_deals(
        paths.best_paths, len(access.node_start) - 1, access.node_start, edges.start, edges.target, edges.value,
        sources, found.product, found.hops, found.previous,
    )  # fmt: skip
    return found


def deals_of_nodes(access: Access) -> Ints:
    """The deal's number of every node of the access graph."""
    return np.repeat(np.arange(len(access.node_start) - 1), np.diff(access.node_start))


def single_points(arrays: Arrays, side: str) -> Flags:
    """Which nodes cut somebody off, or leave nobody of the committee reached; heads are counted, so this is exact."""
    access, lost = arrays.access(side), losses(arrays, side)
    deal = deals_of_nodes(access)
    own = on_nodes(access, (arrays.weight > 0).astype(float)) * (lost.lost > 0)
    everything = (lost.reached[deal] > 0) & (lost.cut_off + own == lost.reached[deal])
    single = (lost.cut_off >= 1) | everything
    single[access.node_start[:-1]] = False
    return single


def names_on(arrays: Arrays, access: Access, which: Ints) -> Any:
    """The ids at these positions among all people, then all members of the side; None where a position is -1."""
    names = np.full(len(which), None, dtype=object)
    for some, found in (
        ((which >= 0) & (which < arrays.n_people), arrays.person_ids),
        (which >= arrays.n_people, lambda each: ids(arrays.keys.members, access.member_id[each - arrays.n_people])),
    ):
        names[some] = np.asarray(found(which[some]), dtype=object)
    return names


def costliest(arrays: Arrays, side: str) -> Ints:
    """Who costs most of each deal's reach: a position among the people and then the members; -1 where nobody does."""
    access, lost = arrays.access(side), losses(arrays, side)
    nodes = np.concatenate([access.person_node, access.member_node])
    deal, loss = np.concatenate([arrays.person_deal, access.member_deal]), lost.lost[nodes]
    return largest_of_each(deal, loss, arrays.n_deals, loss > 0)


def worst(arrays: Arrays, side: str) -> dict[str, Any]:
    """On how many the reach of each deal depends, who costs most of it (the people first of equals), and how much."""
    access, worst = arrays.access(side), costliest(arrays, side)
    loss = losses(arrays, side).lost[np.concatenate([access.person_node, access.member_node])]
    points = np.bincount(deals_of_nodes(access), weights=single_points(arrays, side), minlength=arrays.n_deals)
    exists = arrays.total_votes > 0
    return {
        "single_points": points.astype(np.int64),
        "worst": names_on(arrays, access, worst),
        "worst_loss": np.where(exists, at(loss, worst, 0.0), np.nan),
    }

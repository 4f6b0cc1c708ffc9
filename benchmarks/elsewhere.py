"""The paths of each deal by other libraries, deal by deal: whom our reach depends on, the likeliest way to each person,
and who holds the customer's relationships together.

Each takes the edges of one deal and gives the same numbers as `influence`, which the benchmark asserts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

import influence
from influence.analysis.finding import arrays_of
from influence.analysis.single_points import cut_points
from influence.measures.reach import losses, on_nodes
from influence.measures.ways_in import introductions
from influence.tables.schema import OUR_SIDE


@dataclass(frozen=True)
class Ways:
    """One deal: access edges from node 0, the root, how unlikely each is, and which are
    paths; and who is bound to whom. A length is the logarithm of 1 / chance."""

    size: int
    edges: list[tuple[int, int]]
    length: list[float]
    paths: list[tuple[int, int]]
    weight: list[float]
    people: int
    bound: list[tuple[int, int]]


@dataclass(frozen=True)
class Found:
    """What goes with each node, the chance of the best way to each node, and whom the organisation hangs together by.

    `lost` is of the nodes reached.
    """

    lost: dict[int, float]
    best: list[float]
    cuts: set[int]


Library = Callable[[Ways], Found]


def ours(graph: influence.StakeholderGraph) -> tuple[Any, Any, Any]:
    """The same of all deals at once, from the tables' arrays on: by node, by node, by person."""
    arrays = arrays_of(graph)
    return losses(arrays, OUR_SIDE).lost, introductions(arrays).product, cut_points(arrays)


def ways_of(graph: influence.StakeholderGraph, deals: int) -> Iterator[Ways]:
    """The first deals of a graph, each as lists that the others take."""
    arrays = arrays_of(graph)
    access, binding = arrays.access(), arrays.binding
    weight, source, tied = on_nodes(access, arrays.weight), access.edges.source, binding.source
    for deal in range(deals):
        low, high = access.node_start[deal : deal + 2]
        own = slice(access.edges.start[low], access.edges.start[high])
        first, last = arrays.person_start[deal : deal + 2]
        between = slice(binding.start[first], binding.start[last])
        edges = np.stack([source[own], access.edges.target[own]], axis=1) - low
        live = access.edges.value[own] >= arrays.assumptions.path_threshold
        bound = np.stack([tied[between], binding.target[between]], axis=1) - first
        yield Ways(
            int(high - low), _pairs(edges), np.abs(np.log(access.edges.value[own])).tolist(), _pairs(edges[live]),
            weight[low:high].tolist(), int(last - first), _pairs(bound[bound[:, 0] < bound[:, 1]]),
        )  # fmt: skip


def with_igraph(ways: Ways) -> Found:
    """One deal by igraph."""
    import igraph

    paths = igraph.Graph(ways.size, ways.paths, directed=True)
    above = paths.dominator(0, mode="out")
    tree = {node: above[node] for node in range(ways.size) if above[node] >= 0}
    access = igraph.Graph(ways.size, ways.edges, directed=True)
    far = access.distances(0, weights=ways.length)[0]
    cuts = igraph.Graph(ways.people, ways.bound).articulation_points()
    return Found(_summed(tree, ways.weight), [math.exp(-each) for each in far], set(cuts))


def with_rustworkx(ways: Ways) -> Found:
    """One deal by rustworkx."""
    import rustworkx

    paths, access, both = rustworkx.PyDiGraph(), rustworkx.PyDiGraph(), rustworkx.PyGraph()
    for graph, size in ((paths, ways.size), (access, ways.size), (both, ways.people)):
        graph.add_nodes_from(range(size))
    paths.extend_from_edge_list(ways.paths)
    access.add_edges_from([(*edge, length) for edge, length in zip(ways.edges, ways.length, strict=True)])
    both.extend_from_edge_list(ways.bound)
    tree = {node: above for node, above in rustworkx.immediate_dominators(paths, 0).items() if node}
    far = rustworkx.dijkstra_shortest_path_lengths(access, 0, float)
    best = [1.0, *(math.exp(-far[node]) if node in far else 0.0 for node in range(1, ways.size))]
    return Found(_summed(tree, ways.weight), best, set(rustworkx.articulation_points(both)))


def with_networkx(ways: Ways) -> Found:
    """One deal by networkx."""
    import networkx as nx

    paths: Any = nx.DiGraph(ways.paths)
    paths.add_node(0)
    tree = {node: above for node, above in nx.immediate_dominators(paths, 0).items() if node}
    access: Any = nx.DiGraph()
    access.add_node(0)
    access.add_weighted_edges_from((*edge, length) for edge, length in zip(ways.edges, ways.length, strict=True))
    far = nx.single_source_dijkstra_path_length(access, 0)
    best = [math.exp(-far[node]) if node in far else 0.0 for node in range(ways.size)]
    bound: Any = nx.Graph(ways.bound)
    return Found(_summed(tree, ways.weight), best, set(nx.articulation_points(bound)))


LIBRARIES: dict[str, Library] = {"igraph": with_igraph, "rustworkx": with_rustworkx, "networkx": with_networkx}


def require_same(graph: influence.StakeholderGraph, found: list[Found]) -> None:
    """Assert that the others found what we did."""
    arrays = arrays_of(graph)
    lost, best, cuts = ours(graph)
    for deal, other in enumerate(found):
        low, high = arrays.access().node_start[deal : deal + 2]
        first, last = arrays.person_start[deal : deal + 2]
        assert set(np.flatnonzero(cuts[first:last]).tolist()) == other.cuts
        assert np.allclose(best[low + 1 : high], other.best[1:], rtol=0, atol=1e-12)
        theirs = np.zeros(high - low)
        theirs[list(other.lost)] = list(other.lost.values())
        assert np.allclose(lost[low + 1 : high], theirs[1:], rtol=0, atol=1e-12)


def _pairs(edges: Any) -> list[tuple[int, int]]:
    return list(map(tuple, edges.tolist()))


def _summed(above: dict[int, int], weight: list[float]) -> dict[int, float]:
    """The weight at and below each node of a dominator tree, by node."""
    summed = dict.fromkeys(above, 0.0)
    for node in above:
        if weight[node]:
            at = node
            while at in above:
                summed[at] += weight[node]
                at = above[at]
    return summed

"""Plain centralities of one deal's people, as networkx names them: what leverage has to be better than."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from influence.array_types import Floats, Ints
from influence.graph.arrays import Arrays

if TYPE_CHECKING:
    import networkx as nx

MEASURES = (
    "in_degree",
    "out_degree",
    "degree",
    "betweenness",
    "closeness",
    "harmonic",
    "eigenvector",
    "pagerank",
    "katz",
    "authority",
    "hub",
    "core_number",
    "clustering",
    "direct_reports",
    "level",
)
# Katz's attenuation as a share of the largest that is sure to converge.
ATTENUATION = 0.9


def centralities(arrays: Arrays, deal: int) -> Floats:
    """The centralities of the people of one deal, of shape (measures, people), higher = more central.

    On two networks: who listens to whom, an arrow from whoever reports, asks, trusts or is influenced to the other; and
    every relationship that binds, without direction. `level` is NaN where nobody knows it.
    """
    import networkx as nx

    listens, bound = _networks(arrays, deal)
    both: dict[str, Any] = {
        "in_degree": nx.in_degree_centrality(listens),
        "out_degree": nx.out_degree_centrality(listens),
        "degree": nx.degree_centrality(bound),
        "betweenness": nx.betweenness_centrality(bound),
        "closeness": nx.closeness_centrality(listens),
        "harmonic": nx.harmonic_centrality(listens),
        "pagerank": nx.pagerank(listens, tol=1e-12, max_iter=10_000),
        "katz": _katz(listens),
        "core_number": nx.core_number(bound),
        "clustering": nx.clustering(bound),
    }
    size = len(bound)
    found = {name: np.array([values[person] for person in range(size)], dtype=float) for name, values in both.items()}
    heard = nx.to_numpy_array(listens, nodelist=range(size))
    found["eigenvector"] = _leading(nx.to_numpy_array(bound, nodelist=range(size)))
    found["authority"], found["hub"] = _leading(heard.T @ heard), _leading(heard @ heard.T)
    found["direct_reports"], found["level"] = _of_the_chart(arrays, deal)
    return np.stack([found[name] for name in MEASURES])


def _networks(arrays: Arrays, deal: int) -> tuple[nx.DiGraph[Any], nx.Graph[Any]]:
    """Who listens to whom, and who is bound to whom; people are numbered from 0."""
    import networkx as nx

    source, target, rows = _relationships(arrays, deal)
    toward, back = (arrays.carried(f"{way}")[rows] for way in ("target_sways_source", "source_sways_target"))
    binds = arrays.carried("binds")[rows] > 0
    listens, bound = nx.DiGraph(), nx.Graph()
    for network in (listens, bound):
        network.add_nodes_from(range(int(np.diff(arrays.person_start)[deal])))
    forth, reverse = (toward > 0) & (toward >= back), (back > 0) & (back >= toward)
    listens.add_edges_from(zip(source[forth].tolist(), target[forth].tolist(), strict=True))
    listens.add_edges_from(zip(target[reverse].tolist(), source[reverse].tolist(), strict=True))
    bound.add_edges_from(zip(source[binds].tolist(), target[binds].tolist(), strict=True))
    for network in (listens, bound):
        network.remove_edges_from(list(nx.selfloop_edges(network)))
    return listens, bound


def _relationships(arrays: Arrays, deal: int) -> tuple[Ints, Ints, Ints]:
    """Both ends of the deal's relationships, its people numbered from 0, and their rows in the table."""
    source, target = arrays.relationships.source, arrays.relationships.target
    begin, end = arrays.person_start[deal], arrays.person_start[deal + 1]
    rows = np.flatnonzero((source >= begin) & (source < end))
    return source[rows] - begin, target[rows] - begin, rows


def _of_the_chart(arrays: Arrays, deal: int) -> tuple[Floats, Floats]:
    """How many people report to each person, and each person's level, the most senior the highest."""
    _, target, rows = _relationships(arrays, deal)
    reports = list(arrays.assumptions.relationship_kinds).index("reports_to")
    begin, end = arrays.person_start[deal], arrays.person_start[deal + 1]
    lines = target[arrays.relationships.kind[rows] == reports]
    count = np.bincount(lines, minlength=int(end - begin)).astype(float)
    return count, -arrays.measure("level")[begin:end]


def _katz(listens: nx.DiGraph[Any]) -> dict[Any, float]:
    import networkx as nx

    most = max((degree for _, degree in listens.in_degree()), default=0)
    found: dict[Any, float] = nx.katz_centrality_numpy(listens, alpha=ATTENUATION / max(most, 1))
    return found


def _leading(matrix: Floats) -> Floats:
    """The leading eigenvector of a symmetric matrix, of positive sign; zeros where the matrix is empty."""
    if not matrix.any():
        return np.zeros(len(matrix))
    return np.abs(np.linalg.eigh(matrix)[1][:, -1])

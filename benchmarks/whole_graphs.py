"""Dominators, reach and cut points of one customer by igraph and rustworkx: from edges ready-made, or tables of ids.

Each takes the access edges, of which node 0 is the root, and the relationships that bind, and returns the dominator of
each node reached, the nodes reached, and the people by whom the customer hangs together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

Found = tuple[dict[int, int], Any, Any]


@dataclass(frozen=True)
class Numbered:
    """So many nodes and people, and edges between their numbers: what the libraries take fastest."""

    nodes: int
    access: Any
    people: int
    bound: Any

    def named(self) -> Named:
        """The same as tables of text ids, as they come out of a CRM."""
        nodes = np.array([f"N{number:07d}" for number in range(self.nodes)], dtype=object)
        people = np.array([f"C{number:07d}" for number in range(self.people)], dtype=object)
        return Named(_table(nodes), _ends(nodes, self.access), _table(people), _ends(people, self.bound))


@dataclass(frozen=True)
class Named:
    """The same in tables of text ids: `name` of nodes and people, `source` and `target` of edges."""

    nodes: pd.DataFrame
    access: pd.DataFrame
    people: pd.DataFrame
    bound: pd.DataFrame


def _table(names: Any) -> pd.DataFrame:
    return pd.DataFrame({"name": names})


def _ends(names: Any, edges: Any) -> pd.DataFrame:
    return pd.DataFrame({"source": names[edges[:, 0]], "target": names[edges[:, 1]]})


def igraph_of_edges(given: Numbered) -> Found:
    """Graphs made of arrays of numbers."""
    import igraph

    access = igraph.Graph(given.nodes, given.access, directed=True)
    return _by_igraph(access, igraph.Graph(given.people, given.bound))


def igraph_of_tables(given: Named) -> Found:
    """Graphs made of tables of ids, as igraph itself does it."""
    import igraph

    made = igraph.Graph.DataFrame
    access = made(given.access, directed=True, vertices=given.nodes, use_vids=False)
    return _by_igraph(access, made(given.bound, directed=False, vertices=given.people, use_vids=False))


def _by_igraph(access: Any, bound: Any) -> Found:
    above = access.dominator(0, mode="out")
    dominator = {node: each for node, each in enumerate(above) if node == 0 or each >= 0}
    return dominator, access.subcomponent(0, mode="out"), bound.articulation_points()


def rustworkx_of_edges(given: Numbered) -> Found:
    """Graphs made of arrays of numbers."""
    pairs = [list(map(tuple, edges.tolist())) for edges in (given.access, given.bound)]
    return _by_rustworkx(range(given.nodes), pairs[0], range(given.people), pairs[1])


def rustworkx_of_tables(given: Named) -> Found:
    """Graphs made of tables of ids, numbered by a dict."""
    tables = ((given.nodes, given.access), (given.people, given.bound))
    pairs = [_numbered(nodes["name"], edges) for nodes, edges in tables]
    return _by_rustworkx(given.nodes["name"], pairs[0], given.people["name"], pairs[1])


def _numbered(names: pd.Series, edges: pd.DataFrame) -> list[tuple[int, int]]:
    place = {name: number for number, name in enumerate(names)}
    return [(place[one], place[other]) for one, other in zip(edges["source"], edges["target"], strict=True)]


def _by_rustworkx(nodes: Any, access_pairs: Any, people: Any, bound_pairs: Any) -> Found:
    import rustworkx

    access, bound = rustworkx.PyDiGraph(), rustworkx.PyGraph()
    access.add_nodes_from(list(nodes))
    access.extend_from_edge_list(access_pairs)
    bound.add_nodes_from(list(people))
    bound.extend_from_edge_list(bound_pairs)
    reach = [0, *rustworkx.descendants(access, 0)]
    return rustworkx.immediate_dominators(access, 0), reach, rustworkx.articulation_points(bound)


OF_EDGES = {"igraph": igraph_of_edges, "rustworkx": rustworkx_of_edges}
OF_TABLES = {"igraph": igraph_of_tables, "rustworkx": rustworkx_of_tables}

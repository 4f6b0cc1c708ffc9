"""Graphs of networkx whose attributes are called as people call them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from influence.errors import InfluenceError
from influence.graph.networkx_form import CARRIED
from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.networks.attributes import sound, text_of
from influence.read.networks.network import (
    DIRECTED,
    UNDIRECTED,
    Cells,
    Direction,
    Edge,
    Kind,
    Network,
    Node,
    Scales,
    stated,
)
from influence.read.networks.nodes_and_edges import graph_of as graph_from
from influence.tables.assumptions import Assumptions
from influence.tables.frames import as_frame
from influence.tables.language import say

if TYPE_CHECKING:
    import networkx as nx

FILE = "networkx"
_MOST = 2**63


def networkx(
    G: nx.Graph[Any],
    *,
    kind: Kind = None,
    direction: Direction = None,
    deal: object = None,
    scale: Scales = None,
    assumptions: Assumptions | None = None,
) -> StakeholderGraph:
    """Read a networkx graph, whatever its attributes are called.

    The one way in for networkx: what `StakeholderGraph.to_networkx` gave comes back the same, and a graph made for
    something else is read through `influence.tables.vocabulary`.

    Parameters
    ----------
    G : networkx.Graph
        Of any class; it is not changed.
    kind, scale, assumptions : optional
        As for `read.graphml`.
    direction : {"source_to_target", "target_to_source"} or dict, optional
        As for `read.graphml`; an edge from A to B that says its kind itself, such as reports_to, reads from A to B
        where nothing else is stated.
    deal : str or int, optional
        What to call the deal; `G.graph["deal"]`, else "deal".

    Returns
    -------
    StakeholderGraph
        As of `read.graphml`: a node is a person, its attribute label the `name`. Tables that `to_networkx` left in
        `G.graph` (seats, contacts, ...) are read as they are. Nodes that are neither text nor whole numbers are called
        by their text; a missing value (NaN, NaT) is nobody, and left out with its edges. Attributes of your own are
        kept. Several edges of a multigraph are several relationships.

    Raises
    ------
    InvalidData, UnknownName
        As `read.graphml` does.
    InfluenceError
        `G` is not a networkx graph, two nodes have the same text; or as `read.graphml` does. A graph without directions
        may have only kinds that read both ways.

    Examples
    --------
    >>> import influence, networkx as nx
    >>> G = nx.DiGraph()
    >>> G.add_node("Ann", 支持度="盟友")
    >>> G.add_edge("Bo", "Ann", weight=7)
    >>> influence.read.networkx(G, kind="advice", direction="source_to_target", scale={"strength": (0, 10)})
    StakeholderGraph: 1 deal, 2 people, 1 relationship
    """
    import networkx as nx

    said = stated(kind, direction, scale, assumptions)
    if not isinstance(G, nx.Graph):
        raise InfluenceError(say("G is of type {kind}; give a networkx graph", kind=type(G).__name__))
    return graph_from(_network(G), said, deal)


def _network(G: nx.Graph[Any]) -> Network:
    taker = NoteTaker()
    ids = _ids(G, taker)
    nodes = [_node(node, ids, data) for node, data in G.nodes(data=True)]
    way = DIRECTED if G.is_directed() else UNDIRECTED
    edges = [
        Edge(f"{FILE}[edges]", None, ids.get(one), ids.get(other), way, _cells(data) | key)
        for one, other, key, data in _edges(G)
    ]
    tables = {name: table for name in CARRIED if name in G.graph and len(table := _table(G, name))}
    for name, value in G.graph.items():
        if name != "deal" and name not in CARRIED:
            source = say("an attribute of the whole graph")
            taker.note("kept out", FILE, column=_called(name), value=str(text_of(value))[:80], source=source)
    name = G.graph.get("deal")
    name = name if isinstance(name, str | int) else "deal"
    return Network(name, nodes, edges, tables, taker, made_in_python=True, parallel=G.is_multigraph())


def _node(node: Any, ids: Mapping[Any, str | int], data: Mapping[Any, Any]) -> Node:
    """A node as a person; a missing value, as pandas leaves where somebody has no boss, is nobody."""
    fault = None if node in ids else say("is a missing value ({node}), not a person", node=_text(node))
    return Node(f"{FILE}[nodes]", None, ids.get(node), _cells(data), fault)


def _edges(G: nx.Graph[Any]) -> Iterable[tuple[Any, Any, Cells, Mapping[Any, Any]]]:
    """Every edge; the key of one of several, where somebody chose it, as an attribute."""
    if not G.is_multigraph():
        return ((one, other, {}, data) for one, other, data in G.edges(data=True))
    edges: Any = G.edges(keys=True, data=True)
    return ((one, other, {} if isinstance(key, int) else {"key": key}, data) for one, other, key, data in edges)


def _cells(data: Mapping[Any, Any]) -> Cells:
    return {_called(name): value for name, value in data.items()}


def _called(name: Any) -> str:
    """What to call an attribute, which may be anything in networkx."""
    return sound(name) if isinstance(name, str) else f"{type(name).__name__} {_text(name)}"


def _ids(G: nx.Graph[Any], taker: NoteTaker) -> dict[Any, str | int]:
    """What to call each node that is somebody: as it is if all are text, or all whole numbers; else by its text."""
    people = [node for node in G if text_of(node) != "" or isinstance(node, str)]
    numbers = all(_is_number(node) for node in people)
    ids = {node: int(node) if numbers else node if _is_text(node) else _text(node) for node in people}
    renamed = [node for node in ids if not numbers and not _is_text(node)]
    if len(set(ids.values())) < len(ids):
        twice = pd.Series(list(ids.values()), dtype=object).duplicated()
        twice = next(name for name, double in zip(ids.values(), twice, strict=True) if double)
        raise InfluenceError(
            say("two nodes would both be called {twice}; give all nodes ids of one type", twice=repr(twice))
        )
    source = [type(node).__name__ for node in renamed]
    taker.note("renamed", f"{FILE}[nodes]", table="people", row=[ids[one] for one in renamed], column="person",
               value=[ids[one] for one in renamed], source=source)  # fmt: skip
    return ids


def _is_number(node: Any) -> bool:
    """Whether this is a whole number, be it written as a float, as pandas does beside missing values."""
    whole = isinstance(node, int | np.integer) or (isinstance(node, float | np.floating) and node.is_integer())
    return whole and not isinstance(node, bool) and -_MOST <= int(node) < _MOST


def _is_text(node: Any) -> bool:
    return isinstance(node, str) and sound(node) == node


def _text(node: Any) -> str:
    try:
        return sound(text_of(node) or str(node))
    except Exception as error:  # whatever a caller's own class raises
        raise InfluenceError(
            say(
                "an object of type {kind} cannot be written as text; give nodes and attributes names",
                kind=type(node).__name__,
            )
        ) from error


def _table(G: nx.Graph[Any], name: str) -> pd.DataFrame:
    try:
        return as_frame(name, [] if G.graph[name] is None else G.graph[name]).drop(columns="deal", errors="ignore")
    except Exception as error:  # pandas raises nearly anything for what is not a table
        raise InfluenceError(
            say("G.graph[{name}] is not a list of dicts ({error}); correct or remove it", name=repr(name), error=error)
        ) from error

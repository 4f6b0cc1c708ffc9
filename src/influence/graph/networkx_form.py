"""To and from networkx: nodes are people, edges relationships, the other tables ride along as graph attributes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from influence.errors import InfluenceError, InvalidData
from influence.tables.assumptions import RelationshipKind
from influence.tables.problems import Problems
from influence.tables.schema import TABLES

if TYPE_CHECKING:
    import networkx as nx

    from influence.graph.stakeholder_graph import StakeholderGraph

CARRIED = tuple(name for name in TABLES if name not in ("people", "relationships"))


def tables_of(G: nx.Graph[Any], kind: str | None, kinds: Mapping[str, RelationshipKind]) -> dict[str, pd.DataFrame]:
    """The tables a networkx graph describes, as they are found; nothing is validated here but directions."""
    import networkx as nx

    if not isinstance(G, nx.Graph):
        raise InfluenceError(f"this is a {type(G).__name__}; give a networkx graph")
    people = pd.DataFrame([{**data, "person": node} for node, data in G.nodes(data=True)], columns=_headers(G))
    default = {} if kind is None else {"kind": kind}
    ties = [{**default, **data, "source": one, "target": other} for one, other, data in G.edges(data=True)]
    tables = {"people": people}
    if ties:
        tables["relationships"] = pd.DataFrame(ties)
        _require_directions(G, tables["relationships"], kinds)
    for name in CARRIED:
        if G.graph.get(name):
            tables[name] = pd.DataFrame(G.graph[name])
    return {name: table.drop(columns="deal", errors="ignore") for name, table in tables.items()}


def _headers(G: nx.Graph[Any]) -> list[str]:
    """Every attribute that some node has, after the person: a graph without nodes still has that column."""
    return list(dict.fromkeys(["person", *(key for _, data in G.nodes(data=True) for key in data)]))


def _require_directions(G: nx.Graph[Any], ties: pd.DataFrame, kinds: Mapping[str, RelationshipKind]) -> None:
    if G.is_directed() or "kind" not in ties:
        return
    one_way = ties["kind"].map(lambda name: name in kinds and not kinds[name].both_ways).to_numpy(dtype=bool)
    problems = Problems()
    text = "needs a direction, and an undirected graph has none"
    remedy = "build a networkx.DiGraph, source to target"
    problems.add(ties, "relationships", "kind", one_way, text, remedy, code="needs_direction")
    if len(problems.frame):
        raise InvalidData(problems.frame)


def graph_of(graph: StakeholderGraph) -> nx.MultiDiGraph[Any]:
    """The one deal of this graph as networkx sees it; unknown attributes are left out."""
    import networkx as nx

    G = nx.MultiDiGraph(deal=graph.all_deals[0])
    for person in _records(graph.people):
        G.add_node(person.pop("person"), **person)
    for tie in _records(graph.relationships):
        G.add_edge(tie.pop("source"), tie.pop("target"), **tie)
    for name in CARRIED:
        rows = _records(graph.table(name))
        if rows:
            G.graph[name] = rows
    return G


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dicts of what is known, in plain Python types."""
    plain = table.drop(columns="deal", errors="ignore").astype(object).to_dict("records")
    return [{key: value for key, value in row.items() if not _unknown(value)} for row in plain]


def _unknown(value: object) -> bool:
    """Attributes of the caller's own may be lists or arrays, which are known however they look inside."""
    return pd.api.types.is_scalar(value) and bool(pd.isna(value))

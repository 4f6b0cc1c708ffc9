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

CARRIED = tuple(name for name in TABLES if name not in ("people", "relationships"))


def tables_of(G: nx.Graph[Any], kind: str | None, kinds: Mapping[str, RelationshipKind]) -> dict[str, pd.DataFrame]:
    """The tables a networkx graph describes, as they are found; nothing is validated here but directions."""
    import networkx as nx

    if not isinstance(G, nx.Graph):
        raise InfluenceError(f"this is a {type(G).__name__}; give a networkx graph")
    people = pd.DataFrame([{**data, "person": node} for node, data in G.nodes(data=True)], columns=_headers(G))
    default = {} if kind is None else {"kind": kind}
    edges = [{**default, **data, "source": one, "target": other} for one, other, data in G.edges(data=True)]
    tables = {"people": people}
    if edges:
        tables["relationships"] = pd.DataFrame(edges)
        _require_directions(G, tables["relationships"], kinds)
    for name in CARRIED:
        if G.graph.get(name):
            tables[name] = pd.DataFrame(G.graph[name])
    return {name: table.drop(columns="deal", errors="ignore") for name, table in tables.items()}


def _headers(G: nx.Graph[Any]) -> list[str]:
    """Every attribute that some node has, after the person: a graph without nodes still has that column."""
    return list(dict.fromkeys(["person", *(key for _, data in G.nodes(data=True) for key in data)]))


def _require_directions(G: nx.Graph[Any], edges: pd.DataFrame, kinds: Mapping[str, RelationshipKind]) -> None:
    if G.is_directed() or "kind" not in edges:
        return
    one_way = edges["kind"].map(lambda name: name in kinds and not kinds[name].both_ways).to_numpy(dtype=bool)
    problems = Problems()
    text = "reads one way only, and an undirected graph has no directions"
    remedy = "build a networkx.DiGraph, source to target"
    problems.add(edges, "relationships", "kind", one_way, text, remedy, code="needs_direction")
    if problems:
        raise InvalidData(problems.frame)


def graph_of(tables: Mapping[str, pd.DataFrame], deal: object) -> nx.MultiDiGraph[Any]:
    """One deal's tables as networkx sees them; unknown attributes are left out."""
    import networkx as nx

    records = {name: _records(table) for name, table in tables.items()}
    G = nx.MultiDiGraph(deal=deal)
    for person in records["people"]:
        G.add_node(person.pop("person"), **person)
    for relationship in records.get("relationships", ()):
        G.add_edge(relationship.pop("source"), relationship.pop("target"), **relationship)
    for name in CARRIED:
        if records.get(name):
            G.graph[name] = records[name]
    return G


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dicts of what is known, in plain Python types."""
    plain = table.drop(columns="deal", errors="ignore").astype(object).to_dict("records")
    return [{key: value for key, value in row.items() if not _unknown(value)} for row in plain]


def _unknown(value: object) -> bool:
    """Attributes of the caller's own may be lists or arrays, which are known however they look inside."""
    return pd.api.types.is_scalar(value) and bool(pd.isna(value))

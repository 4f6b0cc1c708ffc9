"""To networkx: nodes are people, edges relationships, the other tables ride along as graph attributes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from influence.tables.schema import TABLES

if TYPE_CHECKING:
    import networkx as nx

CARRIED = tuple(name for name in TABLES if name not in ("people", "relationships"))


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

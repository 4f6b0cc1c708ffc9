"""What other libraries call the parts of a graph, and what to use here instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from influence.errors import NoAttribute, nearest
from influence.tables.language import say

INSTEAD: Mapping[str, tuple[str, ...]] = MappingProxyType(
    dict.fromkeys(("nodes", "number_of_nodes"), ("people", "to_networkx()"))
    | dict.fromkeys(("edges", "number_of_edges", "ties"), ("relationships", "to_networkx()"))
    | dict.fromkeys(("neighbors", "degree", "adj", "subgraph"), ("to_networkx()",))
    | dict.fromkeys(("add_person", "add_node", "add_nodes_from"), ("with_person(...)", "replaced(people=...)"))
    | dict.fromkeys(("add_relationship", "add_edge", "add_edges_from"), ("with_relationship(...)",))
    | dict.fromkeys(("remove_person", "remove_node", "remove_nodes_from"), ("without(...)",))
)


def no_attribute(name: str, known: Iterable[str]) -> NoAttribute:
    """The error of a graph that is asked for what it does not have."""
    meant: Iterable[str] = INSTEAD.get(name, ())
    if not meant and not name.startswith("_"):
        meant = nearest(name, [each for each in known if not each.startswith("_")], most=3)
    hint = say("; use {names}", names=say(" or ").join(f"graph.{each}" for each in meant)) if meant else ""
    return NoAttribute(say("a StakeholderGraph has no {name}{hint}", name=repr(name), hint=hint))

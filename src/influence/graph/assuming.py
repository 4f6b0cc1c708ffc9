"""What if the model assumed something else? `StakeholderGraph` offers it as a method."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, Protocol, TypeVar

import pandas as pd

from influence.errors import InfluenceError, UnknownName
from influence.tables.assumptions import Assumptions
from influence.tables.language import say


class Assumes(Protocol):
    """What this needs of a graph."""

    @property
    def assumptions(self) -> Assumptions:
        """What the model assumes."""

    def table(self, name: str) -> pd.DataFrame:
        """One table as a copy."""

    def _under(self: Graph, assumptions: Assumptions) -> Graph:
        """The same tables under other assumptions."""


Graph = TypeVar("Graph", bound=Assumes)


def assuming(graph: Graph, **changes: Any) -> Graph:
    """What if the model assumed something else?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    **changes
        Attributes of `Assumptions` by name.

    Returns
    -------
    StakeholderGraph

    Raises
    ------
    UnknownName
        There is no such assumption.
    InfluenceError
        The value is out of range, or `relationship_kinds` lacks a kind that relationships of this graph have.

    Examples
    --------
    >>> import influence
    >>> duck = influence.datasets.load("cooked_duck")
    >>> influence.coverage(duck.assuming(contacted_depth=0.95)).by_deal["heads"].item()
    0.0
    """
    names = [each.name for each in fields(Assumptions)]
    for name in changes:
        if name not in names:
            raise UnknownName("assumption", name, names)
    changed = replace(graph.assumptions, **changes)
    _require_kinds(graph, changed)
    return graph._under(changed)


def _require_kinds(graph: Assumes, assumptions: Assumptions) -> None:
    """A kind in use has a number in `relationship_kinds`, or its relationships would count as another kind."""
    used = graph.table("relationships")["kind"].unique()
    lacking = [kind for kind in used if kind not in assumptions.relationship_kinds]
    if lacking:
        raise InfluenceError(
            say(
                "relationship_kinds lacks {lacking}, which relationships of this graph have; add what it carries, "
                "such as {{**graph.assumptions.relationship_kinds, ...}}",
                lacking=", ".join(map(repr, lacking)),
            )
        )

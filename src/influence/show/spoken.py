"""Which language a page speaks: the one asked for, else the one of the headers that were read."""

from __future__ import annotations

from contextlib import AbstractContextManager

from influence.graph.header_language import language_of
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.tables.language import chosen, speaking


def speaking_of(graph: StakeholderGraph, locale: str | None = None) -> AbstractContextManager[None]:
    """Within it everything is said in `locale`; without one in the language chosen, else in that of the headers."""
    return speaking(locale or chosen() or language_of(graph))

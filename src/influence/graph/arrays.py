"""The tables as arrays of numbers, for all deals at once.

Deals never touch: one set of compressed sparse rows holds all of them, and everything made here is made by array
operations over all deals.
"""

from __future__ import annotations

from influence.graph.access import AccessGraphs
from influence.graph.committee import Committee


class Arrays(Committee, AccessGraphs):
    """Everything the analyses compute with: columns, the committee, relationships and contacts."""

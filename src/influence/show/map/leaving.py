"""What if this person left: the deal's numbers without them, worked out beforehand for those who matter most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from influence.analysis.score import score
from influence.measures.ways_in import introductions
from influence.show.deal_view import DealView, records

ASKED = ("coverage", "reach", "support", "support_low", "support_high", "approval")
MOST_ROWS = 60_000
"""People in all these deals together, one deal for each who leaves: a second's work."""


def without_each(view: DealView, positions: Sequence[int]) -> dict[int, dict[str, Any]]:
    """For each of the first so many people by position: the numbers then, and who is cut off from us by it."""
    asked = positions[: max(MOST_ROWS // max(len(view.people), 1), 1)]
    if not asked:
        return {}
    graph = view.graph.without_each(*(view.people[k]["person"] for k in asked))
    numbers = records(score(graph, columns=list(ASKED)))
    cut_off = _cut_off(view, graph.arrays, asked)
    return {k: {**row, "cut_off": lost} for k, row, lost in zip(asked, numbers, cut_off, strict=True)}


def _cut_off(view: DealView, arrays: Any, asked: Sequence[int]) -> list[list[int]]:
    """Who has a path of introductions now and none when each of them is gone."""
    now = [k for k in range(len(view.people)) if view.chance_of_path(k) > 0]
    chance = introductions(arrays).product[arrays.access().person_node]
    found = []
    for deal, gone in enumerate(asked):
        first, last = arrays.person_start[deal], arrays.person_start[deal + 1]
        then = np.insert(chance[first:last], gone, 0.0)
        found.append([k for k in now if k != gone and then[k] <= 0])
    return found

"""Which line runs where in a gutter that several share: side by side where they would cover each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from influence.show.map.grid import GUTTER

Gutter = tuple[str, int]
"""Whether it runs "across" above a row or "down" left of a column, and the number of that row or column."""


@dataclass(frozen=True)
class Bus:
    """A line, or several from one boss that may run together, and the places of a gutter where it may run."""

    name: Hashable
    places: Sequence[float]


@dataclass
class Tracks:
    """Asked once by every line, then settled, then asked again: so that each place is given in view of all."""

    asked: dict[tuple[Gutter, Bus], tuple[float, float]] = field(default_factory=dict)
    given: dict[tuple[Gutter, Bus], float] = field(default_factory=dict)

    def place(self, gutter: Gutter, bus: Bus, begin: float, end: float) -> float:
        """Where in the gutter a line runs from `begin` to `end`: 0 is its left or lower side, 1 the other."""
        if (gutter, bus) in self.given:
            return self.given[gutter, bus]
        low, high = self.asked.get((gutter, bus), (begin, end))
        self.asked[gutter, bus] = (min(low, begin, end), max(high, begin, end))
        return bus.places[0]

    def settle(self) -> None:
        """Give everybody who asked a place: the first that is free from end to end, else the least crowded."""
        taken: dict[tuple[Gutter, float], list[tuple[float, float]]] = defaultdict(list)
        for (gutter, bus), (low, high) in sorted(self.asked.items(), key=lambda each: each[1]):
            crowd = [_crowd(taken[gutter, place], low - GUTTER, high + GUTTER) for place in bus.places]
            place = bus.places[crowd.index(min(crowd))]
            taken[gutter, place].append((low, high))
            self.given[gutter, bus] = place


def _crowd(others: Sequence[tuple[float, float]], low: float, high: float) -> int:
    return sum(begin < high and low < end for begin, end in others)

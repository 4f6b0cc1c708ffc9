"""The views of the map: who matters, the committee, everybody; each with its grid and its lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from influence.analysis.penetration_plan import penetration_plan
from influence.show.deal_view import DealView
from influence.show.map.columns import Columns, columns
from influence.show.map.grid import Grid
from influence.show.map.layout import Below, Chart, chip_key, forest, laid_out
from influence.show.map.lines import Line, lines
from influence.show.map.shown import everybody, on_the_committee, who_matters
from influence.show.report.facts import Facts
from influence.tables.schema import LAYERS

MATTERS, COMMITTEE, EVERYONE = "matters", "committee", "everyone"
# Columns side by side: so many are read without zooming on a screen 1440 pixels wide.
MOST_COLUMNS = {MATTERS: 5, COMMITTEE: 5, EVERYONE: 10}
EMPTY_SEATS = len(LAYERS)
MOST_MEMBERS = 10


@dataclass(frozen=True)
class MapView:
    """One view: its name, its columns, who is shown, who is folded behind which chip, the grid and the lines."""

    name: str
    columns: Columns
    shown: list[int]
    folded: dict[tuple[str, int], list[int]]
    grid: Grid
    lines: list[Line]


class OrgChart:
    """The deal as every view draws it: one boss each, the columns, who is shown where."""

    def __init__(self, view: DealView) -> None:
        self.view = view

    @cached_property
    def boss(self) -> list[int]:
        """The boss of each person by position, -1 where there is none."""
        ties = self.view.relationships
        return forest(
            len(self.view.people), [(s, t, strength) for s, t, kind, strength in ties if kind == "reports_to"]
        )

    @cached_property
    def weight(self) -> list[float]:
        """How much each person matters: the votes first, then the leverage."""
        return [10 * person["weight"] + (person["leverage"] or 0.0) for person in self.view.people]

    def columns(self, most: int) -> Columns:
        """The columns, at most so many."""
        departments = [person["department"] for person in self.view.people]
        return columns(departments, self.boss, self.weight, most)

    @cached_property
    def views(self) -> list[MapView]:
        """Every view; those of a deal of few people may show the same."""
        return [
            self.one(MATTERS, who_matters(self.view, self.boss), fold=True),
            self.one(COMMITTEE, on_the_committee(self.view), fold=False),
            self.one(EVERYONE, everybody(self.view, self.boss), fold=True),
        ]

    def one(self, name: str, shown: list[int], *, fold: bool) -> MapView:
        """A view of these people, with the others behind chips or left out."""
        most = MOST_COLUMNS[name]
        own = self.columns(min(most, 8))
        chart = Chart(self.view.arrays.layer.tolist(), self.boss, own, self.weight)
        there = set(shown)
        others = [k for k in range(len(self.view.people)) if k not in there] if fold else []
        grid = laid_out(chart, shown, others, self._below(shown), most)
        folded: dict[tuple[str, int], list[int]] = defaultdict(list)
        for person in sorted(others, key=lambda k: (-self.weight[k], k)):
            folded[chip_key(chart.band[person], own.of[person], len(own.names))].append(person)
        return MapView(name, own, shown, dict(folded), grid, lines(self.view, grid, self.boss, self.paths))

    @cached_property
    def paths(self) -> list[tuple[int, int]]:
        """Whom to win next as step 0, then the people of the plan by step."""
        plan = [(row["step"], self.view.places[row["person"]]) for row in self.view.rows(penetration_plan)]
        first = self.view.once(Facts).begin_with
        return [*([] if first is None else [(0, first)]), *plan]

    def _below(self, shown: Sequence[int]) -> Below:
        """Empty seats, those of our team who matter here, and the rivals."""
        known: dict[int, list[float]] = {k: [] for k in range(len(self.view.members))}
        for member, _, depth in self.view.contacts:
            known[member].append(depth)
        busiest = sorted(known, key=lambda k: (-len(known[k]), k))[:MOST_MEMBERS]
        return Below(
            len(self.view.empty_seats),
            {k: float(k) for k in busiest},
            len(self.view.rival_coverage),
            EMPTY_SEATS,
        )

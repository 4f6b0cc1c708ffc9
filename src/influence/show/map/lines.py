"""The lines of a view: reporting lines, relationships, contacts and recommended paths, each along its own track."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from influence.show.deal_view import DealView
from influence.show.map.grid import Grid
from influence.show.map.layout import MEMBER, PERSON
from influence.show.map.routes import Key, Point, Routes

REPORTING, CONTACT, PATH = "reports_to", "contact", "path"
# Where in the gutter each kind runs, from 0 at the left or the bottom; the others share what is between.
PATH_TRACK = 0.5
REPORTING_TRACKS = (0.94, 0.83, 0.72)
OTHER_TRACKS = (0.08, 0.2, 0.32, 0.62, 0.14, 0.26, 0.38, 0.68)
MOST_DRAWN = 600
"""Relationships of a view for which a route is made; of more, only those of the person chosen can be told apart."""


@dataclass(frozen=True)
class Line:
    """A line of the map: its kind, its two ends, the corners it runs along, and the step of the plan it belongs to."""

    kind: str
    begin: Key
    end: Key
    points: list[Point]
    strength: float = 1.0
    step: int | None = None


def lines(view: DealView, grid: Grid, boss: Sequence[int], paths: Sequence[tuple[int, int]]) -> list[Line]:
    """All lines of a view; `paths` are the steps of the plan with their people, 0 for the best entry point."""
    routes = Routes(grid)
    found = [
        *_reporting(routes, grid, boss),
        *_relationships(view, routes, grid, boss),
        *_contacts(view, routes, grid),
    ]
    for step, person in paths:
        found += _path(view, routes, grid, person, step)
    return found


def _reporting(routes: Routes, grid: Grid, boss: Sequence[int]) -> Iterator[Line]:
    for kind, person in list(grid.boxes):
        above = boss[person] if kind == PERSON else -1
        if above >= 0 and (PERSON, above) in grid.boxes:
            track = REPORTING_TRACKS[above % len(REPORTING_TRACKS)]
            yield Line(
                REPORTING, (PERSON, above), (PERSON, person), routes.down((PERSON, above), (PERSON, person), track)
            )


def _relationships(view: DealView, routes: Routes, grid: Grid, boss: Sequence[int]) -> Iterator[Line]:
    """Every relationship between two who are shown, but the reporting lines of the hierarchy."""
    drawn: Counter[str] = Counter()
    for source, target, kind, strength in view.relationships:
        begin, end = (PERSON, source), (PERSON, target)
        if begin not in grid.boxes or end not in grid.boxes or source == target:
            continue
        if kind == REPORTING and boss[source] == target:
            continue
        drawn[kind] += 1
        if sum(drawn.values()) <= MOST_DRAWN:
            yield Line(kind, begin, end, routes.between(begin, end, _track(source, target)), strength)


def _track(source: int, target: int) -> float:
    return OTHER_TRACKS[(source * 3 + target * 5) % len(OTHER_TRACKS)]


def _contacts(view: DealView, routes: Routes, grid: Grid) -> Iterator[Line]:
    for member, person, depth in view.contacts:
        begin, end = (MEMBER, member), (PERSON, person)
        if begin in grid.boxes and end in grid.boxes:
            yield Line(CONTACT, begin, end, routes.between(begin, end, _track(member, person)), depth)


def _path(view: DealView, routes: Routes, grid: Grid, person: int, step: int) -> Iterator[Line]:
    """The introductions that lead to a person; one at a time, so all run in the middle of the gutters."""
    ends: Iterable[Key] = [(MEMBER if side == "member" else PERSON, k) for side, k in view.path_to(person)]
    for begin, end in pairwise(ends):
        if begin in grid.boxes and end in grid.boxes:
            yield Line(PATH, begin, end, routes.between(begin, end, PATH_TRACK), step=step)

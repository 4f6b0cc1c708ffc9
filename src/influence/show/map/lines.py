"""The lines of a view: reporting lines, relationships, contacts and recommended paths, each along its own track."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from influence.show.deal_view import DealView
from influence.show.map.grid import Grid
from influence.show.map.layout import MEMBER, PERSON
from influence.show.map.routes import Key, Point, Routes
from influence.show.map.tracks import Bus, Tracks

REPORTING, CONTACT, PATH = "reports_to", "contact", "path"
# Where in the gutters each kind may run, from 0 at the left or the bottom to 1.
PATH_PLACES = (0.5,)
REPORTING_PLACES = (0.94, 0.84, 0.74, 0.64)
OTHER_PLACES = (0.02, 0.12, 0.22, 0.32, 0.4)
MOST_DRAWN = 600
"""Relationships of a view for which a route is made; of more, only those of the person chosen can be told apart."""


@dataclass(frozen=True)
class Line:
    """A line of the map: its kind, its two ends, the corners it runs along, and the step of the plan it belongs to."""

    kind: str
    begin: Key
    end: Key
    strength: float = 1.0
    step: int | None = None
    points: list[Point] = field(default_factory=list)

    @property
    def bus(self) -> Bus:
        """What runs together: the reports of one boss, and all paths, of which one is shown at a time."""
        if self.kind == PATH:
            return Bus(PATH, PATH_PLACES)
        if self.kind == REPORTING:
            return Bus(self.begin, REPORTING_PLACES)
        return Bus((self.kind, self.begin, self.end), OTHER_PLACES)


def lines(view: DealView, grid: Grid, boss: Sequence[int], paths: Sequence[tuple[int, int]]) -> list[Line]:
    """All lines of a view; `paths` are the steps of the plan with their people, 0 for the best entry point."""
    wanted = [
        *_reporting(grid, boss),
        *islice(_relationships(view, grid, boss), MOST_DRAWN),
        *_contacts(view, grid),
        *(line for step, person in paths for line in _path(view, grid, person, step)),
    ]
    tracks = Tracks()
    routes = Routes(grid, tracks)
    # Twice: the first time every line asks for its tracks, so that they can be given in view of all.
    for line in wanted:
        _along(routes, line)
    tracks.settle()
    return [_along(routes, line) for line in wanted]


def _along(routes: Routes, line: Line) -> Line:
    """The line with its corners."""
    find = routes.down if line.kind == REPORTING else routes.between
    return replace(line, points=find(line.begin, line.end, line.bus))


def _reporting(grid: Grid, boss: Sequence[int]) -> Iterator[Line]:
    for kind, person in grid.boxes:
        above = boss[person] if kind == PERSON else -1
        if above >= 0 and (PERSON, above) in grid.boxes:
            yield Line(REPORTING, (PERSON, above), (PERSON, person))


def _relationships(view: DealView, grid: Grid, boss: Sequence[int]) -> Iterator[Line]:
    """Every relationship between two who are shown, but the reporting lines of the hierarchy."""
    for source, target, kind, strength in view.relationships:
        begin, end = (PERSON, source), (PERSON, target)
        there = begin in grid.boxes and end in grid.boxes and source != target
        if there and not (kind == REPORTING and boss[source] == target):
            yield Line(kind, begin, end, strength)


def _contacts(view: DealView, grid: Grid) -> Iterator[Line]:
    for member, person, depth in view.contacts:
        begin, end = (MEMBER, member), (PERSON, person)
        if begin in grid.boxes and end in grid.boxes:
            yield Line(CONTACT, begin, end, depth)


def _path(view: DealView, grid: Grid, person: int, step: int) -> Iterator[Line]:
    """The introductions that lead to a person."""
    ends: Iterable[Key] = [(MEMBER if side == "member" else PERSON, k) for side, k in view.path_to(person)]
    for begin, end in pairwise(ends):
        if begin in grid.boxes and end in grid.boxes:
            yield Line(PATH, begin, end, step=step)

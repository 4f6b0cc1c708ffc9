"""Lines that run between the cards, never behind one: in the gutters of the grid, with right angles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from influence.show.map.card import CARD
from influence.show.map.grid import ABOVE, COLUMN, GUTTER, LABELS, Box, Grid
from influence.show.map.tracks import Bus, Tracks

Point = tuple[float, float]
Key = tuple[str, int]
# Where the next row's pills and numbers begin: lines keep above them, and as far from the sides of the gutters.
PILL, SIDE = 12, 2


class Routes:
    """Finds ways between the boxes of one grid, along the tracks of its gutters."""

    def __init__(self, grid: Grid, tracks: Tracks) -> None:
        self.grid, self.tracks = grid, tracks

    def down(self, boss: Key, report: Key, bus: Bus) -> list[Point]:
        """A reporting line: from below the boss where nothing stands there, to the top of a stack's first card."""
        one, other = self.grid.boxes[boss], self.grid.boxes[report]
        if one.column == other.column or other.row <= one.row:
            return self.between(boss, report, bus)
        begin = self._below(one, other, bus) if one.last else self._sideways(one, other, bus)
        return _tidy([*begin, *self._from_above(begin[-1][0], other, bus)])

    def between(self, begin: Key, end: Key, bus: Bus) -> list[Point]:
        """From one box to another: out into a gutter, along the gutter above the lower one's row, and in."""
        one, other = self.grid.boxes[begin], self.grid.boxes[end]
        if one.column == other.column:
            x = self._down(one.column, bus, one.middle, other.middle)
            return _tidy([(one.x, one.middle), (x, one.middle), (x, other.middle), (other.x, other.middle)])
        row = max(one.row, other.row)
        out, back = self._sideways(one, other, bus, row), self._sideways(other, one, bus, row)
        above = self._across(row, bus, out[-1][0], back[-1][0])
        return _tidy([*out, (out[-1][0], above), (back[-1][0], above), *back[::-1]])

    def _below(self, one: Box, other: Box, bus: Bus) -> list[Point]:
        """From the lower edge into the gutter below, and where another row lies between, along beside the other."""
        if other.row == one.row + 1:
            return [(one.centre, one.bottom)]
        beside = self._down(other.column, bus, self.grid.row_tops[one.row + 1], self.grid.row_tops[other.row])
        below = self._across(one.row + 1, bus, one.centre, beside)
        return [(one.centre, one.bottom), (one.centre, below), (beside, below)]

    def _from_above(self, x: float, other: Box, bus: Bus) -> list[Point]:
        """Along the gutter above a row, to the top of its first card or, past that, to the side of a later one."""
        if other.first:
            above = self._across(other.row, bus, x, other.centre)
            return [(x, above), (other.centre, above), (other.centre, other.y)]
        beside = self._down(other.column, bus, self.grid.row_tops[other.row], other.middle)
        above = self._across(other.row, bus, x, beside)
        return [(x, above), (beside, above), (beside, other.middle), (other.x, other.middle)]

    def _sideways(self, box: Box, towards: Box, bus: Bus, row: int | None = None) -> list[Point]:
        """Out of a box into the gutter on the side of another, which leads to above a row."""
        right = towards.column > box.column
        end = self.grid.row_tops[towards.row if row is None else row]
        x = self._down(box.column + right, bus, box.middle, end)
        return [(box.x + CARD.width if right else box.x, box.middle), (x, box.middle)]

    def _down(self, column: int, bus: Bus, begin: float, end: float) -> float:
        """The place across of a line that runs down the gutter left of a column."""
        place = self.tracks.place(("down", column), bus, begin, end)
        return LABELS + column * COLUMN + SIDE + (GUTTER - 2 * SIDE) * place

    def _across(self, row: int, bus: Bus, begin: float, end: float) -> float:
        """The place down of a line that runs across in the gutter above a row."""
        place = self.tracks.place(("across", row), bus, begin, end)
        return self.grid.row_tops[row] - PILL - (ABOVE - PILL) * place


def turns(points: Sequence[Point]) -> list[int]:
    """A line in half the numbers: where it begins, then in turn the next x and the next y, for its angles are right."""
    (x, y), *others = points
    upright = others[0][0] == x
    found = [x, y, x] if upright else [x, y]
    return [round(each) for each in (*found, *(point[(k + upright) % 2] for k, point in enumerate(others)))]


def corners(turned: Sequence[int]) -> list[Point]:
    """The corners of a line by its turns."""
    x, y, *others = turned
    found: list[Point] = [(x, y)]
    for k, value in enumerate(others):
        (x, y) = (value, y) if k % 2 == 0 else (x, value)
        found.append((x, y))
    return [found[0], *(point for before, point in pairwise(found) if point != before)]


def _tidy(points: list[Point]) -> list[Point]:
    """The corners only: no point twice, none in the middle of a straight line, and no way there and back."""
    kept: list[Point] = []
    for point in points:
        while len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept.pop()
        if not kept or kept[-1] != point:
            kept.append(point)
    return kept


def _straight(*points: Point) -> bool:
    return any(len({point[axis] for point in points}) == 1 for axis in (0, 1))

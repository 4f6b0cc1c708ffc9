"""Lines that run between the cards, never behind one: in the gutters of the grid, with right angles."""

from __future__ import annotations

from itertools import pairwise

from influence.show.map.grid import ABOVE, CARD_WIDTH, COLUMN, GUTTER, LABELS, Box, Grid

Point = tuple[float, float]
Key = tuple[str, int]
# Where the next row's pills and numbers begin: lines keep above them.
PILL = 14


class Routes:
    """Finds ways between the boxes of one grid; a `track` from 0 to 1 says where in the gutters a line runs."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid

    def down(self, boss: Key, report: Key, track: float) -> list[Point]:
        """A reporting line: from below the boss where nothing stands there, to the top of a stack's first card."""
        one, other = self.grid.boxes[boss], self.grid.boxes[report]
        if one.column == other.column or other.row <= one.row:
            return self.between(boss, report, track)
        above = self._above(other.row, track)
        begin = [(one.centre, one.bottom), (one.centre, self._above(one.row + 1, track))]
        if not one.last:
            begin = self._sideways(one, other, track)
        if other.row > one.row + 1:
            begin += [(self._gutter(other.column, track), begin[-1][1])]
        end = [(other.centre, above), (other.centre, other.y)]
        if not other.first:
            gutter = self._gutter(other.column, track)
            end = [(gutter, above), (gutter, other.middle), (other.x, other.middle)]
        return _tidy([*begin, (begin[-1][0], above), *end])

    def between(self, begin: Key, end: Key, track: float) -> list[Point]:
        """From one box to another: out into a gutter, along the gutter above the lower one's row, and in."""
        one, other = self.grid.boxes[begin], self.grid.boxes[end]
        if one.column == other.column:
            x = self._gutter(one.column, track)
            return _tidy([(one.x, one.middle), (x, one.middle), (x, other.middle), (other.x, other.middle)])
        above = self._above(max(one.row, other.row), track)
        out, back = self._sideways(one, other, track), self._sideways(other, one, track)
        return _tidy([*out, (out[-1][0], above), (back[-1][0], above), *back[::-1]])

    def _sideways(self, box: Box, towards: Box, track: float) -> list[Point]:
        """Out of a box into the gutter on the side of another."""
        right = towards.column > box.column
        gutter = self._gutter(box.column + right, track)
        return [(box.x + CARD_WIDTH if right else box.x, box.middle), (gutter, box.middle)]

    def _gutter(self, column: int, track: float) -> float:
        """The place across, in the gutter left of a column."""
        return LABELS + column * COLUMN + 3 + (GUTTER - 6) * track

    def _above(self, row: int, track: float) -> float:
        """The place down, in the gutter above a row."""
        return self.grid.row_tops[row] - PILL - (ABOVE - PILL - 4) * track


def _tidy(points: list[Point]) -> list[Point]:
    """The corners only: no point twice, none in the middle of a straight line."""
    kept = points[:1] + [after for before, after in pairwise(points) if before != after]
    corners = [
        point
        for before, point, after in zip(kept, kept[1:], kept[2:], strict=False)
        if not (before[0] == point[0] == after[0] or before[1] == point[1] == after[1])
    ]
    return [*kept[:1], *corners, *kept[-1:]]

"""Lines that run between the cards, not behind them: along the gaps of rows and columns, with right angles."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from influence.show.map.layout import CARD_HEIGHT, CARD_WIDTH, COLUMN, STACKED, Layout

Point = tuple[float, float]
HALF = COLUMN / 2
EDGE = CARD_HEIGHT / 2


class Routes:
    """Finds ways between the cards of one layout."""

    def __init__(self, layout: Layout) -> None:
        self.x, self.y = layout.x, layout.y
        self._cards: dict[int, list[int]] = defaultdict(list)
        for card, x in enumerate(self.x):
            # A card is narrower than a column and touches at most three half columns.
            for half in range(int((x - CARD_WIDTH / 2) // HALF), int((x + CARD_WIDTH / 2) // HALF) + 1):
                self._cards[half].append(card)

    def down(self, boss: int, report: int, lane: float) -> list[Point]:
        """From a boss to a report; to one of a stack from the left, so that every line is seen."""
        if self.y[report] > self.y[boss] and self._stacked(report):
            return self._from_the_left(boss, report, lane)
        return self.between(boss, report, lane)

    def between(self, begin: int, end: int, lane: float) -> list[Point]:
        """From one card to another, `lane` pixels off their edges."""
        (ax, ay), (bx, by) = self._at(begin), self._at(end)
        if abs(ay - by) < EDGE:
            over = min(ay, by) - EDGE - lane
            return _tidy([(ax, ay - EDGE), (ax, over), (bx, over), (bx, by - EDGE)])
        side = 1.0 if by > ay else -1.0
        leave, reach = ay + side * (EDGE + lane), by - side * (EDGE + lane)
        if (reach - leave) * side < 0:
            leave = reach = (leave + reach) / 2
        x = self._shaft(begin, end, leave, reach)
        return _tidy([(ax, ay + side * EDGE), (ax, leave), (x, leave), (x, reach), (bx, reach), (bx, by - side * EDGE)])

    def _from_the_left(self, boss: int, report: int, lane: float) -> list[Point]:
        (ax, ay), (bx, by) = self._at(boss), self._at(report)
        leave, shaft = ay + EDGE + lane, bx - HALF + lane / 3
        shaft = ax if abs(ax - shaft) < lane else shaft
        return _tidy([(ax, ay + EDGE), (ax, leave), (shaft, leave), (shaft, by), (bx - CARD_WIDTH / 2, by)])

    def _shaft(self, begin: int, end: int, top: float, bottom: float) -> float:
        """Where to go up or down: right below or above the end, or the beginning, or else beside the end."""
        for card in (end, begin):
            if self._free(self.x[card], top, bottom):
                return self.x[card]
        return self.x[end] + (HALF if self.x[begin] >= self.x[end] else -HALF)

    def _free(self, x: float, one: float, other: float) -> bool:
        low, high = min(one, other) - EDGE, max(one, other) + EDGE
        return not any(
            low < self.y[card] < high and abs(self.x[card] - x) < CARD_WIDTH / 2 for card in self._cards[int(x // HALF)]
        )

    def _stacked(self, card: int) -> bool:
        """Whether another card hangs right above or below in the same stack."""
        x, y = self._at(card)
        return any(
            other != card and abs(self.x[other] - x) < 1 and abs(abs(self.y[other] - y) - STACKED) < 1
            for other in self._cards[int(x // HALF)]
        )

    def _at(self, card: int) -> Point:
        return self.x[card], self.y[card]


def _tidy(points: list[Point]) -> list[Point]:
    """The corners only: no point twice, none in the middle of a straight line."""
    kept = points[:1] + [after for before, after in pairwise(points) if before != after]
    inner = [b for (a, b), (_, c) in pairwise(pairwise(kept)) if not (a[0] == b[0] == c[0] or a[1] == b[1] == c[1])]
    return [kept[0], *inner, *kept[-1:]] if len(kept) > 1 else kept

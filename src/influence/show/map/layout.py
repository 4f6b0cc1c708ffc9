"""Where each person stands on the map: rows by layer and rank, reports below their boss, wide rows wrapped."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# Pixels: a card; from card to card across and down a stack; the least room between rows and around a band.
CARD_WIDTH, CARD_HEIGHT = 176, 66
COLUMN, STACKED, ROW, BAND = 204, 92, 44, 28
# The window the map is made for, and the scale from which its cards are read without zooming.
WIDTH, HEIGHT, READABLE = 980, 700, 0.6
ROOM = (2.5, 2.0, 1.5, 1.0)
STACKS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15)
IN_A_ROW = 5

Row = tuple[int, int]


@dataclass(frozen=True)
class Chart:
    """What a layout is made from, by position: each person's band, level (NaN = unknown) and boss (-1 = none)."""

    band: Sequence[int]
    level: Sequence[float]
    boss: Sequence[int]


@dataclass(frozen=True)
class Band:
    """A stripe of the map: what stands in it, and where it begins and ends."""

    band: int
    top: float
    bottom: float


@dataclass(frozen=True)
class Layout:
    """Centres of the cards, by position, and the bands they stand in, from top to bottom."""

    x: list[float]
    y: list[float]
    bands: list[Band]

    @property
    def scale(self) -> float:
        """How large the map is drawn where all of it fits into the window."""
        if not self.x:
            return 1.0
        width = max(self.x) - min(self.x) + COLUMN
        return min(WIDTH / width, HEIGHT / (self.bands[-1].bottom - self.bands[0].top))


def forest(people: int, lines: Iterable[tuple[int, int, float]]) -> list[int]:
    """One boss each out of lines (report, boss, strength): the strongest, and none where it would close a circle."""
    boss = [-1] * people
    for report, above, _ in sorted(lines, key=lambda line: -line[2]):
        if boss[report] < 0 and report not in _chain(above, boss):
            boss[report] = above
    return boss


def _chain(person: int, boss: Sequence[int]) -> list[int]:
    """The person, their boss, the boss's boss, and so on."""
    chain = [person]
    while boss[chain[-1]] >= 0:
        chain.append(boss[chain[-1]])
    return chain


def placed(chart: Chart) -> Layout:
    """The tidiest drawing that can be read: stacks grow, then bosses share a column, only as far as they must."""
    tried: list[tuple[float, int, bool]] = []
    for shared in (False, True):
        for stack in STACKS:
            tried.append((_drawn(chart, stack, shared).scale, stack, shared))
            if tried[-1][0] >= READABLE:
                return _airy(chart, *tried[-1])
    return _airy(chart, *max(tried, key=lambda each: each[0]))


def _airy(chart: Chart, scale: float, stack: int, shared: bool) -> Layout:
    """The drawing with as much room between its rows as the window has to spare."""
    drawings = (_drawn(chart, stack, shared, room) for room in ROOM)
    return next(drawing for drawing in drawings if drawing.scale >= scale)


def with_row_below(layout: Layout, wanted: Sequence[float], band: int) -> Layout:
    """The layout with one more band below, of cards as near to the places wanted as they fit."""
    if not wanted:
        return layout
    top = layout.bands[-1].bottom if layout.bands else 0.0
    x = [COLUMN * place for place in _apart([place / COLUMN for place in wanted])]
    y = top + BAND + CARD_HEIGHT / 2
    return Layout(layout.x + x, layout.y + [y] * len(x), [*layout.bands, Band(band, top, y + CARD_HEIGHT / 2 + BAND)])


def in_a_row(layout: Layout, cards: int) -> list[float]:
    """Places for so many cards side by side, centred below those that stand."""
    middle = (min(layout.x) + max(layout.x)) / 2 if layout.x else 0.0
    return [middle + COLUMN * (card - (cards - 1) / 2) for card in range(cards)]


def _drawn(chart: Chart, stack: int, shared: bool, room: float = 1.0) -> Layout:
    """One drawing; who has no reports hangs below the boss, `stack` of them in a column."""
    reports = _reports(chart.boss)
    alone = {p for p, boss in enumerate(chart.boss) if boss < 0 and p not in reports}
    column, place = _columns(chart, reports, stack, shared)
    columns = max(math.floor(max(column.values(), default=-1)) + 1, _squarest(alone, chart.band))
    rows: dict[Row, list[int]] = defaultdict(list)
    for person, row in enumerate(_rows(chart, reports)):
        rows[row].append(person)
    for members in rows.values():
        _spread([p for p in members if p not in alone], column, place, columns)
        _append([p for p in members if p in alone], members, column, place, columns)
    return _stacked(rows, column, place, room)


def _reports(boss: Sequence[int]) -> dict[int, list[int]]:
    reports: dict[int, list[int]] = defaultdict(list)
    for person, above in enumerate(boss):
        if above >= 0:
            reports[above].append(person)
    return dict(reports)


def _squarest(alone: Iterable[int], band: Sequence[int]) -> int:
    """How many columns people without reporting lines take, so that they fill the window evenly."""
    counts: dict[int, int] = defaultdict(int)
    for person in alone:
        counts[band[person]] += 1
    even = math.ceil(math.sqrt(sum(counts.values()) * WIDTH / HEIGHT * STACKED / COLUMN))
    return max(even, min(max(counts.values(), default=0), IN_A_ROW))


def _rows(chart: Chart, reports: Mapping[int, list[int]]) -> list[Row]:
    """The row of each person: the band, and the bosses above them within it; by level where nobody there reports."""
    treed = {chart.band[p] for p, boss in enumerate(chart.boss) if boss >= 0 or p in reports}
    levels: dict[int, list[float]] = {band: [] for band in set(chart.band)}
    for band, level in sorted(set(zip(chart.band, chart.level, strict=True))):
        if not math.isnan(level):
            levels[band].append(level)
    rows = []
    for person, (band, level) in enumerate(zip(chart.band, chart.level, strict=True)):
        if band in treed:
            step = sum(chart.band[above] == band for above in _chain(person, chart.boss)[1:])
        else:
            step = levels[band].index(level) if level in levels[band] else 0
        rows.append((band, step))
    return rows


def _columns(
    chart: Chart, reports: Mapping[int, list[int]], stack: int, shared: bool
) -> tuple[dict[int, float], dict[int, int]]:
    """A column for everybody in a reporting line, bosses amid their reports, and the places in a stack."""
    column: dict[int, float] = {}
    place: dict[int, int] = {}
    last, filled = -1, stack
    for boss in _reports_first(chart.boss, reports):
        for group in _stacks([p for p in reports[boss] if p not in reports], chart.band, stack):
            if not shared or filled + len(group) > stack:
                last, filled = last + 1, 0
            for person in group:
                column[person], place[person] = last, filled
                filled += 1
        below = [column[person] for person in reports[boss]]
        column[boss], place[boss] = (min(below) + max(below)) / 2, 0
    return column, place


def _reports_first(boss: Sequence[int], reports: Mapping[int, list[int]]) -> list[int]:
    """Bosses, each after all those below them, from left to right."""
    found = []
    waiting = [person for person, above in enumerate(boss) if above < 0]
    while waiting:
        person = waiting.pop()
        if person in reports:
            found.append(person)
            waiting.extend(reports[person])
    return found[::-1]


def _stacks(people: Sequence[int], band: Sequence[int], most: int) -> list[list[int]]:
    """People in parts of about one size, at most `most` in each and no two bands in one."""
    parts = []
    for each in sorted({band[person] for person in people}):
        group = [person for person in people if band[person] == each]
        size = math.ceil(len(group) / math.ceil(len(group) / most))
        parts += [group[first : first + size] for first in range(0, len(group), size)]
    return parts


def _spread(members: Sequence[int], column: dict[int, float], place: dict[int, int], columns: int) -> None:
    """Moves the stacks of a row apart where they overlap, after bosses that outnumber the columns are stacked too."""
    ordered = sorted(members, key=lambda person: (column[person], place[person]))
    stacks: dict[float, list[int]] = defaultdict(list)
    for person in ordered:
        stacks[column[person]].append(person)
    wide = list(stacks.values())
    if len(wide) > columns:
        deep = math.ceil(len(ordered) / columns)
        wide = [ordered[first : first + deep] for first in range(0, len(ordered), deep)]
    wanted = [sum(column[person] for person in stack) / len(stack) for stack in wide]
    for stack, x in zip(wide, _apart(wanted), strict=True):
        for step, person in enumerate(stack):
            column[person], place[person] = x, step


def _apart(wanted: Sequence[float]) -> list[float]:
    """Places at least 1 apart, in the order of those wanted and as near to them as can be (pooled neighbours)."""
    order = sorted(range(len(wanted)), key=lambda k: wanted[k])
    pools: list[tuple[float, int]] = []
    for rank, k in enumerate(order):
        total, size = wanted[k] - rank, 1
        while pools and pools[-1][0] / pools[-1][1] > total / size:
            total, size = total + pools[-1][0], size + pools.pop()[1]
        pools.append((total, size))
    starts = [total / size for total, size in pools for _ in range(size)]
    places = [0.0] * len(wanted)
    for rank, k in enumerate(order):
        places[k] = starts[rank] + rank
    return places


def _append(
    alone: Sequence[int], row: Sequence[int], column: dict[int, float], place: dict[int, int], columns: int
) -> None:
    """Puts people without reporting lines at the end of their row, or below it where there they would be too many."""
    others = [p for p in row if p in column]
    tall = max((place[p] for p in others), default=-1) + 1
    if others and len(alone) <= tall * max(columns // 3, 1):
        begin = max(column[p] for p in others) + 1
        for number, person in enumerate(alone):
            column[person], place[person] = begin + number // tall, number % tall
        return
    for number, person in enumerate(alone):
        line = number // columns
        in_line = min(columns, len(alone) - line * columns)
        column[person] = number % columns + (columns - in_line) / 2
        place[person] = tall + line


def _stacked(
    rows: Mapping[Row, list[int]], column: Mapping[int, float], place: Mapping[int, int], room: float
) -> Layout:
    """Rows from top to bottom, with the bands around them."""
    x, y = ([0.0] * sum(map(len, rows.values())) for _ in range(2))
    bands: list[Band] = []
    low = -BAND * room
    for (band, _), people in sorted(rows.items()):
        if not bands or bands[-1].band != band:
            bands.append(Band(band, low + BAND * room, 0.0))
            low += 2 * BAND * room
        else:
            low += ROW * room
        for person in people:
            x[person] = column[person] * COLUMN
            y[person] = low + CARD_HEIGHT / 2 + place[person] * STACKED
        low += CARD_HEIGHT + max(place[person] for person in people) * STACKED
        bands[-1] = Band(band, bands[-1].top, low + BAND * room)
    return Layout(x, y, bands)

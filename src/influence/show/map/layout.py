"""The layout of one view of the map: who is shown in which stack, and where chips stand for those who are folded."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from influence.show.map.card import CARD
from influence.show.map.columns import NOWHERE, Columns
from influence.show.map.grid import ABOVE, COLUMN, GUTTER, LABELS, Cell, Grid, Item, high, stacked

# What a screen of 1440 by 900 pixels leaves to the map, and from where on it is not drawn larger.
SCREEN, LARGE_ENOUGH = (1136, 700), 1 / 1.15
PERSON, SEAT, MEMBER, RIVAL, CHIP = "person", "seat", "member", "rival", "chip"


@dataclass(frozen=True)
class Chart:
    """What every view is laid out from, by position: layer, boss (-1 = none), column, and how much each matters."""

    band: Sequence[int]
    boss: Sequence[int]
    columns: Columns
    weight: Sequence[float]


@dataclass(frozen=True)
class Below:
    """What stands below the people: empty seats, our members by where they would like to stand, and rivals."""

    seats: int
    members: Mapping[int, float]
    rivals: int
    first_band: int


def forest(people: int, lines: Iterable[tuple[int, int, float]]) -> list[int]:
    """One boss each out of lines (report, boss, strength): the strongest, and none where it would close a circle."""
    boss = [-1] * people
    for report, above, _ in sorted(lines, key=lambda line: -line[2]):
        if boss[report] < 0 and report not in chain(above, boss):
            boss[report] = above
    return boss


def chain(person: int, boss: Sequence[int]) -> list[int]:
    """The person, their boss, the boss's boss, and so on."""
    found = [person]
    while boss[found[-1]] >= 0:
        found.append(boss[found[-1]])
    return found


def laid_out(chart: Chart, shown: Sequence[int], folded: Iterable[int], below: Below, most: int) -> Grid:
    """The grid of a view; `most` columns side by side."""
    steps = _steps(chart, shown)
    stacks = _stacks(chart, _in_order(chart, shown), steps)
    chips = Counter((chart.band[person], chart.columns.of[person]) for person in folded)
    width = _widths(len(chart.columns.names), stacks, chips, below, most)
    start = [sum(width[:k]) for k in range(len(width))]
    cells = _cells(stacks, start, width)
    _add_chips(cells, chips, start, width)
    _add_below(cells, below, sum(width))
    heads = [(k, start[k], width[k]) for k, name in enumerate(chart.columns.names) if name]
    return stacked(cells, sum(width), heads)


def chip_key(band: int, column: int, columns: int) -> tuple[str, int]:
    """The key of the chip for those folded in a layer and a column."""
    return CHIP, band * (columns + 1) + column + 1


def _in_order(chart: Chart, shown: Sequence[int]) -> list[int]:
    """Those shown, bosses before their reports, who matters most first."""
    there = set(shown)
    below: dict[int, list[int]] = defaultdict(list)
    for person in sorted(shown, key=lambda k: (-chart.weight[k], k)):
        below[chart.boss[person] if chart.boss[person] in there else -1].append(person)
    order, waiting = [], below[-1][::-1]
    while waiting:
        order.append(waiting.pop())
        waiting.extend(below[order[-1]][::-1])
    return order


def _steps(chart: Chart, shown: Sequence[int]) -> dict[int, int]:
    """The row of each person within their layer: one below a boss of the same layer who stands in another column."""
    there, steps = set(shown), dict[int, int]()
    for person in _in_order(chart, shown):
        boss = chart.boss[person]
        same = boss in there and chart.band[boss] == chart.band[person]
        column = chart.columns.of[person]
        beside = column == NOWHERE or column != chart.columns.of[boss]
        steps[person] = steps[boss] + beside if same else 0
    return steps


def _stacks(chart: Chart, order: Sequence[int], steps: Mapping[int, int]) -> dict[Cell, list[Item]]:
    """The people of each layer, step and column of people, in their order."""
    found: dict[Cell, list[Item]] = defaultdict(list)
    for person in order:
        found[chart.band[person], steps[person], chart.columns.of[person]].append(Item((PERSON, person)))
    return found


def _widths(
    columns: int, stacks: Mapping[Cell, Sequence[Item]], chips: Iterable[tuple[int, int]], below: Below, most: int
) -> list[int]:
    """How many columns of the grid each column of people takes: what makes the map largest on a screen."""
    last = _last_steps(stacks)
    rows: dict[tuple[int, int], dict[int, tuple[int, bool]]] = defaultdict(dict)
    for band, column in chips:
        rows[band, last.get(band, 0)][column] = (0, True)
    for (band, step, column), items in stacks.items():
        rows[band, step][column] = (len(items), rows[band, step].get(column, (0, False))[1])
    in_columns = [[(k, *stack) for k, stack in row.items() if k != NOWHERE] for row in rows.values()]

    def cost(wide: tuple[int, ...]) -> tuple[float, int, int, tuple[int, ...]]:
        height = sum(max((_highest(cards, chip, wide[k]) for k, cards, chip in row), default=0) for row in in_columns)
        whole = height + len(in_columns) * ABOVE + _height_below(below, sum(wide))
        across = LABELS + sum(wide) * COLUMN + GUTTER
        larger = max(across / SCREEN[0], whole / SCREEN[1], LARGE_ENOUGH)
        return larger, height, sum(wide), tuple(-each for each in wide)

    free = max(most - columns, 0)
    ways = product(range(1, free + 2), repeat=columns)
    best = min((wide for wide in ways if sum(wide) <= columns + free), key=cost)
    return list(best)


def _height_below(below: Below, columns: int) -> int:
    """How high the rows of empty seats, our team and the rivals are, side by side in so many columns."""
    seats, team = (-(-each // columns) for each in (below.seats, len(below.members) + below.rivals))
    return seats * (ABOVE + CARD.seat) + team * (ABOVE + CARD.member)


def _highest(cards: int, chip: bool, columns: int) -> int:
    """How high the highest of these columns is among which the cards are dealt out, the chip where there is room."""
    full = -(-cards // columns)
    return max(high(full, chip and full * columns == cards), high(full - 1, chip) if full else 0)


def _cells(stacks: Mapping[Cell, Sequence[Item]], start: Sequence[int], width: Sequence[int]) -> dict[Cell, list[Item]]:
    """The stacks in columns of the grid; whoever belongs to no column stands in the middle."""
    cells: dict[Cell, list[Item]] = defaultdict(list)
    for (band, step, column), items in sorted(stacks.items(), key=lambda each: -each[0][2]):
        if column == NOWHERE:
            _in_the_middle(cells, (band, step), items, sum(width))
            continue
        deep = -(-len(items) // width[column])
        for place, item in enumerate(items):
            cells[band, step, start[column] + place // deep].append(item)
    return cells


def _in_the_middle(cells: dict[Cell, list[Item]], row: tuple[int, int], items: Sequence[Item], columns: int) -> None:
    """Above what stands in these columns already, side by side around the middle."""
    wide = min(len(items), columns)
    first = (columns - wide) // 2
    for place, item in enumerate(items):
        cells[(*row, first + place % wide)].insert(place // wide, item)


def _add_chips(
    cells: dict[Cell, list[Item]], chips: Mapping[tuple[int, int], int], start: Sequence[int], width: Sequence[int]
) -> None:
    """A chip below the last of a layer in a column, for those folded there."""
    last = _last_steps(cells)
    for band, column in sorted(chips):
        among = range(start[column], start[column] + width[column]) if column != NOWHERE else [(sum(width) - 1) // 2]
        step = last.get(band, 0)
        lowest = min(among, key=lambda k: len(cells.get((band, step, k), ())))
        cells[band, step, lowest].append(Item(chip_key(band, column, len(start)), CARD.chip))


def _last_steps(cells: Iterable[Cell]) -> dict[int, int]:
    """The lowest row of each band."""
    last: dict[int, int] = {}
    for band, step, _ in cells:
        last[band] = max(step, last.get(band, 0))
    return last


def _add_below(cells: dict[Cell, list[Item]], below: Below, columns: int) -> None:
    """The empty seats, then our team and the rivals, in rows as wide as the map."""
    for seat in range(below.seats):
        cells[below.first_band, 0, seat % columns].append(Item((SEAT, seat), CARD.seat))
    members = sorted(below.members, key=lambda k: (below.members[k], k))
    team = [Item((MEMBER, k), CARD.member) for k in members]
    team += [Item((RIVAL, k), CARD.member) for k in range(below.rivals)]
    for place, item in enumerate(team):
        cells[below.first_band + 1, place // columns, place % columns].append(item)

"""Where each card stands: rows are layers, columns departments or branches, and gutters between them for the lines.

Every card fills one column of the grid, so what lies between two columns, and above each row, is free from end to end:
there the lines run (`routes.py`), and none can pass over a card.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from influence.show.map.card import CARD

# Pixels at full size: the gutters to the left of a card and above a row, and what stands between two cards of a stack.
GUTTER, ABOVE, BETWEEN = 24, 30, 12
LABELS, HEADS, MARGIN = 100, 26, 8
COLUMN = CARD.width + GUTTER
# What a band needs for its name and two counts at the left.
LOWEST_BAND = 62

Cell = tuple[int, int, int]
"""Band, step within the band, and column of the grid."""


@dataclass(frozen=True)
class Item:
    """Something that takes a place: a card of a person, a seat, a member or a rival, or a chip for those folded."""

    key: tuple[str, int]
    height: int = CARD.height


@dataclass(frozen=True)
class Box:
    """Where an item stands: its left upper corner, its size, its column and row, and whether it ends its stack."""

    x: float
    y: float
    height: float
    column: int
    row: int
    first: bool
    last: bool

    @property
    def middle(self) -> float:
        """Half way down."""
        return self.y + self.height / 2

    @property
    def centre(self) -> float:
        """Half way across."""
        return self.x + CARD.width / 2

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


@dataclass(frozen=True)
class Band:
    """A stripe of the map: what stands in it, and where it begins and ends."""

    band: int
    top: float
    bottom: float


@dataclass(frozen=True)
class Grid:
    """Boxes by key, the bands from top to bottom, the tops of the rows, and how many columns there are."""

    boxes: dict[tuple[str, int], Box]
    bands: list[Band]
    row_tops: list[float]
    columns: int
    heads: list[tuple[int, int, int]] = field(default_factory=list)
    """Name of the column (a number), first column of the grid, and how many it takes."""

    @property
    def width(self) -> float:
        """From the left edge to the right one, the names of the bands included."""
        return LABELS + self.columns * COLUMN + GUTTER

    @property
    def height(self) -> float:
        """From the upper edge to the lower one."""
        return (self.bands[-1].bottom if self.bands else HEADS) + MARGIN


def stacked(cells: Mapping[Cell, Sequence[Item]], columns: int, heads: Sequence[tuple[int, int, int]] = ()) -> Grid:
    """The grid of these stacks: rows as high as their highest stack, in bands one below the other."""
    rows: dict[tuple[int, int], dict[int, Sequence[Item]]] = defaultdict(dict)
    for (band, step, column), items in cells.items():
        rows[band, step][column] = items
    boxes: dict[tuple[str, int], Box] = {}
    bands: list[Band] = []
    tops: list[float] = []
    y = float(HEADS)
    for row, ((band, _), stacks) in enumerate(sorted(rows.items())):
        if not bands or bands[-1].band != band:
            bands.append(Band(band, y, y))
        tops.append(y + ABOVE)
        bottom = tops[-1]
        for column, items in stacks.items():
            bottom = max(bottom, _stack(boxes, items, column, row, tops[-1]))
        y = max(bottom + MARGIN, bands[-1].top + LOWEST_BAND)
        bands[-1] = Band(band, bands[-1].top, y)
    return Grid(boxes, bands, tops, columns, list(heads))


def _stack(boxes: dict[tuple[str, int], Box], items: Sequence[Item], column: int, row: int, top: float) -> float:
    """Puts the items of a cell one below the other, and says where they end."""
    x, y = float(LABELS + GUTTER + column * COLUMN), top
    for place, item in enumerate(items):
        boxes[item.key] = Box(x, y, item.height, column, row, place == 0, place == len(items) - 1)
        y += item.height + BETWEEN
    return y - BETWEEN


def high(cards: int, chip: bool) -> int:
    """How high a stack of so many cards is, with or without a chip below."""
    return cards * (CARD.height + BETWEEN) + chip * (CARD.chip + BETWEEN)

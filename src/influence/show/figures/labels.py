"""Names beside points, none over another or over a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from influence.show.figures.canvas import text_size
from influence.show.figures.palette import INK, SOFT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Place = tuple[float, float]
# Where a name may stand around its point: to the right, left, above, below, the corners; each nearer, then further off.
SIDES: tuple[Place, ...] = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))
AWAY = (6.0, 12.0, 20.0, 32.0, 48.0, 68.0, 92.0)
# What no name may cover of that which is written already.
KEPT_FREE = "kept free"
# From here on a line leads from the point to its name.
LED_FROM = 20.0


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels."""

    left: float
    bottom: float
    right: float
    top: float

    def overlap(self, other: Box) -> float:
        """The area that two boxes share."""
        across = min(self.right, other.right) - max(self.left, other.left)
        up = min(self.top, other.top) - max(self.bottom, other.bottom)
        return max(across, 0.0) * max(up, 0.0)

    def outside(self, other: Box) -> float:
        """The area of this box that does not lie in the other."""
        return (self.right - self.left) * (self.top - self.bottom) - self.overlap(other)


def place_labels(
    ax: Axes, points: Sequence[Place], names: Sequence[str], *, size: float, radii: Sequence[float] | None = None,
    marks: Sequence[Place] = (),
) -> list[Any]:  # fmt: skip
    """Write each name where it covers nothing: beside its point where there is room, else further off with a line.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Laid out already: places are counted in its pixels.
    points, names : sequences
        Where each point stands, in the data's own units, and what it is called; those named first choose first.
    size : float
        Of the letters, in points.
    radii : sequence of float, optional
        How large each mark is, in points; 4 where none are given.
    marks : sequence of (float, float)
        Other points that no name may cover.

    Returns
    -------
    list of matplotlib.text.Annotation
    """
    scale = ax.figure.dpi / 72
    sizes = [scale * radius for radius in (radii or [4.0] * len(points))]
    at = [ax.transData.transform(point) for point in points]
    taken = [_around(place, radius) for place, radius in zip(at, sizes, strict=True)]
    taken += [_around(ax.transData.transform(mark), 4 * scale) for mark in marks]
    window = ax.get_window_extent()
    kept = [text.get_window_extent() for text in ax.texts if text.get_gid() == KEPT_FREE]
    taken += [Box(each.x0, each.y0, each.x1, each.y1) for each in kept]
    frame = Box(window.x0, window.y0, window.x1, window.y1)
    written = []
    for place, radius, name in zip(at, sizes, names, strict=True):
        width, height = text_size(ax, name, size)
        box, away = _best(place, radius, (width * 1.06 + 2, height * 1.25 + 2), taken, frame, scale)
        taken.append(box)
        written.append(_written(ax, name, place, box, size, led=away >= LED_FROM))
    return written


def _around(place: Any, radius: float) -> Box:
    x, y = float(place[0]), float(place[1])
    return Box(x - radius, y - radius, x + radius, y + radius)


def _best(place: Any, radius: float, size: Place, taken: Sequence[Box], frame: Box, scale: float) -> tuple[Box, float]:
    """The nearest box that covers nothing, else that which covers least; and how far off it is."""
    best, least, distance = Box(0, 0, 0, 0), np.inf, 0.0
    for away, side in product(AWAY, SIDES):
        box = _beside(place, radius + away * scale / 2, size, side)
        cost = sum(box.overlap(other) for other in taken) + box.outside(frame)
        if cost <= 0.5:
            return box, away
        if cost < least:
            best, least, distance = box, cost, away
    return best, distance


def _beside(place: Any, away: float, size: Place, side: Place) -> Box:
    (x, y), (width, height) = (float(place[0]), float(place[1])), size
    left = x + away if side[0] > 0 else x - away - width if side[0] < 0 else x - width / 2
    bottom = y + away if side[1] > 0 else y - away - height if side[1] < 0 else y - height / 2
    return Box(left, bottom, left + width, bottom + height)


def _written(ax: Axes, name: str, place: Any, box: Box, size: float, *, led: bool) -> Any:
    """The name in the middle of its box, and a line to its point where it is far."""
    middle = ((box.left + box.right) / 2, (box.bottom + box.top) / 2)
    offset = tuple((end - start) * 72 / ax.figure.dpi for start, end in zip(place, middle, strict=True))
    return ax.annotate(
        name, tuple(ax.transData.inverted().transform(place)), xytext=offset, textcoords="offset points", ha="center",
        va="center", fontsize=size, color=INK, gid="label", annotation_clip=False,
        arrowprops={"arrowstyle": "-", "color": SOFT, "linewidth": 0.6, "shrinkA": 0, "shrinkB": 2} if led else None,
    )  # fmt: skip

"""The marks of cards and legend: pills, badges, numbers of steps, diamonds; the same wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator

from influence.show.map.card import CARD
from influence.show.map.shapes import (
    AGAINST,
    FOR,
    INK,
    NEUTRAL,
    OURS,
    PAPER,
    SEAT,
    VETO,
    Polyline,
    Rectangle,
    Shape,
    Words,
    width_of,
)

COLOURS = {"for": FOR, "against": AGAINST, "neutral": NEUTRAL, "unknown": PAPER}
GLYPHS = {"for": "+", "against": "−", "neutral": "0", "unknown": "?"}


def centred(x: float, y: float, text: str, ink: str) -> Shape:
    """A small bold text around x."""
    return Words(x, y, text, CARD.small, ink, True, anchor="middle")


def pill(right: float, y: float, text: str, assumed: bool = False, veto: bool = False) -> Iterator[Shape]:
    """What somebody decides, on the upper edge of the card; dashed where that is only assumed."""
    width = width_of(text, CARD.small, True) + 16
    edge = INK if assumed else VETO if veto else SEAT
    ground, ink = (PAPER, INK) if assumed else (SEAT, PAPER)
    yield Rectangle(right - width, y - CARD.pill, width, 2 * CARD.pill, ground, edge, 1.6, CARD.pill, assumed)
    yield centred(right - width / 2, y + CARD.pill_text, text, ink)


def badge_width(text: str) -> float:
    """How wide the badge of somebody in contact is."""
    return max(width_of(text, CARD.small, True) + 9, 22)


def badge(x: float, y: float, text: str, ours: bool) -> Iterator[Shape]:
    """Somebody in contact, ours or a rival; `y` is half way down."""
    width, high = badge_width(text), CARD.badge_height
    fill, edge, radius, ink = (OURS, OURS, high / 2, PAPER) if ours else (PAPER, INK, 3, INK)
    yield Rectangle(x, y - high / 2, width, high, fill, edge, 1.4, radius)
    yield centred(x + width / 2, y - high / 2 + CARD.badge_text, text, ink)


def diamond(x: float, y: float) -> Iterator[Shape]:
    """A single point of failure."""
    far = CARD.single
    yield Polyline([(x, y - far), (x + far, y), (x, y + far), (x - far, y), (x, y - far)], INK, 1.2, fill=VETO)
    yield centred(x, y + CARD.pill_text, "!", INK)


def step(x: float, y: float, number: int, first: bool) -> Iterator[Shape]:
    """A step of the plan; filled: the next one."""
    far = CARD.step
    yield Rectangle(x - far, y - far, 2 * far, 2 * far, OURS if first else PAPER, OURS, 2, far)
    yield centred(x, y + CARD.pill_text, str(number), PAPER if first else OURS)


def sign(kind: str, x: float, y: float) -> Iterator[Shape]:
    """Where somebody stands, as a small field."""
    unknown = kind == "unknown"
    yield Rectangle(x, y - 8, 22, 16, COLOURS[kind], INK if unknown else None, 1, 3, dashed=unknown)
    yield centred(x + 11, y + CARD.pill_text, GLYPHS[kind], INK if unknown else PAPER)

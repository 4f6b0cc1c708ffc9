"""The legend of a still picture: every mark as it stands on the cards, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from influence.show.map.card import CARD
from influence.show.map.marks import badge, badge_width, diamond, pill, sign, step
from influence.show.map.shapes import SOFT, Shape, Words, width_of
from influence.tables.language import say

SIDE, LINE, GAP = 16, 24, 18


def legend(drawn: Mapping[str, Any], width: float, y: float) -> Iterator[Shape]:
    """What the marks mean, in as many lines as the picture is narrow; `y` is where the first begins."""
    x, y = float(SIDE), y + LINE / 2
    for mark_width, mark, text in _entries(drawn):
        wide = mark_width + 6 + width_of(text, CARD.small)
        if x > SIDE and x + wide > width - SIDE:
            x, y = float(SIDE), y + LINE
        yield from mark(x, y)
        yield Words(x + mark_width + 6, y + CARD.pill_text, text, CARD.small, SOFT)
        x += wide + GAP


def _entries(drawn: Mapping[str, Any]) -> Iterator[tuple[float, Any, str]]:
    """How wide each mark is, what draws it, and what it means."""
    yield 22, partial(sign, "for"), say("for us")
    yield 22, partial(sign, "against"), say("against us")
    yield 22, partial(sign, "neutral"), say("known to be neutral")
    yield 22, partial(sign, "unknown"), say("support unknown, which is not neutral")
    if drawn["now"]["assumed"]:
        yield 38, partial(_pill, True), say("vote assumed: no seat is recorded")
    else:
        yield 38, partial(_pill, False), say("decides: role and share of the votes; yellow: veto")
    yield 2 * CARD.single, _diamond, say("single point of failure")
    yield 2 * CARD.step, _step, say("step of the plan; filled: next")
    yield badge_width("AB"), partial(badge, text="AB", ours=True), say("in contact with us: who of ours")
    yield badge_width("R"), partial(badge, text="R", ours=False), say("in contact with a rival")


def _pill(assumed: bool, x: float, y: float) -> Iterator[Shape]:
    return pill(x + 38, y, "%", assumed)


def _diamond(x: float, y: float) -> Iterator[Shape]:
    return diamond(x + CARD.single, y)


def _step(x: float, y: float) -> Iterator[Shape]:
    return step(x + CARD.step, y, 1, False)

"""What marks are called: names that fit, and numbers at an axis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from influence.show.deal_view import DealView
from influence.show.figures.fonts import OF_CJK
from influence.tables.phrases import signed


def tick(value: float, _: Any = None) -> str:
    """A number at an axis, which matplotlib hands over with its place."""
    return signed(value)


def short(name: str) -> str:
    """A name with the first part as an initial; one in Chinese signs, of one part, or that is none, whole."""
    parts = name.split()
    if len(parts) < 2 or OF_CJK.search(name) or not all(part[0].isupper() for part in parts):
        return name
    return f"{parts[0][0]}. {parts[-1]}"


def shortened(names: Sequence[str]) -> list[str]:
    """Names in short; those that would then read alike stay whole."""
    brief = [short(name) for name in names]
    alike = Counter(brief)
    return [name if alike[cut] > 1 else cut for name, cut in zip(names, brief, strict=True)]


def initials(name: str) -> str:
    """The first letters of a name."""
    return name[:1] if OF_CJK.search(name) else "".join(part[0] for part in name.split()[:3])


def deciders(view: DealView) -> set[int]:
    """Who holds a vote or a veto, by position."""
    return {position for position, person in enumerate(view.people) if person["weight"] > 0 or person["veto"]}

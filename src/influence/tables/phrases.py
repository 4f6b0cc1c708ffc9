"""Numbers and texts in words, as a sales manager would say them."""

from __future__ import annotations

NEARLY = 1e-9


def percent(share: float) -> str:
    """A share in per cent, never rounded to nothing or to everything."""
    if NEARLY < share < 0.005:
        return "under 1%"
    return "over 99%" if 0.995 <= share < 1 - NEARLY else f"{share:.0%}"


def counted(count: float, one: str, more: str) -> str:
    """The count with its noun."""
    return f"{count:,.0f} {one if count == 1 else more}"


def sentence(text: str) -> str:
    """The text with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?", "!")) else ".")

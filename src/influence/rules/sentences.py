"""Sentences with the numbers of a deal in them, as a sales manager would say them."""

from __future__ import annotations

from collections.abc import Callable
from string import Formatter

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


def names_in(template: str) -> list[str]:
    """The names in braces."""
    return [name for _, name, _, _ in Formatter().parse(template) if name]


def filled(template: str, value_of: Callable[[str], object]) -> str:
    """The template with each `{name:how}` in it said: `%` a share, `one|more` a count with its noun, else Python's."""
    parts = Formatter().parse(template)
    return "".join(text + (_said(value_of(name), how or "") if name else "") for text, name, how, _ in parts)


def _said(value: object, how: str) -> str:
    if how == "%":
        return percent(float(value))  # type: ignore[arg-type]
    if "|" in how:
        return counted(float(value), *how.split("|"))  # type: ignore[arg-type]
    return format(value, how)

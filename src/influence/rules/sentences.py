"""Sentences with the numbers of a deal filled in."""

from __future__ import annotations

from collections.abc import Callable
from string import Formatter

from influence.tables.language import spaced
from influence.tables.phrases import counted, percent


def names_in(template: str) -> list[str]:
    """The names in braces."""
    return [name for _, name, _, _ in Formatter().parse(template) if name]


def filled(template: str, value_of: Callable[[str], object]) -> str:
    """The template with each `{name:how}` in it said: `%` a share, `one|more` a count with its noun, else Python's."""
    parts = Formatter().parse(template)
    pieces = ((text, _said(value_of(name), how or "") if name else "") for text, name, how, _ in parts)
    return "".join(spaced(piece for pair in pieces for piece in pair))


def _said(value: object, how: str) -> str:
    if how == "%":
        return percent(float(value))  # type: ignore[arg-type]
    if "|" in how:
        return counted(float(value), *how.split("|"))  # type: ignore[arg-type]
    # A minus sign, where Python writes a hyphen.
    return format(value, how).replace("-", "−") if how else str(value)

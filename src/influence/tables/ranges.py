"""Which numbers are accepted, in words, and the refusal of all others."""

from __future__ import annotations

import math
import operator

from influence.errors import InfluenceError
from influence.tables.language import say

MOST = 2**31 - 1


def in_words(low: float | None, high: float | None, *, above: float | None = None, whole: bool = False) -> str:
    """The numbers accepted: from `low` to `high`, both included, or more than `above`."""
    number = say("a whole number") if whole else say("a number")
    ends = {name: f"{end:g}" for name, end in (("low", low), ("high", high), ("above", above)) if end is not None}
    if above is not None:
        within = "{number} above {above}" if high is None else "{number} above {above}, at most {high}"
        return say(within, number=number, **ends)
    if high is not None:
        return say("{number} from {low} to {high}", number=number, **ends)
    return number if low is None else say("{number}, {low} or more", number=number, **ends)


def require(
    name: str,
    value: object,
    low: float | None = None,
    high: float | None = None,
    *,
    above: float | None = None,
    whole: bool = False,
) -> None:
    """Refuse what is no such number, by the name that the caller gave it."""
    number = _number(value, whole)
    inside = (low is None or number >= low) and (high is None or number <= high) and (above is None or number > above)
    # What is no number is NaN, which is inside no range and not itself.
    if not inside or number != number:
        accepted = in_words(low, high, above=above, whole=whole)
        raise InfluenceError(say("{name} is {value}; give {accepted}", name=name, value=repr(value), accepted=accepted))


def require_draws(draws: object, seed: object, *, least: int = 1, name: str = "draws") -> None:
    """Refuse numbers of draws and seeds that no generator of random numbers takes."""
    require(name, draws, least, MOST, whole=True)
    require("seed", seed, 0, MOST, whole=True)


def _number(value: object, whole: bool) -> float:
    if isinstance(value, str):
        return math.nan
    try:
        return float(operator.index(value)) if whole else float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return math.nan

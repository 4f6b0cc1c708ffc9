"""Which numbers are accepted, in words, and the refusal of all others."""

from __future__ import annotations

import math
import operator

from influence.errors import InfluenceError

MOST = 2**31 - 1


def in_words(low: float | None, high: float | None, *, above: float | None = None, whole: bool = False) -> str:
    """The numbers accepted: from `low` to `high`, both included, or more than `above`."""
    noun = "a whole number" if whole else "a number"
    if above is not None:
        return f"{noun} above {above:g}" + ("" if high is None else f", at most {high:g}")
    if high is not None:
        return f"{noun} from {low:g} to {high:g}"
    return noun if low is None else f"{noun}, {low:g} or more"


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
        raise InfluenceError(f"{name} is {value!r}; give {accepted}")


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

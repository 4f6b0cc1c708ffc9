"""Scores that know how the deal ended: they separate too well to be anything else."""

from __future__ import annotations

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats
from influence.errors import InfluenceError
from influence.outcomes.separation import area, luck
from influence.tables.language import say

UNBELIEVABLE = 1e-6
"""A separation without a fault that luck brings less often than this is none (ours)."""


def require_no_leak(scores: pd.DataFrame, won: Flags) -> None:
    """Refuse scores that separate won from lost without a fault, or are known of one of the two only."""
    told = [text for name in scores if (text := _leak(str(name), scores[name].to_numpy(), won))]
    if told:
        raise InfluenceError("\n".join(told))


def _leak(name: str, score: Floats, won: Flags) -> str | None:
    known = ~np.isnan(score)
    if area(known.astype(float), won) in (0.0, 1.0) and luck(won) < UNBELIEVABLE:
        which = "won" if known[won].all() else "lost"
        return say(
            "scores: {name} is known of deals that were {which} and of no other, so {remedy}",
            name=repr(name),
            which=say(which),
            remedy=say(_REMEDY),
        )
    if area(score, won) in (0.0, 1.0) and luck(won[known]) < UNBELIEVABLE:
        return say(
            "scores: {name} separates won from lost without a single fault, so {remedy}",
            name=repr(name),
            remedy=say(_REMEDY),
        )
    return None


_REMEDY = "it repeats the outcome or was made after it; leave this column out"

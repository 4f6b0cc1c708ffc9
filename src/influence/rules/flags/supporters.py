"""Flags about who helps us (rules 000)."""

from __future__ import annotations

import numpy as np

from influence.array_types import Flags
from influence.measures.supporter_kinds import own_motive, recorded
from influence.rules.indicators import Indicators
from influence.rules.rule import FATAL, WATCH, Rule
from influence.tables.schema import CONDITIONS

NO, OBSERVED, CLAIMED = (CONDITIONS.index(word) for word in ("no", "observed", "claimed"))


def _doubts_our_ability(seen: Indicators) -> Flags:
    wants = np.isin(recorded(seen.arrays, "wants_us_to_win"), (OBSERVED, CLAIMED))
    return (recorded(seen.arrays, "believes_in_us") == NO) & (wants | (seen.support > 0))


def _sells_for_himself(seen: Indicators) -> Flags:
    tells = np.isin(recorded(seen.arrays, "shares"), (OBSERVED, CLAIMED))
    return own_motive(seen.arrays) & seen.contacted & (tells | (seen.support > 0))


RULES = (
    Rule(
        "000-27", FATAL,
        "of {insiders:person|people} known inside, none helps us: each is known to be neither insider nor sponsor nor "
        "coach",
        "find somebody inside who sees what happens and is willing to tell us",
        deals=lambda seen: seen.refuted, ours_only=True,
    ),
    Rule(
        "000-16", WATCH,
        "for us, or wanting us to win, but not convinced of our ability: {who}",
        "prove our ability first: a reference, a trial, our experts",
        people=_doubts_our_ability, ours_only=True,
    ),
    Rule(
        "000-19", WATCH,
        "coaches not in touch with us for {thresholds.neglected_days:day|days} or more, and not seen to verify, report "
        "or plan since: {who}",
        "meet them, and ask again what they see and whether they still want us to win",
        people=lambda seen: seen.lapsed, ours_only=True,
    ),
    Rule(
        "000-24", WATCH,
        "helping us for their own success: {who}",
        "verify what they say, and make our success theirs",
        people=_sells_for_himself, ours_only=True,
    ),
)  # fmt: skip
"""Flags of rules 000, by their numbers."""

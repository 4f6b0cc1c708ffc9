"""Flags about encounters: whom rivals met and how, who invited them, and whom we have only met alone."""

from __future__ import annotations

from influence.array_types import Flags
from influence.rules.indicators import Indicators
from influence.rules.rule import SERIOUS, WATCH, Rule


def _supporters_met_alone(seen: Indicators) -> Flags:
    several = (seen.count(seen.base.supporter) > 1) & (seen.encounters >= seen.thresholds.several_encounters)
    return several & seen.met_one_by_one


RULES = (
    Rule(
        "000-3", WATCH,
        "another side came with somebody of its decision layer, or with {thresholds.large_party:person|people} or "
        "more, and met: {who}",
        "ask an insider what was offered, and let somebody of equal rank of ours visit the same people",
        people=lambda seen: seen.visited_by_many,
    ),
    Rule(
        "002-14", SERIOUS,
        "another side met several deciders in one encounter: {who}",
        "get into the meeting in which it is decided, or meet the same people together",
        people=lambda seen: seen.met_together_by_others,
    ),
    Rule(
        "002-32", WATCH,
        "another side was asked to come by: {who}",
        "ask them what they hope to hear from others, and ask each department what it knows",
        people=lambda seen: seen.inviters,
    ),
    Rule(
        "003-44", WATCH,
        "{encounters:encounter|encounters}, none of which brought two of the customer's people together; supporters "
        "met one by one: {who}",
        "bring them together in joint talks and exchanges, so that they know of each other",
        people=lambda seen: seen.base.supporter, deals=_supporters_met_alone, ours_only=True,
    ),
)  # fmt: skip
"""Flags about encounters, by their numbers."""

"""Flags about where we stand (rules 003)."""

from __future__ import annotations

from influence.array_types import ROUNDING, Flags
from influence.measures.support_base import allies_in_conflict, evaluators_alone, narrow_support, too_many_allies
from influence.measures.supporter_kinds import NO as REFUTED
from influence.rules.indicators import Indicators
from influence.rules.rule import SERIOUS, WATCH, Rule


def _one_faction(seen: Indicators) -> Flags:
    return (
        (seen.people_contacted > 1)
        & (seen.faction_share > seen.thresholds.one_faction + ROUNDING)
        & seen.several_factions
    )


def _told(seen: Indicators) -> Flags:
    """Where the support of everybody contacted is known and we do not stand favourably."""
    return seen.all_told & (seen.base.favourable == REFUTED)[seen.deal]


RULES = (
    Rule(
        "003-12", WATCH,
        "neutral deciders without a contact of ours: {who}",
        "win the goodwill of neutrals",
        people=lambda seen: seen.seated & (seen.support == 0) & ~seen.contacted,
        deals=lambda seen: seen.in_contact, ours_only=True,
    ),
    Rule(
        "003-12", WATCH,
        "neutral deciders not in touch with us for {thresholds.neglected_days:day|days} or more: {who}",
        "win the goodwill of neutrals",
        people=lambda seen: seen.seated & (seen.support == 0) & seen.neglected,
        deals=lambda seen: ~seen.closed, ours_only=True,
    ),
    Rule(
        "003-36", SERIOUS,
        "all known supporters in contact with us are in one layer and one department: {who}",
        "leave the deal out of the forecast until somebody elsewhere supports us too",
        people=lambda seen: narrow_support(seen.base) & _told(seen),
        deals=lambda seen: ~seen.closed, ours_only=True,
    ),
    Rule(
        "003-41", SERIOUS,
        "our only allies are evaluators: {who}",
        "find a stronger supporter urgently",
        people=lambda seen: evaluators_alone(seen.base) & _told(seen), ours_only=True,
    ),
    Rule(
        "003-42", WATCH,
        "more than {thresholds.most_allies:ally|allies}: {who}",
        "rely on one or two, keep the others as friends",
        people=lambda seen: too_many_allies(seen.base) & ~seen.base.somewhere(allies_in_conflict(seen.base)),
        ours_only=True,
    ),
    Rule(
        "003-42", SERIOUS,
        "more than {thresholds.most_allies:ally|allies}, in conflict with each other: {who}",
        "settle their interests, or choose whom to rely on",
        people=lambda seen: allies_in_conflict(seen.base), ours_only=True,
    ),
    Rule(
        "003-47", WATCH,
        "{faction_share:%} of the people contacted belong to one faction: {faction}",
        "stay out of internal fights: contact others too",
        deals=_one_faction,
    ),
    Rule(
        "003-48", WATCH,
        "the deal is closed, and friends of ours are not in touch with us for {thresholds.neglected_days:day|days} or "
        "more: {who}",
        "thank them, won or lost, and stay in touch",
        people=lambda seen: (seen.support > 0) & seen.neglected,
        deals=lambda seen: seen.closed, ours_only=True,
    ),
)  # fmt: skip
"""Flags of rules 003, by their numbers."""

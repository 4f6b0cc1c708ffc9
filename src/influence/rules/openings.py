"""What opens up from where we stand: how supporters in conflict and neutrals are won, and when the tops meet."""

from __future__ import annotations

import numpy as np

from influence.array_types import Flags
from influence.rules.indicators import Indicators
from influence.rules.rule import GO_ON, WATCH, Rule
from influence.tables.schema import REASONS

INTEREST = REASONS.index("interest")


def _interested_neutrals(seen: Indicators) -> Flags:
    reason = seen.arrays.codes("people", "reason", REASONS)
    return seen.base.recorded & seen.base.neutral & (reason == INTEREST)


def _approvers_without_our_head(seen: Indicators) -> Flags:
    arrays, base = seen.arrays, seen.base
    won = base.somewhere(base.supporter & arrays.holds("decision_maker")) & ~base.maintain
    rows = arrays.seats_of("approver")
    unheld = arrays.per_deal(rows & (arrays.seat_person < 0), arrays.seat_deal) > 0
    met = base.somewhere(arrays.holds("approver") & seen.met_by_our_head)
    return arrays.holds("approver") & won & ~met & ~unheld[seen.deal]


def _supporters_in_conflict(seen: Indicators) -> Flags:
    source, target, _, _ = seen.arrays.relationships
    friends = seen.base.supporter
    odds = (seen.arrays.carried("binds") == 0) & friends[source] & friends[target]
    return seen.arrays.marked(np.concatenate([source[odds], target[odds]]))


RULES = (
    Rule(
        "003-45", WATCH,
        "supporters of ours in conflict with each other: {who}",
        "settle between them who gets what, before they have to choose sides",
        people=_supporters_in_conflict,
    ),
    Rule(
        "003-52", GO_ON,
        "neutral members of the committee with an interest of their own in it: {who}",
        "show them what they gain from us; goodwill alone wins only those without an interest",
        people=_interested_neutrals,
    ),
    Rule(
        "003-53", GO_ON,
        "a decision maker supports us, and no recorded meeting has brought our head together with the approver: {who}",
        "ask the decision maker to open the channel between both tops: our head meets theirs",
        people=_approvers_without_our_head,
    ),
)  # fmt: skip
"""Advice on supporters in conflict, on neutrals and on both tops, by the rules' numbers."""

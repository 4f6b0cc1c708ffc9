"""Flags about the decision: how much is at stake, who is said to make it, how near it is, who leads us there."""

from __future__ import annotations

from influence.array_types import ROUNDING, Flags
from influence.rules.indicators import Indicators
from influence.rules.rule import FATAL, SERIOUS, WATCH, Rule


def _not_worth_it(seen: Indicators) -> Flags:
    return seen.win_high < seen.worth_from - ROUNDING


def _large(seen: Indicators) -> Flags:
    return seen.amount >= seen.large_amount


def _near(seen: Indicators) -> Flags:
    return (seen.days_left >= 0) & (seen.days_left <= seen.thresholds.near_days)


RULES = (
    Rule(
        "001-1", FATAL,
        "even with all that is unknown in our favour, the chance of winning is {win_high:%}; you said that a deal is "
        "worth its cost from {worth_from:%} on",
        "stop, or find a cheaper way to stay in touch",
        deals=_not_worth_it, ours_only=True,
    ),
    Rule(
        "002-1", WATCH,
        "the amount is {amount:,.0f}, large by your measure, and a single seat decides on it: {who}",
        "ask who else meets about it: a large purchase is never one person's word",
        people=lambda seen: seen.seated, deals=lambda seen: _large(seen) & (seen.heads == 1) & (seen.empty == 0),
    ),
    Rule(
        "002-17", WATCH,
        "the amount is {amount:,.0f}, large by your measure, and nobody of the decision layer has a vote: {who}",
        "ask Finance who approves such an amount, and correct the seats",
        people=lambda seen: seen.top_without_votes, deals=_large,
    ),
    Rule(
        "002-20", SERIOUS,
        "the deal is to close in {days_left:day|days}, and {have} not contacted these deciders: {who}",
        "visit every decider before they meet",
        people=lambda seen: seen.seated & ~seen.contacted, deals=lambda seen: _near(seen) & seen.in_contact,
    ),
    Rule(
        "003-34", WATCH,
        "the approver is reached by introduction only, and {guarantor_idle:day|days} have passed since the last "
        "contact with whoever can introduce: {who}",
        "see them again: their word for us lasts as long as we are present to them",
        people=lambda seen: seen.forgotten_guarantors,
    ),
    Rule(
        "004-5", SERIOUS,
        "team members name different people as having the final say: {who}",
        "sit down together and settle what each has seen",
        people=lambda seen: seen.disputed_final_say, ours_only=True,
    ),
)  # fmt: skip
"""Flags about the decision, by their numbers."""

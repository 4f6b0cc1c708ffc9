"""The six errors of the lost deal (rules 002-24)."""

from __future__ import annotations

from influence.array_types import ROUNDING, Flags
from influence.rules.indicators import Indicators
from influence.rules.rule import SERIOUS, Rule


def _one_of_many(seen: Indicators) -> Flags:
    # Somebody known may hold an empty seat too, so that only those known are surely so many.
    several = seen.count(seen.seated) >= seen.thresholds.several_deciders
    return seen.in_contact & several & (seen.heads_contacted + seen.empty <= 1)


def _rival_ahead(seen: Indicators) -> Flags:
    lead = seen.other_coverage - seen.coverage - seen.arrays.empty_weight
    # Where no contact of this side is recorded, what it covers is unknown, not nothing.
    return seen.in_contact & (seen.heads > 0) & (lead >= seen.thresholds.rival_lead - ROUNDING)


RULES = (
    Rule(
        "002-24A", SERIOUS,
        "the final say is said to be with {who}, but there are {heads:decider|deciders}, and {who} has "
        "{heard.final_say_votes:%} of the votes and does not approve",
        "learn the decision process: which meeting, who sits in it, which voting rule",
        people=lambda seen: seen.named(seen.process_misread),
    ),
    Rule(
        "002-24B", SERIOUS,
        "no recorded contact with the approver: {who}; {have} contacted the holders of {roles_contacted:.0f} of the "
        "{roles_known:key role whose holder is|key roles whose holders are} known",
        "get in contact with the approver",
        people=lambda seen: seen.approvers_missed, deals=lambda seen: seen.in_contact,
    ),
    Rule(
        "002-24C", SERIOUS,
        "of {heads:decider|deciders}, {have} contacted {heads_contacted:.0f}: treated as if one person bought",
        "treat it as a group decision: contact every decider",
        deals=_one_of_many,
    ),
    Rule(
        "002-24D", SERIOUS,
        "supporters with relationships to deciders, none of which has led to an introduction: {who}",
        "ask for introductions to the other deciders",
        people=lambda seen: seen.dormant, ours_only=True,
    ),
    Rule(
        "002-24E", SERIOUS,
        "another side leads in coverage of the votes: {other} {other_coverage:%}, {side} {coverage:%}",
        "take this rival seriously: find out whom they met, and contact the people only they cover",
        deals=_rival_ahead,
    ),
    Rule(
        "002-24F", SERIOUS,
        "all {heard.sourced_answers:answer|answers} from the customer come from one person: {who}",
        "verify with a second, independent source",
        people=lambda seen: seen.heard.one_source,
    ),
)  # fmt: skip
"""The six errors, in the article's order."""

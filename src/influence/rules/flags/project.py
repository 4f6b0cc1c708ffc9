"""Flags about the project: what we were told of it, and who wants it (rules 001)."""

from __future__ import annotations

from influence.array_types import ROUNDING, Flags
from influence.rules.indicators import Indicators
from influence.rules.rule import FATAL, SERIOUS, WATCH, Rule


def _committee_against(seen: Indicators) -> Flags:
    return seen.best_support < -ROUNDING


def _wins_nothing(seen: Indicators) -> Flags:
    return (seen.support > 0) & (seen.arrays.measure("personal_win") <= 0)


def _too_green(seen: Indicators) -> Flags:
    return (seen.people >= seen.thresholds.crowd) & (seen.count(seen.support > 0) == seen.people)


def _unmoved(seen: Indicators) -> Flags:
    return seen.heard.unmoved & (seen.touches >= seen.thresholds.fruitless)


RULES = (
    Rule(
        "001-1", FATAL,
        "even with all that is unknown in our favour, the committee's support would be {best_support:+.2f} at most "
        "(scale −1 to +1)",
        "stop, or change who decides: no known move can turn this committee",
        deals=_committee_against, ours_only=True,
    ),
    Rule(
        "001-5", WATCH,
        "talked with about the product, its features or its price, and never about what the company gains: {who}",
        "talk with deciders about what the company gains, results elsewhere, and that their own standing is unharmed",
        people=lambda seen: seen.deciders_shown_the_product,
    ),
    Rule(
        "001-9", WATCH,
        "the product was presented only to people who will not use it: {who}",
        "present to users; show results to deciders and standards to evaluators",
        people=lambda seen: seen.shown_to_no_user,
    ),
    Rule(
        "001-9", WATCH,
        "the product was presented, and nobody wrote down to whom",
        "find out who saw it, and what each of them thought of it",
        deals=lambda seen: seen.shown_to_nobody_knows_whom,
    ),
    Rule(
        "001-15", SERIOUS,
        "{unwilling_votes:%} of the votes belong to people with hardly a wish for change: {who}",
        "find out what happens to them if nothing is bought, and begin with whoever wants the change",
        people=lambda seen: seen.unwilling, deals=lambda seen: seen.unwilling_votes >= 0.5 - ROUNDING,
    ),
    Rule(
        "001-17", WATCH,
        "{heard.hedged:.0f} of {heard.answers:answer|answers} hedged (\"maybe\", \"I think\"): "
        "{heard.hedged_questions}",
        "ask again, and do not rely on it until somebody confirms it",
        deals=lambda seen: seen.heard.hedged > 0,
    ),
    Rule(
        "001-18", SERIOUS,
        "a proposal was handed over {heard.early:day|days} before the customer's need was known",
        "diagnose before proposing: settle what they need, then revise the proposal",
        deals=lambda seen: seen.heard.early > 0,
    ),
    Rule(
        "001-20", SERIOUS,
        "for us, but with nothing to win by the project, or something to lose: {who}",
        "find out what each of them wins or risks, and change it",
        people=_wins_nothing, ours_only=True,
    ),
    Rule(
        "001-21", WATCH,
        "no rise in support after at least {thresholds.fruitless:contact|contacts}: {who}",
        "change the talk: ask what they themselves would win",
        people=_unmoved, ours_only=True,
    ),
    Rule(
        "001-23", WATCH,
        "all {people:person is|people are} said to support us",
        "verify it: support by everybody is rare",
        deals=_too_green, ours_only=True,
    ),
)  # fmt: skip
"""Flags of rules 001, by their numbers."""

"""Flags about how they decide (rules 002)."""

from __future__ import annotations

from influence.array_types import ROUNDING, Flags
from influence.rules.indicators import Indicators
from influence.rules.rule import SERIOUS, WATCH, Rule
from influence.tables.stages import STAGES

DISCUSSION = STAGES.index("discussion")


def _claims_it_himself(seen: Indicators) -> Flags:
    return seen.process_misread & seen.heard.own_claim


def _lone_supporter(seen: Indicators) -> Flags:
    few = seen.may_support < seen.thresholds.lonely * seen.heads - ROUNDING
    # One of two or of three is no small share, and yet alone among others who stand elsewhere.
    alone = (seen.may_support == 1) & (seen.heads >= 2)
    return (seen.supporters > 0) & (few | alone)


def _spent_on_people_without_a_vote(seen: Indicators) -> Flags:
    much = seen.touches_counted >= seen.thresholds.enough_touches
    return much & (seen.voteless_share > seen.thresholds.voteless + ROUNDING)


def _idle(seen: Indicators) -> Flags:
    moves = (seen.arrays.stage >= DISCUSSION) | (seen.others_idle < seen.idle)
    return (seen.idle >= seen.thresholds.idle_days) & moves


def _overconfident(seen: Indicators) -> Flags:
    carried = seen.approval + seen.thresholds.overconfident + ROUNDING
    return (seen.heads > 0) & (seen.certainty > 0) & (seen.heard.stated > carried)


def _free_consulting(seen: Indicators) -> Flags:
    given = (seen.heard.latest("proposal") >= 0) & seen.in_contact & (seen.heads > 0)
    return given & (seen.coverage + seen.arrays.empty_weight < seen.thresholds.enough_covered - ROUNDING)


def _stale_on_rivals(seen: Indicators) -> Flags:
    return seen.heard.rivals_since >= seen.thresholds.rival_days


RULES = (
    Rule(
        "002-2", SERIOUS,
        "the deal is in the {stage_name} stage, and nobody of the decision layer is contacted: {who}",
        "get to the decision layer before they decide",
        people=lambda seen: seen.deciding_layer_missed,
        deals=lambda seen: seen.in_contact & (seen.arrays.stage >= DISCUSSION),
    ),
    Rule(
        "002-7.3", WATCH,
        "{voteless_share:%} of {touches_counted:touch|touches} were spent on people without a vote",
        "spend the time on those who decide; let the others introduce us to them",
        deals=_spent_on_people_without_a_vote,
    ),
    Rule(
        "002-9", WATCH,
        "contact with nobody of the departments that the deal concerns, only with: {who}",
        "ask them for an introduction to the departments concerned, and do not rely on their word about them",
        people=lambda seen: seen.contacted_elsewhere_only,
    ),
    Rule(
        "002-10", WATCH,
        "by their own word {who} decides, but there are {heads:decider|deciders}, and {who} has "
        "{heard.final_say_votes:%} of the votes",
        "treat it as a claim: ask others who decides",
        people=lambda seen: seen.named(_claims_it_himself(seen)),
    ),
    Rule(
        "002-11", WATCH,
        "support known only from what other people of the customer say: {who}",
        "ask them directly; hearsay is no contact",
        people=lambda seen: seen.heard.hearsay_only, ours_only=True,
    ),
    Rule(
        "002-12", SERIOUS,
        "{idle:day|days} since the last contact with a decider, while {moving}",
        "contact a decider now",
        deals=_idle,
    ),
    Rule(
        "002-13", SERIOUS,
        "the seller's forecast is {heard.stated:%}; the model's chance of approval is {approval:%}, with "
        "{certainty:%} of the leverage known",
        "forecast no more than the map supports; find out where the others stand",
        deals=_overconfident, ours_only=True,
    ),
    Rule(
        "002-15", SERIOUS,
        "{supporters:decider is|deciders are} known to support us, and at most {may_support:.0f} of {heads:.0f} may: "
        "so few go along with the others",
        "win more deciders before they meet",
        people=lambda seen: seen.seated & (seen.support > 0), deals=_lone_supporter, ours_only=True,
    ),
    Rule(
        "002-22", WATCH,
        "{heard.rivals_since:day|days} since the last word about rivals",
        "ask who else is in contact with whom",
        deals=_stale_on_rivals,
    ),
    Rule(
        "002-23", SERIOUS,
        "a proposal was handed over with {coverage:%} of the votes covered",
        "give no more away until the deciders are in contact with us",
        deals=_free_consulting,
    ),
)  # fmt: skip
"""Flags of rules 002, by their numbers."""

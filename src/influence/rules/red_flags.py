"""The red flags: one entry a rule. A new rule is a new entry here, and its test.

A rule fires in a deal by what is known of it; what is unknown never makes one fire.
"""

from __future__ import annotations

import numpy as np

from influence.array_types import ROUNDING, Flags
from influence.measures.ratings import disputed, rated
from influence.measures.support_base import allies_in_conflict, evaluators_alone, narrow_support, too_many_allies
from influence.measures.supporter_kinds import NO as REFUTED
from influence.measures.supporter_kinds import own_motive, recorded
from influence.rules.indicators import Indicators
from influence.rules.rule import FATAL, SERIOUS, WATCH, Rule
from influence.tables.schema import CONDITIONS
from influence.tables.stages import STAGES

NO, OBSERVED, CLAIMED = (CONDITIONS.index(word) for word in ("no", "observed", "claimed"))
DISCUSSION = STAGES.index("discussion")


# Fatal: nothing else matters until these are lifted.


def _committee_against(seen: Indicators) -> Flags:
    return seen.best_support < -ROUNDING


# The six errors of the lost deal (002-24).


def _one_of_many(seen: Indicators) -> Flags:
    # Somebody known may hold an empty seat too, so that only those known are surely so many.
    several = seen.count(seen.seated) >= seen.thresholds.several_deciders
    return seen.in_contact & several & (seen.heads_contacted + seen.empty <= 1)


def _rival_ahead(seen: Indicators) -> Flags:
    lead = seen.other_coverage - seen.coverage - seen.arrays.empty_weight
    # Where no contact of this side is recorded, what it covers is unknown, not nothing.
    return seen.in_contact & (seen.heads > 0) & (lead >= seen.thresholds.rival_lead - ROUNDING)


# People.


def _claims_it_himself(seen: Indicators) -> Flags:
    return seen.process_misread & seen.heard.own_claim


def _doubts_our_ability(seen: Indicators) -> Flags:
    wants = np.isin(recorded(seen.arrays, "wants_us_to_win"), (OBSERVED, CLAIMED))
    return (recorded(seen.arrays, "believes_in_us") == NO) & (wants | (seen.support > 0))


def _sells_for_himself(seen: Indicators) -> Flags:
    tells = np.isin(recorded(seen.arrays, "shares"), (OBSERVED, CLAIMED))
    return own_motive(seen.arrays) & seen.contacted & (tells | (seen.support > 0))


def _wins_nothing(seen: Indicators) -> Flags:
    return (seen.support > 0) & (seen.arrays.measure("personal_win") <= 0)


def _too_green(seen: Indicators) -> Flags:
    return (seen.people >= seen.thresholds.crowd) & (seen.count(seen.support > 0) == seen.people)


def _lone_supporter(seen: Indicators) -> Flags:
    return (seen.supporters > 0) & (seen.may_support < seen.thresholds.lonely * seen.heads - ROUNDING)


def _one_faction(seen: Indicators) -> Flags:
    return (
        (seen.people_contacted > 1)
        & (seen.faction_share > seen.thresholds.one_faction + ROUNDING)
        & seen.several_factions
    )


def _unmoved(seen: Indicators) -> Flags:
    return seen.heard.unmoved & (seen.touches >= seen.thresholds.fruitless)


def _disputed(seen: Indicators) -> Flags:
    """Whose ratings of any measure lie too far apart."""
    found = rated(seen.arrays)
    return seen.arrays.marked(found.person[(found.raters > 1) & disputed(seen.arrays, seen.thresholds.apart)])


# Time, and what was said.


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


def _told(seen: Indicators) -> Flags:
    """Where the support of everybody contacted is known and we do not stand favourably."""
    return seen.all_told & (seen.base.favourable == REFUTED)[seen.deal]


RULES = (
    Rule(
        "000-27", FATAL,
        "of {insiders:person|people} known inside, none helps us: each is known to be neither insider nor sponsor nor "
        "coach",
        "find somebody inside who sees what happens and is willing to tell us",
        deals=lambda seen: seen.refuted, ours_only=True,
    ),
    Rule(
        "001-1", FATAL,
        "even with all that is unknown in our favour, the committee's support would be {best_support:+.2f} at most "
        "(scale −1 to +1)",
        "stop, or change who decides: no known move can turn this committee",
        deals=_committee_against, ours_only=True,
    ),
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
        "contact the key roles directly, the approver first",
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
    Rule(
        "000-16", WATCH,
        "for us, or wanting us to win, but not convinced of our ability: {who}",
        "prove our ability first: a reference, a trial, our experts",
        people=_doubts_our_ability, ours_only=True,
    ),
    Rule(
        "000-24", WATCH,
        "helping us for their own success: {who}",
        "verify what they say, and make our success theirs",
        people=_sells_for_himself, ours_only=True,
    ),
    Rule(
        "001-9", WATCH,
        "the product was presented only to people who will not use it: {who}",
        "present to users; show results to deciders and standards to evaluators",
        people=lambda seen: seen.heard.shown_to_no_user,
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
        "stop visiting, and ask what they themselves would win",
        people=_unmoved, ours_only=True,
    ),
    Rule(
        "001-23", WATCH,
        "all {people:person is|people are} said to support us",
        "verify it: support by everybody is rare",
        deals=_too_green, ours_only=True,
    ),
    Rule(
        "002-2", SERIOUS,
        "the deal is in the {stage_name} stage, and nobody of the decision layer is contacted: {who}",
        "get to the decision layer before they decide",
        people=lambda seen: seen.deciding_layer_missed,
        deals=lambda seen: seen.in_contact & (seen.arrays.stage >= DISCUSSION),
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
        "contact them now",
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
        "a minority goes along with the others",
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
    Rule(
        "003-12", WATCH,
        "neutral deciders without a contact of ours: {who}",
        "win the goodwill of neutrals",
        people=lambda seen: seen.seated & (seen.support == 0) & ~seen.contacted,
        deals=lambda seen: seen.in_contact, ours_only=True,
    ),
    Rule(
        "003-36", SERIOUS,
        "all known supporters in contact with us are in one layer and one department: {who}",
        "leave the deal out of the forecast until somebody elsewhere supports us too",
        people=lambda seen: narrow_support(seen.base) & _told(seen), ours_only=True,
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
        "004-1", WATCH,
        "one team member has every contact, with {people_contacted:person|people}: {lone_member}",
        "bring a second team member in contact with the deciders",
        deals=lambda seen: (seen.people_contacted > 1) & seen.has_lone_member, member=True,
    ),
    Rule(
        "004-5", SERIOUS,
        "team ratings differ by {thresholds.apart:%} of the scale or more: {who}",
        "sit down together and settle what each has seen",
        people=_disputed, ours_only=True,
    ),
    Rule(
        "004-7", SERIOUS,
        "{heard.tellers:team member|team members} told the customer {heard.versions:version|different versions} of "
        "the terms",
        "agree on one version, and correct the others with the customer",
        deals=lambda seen: seen.heard.versions > 1,
    ),
)  # fmt: skip
"""Every red flag; those of one severity fire in the order of their codes."""

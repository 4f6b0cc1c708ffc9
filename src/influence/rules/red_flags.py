"""The red flags: one entry a rule. A new rule is a new entry here, and its test.

A rule fires in a deal by what is known of it; what is unknown never makes one fire. Its evidence is a sentence with
the names of attributes of `Indicators` in braces, filled in with the deal's own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from influence.array_types import Flags
from influence.graph.arrays import marked
from influence.measures.ratings import disputed, rated
from influence.measures.support_base import crowd, crowd_at_odds, evaluators_alone, point_without_surface
from influence.measures.supporter_kinds import NO as REFUTED
from influence.measures.supporter_kinds import own_motive, recorded
from influence.rules.indicators import Indicators
from influence.tables.schema import CONDITIONS
from influence.tables.stages import STAGES

SEVERITIES = ("fatal", "serious", "watch")
NO, OBSERVED, CLAIMED = (CONDITIONS.index(word) for word in ("no", "observed", "claimed"))
DISCUSSION = STAGES.index("discussion")

People = Callable[[Indicators], Flags]
Deals = Callable[[Indicators], Flags]


@dataclass(frozen=True)
class Rule:
    """A rule of rules.md that warns.

    Attributes
    ----------
    code : str
        Its number in rules.md.
    severity : {"fatal", "serious", "watch"}
        How grave it is; ours.
    evidence : str
        What shows it, in words and numbers of the deal.
    action : str
        What to do.
    people : callable, optional
        Whom it is about, a flag per person; it fires where it is about anybody.
    deals : callable, optional
        In which deals it fires, a flag per deal; where both are given, both must hold.
    member : bool
        Whether it is about the member who holds every contact.
    ours_only : bool
        Whether it needs what only our side knows: how people stand to us.
    """

    code: str
    severity: str
    evidence: str
    action: str
    people: People | None = None
    deals: Deals | None = None
    member: bool = False
    ours_only: bool = False

    def about(self, seen: Indicators) -> Flags:
        """Whom the rule is about in the deals in which it fires."""
        if self.people is None:
            return np.zeros(len(seen.deal), dtype=bool)
        people = self.people(seen)
        return people if self.deals is None else people & self.deals(seen)[seen.deal]

    def fires(self, seen: Indicators) -> Flags:
        """In which deals the rule fires."""
        if self.ours_only and not seen.ours:
            return np.zeros(seen.arrays.n_deals, dtype=bool)
        return seen.somewhere(self.about(seen)) if self.deals is None or self.people else self.deals(seen)


# Fatal: nothing else matters until these are lifted.


def _committee_against(seen: Indicators) -> Flags:
    return seen.best_support < -1e-12


# The six errors of the lost deal (002-24).


def _one_of_many(seen: Indicators) -> Flags:
    return seen.in_contact & (seen.heads >= 3) & (seen.heads_contacted + seen.empty <= 1)


def _rival_ahead(seen: Indicators) -> Flags:
    lead = seen.other_coverage - seen.coverage - seen.arrays.empty_weight
    return (seen.heads > 0) & (lead >= seen.thresholds.rival_lead - 1e-12)


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
    return (seen.supporters > 0) & (seen.may_support < seen.thresholds.lonely * seen.heads - 1e-12)


def _one_faction(seen: Indicators) -> Flags:
    return (
        (seen.people_contacted > 1) & (seen.faction_share > seen.thresholds.one_faction + 1e-12) & seen.several_factions
    )


def _unmoved(seen: Indicators) -> Flags:
    return seen.heard.unmoved & (seen.touches >= seen.thresholds.fruitless)


def _disputed(seen: Indicators) -> Flags:
    """Whose ratings of any measure lie too far apart."""
    found = rated(seen.arrays)
    return marked(seen.arrays, found.person[(found.raters > 1) & disputed(seen.arrays, seen.thresholds.apart)])


# Time, and what was said.


def _idle(seen: Indicators) -> Flags:
    moves = (seen.arrays.stage >= DISCUSSION) | (seen.others_idle < seen.idle)
    return (seen.idle >= seen.thresholds.idle_days) & moves


def _overconfident(seen: Indicators) -> Flags:
    carried = seen.approval + seen.thresholds.overconfident + 1e-12
    return (seen.heads > 0) & (seen.certainty > 0) & (seen.heard.stated > carried)


def _free_consulting(seen: Indicators) -> Flags:
    given = (seen.heard.latest("proposal") >= 0) & seen.in_contact & (seen.heads > 0)
    return given & (seen.coverage + seen.arrays.empty_weight < 0.5 - 1e-12)


def _stale_on_rivals(seen: Indicators) -> Flags:
    return seen.heard.rivals_since >= seen.thresholds.rival_days


def _told(seen: Indicators) -> Flags:
    """Where the stance of everybody contacted is known and we do not stand favourably."""
    return seen.all_told & (seen.base.favourable == REFUTED)[seen.deal]


RULES = (
    Rule(
        "000-27", "fatal",
        "everybody known inside, {insiders:.0f} people, is known to be neither insider nor sponsor nor coach",
        "find the first hole: somebody inside who sees what happens and is willing to tell us",
        deals=lambda seen: seen.refuted, ours_only=True,
    ),
    Rule(
        "001-1", "fatal",
        "even with everybody unknown wholly for us the committee would stand at {best_support:+.2f}",
        "stop, or change who decides: no move known can turn this committee",
        deals=_committee_against, ours_only=True,
    ),
    Rule(
        "002-24A", "serious",
        "{who} is said to have the final say, but {heads:.0f} decide, and {who} has {heard.final_say_votes:.0%} of the "
        "votes and does not approve",
        "learn the decision process: which meeting, who sits in it, by which rule",
        people=lambda seen: seen.named(seen.process_misread),
    ),
    Rule(
        "002-24B", "serious",
        "no contact with {who}, who approves, is recorded; of the {roles_known:.0f} key roles whose holders are known, "
        "somebody is contacted in {roles_contacted:.0f}",
        "go to the key roles themselves, the approver first",
        people=lambda seen: seen.approvers_missed, deals=lambda seen: seen.in_contact,
    ),
    Rule(
        "002-24C", "serious",
        "{heads:.0f} decide, and this side has contacted {heads_contacted:.0f} of them, as if one person bought",
        "treat it as a large sale: contact everybody who decides",
        deals=_one_of_many,
    ),
    Rule(
        "002-24D", "serious",
        "{who} supports us and has ties to people who decide, and none of these ties has led us to anybody",
        "ask for introductions to the others who decide",
        people=lambda seen: seen.dormant, ours_only=True,
    ),
    Rule(
        "002-24E", "serious",
        "{other} holds {other_coverage:.0%} of the votes, this side {coverage:.0%}",
        "take the rival seriously: find out whom they met, and go to those whom only they hold",
        deals=_rival_ahead,
    ),
    Rule(
        "002-24F", "serious",
        "all {heard.sourced_answers:.0f} answers that somebody of the customer gave come from {who}",
        "check what is known with a second, independent source",
        people=lambda seen: seen.heard.one_source,
    ),
    Rule(
        "000-16", "watch",
        "{who} wants us to win, or supports us, and does not trust our ability, which comes first",
        "prove our ability first: a reference, a trial, our experts",
        people=_doubts_our_ability, ours_only=True,
    ),
    Rule(
        "000-24", "watch",
        "{who} helps us for their own success",
        "check what they say, and make our success theirs",
        people=_sells_for_himself, ours_only=True,
    ),
    Rule(
        "001-9", "watch",
        "the product was presented to {who}, none of whom will use it",
        "present to users; show those who decide results, and evaluators standards",
        people=lambda seen: seen.heard.shown_to_no_user,
    ),
    Rule(
        "001-17", "watch",
        "{heard.hedged:.0f} of {heard.answers:.0f} answers are guesses by their own words: {heard.hedged_questions}",
        "ask again, and do not build on them until somebody says it for sure",
        deals=lambda seen: seen.heard.hedged > 0,
    ),
    Rule(
        "001-18", "serious",
        "a proposal was handed over {heard.early:.0f} days before the customer's need was known",
        "diagnose before prescribing: settle what they need, then revise the proposal",
        deals=lambda seen: seen.heard.early > 0,
    ),
    Rule(
        "001-20", "serious",
        "{who} supports us and wins nothing by it, or loses",
        "find out what each of them wins or risks, and change it",
        people=_wins_nothing, ours_only=True,
    ),
    Rule(
        "001-21", "watch",
        "at least {thresholds.fruitless} touches, and the support of {who} has not risen",
        "stop visiting and ask what they themselves would win",
        people=_unmoved, ours_only=True,
    ),
    Rule(
        "001-23", "watch",
        "all {people:.0f} people are said to support us",
        "check it: universal support is a wish",
        deals=_too_green, ours_only=True,
    ),
    Rule(
        "002-2", "serious",
        "the deal is at the stage {stage_name}, and nobody of the deciding layer is contacted: {who}",
        "get to the deciding layer before they decide",
        people=lambda seen: seen.deciding_layer_missed,
        deals=lambda seen: seen.in_contact & (seen.arrays.stage >= DISCUSSION),
    ),
    Rule(
        "002-10", "watch",
        "that {who} decides is what {who} says; {heads:.0f} decide, and {who} has {heard.final_say_votes:.0%} of the "
        "votes",
        "take it for a claim: ask others who decides",
        people=lambda seen: seen.named(_claims_it_himself(seen)),
    ),
    Rule(
        "002-11", "watch",
        "all that is known of the stance of {who} is what other people of the customer say",
        "ask them themselves; hearsay is no contact",
        people=lambda seen: seen.heard.hearsay_only, ours_only=True,
    ),
    Rule(
        "002-12", "serious",
        "the last touch of anybody who decides was {idle:.0f} days ago, while {moving}",
        "go there now; do not wait for them",
        deals=_idle,
    ),
    Rule(
        "002-13", "serious",
        "said to be won with {heard.stated:.0%}; the model gives {approval:.0%}, with {certainty:.0%} of the leverage "
        "known",
        "do not forecast more than the map carries; find out where the others stand",
        deals=_overconfident, ours_only=True,
    ),
    Rule(
        "002-15", "serious",
        "{supporters:.0f} of {heads:.0f} who decide support us, and at most {may_support:.0f} may: they will go along",
        "win more of those who decide before they meet",
        people=lambda seen: seen.seated & (seen.support > 0), deals=_lone_supporter, ours_only=True,
    ),
    Rule(
        "002-22", "watch",
        "the last word about rivals is {heard.rivals_since:.0f} days old",
        "ask who else is in contact with whom",
        deals=_stale_on_rivals,
    ),
    Rule(
        "002-23", "serious",
        "a proposal was handed over, and {coverage:.0%} of the votes are contacted",
        "give no more away until those who decide are in contact with us",
        deals=_free_consulting,
    ),
    Rule(
        "003-12", "watch",
        "nobody of ours is in contact with {who}, neutral, who decide",
        "win the goodwill of neutrals",
        people=lambda seen: seen.seated & (seen.support == 0) & ~seen.contacted,
        deals=lambda seen: seen.in_contact, ours_only=True,
    ),
    Rule(
        "003-36", "serious",
        "our supporters, {who}, stand in one layer and one department",
        "leave the deal out of the forecast until somebody elsewhere supports us too",
        people=lambda seen: point_without_surface(seen.base) & _told(seen), ours_only=True,
    ),
    Rule(
        "003-41", "serious",
        "our allies, {who}, are evaluators only",
        "find a stronger point urgently",
        people=lambda seen: evaluators_alone(seen.base) & _told(seen), ours_only=True,
    ),
    Rule(
        "003-42", "watch",
        "we have more than {thresholds.most_allies} allies: {who}",
        "rely on one or two, keep the others as friends",
        people=lambda seen: crowd(seen.base) & ~seen.base.somewhere(crowd_at_odds(seen.base)), ours_only=True,
    ),
    Rule(
        "003-42", "serious",
        "we have more than {thresholds.most_allies} allies, and these are in conflict with each other: {who}",
        "settle their interests, or choose on whom we rely",
        people=lambda seen: crowd_at_odds(seen.base), ours_only=True,
    ),
    Rule(
        "003-47", "watch",
        "{faction_share:.0%} of the people contacted belong to one faction, {faction}",
        "keep out of inner fights: contact others too",
        deals=_one_faction,
    ),
    Rule(
        "004-1", "watch",
        "{lone_member} holds every contact, with {people_contacted:.0f} people",
        "bring a second member in contact with those who decide",
        deals=lambda seen: (seen.people_contacted > 1) & seen.has_lone_member, member=True,
    ),
    Rule(
        "004-5", "serious",
        "those who rate {who} differ by {thresholds.apart:.0%} of the scale or more",
        "sit down together and settle what each has seen",
        people=_disputed, ours_only=True,
    ),
    Rule(
        "004-7", "serious",
        "{heard.tellers:.0f} members told the customer {heard.versions:.0f} different versions of the terms",
        "agree on one version, and correct the others with the customer",
        deals=lambda seen: seen.heard.versions > 1,
    ),
)  # fmt: skip

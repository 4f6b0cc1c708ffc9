"""The verdict and the sentences below it, made of the largest facts: what a manager reads if nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from influence.analysis.diagnose import diagnose
from influence.analysis.rivals import rivals
from influence.show.deal_facts import ended
from influence.show.deal_view import DealView
from influence.show.report.facts import LARGE, Facts
from influence.show.report.red_flags import VERDICTS, flags_counted
from influence.show.report.retrospect import tell
from influence.show.report.verdict_change import would_change
from influence.show.told import Fact, Told, in_a_row, together, told
from influence.show.wording import LEAST_SHOWN, leaning, percent, rival_named
from influence.tables.language import say
from influence.tables.phrases import NEARLY, counted
from influence.tables.schema import NOBODY, OUR_SIDE


@dataclass(frozen=True)
class Headline:
    """The verdict, the sentences that carry it, and what would change it.

    Attributes
    ----------
    kind : str
        `go`, `pause`, `too early`, `stop` or `closed`: how the card looks.
    verdict : str
        The verdict in a word or two, or in one how the deal ended.
    flags : str
        How many red flags of which severity.
    sentences : tuple of str
        Three at most: where the committee leans and on whom it depends; what we cover; how it may end.
    change : str
        What would change the verdict; empty where the deal is closed.
    """

    kind: str
    verdict: str
    flags: str
    sentences: tuple[str, ...]
    change: str


def headline(view: DealView) -> Headline:
    """The verdict on a deal and what carries it."""
    facts = view.once(Facts)
    sentences = tuple(each for each in (_leans(view, facts), _covered(view, facts), _chances(view, facts)) if each)
    if facts.closed:
        return Headline("closed", ended(view.facts["outcome"]), _flags(view), sentences, "")
    return Headline(facts.verdict, say(VERDICTS[facts.verdict]), _flags(view), sentences, would_change(view, facts))


def _flags(view: DealView) -> str:
    return flags_counted(view.found(diagnose).detail["severity"].value_counts().to_dict())


def _leans(view: DealView, facts: Facts) -> Told:
    """Where the committee leans, and on whom that depends."""
    if view.nobody_decides:
        return tell(view, "Nobody is known to decide, so where the committee leans is unknown.")
    if view.nothing_known:
        return tell(view, "No support that counts is known: the committee could be all against us or all for us.")
    return together([_known_support(view), _carried(view, facts)])


def _known_support(view: DealView) -> Told:
    numbers = view.numbers
    sentence = "What is known leaves the committee even ({known}, between {low} and {high})."
    if numbers["support"] >= LEAST_SHOWN:
        sentence = "The committee leans our way ({known}, between {low} and {high})."
        if numbers["support_low"] < 0:
            sentence = "What is known leans our way ({known}, between {low} and {high})."
    elif numbers["support"] <= -LEAST_SHOWN:
        sentence = "The committee leans against us ({known}, between {low} and {high})."
        if numbers["support_high"] > 0:
            sentence = "What is known leans against us ({known}, between {low} and {high})."
    known, low, high = (leaning(numbers[name]) for name in ("support", "support_low", "support_high"))
    return tell(view, sentence, known=Fact(known), low=low, high=high)


def _carried(view: DealView, facts: Facts) -> Told:
    """Who carries most of it, and whether we know them."""
    if facts.largest is None or facts.largest[1] < LARGE:
        return Told(())
    position, share = facts.largest
    person = view.people[position]
    for_us = view.numbers["support"] > 0
    if not view.has_contacts:
        known = ""
    elif person["contacted"]:
        known = tell(view, "who is in contact with us")
    else:
        known = tell(view, "whom none of us covers")
    speaks = "{share} of what speaks for us is {who}" if for_us else "{share} of what speaks against us is {who}"
    if share >= 1 - NEARLY:
        speaks = "All that speaks for us is {who}" if for_us else "All that speaks against us is {who}"
    carried = tell(view, speaks, share=percent(share), who=person["label"])
    if not known:
        return told("{carried}.", carried=carried)
    return told("{carried}, {known}.", carried=carried, known=Fact(known) if not person["contacted"] else known)


def _covered(view: DealView, facts: Facts) -> Told:
    """What we cover, the approver, how long nobody was there, and how far a rival is ahead."""
    if not view.has_contacts:
        return together([tell(view, "No contact of ours is recorded, so what we cover is unknown."), _rival(view)])
    covers = [] if view.nobody_decides else [_votes(view)]
    return together([*covers, _approver(view, facts), _touches(view, facts), _rival(view)])


def _votes(view: DealView) -> Told:
    sentence = "We cover {votes} of the votes."
    if view.numbers["committee_source"] == "assumed":
        sentence = "We cover {votes} of the votes of a committee that is only assumed."
    return tell(view, sentence, votes=Fact(percent(view.numbers["coverage"])))


def _approver(view: DealView, facts: Facts) -> Told:
    if not facts.approvers_missed or (facts.largest and facts.largest[0] in facts.approvers_missed):
        return Told(())
    names = [view.people[each]["label"] for each in facts.approvers_missed]
    one, more = "{names} approves, and none of us covers them.", "{names} approve, and none of us covers them."
    return tell(view, one if len(names) == 1 else more, names=in_a_row(names))


def _touches(view: DealView, facts: Facts) -> Told:
    ours, theirs = facts.our_last_touch, facts.their_last_touch
    if ours is None or ours < 0:
        return Told(())
    ago = Fact(counted(ours, "day", "days"))
    if theirs is None or theirs < 0 or theirs >= ours:
        return tell(view, "Our last contact with a decider was {ago} ago.", ago=ago)
    return tell(
        view,
        "Our last contact with a decider was {ago} ago, a rival's {theirs}.",
        ago=ago, theirs=counted(theirs, "day", "days"),
    )  # fmt: skip


def _rival(view: DealView) -> Told:
    numbers = view.row(rivals)
    gap, name = numbers["coverage_gap"], numbers["strongest"]
    if not view.has_contacts or name is None or gap is None or gap >= -NEARLY:
        return Told(())
    ahead = "{rival} covers {lead} of the votes more than we do."
    return tell(view, ahead, rival=_named(name), lead=percent(-gap)).begun()


def _chances(view: DealView, facts: Facts) -> Told:
    if not facts.chances:
        return tell(view, "How it may end would be a guess: too little is known of how they choose.")
    chances = in_a_row(
        [told("{side} {chance}", side=_named(side), chance=percent(chance)) for side, chance in facts.chances.items()]
    )
    return tell(view, "Chances to win, by the model: {chances}.", chances=chances)


def _named(side: str) -> str:
    return {OUR_SIDE: say("we"), NOBODY: say("no decision")}.get(side) or rival_named(side)

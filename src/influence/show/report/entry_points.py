"""Where to go in next, by entry strategy."""

from __future__ import annotations

from influence.show.deal_view import DealView
from influence.show.report import talk
from influence.show.report.facts import Facts
from influence.show.report.going_to import going_to, way_of, would_have_gone_to
from influence.show.report.section import Section, Table
from influence.show.report.why_not_approver import why_not_approver
from influence.show.told import Told, together, told
from influence.show.wording import SCALE, STRATEGIES, leaning, number, path_in, percent, signed
from influence.tables.language import say, say_all
from influence.tables.phrases import NEARLY, sentence

ABOUT_EQUAL = 0.1
WITH_THE_BEST = "What to talk about with the best entry points"
HEAD = ("Rank", "Who", "Gain", "Chance to get in", "Chance to move", "Room to move", "Weight", "How to get there")
INTRODUCER = "{name} is against us ({support}), and would have to introduce us."
OPPONENT = "{name} is against us ({support})."
FACTORS = ("access", "move", "headroom", "leverage")
NOTE = (
    "Gain, in committee support ({scale}), is chance to get in × chance to move × room to move × weight: the chance "
    "to get to them, the chance that an attempt moves them, how far their support can still rise, and how far theirs "
    "moves the committee's. A refused strategy is not offered; unverified: what would decide it is unknown. With whom "
    "to begin is for the plan to say, which weighs gain against the attempts that it takes."
)


def section(view: DealView) -> Section:
    """Each entry strategy: its gate, and its best entry points where it is offered."""
    blocks = [_strategy(view, strategy) for strategy in STRATEGIES]
    whom = talk.tables(view, view.best_entries, WITH_THE_BEST)
    return Section(say("Entry points"), blocks=[*blocks, *whom], note=say(NOTE, scale=say(SCALE)))


def _strategy(view: DealView, strategy: str) -> Table:
    own = [position for position, row in enumerate(view.people) if row["strategy"] == strategy]
    # Whoever gains nothing, or turns others against us, is no entry point.
    ranked = [p for p in own if view.people[p]["rank"] is not None and view.people[p]["gain"] > NEARLY]
    ranked.sort(key=lambda position: view.people[position]["rank"])
    named, gate = say(STRATEGIES[strategy]).capitalize(), say(view.numbers[strategy])
    title = say("{strategy}: {gate}", strategy=named, gate=gate)
    lead = sentence(view.people[own[0]]["reason"] if own else say("nobody we know belongs to this strategy"))
    rows = [_person(view, position) for position in ranked]
    return Table(say_all(HEAD), rows, title, together([lead, _tied(view, ranked)]))


def _tied(view: DealView, ranked: list[int]) -> str:
    """That the first are practically equal, where their gains differ by less than a tenth."""
    gains = [view.people[position]["gain"] for position in ranked]
    equal = sum(gain >= gains[0] * (1 - ABOUT_EQUAL) for gain in gains)
    said = "The first {count} are practically equal: their gains differ by less than a tenth."
    return say(said, count=equal) if equal > 1 else ""


def _person(view: DealView, position: int) -> list[str]:
    person = view.people[position]
    factors = [number(person[name]) for name in FACTORS]
    return [str(person["rank"]), person["label"], signed(person["gain"]), *factors, path_in(view, position)]


def next_entry_point(view: DealView) -> str:
    """With whom the plan begins, how to get there, and who may be in the way."""
    first = view.once(Facts).begin_with
    if first is None:
        return say("No worthwhile entry point found.")
    person = view.people[first]
    doubt = sentence(person["reason"]) if person["gate"] == "unverified" else ""
    because = say("Unverified: {reason}", reason=doubt) if doubt else ""
    against = _against(view, first)
    chance = say("Chance to get there: {chance}.", chance=percent(person["access"])) if against else ""
    strategy = say("Entry strategy: {strategy}.", strategy=say(STRATEGIES[person["strategy"]]))
    return together([_begin(view, first), because, strategy, chance, *against, why_not_approver(view)])


def _begin(view: DealView, first: int) -> Told:
    """Going to whoever is first; of a closed deal in retrospect, and of one to stop only what would come first."""
    facts = view.once(Facts)
    if facts.closed:
        return would_have_gone_to(view, first)
    if facts.next_person is None:
        stopped = "Nowhere before what stops the deal is lifted. The plan would then begin with {name}."
        return told(stopped, name=view.people[first]["label"])
    return going_to(view, first)


def _against(view: DealView, position: int) -> list[Told]:
    """Who is against us: the entry point, and those who would have to introduce us."""
    against = [p for p in way_of(view, position).via if (view.people[p]["support"] or 0) < 0]
    said = [_stands(INTRODUCER, view, each) for each in against]
    return said + ([_stands(OPPONENT, view, position)] if (view.people[position]["support"] or 0) < 0 else [])


def _stands(sentence: str, view: DealView, person: int) -> Told:
    return told(sentence, name=view.people[person]["label"], support=leaning(view.people[person]["support"]))

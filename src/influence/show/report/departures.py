"""What is left of votes and support when people leave."""

from __future__ import annotations

from influence.analysis.resilience import resilience
from influence.show.deal_view import DealView
from influence.show.report.section import Section, Table
from influence.show.report.strategies_compared import WORST_CASE, ahead
from influence.show.told import together, told
from influence.show.wording import SCALE, both, leaning, number, percent
from influence.tables.language import say, say_all
from influence.tables.phrases import counted

HEAD = ("What is left", "Now", "Average", WORST_CASE)
NOTE = "Everybody who leaves is replaced by somebody neutral whom we do not know yet."


def section(view: DealView) -> Section:
    """Votes covered and known support: now, on average, and in the worst case."""
    numbers = view.row(resilience)
    votes = [view.numbers["coverage"], numbers["coverage_mean"], numbers["coverage_p5"]]
    support = [view.numbers["support"], numbers["support_mean"], numbers["support_p5"]]
    known = say("Known support ({scale})", scale=say(SCALE))
    rows = [
        [say("Votes covered"), *(percent(value if view.has_contacts else None) for value in votes)],
        [known, *(leaning(None if view.nothing_known else each) for each in support)],
    ]
    return Section(say("If people leave"), [_said(view)], [Table(say_all(HEAD), rows, note=say(NOTE))])


def _said(view: DealView) -> str:
    if view.nobody_decides:
        return say("Nobody is known to decide, so what departures would cost us is unknown.")
    return together([say("Looking ahead: {ahead}.", ahead=ahead(view)), _assumed(view), _worst(view)])


def _assumed(view: DealView) -> str:
    """How likely people are taken to leave."""
    unknown = int(sum(view.arrays.measure("attrition") != view.arrays.measure("attrition")))
    if not unknown:
        return say("How likely everybody is to leave is recorded.")
    who = say("everybody") if unknown == len(view.people) else counted(unknown, "person", "people")
    year = percent(view.arrays.assumptions.unknown_attrition)
    return say("How likely they are to leave is unknown for {who}; {year} a year is assumed.", who=who, year=year)


def _worst(view: DealView) -> str:
    numbers = view.row(resilience)
    if view.nothing_known:
        return say("No support that counts is known, so whose departure would cost us support is unknown.")
    if numbers["worst"] is None:
        return say("Nobody's departure would cost us known support.")
    one = told(
        "Worst departure: without {name} support falls by {loss}.",
        name=view.labels[numbers["worst"]], loss=number(numbers["worst_loss"]),
    )  # fmt: skip
    if numbers["worst_pair"] is None:
        return together([one, say("Nobody else's departure would cost us known support.")])
    pair, loss = both(view, numbers["worst_pair"]), number(numbers["worst_pair_loss"])
    return together([one, told("Worst two: without {pair} it falls by {loss}.", pair=pair, loss=loss)])

"""What is left of votes and support when people leave."""

from __future__ import annotations

from influence.analysis.resilience import resilience
from influence.show.deal_view import DealView
from influence.show.report.section import Section, Table
from influence.show.report.strategies_compared import WORST_CASE, ahead
from influence.show.wording import SCALE, UNKNOWN, both, leaning, number, percent
from influence.tables.phrases import counted

HEAD = ("What is left", "Now", "Average", WORST_CASE)
NOTE = "Everybody who leaves is replaced by somebody neutral whom we do not know yet."


def section(view: DealView) -> Section:
    """Votes covered and known support: now, on average, and in the worst case."""
    numbers = view.row(resilience)
    votes = [view.numbers["coverage"], numbers["coverage_mean"], numbers["coverage_p5"]]
    support = [view.numbers["support"], numbers["support_mean"], numbers["support_p5"]]
    rows = [
        ["Votes covered", *(percent(value) if view.has_contacts else UNKNOWN for value in votes)],
        [f"Known support ({SCALE})", *(UNKNOWN if view.nothing_known else leaning(value) for value in support)],
    ]
    return Section("If people leave", [_said(view)], [Table(HEAD, rows, note=NOTE)])


def _said(view: DealView) -> str:
    if view.nobody_decides:
        return "Nobody is known to decide, so what departures would cost us is unknown."
    return f"{_assumed(view)} {_worst(view)}"


def _assumed(view: DealView) -> str:
    """How likely people are taken to leave."""
    unknown = int(sum(view.arrays.measure("attrition") != view.arrays.measure("attrition")))
    if not unknown:
        return f"Looking ahead: {ahead(view)}. How likely everybody is to leave is recorded."
    who = "everybody" if unknown == len(view.people) else counted(unknown, "person", "people")
    year = percent(view.arrays.assumptions.unknown_attrition)
    return f"Looking ahead: {ahead(view)}. How likely they are to leave is unknown for {who}; {year} a year is assumed."


def _worst(view: DealView) -> str:
    numbers = view.row(resilience)
    if view.nothing_known:
        return "No support that counts is known, so whose departure would cost us support is unknown."
    if numbers["worst"] is None:
        return "Nobody's departure would cost us known support."
    one = f"Worst departure: without {view.labels[numbers['worst']]} support falls by {number(numbers['worst_loss'])}."
    if numbers["worst_pair"] is None:
        return f"{one} Nobody else's departure would cost us known support."
    pair = both(view, numbers["worst_pair"])
    return f"{one} Worst two: without {pair} it falls by {number(numbers['worst_pair_loss'])}."

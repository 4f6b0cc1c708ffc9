"""The three entry strategies beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from influence.analysis.strategies import strategies
from influence.measures.turnover import DAYS_A_MONTH, months_to_closing
from influence.show.deal_view import DealView
from influence.show.report.section import Section, Table
from influence.show.told import together
from influence.show.wording import SCALE, STRATEGIES, UNKNOWN, expectation, leaning, listed, number, percent, with_gate
from influence.tables.language import say, say_all
from influence.tables.phrases import NEARLY, counted, sentence

Row = Mapping[str, Any]

# What `strategies` and `resilience` take where they are not told otherwise.
MOST_ATTEMPTS = 26
WORST_CASE = "Worst case (5th percentile)"
HEAD = (
    "Entry strategy", "Gate", "Steps to above 50%", "Attempts to above 50%", "Chance to get to the approver",
    "Approval at the end", "Support at the end", "After the worst departure", WORST_CASE,
)  # fmt: skip
NOTE = (
    "Each strategy is followed for {horizon}. Above 50%: the model's chance that the vote passes if each decides "
    "alone; whoever is won also raises what is expected of the people whose support is unknown. Last two columns: "
    "the support left if people leave in {ahead} ({scale}). An estimate, not a finding."
)
# What is compared, and from where on two numbers differ.
COMPARED = ("steps", "attempts", "reach_approver", "approval_end", "support_end", "worst_departure", "support_p5")
AS_GOOD_AS_EQUAL = 0.015
WINS_NOBODY = "Wins nobody within {horizon}. No support is known either, so where it ends is unknown."


def section(view: DealView) -> Section:
    """Which strategy is fastest and which most robust: two statements, for one is not worth some of the other."""
    title, rows = say("Entry strategies compared"), view.rows(strategies)
    if all_alike(view):
        return Section(title, [_alike(view, _offered(view)[0])])
    note = say(NOTE, horizon=horizon(), ahead=ahead(view), scale=say(SCALE))
    table = Table(say_all(HEAD), [_strategy(view, row) for row in rows], note=note)
    return Section(title, _said(view), [] if view.nobody_decides else [table])


def horizon() -> str:
    """How long each strategy is followed."""
    return say("{count} attempts (one a week for half a year)", count=MOST_ATTEMPTS)


def ahead(view: DealView) -> str:
    """How far ahead the deal is looked at where people may leave."""
    months = float(months_to_closing(view.arrays)[0])
    if months != months:
        return say("the next {count} months", count=f"{view.arrays.assumptions.months_ahead:g}")
    if not months:
        return say("the time until the deal closes, of which none is left")
    days = round(months * DAYS_A_MONTH)
    return say("the {days} until the deal closes", days=say("one day") if days == 1 else counted(days, "day", "days"))


def all_refused(view: DealView) -> bool:
    """Whether no entry strategy is offered."""
    return all(row["gate"] == "refused" for row in view.rows(strategies))


def all_alike(view: DealView) -> bool:
    """Whether it makes no difference which of several strategies offered is followed: all end at the same."""
    rows = _offered(view)
    alike = (_same(row[name], rows[0][name]) for row in rows for name in COMPARED)
    return len(rows) > 1 and not view.nobody_decides and all(alike)


def _offered(view: DealView) -> list[dict[str, Any]]:
    return [row for row in view.rows(strategies) if row["gate"] != "refused"]


def _same(one: float | None, other: float | None) -> bool:
    """Whether two numbers are as good as equal; unknown is equal to unknown alone."""
    return one is other if one is None or other is None else abs(one - other) < AS_GOOD_AS_EQUAL


def _alike(view: DealView, row: Row) -> str:
    """One sentence, where nothing differs."""
    if end_unknown(view, row):
        nowhere = "No difference: no strategy wins anybody within {horizon}, and no support is known."
        return say(nowhere, horizon=horizon())
    alike = "No difference: each strategy offered ends at {support} ({scale}), with approval at {chance}."
    return say(alike, support=leaning(row["support_end"]), scale=say(SCALE), chance=percent(row["approval_end"]))


def _strategy(view: DealView, row: Row) -> list[str]:
    strategy = say(STRATEGIES[row["strategy"]]).capitalize().replace("-", "\N{NON-BREAKING HYPHEN}")
    begin = [strategy, say(row["gate"])]
    if row["gate"] == "refused":
        return [*begin, sentence(say("Not offered: {reason}", reason=row["reason"]))]
    if row["support_end"] is None:
        return [*begin, say(UNKNOWN)]
    if end_unknown(view, row):
        return [*begin, say(WINS_NOBODY, horizon=horizon())]
    return [
        *begin,
        _reached(row, "steps"),
        _reached(row, "attempts"),
        percent(row["reach_approver"]),
        percent(row["approval_end"]),
        *(leaning(row[name]) for name in ("support_end", "worst_departure", "support_p5")),
    ]


def _reached(row: Row, column: str) -> str:
    """Steps or attempts until approval is above one half."""
    if row[column] is None:
        return say("not reached")
    return number(row[column]) if row["steps"] else say("already there")


def end_unknown(view: DealView, row: Row) -> bool:
    """Whether a campaign ends where it began, with no support known: its 0 is what was assumed."""
    return view.nothing_known and abs(row["support_end"] - (view.numbers["support"] or 0.0)) <= NEARLY


def _said(view: DealView) -> list[str]:
    if view.nobody_decides:
        return [say("Nobody is known to decide, so the entry strategies cannot be compared.")]
    if all_refused(view):
        return [say("Every entry strategy is refused, so none is fastest and none most robust.")]
    return [_fastest(view), _most_robust(view)]


def _fastest(view: DealView) -> str:
    best = view.row(strategies)["fastest"]
    if best is None and any(row["steps"] == 0 for row in view.rows(strategies)):
        return together([say("Fastest: no difference. Approval is above 50% already."), expectation(view)])
    if best is None:
        return say("Fastest: none. No strategy brings approval above 50% within {horizon}.", horizon=horizon())
    attempts = next(row["attempts"] for row in view.rows(strategies) if row["strategy"] == best)
    names = _names_of_equals(view, "attempts", best)
    sentence = "Fastest: {names}. About {attempts} attempts bring approval above 50%."
    return say(sentence, names=names, attempts=number(attempts))


def _most_robust(view: DealView) -> str:
    best = view.row(strategies)["most_robust"]
    names = _names_of_equals(view, "support_p5", best)
    if not names:
        nobody = "Most robust: unknown. No strategy wins anybody within {horizon}, and no support is known."
        return say(nobody, horizon=horizon())
    left = next(row["support_p5"] for row in view.rows(strategies) if row["strategy"] == best)
    return say(
        "Most robust: {names}. If people leave in {ahead}, support stays at {left} or more in 95% of the simulated "
        "futures.",
        names=names, ahead=ahead(view), left=leaning(left),
    )  # fmt: skip


def _names_of_equals(view: DealView, column: str, best: str) -> str:
    """The best strategy, with those that are just as good; a gate that is not open is told."""
    rows = {row["strategy"]: row for row in view.rows(strategies) if row[column] is not None}
    equals = [row for row in rows.values() if abs(row[column] - rows[best][column]) <= NEARLY]
    names = [with_gate(row["strategy"], row["gate"]) for row in equals if not end_unknown(view, row)]
    return say("{names} alike", names=listed(names)) if len(names) > 1 else "".join(names)

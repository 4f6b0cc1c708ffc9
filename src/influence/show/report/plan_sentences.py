"""The sentences on what to do next: the plan, the ways in compared, and what is left when people leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from influence.analysis.penetration_plan import WORDS
from influence.show.deal_view import DealView, first, records
from influence.show.wording import (
    NEARLY,
    STRATEGIES,
    UNKNOWN,
    both,
    counted,
    deciding,
    has_contacts,
    listed,
    number,
    percent,
    signed,
)

Row = Mapping[str, Any]

# What `strategies` and `resilience` take where they are not told otherwise.
MOST_ATTEMPTS = 26
HORIZON = f"{MOST_ATTEMPTS} attempts, one a week for half a year"
AHEAD = "the next 6 months"
PHASES = {
    "entry": "getting in",
    "support_point": "first supporter",
    "support_surface": "widening",
    "network": "joining up",
}
ACTS = {act: f"{words[:1].upper()}{words[1:]}" for act, words in WORDS.items()}


def nothing_known(view: DealView) -> bool:
    """Whether no stance that counts is known, so that an even vote is only what was assumed."""
    return not view.numbers["certainty"]


def way_of(strategy: str, gate: str, reason: str) -> str:
    """A way in with its gate, and why it is not open where it is not."""
    because = "" if gate == "open" else f": {reason}"
    return f"{STRATEGIES[strategy]} ({gate}{because})"


def ways(view: DealView) -> list[dict[str, Any]]:
    """The three ways in, each with its name."""
    rows = records(view.ways.detail)
    return [{**row, "strategy": strategy} for row, strategy in zip(rows, STRATEGIES, strict=True)]


def plan(view: DealView) -> list[str]:
    """Which way the plan goes, how long it is, and what it brings."""
    numbers = first(view.plan.by_deal)
    if not numbers["steps"]:
        return [_no_plan(view)]
    chosen = next(row for row in ways(view) if row["strategy"] == numbers["plan_strategy"])
    way = way_of(chosen["strategy"], chosen["gate"], chosen["reason"])
    people, attempts = counted(numbers["steps"], "person", "people"), number(numbers["attempts"])
    long = f": longer than the {HORIZON}, that the ways below may take" if numbers["attempts"] > MOST_ATTEMPTS else ""
    return [f"The plan goes {way}: {people} to win, in about {attempts} attempts{long}.", *_brought(numbers)]


def _no_plan(view: DealView) -> str:
    if _all_refused(view):
        return "There is no plan: every way in is refused. What would lift each refusal stands in the next table."
    return "There is no plan: nobody can be named whom it would pay to win."


def _brought(numbers: Row) -> list[str]:
    """What support and approval are where the plan comes off."""
    if numbers["approval_end"] is None:
        return ["Nobody is known to decide, so what it would bring cannot be told."]
    return [
        f"Once all are won, support is {signed(numbers['support_end'])} and the model's estimate that the vote passes "
        f"{percent(numbers['approval_end'])}: what the plan would bring, not what will happen."
    ]


def between(low: float | None, high: float | None) -> str:
    """The bounds of what nobody knows."""
    return (
        UNKNOWN if low is None or high is None else f"{signed(low)}\N{NO-BREAK SPACE}…\N{NO-BREAK SPACE}{signed(high)}"
    )


def compared(view: DealView) -> list[str]:
    """Which way in is fastest and which most robust: two statements, for one is not worth some of the other."""
    if _nobody_decides(view):
        return ["Nobody is known to decide, so the ways in cannot be compared."]
    if _all_refused(view):
        return ["Every way in is refused, so none is fastest and none most robust."]
    return [_fastest(view), _most_robust(view)]


def _all_refused(view: DealView) -> bool:
    return all(row["gate"] == "refused" for row in ways(view))


def _nobody_decides(view: DealView) -> bool:
    return not any(deciding(view))


def _fastest(view: DealView) -> str:
    best = first(view.ways.by_deal)["fastest"]
    if best is None and any(row["steps"] == 0 for row in ways(view)):
        return (
            "Fastest: no difference. By the model approval is likelier than not already, "
            "every unknown stance taken as even."
        )
    if best is None:
        return f"Fastest: none makes approval likelier than not within {HORIZON}."
    attempts = next(row["attempts"] for row in ways(view) if row["strategy"] == best)
    names = _names_of_equals(view, "attempts", best)
    return f"Fastest: {names}, with about {number(attempts)} attempts until approval is likelier than not."


def _most_robust(view: DealView) -> str:
    best = first(view.ways.by_deal)["most_robust"]
    names = _names_of_equals(view, "support_p5", best)
    if not names:
        return f"Most robust: unknown. No way in wins anybody within {HORIZON}, and no stance is known."
    left = next(row["support_p5"] for row in ways(view) if row["strategy"] == best)
    return (
        f"Most robust: {names}. Should people leave in {AHEAD}, support stays at {signed(left)} or more in 19 of 20 "
        "futures drawn."
    )


def _names_of_equals(view: DealView, column: str, best: str) -> str:
    """The best way in, with those that are just as good; a gate that is not open is told."""
    rows = {row["strategy"]: row for row in ways(view) if row[column] is not None}
    equals = [row for row in rows.values() if abs(row[column] - rows[best][column]) <= NEARLY]
    names = [_with_gate(row) for row in equals if not ends_unknown(view, row)]
    return f"{listed(names)} alike" if len(names) > 1 else "".join(names)


def _with_gate(row: Row) -> str:
    return STRATEGIES[row["strategy"]] + ("" if row["gate"] == "open" else f" ({row['gate']})")


def ends_unknown(view: DealView, row: Row) -> bool:
    """Whether a campaign ends where it began, with no stance known: its 0 is what was assumed."""
    return nothing_known(view) and abs(row["support_end"] - (view.numbers["support"] or 0.0)) <= NEARLY


def reached(row: Row, column: str) -> str:
    """Steps or attempts until approval is likelier than not."""
    if row[column] is None:
        return "not reached"
    return number(row[column]) if row["steps"] else "already there"


def leaving(view: DealView) -> list[str]:
    """What people's leaving does to what we hold and to the support we have."""
    if _nobody_decides(view):
        return ["Nobody is known to decide, so what leaving would cost cannot be told."]
    return [f"{_assumed(view)} {_worst(view)}"]


def _assumed(view: DealView) -> str:
    """How likely people are taken to leave."""
    year = percent(view.arrays.assumptions.unknown_attrition)
    unknown = int(sum(view.arrays.measure("attrition") != view.arrays.measure("attrition")))
    if not unknown:
        return f"How likely everybody is to leave is recorded. This looks at {AHEAD}."
    who = "everybody" if unknown == len(view.people) else counted(unknown, "person", "people")
    return f"How likely they are to leave is unknown for {who}: {year} a year is assumed. This looks at {AHEAD}."


def _worst(view: DealView) -> str:
    numbers = first(view.resilience.by_deal)
    if nothing_known(view):
        return "No stance that counts is known, so it is unknown whose leaving would cost us support."
    if numbers["worst"] is None:
        return "Nobody's leaving would cost us support that is known."
    one = f"The worst one: without {view.labels[numbers['worst']]} support falls by {number(numbers['worst_loss'])}."
    if numbers["worst_pair"] is None:
        return f"{one} The worst two: nobody else's leaving would cost us support that is known."
    two = f"without {both(view, numbers['worst_pair'])} it falls by {number(numbers['worst_pair_loss'])}"
    return f"{one} The worst two: {two}."


def kept(view: DealView) -> list[list[str]]:
    """Coverage and support: now, on average, and at the fifth percentile."""
    numbers = first(view.resilience.by_deal)
    votes = [view.numbers["coverage"], numbers["coverage_mean"], numbers["coverage_p5"]]
    stances = [view.numbers["support"], numbers["support_mean"], numbers["support_p5"]]
    return [
        ["Votes held", *(percent(value) if has_contacts(view) else UNKNOWN for value in votes)],
        ["Known support", *(UNKNOWN if nothing_known(view) else signed(value) for value in stances)],
    ]

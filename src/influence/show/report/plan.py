"""Whom to win, in which order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from influence.analysis.checklist import checklist
from influence.analysis.penetration_plan import WORDS, penetration_plan
from influence.analysis.strategies import strategies
from influence.show.deal_view import DealView
from influence.show.report import talk
from influence.show.report.facts import Facts
from influence.show.report.going_to import how_to_get_to, who_goes
from influence.show.report.section import Section, Table
from influence.show.report.strategies_compared import MOST_ATTEMPTS, all_refused, horizon
from influence.show.report.tasks import attempts
from influence.show.told import together
from influence.show.wording import SCALE, between, leaning, percent, with_gate
from influence.tables.language import say, say_all
from influence.tables.phrases import capital, counted, sentence

PHASES = {
    "entry": "getting in",
    "support_point": "first supporter",
    "support_surface": "widening",
    "network": "joining up",
}
ANSWERED = "answered"
HEAD = (
    "Step", "Whom to win", "How to get there", "Who goes", "Action", "Phase", "Attempts", "Support after", "Range",
    "Approval after",
)  # fmt: skip
NOT_FIRM = (
    "The plan is not firm until it is known that the project is real: whether a budget is approved, who asked for it, "
    "and what happens to the customer if they buy nothing."
)
CLOSED = "The deal is closed. This is the plan that the map would have made; there is nothing left to follow."
STOPPED = "The verdict is to stop: this plan is no advice until what stops the deal is lifted."
NO_BUDGET = "The plan is not firm until the customer approves a budget."
NOTE = (
    "Attempts: how many to expect until the person is won. Support after: the known support once they are ({scale}). "
    "Range: with everybody unknown at their worst and at their best. Phase: widening once supporters are in two layers "
    "or departments, joining up once they are in every layer and linked to each other."
)


def section(view: DealView) -> Section:
    """Whom to win, step by step."""
    steps = view.rows(penetration_plan)
    rows = [_step(view, step) for step in steps]
    whom = talk.tables(view, [view.places[step["person"]] for step in steps])
    return Section(say("Plan"), _said(view), [Table(say_all(HEAD), rows, note=_note()), *whom])


def _note() -> str:
    return say(NOTE, scale=say(SCALE))


def _step(view: DealView, step: Mapping[str, Any]) -> list[str]:
    return [
        str(step["step"]),
        view.labels[step["person"]],
        how_to_get_to(view, view.places[step["person"]]),
        who_goes(view, view.places[step["person"]]),
        capital(say(WORDS[step["act"]])),
        say(PHASES[step["phase"]]),
        say("about {count}", count=max(1, round(step["attempts"]))),
        leaning(step["support"]),
        between(step["support_low"], step["support_high"]),
        percent(step["approval"]),
    ]


def _said(view: DealView) -> list[str]:
    """Which strategy the plan follows, how long it is, and what it brings."""
    numbers = view.row(penetration_plan)
    if not numbers["steps"]:
        return [_no_plan(view)]
    chosen = next(row for row in view.rows(strategies) if row["strategy"] == numbers["plan_strategy"])
    people, tries = counted(numbers["steps"], "person", "people"), attempts(numbers["attempts"])
    strategy = with_gate(chosen["strategy"], chosen["gate"], _why_not_open(chosen))
    said = [
        sentence(say("Entry strategy: {strategy}", strategy=strategy)),
        say("{people} to win, in about {tries}.", people=people, tries=tries),
    ]
    if numbers["attempts"] > MOST_ATTEMPTS:
        said.append(
            say("That is longer than the {horizon}, over which the entry strategies are compared.", horizon=horizon())
        )
    if view.once(Facts).closed:
        return [say(CLOSED), together(said), _brought(numbers)]
    stopped = [say(STOPPED)] if view.once(Facts).verdict == "stop" else []
    return [*stopped, *_not_firm(view), together(said), _brought(numbers)]


def _not_firm(view: DealView) -> list[str]:
    """What has to be known before any plan (rule 000-29)."""
    real = next(row for row in view.rows(checklist) if row["question"] == "real")
    if real["state"] != ANSWERED:
        return [say(NOT_FIRM)]
    return [say(NO_BUDGET)] if view.arrays.deal_numbers("budget_approved").item() == 0 else []


def _why_not_open(chosen: Mapping[str, Any]) -> str:
    return "" if chosen["gate"] == "open" else chosen["reason"]


def _no_plan(view: DealView) -> str:
    if all_refused(view):
        return say("No plan: every entry strategy is refused. The next table says what would lift each refusal.")
    return say("No plan: nobody worth winning was found.")


def _brought(numbers: Mapping[str, Any]) -> str:
    """What support and approval are if the plan comes off."""
    if numbers["approval_end"] is None:
        return say("Nobody is known to decide, so what the plan would bring cannot be told.")
    return say(
        "Once all are won, the committee's known support is {support} ({scale}) and the model puts the chance that the "
        "vote passes at {chance} if each decides alone. That is what the plan would bring, not a forecast.",
        support=leaning(numbers["support_end"]), scale=say(SCALE), chance=percent(numbers["approval_end"]),
    )  # fmt: skip

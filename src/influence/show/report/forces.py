"""Drivers and barriers: the forces for us and against us."""

from __future__ import annotations

from collections.abc import Sequence

from influence.show.deal_view import DealView
from influence.show.report.section import Bar, Bars, Section
from influence.show.told import in_a_row, together, told
from influence.show.wording import leaning, number
from influence.tables.language import say, say_all
from influence.tables.phrases import counted

HEAD = ("Who", "against us ← → for us", "Force")
NOTE = "Force is support × part in the decision × influence, from −1 (against us) to +1 (for us)."


def section(view: DealView) -> Section:
    """The known forces, strongest first, and whose force is unknown."""
    known = [person for person in view.people if person["force"] is not None]
    unknown = [person["label"] for person in view.people if person["force"] is None]
    known.sort(key=lambda person: -abs(person["force"]))
    bars = [Bar(person["label"], person["force"], leaning(person["force"])) for person in known]
    return Section(say("Drivers and barriers"), [balance(view), *_unknown(unknown)], [Bars(_head(), bars)], say(NOTE))


def _head() -> tuple[str, str, str]:
    who, across, force = say_all(HEAD)
    return who, across, force


def balance(view: DealView) -> str:
    """What the known forces add up to, and what the unknown ones may change."""
    numbers = view.numbers
    if numbers["balance"] is None:
        return say("No force for or against us is known.")
    known = say(
        "Known drivers add up to {drivers}, known barriers to {barriers}: a balance of {balance} on a scale from −1 "
        "(all against us) to +1 (all for us).",
        drivers=number(numbers["drivers"]), barriers=number(numbers["barriers"]), balance=leaning(numbers["balance"]),
    )  # fmt: skip
    if all(person["force"] is not None for person in view.people):
        return known
    low, high = leaning(numbers["balance_low"]), leaning(numbers["balance_high"])
    return together(
        [known, say("With what is unknown, it could be anywhere from {low} to {high}.", low=low, high=high)]
    )


def _unknown(names: Sequence[str]) -> list[str]:
    """Whose force nobody knows."""
    people = counted(len(names), "person", "people")
    return [told("Force unknown for {people}: {names}.", people=people, names=in_a_row(names))] if names else []

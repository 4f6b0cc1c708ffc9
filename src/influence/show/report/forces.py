"""Drivers and barriers: the forces for us and against us."""

from __future__ import annotations

from collections.abc import Sequence

from influence.show.deal_view import DealView
from influence.show.report.section import Bar, Bars, Section
from influence.show.told import in_a_row
from influence.show.wording import leaning, number
from influence.tables.phrases import counted

HEAD = ("Who", "against us ← → for us", "Force")
NOTE = "Force is support × part in the decision × influence, from −1 (against us) to +1 (for us)."


def section(view: DealView) -> Section:
    """The known forces, strongest first, and whose force is unknown."""
    known = [person for person in view.people if person["force"] is not None]
    unknown = [person["label"] for person in view.people if person["force"] is None]
    known.sort(key=lambda person: -abs(person["force"]))
    bars = [Bar(person["label"], person["force"], leaning(person["force"])) for person in known]
    return Section("Drivers and barriers", [balance(view), *_unknown(unknown)], [Bars(HEAD, bars)], NOTE)


def balance(view: DealView) -> str:
    """What the known forces add up to, and what the unknown ones may change."""
    numbers = view.numbers
    if numbers["balance"] is None:
        return "No force for or against us is known."
    known = (
        f"Known drivers add up to {number(numbers['drivers'])}, known barriers to {number(numbers['barriers'])}: a "
        f"balance of {leaning(numbers['balance'])} on a scale from −1 (all against us) to +1 (all for us)."
    )
    if all(person["force"] is not None for person in view.people):
        return known
    low, high = leaning(numbers["balance_low"]), leaning(numbers["balance_high"])
    return f"{known} With what is unknown, it could be anywhere from {low} to {high}."


def _unknown(names: Sequence[str]) -> list[str]:
    """Whose force nobody knows."""
    return [f"Force unknown for {counted(len(names), 'person', 'people')}: {in_a_row(names)}."] if names else []

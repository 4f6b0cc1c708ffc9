"""Drivers and barriers: the forces for us and against us."""

from __future__ import annotations

from collections.abc import Sequence

from influence.show.deal_view import DealView
from influence.show.report.section import Bar, Bars, Section
from influence.show.wording import listed, number, signed
from influence.tables.phrases import counted

MOST = 20
HEAD = ("Who", "against us ← → for us", "Force")
NOTE = "Force is support × part in the decision × influence, from −1 (against us) to +1 (for us)."


def section(view: DealView) -> Section:
    """The known forces, strongest first, and whose force is unknown."""
    known = [person for person in view.people if person["force"] is not None]
    unknown = [person["label"] for person in view.people if person["force"] is None]
    known.sort(key=lambda person: -abs(person["force"]))
    bars = [Bar(person["label"], person["force"], signed(person["force"])) for person in known[:MOST]]
    more = f"And {len(known) - MOST} more, each weaker than these." if len(known) > MOST else ""
    return Section("Drivers and barriers", [balance(view), *_unknown(unknown)], [Bars(HEAD, bars, more)], NOTE)


def balance(view: DealView) -> str:
    """What the known forces add up to, and what the unknown ones may change."""
    numbers = view.numbers
    if numbers["balance"] is None:
        return "No force for or against us is known."
    known = (
        f"Known drivers add up to {number(numbers['drivers'])}, known barriers to {number(numbers['barriers'])}: a "
        f"balance of {signed(numbers['balance'])} on a scale from −1 (all against us) to +1 (all for us)."
    )
    if all(person["force"] is not None for person in view.people):
        return known
    low, high = signed(numbers["balance_low"]), signed(numbers["balance_high"])
    return f"{known} With what is unknown, it could be anywhere from {low} to {high}."


def _unknown(names: Sequence[str]) -> list[str]:
    """Whose force nobody knows."""
    return [f"Force unknown for {counted(len(names), 'person', 'people')}: {listed(names)}."] if names else []

"""All that is to be done, step by step: the list to which the rest of the report refers."""

from __future__ import annotations

from influence.show.deal_view import DealView
from influence.show.report.facts import Facts
from influence.show.report.next_steps import Step, next_steps
from influence.show.report.section import Section, Table
from influence.show.told import Linked, together
from influence.tables.language import say


def section(view: DealView) -> Section:
    """Every step, most pressing first."""
    steps = view.once(next_steps)
    head = (say("Step"), say("What to do"), say("Why"), say("What to talk about"))
    table = Table(head, [_row(step) for step in steps], anchors=[f"step-{step.number}" for step in steps])
    return Section(say("All steps"), [_said(view)], [table])


def _row(step: Step) -> list[str]:
    return [Linked(str(step.number), f"step-{step.number}"), step.what, together(step.why) or "–", step.about or "–"]


def _said(view: DealView) -> str:
    facts = view.once(Facts)
    if facts.closed:
        return say("The deal is closed: nothing is left to win in it.")
    if facts.verdict == "stop":
        return say("The verdict is to stop: nobody is to be won before what stops the deal is lifted.")
    return say("What the red flags, the plan, the open questions and our position ask for, most pressing first.")

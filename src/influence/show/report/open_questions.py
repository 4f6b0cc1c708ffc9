"""What to find out next, and whom to ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from influence.analysis.information_gaps import information_gaps
from influence.measures.gaps import our_team
from influence.show.deal_view import DealView
from influence.show.report.facts import Facts
from influence.show.report.next_steps import step_of, with_steps
from influence.show.report.section import Section, Table
from influence.show.report.tasks import asked
from influence.show.told import together
from influence.show.wording import SCALE, number, percent
from influence.tables.checklist import CHECKLIST
from influence.tables.language import say, say_all
from influence.tables.phrases import capital, counted, sentence

HEAD = ("Question", "Whom to ask", "Whom of ours to bring", "Why it matters", "Step")
OURS = {
    "engineer": "somebody of ours from engineering",
    "service": "somebody of ours from service",
    "finance": "somebody of ours from finance or legal",
    "management": "somebody of ours from management",
}
NOBODY_NEEDED = "nobody in particular"


def section(view: DealView) -> Section:
    """What to ask next: about the people, and of the checklist."""
    tables = [_table(view, "", False), _table(view, say("From the checklist"), True)]
    return Section(say("Open questions"), [_said(view)], tables)


def _said(view: DealView) -> str:
    """How much is not known, and how far that leaves the committee's support open."""
    numbers = view.row(information_gaps)
    questions = counted(len(asked(view)), "open question", "open questions")
    answered = say(
        "{share} of the checklist's {count} questions have an answer.",
        share=percent(numbers["answered"]), count=len(CHECKLIST),
    )  # fmt: skip
    ordered = say("{questions}, sorted by impact on the next move.", questions=questions)
    if view.once(Facts).closed:
        ordered = say("{questions} left.", questions=questions)
    return together([ordered, _open(view, numbers["interval_width"]), answered])


def _open(view: DealView, width: float) -> str:
    if view.numbers["certainty"] is None:
        return say("Nobody is known to decide, so how far the committee's support is open is unknown.")
    moves = "The committee's support could still move by {width} ({scale})."
    return say(moves, width=number(width), scale=say(SCALE))


def _table(view: DealView, title: str, of_the_checklist: bool) -> Table:
    gaps = [row for row in asked(view) if (row["what"] == "question") == of_the_checklist]
    return with_steps(say_all(HEAD), [_gap(view, row) for row in gaps], title)


def _gap(view: DealView, row: Mapping[str, Any]) -> list[str]:
    ours = row["question"].startswith(our_team())
    question = row["question"].removeprefix(our_team())
    whom = _whom_of_ours(row) if ours else _whom(view, row)
    return [capital(question), whom, _brought(row), sentence(row["why"]), step_of(view, "gap", row["gap"])]


def _whom(view: DealView, row: Mapping[str, Any]) -> str:
    if row["ask"] is None:
        return say("nobody we know yet")
    return say("themselves") if row["ask"] == row["about"] else view.labels.get(row["ask"], str(row["ask"]))


def _whom_of_ours(row: Mapping[str, Any]) -> str:
    if row["ask"] is None:
        return say("our own team")
    return say("{member}, of our own team", member=row["ask"])


def _brought(row: Mapping[str, Any]) -> str:
    """Our member to bring, else somebody of which function, who is not in the deal yet."""
    if row["bring"] is not None:
        return str(row["bring"])
    return say(NOBODY_NEEDED if row["bring_function"] is None else OURS[row["bring_function"]])

"""What is going wrong, and whether to go on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from influence.analysis.diagnose import diagnose
from influence.show.deal_view import DealView
from influence.show.report.next_steps import step_of, with_steps
from influence.show.report.section import Section
from influence.show.told import in_a_row
from influence.show.wording import SEVERITIES, named
from influence.tables.phrases import counted, sentence

NOTE = "What is unknown raises no flag. Step: its place in the list of what to do next."
VERDICTS = {"go": "Go on", "pause": "Pause", "too early": "Too early to say", "stop": "Stop"}
GRADES = {"fatal": "fatal", "serious": "serious", "watch": "to watch"}
HEAD = ("Severity", "Who", "Evidence", "Rule", "Step")


def section(view: DealView) -> Section:
    """The red flags, most severe first."""
    rows = [_flag(view, row) for row in view.rows(diagnose)]
    return Section("Red flags", [_verdict(view)], [with_steps(HEAD, rows)], note=NOTE)


def _verdict(view: DealView) -> str:
    """Whether to go on, and why."""
    numbers = view.row(diagnose)
    grades = view.found(diagnose).detail["severity"].value_counts()
    found = counted(int(grades.sum()), "red flag", "red flags") if len(grades) else "no red flags"
    by_grade = ", ".join(f"{grades[grade]} {words}" for grade, words in GRADES.items() if grade in grades)
    return f"Verdict: {VERDICTS[numbers['verdict']].lower()}. {sentence(f'{found}: {by_grade}' if by_grade else found)}"


def _flag(view: DealView, row: Mapping[str, Any]) -> list[str]:
    return [
        SEVERITIES[row["severity"]],
        "the deal" if row["who"] is None else in_a_row(named(view, row["who"])),
        sentence(row["evidence"]),
        row["code"].replace("-", "\N{NON-BREAKING HYPHEN}"),
        step_of(view, "flag", row["flag"]),
    ]

"""What is going wrong, and whether to go on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from influence.analysis.diagnose import diagnose
from influence.show.deal_view import DealView
from influence.show.report.section import Section, Table
from influence.show.wording import SEVERITIES, listed, named
from influence.tables.phrases import counted, sentence

VERDICTS = {"go": "Go on", "hold": "Hold", "stop": "Stop"}
GRADES = {"fatal": "fatal", "serious": "serious", "watch": "to watch"}
TOO_LITTLE = "001-2"
HEAD = ("Severity", "Who", "Evidence", "Action", "Rule")


def section(view: DealView) -> Section:
    """The red flags, most severe first."""
    rows = [_flag(view, row) for row in view.rows(diagnose)]
    return Section("Red flags", [_verdict(view)], [Table(HEAD, rows)], note="What is unknown raises no flag.")


def _verdict(view: DealView) -> str:
    """Whether to go on, and why."""
    numbers = view.row(diagnose)
    grades = view.found(diagnose).detail["severity"].value_counts()
    found = counted(int(grades.sum()), "red flag", "red flags") if len(grades) else "no red flags"
    by_grade = ", ".join(f"{grades[grade]} {words}" for grade, words in GRADES.items() if grade in grades)
    told = f"Verdict: {VERDICTS[numbers['verdict']].lower()}. {sentence(f'{found}: {by_grade}' if by_grade else found)}"
    return f"{told} Too little is known about who supports us." if numbers["verdict_code"] == TOO_LITTLE else told


def _flag(view: DealView, row: Mapping[str, Any]) -> list[str]:
    return [
        SEVERITIES[row["severity"]],
        "the deal" if row["who"] is None else listed(named(view, row["who"])),
        sentence(row["evidence"]),
        sentence(row["action"]),
        row["code"].replace("-", "\N{NON-BREAKING HYPHEN}"),
    ]

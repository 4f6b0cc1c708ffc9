"""What is going wrong, and whether to go on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from influence.analysis.diagnose import diagnose
from influence.show.deal_view import DealView
from influence.show.report.facts import Facts
from influence.show.report.next_steps import step_of, with_steps
from influence.show.report.section import Section
from influence.show.told import in_a_row, together
from influence.show.wording import named, severity_of
from influence.tables.language import say, say_all
from influence.tables.phrases import counted, sentence

NOTE = "What is unknown raises no flag. Step: its place in the list of what to do next."
VERDICTS = {"go": "Go on", "pause": "Pause", "too early": "Too early to say", "stop": "Stop"}
GRADES = {"fatal": "fatal", "serious": "serious", "watch": "to watch"}
HEAD = ("Severity", "Who", "Evidence", "Rule", "Step")


def section(view: DealView) -> Section:
    """The red flags, most severe first."""
    rows = [_flag(view, row) for row in view.rows(diagnose)]
    return Section(say("Red flags"), [_verdict(view)], [with_steps(say_all(HEAD), rows)], note=say(NOTE))


def _verdict(view: DealView) -> str:
    """Whether to go on, and why."""
    numbers = view.row(diagnose)
    grades = view.found(diagnose).detail["severity"].value_counts().to_dict()
    told = "Verdict: {verdict}."
    if view.once(Facts).closed:
        told = "The map's verdict would have been: {verdict}."
    verdict = say(told, verdict=say(VERDICTS[numbers["verdict"]]).lower())
    return together([verdict, sentence(flags_counted(grades))])


def flags_counted(grades: Mapping[str, int]) -> str:
    """How many red flags of which severity."""
    if not grades:
        return say("no red flags")
    by_grade = [f"{grades[grade]} {say(words)}" for grade, words in GRADES.items() if grade in grades]
    found = counted(sum(grades.values()), "red flag", "red flags")
    return say("{found}: {by_grade}", found=found, by_grade=say(", ").join(by_grade))


def _flag(view: DealView, row: Mapping[str, Any]) -> list[str]:
    return [
        severity_of(row),
        say("the deal") if row["who"] is None else in_a_row(named(view, row["who"])),
        sentence(row["evidence"]),
        row["code"].replace("-", "\N{NON-BREAKING HYPHEN}"),
        step_of(view, "flag", row["flag"]),
    ]

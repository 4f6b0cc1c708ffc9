"""Whom our raters see differently."""

from __future__ import annotations

from influence.analysis.agreement import agreement
from influence.show.deal_view import DealView
from influence.show.report.section import Section, Table
from influence.show.wording import leaning, number, plain
from influence.tables.phrases import counted

HEAD = ("Who", "What is rated", "Raters", "Lowest to highest rating", "Average, weighted by evidence")


def section(view: DealView) -> Section:
    """The people about whom our ratings differ."""
    rows = [
        [
            view.labels[row["person"]],
            plain(row["measure"]),
            str(row["raters"]),
            f"{leaning(row['low'])} to {leaning(row['high'])}",
            leaning(row["pooled"]),
        ]
        for row in view.rows(agreement)
        if row["disputed"]
    ]
    return Section("Where we disagree", [_said(view)], [Table(HEAD, rows)])


def _said(view: DealView) -> str:
    """How far our raters agree on support."""
    numbers = view.row(agreement)
    if not numbers["raters"]:
        return "No ratings yet, so we can't tell whether the team agrees."
    raters, alpha = counted(numbers["raters"], "rater", "raters"), numbers["alpha_interval"]
    if alpha is None:
        return (
            f"{raters}. How far they agree on support is unknown: no two rate the same person, or all ratings are "
            "the same."
        )
    scale = "Krippendorff's alpha: 1 = full agreement, 0 = chance"
    return f"{raters}. Their agreement on support is {number(alpha)} ({scale}).{_highest(numbers)}"


def _highest(numbers: dict[str, object]) -> str:
    high, by = numbers["rates_high"], numbers["rates_high_by"]
    if high is None or not isinstance(by, float) or by <= 0:
        return ""
    return f" {high} rates support highest: {number(by)} above others on average, on the scale from −1 to +1."

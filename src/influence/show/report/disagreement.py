"""Whom our raters see differently."""

from __future__ import annotations

from influence.analysis.agreement import agreement
from influence.show.deal_view import DealView
from influence.show.report.section import Section, Table
from influence.show.told import together
from influence.show.wording import leaning, number, plain
from influence.tables.language import say, say_all
from influence.tables.phrases import counted

HEAD = ("Who", "What is rated", "Raters", "Lowest to highest rating", "Average, weighted by evidence")


def section(view: DealView) -> Section:
    """The people about whom our ratings differ."""
    rows = [
        [
            view.labels[row["person"]],
            say(plain(row["measure"])),
            str(row["raters"]),
            say("{low} to {high}", low=leaning(row["low"]), high=leaning(row["high"])),
            leaning(row["pooled"]),
        ]
        for row in view.rows(agreement)
        if row["disputed"]
    ]
    return Section(say("Where we disagree"), [_said(view)], [Table(say_all(HEAD), rows)])


def _said(view: DealView) -> str:
    """How far our raters agree on support."""
    numbers = view.row(agreement)
    if not numbers["raters"]:
        return say("No ratings yet, so we can't tell whether the team agrees.")
    raters, alpha = counted(numbers["raters"], "rater", "raters"), numbers["alpha_interval"]
    if alpha is None:
        unknown = (
            "{raters}. How far they agree on support is unknown: no two rate the same person, or all ratings are the "
            "same."
        )
        return say(unknown, raters=raters)
    agree = "{raters}. Their agreement on support is {alpha} (Krippendorff's alpha: 1 = full agreement, 0 = chance)."
    return together([say(agree, raters=raters, alpha=number(alpha)), _highest(numbers)])


def _highest(numbers: dict[str, object]) -> str:
    high, by = numbers["rates_high"], numbers["rates_high_by"]
    if high is None or not isinstance(by, float) or by <= 0:
        return ""
    return say(
        "{rater} rates support highest: {by} above others on average, on the scale from −1 to +1.",
        rater=high, by=number(by),
    )  # fmt: skip

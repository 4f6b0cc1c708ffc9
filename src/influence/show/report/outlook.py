"""The parts of the report on what to do next: the plan, the ways in compared, who supports us, who may leave."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from influence.show import wording
from influence.show.deal_view import DealView, records
from influence.show.report import plan_sentences, supporter_sentences
from influence.show.report.section import Section, Table

MOST = 10
STEPS = (
    "Step",
    "Whom",
    "Introduced by",
    "Who of us goes",
    "What to do",
    "Phase",
    "Attempts",
    "Support then",
    "May be",
    "Approval then",
)
WAYS = (
    "Way in", "Gate", "Steps until likelier than not", "Attempts until then", "Chance to get to the approver",
    "Approval in the end", "Support in the end", "After the worst departure", "In 19 of 20 futures at least",
)  # fmt: skip
HELPERS = ("Who", "Observed", "Claimed", "Power", "Inside information", "Why not a coach", "What to do")
NEAR = ("Who", "Could be", "Missing", "Which is", "What to do")
KEPT = ("What is ours", "Now", "On average", "In 19 of 20 futures at least")


def follows(view: DealView) -> Section:
    """What follows from where we stand."""
    rows = [
        [supporter_sentences.SEVERITIES[row["severity"]], row["who"], row["advice"]]
        for row in supporter_sentences.advice(view)
    ]
    said = supporter_sentences.standing_point(view)
    return Section("What follows from where we stand", said, [Table(("How grave", "About", "What to do"), rows)])


def plan(view: DealView) -> Section:
    """Whom to win, step by step."""
    rows = [_step(view, number, step) for number, step in enumerate(records(view.plan.detail), start=1)]
    note = (
        "Attempts: how often to expect to try until they are won. Support then: what is known once they are, from −1 "
        "to +1; may be: with everybody unknown at their worst and at their best. Phase: support is widening once we "
        "hold two layers or departments, joining up once it is in every layer."
    )
    return Section("The plan", plan_sentences.plan(view), [Table(STEPS, rows, note=note)])


def _step(view: DealView, number: int, step: dict[str, Any]) -> list[str]:
    return [
        str(number),
        view.labels[step["person"]],
        "nobody: go directly" if step["via"] is None else view.labels[step["via"]],
        wording.NOBODY if step["member"] is None else str(step["member"]),
        plan_sentences.ACTS[step["act"]],
        plan_sentences.PHASES[step["phase"]],
        wording.number(step["attempts"]),
        wording.signed(step["support"]),
        plan_sentences.between(step["support_low"], step["support_high"]),
        wording.percent(step["approval"]),
    ]


def ways_compared(view: DealView) -> Section:
    """The three ways in beside each other."""
    note = (
        f"Each way is followed for {plan_sentences.HORIZON}. Likelier than not: approval above 50% by the model. "
        f"The last two columns: the support left should people leave in {plan_sentences.AHEAD}; 19 of 20 is the "
        "5th percentile. An estimate, not a finding."
    )
    rows = [_way(view, row) for row in plan_sentences.ways(view)]
    return Section("Ways compared", plan_sentences.compared(view), [Table(WAYS, rows, note=note)])


def _way(view: DealView, row: dict[str, Any]) -> list[str]:
    begin = [wording.STRATEGIES[row["strategy"]].capitalize().replace("-", "\N{NON-BREAKING HYPHEN}"), row["gate"]]
    if row["gate"] == "refused":
        return [*begin, wording.sentence(f"not offered: {row['reason']}")]
    if row["support_end"] is None:
        return [*begin, wording.UNKNOWN]
    if plan_sentences.ends_unknown(view, row):
        return [*begin, "Wins nobody within the horizon; as no stance is known either, where it ends is unknown."]
    return [
        *begin,
        plan_sentences.reached(row, "steps"),
        plan_sentences.reached(row, "attempts"),
        wording.percent(row["reach_approver"]),
        wording.percent(row["approval_end"]),
        *(wording.signed(row[name]) for name in ("support_end", "worst_departure", "support_p5")),
    ]


def who_supports(view: DealView) -> Section:
    """Coaches, sponsors and insiders, observed and claimed, and who lacks one condition only."""
    people = supporter_sentences.people(view)
    kinds = ("insider", "sponsor", "coach")
    helpers = [row for row in people if {row["kind"], row["kind_claimed"]} & set(kinds)]
    helpers.sort(
        key=lambda row: (-_rank(kinds, row["kind"]), -_rank(kinds, row["kind_claimed"]), row["promotion_rank"] or 0)
    )
    near = [row for row in people if row["missing"] is not None]
    near.sort(key=lambda row: (-_rank(kinds, row["missing_for"]), row["promotion_rank"] or len(people)))
    tables = [
        _cut(HELPERS, map(_helper, helpers), "Seen or said to help us"),
        _cut(NEAR, map(_near, near), "One condition short"),
    ]
    return Section("Who supports us", supporter_sentences.supporting(view), tables)


def _rank(kinds: tuple[str, ...], kind: str | None) -> int:
    return kinds.index(kind) if kind in kinds else -1


def _cut(head: tuple[str, ...], rows: Iterable[list[str]], title: str) -> Table:
    shown, more = supporter_sentences.first_of(list(rows), MOST)
    return Table(head, shown, title, more)


def _helper(row: dict[str, Any]) -> list[str]:
    answers = supporter_sentences.ANSWERS
    return [
        row["label"],
        supporter_sentences.kind_of(row, "kind"),
        supporter_sentences.kind_of(row, "kind_claimed"),
        answers[row["power"]],
        answers[row["information"]],
        supporter_sentences.reason(row["reason"]),
        supporter_sentences.next_for(row),
    ]


def _near(row: dict[str, Any]) -> list[str]:
    return [
        row["label"],
        row["missing_for"],
        supporter_sentences.CONDITIONS[row["missing"]],
        supporter_sentences.GRADES[row["missing_is"]],
        supporter_sentences.full_stop(row["action"]),
    ]


def if_people_leave(view: DealView) -> Section:
    """What is left of votes and support."""
    note = "19 of 20: the 5th percentile. Whoever leaves is followed by somebody neutral whom we do not know yet."
    said = plan_sentences.leaving(view)
    return Section("If people leave", said, [Table(KEPT, plan_sentences.kept(view), note=note)])

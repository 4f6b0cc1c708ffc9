"""The parts of the report on what to do next: the plan, the ways in compared, who supports us, who may leave."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from influence.show import words, words_of_plan, words_of_support
from influence.show.deal_view import DealView, records
from influence.show.section import Section, Table

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
        [words_of_support.SEVERITIES[row["severity"]], row["who"], row["advice"]]
        for row in words_of_support.advice(view)
    ]
    said = words_of_support.standing_point(view)
    return Section("What follows from where we stand", said, [Table(("How grave", "About", "What to do"), rows)])


def plan(view: DealView) -> Section:
    """Whom to win, step by step."""
    rows = [_step(view, number, step) for number, step in enumerate(records(view.plan.detail), start=1)]
    note = (
        "Attempts: how often to expect to try until they are won. Support then: what is known once they are, from −1 "
        "to +1; may be: with everybody unknown at their worst and at their best. Phase: support is widening once we "
        "hold two layers or departments, joining up once it is in every layer."
    )
    return Section("The plan", words_of_plan.plan(view), [Table(STEPS, rows, note=note)])


def _step(view: DealView, number: int, step: dict[str, Any]) -> list[str]:
    return [
        str(number),
        view.labels[step["person"]],
        "nobody: go directly" if step["via"] is None else view.labels[step["via"]],
        words.NOBODY if step["member"] is None else str(step["member"]),
        words_of_plan.ACTS[step["act"]],
        words_of_plan.PHASES[step["phase"]],
        words.number(step["attempts"]),
        words.signed(step["support"]),
        words_of_plan.between(step["support_low"], step["support_high"]),
        words.percent(step["approval"]),
    ]


def ways_compared(view: DealView) -> Section:
    """The three ways in beside each other."""
    note = (
        f"Each way is followed for {words_of_plan.HORIZON}. Likelier than not: approval above 50% by the model. "
        f"The last two columns: the support left should people leave in {words_of_plan.AHEAD}; 19 of 20 is the "
        "5th percentile. An estimate, not a finding."
    )
    rows = [_way(view, row) for row in words_of_plan.ways(view)]
    return Section("Ways compared", words_of_plan.compared(view), [Table(WAYS, rows, note=note)])


def _way(view: DealView, row: dict[str, Any]) -> list[str]:
    begin = [words.STRATEGIES[row["strategy"]].capitalize().replace("-", "\N{NON-BREAKING HYPHEN}"), row["gate"]]
    if row["gate"] == "refused":
        return [*begin, words.sentence(f"not offered: {row['reason']}")]
    if row["support_end"] is None:
        return [*begin, words.UNKNOWN]
    if words_of_plan.ends_unknown(view, row):
        return [*begin, "Wins nobody within the horizon; as no stance is known either, where it ends is unknown."]
    return [
        *begin,
        words_of_plan.reached(row, "steps"),
        words_of_plan.reached(row, "attempts"),
        words.percent(row["reach_approver"]),
        words.percent(row["approval_end"]),
        *(words.signed(row[name]) for name in ("support_end", "worst_departure", "support_p5")),
    ]


def who_supports(view: DealView) -> Section:
    """Coaches, sponsors and insiders, observed and claimed, and who lacks one condition only."""
    people = words_of_support.people(view)
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
    return Section("Who supports us", words_of_support.supporting(view), tables)


def _rank(kinds: tuple[str, ...], kind: str | None) -> int:
    return kinds.index(kind) if kind in kinds else -1


def _cut(head: tuple[str, ...], rows: Iterable[list[str]], title: str) -> Table:
    shown, more = words_of_support.first_of(list(rows), MOST)
    return Table(head, shown, title, more)


def _helper(row: dict[str, Any]) -> list[str]:
    answers = words_of_support.ANSWERS
    return [
        row["label"],
        words_of_support.kind_of(row, "kind"),
        words_of_support.kind_of(row, "kind_claimed"),
        answers[row["power"]],
        answers[row["information"]],
        words_of_support.reason(row["reason"]),
        words_of_support.next_for(row),
    ]


def _near(row: dict[str, Any]) -> list[str]:
    return [
        row["label"],
        row["missing_for"],
        words_of_support.CONDITIONS[row["missing"]],
        words_of_support.GRADES[row["missing_is"]],
        words_of_support.full_stop(row["action"]),
    ]


def if_people_leave(view: DealView) -> Section:
    """What is left of votes and support."""
    note = "19 of 20: the 5th percentile. Whoever leaves is followed by somebody neutral whom we do not know yet."
    said = words_of_plan.leaving(view)
    return Section("If people leave", said, [Table(KEPT, words_of_plan.kept(view), note=note)])

"""The parts of the report on what goes wrong, what to find out, where we disagree, and who covers whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from influence.measures.gaps import OUR_TEAM
from influence.show import wording
from influence.show.deal_view import DealView, records
from influence.show.report import concern_sentences, supporter_sentences
from influence.show.report.section import Section, Table

ASKED = 5
DISPUTED = 10
RIVALS = 10
MEMBERS = 15


def going_wrong(view: DealView) -> Section:
    """The red flags, the gravest first."""
    rows = [_flag(view, row) for row in records(view.diagnosis.detail)]
    head = ("How grave", "About", "What shows it", "What to do", "Rule")
    return Section("What is going wrong", concern_sentences.verdict(view), [Table(head, rows)])


def _flag(view: DealView, row: Mapping[str, Any]) -> list[str]:
    return [
        supporter_sentences.SEVERITIES[row["severity"]],
        "the deal" if row["who"] is None else wording.listed(supporter_sentences.named(view, row["who"])),
        wording.sentence(row["evidence"]),
        wording.sentence(row["action"]),
        row["code"].replace("-", "\N{NON-BREAKING HYPHEN}"),
    ]


def finding_out(view: DealView) -> Section:
    """What to ask next, and whom."""
    gaps = records(view.gaps.detail)
    tables = []
    for title, listed in (("", False), ("Of the checklist", True)):
        rows = [_gap(view, row) for row in gaps if (row["what"] == "question") == listed]
        shown, more = supporter_sentences.first_of(rows, ASKED)
        tables.append(Table(("What to ask", "Whom to ask", "Why"), shown, title, more))
    return Section("What to find out next", concern_sentences.gaps(view), tables)


def _gap(view: DealView, row: Mapping[str, Any]) -> list[str]:
    ours = row["question"].startswith(OUR_TEAM)
    asked = "our own team" if ours else wording.UNKNOWN if row["ask"] is None else view.labels[row["ask"]]
    question = row["question"].removeprefix(OUR_TEAM)
    return [f"{question[:1].upper()}{question[1:]}", asked, wording.sentence(row["why"])]


def disagreement(view: DealView) -> Section:
    """Whom our raters see differently."""
    rows = [
        [
            view.labels[person],
            measure,
            str(row["raters"]),
            f"{wording.signed(row['low'])} to {wording.signed(row['high'])}",
            wording.signed(row["pooled"]),
        ]
        for (_, person, measure), row in zip(view.agreement.detail.index, records(view.agreement.detail), strict=True)
        if row["disputed"]
    ]
    shown, more = supporter_sentences.first_of(rows, DISPUTED)
    head = ("Who", "What is rated", "Raters", "They say", "Pooled")
    return Section("Where we disagree", concern_sentences.agreement(view), [Table(head, shown, note=more)])


def our_team(view: DealView) -> Section:
    """Who of us holds whom, and with whom to pair."""
    shown, more = supporter_sentences.first_of(records(view.team.detail.reset_index()), MEMBERS)
    head = ("Who of us", "Layer", "People", "Votes", "Held by nobody else", "Last touch", "Pair with")
    rows = [_member(view, row) for row in shown]
    note = f"Last touch: days before the day the tables describe. {more}"
    return Section("Our team", concern_sentences.team(view), [Table(head, rows, note=note)])


def _member(view: DealView, row: Mapping[str, Any]) -> list[str]:
    days = row["stale_days"]
    return [
        str(row["member"]),
        row["layer"] or wording.UNKNOWN,
        str(row["people"]),
        wording.percent(row["weight"]),
        str(row["people_alone"]),
        wording.UNKNOWN if days is None else wording.counted(int(days), "day", "days"),
        wording.NOBODY if row["pair_with"] is None else view.labels[row["pair_with"]],
    ]


def rivals(view: DealView) -> Section:
    """What each rival holds."""
    shown, more = supporter_sentences.first_of(records(view.rivals_hold.detail.reset_index()), RIVALS)
    head = ("Rival", "Votes held", "Against ours", "Only they hold", "In contact with both", "Last touch")
    rows = [_rival(view, row) for row in shown]
    return Section("Rivals", concern_sentences.rivals(view), [Table(head, rows, note=more)])


def _rival(view: DealView, row: Mapping[str, Any]) -> list[str]:
    days = row["last_touch_days"]
    return [
        str(row["rival"]),
        wording.percent(row["coverage"]),
        concern_sentences.gap(row["coverage_gap"]),
        *(_people(view, row[name]) for name in ("only_theirs", "shared")),
        wording.UNKNOWN if days is None else wording.counted(int(days), "day ago", "days ago"),
    ]


def _people(view: DealView, who: str | None) -> str:
    return wording.listed(supporter_sentences.named(view, who)) if who else "nobody known"

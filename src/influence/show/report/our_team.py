"""Which team member covers whom, and with whom to pair."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from influence.analysis.team_coverage import team_coverage
from influence.rules.thresholds import Thresholds
from influence.show.deal_view import DealView
from influence.show.report.section import Section, Table
from influence.show.wording import NOBODY, UNKNOWN, days, percent
from influence.tables.phrases import counted

HEAD = ("Team member", "Layer", "People covered", "Votes covered", "Sole contact of", "Last touch", "Pair with")
NOTE = "Last touch: days before the day the tables describe. Sole contact: nobody else of our team covers them."


def section(view: DealView) -> Section:
    """The team members, with whom each covers and should pair."""
    rows = [_member(view, row) for row in view.rows(team_coverage)]
    return Section("Our team", [_said(view)], [Table(HEAD, rows, note=NOTE)])


def _member(view: DealView, row: Mapping[str, Any]) -> list[str]:
    return [
        str(row["member"]),
        row["layer"] or UNKNOWN,
        str(row["people"]),
        percent(row["weight"]),
        counted(row["people_alone"], "person", "people"),
        days(row["stale_days"]),
        NOBODY if row["pair_with"] is None else view.labels[row["pair_with"]],
    ]


def _said(view: DealView) -> str:
    """Where we have no counterpart, who carries most contacts, and which have gone cold."""
    numbers = view.row(team_coverage)
    if not numbers["members"]:
        return "No team member is recorded."
    said = [f"{counted(numbers['members'], 'team member', 'team members')}."]
    if numbers["unpaired"]:
        said.append(f"Deciders without a counterpart on our team, by layer: {numbers['unpaired']}.")
    if numbers["busiest"] is not None:
        said.append(f"{numbers['busiest']} has {percent(numbers['busiest_load'])} of {_contacts_counted(view)}.")
    return " ".join([*said, _cold(numbers["stale"], numbers["undated"])])


def _contacts_counted(view: DealView) -> str:
    """What a load is a share of: no contact so slight that it covers nobody is counted."""
    slight = any(depth < view.arrays.assumptions.contacted_depth for _, _, depth in view.contacts)
    return "the contacts by which we cover people" if slight else "our contacts"


def _cold(stale: int | None, undated: int) -> str:
    """How many contacts nobody has touched for long."""
    if stale is None:
        return "Whether a contact has gone cold is unknown: no date of a touch, or of the deal itself, is recorded."
    without = f"; {undated} without a date" if undated else ""
    idle = days(Thresholds().idle_days)
    return f"{counted(stale, 'contact', 'contacts')} untouched for {idle} or more{without}."

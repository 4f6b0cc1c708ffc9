"""Which team member covers whom, and with whom to pair."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from influence.analysis.team_coverage import team_coverage
from influence.rules.thresholds import Thresholds
from influence.show.deal_view import DealView
from influence.show.report.section import Section, Table
from influence.show.told import together
from influence.show.wording import NOBODY, UNKNOWN, days, percent
from influence.tables.language import say, say_all
from influence.tables.phrases import counted, stopped

HEAD = ("Team member", "Layer", "People covered", "Votes covered", "Sole contact of", "Last touch", "Pair with")
NOTE = "Last touch: days before the day the tables describe. Sole contact: nobody else of our team covers them."


BUSIEST = "{member} has {share} of our contacts."


def section(view: DealView) -> Section:
    """The team members, with whom each covers and should pair."""
    rows = [_member(view, row) for row in view.rows(team_coverage)]
    return Section(say("Our team"), [_said(view)], [Table(say_all(HEAD), rows, note=say(NOTE))])


def _member(view: DealView, row: Mapping[str, Any]) -> list[str]:
    return [
        str(row["member"]),
        say(row["layer"] or UNKNOWN),
        str(row["people"]),
        percent(row["weight"]),
        counted(row["people_alone"], "person", "people"),
        days(row["stale_days"]),
        say(NOBODY) if row["pair_with"] is None else view.labels[row["pair_with"]],
    ]


def _said(view: DealView) -> str:
    """Where we have no counterpart, who carries most contacts, and which have gone cold."""
    numbers = view.row(team_coverage)
    if not numbers["members"]:
        return say("No team member is recorded.")
    said = [stopped(counted(numbers["members"], "team member", "team members"))]
    if numbers["unpaired"]:
        layers = say(", ").join(map(say, numbers["unpaired"].split(", ")))
        said.append(say("Deciders without a counterpart on our team, by layer: {layers}.", layers=layers))
    if numbers["busiest"] is not None:
        load = percent(numbers["busiest_load"])
        said.append(say(_busiest(view), member=numbers["busiest"], share=load))
    return together([*said, _cold(numbers["stale"], numbers["undated"])])


def _busiest(view: DealView) -> str:
    """What a load is a share of: no contact so slight that it covers nobody is counted."""
    slight = any(depth < view.arrays.assumptions.contacted_depth for _, _, depth in view.contacts)
    return "{member} has {share} of the contacts by which we cover people." if slight else BUSIEST


def _cold(stale: int | None, undated: int) -> str:
    """How many contacts nobody has touched for long."""
    if stale is None:
        return say(
            "Whether a contact has gone cold is unknown: no date of a touch, or of the deal itself, is recorded."
        )
    parts = {"contacts": counted(stale, "contact", "contacts"), "days": days(Thresholds().idle_days)}
    if not undated:
        return say("{contacts} untouched for {days} or more.", **parts)
    return say("{contacts} untouched for {days} or more; {undated} without a date.", **parts, undated=undated)

"""The columns of the tables of a pipeline: what stands at their head, and how what is in them is shown and sorted."""

from __future__ import annotations

from dataclasses import dataclass

from influence.show.wording import of_numbers
from influence.tables.language import say


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name : str
        Its key in the data.
    head : str
        What stands above it.
    kind : str
        How the script shows it: `text`, `deal`, `amount`, `day`, `verdict`, `votes` (a bar with reach), `support` (a
        range with a dot), `share`, `count` or `number`.
    """

    name: str
    head: str
    kind: str


def of_deals() -> list[Column]:
    """The columns of the table of deals."""
    return [
        Column("deal", say("Deal"), "deal"),
        Column("amount", say("Amount"), "amount"),
        Column("close_date", say("Closes"), "day"),
        Column("lead", say("Our lead"), "text"),
        Column("stage", say("Stage"), "text"),
        Column("verdict", say("Verdict"), "verdict"),
        Column("coverage", say("Votes covered"), "votes"),
        Column("support", say("Support"), "support"),
        Column("certainty", say("Leverage known"), "share"),
        Column("win", say("Chance to win"), "share"),
        Column("red_flags", say("Red flags"), "count"),
        Column("depends_on", say("Single point of failure"), "text"),
        Column("entry", say("Next entry point"), "text"),
    ]


def of_members() -> list[Column]:
    """The columns of the table of our team."""
    return [
        Column("member", say("Team member"), "text"),
        Column("deals", say("Deals"), "count"),
        Column("amount", say("Amount of these"), "amount"),
        Column("alone", say("Deals carried alone"), "count"),
        Column("amount_alone", say("Amount carried alone"), "amount"),
        Column("people", say("People contacted"), "count"),
        Column("overdue", say("Commitments overdue"), "count"),
        Column("kept", say("Commitments kept"), "share"),
        Column("idle_days", say("Days since the last touch"), "count"),
    ]


def words() -> dict[str, str]:
    """What the script writes beside the data."""
    return {
        **of_numbers(),
        "several": say("several currencies"),
        "reach": say("reach {reach}"),
        "range": say("{low} to {high}"),
        "shown": say("{shown} of {all} deals"),
        "sum": say("in total {sums}"),
        "unpriced": say("{count} without an amount"),
        "more": say("Show {count} more"),
        "none": say("No deal matches. Clear a filter."),
    }

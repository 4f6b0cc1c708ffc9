"""Who helps us inside: coaches, sponsors and insiders, and who lacks one condition only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from influence.analysis.supporters import supporters
from influence.show.deal_view import DealView
from influence.show.report.facts import Facts
from influence.show.report.next_steps import step_of, with_steps
from influence.show.report.section import Section, Table
from influence.show.told import SPACED, in_a_row, together, told
from influence.show.wording import UNKNOWN, listed, percent
from influence.tables.language import say, say_all, spoken
from influence.tables.phrases import counted

Row = Mapping[str, Any]

CLOSEST = 3
KINDS = {"insider": "insiders", "sponsor": "sponsors", "coach": "coaches"}
HELPERS = ("Who", "Observed", "Claimed", "Power", "Inside information", "Why not a coach", "Step")
NEAR = ("Who", "Could be", "Missing", "Status", "Step")
CONDITIONS = {
    "sees": "sight of what happens",
    "shares": "willingness to tell us",
    "power": "power",
    "support": "support for us",
    "believes_in_us": "trust in our ability",
    "trusted_inside": "trust inside",
    "wants_us_to_win": "wish that we win",
    "motive": "acting for our success",
}
GRADES = {"claimed": "only claimed", "no": "ruled out", "unknown": UNKNOWN}
ANSWERS = {True: "yes", False: "no", None: UNKNOWN}


def section(view: DealView) -> Section:
    """Who is observed or claimed to help us, highest kind first."""
    people = _people(view)
    helpers = [row for row in people if {row["kind"], row["kind_claimed"]} & set(KINDS)]
    helpers.sort(key=lambda row: (-_rank(row["kind"]), -_rank(row["kind_claimed"]), row["promotion_rank"] or 0))
    near = [row for row in people if row["missing"] is not None]
    near.sort(key=lambda row: (-_rank(row["missing_for"]), row["promotion_rank"] or len(people)))
    tables = [
        _table(HELPERS, map(_helper, helpers), say("Observed or claimed to help us")),
        _table(NEAR, map(_near, near), say("One condition short")),
    ]
    return Section(say("Supporters"), [_said(view, people)], tables)


def _people(view: DealView) -> list[dict[str, Any]]:
    rows = view.rows(supporters)
    return [
        {**row, "label": each["label"], "support": each["support"], "step": step_of(view, "supporter", place)}
        for place, (row, each) in enumerate(zip(rows, view.people, strict=True))
    ]


def _rank(kind: str | None) -> int:
    return list(KINDS).index(kind) if kind in KINDS else -1


def _table(head: tuple[str, ...], rows: Iterable[list[str]], title: str) -> Table:
    return with_steps(say_all(head), list(rows), title)


def _helper(row: Row) -> list[str]:
    return [
        row["label"],
        say(row["kind"] or UNKNOWN),
        say(row["kind_claimed"] or UNKNOWN),
        say(ANSWERS[row["power"]]),
        say(ANSWERS[row["information"]]),
        _reason(row["reason"]),
        row["step"],
    ]


def _reason(text: str | None) -> str:
    """Why somebody is no coach, with the conditions in words."""
    if text is None:
        return say("Is a coach and tells us what they see")
    for name, words in CONDITIONS.items():
        text = text.replace(f"{name} ", f"{say(words)}{SPACED.get(spoken(), '')}") if "_" in name else text
    return f"{text[:1].upper()}{text[1:]}"


def _near(row: Row) -> list[str]:
    return [
        row["label"],
        say(row["missing_for"]),
        say(CONDITIONS[row["missing"]]),
        say(GRADES[row["missing_is"]]),
        row["step"],
    ]


def _said(view: DealView, people: list[dict[str, Any]]) -> str:
    """Whether anybody inside is observed to support us, whom to ask, and who weighs more than their office."""
    numbers = view.row(supporters)
    if not people:
        return say("Nobody is recorded in this deal, so whether we have inside support is unknown.")
    parts = (
        _inside(numbers, people),
        _coach(numbers),
        _claims(view, numbers["claimed_only"]),
        _ask(people),
        _hidden(people),
    )
    return together(parts)


def _inside(numbers: Row, people: list[dict[str, Any]]) -> str:
    if numbers["inside_supporter"]:
        found = {kind: numbers[more] for kind, more in reversed(KINDS.items()) if numbers[more]}
        kinds = listed([counted(count, kind, KINDS[kind]) for kind, count in found.items()])
        covers = say("By the model, it covers {share} of the customer.", share=percent(numbers["breach"]))
        return together([say("We have inside support: {kinds}.", kinds=kinds), covers])
    if numbers["inside_supporter"] is None:
        may = counted(numbers["undecided"], "person", "people")
        lean = counted(sum((row["support"] or 0) > 0 for row in people), "person leans", "people lean")
        unknown = "Whether anybody helps us inside is unknown: {people} may, but nobody was observed to."
        return together([say("{people} our way.", people=lean), say(unknown, people=may)])
    return say("No inside support: it is ruled out for everybody we know inside.")


def _coach(numbers: Row) -> str:
    if numbers["inside_supporter"] is not True or numbers["has_coach"] is True:
        return ""
    unknown = numbers["has_coach"] is None
    return say("Whether we have a coach is unknown.") if unknown else say("Nobody we know is a coach.")


def _claims(view: DealView, claimed: int) -> str:
    if not claimed:
        return ""
    people = counted(claimed, "person is", "people are")
    if view.once(Facts).closed:
        return say("{people} claimed to be more than was observed.", people=people)
    return say("{people} claimed to be more than was observed: verify.", people=people)


def _ask(people: list[dict[str, Any]]) -> str:
    """Who is likely to see what happens inside."""
    ranked = sorted((row for row in people if row["insider_rank"]), key=lambda row: row["insider_rank"])
    if not ranked:
        return ""
    names = listed([row["label"] for row in ranked[:CLOSEST]])
    return told("Without power themselves, but closest to the deciders: {names}.", names=names)


def _hidden(people: list[dict[str, Any]]) -> str:
    names = [row["label"] for row in people if row["hidden_influencer"]]
    said = "Hidden influencers, with more influence than their office gives: {names}."
    return told(said, names=in_a_row(names)) if names else ""

"""Who may win: we, a rival, or nobody."""

from __future__ import annotations

from typing import Any

from influence.analysis.contest import contest
from influence.show.deal_view import DealView
from influence.show.report.section import Section, Table
from influence.show.wording import listed, percent, rival_named
from influence.tables.phrases import NEARLY, counted
from influence.tables.schema import NOBODY, OUR_SIDE

HEAD = ("Outcome", "Chance", "Whose own stance is known")
ENDS = {OUR_SIDE: "we win", NOBODY: "no decision: they buy nothing"}
HOW = (
    "Each decider chooses among us, the rivals recorded and buying nothing, by how well they think of each; a side "
    "that gets the votes wins, and if none does nothing is decided."
)


def section(view: DealView) -> Section:
    """The chance of each side, and how much of it is known."""
    if view.row(contest)["win"] is None:
        return Section("Who may win", [may_win(view)])
    return Section("Who may win", blocks=[Table(HEAD, _sides(view), note=HOW)])


def may_win(view: DealView) -> str:
    """The likeliest outcome with its chance, the others, and how far it may be off."""
    numbers = view.row(contest)
    if numbers["win"] is None:
        return f"Unknown: {numbers['reason']}."
    chances = _chances(view)
    if not any(known for _, _, known in chances):
        return "How anybody stands to us, to a rival or to buying nothing is unknown, so any chance would be a guess."
    told = listed([f"{_named(side)} {percent(chance)}" for side, chance, _ in chances])
    doubts = f"{_doubt(numbers)}{_alone(numbers)}"
    return f"{_likeliest(chances)}: the model gives {told}.{doubts} An estimate, not a finding."


def _likeliest(chances: list[tuple[str, float, int]]) -> str:
    """How the deal most likely ends, and who is ahead where that is without a decision."""
    nothing = next(chance for side, chance, _ in chances if side == NOBODY)
    bidders = [(side, chance) for side, chance, _ in chances if side != NOBODY]
    first, best = bidders[0]
    level = len(bidders) > 1 and best - bidders[1][1] <= NEARLY
    ahead = "level between the first two" if level else "won" if first == OUR_SIDE else f"lost to {rival_named(first)}"
    return f"Most likely {ahead}" + ("" if best > nothing + NEARLY else ", if they buy at all")


def _doubt(numbers: dict[str, Any]) -> str:
    low, high = numbers["win_low"], numbers["win_high"]
    if high - low <= NEARLY:
        return ""
    return f" What is unknown could bring our chance anywhere from {percent(low)} to {percent(high)}."


def _alone(numbers: dict[str, Any]) -> str:
    """That no rival is listed says that nobody looked, not that there is none (002-22)."""
    return "" if numbers["rival"] else " No rival is recorded; one that exists would take from our chance."


def _named(side: str) -> str:
    return {OUR_SIDE: "us", NOBODY: "no decision"}.get(side, rival_named(side))


def _sides(view: DealView) -> list[list[str]]:
    people = len(view.people)
    return [
        [
            ENDS.get(side, f"{rival_named(side)} wins"),
            percent(chance),
            f"{known} of {counted(people, 'person', 'people')}",
        ]
        for side, chance, known in _chances(view)
    ]


def _chances(view: DealView) -> list[tuple[str, float, int]]:
    """Each side, its chance, and how many people's own stance to it is known; the likeliest first."""
    detail = view.found(contest).detail.groupby("side", sort=False)
    found: list[tuple[Any, float, int]] = [
        (side, float(rows["wins"].iloc[0]), int(rows["own"].notna().sum())) for side, rows in detail
    ]
    return sorted(found, key=lambda each: -each[1])

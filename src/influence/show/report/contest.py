"""Who may win: we, a rival, or nobody."""

from __future__ import annotations

from typing import Any

from influence.analysis.contest import contest
from influence.show.deal_view import DealView
from influence.show.report.section import Section, Table
from influence.show.told import together
from influence.show.wording import listed, percent, rival_named
from influence.tables.language import say, say_all
from influence.tables.phrases import NEARLY, counted
from influence.tables.schema import NOBODY, OUR_SIDE

HEAD = ("Outcome", "Chance", "Whose own stance is known")
ENDS = {OUR_SIDE: "we win", NOBODY: "no decision: they buy nothing"}
HOW = (
    "Each decider chooses among us, the rivals recorded and buying nothing, by how well they think of each; a side "
    "that gets the votes wins, and if none does nothing is decided."
)


GUESS = "How anybody stands to us, to a rival or to buying nothing is unknown, so any chance would be a guess."


def section(view: DealView) -> Section:
    """The chance of each side, and how much of it is known."""
    if view.row(contest)["win"] is None:
        return Section(say("Who may win"), [may_win(view)])
    return Section(say("Who may win"), blocks=[Table(say_all(HEAD), _sides(view), note=say(HOW))])


def may_win(view: DealView) -> str:
    """The likeliest outcome with its chance, the others, and how far it may be off."""
    numbers = view.row(contest)
    if numbers["win"] is None:
        return say("Unknown: {reason}.", reason=say(numbers["reason"]))
    chances = _chances(view)
    if not any(known for _, _, known in chances):
        return say(GUESS)
    of_each = listed([say("{side} {chance}", side=_named(side), chance=percent(chance)) for side, chance, _ in chances])
    first = say("{likeliest}: the model gives {chances}.", likeliest=_likeliest(chances), chances=of_each)
    return together([first, _doubt(numbers), _alone(numbers), say("An estimate, not a finding.")])


def _likeliest(chances: list[tuple[str, float, int]]) -> str:
    """How the deal most likely ends, and who is ahead where that is without a decision."""
    nothing = next(chance for side, chance, _ in chances if side == NOBODY)
    bidders = [(side, chance) for side, chance, _ in chances if side != NOBODY]
    first, best = bidders[0]
    level = len(bidders) > 1 and best - bidders[1][1] <= NEARLY
    lost = say("Most likely lost to {rival}", rival=rival_named(first))
    likely = say("Most likely level between the first two") if level else _won() if first == OUR_SIDE else lost
    return likely if best > nothing + NEARLY else say("{likely}, if they buy at all", likely=likely)


def _won() -> str:
    return say("Most likely won")


def _doubt(numbers: dict[str, Any]) -> str:
    low, high = numbers["win_low"], numbers["win_high"]
    if high - low <= NEARLY:
        return ""
    return say(
        "What is unknown could bring our chance anywhere from {low} to {high}.", low=percent(low), high=percent(high)
    )


def _alone(numbers: dict[str, Any]) -> str:
    """That no rival is listed says that nobody looked, not that there is none (002-22)."""
    return "" if numbers["rival"] else say("No rival is recorded; one that exists would take from our chance.")


def _named(side: str) -> str:
    return {OUR_SIDE: say("us"), NOBODY: say("no decision")}.get(side, rival_named(side))


def _sides(view: DealView) -> list[list[str]]:
    people = len(view.people)
    return [
        [
            say(ENDS[side]) if side in ENDS else say("{rival} wins", rival=rival_named(side)),
            percent(chance),
            say("{count} of {total}", count=known, total=counted(people, "person", "people")),
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

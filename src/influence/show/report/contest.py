"""Who may win: we, a rival, or nobody."""

from __future__ import annotations

from typing import Any

from influence.analysis.contest import contest
from influence.show.deal_view import DealView
from influence.show.report.section import Section, Table, shortened
from influence.show.wording import listed, percent, rival_named
from influence.tables.phrases import NEARLY, sentence
from influence.tables.schema import NOBODY, OUR_SIDE

MOST = 10
HEAD = ("Outcome", "Chance", "Whose own stance is known")
ENDS = {OUR_SIDE: "we win", NOBODY: "no decision: they buy nothing"}
HOW = (
    "Each decider chooses among us, the rivals recorded and buying nothing, by how well they think of each; a side "
    "that gets the votes wins, and if none does nothing is decided."
)


def section(view: DealView) -> Section:
    """The chance of each side, and how much of it is known."""
    numbers = view.row(contest)
    if numbers["win"] is None:
        return Section("Who may win", [may_win(view)])
    shown, more = shortened(_sides(view), MOST)
    note = " ".join(filter(None, [more, HOW]))
    return Section("Who may win", [may_win(view)], [Table(HEAD, shown, note=note)])


def may_win(view: DealView) -> str:
    """The likeliest outcome with its chance, the others, and how far it may be off."""
    numbers = view.row(contest)
    if numbers["win"] is None:
        return f"Unknown: {sentence(numbers['reason'])}"
    told = {side: chance for side, chance, _ in _chances(view)}
    if not any(known for _, _, known in _chances(view)):
        return "Nobody's stance to us, a rival or buying nothing is known, so any chance would be a guess."
    leader = numbers["leader"]
    others = [f"{_ending(side)} {percent(chance)}" for side, chance in told.items() if side != leader]
    low, high = numbers["win_low"], numbers["win_high"]
    doubt = (
        ""
        if high - low <= NEARLY
        else f" What is unknown could bring our chance anywhere from {percent(low)} to {percent(high)}."
    )
    return (
        f"Most likely {_ending(leader, told=True)}, by the model with a chance of {percent(told[leader])}; "
        f"{listed(others)}.{doubt} An estimate, not a finding."
    )


def _ending(side: str, told: bool = False) -> str:
    """One way for the deal to end: told as what happened, or named."""
    if side == OUR_SIDE:
        return "won" if told else "we win with"
    if side == NOBODY:
        return "no decision" if told else "no decision with"
    return f"lost to {rival_named(side)}" if told else f"{rival_named(side)} wins with"


def _sides(view: DealView) -> list[list[str]]:
    people = len(view.people)
    return [
        [ENDS.get(side, f"{rival_named(side)} wins"), percent(chance), f"{known} of {people} people"]
        for side, chance, known in _chances(view)
    ]


def _chances(view: DealView) -> list[tuple[str, float, int]]:
    """Each side, its chance, and how many people's own stance to it is known; the likeliest first."""
    detail = view.found(contest).detail.groupby("side", sort=False)
    found: list[tuple[Any, float, int]] = [
        (side, float(rows["wins"].iloc[0]), int(rows["own"].notna().sum())) for side, rows in detail
    ]
    return sorted(found, key=lambda each: -each[1])

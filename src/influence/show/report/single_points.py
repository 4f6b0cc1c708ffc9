"""On whom our reach depends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from influence.show.deal_view import DealView
from influence.show.report.retrospect import tell
from influence.show.report.section import Section, Table
from influence.show.told import Told, in_a_row, together
from influence.show.wording import both, percent
from influence.tables.language import say, say_all
from influence.tables.phrases import NEARLY, counted

Person = dict[str, Any]

HEAD = ("Who", "Side", "Votes out of reach without them", "Others cut off", "Expected loss of votes")
NOTE = (
    "Expected loss: the average over simulated introductions, each of which comes off only with its own chance, so "
    "that some votes are out of reach anyway; ± its sampling error."
)


def section(view: DealView) -> Section:
    """The single points of failure, the costliest first."""
    sides = [(say("customer"), each) for each in view.people] + [(say("our team"), each) for each in view.members]
    points = [(side, each) for side, each in sides if each["single_point"]]
    points.sort(key=lambda point: -point[1]["weight_lost"])
    rows = [
        [
            each["label"],
            side,
            percent(each["weight_lost"]),
            str(each["cut_off"]),
            f"{percent(each['expected_loss'])} ± {percent(each['expected_loss_se'])}",
        ]
        for side, each in points
    ]
    return Section(say("Single points of failure"), [depends_on(view)], [Table(say_all(HEAD), rows, note=say(NOTE))])


def depends_on(view: DealView) -> Told:
    """On whom our reach depends, in a sentence or two."""
    if not view.has_contacts:
        return tell(view, "No contact of ours is recorded, so whom our reach depends on is unknown.")
    reach = view.numbers["reach"]
    if not reach or reach <= NEARLY:
        return tell(view, "No introduction path leads to a decider.")
    said = [*_through(view, _all_lost(view.people, reach)), *_from(view, _all_lost(view.members, reach))]
    return together(said or [_partly(view)])


def _all_lost(who: Sequence[Person], reach: float) -> list[Person]:
    """Those with whom all of our reach is gone."""
    return [each for each in who if each["single_point"] and each["weight_lost"] >= reach - NEARLY]


def _through(view: DealView, people: Sequence[Person]) -> list[Told]:
    doors = in_a_row([each["label"] for each in people if each["cut_off"]])
    if len(doors.pieces) > 1:
        return [
            tell(
                view,
                "Every path to a decider runs through {names}: if we lose one of these contacts, we reach no decider.",
                names=doors,
            )
        ]
    if doors:
        return [
            tell(
                view,
                "Every path to a decider runs through {name}: if we lose this contact, we reach no decider.",
                name=doors,
            )
        ]
    return [tell(view, "{name} is the only decider within our reach.", name=people[0]["label"])] if people else []


def _from(view: DealView, members: Sequence[Person]) -> list[Told]:
    if not members:
        return []
    names = in_a_row([each["label"] for each in members])
    return [
        tell(view, "Every path to a decider starts with {names}: without {names} we reach no decider.", names=names)
    ]


def _partly(view: DealView) -> Told:
    points = [each for each in [*view.people, *view.members] if each["single_point"]]
    if not points:
        return together([tell(view, "No single point of failure."), _pair(view)])
    worst = max(points, key=lambda each: each["weight_lost"])
    return tell(
        view,
        "{found}. Losing {name} would put {votes} of the votes out of reach.",
        found=counted(len(points), "single point of failure", "single points of failure"),
        name=worst["label"],
        votes=percent(worst["weight_lost"]),
    )


def _pair(view: DealView) -> Told:
    """The two whose joint loss costs most."""
    loss = view.numbers["worst_pair_loss"]
    if not loss:
        return Told(())
    pair = both(view, view.numbers["worst_pair"])
    return tell(view, "Losing both {pair} would put {votes} of the votes out of reach.", pair=pair, votes=percent(loss))

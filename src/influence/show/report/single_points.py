"""On whom our reach depends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from influence.show.deal_view import DealView
from influence.show.report.section import Section, Table
from influence.show.wording import both, listed, percent
from influence.tables.phrases import NEARLY, counted

Person = dict[str, Any]

HEAD = ("Who", "Side", "Votes out of reach without them", "Others cut off", "Expected loss of votes")
NOTE = (
    "Expected loss: the average over simulated introductions, each of which comes off only with its own chance, so "
    "that some votes are out of reach anyway; ± its sampling error."
)


def section(view: DealView) -> Section:
    """The single points of failure, the costliest first."""
    sides = [("customer", each) for each in view.people] + [("our team", each) for each in view.members]
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
    return Section("Single points of failure", [depends_on(view)], [Table(HEAD, rows, note=NOTE)])


def depends_on(view: DealView) -> str:
    """On whom our reach depends, in a sentence or two."""
    if not view.has_contacts:
        return "No contact of ours is recorded, so whom our reach depends on is unknown."
    reach = view.numbers["reach"]
    if not reach or reach <= NEARLY:
        return "No introduction path leads to a decider."
    said = [*_through(_all_lost(view.people, reach)), *_from(_all_lost(view.members, reach))]
    return " ".join(said) or _partly(view)


def _all_lost(who: Sequence[Person], reach: float) -> list[Person]:
    """Those with whom all of our reach is gone."""
    return [each for each in who if each["single_point"] and each["weight_lost"] >= reach - NEARLY]


def _through(people: Sequence[Person]) -> list[str]:
    doors = [each["label"] for each in people if each["cut_off"]]
    if doors:
        which = "this contact" if len(doors) == 1 else "one of these contacts"
        return [f"Every path to a decider runs through {listed(doors)}: if we lose {which}, we reach no decider."]
    return [f"{people[0]['label']} is the only decider within our reach."] if people else []


def _from(members: Sequence[Person]) -> list[str]:
    names = listed([each["label"] for each in members]) if members else ""
    return [f"Every path to a decider starts with {names}: without {names} we reach no decider."] if names else []


def _partly(view: DealView) -> str:
    points = [each for each in [*view.people, *view.members] if each["single_point"]]
    if not points:
        return f"No single point of failure.{_pair(view)}"
    worst = max(points, key=lambda each: each["weight_lost"])
    found = counted(len(points), "single point of failure", "single points of failure")
    return f"{found}. Losing {worst['label']} would put {percent(worst['weight_lost'])} of the votes out of reach."


def _pair(view: DealView) -> str:
    """The two whose joint loss costs most."""
    loss = view.numbers["worst_pair_loss"]
    if not loss:
        return ""
    pair = both(view, view.numbers["worst_pair"])
    return f" Losing both {pair} would put {percent(loss)} of the votes out of reach."

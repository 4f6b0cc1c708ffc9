"""The committee, seat by seat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from influence.show.deal_view import DealView
from influence.show.report.section import Section, Table
from influence.show.wording import ASSUMED, UNKNOWN, number, our_contact, percent, plain, rivals_of, support_of
from influence.tables.language import say, say_all
from influence.tables.phrases import counted

HEAD = ("Role", "Who", "Votes", "Veto", "Our contact", "Rivals' contact", "Support", "Swing")


def section(view: DealView) -> Section:
    """Who decides, with which votes, and who is in contact with them."""
    seats = seats_shown(view)
    said = [] if seats else [say("Nobody is known to decide.")]
    return Section(
        say("Committee"), said, [Table(say_all(HEAD), [_seat(view, seat) for seat in seats], note=_note(view))]
    )


def seats_shown(view: DealView) -> list[dict[str, Any]]:
    """The seats, those whose holder is unknown included; the assumed deciders where no seat with a vote is recorded."""
    if view.numbers["committee_source"] != "assumed":
        return view.seats
    assumed = [
        {"role": "assumed decider", "position": p, "votes": 1.0, "share": view.people[p]["weight"], "veto": False}
        for p in view.voters
    ]
    return [*assumed, *view.seats]


def _seat(view: DealView, seat: Mapping[str, Any]) -> list[str]:
    position = seat["position"]
    share = say(ASSUMED) if view.everybody_assumed else percent(seat["share"])
    votes = share if seat["votes"] > 0 else say("no vote")
    about = (say(plain(seat["role"])), votes, say("yes") if seat["veto"] else say("no"))
    if position is None:
        return [about[0], say(UNKNOWN), *about[1:], *[say(UNKNOWN)] * 4]
    person = view.people[position]
    return [
        about[0],
        person["label"],
        *about[1:],
        our_contact(view, position),
        rivals_of(view, position),
        support_of(person["support"]),
        say("no vote") if person["pivot"] is None else _points(person["pivot"]),
    ]


def _note(view: DealView) -> str:
    return say(
        "We cover a person from a contact depth of {depth} on (0 none, 1 deepest). Support: scale −1 to +1. Swing: the "
        "chance that the vote passes with this person's yes minus that with their no, by the model, in points of 100.",
        depth=number(view.arrays.assumptions.contacted_depth),
    )


def _points(chance: float) -> str:
    return counted(round(100 * chance), "point", "points")

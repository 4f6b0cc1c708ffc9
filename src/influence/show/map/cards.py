"""The cards of the map: what stands on each, and what the panel beside the map says of a person line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from influence.show.deal_view import DealView
from influence.show.wording import (
    ASSUMED,
    NOBODY,
    SCALE,
    STRATEGIES,
    UNKNOWN,
    number,
    our_contact,
    path_in,
    percent,
    plain,
    rivals_of,
    signed,
    support_of,
)
from influence.tables.phrases import NEARLY, counted

# Bluish green and vermilion stay apart for colour-blind eyes (Okabe & Ito, 2008); the glyph says the same again.
FOR, AGAINST, NEUTRAL = (0, 133, 96), (196, 77, 0), (138, 145, 158)
INK, WHITE = "#1c2430", "#ffffff"

Line = tuple[str, str]


def every_card(view: DealView, boss: Sequence[int]) -> list[dict[str, Any]]:
    """The cards of the people, of the seats whose holder is unknown, and of our team members, in this order."""
    return [*_people(view, boss), *_empty_seats(view), *_members(view)]


def _people(view: DealView, boss: Sequence[int]) -> Iterator[dict[str, Any]]:
    rank = {position: number for number, position in enumerate(view.best_entries, start=1)}
    on_seat = _on_seats(view)
    for position, person in enumerate(view.people):
        name = str(person["name"] or person["title"] or person["person"])
        second = next((str(person[key]) for key in ("title", "department") if str(person[key] or name) != name), "")
        yield {
            "kind": "person",
            "label": person["label"],
            "name": name,
            "title": second,
            **_colours(person["support"]),
            "seat": on_seat[position],
            "single": person["single_point"],
            "contacted": person["contacted"],
            "rival": any(finding.detail["contacted"].iloc[position] for finding in view.rival_coverage.values()),
            "entry": rank.get(position),
            "facts": of_person(view, position, boss[position]),
        }


def _colours(support: float | None) -> dict[str, Any]:
    """Glyph and colours of support: the stronger, the darker; no colour at all where it is unknown."""
    if support is None:
        return {"glyph": "?", "fill": None, "ink": INK}
    if support == 0:
        return {"glyph": "0", "fill": _mixed(NEUTRAL, 1.0), "ink": WHITE}
    glyph, colour = ("+", FOR) if support > 0 else ("−", AGAINST)
    return {"glyph": glyph, "fill": _mixed(colour, abs(support)), "ink": WHITE if abs(support) >= 0.5 else INK}


def _mixed(colour: tuple[int, int, int], strength: float) -> str:
    """The colour, the lighter the weaker."""
    share = 0.45 + 0.55 * strength
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in colour)


def _on_seats(view: DealView) -> list[str]:
    """The badge of everybody with a vote or a role that counts: approver, veto, share of the votes."""
    share = ASSUMED if view.everybody_assumed else None
    badges = [[share or percent(person["weight"])] if person["weight"] > 0 else [] for person in view.people]
    for seat in view.seats:
        if seat["position"] is not None:
            own = badges[seat["position"]]
            own[:0] = ["approver"] if seat["role"] == "approver" and "approver" not in own else []
            own += ["veto"] if seat["veto"] and "veto" not in own else []
    return [" · ".join(badge) for badge in badges]


def _empty_seats(view: DealView) -> Iterator[dict[str, Any]]:
    for seat in view.empty_seats:
        role = plain(seat["role"])
        yield {
            "kind": "seat",
            "label": f"Empty seat: {role}",
            "name": "Holder unknown",
            "title": f"seat: {role}",
            **_colours(None),
            "seat": percent(seat["share"]) if seat["votes"] > 0 else "",
            "facts": of_empty_seat(seat),
        }


def _members(view: DealView) -> Iterator[dict[str, Any]]:
    for position, member in enumerate(view.members):
        yield {
            "kind": "member",
            "label": f"{member['label']} (our team)",
            "name": member["label"],
            "title": "",
            "single": member["single_point"],
            "facts": of_member(view, position),
        }


def of_person(view: DealView, position: int, boss: int) -> list[Line]:
    """What is known of a person; `boss` is a position, -1 where nobody is recorded."""
    person = view.people[position]
    return [
        ("Title", person["title"] or UNKNOWN),
        ("Department", person["department"] or UNKNOWN),
        ("Layer", person["layer"]),
        ("Reports to", NOBODY if boss < 0 else view.people[boss]["label"]),
        ("Seat", seat(view, position)),
        ("Support", support_of(person["support"])),
        ("Part in the decision", percent(person["participation"])),
        ("Influence", percent(person["influence"])),
        ("Our contact", our_contact(view, position)),
        ("Rivals' contact", rivals_of(view, position)),
        ("If we lose them", _loss(view, person["weight_lost"], person["cut_off"])),
        ("Leverage", f"{number(person['leverage'])} of committee support for each 1 of theirs"),
        *_entry(view, position),
    ]


def _entry(view: DealView, position: int) -> Iterator[Line]:
    person = view.people[position]
    if person["strategy"] is None:
        return
    rank = "not offered" if person["rank"] is None else f"number {person['rank']} of"
    rank = rank if person["gain"] > NEARLY else "no gain, not an entry point of"
    yield "Gain if won", f"{signed(person['gain'])} committee support ({SCALE})"
    yield "Entry point", f"{rank} {STRATEGIES[person['strategy']]} ({person['gate']}: {person['reason']})"
    yield "Path in", path_in(view, position)


def seat(view: DealView, position: int) -> str:
    """Roles, votes and veto of a person."""
    own = view.seats_of.get(position, [])
    roles = [plain(each["role"]) for each in own]
    weight = view.people[position]["weight"]
    shown = [] if view.everybody_assumed else [f"{percent(weight)} of the votes"]
    votes = shown if weight > 0 else ["no vote"]
    veto = ["veto"] if any(each["veto"] for each in own) else []
    assumed = [ASSUMED] if weight > 0 and view.numbers["committee_source"] == "assumed" else []
    return ", ".join(dict.fromkeys([*roles, *votes, *veto, *assumed]))


def _loss(view: DealView, weight: float, cut_off: int) -> str:
    if not view.contacts:
        return UNKNOWN
    if weight <= 0:
        return "no votes out of our reach"
    others = f", {counted(cut_off, 'other person', 'other people')} cut off" if cut_off else ""
    return f"{percent(weight)} of the votes out of our reach{others}"


def of_member(view: DealView, position: int) -> list[Line]:
    """What is known of a team member."""
    member = view.members[position]
    known = [
        f"{view.people[person]['label']} (depth {number(strength)})"
        for one, person, strength in view.contacts
        if one == position
    ]
    return [
        ("Side", "our team"),
        ("Contacts", ", ".join(known) or NOBODY),
        ("If we lose them", _loss(view, member["weight_lost"], member["cut_off"])),
    ]


def of_empty_seat(seat: Mapping[str, Any]) -> list[Line]:
    """What is known of a seat whose holder is unknown."""
    return [
        ("Holder", UNKNOWN),
        ("Votes", percent(seat["share"]) if seat["votes"] > 0 else "no vote"),
        ("Veto", "yes" if seat["veto"] else "no"),
        ("Support", UNKNOWN),
    ]

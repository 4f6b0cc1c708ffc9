"""What the map knows of each person, seat, team member and rival: plain values, put in words by the page's script."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from influence.analysis.penetration_plan import penetration_plan
from influence.graph.lookups import days, deal_days
from influence.show.deal_view import DealView
from influence.show.map.within_reach import within_reach
from influence.show.wording import ARROW, plain, rival_named, topics
from influence.tables.language import say
from influence.tables.phrases import NEARLY
from influence.tables.schema import LAYERS, OUR_SIDE

DIGITS = 4


def people(view: DealView, boss: Sequence[int], column: Sequence[int]) -> list[dict[str, Any]]:
    """Everybody, in the order of their positions; what is unknown or nothing is left out."""
    step = {row["person"]: row["step"] for row in view.rows(penetration_plan)}
    contacts, rivals, beyond = _contacts(view), _rivals(view), _beyond(view)
    rows = []
    for k, person in enumerate(view.people):
        named, title = _named(person), person["title"] or ""
        row = {
            **named,
            "title": "" if title == named["name"] else title,
            "dept": person["department"],
            "band": LAYERS.index(person["layer"]),
            "column": column[k],
            "boss": None if boss[k] < 0 else boss[k],
            **{name: _short(person[name]) for name in ("support", "influence", "participation", "leverage")},
            **_seat(view, k),
            "single": person["single_point"] or None,
            "step": step.get(person["person"]),
            "contacts": contacts.get(k),
            "rivals": rivals.get(k),
            "beyond": beyond.get(k),
            **_way_in(view, k),
        }
        rows.append({name: value for name, value in row.items() if value not in (None, "")})
    return rows


def _named(person: Mapping[str, Any]) -> dict[str, Any]:
    """The name; of somebody without one the title, and at worst the id, which is said to be none."""
    name = person["name"] or person["title"]
    return {"id": person["person"], "name": str(name or person["person"]), "unnamed": None if name else True}


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def _seat(view: DealView, position: int) -> dict[str, Any]:
    """Roles, share of the votes and veto, and whether the vote is only assumed."""
    own, weight = view.seats_of.get(position, []), view.people[position]["weight"]
    assumed = weight > 0 and view.numbers["committee_source"] == "assumed"
    return {
        "roles": [say(plain(each["role"])) for each in own] or None,
        "votes": round(weight, DIGITS) if weight > 0 and not view.everybody_assumed else None,
        "assumed": assumed or None,
        "veto": any(each["veto"] for each in own) or None,
    }


def _contacts(view: DealView) -> dict[int, list[list[Any]]]:
    """Of each person: which member of ours, how deep the contact, and how many days ago the last touch was."""
    found: dict[int, list[list[Any]]] = defaultdict(list)
    for (member, person, depth), age in zip(view.contacts, _ages(view), strict=True):
        found[person].append([member, _short(depth), age])
    return found


def _ages(view: DealView) -> list[int | None]:
    """Days from the last touch to the day the tables describe, in the order of `view.contacts`; None = unknown."""
    rows, _, _ = view.arrays.contacts()
    if not len(rows):
        return []
    age = deal_days(view.arrays, "as_of")[0] - days(view.arrays, "contacts", "last_touch")[rows]
    return [None if np.isnan(each) else int(each) for each in age]


def _rivals(view: DealView) -> dict[int, list[list[Any]]]:
    """Of each person: which rival is in contact with them, and through whom."""
    found: dict[int, list[list[Any]]] = defaultdict(list)
    for rival, finding in enumerate(view.rival_coverage.values()):
        detail = finding.detail
        for position, names in enumerate(detail["members"].tolist()):
            if detail["contacted"].iloc[position]:
                found[position].append([rival, names or ""])
    return found


def _beyond(view: DealView) -> dict[int, list[int]]:
    """Of each person: the sides to whom no introductions lead there, ours as -1; told of sides with contacts alone."""
    found: dict[int, list[int]] = defaultdict(list)
    ours = [(-1, OUR_SIDE)] if view.has_contacts else []
    for number, side in [*ours, *enumerate(view.rival_coverage)]:
        for position in np.flatnonzero(~within_reach(view.arrays, side)).tolist():
            found[position].append(number)
    return found


def _way_in(view: DealView, position: int) -> dict[str, Any]:
    """The arithmetic of an attempt, and the introductions that lead there."""
    person = view.people[position]
    if person["strategy"] is None:
        return {}
    return {
        **{name: _short(person[name]) for name in ("access", "move", "headroom")},
        "gain": _short(person["gain"]) if abs(person["gain"]) > NEARLY else 0.0,
        "reason": None if person["gate"] == "open" else person["reason"],
        "path": ARROW.join(view.names(view.path_to(position))) or None,
        "topic": topics(person) or None,
    }


def empty_seats(view: DealView) -> list[dict[str, Any]]:
    """The seats whose holder nobody knows."""
    return [
        {
            "name": say("Holder unknown"),
            "title": say("empty seat: {role}", role=say(plain(seat["role"]))),
            "roles": [say(plain(seat["role"]))],
            "votes": round(seat["share"], DIGITS) if seat["votes"] > 0 else None,
            "veto": seat["veto"] or None,
        }
        for seat in view.empty_seats
    ]


def members(view: DealView) -> Iterator[dict[str, Any]]:
    """Our team."""
    for member in view.members:
        yield {"id": member["who"], "name": member["label"], "single": member["single_point"] or None}


def sides(view: DealView) -> list[dict[str, Any]]:
    """Every rival: what to call them, how many votes they cover, and how many are within their reach."""
    return [
        {"name": rival_named(side), **{name: _share(finding.by_deal[name].iloc[0]) for name in ("coverage", "reach")}}
        for side, finding in view.rival_coverage.items()
    ]


def _share(value: float) -> float | None:
    """A share of the votes; None where there is no committee."""
    return None if np.isnan(value) else round(float(value), DIGITS)

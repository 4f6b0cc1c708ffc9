"""Who of ours goes to a person, how, and what for: one sentence, whichever table or rule sends us there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from influence.analysis.penetration_plan import WORDS
from influence.show.approach import DIRECT, IN_CONTACT, INTRODUCED, LIKELIER, THIN, Approach, approach
from influence.show.deal_view import DealView
from influence.show.report.facts import Facts
from influence.show.told import Told, in_a_row, told
from influence.show.wording import number, path_of
from influence.tables.language import say

WAYS = {
    IN_CONTACT: "{member} meets {who}: {act}.",
    THIN: "{member} knows {who} (depth {depth}), deepens the contact: {act}.",
    INTRODUCED: "{member} asks {via} for an introduction to {who}: {act}.",
    **dict.fromkeys((LIKELIER, DIRECT), "{member} approaches {who} directly: {act}."),
}
IN_RETROSPECT = {
    IN_CONTACT: "The map would have begun with {who}, with whom {member} was in contact.",
    THIN: "The map would have begun with {who}, whom {member} knew too little (depth {depth}).",
    INTRODUCED: "The map would have begun with {who}, by an introduction of {member} through {via}.",
    LIKELIER: "The map would have begun with {who}, directly: that was more likely to work than an introduction.",
    DIRECT: "The map would have begun with {who}, to whom nobody could introduce us.",
}


def way_of(view: DealView, position: int) -> Approach:
    """How we get to a person, by the plan where it goes there, which also says who goes where nobody knows the way."""
    step, winner = plan_step(view, position), introduced_by(view, position)
    found = approach(view, position, via=step["via"] if step else None)
    if winner is not None and found.kind not in (IN_CONTACT, THIN):
        found = Approach(INTRODUCED, way_of(view, winner).member, (winner,))
    sent = step["member"] if step and found.kind == INTRODUCED else None
    return replace(found, member=found.member or sent)


def introduced_by(view: DealView, position: int) -> int | None:
    """Who introduces us to a person once the plan has won them; None where nobody is won for it before."""
    step = plan_step(view, position)
    via = view.places[step["via"]] if step and step["via"] is not None else None
    before = plan_step(view, via) if via is not None else None
    return via if step and before and before["step"] < step["step"] else None


def going_to(view: DealView, position: int) -> Told:
    """Who of ours goes to a person, how, and what for."""
    found = way_of(view, position)
    return told(WAYS[found.kind], act=_act(view, position), **_parts(view, position, found))


def would_have_gone_to(view: DealView, position: int) -> Told:
    """With whom the map would have begun, of a deal that is closed."""
    found = way_of(view, position)
    return told(IN_RETROSPECT[found.kind], **_parts(view, position, found))


def how_to_get_to(view: DealView, position: int) -> Told:
    """How to get to a person, as `path_in` says it, by the plan."""
    return path_of(view, way_of(view, position))


def who_goes(view: DealView, position: int) -> str:
    """Who of ours goes there: whoever knows them, or whoever can introduce us; else whom the plan sends."""
    step = plan_step(view, position)
    return way_of(view, position).member or (step["member"] if step else None) or say("our team")


def plan_step(view: DealView, position: int) -> dict[str, Any] | None:
    """The step of the plan that wins this person."""
    person = view.people[position]["person"]
    return next((step for step in view.once(Facts).plan if step["person"] == person), None)


def _parts(view: DealView, position: int, found: Approach) -> dict[str, str]:
    return {
        "member": who_goes(view, position),
        "who": view.people[position]["label"],
        "via": in_a_row([view.people[each]["label"] for each in found.via]),
        "depth": number(found.depth),
    }


def _act(view: DealView, position: int) -> str:
    support = view.people[position]["support"]
    if support is None:
        return say(WORDS["find_out"])
    if support < 0:
        return say(WORDS["weaken"])
    return say(WORDS["strengthen" if support > 0 else "win_neutral"])

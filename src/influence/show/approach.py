"""How to get to a person, decided once: whoever knows them already never approaches them like a stranger."""

from __future__ import annotations

from dataclasses import dataclass

from influence.show.deal_view import DealView
from influence.tables.phrases import NEARLY

IN_CONTACT, THIN, INTRODUCED = "in contact", "thin", "introduced"
LIKELIER, DIRECT = "likelier", "direct"


@dataclass(frozen=True)
class Approach:
    """How to get to a person.

    Attributes
    ----------
    kind : str
        `in contact`: one of us covers them; `thin`: one of us knows them, too little to cover them; `introduced`: by
        people we know; `likelier`: somebody could introduce us, but approaching them without is more likely to
        work; `direct`: nobody can introduce us.
    member : str or None
        Who of ours knows them, or whoever is to introduce us; None where nobody does.
    via : tuple of int
        Who introduces us, one after the other, by position.
    depth : float
        Of our contact with them, 0 to 1.
    """

    kind: str
    member: str | None = None
    via: tuple[int, ...] = ()
    depth: float = 0.0


def approach(view: DealView, position: int, *, via: object = None) -> Approach:
    """How to get to somebody; `via` is who introduces us by the plan, who may be won by then only."""
    known = [(depth, -member) for member, depth in view.contacts_with.get(position, []) if depth > 0]
    if known:
        depth, member = max(known)
        kind = IN_CONTACT if view.people[position]["contacted"] else THIN
        return Approach(kind, view.members[-member]["label"], depth=depth)
    path = view.path_to(position)
    led = tuple(place for _, place in path[1:-1])
    if via is not None and (not led or led[-1] != view.places[via]):
        return Approach(INTRODUCED, approach(view, view.places[via]).member, (view.places[via],))
    if path and (via is not None or not beats_introductions(view, position)):
        return Approach(INTRODUCED, view.members[path[0][1]]["label"], led)
    return Approach(LIKELIER if path else DIRECT)


def beats_introductions(view: DealView, person: int) -> bool:
    """Whether to approach a person directly is more likely to work than the best introduction path."""
    return view.chance_of_path(person) < view.people[person]["access"] - NEARLY

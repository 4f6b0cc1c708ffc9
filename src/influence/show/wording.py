"""Every sentence of the map and the report, in a sales manager's words: what is found, and what is not known."""

from __future__ import annotations

from collections.abc import Sequence

from influence.show.deal_view import DealView

UNKNOWN = "unknown"
NOBODY = "nobody recorded"
ARROW = " → "
PLUS = " + "
NAMED = 3
NEARLY = 1e-9
STRATEGIES = {"top_down": "top-down", "middle_out": "middle-out", "bottom_up": "bottom-up"}
# How to read the arrow of each kind of tie that the library knows.
TIES = {
    "reports_to": "reports to; the boss stands above",
    "influences": "influences; the arrow points to who is swayed",
    "seeks_advice_from": "seeks advice; the arrow points to the adviser",
    "trusts": "trusts; the arrow points to who is trusted",
    "works_with": "work together",
    "knows": "know each other",
    "conflicts_with": "in conflict",
    "contact": "contact of ours",
    "path": "introductions that lead to number 1",
}


def percent(share: float | None) -> str:
    """A share in per cent, never rounded to nothing or to everything."""
    if share is None:
        return UNKNOWN
    if NEARLY < share < 0.005:
        return "under 1%"
    return "over 99%" if 0.995 <= share < 1 - NEARLY else f"{share:.0%}"


def number(value: float | None) -> str:
    """A number to two significant digits."""
    if value is None:
        return UNKNOWN
    if NEARLY < abs(value) < 0.0001:
        return "near 0"
    return "0" if abs(value) <= NEARLY else f"{value:.2g}".replace("-", "−")


def signed(value: float | None) -> str:
    """A number with its sign."""
    text = number(value)
    return f"+{text}" if value is not None and text[0].isdigit() and text != "0" else text


def listed(names: Sequence[str]) -> str:
    """Names in a row, cut short where there are many."""
    shown = list(names[:NAMED])
    left_out = len(names) - len(shown)
    if left_out:
        return f"{', '.join(shown)} and {left_out} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def reading(kind: str) -> str:
    """How to read the line of a kind of tie."""
    return TIES.get(kind, f"{kind.replace('_', ' ')}; the arrow points as it was written")


def counted(count: int, one: str, more: str) -> str:
    """The count with its noun."""
    return f"{count} {one if count == 1 else more}"


def sentence(text: str) -> str:
    """The text with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}."


def stance_of(support: float | None) -> str:
    """A stance with what it means."""
    if support is None:
        return UNKNOWN
    return f"{signed(support)}, {'neutral' if support == 0 else 'for us' if support > 0 else 'against us'}"


def summary(view: DealView) -> str:
    """The deal in one line."""
    numbers = view.numbers
    parts = [
        f"Votes held: {percent(numbers['coverage']) if has_contacts(view) else UNKNOWN}",
        f"Within reach: {percent(numbers['reach']) if has_contacts(view) else UNKNOWN}",
        f"Single points of failure: {numbers['single_points'] if has_contacts(view) else UNKNOWN}",
        f"Go in next: {view.people[view.best_entries[0]]['label'] if view.best_entries else UNKNOWN}",
    ]
    return " · ".join(parts)


def has_contacts(view: DealView) -> bool:
    """Whether any contact of ours is recorded: where none is, what we hold is unknown, not nothing."""
    return bool(view.contacts)


def deciding(view: DealView) -> tuple[list[int], int]:
    """Who has votes, by position, and how many seats with votes nobody is known to hold."""
    voters = [position for position, person in enumerate(view.people) if person["weight"] > 0]
    return voters, sum(seat["position"] is None and seat["votes"] > 0 for seat in view.seats)


def way_in(view: DealView, person: int) -> str:
    """The introductions that lead to a person, or why not to use them."""
    path = view.path_to(person)
    if not path:
        return "no introduction leads there"
    if view.chance_of_path(person) < view.people[person]["access"] - NEARLY:
        return f"a direct approach, likelier to work than {ARROW.join(view.names(path))}"
    return ARROW.join(view.names(path))


def both(view: DealView, pair: str) -> str:
    """What to call two people whose ids are joined by a plus sign, which an id may hold too."""
    names = {str(person["person"]): person["label"] for person in view.people}
    places = [at for at in range(len(pair)) if pair.startswith(PLUS, at)]
    splits = [(pair[:at], pair[at + len(PLUS) :]) for at in places]
    return next((f"{names[one]} and {names[other]}" for one, other in splits if {one, other} <= set(names)), pair)


def depth(view: DealView, position: int) -> str:
    """Who of us is in contact with a person, and how deeply."""
    if not view.contacts:
        return UNKNOWN
    own = [
        f"{view.members[member]['label']} (depth {number(strength)})"
        for member, strength in view.held_by.get(position, [])
    ]
    return ", ".join(own) or NOBODY


def rivals_of(view: DealView, position: int) -> str:
    """Which rivals are in contact with a person."""
    if not view.rivals:
        return UNKNOWN
    found = {side: finding.detail["members"].iloc[position] for side, finding in view.rivals.items()}
    return ", ".join(f"{members} ({side})" for side, members in found.items() if members) or NOBODY

"""Where to go in next, by entry strategy."""

from __future__ import annotations

from influence.show.deal_view import DealView
from influence.show.report import talk
from influence.show.report.section import Section, Table
from influence.show.wording import ARROW, SCALE, STRATEGIES, beats_introductions, number, path_in, percent, signed
from influence.tables.phrases import NEARLY, sentence

MOST = 5
HEAD = ("Rank", "Who", "Gain", "Access", "Move", "Headroom", "Leverage", "Path in")
FACTORS = ("access", "move", "headroom", "leverage")
NOTE = (
    f"Gain, in committee support ({SCALE}), is access × move × headroom × leverage: the chance to get to them, the "
    "chance that an attempt moves them, how far their support can still rise, and how far theirs moves the "
    "committee's. A refused strategy is not offered; unverified: what would decide it is unknown."
)


def section(view: DealView) -> Section:
    """Each entry strategy: its gate, and its best entry points where it is offered."""
    blocks = [_strategy(view, strategy) for strategy in STRATEGIES]
    return Section("Entry points", blocks=[*blocks, talk.table(view, view.best_entries)], note=NOTE)


def _strategy(view: DealView, strategy: str) -> Table:
    own = [position for position, row in enumerate(view.people) if row["strategy"] == strategy]
    # Whoever gains nothing, or turns others against us, is no entry point.
    ranked = [p for p in own if view.people[p]["rank"] is not None and view.people[p]["gain"] > NEARLY]
    ranked.sort(key=lambda position: view.people[position]["rank"])
    title = f"{STRATEGIES[strategy].capitalize()}: {view.numbers[strategy]}"
    lead = sentence(view.people[own[0]]["reason"] if own else "nobody we know belongs to this strategy")
    return Table(HEAD, [_person(view, position) for position in ranked[:MOST]], title, lead)


def _person(view: DealView, position: int) -> list[str]:
    person = view.people[position]
    factors = [number(person[name]) for name in FACTORS]
    return [str(person["rank"]), person["label"], signed(person["gain"]), *factors, path_in(view, position)]


def next_entry_point(view: DealView) -> str:
    """The best entry point of all, and how to get there."""
    if not view.best_entries:
        return "No worthwhile entry point found."
    best = view.best_entries[0]
    person = view.people[best]
    because = f", unverified: {person['reason']}" if person["gate"] == "unverified" else ""
    where = f"{person['label']}, {_way(view, best)} ({STRATEGIES[person['strategy']]}{because})."
    against = _against(view, best)
    chance = [f"Chance to get there: {percent(person['access'])}."] if against else []
    return " ".join([where, *chance, *against])


def _against(view: DealView, person: int) -> list[str]:
    """Who is against us: the entry point, and those who would have to introduce us."""
    introduce = [] if beats_introductions(view, person) else view.path_to(person)[:-1]
    against = [p for side, p in introduce if side == "person" and (view.people[p]["support"] or 0) < 0]
    said = [f"{_stands(view, each)}, and would have to introduce us." for each in against]
    return said + ([f"{_stands(view, person)}."] if (view.people[person]["support"] or 0) < 0 else [])


def _stands(view: DealView, person: int) -> str:
    return f"{view.people[person]['label']} is against us ({signed(view.people[person]['support'])})"


def _way(view: DealView, person: int) -> str:
    through = view.names(view.path_to(person))[:-1]
    if not through:
        return "by direct approach: no introduction path leads there"
    via = f"via {ARROW.join(through)}"
    return f"by direct approach, more likely to work than {via}" if beats_introductions(view, person) else via

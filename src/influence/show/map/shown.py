"""Who is on which view of the map: never everybody, but who matters and the bosses that connect them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from influence.analysis.penetration_plan import penetration_plan
from influence.show.deal_view import DealView
from influence.show.map.layout import chain

MOST_CARDS = 60
"""Cards on the first view: as many as can be read without zooming, in the order of `priorities`."""
MOST_OF_EVERYBODY = 400
"""Cards on the view of everybody: beyond, a browser slows down and nobody looks."""
LEVERAGE_SHOWN = 0.9
"""Share of the leverage on the committee whose carriers are shown."""


def who_matters(view: DealView, boss: Sequence[int]) -> list[int]:
    """Seats, single points, the plan's people, contacts of ours and of rivals, those who carry the leverage, bosses."""
    return _with_bosses(priorities(view), boss, MOST_CARDS)


def on_the_committee(view: DealView) -> list[int]:
    """Everybody who holds a seat or has a vote."""
    return sorted({*view.voters, *view.seats_of})


def everybody(view: DealView, boss: Sequence[int]) -> list[int]:
    """Everybody where the map has room, else those who matter most."""
    others = sorted(range(len(view.people)), key=lambda k: -(view.people[k]["leverage"] or 0.0))
    return _with_bosses(dict.fromkeys([*priorities(view), *others]), boss, MOST_OF_EVERYBODY)


def priorities(view: DealView) -> list[int]:
    """Who is to be shown, most important first."""
    people = range(len(view.people))
    rivals = [finding.detail["contacted"].to_numpy() for finding in view.rival_coverage.values()]
    wanted = [
        sorted(on_the_committee(view), key=lambda k: -view.people[k]["weight"]),
        [k for k in people if view.people[k]["single_point"]],
        [view.places[step["person"]] for step in view.rows(penetration_plan)],
        view.best_entries,
        sorted(view.contacts_with, key=lambda k: -view.people[k]["depth"]),
        [k for k in people if any(contacted[k] for contacted in rivals)],
        _carriers(view),
    ]
    return list(dict.fromkeys(person for group in wanted for person in group))


def _carriers(view: DealView) -> list[int]:
    """Those who together carry most of the leverage on the committee, most first."""
    leverage = [person["leverage"] or 0.0 for person in view.people]
    order = sorted(range(len(leverage)), key=lambda k: -leverage[k])
    found, carried, enough = [], 0.0, LEVERAGE_SHOWN * sum(leverage)
    for person in order:
        if carried >= enough:
            break
        found.append(person)
        carried += leverage[person]
    return found


def _with_bosses(wanted: Iterable[int], boss: Sequence[int], most: int) -> list[int]:
    """As many of them as there is room for, each with all bosses above."""
    shown: set[int] = set()
    for person in wanted:
        missing = set(chain(person, boss)) - shown
        if len(shown) + len(missing) <= most:
            shown |= missing
    return sorted(shown)

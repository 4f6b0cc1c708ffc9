"""What to talk about with whom, what was talked about so far, and who would turn against us."""

from __future__ import annotations

from collections.abc import Iterable

from influence.show.deal_view import DealView
from influence.show.report.facts import Facts
from influence.show.report.section import Table
from influence.show.told import in_a_row
from influence.show.wording import NOBODY, UNKNOWN, to_talk_about
from influence.tables.language import say, say_all
from influence.tables.schema import OUR_SIDE

TITLE = "What to talk about"
HEAD = ("Who", "What to talk about", "Talked about so far", "Would turn against us")
NO_ENCOUNTER = "No encounter recorded"
NOTE = (
    "What to talk about goes by the role a person holds. Would turn against us: once this person is won, by conflicts "
    "and factions, with the loss of support (scale −1 to +1)."
)


def tables(view: DealView, people: Iterable[int], title: str = TITLE) -> list[Table]:
    """A row for each of these people, by position; none once the deal is closed."""
    if view.once(Facts).closed:
        return []
    return [Table(say_all(HEAD), [_person(view, position) for position in people], say(title), note=say(NOTE))]


def _person(view: DealView, position: int) -> list[str]:
    person = view.people[position]
    about = to_talk_about(person) or say("Role unknown: find it out first")
    return [person["label"], about, _so_far(view, person["person"]), person["turns"] or say(NOBODY)]


def _so_far(view: DealView, person: object) -> str:
    """The topics of our encounters with this person, the latest first."""
    met = view.graph.interactions
    if not {"person", "side", "topic"} <= set(met):
        return say(UNKNOWN)
    ours = met[(met["person"] == person) & (met["side"] == OUR_SIDE)]
    if "date" in ours:
        ours = ours.sort_values("date", ascending=False, kind="stable")
    topics = list(dict.fromkeys(ours["topic"].dropna()))
    if not topics:
        nothing = UNKNOWN if len(ours) or not (met["side"] == OUR_SIDE).any() else NO_ENCOUNTER
        return say(nothing)
    return in_a_row([str(topic) for topic in topics])

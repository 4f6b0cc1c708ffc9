"""The first screen of a report, which is the first page on paper: what a manager sees without opening anything."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from influence.analysis.diagnose import diagnose
from influence.analysis.penetration_plan import penetration_plan
from influence.analysis.resilience import resilience
from influence.show.deal_facts import recorded
from influence.show.deal_view import DealView
from influence.show.figures import leverage_waterfall, plan_trajectory
from influence.show.figures.inline import inline
from influence.show.report.committee_strip import CoverageBar, StripSeat, coverage_bar, strip
from influence.show.report.facts import Facts
from influence.show.report.going_to import would_have_gone_to
from influence.show.report.headline import Headline, headline
from influence.show.report.next_steps import Step, next_steps
from influence.show.report.retrospect import tell
from influence.show.report.single_points import depends_on
from influence.show.report.tasks import attempts
from influence.show.told import Told, told
from influence.show.wording import leaning, percent
from influence.tables.language import say
from influence.tables.phrases import counted

SHOWN, LESSONS = 3, 5
# Steps that give no reasons leave room for further ones, up to so many texts.
TEXTS = 5
SEATS = 9
FIGURE = (4.5, 2.6)


@dataclass(frozen=True)
class Screen:
    """What stands on the first screen; figures are empty where nothing is known to draw."""

    deal_line: str
    headline: Headline
    steps_title: str
    steps: list[Step]
    lessons: list[str]
    more_steps: str
    seats_title: str
    seats: list[StripSeat]
    more_seats: str
    bar: CoverageBar | None
    uncovered: str
    no_support: str
    waterfall: str
    plan_title: str
    plan_line: str
    trajectory: str
    depends_title: str
    single_points: str
    left: list[tuple[str, str]]
    retrospect: str


def first_screen(view: DealView) -> Screen:
    """The first screen of a deal's report."""
    facts = view.once(Facts)
    steps, seats = view.once(next_steps), strip(view)
    shown = _first(steps)
    return Screen(
        deal_line=" · ".join(recorded(view.facts)),
        headline=headline(view),
        steps_title=say("What the map would have said") if facts.closed else say("Do next"),
        steps=shown,
        lessons=_lessons(view, facts)[:LESSONS] if facts.closed else [],
        more_steps=say("All {count}", count=counted(len(steps), "step", "steps")) if len(steps) > len(shown) else "",
        seats_title=say("Who decided") if facts.closed else say("Who decides"),
        seats=seats[:SEATS],
        more_seats=say("and {count} in the table", count=counted(len(seats) - SEATS, "seat", "seats"))
        if len(seats) > SEATS
        else "",
        bar=coverage_bar(view),
        uncovered=""
        if view.has_contacts
        else tell(view, "No contact of ours is recorded, so what we cover is unknown."),
        no_support="" if facts.contributions else say("No support that counts is known."),
        waterfall="" if view.nobody_decides else _figure(leverage_waterfall, view),
        plan_title=say("The map's plan") if facts.closed else say("The plan"),
        plan_line=_plan_line(view, facts),
        trajectory=_figure(plan_trajectory, view) if facts.plan else "",
        depends_title=say("On whom it depended") if facts.closed else say("On whom it depends"),
        single_points=depends_on(view),
        left=_left(view),
        retrospect=say("The deal is closed: what follows shows it as it stood, and is no advice.")
        if facts.closed
        else "",
    )


def _first(steps: list[Step]) -> list[Step]:
    """The first three, and further ones while few of them give reasons."""
    texts = list(accumulate(1 + bool(step.why) for step in steps))
    return steps[: max(SHOWN, sum(count <= TEXTS for count in texts))]


def _lessons(view: DealView, facts: Facts) -> list[str]:
    """With whom the map would have begun, and what was going wrong, most severe first."""
    begin = [] if facts.begin_with is None else [would_have_gone_to(view, facts.begin_with)]
    return [*begin, *(str(row["evidence"]) for row in view.rows(diagnose))]


def _figure(draw: Any, view: DealView) -> str:
    return inline(draw, view, heading=False, size=FIGURE)


def _plan_line(view: DealView, facts: Facts) -> Told:
    """How long the plan is and what it brings."""
    numbers = view.row(penetration_plan)
    if not facts.plan:
        return told("No plan: nobody worth winning was found, or every entry strategy is refused.")
    people = counted(numbers["steps"], "person", "people")
    tries = attempts(numbers["attempts"])
    sentence = "{people} in about {tries}, approval {now} → {then}"
    now, then = view.numbers["approval"], numbers["approval_end"]
    if now is None or then is None or view.nothing_known:
        return told("{people} in about {tries}", people=people, tries=tries)
    return told(sentence, people=people, tries=tries, now=percent(now), then=percent(then))


def _left(view: DealView) -> list[tuple[str, str]]:
    """What is left of votes and support if people leave: on average and at worst."""
    numbers = view.row(resilience)
    rows = []
    if view.has_contacts and not view.nobody_decides:
        votes = _average(percent(numbers["coverage_mean"]), percent(numbers["coverage_p5"]))
        rows.append((say("If people leave, votes covered"), votes))
    if not view.nothing_known:
        support = _average(leaning(numbers["support_mean"]), leaning(numbers["support_p5"]))
        rows.append((say("Known support then"), support))
    return rows


def _average(average: str, worst: str) -> str:
    return say("{average}, at worst {worst}", average=average, worst=worst)

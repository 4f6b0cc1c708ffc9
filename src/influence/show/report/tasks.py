"""What each analysis says is to be done, as tasks of one shape: `next_steps` merges them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from influence.analysis.diagnose import diagnose
from influence.analysis.information_gaps import information_gaps
from influence.analysis.position import position as position_of
from influence.analysis.supporters import supporters
from influence.measures.gaps import our_team
from influence.show.deal_view import DealView
from influence.show.report.facts import Facts
from influence.show.report.going_to import going_to, plan_step, who_goes
from influence.show.report.why_not_approver import why_not_approver
from influence.show.told import Told, Who, in_a_row, told
from influence.show.wording import leaning, named, number, to_talk_about
from influence.tables.language import say
from influence.tables.phrases import NEARLY, capital, counted, sentence

Row = Mapping[str, Any]
Source = tuple[object, ...]

FATAL, EVIDENCE, FIRST, SERIOUS, FIRST_GAP, PLAN, WATCH, GO_ON, GAP, PROMOTION = range(10)
SEVERITY = {"fatal": FATAL, "serious": SERIOUS, "watch": WATCH, "go on": GO_ON}
# Flags and advice that send us to somebody: how to get there is for `going_to` to say.
SENDS = ("002-24B", "003-37")
# Which decider to contact, after long silence, is for the plan to say where it begins with one.
IDLE = "002-12"
# Thanks are owed once the deal is closed, and only then.
AFTER_CLOSING = ("003-48",)
NEEDED = {
    "committee": "Find out who decides, and record the seats of the committee.",
    "contacts": "Record whom of them we know, and how well.",
    "support": "Find out where they stand, until people with half of the leverage are known.",
    "checklist": "Begin the checklist: ask the customer its standard questions and record the answers.",
}


@dataclass(frozen=True)
class Task:
    """Something to do, by one analysis; tasks of the same key are one step."""

    rank: tuple[float, ...]
    key: object
    what: Told
    why: tuple[str, ...]
    sources: frozenset[Source]
    person: int | None = None
    about: str = ""
    closed: bool = False

    def with_more(self, other: Task) -> Task:
        """The task, with the reasons and sources of another that says the same."""
        why = tuple(dict.fromkeys((*self.why, *other.why)))
        return replace(self, why=why, sources=self.sources | other.sources, about=self.about or other.about)


def evidence(view: DealView) -> Iterator[Task]:
    """What has to be known before a deal is told to go on."""
    for place, name in enumerate(view.once(Facts).missing):
        what = told(NEEDED[name])
        yield Task((EVIDENCE, place), ("evidence", name), what, (), frozenset({("evidence", name)}))


def plan(view: DealView) -> Iterator[Task]:
    """Whom to win, step by step."""
    for step in view.once(Facts).plan:
        rank = FIRST if step["step"] == 1 else PLAN
        why = told(
            "Step {step} of the plan: about {attempts}; support is {support} then.",
            step=str(step["step"]), attempts=attempts(step["attempts"]), support=leaning(step["support"]),
        )  # fmt: skip
        why_not = why_not_approver(view) if rank == FIRST else ""
        yield _visit(view, view.places[step["person"]], (rank, step["step"]), (why, why_not), ("plan", step["step"]))


def flags(view: DealView) -> Iterator[Task]:
    """What the red flags ask for."""
    for row in view.rows(diagnose):
        yield _by_rule(view, row, ("flag", row["flag"]), row["flag"])


def advice(view: DealView) -> Iterator[Task]:
    """What follows from our position."""
    for place, row in enumerate(view.rows(position_of)):
        yield _by_rule(view, row, ("advice", row["code"], row["who"]), place)


def gaps(view: DealView) -> Iterator[Task]:
    """What to find out, and from whom."""
    for place, row in enumerate(asked(view)):
        rank, source = (FIRST_GAP if place == 0 else GAP, row["gap"]), ("gap", row["gap"])
        about = view.places.get(row["about"]) if row["what"] == "support" else None
        if about is not None and plan_step(view, about) and view.once(Facts).verdict != "stop":
            yield _visit(view, about, rank, (_best_asked(view, row),), source)
        else:
            yield Task(rank, source, _question(view, row), (sentence(row["why"]),), frozenset({source}), about)


def promotions(view: DealView) -> Iterator[Task]:
    """Who could help us more, and what is missing; people with the same to be done are one task."""
    together: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(view.rows(supporters)):
        if row["missing"] is not None:
            together[sentence(row["action"])].append(place)
    for number_, (action, people) in enumerate(together.items()):
        names = in_a_row([view.people[each]["label"] for each in people])
        why = told("They could help us inside: {names}.", names=names)
        sources = frozenset(("supporter", each) for each in people)
        yield Task(
            (PROMOTION, number_),
            ("promotion", action),
            told("About {who}: {do}", who=names, do=action),
            (why,),
            sources,
        )


def asked(view: DealView) -> list[dict[str, Any]]:
    """The open questions without those about the support of somebody, whatever it is, who moves nothing and nobody."""
    leverage = {person["person"]: person["leverage"] for person in view.people}
    return [
        row
        for row in view.rows(information_gaps)
        if row["width"] is None
        or row["width"] > NEARLY
        or row["value"] > NEARLY
        or abs(leverage.get(row["about"], 1.0)) > NEARLY
    ]


def attempts(count: float) -> str:
    """How many tries to expect, in whole ones."""
    return counted(max(1, round(count)), "attempt", "attempts")


def _visit(view: DealView, position: int, rank: tuple[float, ...], why: Sequence[str], source: Source) -> Task:
    about = to_talk_about(view.people[position])
    reasons = tuple(reason for reason in why if reason)
    what = going_to(view, position)
    return Task(rank, ("person", position), what, reasons, frozenset({source}), position, about)


def _by_rule(view: DealView, row: Row, source: Source, place: int) -> Task:
    """What a rule asks for; of equals the earlier comes first."""
    names, facts = [] if row["who"] is None else named(view, row["who"]), view.once(Facts)
    rank, why = (SEVERITY[row["severity"]], place), sentence(row["evidence"])
    people = [view.places[name.person] for name in names if isinstance(name, Who)]
    if row["code"] == IDLE and facts.next_person in view.voters:
        people = [facts.next_person]
    if row["code"] in (*SENDS, IDLE) and len(people) == 1 and facts.verdict != "stop":
        return _visit(view, people[0], rank, (why,), source)
    action = sentence(row["action"])
    what = told("About {who}: {do}", who=in_a_row(names), do=row["action"]) if names else Told([action])
    key, one = ("rule", row["code"], row["who"]), people[0] if len(people) == 1 else None
    return Task(rank, key, what, (why,), frozenset({source}), one, closed=row["code"] in AFTER_CLOSING)


def _question(view: DealView, row: Row) -> Told:
    """Who of ours asks whom which question."""
    question = capital(row["question"].removeprefix(our_team()))
    if row["question"].startswith(our_team()):
        return told("{member} answers: {question}", member=row["ask"] or say("our team"), question=question).begun()
    if row["ask"] is None:
        return told("Nobody we know can tell yet: {question}", question=question)
    place = view.places[row["ask"]]
    if row["ask"] == row["about"]:
        return told(
            "{member} asks {who} where they stand.", member=who_goes(view, place), who=view.people[place]["label"]
        ).begun()
    return told(
        "{member} asks {who}: {question}",
        member=who_goes(view, place), who=view.people[place]["label"], question=question,
    ).begun()  # fmt: skip


def _best_asked(view: DealView, row: Row) -> Told:
    """How much somebody's answer moves, and who can tell best where they stand."""
    moves = told("Where they stand moves the committee's support by up to {width}.", width=number(row["width"]))
    if row["ask"] in (None, row["about"]):
        return moves
    return told(
        "{moves} {ask} can tell best where they stand.", moves=moves, ask=view.people[view.places[row["ask"]]]["label"]
    )

"""What to do next: the one list, merged from red flags, plan, questions and advice, to which all else refers.

A step comes from one or several sources, a kind and a key: `("plan", 1)`, `("flag", 3)`, `("gap", 2)`,
`("advice", "003-31")`, `("evidence", "contacts")`. What several sources say about going to one person is one step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from influence.show.deal_view import DealView
from influence.show.report import tasks
from influence.show.report.facts import Facts
from influence.show.report.going_to import introduced_by
from influence.show.report.section import Table
from influence.show.report.tasks import Source, Task
from influence.show.told import Linked, Told
from influence.tables.language import say

NO_STEP = "none"


@dataclass(frozen=True)
class Step:
    """Something to do.

    Attributes
    ----------
    number : int
        Its place in the list, from 1.
    what : Told
        Who of ours does what with whom, in a sentence.
    why : tuple of str
        What shows that it is needed, the weightiest first; sentences.
    about : str
        What to talk about with them; empty where there is nothing to say of it.
    person : int or None
        To whom it goes, by position.
    sources : frozenset
        Where it comes from.
    """

    number: int
    what: Told
    why: tuple[str, ...]
    about: str
    person: int | None
    sources: frozenset[Source]


def next_steps(view: DealView) -> list[Step]:
    """All that is to be done, most pressing first; of a closed deal what is owed to those who helped us."""
    merged: dict[object, Task] = {}
    for task in sorted(_tasks(view), key=lambda each: each.rank):
        merged[task.key] = merged[task.key].with_more(task) if task.key in merged else task
    return [
        Step(number, task.what, task.why, task.about, task.person, task.sources)
        for number, task in enumerate(_in_order(view, merged), start=1)
    ]


def _in_order(view: DealView, merged: dict[object, Task]) -> list[Task]:
    """The tasks as they come, but whoever the plan wins before they introduce us goes before whom they introduce."""
    ordered: dict[object, Task] = {}
    for key in merged:
        before = [key]
        while (first := _won_first(view, before[-1])) in merged:
            before.append(first)
        ordered |= {each: merged[each] for each in reversed(before) if each not in ordered}
    return list(ordered.values())


def _won_first(view: DealView, key: object) -> object:
    """The key of whom the plan wins first to be introduced to the person of this key."""
    match key:
        case ("person", int(position)):
            return ("person", introduced_by(view, position))
    return None


def _tasks(view: DealView) -> Iterator[Task]:
    """What is to be done by each source; a deal to stop has no way in, a closed one nothing but thanks."""
    facts = view.once(Facts)
    if facts.closed:
        yield from (task for task in tasks.flags(view) if task.closed)
        return
    yield from (task for task in tasks.flags(view) if not task.closed)
    yield from tasks.gaps(view)
    yield from tasks.promotions(view)
    if facts.verdict != "stop":
        yield from tasks.plan(view)
        yield from tasks.advice(view)
    if facts.verdict == "too early":
        yield from tasks.evidence(view)


def step_of(view: DealView, *source: object) -> str:
    """The number of the step that comes from this source, leading there; "none" where nothing is to be done."""
    for step in view.once(next_steps):
        if source in step.sources:
            return Linked(str(step.number), f"step-{step.number}")
    return NO_STEP


def with_steps(head: Sequence[str], rows: Sequence[Sequence[str]], title: str = "") -> Table:
    """A table whose last column is the step of each row, without that column where no row has one."""
    if any(row[-1] != NO_STEP for row in rows):
        return Table(head, [[*row[:-1], say(NO_STEP) if row[-1] == NO_STEP else row[-1]] for row in rows], title)
    return Table(head[:-1], [row[:-1] for row in rows], title)

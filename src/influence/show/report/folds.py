"""What is folded below the first screen, in the order in which it is read."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType as Module

from influence.show.deal_view import DealView
from influence.show.report import (
    advice,
    all_steps,
    committee,
    contest,
    departures,
    disagreement,
    entry_points,
    forces,
    open_questions,
    org_chart,
    our_team,
    plan,
    red_flags,
    rivals,
    single_points,
    strategies_compared,
    supporters,
    verdict,
)
from influence.show.report.section import Section
from influence.tables.language import say


@dataclass(frozen=True)
class Group:
    """Parts of the report that belong together: where they begin, and their folds."""

    anchor: str
    title: str
    folds: list[Fold]


@dataclass(frozen=True)
class Fold:
    """A part of the report that opens: its anchor, what stands in it, and whether it is printed."""

    anchor: str
    section: Section
    printed: bool


GROUPS: dict[str, tuple[Module, ...]] = {
    "Map": (org_chart,),
    "Committee": (committee, verdict, contest, forces, disagreement, supporters),
    "Plan": (plan, all_steps, entry_points, strategies_compared),
    "Team and rivals": (our_team, rivals, single_points, departures),
    "Evidence": (red_flags, open_questions, advice),
}
"""The parts of the report in the order in which they are read; each module has a `section`."""
PRINTED = (committee, plan)


def groups(view: DealView) -> list[Group]:
    """All that is folded below the first screen."""
    return [
        Group(f"about-{title.lower().replace(' ', '-')}", say(title), [_fold(view, module) for module in modules])
        for title, modules in GROUPS.items()
    ]


def _fold(view: DealView, module: Module) -> Fold:
    name = module.__name__.rpartition(".")[2].replace("_", "-")
    return Fold(name, module.section(view), module in PRINTED)


SECTIONS = tuple(module.section for modules in GROUPS.values() for module in modules)
"""What makes the sections, in the order in which they are read."""

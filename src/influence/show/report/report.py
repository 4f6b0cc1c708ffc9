"""The report on one deal: the sections, one below the other."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType as Module

from influence.graph.stakeholder_graph import StakeholderGraph
from influence.show.deal_view import DealView
from influence.show.map.org_map import drawing
from influence.show.page import Page, page
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
from influence.show.report.first_screen import first_screen
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


def report(graph: StakeholderGraph, *, deal: object = None) -> Page:
    """Write the report on one deal: how it stands, on whom it depends, and where to go in next.

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    deal : str or int, optional
        Which deal to report on; may be left out where there is only one.

    Returns
    -------
    Page
        One file of HTML that works offline: the verdict in words, red flags, open questions, where we disagree, the
        map, advice, the plan, the entry strategies compared, supporters, and the tables behind them, with unknown
        written out wherever something is.
        `save(path)`, `html`; in a notebook it shows itself.

    Raises
    ------
    UnknownName
        There is no such deal, or several and none was named.

    Examples
    --------
    >>> import influence
    >>> page = influence.show.report(influence.datasets.load("cooked_duck"))
    >>> "We cover 1 of 6 deciders (17% of the votes)." in page.html
    True
    """
    return report_of(DealView(graph, deal))


def report_of(view: DealView) -> Page:
    """The page of a deal whose numbers are there already."""
    return page("report.html", title=view.title, screen=first_screen(view), groups=groups(view), map=drawing(view))


def groups(view: DealView) -> list[Group]:
    """All that is folded below the first screen."""
    return [
        Group(f"about-{title.lower().replace(' ', '-')}", say(title), [_fold(view, module) for module in modules])
        for title, modules in GROUPS.items()
    ]


def _fold(view: DealView, module: Module) -> Fold:
    name = module.__name__.rpartition(".")[2].replace("_", "-")
    return Fold(name, module.section(view), module in PRINTED)

"""The report on one deal: the sections, one below the other."""

from __future__ import annotations

from collections.abc import Callable

from influence.graph.stakeholder_graph import StakeholderGraph
from influence.show.deal_view import DealView
from influence.show.map.drawing import drawing
from influence.show.page import Page, page
from influence.show.report import (
    advice,
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

SECTIONS: tuple[Callable[[DealView], Section], ...] = (
    verdict.section,
    red_flags.section,
    open_questions.section,
    disagreement.section,
    org_chart.section,
    advice.section,
    plan.section,
    strategies_compared.section,
    supporters.section,
    contest.section,
    committee.section,
    single_points.section,
    our_team.section,
    rivals.section,
    departures.section,
    entry_points.section,
    forces.section,
)
"""The sections in the order in which they are read."""


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
    sections = [make(view) for make in SECTIONS]
    return page("report.html", title=view.title, summary=verdict.about(view), sections=sections, map=drawing(view))

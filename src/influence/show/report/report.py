"""The report on one deal: the sections, one below the other."""

from __future__ import annotations

from collections.abc import Callable

from influence.graph.stakeholder_graph import StakeholderGraph
from influence.show.deal_view import DealView
from influence.show.map.org_map import drawing
from influence.show.page import Page, page
from influence.show.report.advice import advice
from influence.show.report.committee import committee
from influence.show.report.departures import departures
from influence.show.report.disagreement import disagreement
from influence.show.report.entry_points import entry_points
from influence.show.report.forces import forces
from influence.show.report.open_questions import open_questions
from influence.show.report.org_chart import org_chart
from influence.show.report.our_team import our_team
from influence.show.report.plan import plan
from influence.show.report.red_flags import red_flags
from influence.show.report.rivals import rivals
from influence.show.report.section import Section
from influence.show.report.single_points import single_points
from influence.show.report.strategies_compared import strategies_compared
from influence.show.report.supporters import supporters
from influence.show.report.verdict import about, verdict

SECTIONS: tuple[Callable[[DealView], Section], ...] = (
    verdict,
    red_flags,
    open_questions,
    disagreement,
    org_chart,
    advice,
    plan,
    strategies_compared,
    supporters,
    committee,
    single_points,
    our_team,
    rivals,
    departures,
    entry_points,
    forces,
)
"""The sections in the order in which they are read."""


def report(graph: StakeholderGraph, deal: object = None) -> Page:
    """How does one deal stand, whom does it depend on, and where do we go in next?

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
    sections = [section(view) for section in SECTIONS]
    return page("report.html", title=view.title, summary=about(view), sections=sections, map=drawing(view))

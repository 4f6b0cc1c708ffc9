"""The report on one deal: the sections, one below the other."""

from __future__ import annotations

from dataclasses import replace

from influence.graph.stakeholder_graph import StakeholderGraph
from influence.show.deal_view import DealView
from influence.show.map.drawing import drawing
from influence.show.page import Page, page
from influence.show.report.first_screen import first_screen
from influence.show.report.folds import groups
from influence.show.report.markdown import markdown
from influence.show.spoken import speaking_of
from influence.show.wording import summary


def report(graph: StakeholderGraph, *, deal: object = None, locale: str | None = None) -> Page:
    """Write the report on one deal: how it stands, on whom it depends, and where to go in next.

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    deal : str or int, optional
        Which deal to report on; may be left out where there is only one.
    locale : {"en", "zh"}, optional
        The language of the report; without it the one of `influence.speaking`, else that of the headers of the files
        the graph was read from.

    Returns
    -------
    Page
        One file of HTML that works offline. First, on one screen: the verdict in three sentences, what to do next,
        who decides, votes covered, where support comes from, the plan, and on whom it depends. Below, folded: the map
        and every table behind it, with unknown written out wherever something is. A deal that is closed is read in
        retrospect, without advice. `save(path)` writes it as HTML, or as Markdown where the path ends in .md; `html`
        and `markdown` hold both; in a notebook it shows itself.

    Raises
    ------
    UnknownName
        There is no such deal or locale, or several deals and none was named.

    Examples
    --------
    >>> import influence
    >>> page = influence.show.report(influence.datasets.load("cooked_duck"))
    >>> "We covered 17% of the votes." in page.markdown
    True
    """
    with speaking_of(graph, locale):
        return report_of(DealView(graph, deal))


def report_of(view: DealView) -> Page:
    """The page of a deal whose numbers are there already."""
    screen, folded = first_screen(view), groups(view)
    made = page("report.html", title=view.title, screen=screen, groups=folded, map=drawing(view))
    return replace(made, markdown=markdown(view.title, screen, folded), note=summary(view))

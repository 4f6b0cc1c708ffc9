"""The interactive map of one deal: laid out here, drawn by the page's own script."""

from __future__ import annotations

from influence.graph.stakeholder_graph import StakeholderGraph
from influence.show.deal_view import DealView
from influence.show.map.drawing import drawing
from influence.show.map.heading import heading
from influence.show.page import Page, page


def org_map(graph: StakeholderGraph, *, deal: object = None, strategy: str | None = None) -> Page:
    """Draw the map of one deal: who stands where, who is for us, and where to go in next.

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    deal : str or int, optional
        Which deal to draw; may be left out where there is only one.
    strategy : {"top_down", "middle_out", "bottom_up"}, optional
        Mark the best entry points of this entry strategy only; "top-down" is understood too.

    Returns
    -------
    Page
        One file of HTML that works offline: `save(path)`, `html`; in a notebook it shows itself.

    Raises
    ------
    UnknownName
        There is no such deal or strategy, or several deals and none was named.

    Notes
    -----
    Rows follow the layers of the organisation, and reports stand below their boss. Unknown support has a dashed
    outline and a question mark: it is not neutral. Every text of the data is drawn as text, never as HTML.

    Examples
    --------
    >>> import influence
    >>> page = influence.show.org_map(influence.datasets.load("cooked_duck"))
    >>> page.title
    'The customer: Purchase of equipment'
    """
    view = DealView(graph, deal, strategy)
    return page("org_map.html", title=view.title, heading=heading(view), map=drawing(view))

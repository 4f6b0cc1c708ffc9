"""The map as a widget of a notebook: whom the reader chooses, Python knows, and the other way round."""

from __future__ import annotations

from functools import cache
from typing import Any

from influence.errors import UnknownName, needed
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.show.assets import TEMPLATES
from influence.show.map.org_map import OrgMap, org_map
from influence.tables.language import say, speaking


def org_map_widget(
    graph: StakeholderGraph, *, deal: object = None, strategy: str | None = None, locale: str | None = None
) -> Any:
    """Show the map of one deal in a notebook, and follow whom the reader chooses.

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    deal : str or int, optional
        Which deal to draw; may be left out where there is only one.
    strategy : {"top_down", "middle_out", "bottom_up"}, optional
        Mark the best entry points of this entry strategy only.
    locale : {"en", "zh"}, optional
        The language of the map; without it, that of the headers of the files the graph was read from.

    Returns
    -------
    anywidget.AnyWidget
        `selected` is the id of the person chosen, None for nobody; set it to choose somebody on the map, observe it to
        follow the reader.

    Raises
    ------
    UnknownName
        There is no such deal, strategy or locale, or several deals and none was named; or `selected` is set to
        somebody who is not in the deal.
    InfluenceError
        anywidget is not installed.

    Notes
    -----
    The map is the same page as `org_map` makes, in a sandboxed frame with its own Content-Security-Policy; of whom is
    chosen, the frame and the notebook tell each other by messages.

    Examples
    --------
    >>> import influence
    >>> widget = influence.show.org_map_widget(influence.datasets.load("cooked_duck"))
    >>> widget.selected = "general manager"
    >>> widget.selected
    'general manager'
    """
    return _widget_class()(org_map(graph, deal=deal, strategy=strategy, locale=locale))


@cache
def _widget_class() -> Any:
    """The class, made only where anywidget is installed."""
    remedy = say("pip install influence-graph[widget], or show influence.show.org_map(graph), which needs nothing")
    needed("anywidget", say("the widget"), remedy)
    import anywidget
    import traitlets

    class OrgMapWidget(anywidget.AnyWidget):
        """The map of a deal in a notebook; `selected` is the id of the person chosen, None for nobody."""

        _esm = (TEMPLATES / "map" / "widget.js").read_text(encoding="utf-8")
        _page = traitlets.Unicode().tag(sync=True)
        _title = traitlets.Unicode().tag(sync=True)
        _height = traitlets.Int().tag(sync=True)
        selected = traitlets.Any(None, allow_none=True, help="The id of the person chosen.").tag(sync=True)

        def __init__(self, made: OrgMap) -> None:
            self._made = made
            self._ids = [person["id"] for person in made.drawn["people"]]
            super().__init__(_page=made.html, _title=made.title, _height=made.height)

        def __repr__(self) -> str:
            return f"OrgMapWidget({self._made.title!r}, selected={self.selected!r})"

        def _repr_mimebundle_(self, **options: Any) -> Any:
            """Where no kernel runs, such as in a file read on the web, a line of text stands for the map."""
            data, metadata = super()._repr_mimebundle_(**options) or ({}, {})
            with speaking(self._made.language):
                help_ = say("This map needs a running notebook; {code} stays in the file.", code="{code}")
                return {**data, "text/html": self._made.beside(help_, "influence.show.org_map(graph)")}, metadata

        @traitlets.validate("selected")
        def _known(self, proposal: Any) -> Any:
            """Only people of the deal can be chosen."""
            person = proposal["value"]
            if person is not None and person not in self._ids:
                raise UnknownName("person", person, self._ids)
            return person

    return OrgMapWidget

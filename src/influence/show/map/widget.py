"""The class of the widget; imported only where anywidget is installed."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from influence.errors import UnknownName
from influence.show.map.org_map import OrgMap
from influence.show.page import TEMPLATES


class OrgMapWidget(anywidget.AnyWidget):
    """The map of a deal in a notebook; `selected` is the id of the person chosen, None for nobody."""

    _esm = (TEMPLATES / "map" / "widget.js").read_text(encoding="utf-8")
    _page = traitlets.Unicode().tag(sync=True)
    _title = traitlets.Unicode().tag(sync=True)
    _height = traitlets.Int().tag(sync=True)
    selected = traitlets.Any(None, allow_none=True, help="The id of the person chosen.").tag(sync=True)

    def __init__(self, made: OrgMap) -> None:
        self._ids = [person["id"] for person in made.drawn["people"]]
        super().__init__(_page=made.html, _title=made.title, _height=made.frame_height)

    @traitlets.validate("selected")
    def _known(self, proposal: Any) -> Any:
        """Only people of the deal can be chosen."""
        person = proposal["value"]
        if person is not None and person not in self._ids:
            raise UnknownName("person", person, self._ids)
        return person

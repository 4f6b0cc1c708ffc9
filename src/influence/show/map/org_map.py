"""The map of one deal: an interactive page, and still pictures of the same layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from influence.errors import UnknownName
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.show.addresses import safe_address
from influence.show.deal_view import DealView
from influence.show.map.drawing import drawing
from influence.show.map.heading import heading
from influence.show.map.pictures import ENDINGS, MADE_BY, picture
from influence.show.map.still import still
from influence.show.map.views import COMMITTEE, EVERYONE, MATTERS
from influence.show.page import ENDINGS as PAGES
from influence.show.page import Page, page, save_files
from influence.show.spoken import speaking_of
from influence.show.wording import summary
from influence.tables.language import speaking, spoken

VIEWS = (MATTERS, COMMITTEE, EVERYONE)
# In a notebook: pixels above and below the map itself, how small it is drawn there, and the least and most of all.
AROUND, SCALE, LOWEST, HIGHEST = 235, 0.9, 560, 900


@dataclass(frozen=True, repr=False)
class OrgMap(Page):
    """The map of one deal: a page that works offline, and still pictures of it."""

    drawn: Mapping[str, Any] = field(default_factory=dict)
    language: str = "en"

    def save(self, path: str | Path, *, view: str = MATTERS, force: bool = False) -> Path:
        """Save the map: as a page, or as a still picture of one view.

        Parameters
        ----------
        path : str or pathlib.Path
            The file to write; its folder must exist. Its ending says what it becomes: .html or .htm the interactive
            page, .svg, .png (three pixels for one) or .pdf a picture. PNG and PDF need matplotlib.
        view : {"matters", "committee", "everyone"}
            What a picture shows; a page has all three.
        force : bool
            Whether to write over a file that this library did not make; an earlier page or picture of it is always
            replaced.

        Returns
        -------
        pathlib.Path
            The file written.

        Raises
        ------
        UnknownName
            There is no such view.
        InfluenceError
            There is no such folder, the file has another ending, it is there and not made by this library, it cannot
            be written, matplotlib is not installed, or no font has the letters of the names.

        Examples
        --------
        >>> import influence, pathlib, tempfile
        >>> map = influence.show.org_map(influence.datasets.load("cooked_duck"))
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     print(map.save(pathlib.Path(folder) / "map.svg", view="committee").name)
        map.svg
        """
        if view not in VIEWS:
            raise UnknownName("view", view, VIEWS)
        path = Path(path)
        ending = path.suffix.casefold()
        content = self._picture(view, ending) if ending in ENDINGS else self.html.encode("utf-8")
        save_files({path: content}, endings=(*PAGES, *ENDINGS), marks=(MADE_BY,), force=force)
        return path

    def _picture(self, view: str, ending: str) -> bytes:
        with speaking(self.language):
            shapes, width, height = still(self.drawn, view, self.title, self.note)
            return picture(shapes, width, height, ending, self.title)


def org_map(
    graph: StakeholderGraph,
    *,
    deal: object = None,
    strategy: str | None = None,
    locale: str | None = None,
    report: str | None = None,
) -> OrgMap:
    """Draw the map of one deal: who stands where, who is for us, and where to go in next.

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    deal : str or int, optional
        Which deal to draw; may be left out where there is only one.
    strategy : {"top_down", "middle_out", "bottom_up"}, optional
        Mark the best entry points of this entry strategy only; "top-down" is understood too.
    locale : {"en", "zh"}, optional
        The language of the map; without it, that of the headers of the files the graph was read from.
    report : str, optional
        The address of the report's page, to which the map then has a link: a path from the map's folder, or an
        address that begins with https://.

    Returns
    -------
    OrgMap
        One file of HTML that works offline, or a still picture of it: `save(path)`, `html`; in a notebook it shows
        itself.

    Raises
    ------
    UnknownName
        There is no such deal, strategy or locale, or several deals and none was named.
    InfluenceError
        `report` is no such address.

    Notes
    -----
    Rows are the layers of the organisation, columns its departments where at least six in ten people have one, else
    the branches of the hierarchy. The first view shows who matters: seats, contacts of ours and of rivals, the people
    of the plan, single points of failure, those who carry nine tenths of the leverage, and the bosses that connect
    them, at most 60 cards; the others are folded. Unknown support has a dashed outline and a question mark: it is not
    neutral. Every text of the data is drawn as text, never as HTML.

    Examples
    --------
    >>> import influence
    >>> page = influence.show.org_map(influence.datasets.load("cooked_duck"))
    >>> page.title
    'The customer: Purchase of equipment'
    """
    link = None if report is None else safe_address(report)
    with speaking_of(graph, locale):
        view = DealView(graph, deal, strategy)
        drawn, said = drawing(view), {"summary": summary(view), "heading": heading(view)}
        made = page("org_map.html", title=view.title, report=link, map=drawn, **said)
        return OrgMap(made.title, made.html, note=made.note, height=_height(drawn), drawn=drawn, language=spoken())


def _height(drawn: Mapping[str, Any]) -> int:
    """Pixels that the map takes in a notebook: what the first view needs, within what a screen has."""
    height = next(view["size"][1] for view in drawn["views"] if view["name"] == MATTERS)
    return round(min(max(AROUND + SCALE * height, LOWEST), HIGHEST))

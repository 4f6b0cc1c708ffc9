"""The interactive map of one deal: pyvis turns people and lines into vis-network's data, our own page draws them."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from influence.errors import needed
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.show.deal_view import DealView
from influence.show.map.cards import every_card
from influence.show.map.layout import Chart, Layout, forest, in_a_row, placed, with_row_below
from influence.show.map.routes import Point, Routes
from influence.show.page import Page, page
from influence.show.wording import reading, summary
from influence.tables.schema import LAYERS

BANDS = (*(f"{layer.capitalize()}" for layer in LAYERS), "Empty seats", "Our team")
EMPTY_SEATS, TEAM = len(LAYERS), len(LAYERS) + 1
MANY = 150
FAINT = "38"
# How far off the cards lines run; bosses in one row take turns, so that their lines stay apart.
LANES = (13.0, 18.0, 23.0)
OUR_LANE = 9.0

OURS = "#6d28a8"
# Colour, width, dashes and whether an arrow is drawn, by kind of relationship.
STYLES: dict[str, tuple[str, float, list[int] | bool, bool]] = {
    "reports_to": ("#98a1ae", 1.4, False, False),
    "dotted_line_to": ("#98a1ae", 1.4, [2, 3], True),
    "influences": ("#1f5fa8", 1.8, False, True),
    "seeks_advice_from": ("#8a6a14", 1.6, False, True),
    "trusts": ("#1f5fa8", 1.6, [7, 4], True),
    "works_with": ("#4b5563", 1.6, [2, 4], False),
    "knows": ("#7c8796", 1.4, [1, 5], False),
    "conflicts_with": ("#c2261c", 2.4, [9, 6], False),
    "contact": (OURS, 2.0, [5, 4], False),
    "path": (OURS, 5.0, False, True),
}
OTHER: tuple[str, float, list[int] | bool, bool] = ("#111827", 1.4, [3, 3], True)
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "dragNodes": False, "keyboard": {"enabled": True, "bindToWindow": False}},
    "edges": {"selectionWidth": 1.5, "hoverWidth": 0, "arrows": {"to": {"scaleFactor": 0.6}}},
}


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
    return page("org_map.html", title=view.title, summary=summary(view), map=drawing(view))


def drawing(view: DealView) -> dict[str, Any]:
    """Everything the page draws: nodes, edges and options from pyvis, the cards, the bands and the legend."""
    needed("pyvis", "drawing a map", "pip install pyvis")
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    boss = forest(
        len(view.people), [(s, t, strength) for s, t, kind, strength in view.relationships if kind == "reports_to"]
    )
    cards = every_card(view, boss)
    drawn = _places(view, boss)
    network = Network(directed=True)
    # add_node and add_edge look through all that is there at every call.
    network.nodes = [
        Node(k, "custom", label=each["label"], x=x, y=y).options
        for k, (each, x, y) in enumerate(zip(cards, drawn.x, drawn.y, strict=True))
    ]
    network.edges = [Edge(source, target, **style).options for source, target, style in _edges(view, drawn)]
    network.set_options(json.dumps(OPTIONS))
    nodes, edges, _, _, _, options = network.get_network_data()
    return {
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(options),
        "cards": cards,
        "bands": [{"label": BANDS[each.band], "top": each.top, "bottom": each.bottom} for each in drawn.bands],
        "legend": _legend(edges),
    }


def _places(view: DealView, boss: list[int]) -> Layout:
    """People by layer and reporting line, then the seats whose holder is unknown, then our team."""
    level = [math.nan if person["level"] is None else float(person["level"]) for person in view.people]
    people = placed(Chart(view.arrays.layer.tolist(), level, boss))
    seats = with_row_below(people, in_a_row(people, len(view.empty_seats)), EMPTY_SEATS)
    known: list[list[float]] = [[] for _ in view.members]
    for member, person, _ in view.contacts:
        known[member].append(people.x[person])
    middle = sum(people.x) / len(people.x) if people.x else 0.0
    return with_row_below(seats, [sum(at) / len(at) if at else middle for at in known], TEAM)


def _edges(view: DealView, layout: Layout) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Relationships as they are written, our contacts, and the recommended path in."""
    first_member = len(view.people) + len(view.empty_seats)
    routes = Routes(layout)
    reporting: dict[tuple[int, int], list[Point]] = {}
    for source, target, kind, _ in view.relationships:
        if kind == "reports_to":
            route = routes.down(target, source, LANES[target % len(LANES)])
            reporting |= {(target, source): route, (source, target): route[::-1]}
            yield source, target, {**_line(kind, 1.0, False), **_routed(route)}
    yield from _informal(view, layout)
    for member, person, depth in view.contacts:
        route = routes.between(first_member + member, person, OUR_LANE)
        yield first_member + member, person, {**_line("contact", depth, False), **_routed(route)}
    for one, other in pairwise(_path_in(view, first_member)):
        route = reporting.get((one, other)) or routes.between(one, other, OUR_LANE)
        yield one, other, {**_line("path", 1.0, False), **_routed(route)}


def _informal(view: DealView, layout: Layout) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Every relationship but reporting lines, as curves; faint where there are many."""
    faint = len(view.relationships) > MANY
    met: Counter[frozenset[int]] = Counter()
    for source, target, kind, strength in view.relationships:
        if kind != "reports_to":
            pair = frozenset((source, target))
            yield source, target, {**_line(kind, strength, faint), **_bent(layout, source, target, met[pair])}
            met[pair] += 1


def _path_in(view: DealView, first_member: int) -> list[int]:
    """The cards along the path to the best entry point."""
    path = view.path_to(view.best_entries[0]) if view.best_entries else []
    return [position + (first_member if side == "member" else 0) for side, position in path]


def _routed(points: Sequence[Point]) -> dict[str, Any]:
    """An edge that the page draws along these points; vis-network knows of it and does not draw it."""
    return {"hidden": True, "points": [[round(x, 1), round(y, 1)] for x, y in points]}


def _bent(layout: Layout, source: int, target: int, before: int) -> dict[str, Any]:
    """A curve that leaves its row, and keeps off the lines between the same two that came before it."""
    across, down = layout.x[target] - layout.x[source], layout.y[target] - layout.y[source]
    height = (110 if abs(down) < 1 else 50) + 45 * before
    roundness = round(min(0.4, height / math.hypot(across, down, 1)), 3)
    return {"smooth": {"enabled": True, "type": "curvedCW", "roundness": roundness}}


def _line(kind: str, strength: float, faint: bool) -> dict[str, Any]:
    colour, width, dashes, arrow = STYLES.get(kind, OTHER)
    return {
        "kind": kind,
        "color": {"color": colour + (FAINT if faint else ""), "highlight": colour, "hover": colour},
        "width": round(width * (0.5 + 0.5 * strength), 2),
        "dashes": dashes,
        "arrows": {"to": {"enabled": arrow}},
    }


def _legend(edges: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The kinds of line in this map, and how to read them."""
    count = Counter(edge["kind"] for edge in edges)
    known = [kind for kind in STYLES if kind in count]
    return [_entry(kind, count[kind]) for kind in [*known, *sorted(set(count) - set(known))]]


def _entry(kind: str, count: int) -> dict[str, Any]:
    colour, width, dashes, arrow = STYLES.get(kind, OTHER)
    return {
        "kind": kind,
        "reading": reading(kind),
        "count": count,
        "colour": colour,
        "width": width,
        "dashes": " ".join(map(str, dashes)) if isinstance(dashes, list) else "",
        "arrow": arrow,
    }

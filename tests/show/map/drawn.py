"""What the tests of the map share: charts of random deals, and geometry."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from influence import StakeholderGraph
from influence.show.deal_view import DealView
from influence.show.map.card import CARD
from influence.show.map.grid import Box
from influence.show.map.lines import Line
from influence.show.map.views import MapView, OrgChart
from tests.random_deals import deal_graphs, drawn
from tests.show.organisations import organisation
from tests.sparse_deals import sparse_graph


@cache
def charts() -> list[OrgChart]:
    """A hundred deals: of every shape, as teams have them, and organisations with departments and rivals."""
    graphs = [*drawn(deal_graphs(deals=1), 50, 7), sparse_graph(38, 5)]
    sizes = (4, 6, 8, 10, 13, 21, 34, 34, 60, 130, 250, 500)
    graphs += [organisation(people, seed) for seed, people in enumerate(sizes)]
    return [chart(graph, deal) for graph in graphs for deal in graph.all_deals]


def chart(graph: StakeholderGraph, deal: object = None) -> OrgChart:
    return OrgChart(DealView(graph, deal))


def views() -> Iterator[tuple[OrgChart, MapView]]:
    """Every view of every chart."""
    return ((each, view) for each in charts() for view in each.views)


def overlap(one: Box, other: Box) -> bool:
    across = one.x < other.x + CARD.width and other.x < one.x + CARD.width
    return across and one.y < other.bottom and other.y < one.bottom


def passes(line: Line, box: Box) -> bool:
    """Whether some part of a line lies within a box."""
    for (ax, ay), (bx, by) in pairwise(line.points):
        across = min(ax, bx) < box.x + CARD.width and box.x < max(ax, bx)
        upright = ax == bx and box.x < ax < box.x + CARD.width
        down = min(ay, by) < box.bottom and box.y < max(ay, by)
        level = ay == by and box.y < ay < box.bottom
        if (across and level) or (upright and down):
            return True
    return False


def on_the_edge(point: tuple[float, float], box: Box) -> bool:
    x, y = point
    inside = box.x <= x <= box.x + CARD.width and box.y <= y <= box.bottom
    return inside and (x in (box.x, box.x + CARD.width) or y in (box.y, box.bottom))

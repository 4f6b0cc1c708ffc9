"""Two hundred deals to read reports of: random ones, sparse ones, Chinese ones; open and closed."""

from __future__ import annotations

from functools import cache

import numpy as np

from influence import StakeholderGraph
from influence.show.deal_view import DealView
from tests.random_deals import deal_rows, drawn, side_by_side
from tests.sparse_deals import sparse_tables

FAMILY, GIVEN = "王李张刘陈杨赵黄周吴", "建国伟芳娜敏静丽强磊军洋勇艳杰"
RANDOM, SPARSE, CHINESE = 100, 60, 40


def views(every: int = 1) -> list[DealView]:
    """The deals, or every so many of them, each as a page sees it; one that several tests read is made once."""
    return [_view(number) for number in range(0, RANDOM + SPARSE + CHINESE, every)]


@cache
def _view(number: int) -> DealView:
    return DealView(*_deals()[number])


@cache
def _deals() -> list[tuple[StakeholderGraph, object]]:
    """Each deal's id, with the graph that it stands in."""
    random = StakeholderGraph.from_tables(**side_by_side(drawn(deal_rows(1, told=True), RANDOM, seed_=16)))
    graphs = (random, sparse(SPARSE, 3), sparse(CHINESE, 4, chinese=True))
    return [(graph, deal) for graph in graphs for deal in graph.all_deals]


def sparse(deals: int, seed: int, chinese: bool = False) -> StakeholderGraph:
    """Sparse deals, some of them closed, with the days of their contacts."""
    rng, tables = np.random.default_rng(seed), sparse_tables(deals, seed)
    tables["deals"] = tables["deals"].assign(
        as_of="2024-05-31", outcome=rng.choice(["won", "lost", None, None, None], deals)
    )
    days = [f"2024-0{month}-11" for month in rng.integers(1, 6, len(tables["contacts"]))]
    tables["contacts"] = tables["contacts"].assign(last_touch=days, strength=rng.choice([0.1, 0.5, 0.9], len(days)))
    if chinese:
        people = range(len(tables["people"]))
        names = [f"{FAMILY[k % 10]}{GIVEN[k * 7 % 15]}{GIVEN[k * 11 % 15]}" for k in people]
        tables["people"] = tables["people"].assign(name=names)
    return StakeholderGraph.from_tables(**tables)

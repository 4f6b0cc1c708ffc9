"""Deals that every figure is drawn of."""

from __future__ import annotations

import pytest

import influence
from influence.show.deal_view import DealView
from tests.show.figures import deals


@pytest.fixture(scope="session")
def drawn_of() -> dict[str, DealView]:
    graphs = {
        "duck": influence.datasets.load("cooked_duck"),
        "large": deals.large(),
        "chinese": deals.chinese(),
        "nothing known": deals.nothing_known(),
    }
    return {name: DealView(graph) for name, graph in graphs.items()}


@pytest.fixture(scope="session")
def large(drawn_of) -> DealView:
    return drawn_of["large"]

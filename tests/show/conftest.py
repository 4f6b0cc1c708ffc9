"""Pages and deals that many tests look at, made once."""

from __future__ import annotations

import os
import shutil

import pytest

import influence
from influence.show.deal_view import DealView
from influence.show.page import Page
from influence.show.report.report import report_of
from tests.show import many_deals
from tests.show.browsing import opened

__all__ = ["opened"]
DATASETS = ("cooked_duck", "krackhardt_hightech", "uk_decc")


@pytest.fixture(scope="session")
def views() -> dict[str, DealView]:
    """The bundled deals."""
    return {name: DealView(influence.datasets.load(name)) for name in DATASETS}


@pytest.fixture(scope="session")
def duck(views: dict[str, DealView]) -> DealView:
    return views["cooked_duck"]


@pytest.fixture(scope="session")
def unknown(views: dict[str, DealView]) -> DealView:
    """A deal of which nothing is known but who advises whom."""
    return views["krackhardt_hightech"]


@pytest.fixture(scope="session")
def reports(views: dict[str, DealView]) -> dict[str, Page]:
    return {name: report_of(view) for name, view in views.items()}


@pytest.fixture(scope="session")
def maps(views: dict[str, DealView]) -> dict[str, Page]:
    return {name: influence.show.org_map(view.graph) for name, view in views.items()}


@pytest.fixture(scope="session")
def drawn() -> list[DealView]:
    """A quarter of the deals that the tests of claims read: their analyses take longer than what the tests ask."""
    return many_deals.views(4)


@pytest.fixture(scope="session")
def browser():
    chromium = shutil.which("chromium")
    if chromium is None:
        if os.environ.get("CI") == "true":
            pytest.fail("there is no chromium to open the pages in")
        pytest.skip("there is no chromium to open the pages in")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield browser
        browser.close()

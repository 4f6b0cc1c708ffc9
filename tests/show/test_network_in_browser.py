"""The network page in a real browser: no request, no error, and every control by mouse and by keyboard."""

from __future__ import annotations

import os
import shutil

import pytest

import influence
from tests.show.organisations import organisation
from tests.show.pages import graph_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def opened(tmp_path):
    """Opens a page, and ends with the list of what it did that it should not."""
    chromium = shutil.which("chromium")
    if chromium is None:
        if os.environ.get("CI") == "true":
            pytest.fail("there is no chromium to open the pages in")
        pytest.skip("there is no chromium to open the pages in")
    from playwright.sync_api import sync_playwright

    faults: list[str] = []
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)

        def opened(page):
            file = page.save(tmp_path / "network.html")
            tab = browser.new_page(viewport={"width": 1400, "height": 900})
            tab.on("pageerror", lambda error: faults.append(f"error {error}"))
            tab.on("console", lambda line: faults.append(f"console {line.type} {line.text}"))
            tab.on("request", lambda request: request.url == file.as_uri() or faults.append(request.url))
            tab.goto(file.as_uri())
            tab.wait_for_timeout(300)
            return tab

        yield opened
        browser.close()
    assert faults == []


def test_somebody_is_found_chosen_and_left_by_the_keyboard_alone(opened):
    tab = opened(influence.show.network(organisation(34)))
    tab.keyboard.press("/")
    tab.keyboard.type("müller")
    tab.keyboard.press("Enter")
    assert "Müller-Lüdenscheidt" in tab.inner_text("#network-person h2")
    assert tab.locator("#network-legend").is_hidden()
    tab.keyboard.press("Escape")
    tab.keyboard.press("Escape")
    assert tab.inner_text("#network-person") == ""


def test_a_click_on_a_dot_tells_of_the_person_and_links_lead_on(opened):
    tab = opened(influence.show.network(organisation(10)))
    tab.fill("#network-search", "lucia")
    tab.press("#network-search", "Enter")
    name = tab.inner_text("#network-person h2")
    box = tab.locator("#network").bounding_box()
    tab.wait_for_timeout(200)
    tab.keyboard.press("Escape")
    tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tab.wait_for_timeout(200)
    assert tab.inner_text("#network-person h2") == name
    tab.click("#network-person li button")
    assert tab.inner_text("#network-person h2") != name


def test_filters_zoom_and_kinds_of_line_work(opened):
    tab = opened(influence.show.network(organisation(34)))
    before = tab.locator("#network canvas").screenshot()
    tab.select_option("#network-stance", "unknown")
    filtered = tab.locator("#network canvas").screenshot()
    tab.locator("#network-kinds input").first.uncheck()
    fewer = tab.locator("#network canvas").screenshot()
    tab.click("#network-in")
    tab.wait_for_timeout(200)
    assert len({before, filtered, fewer, tab.locator("#network canvas").screenshot()}) == 4


def test_hostile_text_stays_text(opened):
    hostile = "</script><img src=x onerror=alert(1)>"
    people = [{"person": hostile, "name": hostile, "title": hostile, "department": hostile}, {"person": "b"}]
    ties = [{"source": hostile, "target": "b", "kind": "knows"}]
    tab = opened(influence.show.network(graph_of(*people, relationships=ties)))
    tab.fill("#network-search", "img")
    tab.press("#network-search", "Enter")
    assert tab.inner_text("#network-person h2") == hostile
    assert tab.locator("img").count() == 0


def test_a_deal_of_nobody_opens(opened):
    from tests.show.pages import deal_of_nobody

    opened(influence.show.network(deal_of_nobody(), deal="b"))

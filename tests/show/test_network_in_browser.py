"""The network page in a real browser: no request, no error, and every control by mouse and by keyboard."""

from __future__ import annotations

import pytest

import influence
from tests.show.organisations import organisation
from tests.show.pages import deal_of_nobody, graph_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def shown(opened):
    """Opens a page, and ends with the list of what it did that it should not."""
    watched = []

    def shown(page):
        watched.append(opened(page.html))
        watched[-1].page.wait_for_timeout(300)
        return watched[-1].page

    yield shown
    assert [each.faults for each in watched] == [[]] * len(watched)


def test_somebody_is_found_chosen_and_left_by_the_keyboard_alone(shown):
    tab = shown(influence.show.network(organisation(34)))
    tab.keyboard.press("/")
    tab.keyboard.type("müller")
    tab.keyboard.press("Enter")
    assert "Müller-Lüdenscheidt" in tab.inner_text("#network-person h2")
    assert tab.locator("#network-legend").is_hidden()
    tab.keyboard.press("Escape")
    tab.keyboard.press("Escape")
    assert tab.inner_text("#network-person") == ""


def test_a_click_on_a_dot_tells_of_the_person_and_links_lead_on(shown):
    tab = shown(influence.show.network(organisation(10)))
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


def test_filters_zoom_and_kinds_of_line_work(shown):
    tab = shown(influence.show.network(organisation(34)))
    before = tab.locator("#network canvas").screenshot()
    tab.select_option("#network-stance", "unknown")
    filtered = tab.locator("#network canvas").screenshot()
    tab.locator("#network-kinds input").first.uncheck()
    fewer = tab.locator("#network canvas").screenshot()
    tab.click("#network-in")
    tab.wait_for_timeout(200)
    assert len({before, filtered, fewer, tab.locator("#network canvas").screenshot()}) == 4


def test_hostile_text_stays_text(shown):
    hostile = "</script><img src=x onerror=alert(1)>"
    people = [{"person": hostile, "name": hostile, "title": hostile, "department": hostile}, {"person": "b"}]
    ties = [{"source": hostile, "target": "b", "kind": "knows"}]
    tab = shown(influence.show.network(graph_of(*people, relationships=ties)))
    tab.fill("#network-search", "img")
    tab.press("#network-search", "Enter")
    assert tab.inner_text("#network-person h2") == hostile
    assert tab.locator("img").count() == 0


def test_a_deal_of_nobody_opens(shown):
    shown(influence.show.network(deal_of_nobody(), deal="b"))

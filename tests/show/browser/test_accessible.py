"""The map for everybody: by keyboard alone, read aloud, by day and by night, on a phone."""

from __future__ import annotations

import pytest

import influence
from influence import StakeholderGraph
from influence.show.page import Page
from tests.show.axe import violations
from tests.show.browsing import SETTLED
from tests.show.organisations import organisation
from tests.show.pages import graph_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCREENS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"width": 390, "height": 844},
    "phone by night": {"width": 390, "height": 844, "color_scheme": "dark"},
}
# What is open when the page is looked at.
STATES = {
    "at first": "",
    "a person": "#view=matters&person=2",
    "a person in the list": "#view=list&person=2",
    "what if": "#view=matters&person=2&without=2",
    "a step": "#view=everyone&step=2",
    "the difference": "#view=committee&side=difference",
    "a filter": "#view=matters&stance=for&lines=reports_to+influences+trusts",
}


@pytest.fixture(scope="module")
def page() -> Page:
    return influence.show.org_map(organisation(34))


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(opened, page, screen):
    tab = opened(page.html, **SCREENS[screen])
    for state, address in STATES.items():
        tab.page.evaluate("address => { location.hash = address; }", address)
        tab.page.evaluate(SETTLED)
        assert violations(tab.page) == {}, state
    assert tab.faults == []


@pytest.mark.parametrize("screen", ["light", "dark", "phone"])
def test_axe_finds_nothing_in_what_opens(opened, page, screen):
    tab = opened(page.html, **SCREENS[screen]).page
    tab.locator("[data-part=help-button]").click()
    assert violations(tab) == {}
    tab.keyboard.press("Escape")
    tab.keyboard.press("/")
    tab.keyboard.type("an")
    assert violations(tab) == {}
    tab.keyboard.press("Escape")
    if screen == "phone":
        tab.locator("[data-part=more]").click()
    for menu in ("lines", "filters", "save"):
        tab.locator(f"[data-part={menu}] summary").click()
        assert violations(tab) == {}


def assumed() -> StakeholderGraph:
    return graph_of({"person": "a", "influence": 0.8}, {"person": "b", "support": 0.4}, deal="small")


def test_axe_finds_nothing_on_small_and_other_deals(opened):
    for graph in (
        assumed(),
        influence.datasets.load("krackhardt_hightech"),
        graph_of({"person": "王建国"}, {"person": "李娜"}),
    ):
        assert violations(opened(influence.show.org_map(graph).html).page) == {}


def test_the_tree_is_one_of_items_that_say_support_role_and_contact(opened, page):
    tab = opened(page.html).page
    tree = tab.get_by_role("tree")
    items = tree.get_by_role("treeitem")
    assert items.count() > 16
    heads = tree.get_by_role("treeitem", name="Lucia Ramanathan, Chief Executive Officer")
    name = heads.locator(".read").text_content()
    assert name.startswith("Lucia Ramanathan, Chief Executive Officer, against us (−0.97), approver · 15% · veto")
    assert "no contact of ours recorded" in name
    assert tab.get_by_role("tree").aria_snapshot().count("treeitem") == items.count()


def focused(tab) -> str:
    return tab.evaluate("document.activeElement.dataset.key || document.activeElement.dataset.part || ''")


def test_search_select_what_if_and_back_by_keyboard_alone(opened, page):
    opened_page = opened(page.html)
    tab = opened_page.page
    tab.keyboard.press("/")
    tab.keyboard.type("muller-l")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("Enter")
    assert tab.locator(".panel h2").inner_text() == "Jonas Müller-Lüdenscheidt"
    assert focused(tab) == "person:5"
    before = tab.locator(".kpi.covered b").inner_text()
    tab.keyboard.press("w")
    assert tab.locator("[data-part=banner]").inner_text().startswith("Without Jonas Müller-Lüdenscheidt")
    assert tab.locator(".kpi.covered b").inner_text() == f"{before} → 35%"
    assert focused(tab) == "what-if"
    tab.keyboard.press("Escape")
    assert tab.locator("[data-part=banner]").is_hidden()
    assert tab.locator(".kpi.covered b").inner_text() == before
    tab.keyboard.press("Escape")
    assert tab.locator(".panel h2").inner_text() == "How to read the map"
    assert focused(tab) == "person:5"
    assert opened_page.faults == []


def test_the_arrows_walk_the_hierarchy(opened, page):
    tab = opened(page.html).page
    tab.locator('[data-key="person:5"]').focus()
    tab.keyboard.press("ArrowUp")
    assert focused(tab) == "person:1"
    tab.keyboard.press("ArrowUp")
    assert focused(tab) == "person:0"
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowRight")
    assert focused(tab) == "person:2"
    tab.keyboard.press("Enter")
    assert tab.locator('[data-key="person:2"]').get_attribute("aria-selected") == "true"


def test_every_control_is_reached_with_tab(opened, page):
    tab = opened(page.html).page
    seen = set()
    for _ in range(60):
        tab.keyboard.press("Tab")
        seen.add(tab.evaluate("document.activeElement.outerHTML.slice(0, 60)"))
    controls = tab.evaluate(
        """() => [...document.querySelectorAll("button, input, summary, .stage [tabindex='0']")]
          .filter((each) => each.checkVisibility() && !each.closest(".menu"))
          .map((each) => each.outerHTML.slice(0, 60))"""
    )
    assert len(controls) > 20
    assert set(controls) - seen == set()


def test_a_key_does_what_its_button_does(opened, page):
    tab = opened(page.html).page
    width = "document.querySelector('.stage').getBoundingClientRect().width"
    fitted = tab.evaluate(width)
    tab.keyboard.press("+")
    assert tab.evaluate(width) > fitted
    tab.keyboard.press("f")
    assert tab.evaluate(width) == fitted
    tab.keyboard.press("?")
    assert tab.locator(".help").is_visible()
    tab.keyboard.press("Escape")
    assert tab.locator(".help").is_hidden()
    tab.keyboard.press("3")
    assert tab.locator(".panel h2").inner_text() == "Jonas Müller-Lüdenscheidt"
    assert "→" in tab.locator(".kpi.support b").inner_text()


def test_targets_on_a_phone_are_44_pixels(opened, page):
    tab = opened(page.html, width=390, height=844).page
    tab.locator("[data-part=more]").click()
    tab.locator(".list .link").nth(1).click()
    small = tab.evaluate(
        """() => [...document.querySelectorAll("button, summary, input")]
          .filter((each) => each.checkVisibility() && each.offsetParent && !each.closest("thead"))
          .filter((each) => each.getBoundingClientRect().height < 44 || each.getBoundingClientRect().width < 24)
          .map((each) => each.outerHTML)"""
    )
    assert small == []


def test_a_phone_has_the_list_first_the_map_when_asked_and_a_sheet_from_below(opened, page):
    tab = opened(page.html, width=390, height=844).page
    assert tab.locator(".list tbody tr").count() == 34
    assert tab.locator(".canvas").is_hidden()
    tab.locator(".list .link", has_text="Tanja Ali").click()
    sheet = tab.locator(".panel").bounding_box()
    assert sheet["y"] + sheet["height"] == 844
    assert sheet["height"] < 0.7 * 844
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.textContent") == "Tanja Ali"
    tab.get_by_role("button", name="Who matters").click()
    assert tab.locator(".canvas .card.person").count() > 10
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("system", ["light", "dark"])
def test_axe_finds_nothing_where_the_reader_chooses_day_or_night(opened, page, system):
    tab = opened(page.html, color_scheme=system).page
    tab.locator("[data-part=theme]").click()
    assert violations(tab) == {}


def test_by_night_it_is_printed_as_by_day(opened, page):
    colours = """[...document.querySelectorAll("h1, .map-head p, .verdict-pill, .panel p")]
      .map((each) => getComputedStyle(each).color)"""
    day, night = (opened(page.html, color_scheme=scheme).page for scheme in ("light", "dark"))
    assert day.evaluate(colours) != night.evaluate(colours)
    for tab in (day, night):
        tab.emulate_media(media="print")
    assert day.evaluate(colours) == night.evaluate(colours)

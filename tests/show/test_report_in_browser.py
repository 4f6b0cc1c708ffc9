"""The report in a real browser: one screen, three sheets of paper, a phone, by night, and for the blind."""

from __future__ import annotations

import re

import pytest

import influence
from influence.show.page import Page
from influence.show.report.report import report_of
from influence.tables.language import speaking
from tests.show import axe
from tests.show.figures.deals import chinese, large, nothing_known
from tests.show.many_deals import views as many_views
from tests.show.pages import still_open

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCREEN, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SHEETS = 3
# A4 across within its margins, in CSS pixels.
SHEET = {"width": 1054, "height": 726}


@pytest.fixture(scope="module")
def pages(duck) -> dict[str, Page]:
    made = {"lost": report_of(duck), "open": report_of(still_open(duck)), "new": influence.show.report(nothing_known())}
    made["large"] = influence.show.report(large())
    with speaking("zh"):
        made["chinese"] = influence.show.report(chinese())
    return made


@pytest.fixture
def opened(browser, tmp_path):
    tabs = []

    def opened(page: Page, **how):
        tab = browser.new_page(**{"viewport": SCREEN, **how})
        tabs.append(tab)
        tab.goto(page.save(tmp_path / f"{len(tabs)}.html").as_uri())
        return tab

    yield opened
    for tab in tabs:
        tab.close()


def bottom(tab, selector: str) -> float:
    return tab.evaluate(f"document.querySelector('{selector}').getBoundingClientRect().bottom")


@pytest.mark.parametrize("name", ["lost", "open", "new", "large", "chinese"])
def test_the_first_screen_fits_and_nothing_hangs_over(pages, opened, name):
    tab = opened(pages[name])
    assert bottom(tab, ".screen") <= SCREEN["height"]
    assert tab.evaluate("document.documentElement.scrollWidth") <= SCREEN["width"]


@pytest.mark.parametrize("name", ["open", "large", "chinese"])
def test_nothing_hangs_over_the_margin_of_a_phone(pages, opened, name):
    tab = opened(pages[name], viewport=PHONE)
    tab.evaluate("document.querySelectorAll('details:not(#org-chart)').forEach((each) => { each.open = true; })")
    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("name", ["lost", "open", "new", "large", "chinese"])
def test_a_deal_is_three_sheets_at_most_and_the_first_screen_is_the_first(pages, opened, name):
    tab = opened(pages[name])
    assert len(re.findall(rb"/Type\s*/Page\b", tab.pdf(prefer_css_page_size=True))) <= SHEETS
    tab.set_viewport_size(SHEET)
    tab.emulate_media(media="print")
    assert bottom(tab, ".screen") <= SHEET["height"]


def test_on_paper_no_heading_stands_alone(pages, opened):
    tab = opened(pages["large"])
    tab.emulate_media(media="print")
    kept = "[...document.querySelectorAll('h1, h2, h3')].map((each) => getComputedStyle(each).breakAfter)"
    assert set(tab.evaluate(kept)) == {"avoid"}


def test_by_night_it_is_printed_as_by_day(pages, opened):
    day, night = (opened(pages["lost"], color_scheme=scheme) for scheme in ("light", "dark"))
    colours = "[...document.querySelectorAll('h1, .tile, .report p')].map((each) => getComputedStyle(each).color)"
    assert day.evaluate(colours) != night.evaluate(colours)
    for tab in (day, night):
        tab.emulate_media(media="print")
    assert day.evaluate(colours) == night.evaluate(colours)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [SCREEN, PHONE], ids=["screen", "phone"])
@pytest.mark.parametrize("name", ["lost", "large", "new"])
def test_axe_finds_nothing(pages, opened, name, viewport, scheme):
    tab = opened(pages[name], viewport=viewport, color_scheme=scheme)
    assert axe.violations(tab) == {}
    tab.evaluate("document.querySelectorAll('details:not(#org-chart)').forEach((each) => { each.open = true; })")
    assert axe.violations(tab) == {}


def test_a_person_is_marked_wherever_the_page_names_them(pages, opened):
    tab = opened(pages["open"])
    tab.click("#next a[href^='#person='] >> nth=0")
    marked = tab.evaluate("[...document.querySelectorAll('.is-marked')].map((each) => each.textContent)")
    assert set(marked) == {"Vice president"}
    assert len(marked) == tab.evaluate("document.querySelectorAll('a[href=\"#person=vice%20president\"]').length")
    assert tab.evaluate("location.hash") == "#person=vice%20president"
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.querySelectorAll('.is-marked').length") == 0


def test_a_link_opens_what_is_folded(pages, opened):
    tab = opened(pages["open"])
    assert not tab.evaluate("document.getElementById('all-steps').open")
    tab.click("#next .more a")
    assert tab.evaluate("document.getElementById('all-steps').open")


def test_every_link_of_the_page_leads_somewhere(pages):
    for page in pages.values():
        outside = re.sub(r"(?s)<(script|style).*?</\1>", "", page.html)
        places = set(re.findall(r' id="([^"]*)"', outside))
        targets = {each for each in re.findall(r'href="#([^"]*)"', outside) if not each.startswith("person=")}
        assert targets <= places


def test_no_page_of_many_deals_hangs_over(opened):
    for view in many_views(40):
        tab = opened(report_of(view))
        assert tab.evaluate("document.documentElement.scrollWidth") <= SCREEN["width"]

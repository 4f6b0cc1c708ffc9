"""The network page in a real browser: no request, no error, and every control by mouse and by keyboard."""

from __future__ import annotations

import pytest

import influence
from tests.show.axe import violations
from tests.show.organisations import organisation
from tests.show.pages import deal_of_nobody, graph_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def shown(opened):
    """Opens a page, and ends with the list of what it did that it should not."""
    watched = []

    def shown(page, **screen):
        watched.append(opened(page.html, **screen))
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


SCREENS = {"light": {}, "dark": {"color_scheme": "dark"}, "phone": {"width": 390, "height": 844}}


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(shown, screen):
    tab = shown(influence.show.network(organisation(34)), **SCREENS[screen])
    assert violations(tab) == {}
    tab.keyboard.press("/")
    tab.keyboard.type("an")
    assert violations(tab) == {}
    tab.keyboard.press("Enter")
    assert violations(tab) == {}
    tab.click("#network-theme")
    assert violations(tab) == {}


def test_by_night_it_is_dark_and_the_button_makes_it_day(shown):
    deal = graph_of(*({"person": f"Somebody {k}"} for k in range(12)))
    tab = shown(influence.show.network(deal), color_scheme="dark")
    by_night = tab.locator("#network").screenshot()
    paper = "getComputedStyle(document.querySelector('#network')).backgroundColor"
    assert tab.evaluate(paper) == "rgb(22, 27, 35)"
    tab.click("#network-theme")
    assert tab.evaluate(paper) == "rgb(251, 252, 253)"
    assert tab.locator("#network").screenshot() != by_night


def test_who_reads_by_keyboard_keeps_the_place(shown):
    tab = shown(influence.show.network(organisation(34)))
    tab.keyboard.press("/")
    tab.keyboard.type("lucia")
    tab.keyboard.press("Enter")
    focused = "document.activeElement.textContent || document.activeElement.id"
    assert tab.evaluate(focused) == tab.inner_text("#network-person h2")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate(focused) == tab.inner_text("#network-person h2")
    assert "Lucia" not in tab.inner_text("#network-person h2")
    tab.keyboard.press("Escape")
    assert tab.evaluate(focused) == "network-search"


def test_the_arrows_move_the_network_and_f_fits_it_again(shown):
    tab = shown(influence.show.network(organisation(34)))
    drawn = tab.locator("#network canvas")
    fitted = drawn.screenshot()
    tab.keyboard.press("ArrowLeft")
    tab.wait_for_timeout(200)
    assert drawn.screenshot() != fitted
    tab.keyboard.press("f")
    tab.wait_for_timeout(200)
    assert drawn.screenshot() == fitted


FRAME = """(html) => {
  document.body.innerHTML = `<div id="slide" hidden>
    <iframe sandbox="allow-scripts" width="900" height="700"></iframe></div><p style="height: 3000px"></p>`;
  document.querySelector("iframe").srcdoc = html;
}"""


def test_on_a_slide_it_is_fitted_when_shown_and_the_wheel_scrolls_the_page_around(browser, duck):
    tab = browser.new_page(viewport={"width": 1000, "height": 900})
    tab.evaluate(FRAME, influence.show.network(duck.graph).html)
    tab.wait_for_timeout(500)
    tab.evaluate("document.querySelector('#slide').hidden = false")
    tab.wait_for_timeout(500)
    canvas = tab.frame_locator("iframe").locator("#network canvas")
    shown = canvas.screenshot()
    tab.frame_locator("iframe").locator("#network-fit").click()
    tab.wait_for_timeout(200)
    assert canvas.screenshot() == shown
    canvas.hover()
    before = tab.evaluate("scrollY")
    tab.mouse.wheel(0, 200)
    tab.wait_for_timeout(300)
    assert tab.evaluate("scrollY") == before + 200
    assert canvas.screenshot() == shown
    tab.close()


def test_a_frame_that_was_never_in_sight_prints_all_of_it(browser, duck):
    tab = browser.new_page(viewport={"width": 1000, "height": 900})
    tab.set_content(f'<p style="height: 5000px"></p>{influence.show.network(duck.graph)._repr_html_()}')
    tab.wait_for_timeout(500)
    frame = tab.frames[1]
    frame.evaluate(
        """() => window.addEventListener("beforeprint", () => {
          const canvas = document.querySelector("#network canvas"), { width, height } = canvas;
          const inked = (...box) => canvas.getContext("2d").getImageData(...box).data.some((each) => each > 0);
          const edges = [[0, 0, width, 2], [0, height - 2, width, 2], [0, 0, 2, height], [width - 2, 0, 2, height]];
          window.printed = [width > 500, edges.some((box) => inked(...box)), inked(0, 0, width, height)];
        })"""
    )
    tab.pdf(format="A4")
    assert frame.evaluate("window.printed") == [True, False, True]
    tab.close()

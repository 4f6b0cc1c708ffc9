"""Every control of the map does what it says: views, chips, plan, what if, sides, lines, filters, zoom, the address."""

from __future__ import annotations

import re
from typing import Any

import pytest

import influence
from influence.show.map.card import CARD
from influence.show.page import Page
from tests.show.browsing import SETTLED
from tests.show.organisations import organisation
from tests.show.pages import deal_of_nobody, graph_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# The smallest letters of the map as they are seen.
LETTERS = f"{CARD.small} * document.querySelector('.stage').getScreenCTM().a"
WIDTH = "document.querySelector('.stage').getBoundingClientRect().width"


@pytest.fixture(scope="module")
def page() -> Page:
    return influence.show.org_map(organisation(34))


@pytest.fixture(scope="module")
def large() -> Page:
    return influence.show.org_map(organisation(500))


def number(tab: Any, name: str) -> str:
    """A number of the strip above the map."""
    return str(tab.locator(f".kpi.{name} b").inner_text())


def card(tab: Any, person: int) -> Any:
    return tab.locator(f'[data-key="person:{person}"]')


# Moves the map until its lower edge cuts the last card; the card, and a point on it.
AT_THE_EDGE = """() => {
  const map = document.querySelector("[data-part=canvas]"), card = [...map.querySelectorAll(".card.person")].pop();
  map.scrollTop += card.getBoundingClientRect().top + 30 - map.getBoundingClientRect().bottom;
  const { left, top } = card.getBoundingClientRect();
  return [card.dataset.key, left + 20, top + 10];
}"""


def test_a_card_at_the_edge_stays_under_the_mouse_until_it_is_let_go(opened, page):
    tab = opened(page.html, height=520).page
    key, x, y = tab.evaluate(AT_THE_EDGE)
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.evaluate(SETTLED)
    tab.mouse.up()
    assert card(tab, key.removeprefix("person:")).get_attribute("aria-selected") == "true"


@pytest.mark.parametrize("view", ["Who matters", "Committee", "Everyone"])
def test_a_view_shows_as_many_as_it_says(opened, page, view):
    tab = opened(page.html)
    button = tab.page.get_by_role("button", name=re.compile(f"^{view}"))
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert tab.page.locator(".card.person").count() == int(button.inner_text().rsplit(" ", 1)[1])
    assert tab.faults == []


def test_the_list_sorts_with_the_unknown_last(opened, page):
    tab = opened(page.html, hash="#view=list").page
    votes = tab.locator(".list td.votes").all_text_contents()
    assert votes[:3] == ["15%", "15%", "15%"]
    tab.locator('[data-column="support"]').click()
    support = tab.locator(".list td.support").all_text_contents()
    known = [float(each.replace("−", "-")) for each in support if each != "unknown"]
    assert known == sorted(known, reverse=True)
    assert support[len(known) :] == ["unknown"] * (34 - len(known))
    tab.locator('[data-column="support"]').click()
    assert tab.locator("[aria-sort=ascending]").inner_text() == "Support"
    assert tab.locator(".list td.support").all_text_contents()[-1] == "unknown"


def test_a_chip_unfolds_in_place_more_each_time_and_folds_again(opened, large):
    tab = opened(large.html)
    chips = tab.page.locator(".card.chip")
    many = [int(re.sub(r"\D.*", "", each)) for each in chips.locator(".chip-text").all_text_contents()]
    assert max(many) > 180
    key = chips.nth(many.index(max(many))).get_attribute("data-key")
    chip = tab.page.locator(f'[data-key="{key}"]')
    before = tab.page.locator(".card.person").count()
    shown = []
    while chip.get_attribute("aria-expanded") == "false":
        chip.focus()
        tab.page.keyboard.press("Enter")
        shown.append(tab.page.locator(".card.person").count() - before)
    assert shown[:3] == [8, 16, 32]
    assert shown[-1] == max(many)
    assert no_card_covers_another(tab.page)
    chip.focus()
    tab.page.keyboard.press("Enter")
    assert tab.page.locator(".card.person").count() == before
    assert tab.faults == []


def no_card_covers_another(tab: Any) -> bool:
    return bool(
        tab.evaluate(
            """() => {
          const boxes = [...document.querySelectorAll(".card .card-back, .card .chip-back, .member-back, .rival-back")]
            .map((each) => each.getBoundingClientRect());
          return boxes.every((one, k) => boxes.slice(k + 1).every((other) => one.right <= other.left + 1
            || other.right <= one.left + 1 || one.bottom <= other.top + 1 || other.bottom <= one.top + 1));
        }"""
        )
    )


# Lines, sampled every three pixels, that run over a card.
OVER_CARDS = """() => {
  const cards = [...document.querySelectorAll(".stage .card")].map((card) => {
    const { width, height } = card.querySelector(".card-back, .chip-back, .member-back, .rival-back").getBBox();
    return { width, height, at: card.getAttribute("transform").match(/[\\d.]+/g).map(Number) };
  });
  const over = (x, y, { width, height, at: [left, top] }) =>
    x > left + 1.5 && x < left + width - 1.5 && y > top + 1.5 && y < top + height - 1.5;
  return [...document.querySelectorAll(".stage .line .near")].filter((path) => {
    for (let along = 8; along < path.getTotalLength() - 8; along += 3) {
      const { x, y } = path.getPointAtLength(along);
      if (cards.some((card) => over(x, y, card))) return true;
    }
    return false;
  }).length;
}"""
ALL_LINES = "document.querySelectorAll('[data-part=lines] input:not(:checked)').forEach((each) => each.click())"


def test_chips_beside_each_other_unfold_together_and_so_do_their_lines(opened, large):
    tab = opened(large.html)
    tab.page.evaluate(ALL_LINES)
    before = tab.page.locator(".stage .line.reporting").count()
    for chip in tab.page.locator(".card.chip").all():
        chip.focus()
        tab.page.keyboard.press("Enter")
    assert no_card_covers_another(tab.page)
    assert tab.page.locator(".stage .line.reporting").count() > before + 20
    assert tab.page.evaluate(OVER_CARDS) == 0
    tab.page.locator(".card.chip").first.focus()
    tab.page.keyboard.press("Shift+Enter")
    assert no_card_covers_another(tab.page)
    assert tab.faults == []


def test_somebody_folded_away_is_found_and_stands_in_sight(opened, large):
    tab = opened(large.html).page
    for person in (333, 444, 222):
        tab.keyboard.press("/")
        tab.keyboard.type(f" {person}")
        tab.keyboard.press("Enter")
        assert card(tab, person).count() == 1
        box, frame = card(tab, person).bounding_box(), tab.locator(".canvas").bounding_box()
        assert frame["y"] <= box["y"] <= frame["y"] + frame["height"]
        assert no_card_covers_another(tab)


def test_the_plan_step_by_step(opened, page):
    tab = opened(page.html)
    for step in (1, 2, 3):
        tab.page.get_by_role("button", name="Step through").click()
        assert tab.page.locator('.plan [aria-pressed="true"] .number').inner_text() == str(step)
        assert "→" in number(tab.page, "support")
        assert "→" in number(tab.page, "approval")
        assert tab.page.locator(".stage .line.path.shown").count() >= 1
    tab.page.locator('[data-step="3"]').click()
    assert "→" not in number(tab.page, "support")
    assert tab.faults == []


def test_what_if_somebody_leaves(opened, page):
    tab = opened(page.html, hash="#person=0").page
    button = tab.get_by_role("button", name="See the map without them")
    now = [number(tab, each) for each in ("covered", "support", "approval")]
    button.click()
    then = [number(tab, each) for each in ("covered", "support", "approval")]
    assert [each.split(" → ")[0] for each in then] == now
    assert "gone" in card(tab, 0).get_attribute("class")
    assert "without=0" in tab.url
    tab.get_by_role("button", name="Back").first.click()
    assert [number(tab, each) for each in ("covered", "support", "approval")] == now
    assert tab.locator(".card.gone, .card.cut-off").count() == 0


def test_whoever_is_cut_off_is_grey(opened):
    people = [{"person": name, "influence": 0.5, "support": 0.1} for name in "abc"]
    lines = [{"source": one, "target": other, "kind": "knows", "strength": 0.9} for one, other in ("ab", "bc")]
    graph = graph_of(*people, relationships=lines, seats=[{"role": "approver", "person": each} for each in "abc"],
                     contacts=[{"side": "us", "member": "Ravi", "person": "a", "strength": 0.9}])  # fmt: skip
    tab = opened(influence.show.org_map(graph).html, hash="#person=b&without=b").page
    assert tab.locator(".card.gone .name").all_text_contents() == ["b"]
    assert tab.locator(".card.cut-off .name").all_text_contents() == ["c"]


def test_whose_contacts(opened, page):
    tab = opened(page.html).page
    marked = "[...document.querySelectorAll('.card.person')].map((each) => each.classList.value)"
    assert not any("only" in each or "neither" in each for each in tab.evaluate(marked))
    tab.locator('[data-value="rival:0"]').click()
    oracle = tab.locator(".card.only-they .name").all_text_contents()
    assert set(oracle) == {"Xenia Nguyen", "Bernd Krause"}
    assert tab.locator(".kpi.covered").inner_text() == "Oracle covers 25% of 95% in reach"
    tab.get_by_role("button", name="Difference").click()
    assert tab.locator(".card.both .name").all_text_contents() == ["Tanja Ali"]
    assert tab.locator(".card.only-us").count() == 3
    assert tab.locator(".side-key li").all_inner_texts() == ["only we", "only they", "both of us", "nobody"]
    sides = [each.split() for each in tab.locator(".kpi.covered p").all_inner_texts()]
    assert [(name, share, reach) for name, share, _, reach, *_ in sides] == [
        ("Us", "45%", "95%"), ("Oracle", "25%", "95%"), ("SAP", "15%", "95%"),
    ]  # fmt: skip


def test_lines_are_switched_on_and_off_with_their_counts(opened, page):
    tab = opened(page.html, hash="#view=everyone")
    tab.page.locator("[data-part=lines] summary").click()
    label = tab.page.locator("[data-part=lines] label", has_text="Trust")
    assert re.fullmatch(r"Trust \(\d+\)", label.inner_text())
    assert tab.page.locator(".stage .line.trust.shown").count() == 0
    label.locator("input").check()
    assert tab.page.locator(".stage .line.trust.shown").count() > 0
    label.locator("input").uncheck()
    assert tab.page.locator(".stage .line.trust.shown").count() == 0
    assert tab.faults == []


def test_a_conflict_is_always_shown_and_marked_by_a_cross(opened):
    people = [{"person": name, "influence": 0.5} for name in "abc"]
    lines = [{"source": "a", "target": "b", "kind": "conflicts_with"}]
    tab = opened(influence.show.org_map(graph_of(*people, relationships=lines)).html, hash="#view=everyone").page
    assert tab.locator(".line.conflict.shown .cross").count() == 1
    tab.locator(".line.conflict .near").hover(force=True)
    tab.locator(".tip").wait_for(state="visible")
    assert tab.locator(".tip").inner_text() == "a is in conflict with b"


def test_filters_grey_the_others_on_the_map_and_leave_them_out_of_the_list(opened, page):
    tab = opened(page.html).page
    tab.locator("[data-part=filters] summary").click()
    tab.locator('[data-filter="stance"]').select_option("against")
    passing = tab.locator("[data-part=passing]").inner_text()
    assert tab.locator(".card.person:not(.filtered)").count() == tab.locator(".card.person.against").count()
    tab.locator('[data-filter="department"]').select_option("Finance")
    tab.get_by_role("button", name="List").click()
    both = tab.locator(".list tbody tr").count()
    assert 0 < both < int(passing.split(" ")[0])
    tab.locator("[data-part=filters] summary").click()
    tab.get_by_role("button", name="Clear").click()
    assert tab.locator(".list tbody tr").count() == 34


def test_the_lines_of_who_is_chosen_say_what_they_are(opened, maps):
    tab = opened(maps["krackhardt_hightech"].html).page
    assert tab.locator(".line-label").count() == 0
    tab.locator('[data-key="person:6"]').click()
    assert "Advice" in tab.locator(".line-label").all_text_contents()
    assert tab.locator(".stage .line.advice.shown").count() > 2
    tab.keyboard.press("Escape")
    assert tab.locator(".line-label").count() == 0


def test_pointing_tells_the_essentials(opened, page):
    tab = opened(page.html).page
    card(tab, 2).hover()
    tip = tab.locator(".tip")
    tip.wait_for(state="visible")
    assert tip.inner_text().splitlines()[:4] == [
        "Tanja Ali", "Chief IT Officer · IT", "for us (+0.46)", "decision maker · 15%",
    ]  # fmt: skip
    tab.mouse.move(700, 60)
    tip.wait_for(state="hidden")


@pytest.mark.parametrize(
    ("hash", "view", "person", "banner"),
    [
        ("#person=20&view=everyone", "Everyone 34", "Yusuf Ali", False),
        ("#person=3&view=list", "List", "Mei Rossi", False),
        ("#person=5&without=5", "Who matters 16", "Jonas Müller-Lüdenscheidt", True),
    ],
)
def test_an_address_opens_the_same_view(opened, page, hash, view, person, banner):
    tab = opened(page.html, hash=hash)
    assert tab.page.locator('[data-part=views] [aria-pressed="true"]').inner_text() == view
    assert tab.page.locator(".panel h2").inner_text() == person
    assert tab.page.locator("[data-part=banner]").is_visible() == banner
    assert tab.page.evaluate("location.hash") == hash
    tab.page.evaluate("location.hash = ''")
    tab.page.wait_for_timeout(50)
    assert tab.page.locator(".panel h2").inner_text() == "How to read the map"
    assert tab.faults == []


def test_an_address_of_another_deal_opens_the_first_view(opened, page):
    tab = opened(
        page.html, hash="#view=nonsense&person=%3Cimg%3E&without=999&step=77&side=rival:9&stance=x&lines=__proto__"
    )
    assert tab.page.locator(".card.person").count() == 16
    assert tab.page.locator("[data-part=banner]").is_hidden()
    assert tab.faults == []


def test_zoom_keeps_within_bounds(opened, page):
    tab = opened(page.html).page
    for _ in range(30):
        tab.keyboard.press("+")
    letters = tab.evaluate(LETTERS)
    assert letters == pytest.approx(24, abs=0.5)
    for _ in range(60):
        tab.keyboard.press("-")
    height = tab.evaluate("document.querySelector('.cards').getBoundingClientRect().height")
    assert height > 0.3 * tab.locator(".canvas").bounding_box()["height"]
    tab.get_by_role("button", name="Fit").click()
    assert tab.evaluate(LETTERS) >= 11


def test_the_wheel_scrolls_and_with_ctrl_zooms(opened, large):
    tab = opened(large.html).page
    width = tab.evaluate(WIDTH)
    tab.mouse.move(500, 500)
    tab.mouse.wheel(0, 200)
    tab.wait_for_timeout(200)
    assert tab.evaluate("document.querySelector('.canvas').scrollTop") > 50
    assert tab.evaluate(WIDTH) == width
    tab.keyboard.down("Control")
    tab.mouse.wheel(0, -300)
    tab.keyboard.up("Control")
    tab.wait_for_timeout(200)
    assert tab.evaluate(WIDTH) > width


def test_day_and_night_are_switched(opened, page):
    tab = opened(page.html).page
    ground = "getComputedStyle(document.body).backgroundColor"
    light = tab.evaluate(ground)
    tab.get_by_role("button", name="Light or dark").click()
    dark = tab.evaluate(ground)
    assert (light, dark) == ("rgb(255, 255, 255)", "rgb(27, 33, 43)")
    tab.get_by_role("button", name="Light or dark").click()
    assert tab.evaluate(ground) == light


@pytest.mark.parametrize(
    "hidden",
    ['<div id="slide" style="display:none">{}</div>', "<details id='slide'><summary>Map</summary>{}</details>"],
    ids=["tab", "details"],
)
def test_a_map_that_loads_unseen_is_fitted_when_it_comes_into_view(opened, page, hidden):
    tab = opened(f"<!doctype html><meta charset=utf-8>{hidden.format(page._repr_html_())}")
    tab.page.wait_for_timeout(200)
    tab.page.evaluate("Object.assign(document.getElementById('slide'), {open: true}).style.display = ''")
    inside = tab.page.frames[1]
    tab.page.wait_for_timeout(200)
    assert inside.evaluate(WIDTH) > 300
    assert inside.evaluate(LETTERS) >= 11
    inside.locator('[data-key="person:0"]').click()
    assert inside.locator(".panel h2").inner_text() == "Lucia Ramanathan"
    assert tab.faults == []


def test_a_window_of_no_size_is_no_fault(opened, page):
    tab = opened(page.html, width=1, height=1)
    for key in ("+", "-", "f", "1", "Escape"):
        tab.page.keyboard.press(key)
    tab.page.set_viewport_size({"width": 1440, "height": 900})
    tab.page.wait_for_timeout(100)
    assert tab.faults == []


def test_a_deal_of_nobody_and_one_of_empty_seats_only(opened):
    nobody = opened(influence.show.org_map(deal_of_nobody(), deal="b").html)
    assert nobody.page.locator(".nobody-yet").inner_text() == "Nobody is recorded in this deal yet."
    graph = deal_of_nobody()
    seats = [{"deal": "b", "role": "approver", "person": None, "veto": True}]
    graph = graph_of({"deal": "a", "person": "Ann"}, deal=None, deals=[{"deal": "a"}, {"deal": "b"}], seats=seats)
    empty = opened(influence.show.org_map(graph, deal="b").html)
    empty.page.locator(".card.seat").click()
    assert "Holder unknown" in empty.page.locator(".panel h2").inner_text()
    for tab in (nobody, empty):
        for key in ("/", "Escape", "1", "f", "+", "w", "?", "Escape"):
            tab.page.keyboard.press(key)
        tab.page.get_by_role("button", name="List").click()
        assert tab.faults == []

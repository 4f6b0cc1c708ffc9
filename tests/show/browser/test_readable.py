"""The map is read without zooming, whatever the size of the organisation, and nothing of it is cut or covered."""

from __future__ import annotations

import pytest

import influence
from tests.show.organisations import organisation
from tests.show.pages import graph_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# The smallest letters on the map as they are seen: their size in the drawing times the scale of the drawing.
SMALLEST = """() => {
  const stage = document.querySelector(".stage"), scale = stage.getScreenCTM().a;
  const texts = [...stage.querySelectorAll("text:not(.read)")];
  return Math.min(...texts.map((each) => parseFloat(getComputedStyle(each).fontSize) * scale));
}"""
# Texts beside the map: those of elements that hold text of their own.
SMALLEST_BESIDE = """() => Math.min(...[...document.querySelectorAll(".map-page *")]
  .filter((each) => !each.closest(".stage") && each.checkVisibility())
  .filter((each) => [...each.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
  .map((each) => parseFloat(getComputedStyle(each).fontSize)))"""
CUT = """(kinds) => [...document.querySelectorAll(kinds)]
  .map((each) => each.textContent).filter((text) => text.includes("…"))"""
# Texts that reach over the edge of their card, in pixels of the drawing.
OVER = """() => [...document.querySelectorAll(".card:not(.chip)")].flatMap((card) => {
  const frame = card.querySelector(".card-back, .member-back, .rival-back").getBoundingClientRect();
  return [...card.querySelectorAll("text.name, text.title, .badge text, text.small")].filter((text) => {
    const box = text.getBoundingClientRect();
    const beside = box.left < frame.left - 1 || box.right > frame.right + 1;
    return beside || box.top < frame.top - 1 || box.bottom > frame.bottom + 3;
  }).map((text) => text.textContent);
})"""


@pytest.mark.parametrize("people", [10, 34, 130, 500, 2_000, 5_000])
def test_letters_at_fit_are_at_least_11_pixels(opened, people):
    tab = opened(influence.show.org_map(organisation(people)).html).page
    assert tab.evaluate(SMALLEST) >= 11
    assert tab.evaluate(SMALLEST_BESIDE) >= 11
    assert 5 < tab.locator(".card.person").count() <= 60
    assert tab.evaluate(OVER) == []


def test_34_people_and_our_team_are_on_one_screen_and_no_name_is_cut(opened):
    tab = opened(influence.show.org_map(organisation(34)).html).page
    canvas = "(({ scrollHeight: h, clientHeight: H, scrollWidth: w, clientWidth: W }) => [h - H, w - W])"
    assert tab.evaluate(f"{canvas}(document.querySelector('.canvas'))") == [0, 0]
    assert tab.evaluate(CUT, ".plan b") == []
    assert tab.evaluate(CUT, ".stage .name, .band-text, .head-text, .pill-text, .stage .title") == []
    tab.get_by_role("button", name="Everyone").click()
    assert tab.evaluate(CUT, ".stage .name, .band-text") == []


@pytest.mark.parametrize("name", ["cooked_duck", "krackhardt_hightech", "uk_decc"])
def test_texts_keep_inside_their_cards(opened, maps, name):
    tab = opened(maps[name].html).page
    assert tab.evaluate(OVER) == []
    assert tab.evaluate(SMALLEST) >= 11


LONG = "Wolfeschlegelsteinhausenbergerdorff-" * 12
NAMES = (
    "محمد بن عبد الله آل سعود",
    "עדינה לוי־כהן",
    "王建国",
    "김철수",
    "さくら ももこ",
    "Иванова-Петрова Мария",
    LONG,
    "👩‍💼 Ada",
)


def test_names_in_every_script_and_of_any_length_stay_inside(opened):
    people = [
        {"person": k, "name": name, "title": name, "department": name, "support": 0.4, "influence": 0.5}
        for k, name in enumerate(NAMES)
    ]
    lines = [{"source": k, "target": 0, "kind": "trusts"} for k in range(1, len(NAMES))]
    seats = [{"role": "approver", "person": 0, "veto": True}, {"role": "user", "person": 6}]
    contacts = [{"side": "us", "member": name, "person": k} for k, name in enumerate(NAMES)]
    contacts += [{"side": name, "member": name, "person": k} for k, name in enumerate(NAMES)]
    deals = [{"account": LONG, "name": NAMES[0], "stage": NAMES[2]}]
    graph = graph_of(*people, relationships=lines, seats=seats, contacts=contacts, deals=deals)
    for width in (1440, 390):
        tab = opened(influence.show.org_map(graph).html, width=width)
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= width
        if width < 800:
            tab.page.get_by_role("button", name="Who matters").click()
        assert tab.page.evaluate(OVER) == []
        assert any("王建国" in name for name in tab.page.locator(".stage .name").all_text_contents())
        # No click of the mouse: under such a title the map is a strip, whose heads cover whom it is moved to.
        tab.page.locator('[data-key="person:6"]').dispatch_event("click")
        assert tab.page.locator(".panel h2").text_content() == LONG
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= width
        assert tab.faults == []


def test_an_assumed_committee_looks_assumed(opened, maps):
    tab = opened(maps["krackhardt_hightech"].html).page
    assert tab.locator(".assumed-note").inner_text().startswith("The committee is assumed")
    assert tab.locator(".pill").all_text_contents() == ["assumed · 100%"]
    dashed = "each => getComputedStyle(each).strokeDasharray"
    assert tab.locator(".pill rect").evaluate(dashed) != "none"
    assert tab.locator(".card.decides").count() == 0
    assert "assumed" in tab.locator(".legend").inner_text()


def test_a_recorded_committee_does_not(opened, maps):
    tab = opened(maps["cooked_duck"].html).page
    assert tab.locator(".assumed-note").count() == 0
    assert not any("assumed" in each for each in tab.locator(".pill").all_text_contents())


def test_unknown_support_is_dashed_and_never_neutral(opened):
    people = [{"person": name, "support": value} for name, value in zip("abcd", (None, 0, 0.7, -0.7), strict=True)]
    tab = opened(influence.show.org_map(graph_of(*people)).html).page
    tab.get_by_role("button", name="Everyone").click()
    cards = {card.locator(".name").text_content(): card for card in tab.locator(".card.person").all()}
    assert [cards[name].locator(".glyph").text_content() for name in "abcd"] == ["?", "0", "+", "−"]
    dashes = [
        cards[name].locator(".card-frame").evaluate("each => getComputedStyle(each).strokeDasharray") for name in "abcd"
    ]
    assert [dash != "none" for dash in dashes] == [True, False, False, False]
    stripes = [cards[name].locator(".stripe").evaluate("each => getComputedStyle(each).fill") for name in "abcd"]
    assert len(set(stripes)) == 4
    assert stripes[2:] == ["rgb(0, 119, 187)", "rgb(204, 51, 17)"]


def test_the_names_of_the_others_stay_readable_when_somebody_is_chosen(opened):
    tab = opened(influence.show.org_map(organisation(34)).html, hash="#person=2").page
    faint = tab.locator(".card.faint")
    assert faint.count() > 5
    assert float(faint.first.evaluate("each => getComputedStyle(each).opacity")) >= 0.55

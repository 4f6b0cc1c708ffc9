"""The pages in a real browser: nothing of the data runs, nothing leaves, and the map is drawn."""

from __future__ import annotations

import pandas as pd
import pytest

import influence
from influence import StakeholderGraph
from tests.show.pages import deal_of_nobody

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EVIL = (
    "<img src=x onerror=alert(1)>",
    "</script><script>window.pwned=1</script>",
    "javascript:alert(1)",
    "{{7*7}}",
    "\"'><svg onload=alert(1)>",
    "a\u2028b\u2029c",
    "<!--<script>",
    '<a href="javascript:alert(1)">link</a>',
    "&lt;b&gt;",
    "'; alert(1); //",
    "{name} {count} {share}",
    "__proto__",
    "\u202eright to left",
)
DATASETS = ("cooked_duck", "krackhardt_hightech", "uk_decc")


def hostile(account: str = EVIL[0]) -> StakeholderGraph:
    """A deal of which every text, id and name is hostile."""
    signs = ("believes_in_us", "trusted_inside", "wants_us_to_win")
    people = [
        {
            "person": e,
            "name": e,
            "title": e,
            "department": e,
            "support": k / 5 - 1 if k < 11 else None,
            "influence": 0.8,
        }
        | dict.fromkeys(signs, "claimed" if k % 3 else "observed")
        for k, e in enumerate(EVIL)
    ]
    relationships = [{"source": e, "target": EVIL[0], "kind": "reports_to"} for e in EVIL[1:]]
    relationships += [{"source": EVIL[1], "target": EVIL[2], "kind": "conflicts_with"}]
    relationships += [{"source": e, "target": EVIL[3], "kind": "trusts"} for e in EVIL[4:]]
    seats = [{"role": "approver", "person": EVIL[0], "veto": True}, {"role": "user", "person": None}]
    contacts = [{"side": "us", "member": EVIL[3], "person": e} for e in (EVIL[1], *EVIL[6:])]
    contacts += [{"side": e, "member": EVIL[0], "person": EVIL[2]} for e in EVIL[4:7]]
    return StakeholderGraph.from_tables(
        pd.DataFrame(people),
        pd.DataFrame(relationships),
        pd.DataFrame(seats),
        pd.DataFrame([{"account": account, "name": EVIL[1], "stage": EVIL[2]}]),
        contacts=pd.DataFrame(contacts),
        deal=EVIL[1],
    )


@pytest.fixture(scope="module")
def hostile_map():
    return influence.show.org_map(hostile()).html


def nothing_ran(tab) -> None:
    assert tab.faults == []
    assert tab.page.evaluate("window.pwned === undefined && ({}).name === undefined")
    assert tab.page.locator("img, main a[href^=javascript], svg[onload], .map-app script").count() == 0


def test_nothing_of_the_data_runs_whoever_is_chosen(opened, hostile_map):
    tab = opened(hostile_map, hash="#view=everyone")
    chosen = set()
    for number, name in enumerate(EVIL):
        tab.page.keyboard.press("/")
        tab.page.locator("[data-part=search]").fill(name)
        tab.page.keyboard.press("Escape")
        tab.page.locator(f'[data-key="person:{number}"]').press("Enter")
        chosen.add(tab.page.locator(".panel h2").text_content())
        tab.page.keyboard.press("w")
        tab.page.keyboard.press("Escape")
    assert chosen == set(EVIL)
    nothing_ran(tab)


def test_nothing_of_the_data_runs_whatever_is_opened(opened, hostile_map):
    for width in (1440, 390):
        tab = opened(hostile_map, width=width)
        if width == 390:
            tab.page.locator("[data-part=more]").click()
        for view in ("matters", "committee", "everyone", "list"):
            tab.page.locator(f'[data-value="{view}"]').click()
        for side in ("rival:0", "rival:1", "difference", "us"):
            tab.page.locator(f'[data-value="{side}"]').click()
        for menu in ("lines", "filters", "save"):
            tab.page.locator(f"[data-part={menu}] summary").click()
        tab.page.keyboard.press("Escape")
        tab.page.locator('[data-value="everyone"]').click()
        for card in tab.page.locator(".card.member, .card.rival, .card.seat").all():
            card.press("Enter")
        for each in range(1, tab.page.locator("[data-step]").count() + 1):
            tab.page.keyboard.press(str(each))
        nothing_ran(tab)


@pytest.mark.parametrize("kind", ["png", "svg", "csv"])
def test_a_hostile_map_is_saved_as_any_other(opened, browser, hostile_map, tmp_path, kind):
    tab = opened(hostile_map)
    tab.page.locator("[data-part=save] summary").click()
    with tab.page.expect_download() as download:
        tab.page.locator(f"[data-part=save-{kind}]").click()
    assert not set(download.value.suggested_filename) & set("<>/\\:\"'&{};")
    path = tmp_path / f"map.{kind}"
    download.value.save_as(path)
    nothing_ran(tab)
    if kind == "svg":
        alone = opened(f"<!doctype html><meta charset=utf-8>{path.read_text(encoding='utf-8')}")
        assert alone.faults == []


def test_the_parts_on_what_to_do_show_hostile_names_as_they_are(opened):
    tab = opened(influence.show.report(hostile()).html)
    for title in ("Our position", "Plan", "Supporters", "If people leave"):
        heading = tab.page.get_by_role("heading", name=title, exact=True, include_hidden=True)
        text = tab.page.locator("details", has=heading).last.text_content()
        assert any(name in text for name in EVIL), title
    nothing_ran(tab)


def test_a_script_that_is_not_the_page_s_own_is_refused(opened, hostile_map):
    tab = opened(hostile_map)
    tab.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.pwned = 1";
          document.body.append(script);
          const image = document.createElement("img");
          image.src = "https://example.org/pixel.png";
          document.body.append(image);
        }"""
    )
    tab.page.wait_for_timeout(200)
    assert tab.page.evaluate("window.pwned === undefined")
    assert sum("Content Security Policy" in fault for fault in tab.faults) == 2


@pytest.mark.parametrize("show", ["map", "report"])
@pytest.mark.parametrize("name", DATASETS)
def test_the_map_of_every_dataset_is_drawn(opened, maps, reports, show, name):
    tab = opened({"map": maps, "report": reports}[show][name].html)
    assert tab.page.locator(".stage .card.person").count() > 5
    assert tab.page.locator(".stage .line.shown").count() > 3
    assert tab.faults == []


def test_a_notebook_s_frame_draws_the_map_without_leave_to_do_more(opened):
    page = influence.show.org_map(hostile())
    tab = opened(f"<!doctype html><meta charset=utf-8>{page._repr_html_()}")
    frame = tab.page.frames[1]
    assert frame.locator(".stage .card.person").count() > 5
    frame.locator(".stage .card.person").first.press("Enter")
    assert frame.evaluate("self.origin") == "null"
    assert tab.faults == []


def test_a_map_inside_a_report_leaves_the_page_s_keys_and_address_alone(opened, reports):
    tab = opened(reports["cooked_duck"].html, hash="#person=1&view=list")
    tab.page.locator("details", has=tab.page.locator(".map-app")).locator("summary").first.click()
    assert tab.page.locator(".canvas").is_visible()
    tab.page.keyboard.press("/")
    assert tab.page.evaluate("document.activeElement.tagName") != "INPUT"
    tab.page.locator(".stage .card.person").first.press("Enter")
    assert tab.page.evaluate("location.hash") == "#person=1&view=list"
    assert tab.page.locator(".panel .close").is_visible()
    assert tab.faults == []


def test_whom_a_link_of_the_report_names_is_chosen_on_its_map(opened, reports):
    tab = opened(reports["cooked_duck"].html)
    tab.page.locator("details", has=tab.page.locator(".map-app")).locator("summary").first.click()
    tab.page.locator('a[href="#person=general%20manager"]').first.click()
    assert tab.page.locator(".panel h2").text_content() == "General manager"
    assert tab.page.locator(".card.chosen").count() == 1
    assert tab.faults == []


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_the_pages_do_not_scroll_sideways(opened, maps, reports, width):
    for pages in (maps, reports):
        tab = opened(pages["cooked_duck"].html, width=width)
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= width


def test_chinese_names_are_drawn_as_they_are(opened):
    people = pd.DataFrame({"person": ["总经理", "厂长"], "name": ["王建国", "李娜"]})
    graph = StakeholderGraph.from_tables(people, deal="设备采购")
    tab = opened(influence.show.report(graph).html)
    assert tab.page.title() == "Deal 设备采购"
    assert "王建国" in tab.page.locator(".stage").text_content()
    assert tab.faults == []


def test_a_report_of_nobody_opens(opened):
    tab = opened(influence.show.report(deal_of_nobody(), deal="b").html)
    assert "Nobody is recorded in this deal" in tab.page.locator(".nobody-yet").text_content()
    assert tab.faults == []

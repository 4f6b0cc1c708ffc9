"""The pages in a real browser: nothing of the data runs, nothing leaves, and the map is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd
import pytest

import influence
from influence import StakeholderGraph

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
)
# How many pixels of the map's canvas are not its background.
PAINTED = """() => {
  const canvas = document.querySelector("#network canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const colours = new Set();
  for (let k = 0; k < pixels.length; k += 4) colours.add(pixels[k] << 16 | pixels[k + 1] << 8 | pixels[k + 2]);
  return colours.size;
}"""


# Where each line of the legend ends, and how far the frame that it stands in reaches.
LEGEND = """() => {
  const lines = Array.from(document.querySelectorAll(".legend li, .kinds label"));
  const boxes = lines.map((line) => line.getBoundingClientRect());
  return [[innerWidth, innerHeight], ...boxes.map((box) => [box.right, box.bottom])];
}"""


@dataclass
class Opened:
    """A page that is open, and all it did that it should not."""

    page: object
    faults: list[str] = field(default_factory=list)


@pytest.fixture
def opened(browser, tmp_path):
    tabs = []

    def opened(html: str) -> Opened:
        tab = browser.new_page(viewport={"width": 1400, "height": 900})
        tabs.append(tab)
        file = tmp_path / f"{len(tabs)}.html"
        file.write_bytes(html.encode("utf-8"))
        watched = Opened(tab)
        tab.on("dialog", lambda dialog: (watched.faults.append(f"dialog {dialog.message}"), dialog.dismiss()))
        tab.on("pageerror", lambda error: watched.faults.append(f"error {error}"))
        # Reading the canvas twice is what these tests do, not what the page does.
        tab.on(
            "console",
            lambda line: "willReadFrequently" in line.text or watched.faults.append(f"console {line.type} {line.text}"),
        )
        tab.on(
            "request",
            lambda request: request.url in (file.as_uri(), "about:srcdoc") or watched.faults.append(request.url),
        )
        tab.goto(file.as_uri())
        tab.wait_for_timeout(200)
        return watched

    yield opened
    for tab in tabs:
        tab.close()


def hostile() -> StakeholderGraph:
    people = [
        {"person": e, "name": e, "title": e, "department": e, "support": k / 5 - 1, "influence": 0.8}
        | dict.fromkeys(("believes_in_us", "trusted_inside", "wants_us_to_win"), "claimed" if k % 3 else "observed")
        for k, e in enumerate(EVIL)
    ]
    relationships = [{"source": e, "target": EVIL[0], "kind": "reports_to"} for e in EVIL[1:]]
    relationships.append({"source": EVIL[1], "target": EVIL[2], "kind": "conflicts_with"})
    return StakeholderGraph.from_tables(
        pd.DataFrame(people),
        pd.DataFrame(relationships),
        pd.DataFrame([{"role": "approver", "person": EVIL[0]}, {"role": "user", "person": None}]),
        pd.DataFrame([{"account": EVIL[0], "name": EVIL[1], "stage": EVIL[2]}]),
        contacts=pd.DataFrame(
            [
                *({"side": "us", "member": EVIL[3], "person": e} for e in (EVIL[1], *EVIL[6:])),
                {"side": EVIL[4], "member": EVIL[0], "person": EVIL[2]},
            ]
        ),
        deal=EVIL[1],
    )


@pytest.mark.parametrize("show", [influence.show.org_map, influence.show.report])
def test_nothing_of_the_data_runs_and_nothing_leaves(opened, show):
    tab = opened(show(hostile()).html)
    for number in range(len(EVIL)):
        tab.page.select_option("#who", str(number))
        shown = tab.page.locator("#card h3").text_content()
        assert shown in EVIL
    tab.page.wait_for_timeout(100)
    assert tab.faults == []
    assert tab.page.evaluate("window.pwned === undefined")
    assert tab.page.locator("img, a, main svg[onload], #card script").count() == 0
    assert "{{7*7}}" in tab.page.locator("#who").inner_text()


def test_the_parts_on_what_to_do_show_hostile_names_as_they_are(opened):
    tab = opened(influence.show.report(hostile()).html)
    for title in ("Advice", "Plan", "Supporters", "If people leave"):
        text = tab.page.locator("section", has=tab.page.get_by_role("heading", name=title, exact=True)).text_content()
        assert any(name in text for name in EVIL), title
    assert tab.faults == []


def test_a_script_that_is_not_the_page_s_own_is_refused(opened):
    tab = opened(influence.show.org_map(hostile()).html)
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
@pytest.mark.parametrize("name", ["cooked_duck", "krackhardt_hightech", "uk_decc"])
def test_the_map_of_every_dataset_is_painted(opened, maps, reports, show, name):
    tab = opened({"map": maps, "report": reports}[show][name].html)
    assert tab.faults == []
    assert tab.page.evaluate(PAINTED) > 20


def test_a_notebook_s_frame_draws_the_map_without_leave_to_do_more(opened):
    page = influence.show.org_map(hostile())
    tab = opened(f"<!doctype html><meta charset=utf-8>{page._repr_html_()}")
    frame = tab.page.frames[1]
    assert tab.faults == []
    assert frame.evaluate(PAINTED) > 20
    assert frame.evaluate("self.origin") == "null"


def test_pointing_at_a_card_tells_of_the_person_and_a_click_keeps_it(opened, maps):
    tab = opened(maps["cooked_duck"].html)
    where = card_at(tab.page, "Vice president")
    tab.page.mouse.move(*where)
    tab.page.wait_for_timeout(200)
    assert tab.page.locator("#card h3").text_content() == "Vice president"
    tab.page.mouse.click(*where)
    tab.page.wait_for_timeout(500)
    tab.page.mouse.move(700, 880)
    tab.page.wait_for_timeout(200)
    facts = dict(zip(*(tab.page.locator(f"#card {tag}").all_text_contents() for tag in ("dt", "dd")), strict=True))
    assert facts["Support"] == "+0.6, for us"
    assert facts["Our contact"] == "Yao (depth 0.9)"
    assert facts["Seat"] == "decision maker, 17% of the votes"
    assert tab.faults == []


def card_at(page, label: str) -> tuple[float, float]:
    """Where a card is drawn, found by its label among the nodes and the scale that fits them all."""
    place = page.evaluate(
        """(label) => {
          const map = JSON.parse(document.getElementById("map-data").textContent);
          const node = map.nodes[map.cards.findIndex((card) => card.label === label)];
          const frame = document.getElementById("network").getBoundingClientRect();
          const xs = map.nodes.map((each) => each.x);
          const left = Math.min(...xs) - 108, right = Math.max(...xs) + 112;
          const top = map.bands[0].top, bottom = map.bands[map.bands.length - 1].bottom;
          const scale = Math.min((frame.width - 112) / (right - left), frame.height / (bottom - top), 1.15);
          const middle = [(left + right - 112 / scale) / 2, (top + bottom) / 2];
          return [
            frame.x + frame.width / 2 + (node.x - middle[0]) * scale,
            frame.y + frame.height / 2 + (node.y - middle[1]) * scale,
          ];
        }""",
        label,
    )
    return place[0], place[1]


def test_a_kind_of_line_is_switched_off_and_on(opened, maps):
    tab = opened(maps["krackhardt_hightech"].html)
    before = tab.page.evaluate(PAINTED)
    boxes = tab.page.locator(".kinds input")
    for number in range(boxes.count()):
        boxes.nth(number).uncheck()
    tab.page.wait_for_timeout(200)
    assert tab.page.evaluate(PAINTED) < before
    for number in range(boxes.count()):
        boxes.nth(number).check()
    tab.page.wait_for_timeout(200)
    assert tab.page.evaluate(PAINTED) == before
    assert tab.faults == []


def test_the_keyboard_reaches_everybody(opened, maps):
    tab = opened(maps["cooked_duck"].html)
    tab.page.locator("#who").focus()
    tab.page.keyboard.type("Head of f")
    tab.page.wait_for_timeout(200)
    assert tab.page.locator("#card h3").text_content() == "Head of finance"
    assert tab.page.locator("html").get_attribute("lang") == "en"
    assert tab.faults == []


@pytest.mark.parametrize("width", [420, 1400])
def test_the_pages_do_not_scroll_sideways(opened, maps, reports, width):
    for pages in (maps, reports):
        tab = opened(pages["cooked_duck"].html)
        tab.page.set_viewport_size({"width": width, "height": 900})
        tab.page.wait_for_timeout(200)
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= width


def test_chinese_names_are_drawn_as_they_are(opened):
    graph = StakeholderGraph.from_tables(pd.DataFrame({"person": ["总经理"], "name": ["王建国"]}), deal="设备采购")
    tab = opened(influence.show.report(graph).html)
    assert tab.page.title() == "Deal 设备采购"
    assert tab.page.locator("#who option").nth(1).text_content() == "王建国"
    assert tab.faults == []


def test_a_map_that_loads_unseen_is_fitted_when_it_comes_into_view(opened, maps):
    hidden = f'<div id="slide" style="display:none">{maps["cooked_duck"]._repr_html_()}</div>'
    tab = opened(f"<!doctype html><meta charset=utf-8>{hidden}")
    tab.page.wait_for_timeout(300)
    tab.page.evaluate("document.getElementById('slide').style.display = ''")
    inside = tab.page.frame_locator("iframe")
    inside.locator("#who").select_option(label="General manager")
    assert inside.locator("#card h3").text_content() == "General manager"
    inside.locator("#zoom-fit").click()
    assert tab.faults == []


def test_a_deal_of_nobody_opens(opened):
    people = pd.DataFrame([{"deal": "a", "person": "Ann"}])
    graph = StakeholderGraph.from_tables(people, deals=pd.DataFrame({"deal": ["a", "b"]}))
    tab = opened(influence.show.report(graph, deal="b").html)
    assert "Nobody is recorded in this deal" in tab.page.locator(".nobody").inner_text()
    assert tab.faults == []


@pytest.mark.parametrize("name", ["cooked_duck", "krackhardt_hightech", "uk_decc"])
def test_a_printed_notebook_shows_the_whole_map_and_its_whole_legend(opened, maps, name):
    tab = opened(f"<!doctype html><meta charset=utf-8>{maps[name]._repr_html_()}")
    tab.page.set_viewport_size({"width": 700, "height": 950})
    tab.page.emulate_media(media="print")
    tab.page.wait_for_timeout(200)
    frame = tab.page.frames[1]
    (width, height), *lines = frame.evaluate(LEGEND)
    assert len(lines) > 9
    assert all(right <= width and bottom <= height for right, bottom in lines)
    canvas = frame.locator("#network canvas")
    assert canvas.evaluate("each => getComputedStyle(each).objectFit") == "contain"
    room = canvas.bounding_box()
    assert room["height"] > 250
    assert room["width"] > 600


@pytest.mark.parametrize("landscape", [True, False])
def test_a_map_is_printed_on_one_sheet(opened, maps, landscape):
    tab = opened(maps["krackhardt_hightech"].html)
    printed = tab.page.pdf(landscape=landscape, prefer_css_page_size=landscape)
    assert printed.count(b"/Type /Page\n") == 1


def test_a_report_on_a_narrow_screen_keeps_the_legend_of_its_map(opened, reports):
    tab = opened(reports["cooked_duck"].html)
    tab.page.set_viewport_size({"width": 420, "height": 900})
    tab.page.wait_for_timeout(200)
    bottom = tab.page.evaluate("document.querySelector('section.map').getBoundingClientRect().bottom")
    assert all(line <= bottom for _, line in tab.page.evaluate(LEGEND)[1:])

"""What the map saves of itself: a picture, a drawing that opens alone, a table, a sheet of paper."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import influence
from tests.show.organisations import organisation
from tests.show.pages import graph_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def page():
    return influence.show.org_map(organisation(34))


def saved(tab: Any, kind: str, folder: Path) -> Path:
    """The file that the button for this kind downloads."""
    tab.locator("[data-part=save] summary").click()
    with tab.expect_download() as download:
        tab.locator(f"[data-part=save-{kind}]").click()
    assert download.value.suggested_filename == f"Hanseatic_Industrial_Group_ERP_renewal.{kind}"
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_picture_at_three_times_the_size(opened, page, tmp_path):
    tab = opened(page.html)
    path = saved(tab.page, "png", tmp_path)
    header = path.read_bytes()[:24]
    width, height = (int.from_bytes(header[at : at + 4]) for at in (16, 20))
    assert header[1:4] == b"PNG"
    assert [width, height] == tab.page.evaluate(
        """() => JSON.parse(document.getElementById("map-data").textContent).views[0].size.map((each) => 3 * each)"""
    )
    assert tab.faults == []


def test_the_largest_picture_is_as_large_as_a_browser_draws(opened, tmp_path):
    tab = opened(influence.show.org_map(organisation(2_000)).html, hash="#view=everyone")
    header = saved(tab.page, "png", tmp_path).read_bytes()[:24]
    assert max(int.from_bytes(header[at : at + 4]) for at in (16, 20)) <= 16_000


@pytest.mark.parametrize("night", [False, True])
def test_a_drawing_opens_alone_in_its_own_colours(opened, browser, page, tmp_path, night):
    tab = opened(page.html, hash="#person=2", color_scheme="dark" if night else "light")
    path = saved(tab.page, "svg", tmp_path)
    drawing = ElementTree.parse(path).getroot()
    texts = ["".join(text.itertext()) for text in drawing.iter(f"{SVG}text")]
    assert {"Tanja Ali", "Chief IT Officer", "Finance", "Management"} <= set(texts)
    assert not [each for each in drawing.iter() if each.tag.endswith(("script", "foreignObject", "style", "image"))]
    attributes = [name for each in drawing.iter() for name in each.attrib]
    assert not [name for name in attributes if name.startswith(("on", "aria", "data")) or name in ("class", "style")]
    fills = {each.get("fill") for each in drawing.iter(f"{SVG}path")}
    assert ("rgb(74, 168, 224)" if night else "rgb(0, 119, 187)") in fills
    alone = browser.new_page()
    requests: list[str] = []
    alone.on("request", lambda request: requests.append(request.url))
    alone.goto(path.as_uri())
    assert requests == [path.as_uri()]
    assert alone.evaluate("document.documentElement.getBBox().width") > 900
    alone.close()
    assert tab.faults == []


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_a_table_of_who_is_shown(opened, page, tmp_path):
    tab = opened(page.html)
    found = rows(saved(tab.page, "csv", tmp_path))
    assert len(found) == 16
    tanja = next(row for row in found if row["name"] == "Tanja Ali")
    assert (tanja["title"], tanja["support"], tanja["contacts"], tanja["rivals"], tanja["influence"]) == (
        "Chief IT Officer", "0.46", "Ravi Menon", "SAP", "",
    )  # fmt: skip
    tab.page.get_by_role("button", name="List").click()
    assert len(rows(saved(tab.page, "csv", tmp_path))) == 34


FORMULAS = ("=1+1", "+1", "-1+cmd", "@SUM(A1)", "\t=1", " =1", "＝1", 'a;=1"', "'=1")


def test_no_text_of_a_table_runs_as_a_formula(opened, tmp_path):
    people = [{"person": f"p{k}", "name": each, "title": each, "support": -0.5} for k, each in enumerate(FORMULAS)]
    deals = [{"account": "Hanseatic Industrial Group", "name": "ERP renewal"}]
    tab = opened(influence.show.org_map(graph_of(*people, deals=deals)).html, hash="#view=list").page
    found = rows(saved(tab, "csv", tmp_path))
    runs = re.compile(r"(^|[;\t\r\n])[^\S\t\r\n]*[=+\-@＝＋－＠\t]")
    assert len(found) == len(FORMULAS)
    assert [row["name"] for row in found if runs.search(row["name"]) or runs.search(row["title"])] == []
    assert {row["support"] for row in found} == {"-0.5"}


def sheets(tab: Any) -> int:
    return int(tab.pdf(prefer_css_page_size=True).count(b"/Type /Page\n"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_map_is_printed_on_one_sheet(opened, page, maps, scheme):
    for printed in (page, *maps.values()):
        tab = opened(printed.html, color_scheme=scheme)
        assert sheets(tab.page) == 1
        assert tab.faults == []


def test_paper_shows_title_day_and_legend_and_no_buttons(opened, page):
    tab = opened(page.html, color_scheme="dark").page
    tab.emulate_media(media="print")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator("h1").is_visible()
    assert re.fullmatch(r"printed \d{4}-\d\d-\d\d", tab.locator(".printed").inner_text())
    assert "as of 2026-11-20" in tab.locator(".map-head").inner_text()
    assert tab.locator(".legend").is_visible()
    assert tab.locator(".tools, .zoom, [data-part=theme]").filter(visible=True).count() == 0
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    size = tab.evaluate("JSON.parse(document.getElementById('map-data').textContent).views[0].size")
    assert tab.locator(".stage").get_attribute("viewBox") == f"0 0 {size[0]:g} {size[1]:g}"

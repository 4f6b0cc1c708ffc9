"""How figures are drawn: no label over another, no state left behind, words for whoever cannot see, fonts, pages."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

import matplotlib
import pytest
from matplotlib.figure import Figure

import influence
from influence.show import figures
from influence.show.figures import fonts
from influence.show.figures.inline import inline
from influence.show.figures.palette import VARIABLES
from influence.tables.language import speaking
from tests.show.figures.deals import large as large_deal
from tests.show.figures.marks import OF_A_DEAL, boxes, shared, texts
from tests.show.pages import graph_of

DEALS = ("duck", "large", "chinese", "nothing known")
each_figure = pytest.mark.parametrize("draw", OF_A_DEAL, ids=lambda draw: draw.__name__)


@pytest.mark.parametrize("people", [12, 30, 34])
@pytest.mark.parametrize("draw", [figures.power_and_part, figures.plan_trajectory], ids=lambda draw: draw.__name__)
def test_no_name_covers_another(draw, people):
    ax = draw(large_deal(people))
    drawn = boxes(texts(ax, "label"))
    assert len(drawn) >= 5
    overlapping = [pair for pair in combinations(range(len(drawn)), 2) if shared(drawn[pair[0]], drawn[pair[1]]) > 1]
    assert overlapping == []


@pytest.mark.parametrize("seed", range(3))
def test_what_stands_in_a_seat_stays_in_it(seed):
    ax = figures.committee_coverage(large_deal(30, seed))
    seats = [bar.get_window_extent() for bar in ax.patches if bar.get_gid() == "seat"]
    for text, box in zip(texts(ax, "in box"), boxes(texts(ax, "in box")), strict=True):
        assert any(seat.x0 - 1 <= box.x0 and box.x1 <= seat.x1 + 1 for seat in seats), text.get_text()


@each_figure
def test_names_at_the_axis_do_not_cover_one_another(draw, large):
    ax = draw(large.graph)
    for names in (ax.get_yticklabels(), ax.get_xticklabels()):
        shown = [box for box in boxes(names) if box.width > 1]
        assert all(shared(one, other) <= 1 for one, other in combinations(shown, 2))


@each_figure
@pytest.mark.parametrize("name", DEALS)
def test_each_has_a_title_a_way_to_read_it_and_the_same_in_words(draw, drawn_of, name):
    ax = draw(drawn_of[name])
    title = ax.get_title(loc="left").replace("\n", " ")
    assert title
    assert figures.alt_text(ax).startswith(title[:30])
    assert not re.search(r"\b(nan|None|[a-z]+_[a-z_]+)\b", figures.alt_text(ax))


@each_figure
def test_each_speaks_chinese(draw, drawn_of):
    with speaking("zh"):
        said = figures.alt_text(draw(drawn_of["chinese"]))
    assert not re.search(r"[A-Za-z]{4,}", said), said


@each_figure
def test_matplotlib_is_left_as_it_was_and_given_axes_are_used(draw, large):
    before = dict(matplotlib.rcParams)
    ax = Figure(figsize=(9, 5)).add_subplot()
    place = ax.get_position().bounds
    assert draw(large, ax=ax) is ax
    assert dict(matplotlib.rcParams) == before
    assert ax.get_position().bounds == place


@each_figure
def test_a_page_takes_each_without_style_script_or_date(draw, large):
    svg = inline(draw, large)
    assert svg == inline(draw, large)
    root = ElementTree.fromstring(svg)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"]
    assert not re.search(r"\sstyle=|<style|<script|<metadata|font-family|\d{4}-\d\d-\d\dT", svg)
    colours = set(re.findall(r'(?:fill|stroke)="(.*?)"', svg))
    assert colours <= {f"var(--{name}, {colour})" for colour, name in VARIABLES.items()} | {"none"}


def test_no_two_figures_of_a_page_share_an_id(large, drawn_of):
    drawn = [inline(draw, view) for view in (large, drawn_of["duck"]) for draw in OF_A_DEAL]
    ids = [each for svg in drawn for each in set(re.findall(r' id="(.*?)"', svg))]
    assert len(ids) == len(set(ids))
    for svg in drawn:
        used = set(re.findall(r"url\(#(.*?)\)", svg)) | set(re.findall(r'href="#(.*?)"', svg))
        assert used == set(re.findall(r' id="(.*?)"', svg))


def test_a_page_may_leave_the_heading_to_itself(large):
    title = figures.contest(large).get_title(loc="left")
    whole, bare = inline(figures.contest, large), inline(figures.contest, large, heading=False, size=(5, 3))
    assert f">{title}<" in whole
    assert f">{title}<" not in bare
    assert 'viewBox="0 0 360 216"' in bare


def test_text_of_the_data_is_neither_markup_nor_a_formula():
    evil = "</text><script>$x^2$</script>"
    graph = graph_of({"person": "a", "name": evil, "support": 0.5}, {"person": "b", "support": -0.5})
    svg = inline(figures.leverage_waterfall, graph)
    assert "<script" not in svg
    assert "$x^2$" in svg


@pytest.mark.filterwarnings("ignore:Glyph:UserWarning")
def test_without_a_font_for_chinese_a_hint_says_what_to_install(monkeypatch, drawn_of):
    monkeypatch.setattr(fonts, "CJK", ())
    fonts.cjk_font.cache_clear()
    try:
        with pytest.warns(UserWarning, match="Noto Sans CJK"):
            figures.leverage_waterfall(drawn_of["chinese"])
        inline(figures.leverage_waterfall, drawn_of["chinese"])
    finally:
        fonts.cjk_font.cache_clear()


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_a_saved_figure_is_the_same_each_time(large, tmp_path, ending):
    ax = figures.contest(large)
    one, other = (figures.save_figure(ax, tmp_path / f"{k}.{ending}").read_bytes() for k in range(2))
    assert one == other


def test_a_figure_is_saved_as_what_it_can_be(large, tmp_path):
    with pytest.raises(influence.InfluenceError, match=r"'a.bmp' must end in .svg, .png or .pdf"):
        figures.save_figure(figures.contest(large), tmp_path / "a.bmp")

"""Slides: what they say is what the report says, everything can be edited, and no text of the data runs."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation

import influence
from influence import InfluenceError, StakeholderGraph, UnknownName
from influence.show.deal_view import DealView
from influence.show.report.first_screen import first_screen
from tests.show.pages import deal_of_nobody

EVIL = ("=1+1", "@SUM(A1)", "http://example.org/x", "external:other.xlsx", "<b>bold</b>", "a\x0bb", "名字", "-2+3")


def read(made):
    return Presentation(io.BytesIO(made.content))


def texts(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def charts(slide):
    return [shape.chart for shape in slide.shapes if shape.has_chart]


@pytest.fixture(scope="module")
def duck():
    return influence.datasets.load("cooked_duck")


def test_a_slide_says_what_the_first_screen_of_the_report_says(duck):
    screen = first_screen(DealView(duck))
    said = "\n".join(texts(read(influence.show.slides(duck)).slides[0]))
    assert "The customer: Purchase of equipment" in said
    assert all(sentence in said for sentence in screen.headline.sentences)
    assert all(seat.who in said for seat in screen.seats)


def test_the_charts_hold_the_numbers_of_the_analyses(duck):
    support, plan = charts(read(influence.show.slides(duck)).slides[0])
    parts = duck.people.set_index("person")["support"] * influence.support(duck).detail["leverage"].droplevel("deal")
    assert sum(support.plots[0].series[0].values) == pytest.approx(parts.sum())
    known = next(series for series in plan.plots[0].series if series.name == "known support")
    steps = influence.penetration_plan(duck).detail["support"]
    assert list(known.values)[1:] == pytest.approx(steps.tolist())


def test_support_is_drawn_on_its_whole_scale(duck):
    parts, plan = charts(read(influence.show.slides(duck)).slides[0])
    assert (plan.value_axis.minimum_scale, plan.value_axis.maximum_scale) == (-1, 1)
    assert parts.value_axis.minimum_scale == -parts.value_axis.maximum_scale
    most = max(map(abs, parts.plots[0].series[0].values))
    assert most <= parts.value_axis.maximum_scale


def test_unknown_support_has_no_beginning_but_its_range():
    made = influence.show.slides(influence.datasets.load("krackhardt_hightech"))
    (plan,) = charts(read(made).slides[0])
    best, known, worst = (list(series.values) for series in plan.plots[0].series)
    assert (known[0], best[0], worst[0]) == (None, 1, -1)
    assert None not in known[1:]


def test_there_is_a_slide_for_each_deal_named_in_that_order():
    graph = influence.datasets.simulate(4, seed=1).graph
    wanted = list(graph.all_deals)[2:0:-1]
    made = influence.show.slides(graph, deals=wanted)
    assert len(read(made).slides) == len(made.titles) == 2
    assert made.titles == [DealView(graph, deal).title for deal in wanted]
    assert len(influence.show.slides(graph).titles) == 4


def test_nothing_of_the_data_runs(tmp_path):
    people = [{"person": each, "name": each, "title": each, "support": 0.5, "influence": 0.8} for each in EVIL]
    seats = pd.DataFrame([{"role": "approver", "person": EVIL[0]}])
    graph = StakeholderGraph.from_tables(pd.DataFrame(people), seats=seats, deal=EVIL[0])
    path = influence.show.slides(graph).save(tmp_path / "review.pptx")
    with zipfile.ZipFile(path) as file:
        sheets = [name for name in file.namelist() if name.endswith(".xlsx")]
        assert sheets
        for name in sheets:
            book = openpyxl.load_workbook(io.BytesIO(file.read(name)))
            cells = [cell for row in book.active.iter_rows() for cell in row]
            assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert any(EVIL[0] in text for text in texts(read(influence.show.slides(graph)).slides[0]))


def test_a_deal_of_nobody_has_a_slide_too():
    made = influence.show.slides(deal_of_nobody(), deals=["b"])
    assert "No plan." in texts(read(made).slides[0])


def test_every_box_stands_on_the_slide(duck):
    shown = read(influence.show.slides(duck))
    for shape in shown.slides[0].shapes:
        assert min(shape.left, shape.top) >= 0
        assert shape.left + shape.width <= shown.slide_width
        assert shape.top + shape.height <= shown.slide_height


def test_slides_are_saved_where_they_can_be_and_over_nothing(duck, tmp_path):
    made = influence.show.slides(duck)
    path = made.save(tmp_path / "review.pptx")
    with pytest.raises(InfluenceError, match="is there"):
        made.save(path)
    assert made.save(path, force=True) == path
    with pytest.raises(InfluenceError, match=r"must end in \.pptx"):
        made.save(tmp_path / "review.ppt")
    with pytest.raises(InfluenceError, match="no folder"):
        made.save(tmp_path / "none" / "review.pptx")


def test_a_deal_that_is_not_there_is_named(duck):
    with pytest.raises(UnknownName, match="no deal called 'other'"):
        influence.show.slides(duck, deals=["other"])


def test_without_python_pptx_the_remedy_is_named(duck, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pptx", None)
    with pytest.raises(InfluenceError, match=r"needs pptx: pip install influence-graph\[office\]"):
        influence.show.slides(duck)

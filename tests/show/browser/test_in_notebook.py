"""The map in what notebooks become: paper, and places that let no frame in."""

from __future__ import annotations

import re

import pytest

import influence
from tests.show.organisations import organisation

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAPER = {"width": 718, "height": 1046}


def notebook(graph) -> str:
    cell = influence.show.org_map(graph)._repr_html_()
    return f'<!doctype html><meta charset="utf-8"><title>notebook</title><div id="cell">{cell}</div>'


@pytest.mark.parametrize("people", [10, 34])
def test_on_paper_the_whole_map_and_its_legend_are_in_the_frame(opened, people):
    tab = opened(notebook(organisation(people)))
    tab.page.emulate_media(media="print")
    tab.page.set_viewport_size(PAPER)
    tab.page.wait_for_timeout(200)
    frame = tab.page.frames[1]
    boxes = """() => ["h1", ".stage", ".legend li:last-child", ".plan"].map((each) => {
      const { left, right, top, bottom } = document.querySelector(each).getBoundingClientRect();
      return top >= 0 && left >= 0 && right <= innerWidth + 1 && bottom <= innerHeight + 1 && bottom > top;
    })"""
    assert frame.evaluate(boxes) == [True] * 4
    cut = "document.querySelector('.canvas').scrollHeight > document.querySelector('.canvas').clientHeight + 1"
    assert not frame.evaluate(cut)
    assert tab.faults == []


def test_where_no_frame_is_let_in_the_numbers_are_read(opened, duck):
    cleaned = re.sub(r"<iframe.*?</iframe>", "", notebook(duck.graph), flags=re.DOTALL)
    told = opened(cleaned).page.locator("#cell").inner_text()
    assert told.startswith("The customer: Purchase of equipment. Votes covered: 17% · ")
    assert told.endswith('save the page: .save("page.html").')

"""The map in what notebooks become: paper, and places that let no frame in."""

from __future__ import annotations

import re
from html import escape

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
    assert told.startswith("The customer: Purchase of equipment. Lost · Votes covered: 17% · ")
    assert told.endswith('save the page: .save("page.html").')


# What VS Code's notebook puts around an output: a sandboxed frame with this policy (its source, backLayerWebView.ts).
WEBVIEW = (
    "default-src 'none'; script-src https://*.vscode-cdn.net 'unsafe-inline' 'unsafe-eval'; "
    "style-src https://*.vscode-cdn.net 'unsafe-inline'; img-src https://*.vscode-cdn.net https: http: data:; "
    "font-src https://*.vscode-cdn.net https:; connect-src https:; child-src https: data:"
)
SANDBOX = "allow-scripts allow-same-origin allow-forms allow-pointer-lock allow-downloads"


def test_in_a_frame_like_that_of_vs_code_the_map_is_drawn_chosen_from_and_saved(opened, duck):
    policy = f'<meta http-equiv="Content-Security-Policy" content="{WEBVIEW}">'
    webview = escape(notebook(duck.graph).replace("<title>", f"{policy}<title>"))
    around = f'<iframe sandbox="{SANDBOX}" width="1000" height="900" srcdoc="{webview}">'
    tab = opened(f"<!doctype html><title>VS Code</title>{around}").page
    inside = tab.frames[-1]
    inside.locator('[data-key="person:1"]').click()
    assert inside.locator(".panel h2").inner_text() != "How to read the map"
    inside.locator("[data-part=save] summary").click()
    with tab.expect_download() as file:
        inside.locator("[data-part=save-png]").click()
    assert file.value.suggested_filename.endswith(".png")
    assert tab.frames[1].locator("small").inner_text().startswith("The customer: Purchase of equipment.")

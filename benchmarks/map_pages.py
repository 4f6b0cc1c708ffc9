"""What the page of the map costs a browser: its size, how long it loads, and each zoom, choice, filter and search.

    python -m benchmarks.map_pages [people ...]

Milliseconds that the page's main thread works: a handler, and the style, layout and paint that follow from it. The
bounds are those that the map promises: 150 KB and 1 KB for each person, and 200 ms for whatever somebody does to it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright

import influence
from influence.show.page import Page
from tests.show.organisations import organisation

PEOPLE = (34, 500, 2_000, 5_000)
KILOBYTES, KILOBYTES_A_PERSON, MILLISECONDS = 150, 1, 200
WINDOW: Any = {"width": 1440, "height": 900}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# Two frames: what a handler leaves to do for style, layout and paint is done in the first of them.
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
CLICK = """document.querySelector('{}').dispatchEvent(new MouseEvent("click", {{bubbles: true}}))"""
CARD = '.stage [data-key="person:{}"]'
TYPE = """const box = document.querySelector("{}"); box.value = "{}"; box.dispatchEvent(new Event("{}"))"""
ACTIONS = {
    "zoom": CLICK.format("[data-part=zoom-in]"),
    "select": CLICK.format(CARD.format(2)),
    "select another": CLICK.format(CARD.format(3)),
    "filter": TYPE.format("[data-filter=stance]", "for", "change"),
    "filter off": TYPE.format("[data-filter=stance]", "", "change"),
    "search": TYPE.format("[data-part=search]", "an", "input"),
    "search nobody": TYPE.format("[data-part=search]", "qqq", "input"),
    "search off": TYPE.format("[data-part=search]", "", "input"),
    "unfold": CLICK.format(".stage .chip"),
    "everyone": CLICK.format('[data-value="everyone"]'),
    "zoom everyone": CLICK.format("[data-part=zoom-in]"),
    "select in everyone": CLICK.format(CARD.format(2)),
    "filter everyone": TYPE.format("[data-filter=stance]", "against", "change"),
    "list": CLICK.format('[data-value="list"]'),
    "search the list": TYPE.format("[data-part=search]", "an", "input"),
}


def measured(tab: Tab, page: Page, folder: Path) -> Iterator[tuple[str, float]]:
    """Each action with its milliseconds, in the order in which somebody might do them."""
    file = page.save(folder / "map.html", force=True)
    clock = tab.context.new_cdp_session(tab)
    # The time that the thread worked, not the time that passed: other processes of the machine do not count.
    clock.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = _worked(clock)
    tab.goto(file.as_uri())
    tab.evaluate(FRAMES)
    yield "load", _worked(clock) - before
    for name, act in ACTIONS.items():
        before = _worked(clock)
        tab.evaluate(f"() => {{ {act} }}")
        tab.evaluate(FRAMES)
        yield name, _worked(clock) - before


def _worked(clock: Any) -> float:
    metrics = {each["name"]: each["value"] for each in clock.send("Performance.getMetrics")["metrics"]}
    return 1000 * float(metrics["TaskDuration"])


def main(sizes: list[int]) -> None:
    """Print a row for each organisation, and say what is over its bound."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser: Any = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for people in sizes:
            page = influence.show.org_map(organisation(people))
            size, bound = len(page.html.encode()) / 1000, KILOBYTES + KILOBYTES_A_PERSON * people
            print(f"{people:,} people: {size:,.0f} KB of at most {bound:,}{'' if size <= bound else '  TOO LARGE'}")
            for name, taken in measured(
                browser.new_page(viewport={"width": 1440, "height": 900}, bypass_csp=True), page, Path(folder)
            ):
                print(f"  {name:<20}{taken:8.0f} ms{'  TOO SLOW' if taken > MILLISECONDS and name != 'load' else ''}")
        browser.close()


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or list(PEOPLE))

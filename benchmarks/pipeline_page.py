"""How long does a browser take to sort, search and filter the page of many deals, and how long to make the page?

    python -m benchmarks.pipeline_page [deals] [browser]

5,000 deals where no number is given; the browser is Chromium's program, found by its name where none is given. Prints
the milliseconds from a click to the frame that shows what it changed, the slowest of five each.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

import influence
from tests.show.pipeline.pages import many

DEALS, TIMES = 5_000, 5
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
ACTS = {
    "sort by amount": "document.querySelector('[data-name=amount] button').click()",
    "sort by deal": "document.querySelector('[data-name=deal] button').click()",
    "search": "type(document.getElementById('search').value ? '' : 'account 3')",
    "filter": "choose(document.querySelector('[data-filter=verdict]'))",
    "this quarter": "document.getElementById('quarter').click()",
}
MEASURE = """async () => {
  const tell = (control, event) => control.dispatchEvent(new Event(event));
  const type = (text) => {
    const box = document.getElementById('search');
    box.value = text;
    tell(box, 'input');
  };
  const choose = (list) => {
    list.selectedIndex = list.selectedIndex ? 0 : 1;
    tell(list, 'change');
  };
  const start = performance.now();
  %s;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""


def main(deals: int, browser: str | None) -> None:
    """Make the page, open it, and do each act several times."""
    from playwright.sync_api import sync_playwright

    graph = many(deals)
    start = time.perf_counter()
    page = influence.show.pipeline(graph)
    print(f"{deals:,} deals: page made in {time.perf_counter() - start:.1f} s, {len(page.html) // 1024:,} kB")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        tab = started.chromium.launch(executable_path=browser, args=FLAGS).new_page()
        tab.goto(page.save(Path(folder) / "pipeline.html").as_uri())
        for name, act in ACTS.items():
            print(f"{name}: {max(tab.evaluate(MEASURE % act) for _ in range(TIMES)):.0f} ms")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(int(given[0]) if given else DEALS, given[1] if len(given) > 1 else shutil.which("chromium"))

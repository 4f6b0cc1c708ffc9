"""A real browser for the tests of the pages, and what a page did there that it should not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

# Drawn twice, and whatever was put off until then is done: scripts, and what they complain about.
SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 20))))"


@dataclass
class Opened:
    """A page that is open, and all it did that it should not: dialogs, errors, requests, words on the console."""

    page: Any
    faults: list[str] = field(default_factory=list)


@pytest.fixture
def opened(browser, tmp_path):
    """Opens a page from a file: `opened(html, width, height, hash="#view=list", dark=False)`."""
    contexts = []

    def opened(html: str, width: int = 1440, height: int = 900, *, hash: str = "", **more: Any) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": height}, **more)
        contexts.append(context)
        file = tmp_path / f"{len(contexts)}.html"
        file.write_bytes(html.encode("utf-8"))
        watched = Opened(context.new_page())
        _watch(watched, file.as_uri())
        watched.page.goto(file.as_uri() + hash)
        watched.page.evaluate(SETTLED)
        return watched

    yield opened
    for context in contexts:
        context.close()


def _watch(watched: Opened, address: str) -> None:
    tab, faults = watched.page, watched.faults
    tab.on("dialog", lambda dialog: (faults.append(f"dialog {dialog.message}"), dialog.dismiss()))
    tab.on("pageerror", lambda error: faults.append(f"error {error}"))
    tab.on("console", lambda line: faults.append(f"console {line.type} {line.text}"))
    allowed = (address, "about:srcdoc", "data:", "blob:")
    tab.on("request", lambda request: request.url.startswith(allowed) or faults.append(request.url))

"""The map, the report, a finding and the widget in a real JupyterLab: `python -m tests.show.in_jupyterlab`.

No test of every day, since it takes a minute: `pip install jupyterlab`, and Chromium.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import influence

CELLS = (
    "import influence\nduck = influence.datasets.load('cooked_duck')",
    "influence.show.org_map(duck)",
    "influence.show.report(duck)",
    "influence.show.network(duck)",
    "influence.diagnose(duck)",
    "w = influence.show.org_map_widget(duck)\nw",
    "w.selected",
    "if w.selected:\n    w.selected = 'vice president'",
)
ASKED, SET = 6, 7
PATIENCE = 120_000


def main() -> int:
    """Run the notebook, look at what it shows, and choose people on both sides; 0 where all went well."""
    with tempfile.TemporaryDirectory() as folder, _lab(Path(folder)) as address, _browser() as browser:
        tab, faults = _watched(browser)
        # In a workspace of its own, so that the other notebook stands alone in its window.
        tab.goto(address.replace("/tree/map.", "/workspaces/theirs/tree/theirs."))
        _who_does_not_trust_a_notebook_reads_the_numbers(tab, faults)
        tab.goto(address)
        _run_all(tab)
        _each_frame_has_its_height(tab, faults)
        _both_sides_follow(tab, faults)
    print("\n".join(faults) or "JupyterLab shows all of it")
    return bool(faults)


@contextmanager
def _lab(folder: Path) -> Iterator[str]:
    """A JupyterLab of our own that opens the notebook; its address."""
    shown = {"text/html": influence.show.org_map(influence.datasets.load("cooked_duck"))._repr_html_()}
    theirs = [{"output_type": "display_data", "data": shown, "metadata": {}}]
    _write(folder / "map.ipynb", *((code, []) for code in CELLS))
    _write(folder / "theirs.ipynb", ("influence.show.org_map(duck)", theirs))
    token, port = secrets.token_hex(), _free_port()
    own = {f"JUPYTER_{name}_DIR": str(folder / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    started = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "jupyterlab",
            "--no-browser",
            "--allow-root",
            f"--port={port}",
            f"--notebook-dir={folder}",
        ],
        env={**os.environ, **own, "JUPYTER_TOKEN": token},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/api?token={token}")
        yield f"http://127.0.0.1:{port}/lab/tree/map.ipynb?token={token}"
    finally:
        started.terminate()
        started.wait(30)


def _write(path: Path, *cells: tuple[str, list[Any]]) -> None:
    """A notebook of these cells of code, each with its outputs."""
    kept = {"cell_type": "code", "metadata": {}, "execution_count": None}
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    book = {"cells": [{**kept, "source": code, "outputs": outputs} for code, outputs in cells], "metadata": kernel}
    path.write_text(json.dumps({**book, "nbformat": 4, "nbformat_minor": 4}), encoding="utf-8")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _wait_for(address: str) -> None:
    for _ in range(240):
        try:
            return urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.5)
    raise RuntimeError("JupyterLab did not start; is it installed?")


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        yield browser
        browser.close()


def _watched(browser: Any) -> tuple[Any, list[str]]:
    tab, faults = browser.new_page(viewport={"width": 1440, "height": 1000}), []
    tab.on("pageerror", lambda error: faults.append(f"error {error}"))
    tab.on("console", lambda line: line.type == "error" and faults.append(f"console {line.text} {line.location}"))
    allowed = ("http://127.0.0.1:", "data:", "blob:", "about:")
    tab.on("request", lambda request: request.url.startswith(allowed) or faults.append(f"request {request.url}"))
    return tab, faults


def _who_does_not_trust_a_notebook_reads_the_numbers(tab: Any, faults: list[str]) -> None:
    tab.locator(".jp-OutputArea-output", has_text="Votes covered: 17%").wait_for(timeout=PATIENCE)
    if tab.locator(".jp-Notebook iframe").count():
        faults.append("a notebook that nobody trusts shows a frame")


def _run_all(tab: Any) -> None:
    tab.set_default_timeout(PATIENCE)
    tab.locator(".jp-Notebook .jp-Cell").first.wait_for()
    tab.get_by_text("| Idle").wait_for()
    tab.get_by_role("menuitem", name="Run", exact=True).click()
    tab.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    tab.wait_for_function("document.querySelectorAll('.jp-Notebook iframe').length === 4")


def _frame(tab: Any, number: int) -> Any:
    """The frame below the cell of this number."""
    tab.locator(".jp-Cell").nth(number).scroll_into_view_if_needed()
    return tab.locator(".jp-Cell").nth(number).frame_locator("iframe")


def _each_frame_has_its_height(tab: Any, faults: list[str]) -> None:
    for number, drawn in ((1, ".card.person"), (2, ".card.person"), (3, "#network canvas"), (5, ".card.person")):
        frame = _frame(tab, number)
        frame.locator(drawn).first.wait_for(state="attached")
        page = frame.locator("html")
        inside, shown = page.evaluate("(page) => [page.scrollHeight, page.clientHeight]")
        if number != 2 and inside > shown:
            faults.append(f"{CELLS[number]}: {inside} pixels of page in {shown} of frame")
    if tab.locator(".jp-Cell").nth(4).locator("table").count() == 0:
        faults.append("the finding shows no table")


def _both_sides_follow(tab: Any, faults: list[str]) -> None:
    map_ = _frame(tab, 5)
    map_.locator('[data-key^="person:"]', has_text="General manager").first.click()
    tab.wait_for_timeout(500)
    _run(tab, ASKED)
    told = tab.locator(".jp-Cell").nth(ASKED).locator(".jp-OutputArea-output")
    told.filter(has_text="general manager").wait_for()
    _run(tab, SET)
    map_.locator(".panel h2", has_text="Vice president").wait_for()


def _run(tab: Any, number: int) -> None:
    tab.locator(".jp-Cell").nth(number).locator(".cm-content").click()
    tab.keyboard.press("Control+Enter")


if __name__ == "__main__":
    sys.exit(main())

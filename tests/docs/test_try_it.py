"""The page that runs the library in a browser: it brings every package, and what it asks can be answered."""

from __future__ import annotations

import re
import runpy
import sys
import tomllib
from pathlib import Path

import influence

ROOT = Path(__file__).parents[2]
PLACE = ROOT / "docs" / "try_it"


def test_every_package_that_the_library_needs_is_loaded():
    build = runpy.run_path(str(PLACE / "build.py"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.match(r"[A-Za-z0-9_-]+", line)[0] for line in project["dependencies"]}
    # What pyvis asks for beside them; matplotlib draws for files, which no page does.
    assert {*build["PACKAGES"], *build["WHEELS"]} - {"jsonpickle"} == needed - {"matplotlib"}


def test_every_file_of_the_page_is_there_and_named():
    build = runpy.run_path(str(PLACE / "build.py"))
    assert {path.name for path in PLACE.iterdir() if path.is_file()} == {*build["PAGE"], "build.py"}


def test_the_page_scores_and_maps_the_lost_deal():
    found = runpy.run_path(str(PLACE / "lost_deal.py"))["answers"]()
    deal = influence.datasets.load("cooked_duck")
    assert found["map"] == influence.show.org_map(deal).html
    assert "single_points" in found["scores"]
    assert "unknown" in found["scores"]


def test_in_a_browser_pyvis_does_without_ipython(monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    for name in ("IPython", "IPython.display"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    stand_in = runpy.run_path(str(PLACE / "lost_deal.py"))["_stand_in_for_ipython"]
    before = dict(sys.modules)
    stand_in()
    try:
        assert sys.modules["IPython.display"].IFrame is object
    finally:
        for name in set(sys.modules) - set(before):
            del sys.modules[name]

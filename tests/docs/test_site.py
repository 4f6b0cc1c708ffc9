"""The pages build as a site without a warning, and it needs nothing from elsewhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site, with notebooks as they are kept: running them has tests of its own."""
    folder = tmp_path_factory.mktemp("site")
    options = ["-q", "-W", "--keep-going", "-D", "nb_execution_mode=off", "-c", "docs", "-d", str(folder / "trees")]
    built = subprocess.run(
        [sys.executable, "-m", "sphinx", *options, ".", str(folder / "html")], cwd=ROOT, capture_output=True, text=True
    )
    assert built.returncode == 0, built.stderr
    return folder / "html"


@pytest.mark.slow
def test_the_first_page_has_the_live_map(site):
    first = (site / "docs" / "index.html").read_text(encoding="utf-8")
    (source,) = re.findall(r'<iframe[^>]+src="([^"]+)"', first)
    assert "general manager" in (site / "docs" / source).read_text(encoding="utf-8")
    assert "docs/index.html" in (site / "index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_no_page_loads_anything_from_elsewhere(site):
    pages = list(site.rglob("*.html"))
    assert len(pages) > 50
    source = r"<(?:script|img|iframe|source)\b[^>]*\ssrc=\"(?:https?:)?//"
    style = r"<link\b(?![^>]*canonical)[^>]*href=\"(?:https?:)?//"
    loads = f"{source}|{style}"
    for page in [*pages, *site.rglob("*.css")]:
        text = page.read_text(encoding="utf-8")
        assert not re.search(loads, text), page
        assert not re.search(r"@import\s+(?:url\()?[\"']?https?:|url\([\"']?https?:", text), page


@pytest.mark.slow
def test_words_are_found_without_a_server(site):
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    assert all(json.dumps(word)[1:-1] in index for word in ("leverag", "pseudonymis", "单点风险"))

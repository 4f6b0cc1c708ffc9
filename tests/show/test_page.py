"""What a page is: one file that runs no script but its own, and shows text as text."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import subprocess
import sys

import pandas as pd
import pytest

import influence
from influence import InfluenceError
from tests.show.pages import graph_of


def test_the_policy_names_every_script_and_style_of_the_page_and_nothing_else(maps, reports):
    for page in (maps["cooked_duck"], reports["cooked_duck"]):
        policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page.html).group(1))
        inline = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page.html, re.DOTALL)
        hashes = {"sha256-" + base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in inline}
        assert set(re.findall(r"'(sha256-[^']*)'", policy)) == hashes
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        outside = re.sub(r"<(script|style)>.*?</\1>", "", page.html, flags=re.DOTALL)
        assert re.findall(r"<script[^>]*>", outside) == ['<script id="map-data" type="application/json">']


def test_a_page_asks_for_nothing_outside_itself(maps, reports):
    for page in (maps["cooked_duck"], reports["cooked_duck"]):
        own = re.sub(r"<script>.*?</script>", "", page.html, flags=re.DOTALL)
        assert not re.search(r"(src|action)\s*=|url\((?!#)|@import|https?:(?!//www\.w3\.org/)", own)
        # A link leads to another place of the page, never out of it.
        assert all(target.startswith("#") for target in re.findall(r"href\s*=\s*.(.)", own))


def test_text_of_the_data_never_becomes_markup():
    evil = "</script><script>window.pwned=1</script>"
    graph = graph_of(
        {"person": evil, "title": '"><img src=x onerror=alert(1)>', "department": "{{7*7}}"},
        deal=evil,
        deals=[{"account": evil, "stage": "a\u2028b"}],
        seats=[{"role": "approver", "person": evil}],
        contacts=[{"side": evil, "member": evil, "person": evil}],
    )
    for page in (influence.show.org_map(graph), influence.show.report(graph)):
        assert "window.pwned=1</script>" not in page.html
        assert "<img" not in page.html
        assert "{{7*7}}" in page.html
        assert evil not in page._repr_html_()


def test_save_writes_utf8_and_says_where(tmp_path):
    page = influence.show.org_map(graph_of({"person": "王建国"}))
    saved = page.save(tmp_path / "map.html")
    assert saved == tmp_path / "map.html"
    assert saved.read_bytes() == str(page).encode("utf-8")
    assert b"\r" not in saved.read_bytes()
    with pytest.raises(InfluenceError, match=r"there is no folder '.*missing' to save 'map.html' in; make it first"):
        page.save(tmp_path / "missing" / "map.html")


def test_a_notebook_shows_the_page_in_a_sandbox(reports):
    frame = reports["cooked_duck"]._repr_html_()
    assert frame.startswith("<iframe ")
    assert 'sandbox="allow-scripts allow-downloads"' in frame
    assert html.unescape(re.search(r'srcdoc="([^"]*)"', frame).group(1)) == reports["cooked_duck"].html


def test_showing_does_not_change_the_graph(duck):
    graph = duck.graph
    before = {name: graph.table(name) for name in ("people", "relationships", "seats", "contacts")}
    influence.show.report(graph)
    for name, table in before.items():
        pd.testing.assert_frame_equal(graph.table(name), table)


@pytest.mark.slow
def test_importing_the_library_draws_nothing():
    heavy = ("matplotlib", "pyvis", "jinja2", "numba")
    code = f"import influence, sys; print([name for name in {heavy} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


def test_the_report_s_tables_write_unknown_out(reports):
    page = reports["cooked_duck"].html
    rows = re.findall(r"<td[^>]*>(.*?)</td>", page)
    assert "" not in rows
    assert page.count('<td class="is-unknown">unknown</td>') == 7
    assert page.count("“Unknown” means that nobody has recorded it; it never means zero or none.") == 1

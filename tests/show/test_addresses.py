"""The map links to the report's page, and never to an address that runs something or leads elsewhere unseen."""

from __future__ import annotations

from itertools import product

import pytest

import influence
from influence import InfluenceError
from influence.show.addresses import safe_address
from tests.show.pages import graph_of

GOOD = (
    *("report.html", "reports/duck.html", "../duck.html", "./a:b.html", "2026: duck.html", "duck.html#summary"),
    *("王府.html", "?deal=duck", "#summary", "https://example.com/duck.html", "HTTPS://example.com"),
)
HOSTILE = (
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "\tjavascript:alert(1)"),
    *("java\nscript:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)", "\x00javascript:alert(1)"),
    *("data:text/html,<script>alert(1)</script>", "vbscript:x", "blob:x", "file:///etc/passwd", "about:blank"),
    *("//example.com", "/\\example.com", "\\\\example.com", "\\/example.com", "/report.html", "\t//example.com"),
    *("http://example.com", "https:example.com", "https:///example.com", "https:\\\\example.com", "https://"),
    *("C:\\reports\\duck.html", "c:/reports/duck.html", "", "\ud800.html", 7, b"report.html"),
)


def linked(address: str) -> str:
    return influence.show.org_map(graph_of({"person": "Ann"}), report=address).html


@pytest.mark.parametrize("address", GOOD)
def test_a_path_and_an_https_address_are_linked(address):
    assert safe_address(address) == address
    assert f'href="{address}">Report</a>' in linked(address)


@pytest.mark.parametrize("address", HOSTILE)
def test_what_is_neither_is_refused_and_the_way_out_is_said(address):
    with pytest.raises(InfluenceError, match="give a path from that page's folder"):
        linked(address)


def test_without_an_address_there_is_no_link():
    assert ">Report</a>" not in influence.show.org_map(graph_of({"person": "Ann"})).html


def test_an_address_stays_in_its_attribute():
    page = linked('a"><script>alert(1)</script>.html')
    assert 'href="a&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;.html">' in page


@pytest.mark.browser
@pytest.mark.slow
def test_a_browser_reads_every_address_that_is_let_through_as_we_do(browser):
    signs = ("", "a", "javascript", "https", ":", "/", "//", "\\", " ", "\t", "\x01", "@", "%0a", "#", ".", "\u00a0")
    let_through = [address for parts in product(signs, repeat=4) if _is_safe(address := "".join(parts))]
    assert len(let_through) > 1000
    tab = browser.new_page()
    wrong = tab.evaluate(
        """(addresses) => addresses.filter((address) => {
          let found;
          try { found = new URL(address, "file:///maps/here/map.html"); } catch { return false; }
          return found.protocol !== "https:" && (found.protocol !== "file:" || found.host);
        })""",
        let_through,
    )
    tab.close()
    assert wrong == []


def _is_safe(address: str) -> bool:
    try:
        return bool(safe_address(address))
    except InfluenceError:
        return False

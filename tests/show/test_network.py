"""The network page, its positions, and what pyvis is handed: text is text, and the same places each time."""

from __future__ import annotations

import html
import json
import re

import numpy as np
import pytest

import influence
from influence import UnknownName
from influence.show.network.positions import MOST_SPRINGS, communities, positions
from tests.show.organisations import organisation
from tests.show.pages import graph_of

HOSTILE = "</script><img src=x onerror=alert(1)>\u2028"


def told(page):
    found = re.search(r'<script id="network-data" type="application/json">(.*?)</script>', page.html, re.DOTALL)
    assert found
    return json.loads(found[1])


def tree(people: int) -> list[tuple[int, int]]:
    return [(k, (k - 1) // 4) for k in range(1, people)]


@pytest.mark.parametrize("people", [0, 1, 2, 13, MOST_SPRINGS, MOST_SPRINGS + 1, 700])
def test_everybody_has_a_place_of_their_own_the_same_each_time(people):
    one, other = (positions(people, tree(people)) for _ in range(2))
    assert one.shape == (people, 2)
    assert np.isfinite(one).all()
    assert (one == other).all()
    assert len(np.unique(one.round(3), axis=0)) == people


def test_those_who_are_tied_stand_nearer_than_others():
    for people in (60, 400):
        spot, ties = positions(people, tree(people)), tree(people)
        tied = np.mean([np.hypot(*(spot[a] - spot[b])) for a, b in ties])
        anybody = np.mean(np.hypot(*(spot[:, None] - spot[None, :]).transpose(2, 0, 1)))
        assert tied < 0.6 * anybody


def test_nobody_is_lost_in_the_communities():
    pairs = np.array(tree(300)).reshape(-1, 2)
    found = communities(320, pairs)
    assert sorted(person for members in found for person in members) == list(range(320))
    assert found[-1] == list(range(300, 320))


def test_the_network_tells_of_everybody_and_unknown_is_left_out():
    graph = graph_of({"person": "a", "support": None}, {"person": "b", "support": 0.0, "name": "Bo", "influence": 0.5},
                     relationships=[{"source": "a", "target": "b", "kind": "trusts"}])  # fmt: skip
    found = told(influence.show.network(graph))
    assert [("support" in each, each["name"]) for each in found["people"]] == [(False, "a"), (True, "Bo")]
    assert found["ties"] == [[0, 1, 0]]
    assert [each["kind"] for each in found["kinds"]] == ["trusts"]


def test_the_page_runs_nothing_but_its_own_scripts_whatever_the_text():
    page = influence.show.network(graph_of({"person": HOSTILE, "name": HOSTILE, "title": HOSTILE}))
    assert "<img" not in page.html
    assert told(page)["people"][0]["name"] == HOSTILE
    assert "script-src 'sha256-" in html.unescape(page.html)


def test_one_of_several_deals_must_be_named(duck):
    with pytest.raises(UnknownName, match="no deal called 'x'"):
        influence.show.network(duck.graph, deal="x")
    with pytest.raises(UnknownName, match="'en', 'zh'"):
        influence.show.network(duck.graph, locale="de")


def test_the_network_speaks_chinese():
    assert '<html lang="zh">' in influence.show.network(graph_of({"person": "a"}), locale="zh").html


def test_pyvis_gets_everybody_with_escaped_titles():
    graph = graph_of({"person": "a", "name": HOSTILE, "support": -0.4}, {"person": "b"},
                     relationships=[{"source": "a", "target": "b", "kind": "knows"}])  # fmt: skip
    made = influence.show.to_pyvis(graph)
    assert [node["label"] for node in made.nodes] == [HOSTILE, "b"]
    assert "<img" not in made.nodes[0]["title"]
    assert made.nodes[0]["color"]["background"] == "#CC3311"
    assert made.nodes[1]["shapeProperties"]["borderDashes"] == [4, 3]
    assert made.edges[0]["arrows"] == ""


@pytest.mark.slow
def test_thousands_are_laid_out_and_the_page_keeps_to_its_weight():
    page = influence.show.network(organisation(2000))
    assert len(page.html.encode()) < 650_000 + 1_000 * 2000
    assert len(told(page)["people"]) == 2000

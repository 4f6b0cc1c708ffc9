"""Organisation charts kept as JSON: every shape that web pages write, and a fault with its remedy for any other."""

from __future__ import annotations

import json

import pytest

import influence
from influence import InfluenceError

ANN, BOB = {"id": 1, "parentId": None, "name": "Ann"}, {"id": 2, "parentId": 1, "name": "Bob"}


@pytest.fixture
def chart(tmp_path):
    """Reads an organisation chart of these bytes."""

    def read(data):
        (tmp_path / "chart.json").write_bytes(data)
        return influence.read.tables(tmp_path / "chart.json")

    return read


@pytest.mark.parametrize(
    "written",
    [
        [ANN, BOB],
        {"people": [ANN, BOB], "version": 3, "empty": []},
        {**ANN, "children": [{"id": 2, "name": "Bob"}]},
        [{**ANN, "children": [BOB]}],
        [{"id": 1.0, "name": "Ann", "active": True}, {"id": 2.0, "parentId": 1.0, "name": "Bob", "tags": ["a", 2]}],
    ],
    ids=["list", "in_an_object", "nested", "nested_in_a_list", "numbers_as_floats"],
)
def test_every_shape_is_the_same_chart(chart, written):
    graph = chart(json.dumps(written).encode())
    lines = graph.relationships[["source", "target", "kind"]].astype(str).values.tolist()
    assert sorted(graph.people["name"]) == ["Ann", "Bob"]
    assert lines == [["2", "1", "reports_to"]]


def nested(depth):
    """So many people, each the boss of the next."""
    for _ in range(depth):
        yield '{"name": "x", "children": ['


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x00\x01\x02\xff" * 9, "is not text; save it as JSON in UTF-8"),
        (b'[{"id": 1', "is not JSON .*; export it again"),
        (b"[" * 100_000, "is not JSON .*; export it again"),
        (b"3", "holds no list of records; give a list such as"),
        (b"[]", "holds no list of records; give a list such as"),
        (b'[{"id": 1}, "Ann"]', "holds 'Ann' among its records; give a list of objects"),
        ("".join(nested(102)).encode() + b"]}" * 102, "is nested more than 100 deep; give a flat list"),
        (json.dumps([{f"c{k}": k for k in range(20_000)}]).encode(), "has 20,000 columns; keep the columns you need"),
    ],
    ids=["binary", "cut_off", "brackets", "a_number", "empty", "a_text", "too_deep", "too_wide"],
)
def test_what_is_no_chart_is_refused_with_a_remedy(chart, data, told):
    with pytest.raises(InfluenceError, match=f"chart.json: {told}"):
        chart(data)

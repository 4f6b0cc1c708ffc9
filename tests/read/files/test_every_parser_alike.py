"""pyarrow's parser, that of pandas and the careful one: the same graph, notes and faults on the same lines."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import influence
from influence import InvalidData
from influence.read import tables
from influence.read.files import csv_text
from tests.files_on_disk import folder

WITHOUT = ([], ["_by_arrow"], ["_plainly"])
CELLS = st.sampled_from(
    ["ann", "bo", "0.5", "50%", " 1", "7", "x", "", "ally", "0,5", "良友", '"a, b"', '"two\nlines"', "★★", "nan", "é"]
)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=8)
HEADERS = st.sampled_from(
    ["deal,person,support,level", "person,support,influence", "﻿person,name,support", "Person;支持度;own;name"]
)


def outcome(place, without):
    """What comes of reading, faults or the tables with their notes, where these functions do nothing."""
    with pytest.MonkeyPatch.context() as patched:
        for name in without:
            patched.setattr(csv_text, name, lambda *_: None)
        try:
            graph = tables(place)
        except InvalidData as invalid:
            return records(invalid.problems), invalid.files
    rows = [records(graph.table(name)) for name in ("people", "relationships")]
    return rows, records(graph.notes), records(graph.files)


def records(frame):
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


@pytest.mark.parametrize("name", influence.datasets.names())
def test_on_the_data_that_comes_along(name):
    place = influence.datasets.folder() / name
    wanted, *others = (outcome(place, without) for without in WITHOUT)
    assert all(other == wanted for other in others)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HEADERS, ROWS, st.sampled_from(["\n", "\r\n"]))
def test_on_any_text(tmp_path, header, rows, end):
    separator = ";" if ";" in header else ","
    text = end.join([header, *(separator.join(row) for row in rows)]) + end
    place = folder(tmp_path, people=text)
    wanted, *others = (outcome(place, without) for without in WITHOUT)
    assert all(other == wanted for other in others)

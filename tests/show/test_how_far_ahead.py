"""The report says how far ahead it looks where people may leave: until the deal closes, else six months."""

from __future__ import annotations

import pytest

from influence.show.report.departures import section as departures
from influence.show.report.strategies_compared import section as strategies_compared
from tests.show.pages import view_of

SAID = [
    ({"close_date": "2024-06-29", "as_of": "2024-05-31"}, "the 29 days until the deal closes"),
    ({"close_date": "2024-06-01", "as_of": "2024-05-31"}, "the one day until the deal closes"),
    ({"close_date": "2024-05-01", "as_of": "2024-05-31"}, "the time until the deal closes, of which none is left"),
    ({"close_date": None, "as_of": "2024-05-31"}, "the next 6 months"),
    ({"close_date": "2024-06-30", "as_of": None}, "the next 6 months"),
]


@pytest.mark.parametrize(("days", "ahead"), SAID)
def test_how_far_ahead(days, ahead):
    people = [{"person": "Ann", "support": 0.5, "layer": "decision"}, {"person": "Bo", "support": 0.2}]
    view = view_of(*people, deals=[days], contacts=[{"side": "us", "member": "Yao", "person": "Bo"}])
    assert f"Looking ahead: {ahead}. How likely they are to leave is unknown" in departures(view).sentences[0]
    (table,) = strategies_compared(view).blocks
    assert f"if people leave in {ahead} (" in table.note

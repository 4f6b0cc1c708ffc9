"""The tables as arrays: what is counted by deal."""

from __future__ import annotations

import influence


def test_deals_without_people_count_nobody():
    people = {"deal": ["a", "c"], "person": ["Ann", "Bo"], "support": [0.5, -0.5]}
    graph = influence.StakeholderGraph.from_tables(people=people, deals={"deal": ["a", "b", "c", "d"]})
    support = graph.arrays.measure("support")
    assert graph.arrays.per_deal(support > 0).tolist() == [1, 0, 0, 0]
    assert graph.arrays.per_deal(support).tolist() == [0.5, 0, -0.5, 0]

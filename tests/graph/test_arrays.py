"""The tables as arrays: what is counted by deal."""

from __future__ import annotations

import influence


    graph = influence.StakeholderGraph.from_tables(people=people, deals={"deal": ["a", "b", "c", "d"]})
    support = graph.arrays.measure("support")
    assert graph.arrays.per_deal(support > 0).tolist() == [1, 0, 0, 0]
    assert graph.arrays.per_deal(support).tolist() == [0.5, 0, -0.5, 0]

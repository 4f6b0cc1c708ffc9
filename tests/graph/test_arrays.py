"""The tables as arrays: what is counted by deal."""

from __future__ import annotations

import pandas as pd

import influence


def test_deals_without_people_count_nobody():
    people = {"deal": ["a", "c"], "person": ["Ann", "Bo"], "support": [0.5, -0.5]}
    graph = influence.StakeholderGraph.from_tables(people=people, deals={"deal": ["a", "b", "c", "d"]})
    support = graph.arrays.measure("support")
    assert graph.arrays.per_deal(support > 0).tolist() == [1, 0, 0, 0]
    assert graph.arrays.per_deal(support).tolist() == [0.5, 0, -0.5, 0]


def test_names_take_no_id_s_place_where_texts_are_kept_without_arrow():
    with pd.option_context("mode.string_storage", "python"):
        arrays = influence.StakeholderGraph.from_tables({"person": ["a", "b"], "title": ["Boss", "Clerk"]}).arrays
        assert arrays.person_names.tolist() == ["Boss (a)", "Clerk (b)"]
        assert arrays.person_texts.tolist() == ["a", "b"]

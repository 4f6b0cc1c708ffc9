"""Rows in groups, by hand."""

from __future__ import annotations

import numpy as np

from influence.graph.grouping import named_pairs, runs


def test_runs_stand_one_after_the_other_and_may_be_empty():
    run, position = runs(np.array([7, 0, 3]), np.array([2, 0, 3]))
    assert run.tolist() == [0, 0, 2, 2, 2]
    assert position.tolist() == [7, 8, 3, 4, 5]


def test_each_pair_of_group_and_name_stands_once():
    group, name, row = named_pairs(np.array([1, 0, 1, 1]), np.array(["b", "b", "a", "b"], dtype=object))
    assert list(zip(group.tolist(), name.tolist(), strict=True)) == [(0, "b"), (1, "a"), (1, "b")]
    assert row.tolist() == [2, 0, 1, 2]


def test_of_nothing_there_are_no_pairs():
    group, name, row = named_pairs(np.empty(0, dtype=np.int64), np.empty(0, dtype=object))
    assert (len(group), len(name), len(row)) == (0, 0, 0)

"""Scores as people read them: names beside ids, whatever these are."""

import pandas as pd
import pytest

import influence
from influence.graph.lookups import names_of
from influence.write.readable import readable_scores

PEOPLE = pd.DataFrame(
    {"deal": ["a", "a", "b", "b", "c"], "person": [1, 2, 1, 3, 4], "name": ["Ann", "Bo", "Ann B.", "Di", None]}
)


@pytest.mark.parametrize("ids", [str, int])
def test_a_person_is_called_by_the_name_in_their_own_deal(ids):
    graph = influence.StakeholderGraph.from_tables(PEOPLE.astype({"person": ids}))
    asked = pd.Series([ids(1), ids(1), ids(3)], graph.all_deals)
    assert names_of(graph.arrays, asked).tolist() == ["Ann", "Ann B.", "3"]


def test_where_nobody_is_meant_nobody_is_called():
    graph = influence.StakeholderGraph.from_tables(PEOPLE)
    asked = pd.Series(pd.array([2, None, 4], dtype="Int64"), graph.all_deals)
    assert pd.Series(names_of(graph.arrays, asked)).fillna("").tolist() == ["Bo", "", "4"]


def test_the_best_entry_is_called_by_name():
    graph = influence.StakeholderGraph.from_tables(PEOPLE)
    scores = readable_scores(graph, influence.score(graph))
    assert scores["entry_name"].tolist() == ["Ann", "Ann B.", "4"]

"""What if each of several people were gone, one at a time: the same as asking for each alone."""

from __future__ import annotations

import pandas as pd
import pytest

import influence
from influence import StakeholderGraph, UnknownName
from tests.random_deals import deal_rows, drawn, side_by_side
from tests.sparse_deals import sparse_graph


def differs(graph: StakeholderGraph) -> list[str]:
    """The columns of the scores in which asking for all of a deal at once says something else than for each alone."""
    named = {deal: members_and_people(graph.only(deal)) for deal in graph.all_deals}
    # Deals never touch: who is left out of all of them at once is left out of each.
    alone = {who: influence.score(graph.without(who)) for who in set().union(*named.values())}
    wrong: list[str] = []
    for deal, everybody in named.items():
        found = influence.score(graph.only(deal).without_each(*everybody)).reset_index(drop=True)
        each = pd.concat([alone[who].loc[[deal]] for who in everybody], ignore_index=True)
        assert list(found) == list(each)
        wrong += [f"{deal}: {name}" for name in found if not equal(found[name], each[name])]
    return wrong


def members_and_people(graph: StakeholderGraph) -> list[object]:
    members = graph.contacts_given.get("member", pd.Series(dtype=object)).dropna().unique()
    return [*graph.people["person"], *members]


def equal(one: pd.Series, other: pd.Series) -> bool:
    if pd.api.types.is_float_dtype(one) and pd.api.types.is_numeric_dtype(other):
        gap = (one - other.astype(float)).abs()
        return bool(((gap < 1e-9) | (one.isna() & other.isna())).all())
    return (
        one.astype(object).where(one.notna(), None).tolist() == other.astype(object).where(other.notna(), None).tolist()
    )


@pytest.mark.slow
def test_everybody_at_once_is_everybody_alone_in_all_scores_of_bundled_deals():
    for name in ("cooked_duck", "krackhardt_hightech"):
        assert differs(influence.datasets.load(name)) == []


@pytest.mark.slow
def test_everybody_at_once_is_everybody_alone_in_random_deals():
    assert differs(StakeholderGraph.from_tables(**side_by_side(drawn(deal_rows(1), 12, 3)))) == []
    assert differs(sparse_graph(6, 4)) == []


def test_one_deal_each_in_the_order_given():
    duck = influence.datasets.load("cooked_duck")
    each = duck.without_each("vice president", "Yao", "general manager")
    assert each.all_deals.tolist() == [0, 1, 2]
    assert [len(each.only(deal).people) for deal in each.all_deals] == [12, 13, 12]
    assert "vice president" not in each.only(0).people["person"].tolist()


def test_a_deal_of_one_person_is_a_deal_of_nobody_without_them():
    alone = StakeholderGraph.from_tables(pd.DataFrame({"person": ["Ann"], "support": [0.5]}))
    assert influence.score(alone.without_each("Ann"), columns=["support", "coverage"]).index.tolist() == [0]


def test_of_several_deals_one_is_named():
    both = StakeholderGraph.from_tables(pd.DataFrame({"deal": ["a", "a", "b"], "person": ["Ann", "Bo", "Cy"]}))
    assert both.without_each("Ann", deal="a").people["person"].tolist() == ["Bo"]
    with pytest.raises(UnknownName, match="no deal named"):
        both.without_each("Ann")


def test_who_is_not_there_is_named():
    with pytest.raises(UnknownName, match="'vice president'"):
        influence.datasets.load("cooked_duck").without_each("vice presidnt")

"""Support: hand-computed, exact bounds, and the laws of leverage (rules 001-22, 003-8)."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import influence
from benchmarks.plain_networkx import deals
from influence import StakeholderGraph, support
from influence.measures import leverage
from influence.tables.schema import TABLES
from tests.analysis.test_agreement import rated_tables
from tests.random_deals import deal_graphs, deal_tables


def with_support(graph, stance):
    tables = {name: graph.table(name) for name in ("people", "relationships", "seats", "deals", "contacts")}
    known = {name: table for name, table in tables.items() if len(table)}
    return StakeholderGraph.from_tables(**{**known, "people": known["people"].assign(support=stance)})


def test_by_hand():
    # Ann alone decides and listens to Bo with openness 0.4; Bo has no tie that sways him.
    people = pd.DataFrame({"person": ["Ann", "Bo"], "support": [0.5, -1.0], "openness": [0.4, 0.9]})
    tie = pd.DataFrame({"source": ["Bo"], "target": ["Ann"], "kind": ["influences"]})
    seat = pd.DataFrame({"role": ["approver"], "person": ["Ann"]})
    found = support(StakeholderGraph.from_tables(people, tie, seat))
    assert found.detail["leverage"].tolist() == pytest.approx([0.6, 0.4])
    assert found.detail["contribution"].tolist() == pytest.approx([0.3, -0.4])
    assert found.detail["settled_support"].tolist() == pytest.approx([0.6 * 0.5 - 0.4, -1.0])
    assert found.by_deal.iloc[0].tolist() == pytest.approx([-0.1, -0.1, -0.1, 1.0])


def test_a_conflict_moves_the_other_way():
    people = pd.DataFrame({"person": ["Ann", "Bo"], "support": [0.0, 1.0]})
    tie = pd.DataFrame({"source": ["Ann"], "target": ["Bo"], "kind": ["conflicts_with"]})
    seat = pd.DataFrame({"role": ["approver"], "person": ["Ann"]})
    found = support(StakeholderGraph.from_tables(people, tie, seat)).detail
    # x_Ann = -x_Bo / 2, x_Bo = 1/2 - x_Ann / 2.
    assert found["settled_support"].tolist() == pytest.approx([-1 / 3, 2 / 3])
    assert found["leverage"].tolist() == pytest.approx([2 / 3, -1 / 3])


def test_the_most_open_person_keeps_something_of_their_own_mind():
    people = pd.DataFrame({"person": ["Ann", "Bo"], "openness": [1.0, 1.0], "support": [1.0, -1.0]})
    ties = pd.DataFrame({"source": ["Ann"], "target": ["Bo"], "kind": ["works_with"]})
    found = support(StakeholderGraph.from_tables(people, ties)).detail
    assert found["settled_support"].tolist() == pytest.approx([0.01 / 1.99, -0.01 / 1.99])


@given(deal_graphs())
def test_contributions_add_up_to_support(graph):
    found = support(graph)
    total = found.detail["contribution"].fillna(0).groupby(level="deal").sum()
    np.testing.assert_allclose(total, found.by_deal["support"].reindex(total.index), rtol=0, atol=1e-12)


@given(deal_graphs(deals=1))
def test_bounds_are_attained_and_never_passed(graph):
    found = support(graph).by_deal.iloc[0]
    sign = np.sign(support(graph).detail["leverage"].to_numpy())
    stance = graph.people["support"] if "support" in graph.people else pd.Series(np.nan, index=graph.people.index)
    empty = graph.arrays.empty_weight[0]
    for way, bound in ((1, "support_high"), (-1, "support_low")):
        extreme = support(with_support(graph, stance.fillna(pd.Series(way * sign)))).by_deal.iloc[0]
        assert extreme["support"] + way * empty == pytest.approx(found[bound], abs=1e-12)
        assert found["support_low"] - 1e-12 <= extreme["support"] <= found["support_high"] + 1e-12


@given(deal_graphs(deals=1))
def test_flipping_all_support_flips_the_balance(graph):
    stance = graph.people.get("support", np.nan)
    flipped = with_support(graph, -1 * stance)
    before, after = influence.support(graph).by_deal.iloc[0], influence.support(flipped).by_deal.iloc[0]
    assert after["support"] == pytest.approx(-before["support"], abs=1e-12)
    assert after["support_low"] == pytest.approx(-before["support_high"], abs=1e-12)
    assert after["certainty"] == pytest.approx(before["certainty"], abs=1e-12, nan_ok=True)
    before, after = influence.forces(graph).by_deal.iloc[0], influence.forces(flipped).by_deal.iloc[0]
    assert after["drivers"] == pytest.approx(before["barriers"], abs=1e-12)
    assert after["balance"] == pytest.approx(-before["balance"], abs=1e-12, nan_ok=True)
    assert after["balance_low"] == pytest.approx(-before["balance_high"], abs=1e-12, nan_ok=True)


@given(deal_graphs(deals=1), st.data())
def test_knowing_one_more_never_widens_and_forgetting_one_never_narrows(graph, data):
    stance = graph.people["support"] if "support" in graph.people else pd.Series(np.nan, index=graph.people.index)
    asked = data.draw(st.integers(0, len(stance) - 1))
    known, forgotten = stance.copy(), stance.copy()
    known[asked], forgotten[asked] = data.draw(st.sampled_from([-1.0, 0.0, 1.0])), np.nan
    more, less = (support(with_support(graph, each)).by_deal.iloc[0] for each in (known, forgotten))
    assert more["support_high"] - more["support_low"] <= less["support_high"] - less["support_low"] + 1e-12
    assert not less["certainty"] > more["certainty"] + 1e-12


@given(deal_tables(deals=2))
def test_large_deals_are_solved_like_small_ones(tables):
    graph = StakeholderGraph.from_tables(**tables)
    dense, dense_carriers = leverage.settled(graph.arrays), leverage.carriers(graph.arrays)
    most, leverage.DENSE = leverage.DENSE, 3
    try:
        mixed = graph.assuming()
        sparse, sparse_carriers = leverage.settled(mixed.arrays), leverage.carriers(mixed.arrays)
    finally:
        leverage.DENSE = most
    np.testing.assert_allclose(sparse.leverage, dense.leverage, rtol=0, atol=1e-12)
    np.testing.assert_allclose(sparse.support, dense.support, rtol=0, atol=1e-12)
    # Equal shares may fall to either; who is nobody's carrier must agree.
    assert ((sparse_carriers >= 0) == (dense_carriers >= 0)).all()


@given(deal_graphs(deals=1))
def test_forces_bounds_are_those_of_every_corner(graph):
    people = graph.people.head(3)
    small = StakeholderGraph.from_tables(people)
    found = influence.forces(small).by_deal.iloc[0]
    corners = [
        [(value,) if pd.notna(value := row.get(name)) else ends for name, ends in CORNERS]
        for _, row in people.iterrows()
    ]
    balances = []
    for choice in itertools.product(*(itertools.product(*corner) for corner in corners)):
        force = np.prod(np.array(choice, dtype=float), axis=1)
        total = np.abs(force).sum()
        balances += [force.sum() / total] if total else []
    low, high = (min(balances), max(balances)) if balances else (np.nan, np.nan)
    assert found["balance_low"] == pytest.approx(low, abs=1e-12, nan_ok=True)
    assert found["balance_high"] == pytest.approx(high, abs=1e-12, nan_ok=True)


CORNERS = (("support", (-1.0, 1.0)), ("participation", (0.0, 1.0)), ("influence", (0.0, 1.0)))


def rated(*values, own=None, **rating):
    """Ann alone decides, and these raters say where she stands."""
    rows = [{"rater": f"r{number}", "value": value, **rating} for number, value in enumerate(values)]
    ratings = pd.DataFrame(rows).assign(person="Ann", measure="support")
    return StakeholderGraph.from_tables(pd.DataFrame({"person": ["Ann"], "support": [own]}), ratings=ratings)


def stance_of(graph):
    return graph.people["support"] if "support" in graph.people else pd.Series(np.nan, index=graph.people.index)


def test_rule_004_5_raters_who_differ_leave_an_interval():
    found = support(rated(1.0, -0.5, 0.0, own=0.5))
    assert found.by_deal.iloc[0].tolist() == [0.5, -0.5, 1.0, 0.25]
    assert found.detail[["low", "high"]].iloc[0].tolist() == [-0.5, 1.0]


def test_rule_004_5_what_people_says_is_in_the_interval():
    assert support(rated(0.5, 0.25, own=1.0)).by_deal.iloc[0].tolist() == [1.0, 0.25, 1.0, 0.625]


def test_rule_004_5_one_rater_or_several_of_one_mind_leave_no_interval():
    for graph in (rated(0.5), rated(0.5, 0.5), rated(-1.0, own=0.5)):
        assert support(graph).by_deal.iloc[0].tolist() == [0.5, 0.5, 0.5, 1.0]


def test_rule_004_5_raters_at_both_ends_leave_as_little_as_nobody_knowing():
    assert support(rated(1.0, -1.0)).by_deal.iloc[0].tolist() == [0.0, -1.0, 1.0, 0.0]


def test_the_interval_of_an_unknown_stance_is_unknown():
    found = support(StakeholderGraph.from_tables(pd.DataFrame({"person": ["Ann", "Bo"], "support": [0.5, None]})))
    assert found.detail[["low", "high"]].to_numpy().tolist()[0] == [0.5, 0.5]
    assert found.detail[["low", "high"]].iloc[1].isna().all()


@given(rated_tables(deals=3))
def test_bounds_with_ratings_are_those_of_the_plain_script(tables):
    graph = StakeholderGraph.from_tables(**tables)
    found = support(graph).by_deal
    for deal, script in deals({name: graph.table(name) for name in TABLES if len(graph.table(name))}).items():
        for name, value in script.support().items():
            assert found.loc[deal, name] == pytest.approx(value, abs=1e-12, nan_ok=True), name


@given(rated_tables(deals=1))
def test_bounds_with_ratings_are_attained(tables):
    graph = StakeholderGraph.from_tables(**tables)
    found = support(graph)
    bounds, detail = found.by_deal.iloc[0], found.detail
    empty, up = graph.arrays.empty_weight[0], (detail["leverage"] > 0).to_numpy()
    low, high = detail["low"].fillna(-1.0).to_numpy(), detail["high"].fillna(1.0).to_numpy()
    best, worst = (support(with_support(graph, np.where(way, high, low))).by_deal.iloc[0] for way in (up, ~up))
    assert best["support"] + empty == pytest.approx(bounds["support_high"], abs=1e-12)
    assert worst["support"] - empty == pytest.approx(bounds["support_low"], abs=1e-12)
    assert bounds["support_low"] - 1e-12 <= bounds["support"] <= bounds["support_high"] + 1e-12


@given(rated_tables(deals=1), st.data())
def test_with_ratings_knowing_never_widens_and_forgetting_never_looks_surer(tables, data):
    graph = StakeholderGraph.from_tables(**tables)
    before, person = support(graph).by_deal.iloc[0], data.draw(st.sampled_from(list(graph.people["person"])))
    forgotten = support(graph.with_support({person: None})).by_deal.iloc[0]
    assert_no_surer(forgotten, before)
    unknown = graph.people["person"][stance_of(graph).isna()]
    if len(unknown):
        asked, stance = data.draw(st.sampled_from(list(unknown))), data.draw(st.sampled_from([-1.0, 0.0, 1.0]))
        assert_no_surer(before, support(graph.with_support({asked: stance})).by_deal.iloc[0])


@given(rated_tables(deals=1), st.data())
def test_rule_004_5_one_more_rater_never_makes_a_deal_look_surer(tables, data):
    graph = StakeholderGraph.from_tables(**tables)
    known = graph.people["person"][stance_of(graph).notna()]
    if not len(known):
        return
    new = {
        "deal": graph.all_deals[0],
        "rater": "new",
        "measure": "support",
        "person": data.draw(st.sampled_from(list(known))),
    }
    row = pd.DataFrame([{**new, "value": data.draw(st.sampled_from([-1.0, 0.0, 0.5, 1.0]))}])
    ratings = pd.concat([graph.ratings, row]) if len(graph.ratings) else row
    people = graph.people
    more = support(StakeholderGraph.from_tables(**{**tables, "people": people, "ratings": ratings})).by_deal.iloc[0]
    before = support(graph).by_deal.iloc[0]
    assert_no_surer(more, before)
    assert more["support"] == before["support"]


def assert_no_surer(less, more):
    assert less["support_high"] - less["support_low"] >= more["support_high"] - more["support_low"] - 1e-12
    assert not less["certainty"] > more["certainty"] + 1e-12

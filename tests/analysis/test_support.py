"""Support: hand-computed, exact bounds, and the laws of leverage (rules 001-22, 003-8)."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

import influence
from influence import StakeholderGraph, support
from influence.measures import leverage


def test_by_hand():
    # Ann alone decides and listens to Bo with openness 0.4; Bo is known to listen to nobody.
    people = pd.DataFrame({"person": ["Ann", "Bo"], "support": [0.5, -1.0], "openness": [0.4, 0.0]})
    tie = pd.DataFrame({"source": ["Bo"], "target": ["Ann"], "kind": ["influences"]})
    seat = pd.DataFrame({"role": ["approver"], "person": ["Ann"]})
    found = support(StakeholderGraph.from_tables(people, tie, seat))
    assert found.detail["leverage"].tolist() == pytest.approx([0.6, 0.4])
    assert found.detail["contribution"].tolist() == pytest.approx([0.3, -0.4])
    assert found.detail["settled_support"].tolist() == pytest.approx([0.6 * 0.5 - 0.4, -1.0])
    # The mean of the two known, 0.5 and -1.
    assert found.by_deal.iloc[0].tolist() == pytest.approx([-0.1, -0.1, -0.1, 1.0, -0.25, 2])


def test_known_is_whose_own_support_is_known():
    found = support(StakeholderGraph.from_tables(pd.DataFrame({"person": ["Ann", "Bo"], "support": [0.0, None]})))
    assert found.detail["known"].tolist() == [True, False]


def test_nobody_is_deaf_for_want_of_records():
    # As above, but nobody knows whom Bo listens to: to Ann, the only other one, with openness 0.9.
    people = pd.DataFrame({"person": ["Ann", "Bo"], "openness": [0.4, 0.9]})
    tie = pd.DataFrame({"source": ["Bo"], "target": ["Ann"], "kind": ["influences"]})
    seat = pd.DataFrame({"role": ["approver"], "person": ["Ann"]})
    found = support(StakeholderGraph.from_tables(people, tie, seat)).detail
    # z_Ann = 1 + 0.9 z_Bo and z_Bo = 0.4 z_Ann, so z_Ann = 1 / 0.64.
    assert found["leverage"].tolist() == pytest.approx([0.6 / 0.64, 0.1 * 0.4 / 0.64])


@pytest.mark.parametrize(("spread", "leverage"), [(1.0, [0.5, 0.4, 0.1, 0.0]), (0.0, [0.5, 0.5, 0.0, 0.0])])
def test_where_records_lack_some_attention_goes_to_everybody_alike(spread, leverage):
    # Ann alone decides and listens to Bo; to whom Bo and Cy listen is not recorded. So g = 2/3 of the placed, m = 1/2
    # (Bo's influence is unknown), k = 1/3: to Bo (1/2 + 1/6) / (1/2 + 1/3) = 4/5, to Cy (1/6) / (5/6) = 1/5. Bo and Cy
    # keep their own mind, so that only Ann's attention counts; Di has no part in the deal.
    people = pd.DataFrame({"person": ["Ann", "Bo", "Cy", "Di"], "openness": [0.5, 0.0, 0.0, 0.9]})
    tie = pd.DataFrame({"source": ["Bo"], "target": ["Ann"], "kind": ["influences"]})
    seat = pd.DataFrame({"role": ["approver"], "person": ["Ann"]})
    contact = pd.DataFrame({"side": ["rival"], "member": ["Xu"], "person": ["Cy"]})
    graph = StakeholderGraph.from_tables(people, tie, seat, contacts=contact)
    assert support(graph.assuming(spread=spread)).detail["leverage"].tolist() == pytest.approx(leverage)


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


def test_contributions_add_up_to_support(many):
    found = support(many)
    total = found.detail["contribution"].fillna(0).groupby(level="deal").sum()
    np.testing.assert_allclose(total, found.by_deal["support"].reindex(total.index), rtol=0, atol=1e-12)


@pytest.mark.parametrize(("way", "bound"), [(1, "support_high"), (-1, "support_low")])
def test_bounds_are_attained_and_never_passed(many, rebuilt, way, bound):
    known = rebuilt(without=["ratings"])
    found = support(known)
    best = way * np.sign(found.detail["leverage"].to_numpy())
    extreme = support(rebuilt(without=["ratings"], support=many.people["support"].fillna(pd.Series(best))))
    agree(extreme.by_deal["support"] + way * many.arrays.empty_weight, found.by_deal[bound])
    assert within(extreme.by_deal["support"], found.by_deal)


def test_flipping_all_support_flips_the_balance(many, rebuilt):
    graph, flipped = (rebuilt(without=["ratings"], support=way * many.people["support"]) for way in (1, -1))
    before, after = influence.support(graph).by_deal, influence.support(flipped).by_deal
    agree(after["support"], -before["support"])
    agree(after["support_low"], -before["support_high"])
    agree(after["certainty"], before["certainty"])
    before, after = influence.forces(graph).by_deal, influence.forces(flipped).by_deal
    agree(after["drivers"], before["barriers"])
    agree(after["balance"], -before["balance"])
    agree(after["balance_low"], -before["balance_high"])


def agree(one, other):
    """Deal by deal the same number, unknown ones too."""
    np.testing.assert_allclose(one, other, rtol=0, atol=1e-12)


def within(value, bounds):
    return ((bounds["support_low"] - 1e-12 <= value) & (value <= bounds["support_high"] + 1e-12)).all()


def one_of_each_deal(graph, place):
    """Whose row is that of the person at this place of their deal, counted round and round."""
    deal = graph.people["deal"]
    number = deal.groupby(deal).cumcount()
    return number == place % deal.groupby(deal).transform("size")


@pytest.mark.parametrize("place", range(6))
def test_knowing_one_more_never_widens_and_forgetting_one_never_narrows(many, rebuilt, place):
    asked, stance = one_of_each_deal(many, place), many.people["support"]
    less = support(rebuilt(without=["ratings"], support=stance.mask(asked))).by_deal
    for answer in (-1.0, 0.0, 1.0):
        assert_no_surer(less, support(rebuilt(without=["ratings"], support=stance.mask(asked, answer))).by_deal)


def test_large_deals_are_solved_like_small_ones(many, monkeypatch):
    arrays = many.assuming().arrays
    dense, dense_carriers = leverage.settled(arrays), leverage.carriers(arrays)
    monkeypatch.setattr(leverage, "DENSE", 3)
    mixed = many.assuming().arrays
    sparse, sparse_carriers = leverage.settled(mixed), leverage.carriers(mixed)
    # Conflicts count as if they moved people the other way, which may be more.
    assert (sparse.moved >= dense.moved - 1e-12).all()
    np.testing.assert_allclose(sparse.leverage, dense.leverage, rtol=0, atol=1e-12)
    np.testing.assert_allclose(sparse.known, dense.known, rtol=0, atol=1e-12)
    np.testing.assert_allclose(sparse.expected, dense.expected, rtol=0, atol=1e-12)
    # Equal shares may fall to either; who is nobody's carrier must agree.
    assert ((sparse_carriers >= 0) == (dense_carriers >= 0)).all()


def test_forces_bounds_are_those_of_every_corner(many_tables):
    people = many_tables["people"].groupby("deal").head(3)
    graph = StakeholderGraph.from_tables(people)
    found = influence.forces(graph).by_deal.to_dict("index")
    for deal, rows in graph.people.groupby("deal"):
        low, high = balances_of_corners(rows)
        assert found[deal]["balance_low"] == pytest.approx(low, abs=1e-12, nan_ok=True), deal
        assert found[deal]["balance_high"] == pytest.approx(high, abs=1e-12, nan_ok=True), deal


def balances_of_corners(people):
    """The least and the largest balance of forces, every unknown cell at either end of its range."""
    cells = [
        (float(value),) if pd.notna(value) else ends
        for row in people[[name for name, _ in CORNERS]].itertuples(index=False)
        for value, (_, ends) in zip(row, CORNERS, strict=True)
    ]
    force = np.prod(np.array(list(itertools.product(*cells))).reshape(-1, len(people), len(CORNERS)), axis=2)
    total = np.abs(force).sum(axis=1)
    balances = force.sum(axis=1)[total > 0] / total[total > 0]
    return (balances.min(), balances.max()) if len(balances) else (np.nan, np.nan)


CORNERS = (("support", (-1.0, 1.0)), ("participation", (0.0, 1.0)), ("influence", (0.0, 1.0)))


def rated(*values, own=None, **rating):
    """Ann alone decides, and these raters say where she stands."""
    rows = [{"rater": f"r{number}", "value": value, **rating} for number, value in enumerate(values)]
    ratings = pd.DataFrame(rows).assign(person="Ann", measure="support")
    return StakeholderGraph.from_tables(pd.DataFrame({"person": ["Ann"], "support": [own]}), ratings=ratings)


def test_rule_004_5_raters_who_differ_leave_an_interval():
    found = support(rated(1.0, -0.5, 0.0, own=0.5))
    assert found.by_deal.iloc[0].tolist() == [0.5, -0.5, 1.0, 0.25, 0.5, 1]
    assert found.detail[["low", "high"]].iloc[0].tolist() == [-0.5, 1.0]


def test_rule_004_5_what_people_says_is_in_the_interval():
    assert support(rated(0.5, 0.25, own=1.0)).by_deal.iloc[0].tolist() == [1.0, 0.25, 1.0, 0.625, 1.0, 1]


def test_rule_004_5_one_rater_or_several_of_one_mind_leave_no_interval():
    for graph in (rated(0.5), rated(0.5, 0.5), rated(-1.0, own=0.5)):
        assert support(graph).by_deal.iloc[0].tolist() == [0.5, 0.5, 0.5, 1.0, 0.5, 1]


def test_rule_004_5_raters_at_both_ends_leave_as_little_as_nobody_knowing():
    assert support(rated(1.0, -1.0)).by_deal.iloc[0].tolist() == [0.0, -1.0, 1.0, 0.0, 0.0, 1]


def test_the_interval_of_an_unknown_stance_is_unknown():
    found = support(StakeholderGraph.from_tables(pd.DataFrame({"person": ["Ann", "Bo"], "support": [0.5, None]})))
    assert found.detail[["low", "high"]].to_numpy().tolist()[0] == [0.5, 0.5]
    assert found.detail[["low", "high"]].iloc[1].isna().all()


def test_bounds_with_ratings_are_those_of_the_plain_script(many, scripts):
    found = support(many).by_deal.to_dict("index")
    for deal, script in scripts.items():
        for name, value in script.support().items():
            assert found[deal][name] == pytest.approx(value, abs=1e-12, nan_ok=True), (deal, name)


def test_bounds_with_ratings_are_attained(many, rebuilt):
    found = support(many)
    bounds, detail = found.by_deal, found.detail
    empty, up = many.arrays.empty_weight, (detail["leverage"] > 0).to_numpy()
    low, high = detail["low"].fillna(-1.0).to_numpy(), detail["high"].fillna(1.0).to_numpy()
    best, worst = (
        support(rebuilt(without=["ratings"], support=np.where(way, high, low))).by_deal["support"] for way in (up, ~up)
    )
    agree(best + empty, bounds["support_high"])
    agree(worst - empty, bounds["support_low"])
    assert within(bounds["support"], bounds)


@pytest.mark.parametrize("person", [f"p{number}" for number in range(6)])
def test_with_ratings_knowing_never_widens_and_forgetting_never_looks_surer(many, person):
    before, people = support(many).by_deal, many.people[many.people["person"] == person]
    forgotten = support(many.with_support({person: None})).by_deal
    assert_no_surer(forgotten, before)
    unknown = people["deal"][people["support"].isna()]
    for stance in (-1.0, 0.0, 1.0):
        known = support(many.with_support({person: stance})).by_deal
        assert_no_surer(before.loc[unknown], known.loc[unknown])


@pytest.mark.parametrize("value", [-1.0, 0.0, 0.5, 1.0])
def test_rule_004_5_one_more_rater_never_makes_a_deal_look_surer(many_tables, many, value):
    before, known = support(many).by_deal, many.people.dropna(subset="support")
    someone = known.sample(frac=1, random_state=1).drop_duplicates("deal")[["deal", "person"]]
    new = someone.assign(rater="new", measure="support", value=value)
    ratings = pd.concat([many_tables["ratings"].astype(object), new.astype(object)], ignore_index=True)
    more = support(StakeholderGraph.from_tables(**many_tables | {"people": many.people, "ratings": ratings})).by_deal
    assert_no_surer(more, before)
    assert more["support"].equals(before["support"])


def assert_no_surer(less, more):
    """Deal by deal."""
    assert (less["support_high"] - less["support_low"] >= more["support_high"] - more["support_low"] - 1e-12).all()
    assert not (less["certainty"] > more["certainty"] + 1e-12).any()

"""Votes: published tables, hand-computed cases, and the three ways of counting against each other."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import influence
from influence import StakeholderGraph, committee
from influence.measures import voters
from influence.measures.voting import passing


def council(weights, quota, vetoes=(), stances=0.0):
    """A committee of people who listen to nobody, so that each votes by their own stance."""
    return committee(council_of(weights, quota, vetoes, stances))


def council_of(weights, quota, vetoes, stances):
    names = [f"v{number:02d}" for number in range(len(weights))]
    people = pd.DataFrame({"person": names, "support": stances, "openness": 0.0})
    veto = [number in vetoes for number in range(len(weights))]
    seats = pd.DataFrame({"person": names, "role": "other", "weight": weights, "veto": veto})
    deals = pd.DataFrame({"deal": ["deal"], "rule": ["quota"], "quota": [quota]})
    tables = {"people": people.assign(deal="deal"), "seats": seats.assign(deal="deal")}
    return StakeholderGraph.from_tables(**tables, deals=deals)


def test_of_a_deal_without_anybody_no_chance_is_known():
    people = pd.DataFrame({"deal": ["deal"], "person": ["Ann"]})
    graph = StakeholderGraph.from_tables(people, deals=pd.DataFrame({"deal": ["deal", "empty"]}))
    chances = committee(graph).by_deal[["approval", "approval_se", "approval_correlated"]]
    assert chances.notna().all(axis=1).tolist() == [True, False]
    assert chances.loc["empty"].isna().all()
    assert influence.penetration_plan(graph).by_deal.loc["empty", ["support_end", "approval_end"]].isna().all()


def test_united_nations_security_council():
    # Five permanent members with a veto, ten others; nine of fifteen must agree. Permanent: Banzhaf 848 / 16384 swings
    # each, Shapley-Shubik 421/2145; others 84 / 16384 and 4/2145 (Straffin, Game Theory and Strategy, 1993).
    found = council([1] * 15, 9 / 15, vetoes=range(5)).detail
    assert found["banzhaf"].tolist() == pytest.approx([848 / 2**14] * 5 + [84 / 2**14] * 10, abs=1e-15)
    assert found["banzhaf_normalised"].tolist() == pytest.approx([848 / 5080] * 5 + [84 / 5080] * 10, abs=1e-15)
    assert found["shapley_shubik"].tolist() == pytest.approx([421 / 2145] * 5 + [4 / 2145] * 10, abs=1e-14)


def test_the_council_s_vetoes_as_weights_give_the_same():
    # The usual form as a weighted game: [39; 7, 7, 7, 7, 7, 1 x 10].
    found = council([7] * 5 + [1] * 10, 39 / 45).detail
    assert found["shapley_shubik"].tolist() == pytest.approx([421 / 2145] * 5 + [4 / 2145] * 10, abs=1e-14)


def test_european_economic_community_1958():
    # [12; 4, 4, 4, 2, 2, 1]: Banzhaf 10, 10, 10, 6, 6, 0 of 42, Shapley-Shubik 14, 14, 14, 9, 9, 0 of 60: Luxembourg
    # never decided (Felsenthal & Machover, The Measurement of Voting Power, 1998).
    found = council([4, 4, 4, 2, 2, 1], 12 / 17).detail
    assert found["banzhaf_normalised"].tolist() == pytest.approx([10 / 42] * 3 + [6 / 42] * 2 + [0])
    assert found["shapley_shubik"].tolist() == pytest.approx([14 / 60] * 3 + [9 / 60] * 2 + [0])


@pytest.mark.parametrize("stage", [None, "screening", "decision meeting", "no stage we know"])
def test_002_4_the_decision_stage_decides_whatever_stage_the_deal_is_in(stage):
    """By hand: the approver alone sits in the deciding meeting, so the five votes of the screening do not count."""
    people = pd.DataFrame({"deal": "d", "person": ["A", "U"]})
    seats = pd.DataFrame(
        {
            "deal": "d",
            "person": ["A", "U"],
            "role": ["approver", "user"],
            "weight": [1, 5],
            "stage": ["decision", "screening"],
        }
    )
    deal = StakeholderGraph.from_tables(people, seats=seats, deals=pd.DataFrame({"deal": ["d"], "stage": [stage]}))
    assert committee(deal).detail["weight"].to_dict() == {("d", "A"): 1.0}


def test_002_4_where_nobody_sits_in_the_decision_stage_the_stage_of_the_deal_decides():
    people = pd.DataFrame({"deal": "d", "person": ["A", "U"]})
    seats = pd.DataFrame({"deal": "d", "person": ["A", "U"], "role": "other", "stage": ["negotiation", "screening"]})
    weights = []
    for stage in ("screening", None):
        deals = pd.DataFrame({"deal": ["d"], "stage": [stage]})
        weights.append(committee(StakeholderGraph.from_tables(people, seats=seats, deals=deals)).detail["weight"])
    assert weights[0].to_dict() == {("d", "U"): 1.0}
    assert weights[1].tolist() == [0.5, 0.5]


def test_approval_by_hand():
    people = pd.DataFrame({"person": ["Ann", "Bo", "Cy"], "support": [1.0, 0.0, -0.5], "openness": 0.0})
    seats = pd.DataFrame({"person": ["Ann", "Bo", "Cy"], "role": "other"})
    found = committee(StakeholderGraph.from_tables(people, seats=seats))
    # Yes with 1, 1/2 and 1/4; two of three are needed: one of Bo and Cy must join Ann.
    assert found.by_deal["approval"].item() == pytest.approx(1 - 0.5 * 0.75)
    assert found.detail["pivot"].tolist() == pytest.approx([5 / 8 - 1 / 8, 3 / 4, 1 / 2])
    assert found.by_deal["approval_se"].item() == 0


@pytest.mark.parametrize(("stance", "expected"), [(1.0, 1 / 3), (-1.0, -1 / 3), (0.0, 0.0), (None, 0.0)])
def test_an_empty_seat_is_a_voter_of_whom_the_known_lead_to_expect(stance, expected):
    people = pd.DataFrame({"person": ["Ann"], "support": [stance]})
    seats = pd.DataFrame({"person": ["Ann", None, None], "role": "other"})
    found = committee(StakeholderGraph.from_tables(people, seats=seats))
    # One is known, so expected is a third of her support; two of three votes are needed.
    own, empty = (1 + (stance or 0)) / 2, (1 + expected) / 2
    either, both = 1 - (1 - empty) ** 2, empty**2
    assert found.by_deal["approval"].item() == pytest.approx(own * either + (1 - own) * both)
    assert found.by_deal["voters"].item() == 3
    assert found.detail["banzhaf_normalised"].tolist() == pytest.approx([1 / 3])


def test_a_person_votes_once_with_all_their_seats_and_a_veto_without_votes_still_stops():
    people = pd.DataFrame({"person": ["Ann", "Bo"], "support": [0.0, 0.0]})
    seats = pd.DataFrame(
        {"person": ["Ann", "Ann", "Bo"], "role": "other", "weight": [1, 1, 0], "veto": [False, False, True]}
    )
    found = committee(StakeholderGraph.from_tables(people, seats=seats))
    assert found.by_deal["approval"].item() == pytest.approx(0.25)
    assert found.detail["weight"].tolist() == [1.0, 0.0]


@pytest.mark.parametrize(("rule", "approval"), [("majority", 0.5), ("unanimous", 0.125), (None, 0.5)])
def test_rules(rule, approval):
    people = pd.DataFrame({"deal": "d", "person": ["Ann", "Bo", "Cy"], "support": 0.0})
    seats = pd.DataFrame({"deal": "d", "person": ["Ann", "Bo", "Cy"], "role": "other"})
    graph = StakeholderGraph.from_tables(people, seats=seats, deals=pd.DataFrame({"deal": ["d"], "rule": [rule]}))
    assert committee(graph).by_deal["approval"].item() == pytest.approx(approval)


def test_exactly_half_is_no_majority_and_exactly_the_quota_is_enough():
    assert council([1, 1], 0.5, stances=[1.0, -1.0]).by_deal["approval"].item() == 1
    people = pd.DataFrame({"person": ["Ann", "Bo"], "support": [1.0, -1.0], "openness": 0.0})
    seats = pd.DataFrame({"person": ["Ann", "Bo"], "role": "other", "weight": [0.1, 0.1]})
    assert committee(StakeholderGraph.from_tables(people, seats=seats)).by_deal["approval"].item() == 0
    # Two thirds of three votes are two, whatever 2 / 3 is in binary.
    assert council([1, 1, 1], 2 / 3, stances=[1.0, 1.0, -1.0]).by_deal["approval"].item() == 1


def test_counting_listing_and_drawing_votes_agree(many, monkeypatch):
    counted = committee(many)
    monkeypatch.setattr(voters, "COUNTED_CELLS", 0)
    listed = committee(many.assuming())
    monkeypatch.setattr(voters, "LISTED_VOTERS", 0)
    drawn = committee(many.assuming(), draws=4096, seed=1)
    columns = ["pivot", "banzhaf", "shapley_shubik"]
    np.testing.assert_allclose(listed.detail[columns], counted.detail[columns], rtol=0, atol=1e-12)
    chances = ["approval", "approval_correlated"]
    np.testing.assert_allclose(listed.by_deal[chances], counted.by_deal[chances], rtol=0, atol=1e-12)
    # Five standard errors of a share of 4,096 draws.
    np.testing.assert_allclose(drawn.detail[columns], counted.detail[columns], rtol=0, atol=5 * 0.5 / 64)
    np.testing.assert_allclose(drawn.by_deal[chances], counted.by_deal[chances], rtol=0, atol=5 * 0.5 / 64)


@pytest.mark.parametrize("unit", [1.0, 0.3, math.pi])
@pytest.mark.parametrize("seed", range(4))
def test_the_chance_alone_is_counted_listed_and_drawn_alike(seed, unit, monkeypatch):
    """For many chances of a yes at once, votes that are no whole numbers, vetoes and any quota; against all votes."""
    rng = np.random.default_rng(seed)
    weights, quota = unit * rng.choice([1, 2, 3, 5], 7), rng.uniform(0.3, 0.9)
    graph, yes = council_of(weights, quota, rng.choice(7, 2, replace=False), 0.0), rng.uniform(0.2, 1, (7, 5))
    veto = graph.seats["veto"].to_numpy(bool)
    votes = np.array(list(itertools.product([False, True], repeat=7)))
    passed = (votes @ weights >= quota * weights.sum()) & votes[:, veto].all(axis=1)
    likely = np.where(votes[:, :, None], yes, 1 - yes).prod(axis=1)[passed].sum(axis=0)
    ways = {"counted": None, "listed": "COUNTED_CELLS", "drawn": "LISTED_VOTERS"}
    for way, limit in ways.items():
        if limit:
            monkeypatch.setattr(voters, limit, 0)
        arrays = graph.assuming().arrays
        assert getattr(voters.counting(arrays), way).all(), way
        error = 5 * 0.5 / 64 if way == "drawn" else 1e-12
        np.testing.assert_allclose(passing(arrays, yes, draws=4096, seed=1)[0], likely, rtol=0, atol=error)


def test_power_adds_up(many):
    found = committee(many).detail
    # Where a seat is empty its power is nobody's.
    lacking = many.seats["deal"][many.seats["person"].isna()]
    whole = ~found.index.get_level_values("deal").isin(lacking)
    total = found[whole].groupby(level="deal").sum()
    assert len(total) > settings.default.max_examples
    np.testing.assert_allclose(total[["shapley_shubik", "banzhaf_normalised"]], 1, rtol=0, atol=1e-12)
    assert found["pivot"].between(-1e-12, 1 + 1e-12).all()


@given(st.integers(21, 40), st.integers(0, 5))
def test_many_voters_with_odd_weights_are_drawn_with_an_honest_error(size, seed):
    rng = np.random.default_rng(seed)
    found = council(rng.uniform(0.5, 1.5, size), 0.5).by_deal.iloc[0]
    # One more of each than were drawn, so that no share is without an error.
    likely = (found["approval"] * 4096 + 1) / 4098
    assert found["approval_se"] == pytest.approx(math.sqrt(likely * (1 - likely) / 4096))
    # Even chances for everybody: by symmetry the quota of a half is reached half the time.
    assert abs(found["approval"] - 0.5) < 5 * found["approval_se"]


def test_a_large_committee_of_equal_votes_is_exact():
    size = 301
    found = council([1] * size, 0.5)
    assert found.by_deal["approval"].item() == pytest.approx(0.5, abs=1e-12)
    assert found.detail["shapley_shubik"].tolist() == pytest.approx([1 / size] * size, abs=1e-12)
    # All swings of one voter: half of the other 300 say yes.
    assert found.detail["banzhaf"].iloc[0] == pytest.approx(math.comb(300, 150) / 2**300, rel=1e-9)


@pytest.mark.parametrize("unit", [0.1, 1 / 3, math.pi, 1e-5])
def test_votes_of_any_common_measure_are_counted(unit):
    """Multiples of one number, though not of the smallest: 2, 3 and 5 of it."""
    times = np.random.default_rng(0).choice([2, 3, 5], 40)
    stances = np.linspace(-0.9, 0.9, 40)
    odd, whole = (council(weights, 0.6, stances=stances) for weights in (times * unit, times))
    assert odd.by_deal["approval_se"].item() == 0
    np.testing.assert_allclose(odd.detail.iloc[:, 2:], whole.detail.iloc[:, 2:], rtol=0, atol=1e-12)


def test_no_estimate_of_nothing_or_of_everything_calls_itself_exact():
    odd = np.random.default_rng(0).uniform(0.5, 3, 21)
    for stance, approval in ((-0.999, 0), (0.999, 1)):
        found = council(odd, 0.5, stances=stance).by_deal.iloc[0]
        assert found["approval"] == approval
        # Three errors are the rule of three: 3 / n.
        assert 3 * found["approval_se"] == pytest.approx(3 / 4096, rel=0.01)


@pytest.mark.parametrize("never", [0, 1, 2])
def test_a_unanimous_vote_of_any_size_is_a_product(never):
    size = 30
    names = [f"v{number:02d}" for number in range(size)]
    support = np.append(np.linspace(-0.9, 0.9, size - never), [-1.0] * never)
    people = pd.DataFrame({"deal": "d", "person": names, "support": support, "openness": 0.0})
    weight = np.random.default_rng(0).uniform(0.5, 3, size)
    seats = pd.DataFrame({"deal": "d", "person": names, "role": "other", "weight": weight})
    deals = pd.DataFrame({"deal": ["d"], "rule": ["unanimous"]})
    odd, even = (
        committee(StakeholderGraph.from_tables(people, seats=seats.assign(weight=each), deals=deals))
        for each in (weight, 1.0)
    )
    assert odd.by_deal["approval"].item() == pytest.approx(np.prod((1 + support) / 2), rel=1e-12)
    assert odd.by_deal["approval_se"].item() == 0
    columns = ["pivot", "banzhaf", "shapley_shubik"]
    np.testing.assert_allclose(odd.detail[columns], even.detail[columns], rtol=1e-9, atol=1e-15)


def test_fewer_nodes_than_half_the_voters_leave_no_error(monkeypatch):
    rng = np.random.default_rng(1)
    weights = np.append(rng.integers(1, 9, 149), 60)
    few = council(weights, 0.9, vetoes=(3,)).detail["shapley_shubik"]
    monkeypatch.setattr(voters, "NODES", len(weights))
    np.testing.assert_allclose(few, council(weights, 0.9, vetoes=(3,)).detail["shapley_shubik"], rtol=0, atol=1e-14)


def test_everybody_of_a_large_deal_as_its_committee_is_drawn_with_its_error():
    size = 2000
    people = pd.DataFrame({"person": [f"p{number:04d}" for number in range(size)], "support": 0.0})
    found = committee(StakeholderGraph.from_tables(people)).by_deal.iloc[0]
    assert found["approval_se"] > 0
    # Half of all votes are no majority: a little less than even.
    exact = 0.5 - math.comb(size, size // 2) / 2 ** (size + 1)
    assert abs(found["approval"] - exact) < 4 * found["approval_se"]


def test_draws_below_one_are_refused():
    with pytest.raises(influence.InfluenceError, match="draws is 0"):
        committee(influence.datasets.load("cooked_duck"), draws=0)


def test_001_15_the_committee_s_wish_for_change_goes_by_votes_as_far_as_it_is_known():
    """By hand: (0.2 x 1 + 0.8 x 2) / 3 of the three votes of four whose holders' wish is known."""
    people = pd.DataFrame({"person": ["A", "B", "C", "D"], "appetite": [0.2, 0.8, None, 1.0]})
    seats = pd.DataFrame({"person": ["A", "B", "C"], "role": "other", "weight": [1, 2, 1]})
    found = committee(StakeholderGraph.from_tables(people, seats=seats)).by_deal
    assert found[["appetite", "appetite_known"]].to_numpy().tolist() == [[pytest.approx(0.6), 0.75]]
    unknown = committee(StakeholderGraph.from_tables(people[["person"]], seats=seats)).by_deal
    assert unknown["appetite"].isna().all()
    assert unknown["appetite_known"].tolist() == [0.0]

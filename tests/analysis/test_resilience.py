"""Resilience: by hand, against every set of leavers, and the laws of turnover (rules 003-28, 003-46, 003-50)."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import influence
from influence import StakeholderGraph
from influence.analysis.finding import arrays_of
from influence.analysis.resilience import resilience
from influence.analysis.strategies import strategies
from influence.measures.kernels.random import uniform
from influence.measures.turnover import draw_numbers

MEANS = ["coverage_mean", "support_mean"]
LOW = ["coverage_p5", "support_p5"]
NUMBERS = [*MEANS, *LOW, "worst_loss", "worst_pair_loss"]


def one_deal(**columns):
    """Ann and Bo decide with one vote each, Cy with two; nobody listens, so leverage is the share of the votes."""
    people = pd.DataFrame({"person": ["Ann", "Bo", "Cy"], "openness": 0.0, **columns})
    seats = pd.DataFrame({"role": "approver", "person": ["Ann", "Bo", "Cy"], "weight": [1, 1, 2]})
    contacts = pd.DataFrame({"side": "us", "member": "Yao", "person": ["Ann", "Cy"], "strength": [0.2, 0.9]})
    return StakeholderGraph.from_tables(people, seats=seats, contacts=contacts)


def test_by_hand():
    graph = one_deal(support=[0.8, -0.4, 0.6], attrition=[0.19, 0.36, None])
    found = resilience(graph)
    # Half a year of 0.19, 0.36 and the assumed 0.25.
    leaves = [0.1, 0.2, 1 - 0.75**0.5]
    assert found.detail["leaves"].tolist() == pytest.approx(leaves)
    # Ann's contact is too weak to count.
    assert found.detail["coverage_lost"].tolist() == pytest.approx([0, 0, 0.5])
    assert found.detail["support_lost"].tolist() == pytest.approx([0.2, -0.1, 0.3])
    row = found.by_deal.iloc[0]
    assert row["coverage_mean"] == pytest.approx(0.5 * 0.75**0.5)
    assert row["support_mean"] == pytest.approx(0.2 * 0.9 - 0.1 * 0.8 + 0.3 * 0.75**0.5)
    # Cy stays with 0.87 and Ann with 0.9, so in the worst twentieth both are gone (0.013) or Cy is (0.12).
    assert row["coverage_p5"] == 0
    assert row["support_p5"] == pytest.approx(0.2 - 0.1)
    assert row[["worst", "worst_pair"]].tolist() == ["Cy", "Cy + Ann"]
    assert row[["worst_loss", "worst_pair_loss"]].tolist() == pytest.approx([0.3, 0.5])


def test_by_hand_of_the_cooked_duck():
    """One supporter is known, at 0.6, and contacted; his vote is one of six: all we have goes with him."""
    duck = influence.datasets.load("cooked_duck")
    row, now = resilience(duck, months=12).by_deal.iloc[0], influence.score(duck).iloc[0]
    assert row["coverage_mean"] == pytest.approx(0.75 / 6)
    assert row["support_mean"] == pytest.approx(0.75 * now["support"])
    assert row[LOW].tolist() == [0, 0]
    assert row["worst"] == "vice president"
    assert row["worst_loss"] == row["worst_pair_loss"] == pytest.approx(now["support"])
    assert pd.isna(row["worst_pair"])


def test_nobody_costs_support_where_all_are_against_us_or_unknown():
    found = resilience(one_deal(support=[-0.5, None, 0.0]))
    row = found.by_deal.iloc[0]
    assert pd.isna(row["worst"])
    assert row[["worst_loss", "worst_pair_loss"]].tolist() == [0, 0]
    assert found.detail["support_lost"].isna().tolist() == [False, True, False]


def test_who_votes_or_has_a_relationship_is_drawn_first_then_who_has_a_contact_then_the_rest():
    """Named so that the order of the ids is another one; Eve has a vote, Dan a contact, Ann and Bo nothing."""
    graph = StakeholderGraph.from_tables(
        pd.DataFrame({"person": ["Ann", "Bo", "Cy", "Dan", "Eve", "Flo"]}),
        pd.DataFrame({"source": ["Cy"], "target": ["Flo"], "kind": ["trusts"]}),
        seats=pd.DataFrame({"role": ["approver"], "person": ["Eve"]}),
        contacts=pd.DataFrame({"side": ["us"], "member": ["Yao"], "person": ["Dan"]}),
    )
    assert draw_numbers(arrays_of(graph)).tolist() == [4, 5, 0, 3, 1, 2]


def test_equal_losses_fall_to_the_first_by_id():
    row = resilience(one_deal(support=[0.8, 0.8, 0.4])).by_deal.iloc[0]
    assert row[["worst", "worst_pair"]].tolist() == ["Ann", "Ann + Bo"]


def test_a_deal_without_a_committee_claims_nothing():
    people = pd.DataFrame({"deal": ["a"], "person": ["Ann"], "support": [0.5]})
    graph = StakeholderGraph.from_tables(people, deals=pd.DataFrame({"deal": ["a", "b"]}))
    assert resilience(graph).by_deal.loc["b"].isna().all()
    assert resilience(graph).by_deal.loc["a", NUMBERS].notna().all()
    assert resilience(graph.only("b")).by_deal[NUMBERS].isna().all(axis=None)
    assert resilience(graph.only("b")).detail.empty


@pytest.mark.parametrize("ids", [[1, 2], ["1", "2"]])
def test_whole_numbers_and_text_both_serve_as_ids(ids):
    row = resilience(StakeholderGraph.from_tables(pd.DataFrame({"person": ids, "support": 0.5}))).by_deal.iloc[0]
    assert row["worst"] == ids[0]
    assert row["worst_pair"] == "1 + 2"


def test_whoever_is_sure_to_leave_is_gone_at_once_but_not_before():
    graph = one_deal(support=[1.0, 1.0, 1.0], attrition=[1.0, 0.0, 0.0])
    assert resilience(graph, months=0).detail["leaves"].tolist() == [0, 0, 0]
    assert resilience(graph, months=0.5).detail["leaves"].tolist() == [1, 0, 0]
    assert resilience(graph).by_deal[["support_mean", "support_p5"]].iloc[0].tolist() == pytest.approx([0.75, 0.75])


def closing(close, as_of="2024-06-30", **people):
    return StakeholderGraph.from_tables({"person": ["Ann"], **people}, deals=[{"close_date": close, "as_of": as_of}])


@pytest.mark.parametrize(
    ("close", "as_of", "months"),
    [
        ("2025-06-30", "2024-06-30", 365 / 365.25 * 12),
        ("2024-06-30", "2024-06-30", 0),
        ("2024-01-01", "2024-06-30", 0),
        (None, "2024-06-30", 6),
        ("2025-06-30", None, 6),
    ],
)
def test_rule_002_7_11_how_far_ahead_is_until_the_deal_closes(close, as_of, months):
    graph = closing(close, as_of)
    assert resilience(graph).detail["leaves"].item() == pytest.approx(1 - 0.75 ** (months / 12))
    assert resilience(graph, months=3).detail["leaves"].item() == pytest.approx(1 - 0.75 ** (3 / 12))
    fate = strategies(graph).detail
    assert fate.equals(strategies(graph, months=months).detail)


@pytest.mark.parametrize(
    ("ends", "gone"), [("2024-09-30", True), ("2024-12-31", True), ("2025-01-01", False), ("2024-06-30", False)]
)
def test_rule_003_46_whose_term_of_office_ends_within_the_horizon_leaves(ends, gone):
    graph = closing("2024-12-31", tenure_end=[ends], attrition=[0.0])
    assert resilience(graph).detail["leaves"].item() == gone
    assert resilience(graph, months=0).detail["leaves"].item() == 0
    assert resilience(closing("2024-12-31", as_of=None, tenure_end=[ends])).detail["leaves"].item() < 1


def test_unknown_attrition_is_an_assumption():
    graph = one_deal(support=[1.0, 1.0, 1.0])
    assert resilience(graph.assuming(unknown_attrition=0.0)).detail["leaves"].tolist() == [0, 0, 0]
    with pytest.raises(influence.InfluenceError, match=r"unknown_attrition is 2\.0"):
        graph.assuming(unknown_attrition=2.0)


@pytest.mark.parametrize("months", [-1, float("nan")])
def test_months_below_0_are_refused(months):
    with pytest.raises(influence.InfluenceError, match=f"months is {months}; give a number, 0 or more"):
        resilience(one_deal(), months=months)


def test_no_draws_are_refused():
    with pytest.raises(influence.InfluenceError, match="draws is 0; give a whole number from 1"):
        resilience(one_deal(), draws=0)


def futures(leaves, coverage_lost, support_lost):
    """The chance of every set of leavers, and the coverage and the support that each leaves."""
    stay = np.array(list(itertools.product([0, 1], repeat=len(leaves))), dtype=float)
    chance = np.prod(np.where(stay == 1, 1 - leaves, leaves), axis=1)
    return chance, stay @ coverage_lost, stay @ support_lost


@pytest.mark.parametrize(("months", "seed"), [(0, 0), (1, 1), (6, 2), (12, 3), (40, 0)])
def test_means_and_fifth_percentiles_are_those_of_every_set_of_leavers(many, months, seed):
    draws = 4096
    found = resilience(many, months=months, draws=draws, seed=seed)
    # Six standard errors of a share of one twentieth; the means are exact.
    error = 6 * np.sqrt(0.05 * 0.95 / draws)
    by_deal = found.by_deal.to_dict("index")
    for deal, rows in found.detail[["leaves", "coverage_lost", "support_lost"]].fillna(0.0).groupby(level="deal"):
        chance, *left = futures(*rows.to_numpy().T)
        for mean, low, value in zip(MEANS, LOW, left, strict=True):
            lowest = by_deal[deal][low]
            assert by_deal[deal][mean] == pytest.approx(chance @ value, abs=1e-12), deal
            assert chance[value <= lowest + 1e-9].sum() >= 0.05 - error, deal
            assert chance[value < lowest - 1e-9].sum() <= 0.05 + error, deal
            assert np.abs(value - lowest).min() < 1e-9, deal


@pytest.mark.parametrize(("draws", "rank"), [(1, 1), (19, 1), (20, 1), (21, 2), (40, 2), (41, 3), (140, 7)])
def test_the_fifth_percentile_is_the_draw_at_a_twentieth_rounded_up(draws, rank):
    # Thirty different numbers, so that no two futures leave the same.
    numbers = np.random.default_rng(draws).integers(1, 2**40, 30)
    people = pd.DataFrame({"person": [f"p{k:02}" for k in range(30)], "support": numbers / numbers.max()})
    graph = StakeholderGraph.from_tables(people.assign(attrition=0.75))
    kept = resilience(graph).detail["support_lost"].to_numpy()
    stay = np.array([[uniform(7, draw, item) >= 0.5 for item in range(30)] for draw in range(draws)])
    assert resilience(graph, draws=draws, seed=7).by_deal["support_p5"].item() == pytest.approx(
        np.sort(stay @ kept)[rank - 1], abs=1e-12
    )


def test_apart_is_together_where_threads_share_the_deals():
    tables = {"deal": np.repeat(np.arange(600), 4), "person": np.tile([f"p{k}" for k in range(4)], 600)}
    numbers = np.random.default_rng(0).uniform(0, 1, (2, 2400))
    graph = StakeholderGraph.from_tables(pd.DataFrame({**tables, "support": numbers[0], "attrition": numbers[1]}))
    together = resilience(graph).by_deal
    for deal in (0, 299, 599):
        assert_frame_equal(together.loc[[deal]], resilience(graph.only(deal)).by_deal, rtol=0, atol=1e-12)


def test_nobody_leaves_in_no_time_and_more_time_never_raises_coverage(many):
    scores = influence.score(many)
    now, *later = (resilience(many, months=months).by_deal for months in (0, 1, 2, 5, 12, 13, 30, 60))
    there = scores["coverage"].notna()
    assert (now["coverage_mean"].notna() == there).all()
    for name in (*MEANS, *LOW):
        np.testing.assert_allclose(now[name][there], scores[name.split("_")[0]][there], rtol=0, atol=1e-12)
    for sooner, then in itertools.pairwise([now, *later]):
        for name in ("coverage_mean", "coverage_p5"):
            assert not (then[name] > sooner[name] + 1e-12).any()


@pytest.mark.parametrize(("column", "leavers"), [("worst", 1), ("worst_pair", 2)])
def test_the_worst_departures_cost_what_a_neutral_successor_costs(many, rebuilt, column, leavers):
    loss = f"{column}_loss"
    found, now = resilience(many), influence.support(many).by_deal["support"]
    lost = found.detail["support_lost"].fillna(0.0).clip(lower=0)
    most = lost.groupby(level="deal").apply(lambda losses: losses.nlargest(leavers).sum())
    np.testing.assert_allclose(found.by_deal[loss][most.index], most, rtol=0, atol=1e-12)
    told = found.by_deal[column].dropna()
    leave = {(deal, who) for deal, names in told.items() for who in names.split(" + ")}
    gone = [who in leave for who in zip(many.people["deal"], many.people["person"], strict=True)]
    then = influence.support(rebuilt(support=many.people["support"].mask(gone, 0.0))).by_deal["support"]
    np.testing.assert_allclose((now - then)[told.index], found.by_deal[loss][told.index], rtol=0, atol=1e-12)


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("name", ["a", "zz"])
def test_removing_somebody_without_tie_seat_or_contact_changes_nothing_else(many_tables, many, name, known):
    """Of every deal with a committee: without facts and ratings, which could mean the newcomer.

    Where their support and appetite are known they are one more of the known, and so of what the vote expects of the
    unknown, toward us and toward buying nothing.
    """
    deals = many.all_deals[~many.arrays.assumed]
    tables = {each: table for each, table in many_tables.items() if each not in ("ratings", "facts")}
    tables = {each: table[table["deal"].isin(deals)].astype(object) for each, table in tables.items()}
    # Each a person like one of another deal.
    loners = many_tables["people"].sample(len(deals), random_state=1).assign(deal=deals, person=name).astype(object)
    loners = loners.assign(**dict.fromkeys(["support", "appetite"], 0.75 if known else None))
    graph = StakeholderGraph.from_tables(**tables | {"people": pd.concat([tables["people"], loners])})
    gone, moved = graph.without(name), OF_THE_KNOWN if known else []
    assert_frame_equal(resilience(graph).by_deal, resilience(gone).by_deal, check_dtype=False, rtol=0, atol=1e-12)
    scores = [influence.score(each).drop(columns=[*OF_EVERYBODY, *moved], errors="ignore") for each in (graph, gone)]
    assert_frame_equal(*scores, check_dtype=False, rtol=0, atol=1e-12)
    for analysis in (influence.coverage, influence.support, influence.committee, influence.forces, resilience):
        others, left = (
            analysis(each).detail.reset_index().drop(columns=moved, errors="ignore") for each in (graph, gone)
        )
        others = others[others["person"] != name].reset_index(drop=True)
        assert_frame_equal(others, left, check_dtype=False, rtol=0, atol=1e-12)


# What counts everybody counts the one who has gone: forces and supporters are sums over people, a layer or a strategy
# that has nobody else in it goes with its last.
OF_EVERYBODY = [
    "drivers", "barriers", "balance", "balance_low", "balance_high", "layers_covered", "middle_out", "coaches",
    "sponsors", "insiders", "undecided", "claimed_only", "breach", "has_coach", "inside_supporter", "empty_quadrants",
    "red_flags", "fatal", "verdict", "verdict_code", "phase", "position",
]  # fmt: skip
# What the known support and appetite of anybody of the deal enter.
OF_THE_KNOWN = [
    "mean_known", "known", "approval", "approval_se", "approval_correlated", "yes", "pivot", "win", "win_low",
    "win_high", "rival", "rival_wins", "no_decision",
]  # fmt: skip


@pytest.mark.parametrize("who", ["p0", "p1", "p2", "p3", "p4", "p5"])
def test_rule_003_50_reach_without_somebody_is_reach_less_what_they_take_along(many, who):
    found, left = influence.single_points_of_failure(many), influence.coverage(many.without(who)).by_deal["reach"]
    lost = found.detail.xs(who, level="who")["weight_lost"]
    lost = lost[lost.index.isin(many.all_deals[~many.arrays.assumed])]
    np.testing.assert_allclose(left[lost.index], found.by_deal["reach"][lost.index] - lost, rtol=0, atol=1e-12)

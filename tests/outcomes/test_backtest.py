"""A planted signal is found, noise is not, and whatever knows the outcome is refused by its name."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import influence
from influence import InfluenceError, InvalidData, UnknownName
from tests.outcomes.pipelines import ends_of, scores_of

ENDS = ends_of(400)
DRAWS = {"draws": 200}


def test_shuffled_outcomes_are_told_no_better_than_by_luck():
    inside = 0
    for seed in range(20):
        shuffled = ENDS.assign(outcome=ENDS["outcome"].sample(frac=1, random_state=seed).to_numpy())
        found = influence.backtest(scores_of(ENDS, signal=1.0), shuffled, **DRAWS).by_score.loc["signal"]
        inside += found["auc_low"] <= 0.5 <= found["auc_high"]
    assert inside >= 17


def test_a_planted_signal_is_found_and_noise_is_not():
    found = influence.backtest(scores_of(ENDS, signal=1.0, dice=0.0), ENDS, **DRAWS).by_score
    assert found.loc["signal", "auc_low"] > 0.6
    assert found.loc["dice", "auc_low"] < 0.5 < found.loc["dice", "auc_high"]
    assert found.loc["signal", "lift"] > 1.3
    # Of two normal numbers a distance of 1 apart, one is larger with the chance of a normal below 1 / sqrt 2.
    assert found.loc["signal", "auc"] == pytest.approx(0.76, abs=0.05)


def test_the_best_baseline_is_beaten_in_pairs():
    scores, rules = scores_of(ENDS, signal=1.5), scores_of(ENDS, seed=2, weak=0.3, weaker=0.0)
    found = influence.backtest(scores, ENDS, baselines=rules, **DRAWS).by_score
    assert found["kind"].tolist() == ["score", "baseline", "baseline"]
    assert found.loc["signal", "against"] == "weak"
    assert found.loc["weak", "against"] is None or pd.isna(found.loc["weak", "against"])
    assert found.loc["signal", "gain"] == pytest.approx(found.loc["signal", "auc"] - found.loc["weak", "auc"])
    assert found.loc["signal", "gain_low"] > 0
    assert found.loc["weaker", "gain"] < 0


def test_a_score_is_compared_on_deals_of_which_both_are_known():
    scores, rules = scores_of(ENDS, signal=1.0), scores_of(ENDS, seed=2, weak=0.5)
    rules.loc[:99, "weak"] = np.nan
    found = influence.backtest(scores, ENDS, baselines=rules, **DRAWS).by_score
    later = influence.backtest(scores[100:], ENDS[100:], least=(1, 1), **DRAWS).by_score
    assert found.loc["weak", "deals"] == 300
    assert found.loc["signal", "gain"] == pytest.approx(later.loc["signal", "auc"] - found.loc["weak", "auc"])


def test_the_three_ends_each_against_the_others():
    ends = ends_of(600, three=True)
    scores = scores_of(ends, signal=1.0)
    scores["stall"] = (ends["outcome"] == "no_decision") + np.random.default_rng(3).normal(size=600)
    found = influence.backtest(scores, ends, **DRAWS).by_score
    assert found.loc["stall", "no_decision_auc_low"] > 0.6
    assert found.loc["stall", "auc"] < 0.5
    assert found.loc["signal", "lost_auc_high"] < 0.5
    assert "no decision" in influence.backtest(scores, ends, **DRAWS).title


def test_without_deals_of_no_decision_their_columns_are_unknown():
    found = influence.backtest(scores_of(ENDS, signal=1.0), ENDS, **DRAWS).by_score
    assert found.filter(regex="lost_auc|no_decision_auc").isna().all(axis=None)


def test_the_same_seed_gives_the_same_intervals_and_the_order_of_rows_no_other_numbers():
    scores = scores_of(ENDS, signal=1.0)
    one, again = (influence.backtest(scores, ENDS, **DRAWS) for _ in range(2))
    assert one == again
    mixed = influence.backtest(scores, ENDS.sample(frac=1, random_state=1), **DRAWS)
    pd.testing.assert_frame_equal(one.by_score, mixed.by_score)


class TestLeaks:
    def test_a_column_that_repeats_the_outcome(self):
        scores = scores_of(ENDS, signal=1.0).assign(closed_won=ENDS["outcome"] == "won")
        with pytest.raises(InfluenceError, match="'closed_won' separates won from lost without a single fault"):
            influence.backtest(scores, ENDS)

    def test_a_column_that_is_filled_in_for_one_end_only(self):
        reason = np.where(ENDS["outcome"] == "lost", np.arange(400.0) % 7, np.nan)
        with pytest.raises(InfluenceError, match="'loss_code' is known of deals that were lost and of no other"):
            influence.backtest(scores_of(ENDS, signal=1.0).assign(loss_code=reason), ENDS)

    def test_a_perfect_score_of_few_deals_may_be_luck(self):
        scores, ends = scores_of(ENDS, signal=1.0)[:6], ENDS[:6]
        perfect = scores.assign(sure=(ends["outcome"] == "won").astype(float))
        assert influence.backtest(perfect, ends, least=(1, 1), **DRAWS).by_score.loc["sure", "auc"] == 1

    def test_scores_of_a_day_after_the_decision(self):
        with pytest.raises(InvalidData, match=r"as_of: .*2030.* is after the decision") as error:
            influence.backtest(scores_of(ENDS, signal=1.0), ENDS, as_of="2030-01-01")
        assert set(error.value.problems["code"]) == {"after_decision"}
        assert len(error.value.problems) == 400

    def test_a_column_of_days_after_the_decision_by_its_name(self):
        days = scores_of(ENDS, signal=1.0).assign(last_edit=ENDS["close_date"])
        assert "last_edit" not in influence.backtest(days, ENDS, **DRAWS).by_score.index
        late = days.assign(last_edit=days["last_edit"].where(days.index != 7, pd.Timestamp("2030-01-01")))
        with pytest.raises(InvalidData, match=r"last_edit: .* is after the decision") as error:
            influence.backtest(late, ENDS)
        assert error.value.problems["row"].tolist() == [7]

    def test_that_nobody_says_when_the_scores_were_known_is_told(self):
        scores = scores_of(ENDS, signal=1.0)
        assert "nobody says whether the scores are older" in influence.backtest(scores, ENDS, **DRAWS).title
        told = scores.assign(as_of=ENDS["close_date"] - pd.Timedelta(days=30))
        assert "nobody says" not in influence.backtest(told, ENDS, **DRAWS).title


class TestEnough:
    def test_few_deals_are_refused_and_the_remedy_works(self):
        scores, ends = scores_of(ENDS, signal=1.0)[:60], ENDS[:60]
        with pytest.raises(InfluenceError, match=r"\d+ won and \d+ lost are too few .*least=\(1, 1\)"):
            influence.backtest(scores, ends)
        found = influence.backtest(scores, ends, least=(1, 1), **DRAWS)
        assert found.title.startswith("Few deals: go by the intervals")
        columns = list(found.by_score)
        assert columns.index("auc_low") < columns.index("auc_high") < columns.index("auc")

    def test_deals_of_one_end_alone_are_offered_no_remedy_that_would_fail(self):
        won = ENDS["outcome"] == "won"
        for least in ((50, 150), (1, 1)):
            with pytest.raises(InfluenceError, match=rf"give {least[0]} won and {least[1]} lost$"):
                influence.backtest(scores_of(ENDS, signal=1.0)[won], ENDS[won], least=least)

    @pytest.mark.parametrize("least", [3, (1,), (0, 1), ("a", 2), (1.5, 2), None])
    def test_odd_numbers_are_refused(self, least):
        with pytest.raises(InfluenceError, match="least is "):
            influence.backtest(scores_of(ENDS, signal=1.0), ENDS, least=least)


def test_chances_must_be_columns_from_0_to_1():
    scores = scores_of(ENDS, signal=1.0)
    with pytest.raises(UnknownName, match="no score called 'sinal': did you mean 'signal'"):
        influence.backtest(scores, ENDS, chances=["sinal"])
    with pytest.raises(InfluenceError, match=r"'signal' is .* and a chance lies from 0 to 1"):
        influence.backtest(scores, ENDS, chances=["signal"])


def test_the_tenths_hold_every_deal_once():
    found = influence.backtest(scores_of(ENDS, signal=1.0), ENDS, **DRAWS).detail.loc["signal"]
    assert len(found) == 10
    assert found["deals"].sum() == 400
    assert found["won"].sum() == (ENDS["outcome"] == "won").sum()
    assert found["score_mean"].is_monotonic_increasing
    assert ((found["share_low"] <= found["share_won"]) & (found["share_won"] <= found["share_high"])).all()


@pytest.mark.slow
def test_combinations_are_told_of_deals_they_have_not_learnt_from():
    scores = scores_of(ENDS, one=0.8, two=0.8, dice=0.0)
    found = influence.backtest(scores, ENDS, combine=True, **DRAWS).by_score
    assert found["kind"].tolist() == ["score"] * 3 + ["combination"] * 4
    assert found.loc["logistic_by_account", "auc"] > found.loc["one", "auc"]
    # The first fifth has nothing before it to learn from.
    assert found.loc["logistic_by_time", "deals"] == 320
    assert found.loc["logistic_by_account", "deals"] == 400
    noise = influence.backtest(scores_of(ENDS, seed=5, dice=0.0, coin=0.0), ENDS, combine=True, **DRAWS).by_score
    learnt = noise[noise["kind"] == "combination"]
    assert (learnt["auc_low"] < 0.55).all()

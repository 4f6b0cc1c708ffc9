"""The measures against scikit-learn where it has them, and against cases worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import logit
from sklearn.calibration import calibration_curve
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score

from influence.outcomes.chances import brier, expected_error, intercept, lift, parts, slope, wilson
from influence.outcomes.separation import area, drawn_areas, luck, samples_of
from tests.outcomes.pipelines import chances_of

CHANCE, WON = chances_of(3000, slope=0.7)


def test_the_area_by_hand():
    """Two won at 3 and 1, two lost at 2 and 1: of four pairs the won are above in two, and equal in one."""
    assert area(np.array([3.0, 1.0, 2.0, 1.0]), np.array([True, True, False, False])) == 2.5 / 4
    assert np.isnan(area(np.array([3.0, 1.0]), np.array([True, True])))


@pytest.mark.parametrize("digits", [0, 1, 6])
def test_the_area_is_scikit_learn_s_and_so_is_that_of_each_sample(digits):
    score = np.round(CHANCE[:300], digits)
    won = WON[:300]
    assert area(score, won) == pytest.approx(roc_auc_score(won, score))
    samples = samples_of(np.arange(300), 5, seed=0)
    for drawn, weight in zip(drawn_areas(score, won[:, None], samples)[:, 0], samples, strict=True):
        assert drawn == pytest.approx(roc_auc_score(won, score, sample_weight=weight))


def test_unknown_scores_take_no_part_in_the_area():
    score = np.where(np.arange(300) % 3 == 0, np.nan, CHANCE[:300])
    known = ~np.isnan(score)
    assert area(score, WON[:300]) == pytest.approx(roc_auc_score(WON[:300][known], score[known]))


def test_an_area_s_interval_is_as_wide_as_delong_says():
    """The variance of Hanley & McNeil (1982), near enough for normal scores."""
    score, won = logit(CHANCE[:1000]), WON[:1000]
    a, n, m = area(score, won), won.sum(), (~won).sum()
    q1, q2 = a / (2 - a), 2 * a**2 / (1 + a)
    error = np.sqrt((a * (1 - a) + (n - 1) * (q1 - a**2) + (m - 1) * (q2 - a**2)) / (n * m))
    drawn = drawn_areas(score, won[:, None], samples_of(np.arange(1000), 400, seed=1))
    assert drawn.std() == pytest.approx(error, rel=0.15)


def test_accounts_are_drawn_whole():
    samples = samples_of(np.array([0, 0, 0, 7, 7]), 50, seed=0)
    assert (samples[:, 0] == samples[:, 1]).all()
    assert (samples[:, 3] == samples[:, 4]).all()
    assert set((samples[:, 0] + samples[:, 3]).tolist()) == {2}


def test_luck_by_hand():
    """Of the 6 ways to say which two of four were won, two separate without a fault."""
    assert luck(np.array([True, True, False, False])) == pytest.approx(2 / 6)


def test_brier_by_hand_and_by_scikit_learn():
    assert brier(np.array([1.0, 0.5]), np.array([True, False])) == 0.125
    assert brier(CHANCE, WON) == pytest.approx(brier_score_loss(WON, CHANCE))


def test_the_slope_is_scikit_learn_s_and_the_one_planted():
    model = LogisticRegression(C=1e12, tol=1e-10).fit(logit(CHANCE)[:, None], WON)
    found = slope(CHANCE, WON)
    assert found.value == pytest.approx(model.coef_[0, 0], abs=1e-4)
    assert found.low < 0.7 < found.high


def test_the_intercept_makes_the_mean_chance_right():
    shift = intercept(CHANCE, WON)
    assert np.mean(1 / (1 + np.exp(-(logit(CHANCE) + shift)))) == pytest.approx(WON.mean())
    # Everybody told one half, three of four won: the log odds are off by log 3.
    assert intercept(np.full(4, 0.5), np.array([True, True, True, False])) == pytest.approx(np.log(3))


def test_slope_and_intercept_of_one_end_only_are_unknown():
    assert np.isnan(slope(np.array([0.2, 0.8]), np.array([True, True])).value)
    assert np.isnan(intercept(np.array([0.2, 0.8]), np.array([True, True])))
    assert np.isnan(slope(np.array([0.2, 0.2]), np.array([True, False])).value)


def test_the_tenths_are_scikit_learn_s():
    share, mean = calibration_curve(WON, CHANCE, n_bins=10, strategy="quantile")
    found = parts(CHANCE, WON)
    np.testing.assert_allclose(found.mean, mean, atol=1e-3)
    np.testing.assert_allclose(found.share, share, atol=5e-3)


def test_equal_scores_are_never_parted():
    found = parts(np.array([0.0] * 30 + [1.0] * 10), np.array([False] * 30 + [True] * 5 + [False] * 5))
    assert found.deals.tolist() == [30, 10]
    assert found.share.tolist() == [0.0, 0.5]
    # A half of the highest against an eighth of all.
    assert lift(found) == 4
    # Said 0 and 0 of 30 won, said 1 and half of 10 won: off by 1/2 in a quarter of the deals.
    assert expected_error(found) == 0.125


def test_the_interval_of_a_share_by_hand():
    """Wilson's of 0 of 10: from 0 to z² / (10 + z²)."""
    low, high = wilson(np.array([0]), np.array([10]))
    assert (low[0], high[0]) == (0, pytest.approx(3.8414588 / 13.8414588))

"""A calibration rises, stays within 0 and 1, finds what was planted, and stands beside the model's number."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.isotonic import IsotonicRegression

import influence
from influence import Calibration, InfluenceError, UnknownName
from influence.measures.kernels.separation import rising
from influence.outcomes.calibrate import calibrate
from influence.outcomes.calibration import KNOTS, Curve
from tests.outcomes.pipelines import chances_of

LEVEL = (0.25,) * KNOTS


def pipeline(size, slope=0.5, seed=0):
    chance, won = chances_of(size, slope, seed)
    scores = pd.DataFrame({"deal": range(size), "approval": chance})
    return scores, pd.DataFrame({"deal": range(size), "outcome": np.where(won, "won", "lost")})


def found(size, slope=0.5, **options):
    return calibrate(*pipeline(size, slope), columns=["approval"], draws=40, **options)


@pytest.mark.parametrize("size", [400, 1500])
def test_the_planted_curve_is_found_within_its_interval(size):
    at = np.linspace(0, 1, KNOTS)[20:81]
    truth = 1 / (1 + np.exp(-0.5 * np.log(at / (1 - at))))
    inside = []
    for seed in range(8):
        made = calibrate(*pipeline(size, seed=seed), columns=["approval"], draws=60)
        curve = made.curves["approval"]
        assert curve.method == ("platt" if size < 1000 else "isotonic")
        inside.append(((np.array(curve.low)[20:81] <= truth) & (truth <= np.array(curve.high)[20:81])).mean())
    assert np.mean(inside) > 0.85


@given(st.integers(0, 10**6), st.sampled_from(["platt", "isotonic"]), st.floats(-2, 2))
def test_law_curves_rise_within_0_and_1_and_their_interval(seed, method, slope):
    chance, won = chances_of(60, slope, seed)
    scores = pd.DataFrame({"deal": range(60), "approval": np.round(chance, 1)})
    ends = pd.DataFrame({"deal": range(60), "outcome": np.where(won, "won", "lost")})
    if won.all() or not won.any():
        return
    made = calibrate(scores, ends, columns=["approval"], method=method, least=(1, 1), draws=10)
    curve = made.curves["approval"]
    for values in (curve.low, curve.share, curve.high):
        assert (np.diff(values) >= 0).all()
        assert 0 <= values[0] <= values[-1] <= 1
    assert (np.array(curve.low) <= curve.share).all()
    assert (np.array(curve.share) <= curve.high).all()


def test_the_rising_curve_is_scikit_learn_s():
    chance, won = chances_of(500)
    at, place = np.unique(np.round(chance, 2), return_inverse=True)
    weights = np.random.default_rng(1).integers(1, 4, (2, 500))
    own = np.empty((2, len(at)))
    rising(place, len(at), won, weights, own)
    for each, weight in zip(own, weights, strict=True):
        theirs = IsotonicRegression().fit(at[place], won, sample_weight=weight).predict(at)
        np.testing.assert_allclose(each, theirs, atol=1e-9)


def test_a_chance_that_tells_the_wrong_way_is_level():
    curve = found(400, slope=-1.0).curves["approval"]
    assert np.ptp(curve.share) == 0


def test_scores_gain_columns_and_lose_none():
    duck = influence.datasets.load("cooked_duck")
    plain = influence.score(duck)
    made = Calibration({name: Curve("platt", 400, 100, LEVEL, LEVEL, LEVEL) for name in ("approval", "win")})
    more = influence.score(duck, calibration=made)
    pd.testing.assert_frame_equal(more[plain.columns], plain)
    assert list(more.columns[len(plain.columns) :]) == [
        f"{name}_calibrated{ending}" for name in ("approval", "win") for ending in ("", "_low", "_high")
    ]
    assert more["win_calibrated"].tolist() == [0.25]


def test_unknown_chances_stay_unknown():
    made = Calibration({"approval": Curve("platt", 400, 100, LEVEL, LEVEL, LEVEL)})
    assert made.calibrated(pd.DataFrame({"approval": [np.nan]})).isna().all(axis=None)


def test_what_is_no_calibration_is_refused():
    duck = influence.datasets.load("cooked_duck")
    for odd in ("c.json", pd.DataFrame(), Calibration):
        with pytest.raises(InfluenceError, match=r"calibration is a .*; give a Calibration"):
            influence.score(duck, calibration=odd)
    strange = Calibration({"hope": Curve("platt", 400, 100, LEVEL, LEVEL, LEVEL)})
    with pytest.raises(InfluenceError, match="scores has no column 'hope'"):
        influence.score(duck, calibration=strange)


def test_few_deals_odd_methods_and_columns_are_refused():
    with pytest.raises(InfluenceError, match="too few"):
        found(60)
    with pytest.raises(UnknownName, match="no method called 'plat': did you mean 'platt'"):
        found(400, method="plat")
    with pytest.raises(UnknownName, match="no score called 'win'"):
        calibrate(*pipeline(400))
    scores, ends = pipeline(400)
    with pytest.raises(InfluenceError, match="'approval' holds no chances from 0 to 1"):
        calibrate(scores.assign(approval=scores["approval"] * 2), ends, columns=["approval"])


class TestSaved:
    def test_it_comes_back_as_it_was(self, tmp_path):
        made = found(400)
        assert influence.read.calibration(made.save(tmp_path / "c.json")) == made

    def test_where_it_cannot_be_saved(self, tmp_path):
        made = found(400)
        with pytest.raises(InfluenceError, match=r"'c.txt' must end in .json"):
            made.save(tmp_path / "c.txt")
        with pytest.raises(InfluenceError, match="there is no folder"):
            made.save(tmp_path / "missing" / "c.json")

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"format": "x"}, "is no calibration"),
            ({"version": 2}, "is of version 2, and this library reads version 1"),
            ({"curves": {}}, "curves: holds none"),
            ({"curves": {"approval": {"share": []}}}, "does not hold method, deals"),
        ],
    )
    def test_damaged_files_are_refused_in_a_sentence(self, tmp_path, change, said):
        place = found(400).save(tmp_path / "c.json")
        place.write_text(json.dumps(json.loads(place.read_text()) | change))
        with pytest.raises(InfluenceError, match=said):
            influence.read.calibration(place)

    @pytest.mark.parametrize(
        ("column", "values", "said"),
        [
            ("share", [0.5] * 100, "is not 101 rising numbers from 0 to 1"),
            ("share", [0.5] * 100 + [0.4], "is not 101 rising numbers"),
            ("share", [0.5] * 100 + [float("nan")], "is not 101 rising numbers"),
            ("high", [1.5] * 101, "is not 101 rising numbers"),
            ("low", [1.0] * 101, "the curve leaves its interval"),
            ("deals", -1, "method, deals or won is not one that was saved"),
            ("method", "guess", "method, deals or won is not one that was saved"),
        ],
    )
    def test_every_number_is_checked(self, tmp_path, column, values, said):
        place = found(400).save(tmp_path / "c.json")
        whole = json.loads(place.read_text())
        whole["curves"]["approval"][column] = values
        place.write_text(json.dumps(whole))
        with pytest.raises(InfluenceError, match=said):
            influence.read.calibration(place)

    def test_no_file_and_no_json(self, tmp_path):
        for path in (tmp_path / "none.json", 3, None):
            with pytest.raises(InfluenceError):
                influence.read.calibration(path)
        (tmp_path / "c.json").write_bytes(b"\xff{")
        with pytest.raises(InfluenceError, match="it is no JSON"):
            influence.read.calibration(tmp_path / "c.json")

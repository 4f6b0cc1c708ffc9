"""The laws that hold for every score of every graph, and the shape of the pipeline's table."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import influence
from influence.analysis.score import COLUMNS, SCORES


def test_shares_and_chances_stay_within_their_ranges(many):
    scores = influence.score(many)
    shares = ["coverage", "coverage_depth", "heads", "supporting", "reach", "certainty", "worst_loss"]
    chances = ["approval", "approval_correlated", "win", "win_low", "win_high", "rival_wins", "no_decision"]
    for column in [*shares, *chances]:
        assert scores[column].dropna().between(-1e-12, 1 + 1e-12).all(), column
    for column in ("support", "support_low", "support_high", "balance", "balance_low", "balance_high", "mean_known"):
        assert scores[column].dropna().between(-1 - 1e-12, 1 + 1e-12).all(), column


def test_columns_stand_in_their_documented_order():
    graph = influence.datasets.load("cooked_duck")
    assert influence.score(graph).columns.tolist() == [
        "coverage", "coverage_depth", "heads", "supporting", "roles_filled", "roles_covered", "layers_covered", "reach",
        "committee_source", "support", "support_low", "support_high", "certainty", "mean_known", "known", "approval",
        "approval_se", "approval_correlated", "rule", "voters", "appetite", "appetite_known",
        "win", "win_low", "win_high", "rival", "rival_wins",
        "no_decision", "single_points", "worst", "worst_loss", "worst_pair", "worst_pair_loss", "entry",
        "entry_strategy", "entry_gain", "top_down", "middle_out", "bottom_up", "roles_known", "provisional", "drivers",
        "barriers", "balance", "balance_low", "balance_high", "coaches", "sponsors", "insiders", "undecided",
        "claimed_only", "breach",
        "has_coach", "inside_supporter", "empty_quadrants", "coverage_mean", "coverage_p5", "support_mean",
        "support_p5", "red_flags", "fatal", "verdict", "verdict_code", "agreement",
        "phase", "position", "main_supporter", "favourable", "next_stage",
    ]  # fmt: skip


def test_columns_asked_for_are_those_of_all_scores_in_the_order_asked(many):
    every = influence.score(many)
    for own in (*COLUMNS.values(), ["verdict", "agreement", "coverage"], []):
        pd.testing.assert_frame_equal(influence.score(many, columns=own), every[list(own)])


def test_analyses_of_which_no_column_is_wanted_are_not_asked(monkeypatch):
    def refuse(graph):
        raise AssertionError("not wanted")

    asked = {name: analysis if name == "support" else refuse for name, analysis in SCORES.items()}
    monkeypatch.setattr("influence.analysis.score.SCORES", asked)
    duck = influence.datasets.load("cooked_duck")
    assert influence.score(duck, columns=["certainty"]).shape == (1, 1)


def test_what_is_no_column_of_score_is_refused():
    duck = influence.datasets.load("cooked_duck")
    with pytest.raises(influence.UnknownName, match="no column of score called 'verdicts': did you mean 'verdict'"):
        influence.score(duck, columns=["verdicts"])
    with pytest.raises(influence.InfluenceError, match=r"columns=\['verdict'\]"):
        influence.score(duck, columns="verdict")


def test_a_deal_with_nobody_in_it_keeps_its_row_and_claims_nothing():
    people = pd.DataFrame({"deal": ["a"], "person": ["Ann"]})
    deals = pd.DataFrame({"deal": ["a", "b"]})
    scores = influence.score(influence.StakeholderGraph.from_tables(people, deals=deals))
    assert scores.index.tolist() == ["a", "b"]
    nothing = ["coverage", "heads", "reach", "certainty", "approval", "balance", "entry", "worst", "layers_covered"]
    assert scores.loc["b", nothing].isna().all()
    alone = influence.StakeholderGraph.from_tables(people, deals=deals).only("b")
    assert influence.score(alone)[nothing].isna().all(axis=None)
    assert all(analysis(alone).detail.empty for analysis in SCORES.values())


@pytest.mark.parametrize("ids", [[1, 2], ["1", "2"]])
def test_whole_numbers_and_text_both_serve_as_ids(ids):
    people = pd.DataFrame({"deal": ids[0], "person": ids, "support": [0.5, np.nan]})
    seats = pd.DataFrame({"deal": ids[0], "role": ["approver", "user"], "person": [ids[0], None]})
    contacts = pd.DataFrame({"deal": ids[0], "side": "us", "member": ["Yao"], "person": ids[:1]})
    scores = influence.score(influence.StakeholderGraph.from_tables(people, seats=seats, contacts=contacts))
    assert scores.loc[ids[0], "coverage"] == 0.5
    assert scores.loc[ids[0], "worst"] == ids[0]

"""Every fault of outcomes and scores is told with its row, its column, its value and a remedy."""

from __future__ import annotations

import pandas as pd
import pytest

import influence
from influence import InfluenceError, InvalidData, UnknownName
from tests.outcomes.pipelines import ends_of, scores_of

ENDS = ends_of(400)
SCORES = scores_of(ENDS, signal=1.0)


def problems_of(scores, outcomes):
    with pytest.raises(InvalidData) as error:
        influence.backtest(scores, outcomes)
    return error.value.problems[["table", "row", "column", "value", "code"]].values.tolist()


def test_unknown_words_name_the_row_and_what_is_known():
    wrong = ENDS.assign(outcome=ENDS["outcome"].where(ENDS.index != 3, "wonn"))
    assert problems_of(SCORES, wrong) == [["outcomes", 3, "outcome", "wonn", "unknown_choice"]]
    with pytest.raises(InvalidData, match="did you mean 'won'"):
        influence.backtest(SCORES, wrong)


def test_unknown_deals_and_deals_listed_twice():
    strange = ENDS.assign(deal=ENDS["deal"].where(ENDS.index != 5, 9999))
    assert [row[3:] for row in problems_of(SCORES, strange)] == [[9999, "unknown_deal"]]
    twice = pd.concat([ENDS, ENDS[:1]], ignore_index=True)
    assert [row[1] for row in problems_of(SCORES, twice)] == [0, 400]
    assert {row[4] for row in problems_of(pd.concat([SCORES, SCORES[:1]]), ENDS)} == {"duplicate_row"}


def test_ids_of_another_type_are_named():
    with pytest.raises(UnknownName, match="no deal in scores called '0'"):
        influence.backtest(SCORES, ENDS.assign(deal=ENDS["deal"].astype(str)))


def test_missing_and_doubled_columns_and_none_at_all():
    assert problems_of(SCORES, ENDS.drop(columns="outcome")) == [["outcomes", None, "outcome", None, "missing_column"]]
    twice = pd.concat([ENDS, ENDS[["outcome"]]], axis=1)
    assert ["outcomes", None, "outcome", None, "duplicate_column"] in problems_of(SCORES, twice)
    assert problems_of(SCORES, ENDS[:0]) == [["outcomes", None, None, None, "empty_table"]]
    doubled = ENDS.assign(result=ENDS["outcome"])
    assert influence.backtest(SCORES, doubled, draws=10).by_score.index.tolist() == ["signal"]
    with pytest.raises(InfluenceError, match="scores does not say which deal a row is of"):
        influence.backtest(SCORES.drop(columns="deal"), ENDS)
    with pytest.raises(InfluenceError, match="scores holds no column of numbers"):
        influence.backtest(SCORES[["deal"]].assign(verdict="go"), ENDS)


def test_words_of_other_systems_and_languages_are_understood():
    words = {"won": "赢单", "lost": "Closed Lost"}
    unknown = ENDS.assign(outcome=ENDS["outcome"].astype(object).where(ENDS.index != 7, "unknown"))
    assert influence.backtest(SCORES, unknown, draws=10).by_score["deals"].tolist() == [len(ENDS) - 1]
    told = ENDS.assign(outcome=ENDS["outcome"].map(words)).rename(columns={"outcome": "结果", "deal": "Opportunity ID"})
    found = influence.backtest(SCORES, told, draws=50)
    assert found.by_score.equals(influence.backtest(SCORES, ENDS, draws=50).by_score)


def test_open_deals_and_deals_without_a_row_are_left_out_and_counted():
    open_deals = ENDS[:-10].assign(outcome=ENDS["outcome"].where(ENDS.index > 4, "open"))
    found = influence.backtest(SCORES, open_deals, draws=10)
    assert "15 deals without an outcome left out" in found.title
    assert found.by_score.loc["signal", "deals"] == 385


def test_a_day_that_is_none():
    assert problems_of(SCORES, ENDS.assign(close_date="soon"))[0][2:] == ["close_date", "soon", "not_a_date"]
    with pytest.raises(InvalidData, match="as_of: 'soon' is not a date; give a date such as 2024-05-31"):
        influence.backtest(SCORES, ENDS, as_of="soon")
    with pytest.raises(InfluenceError, match="as_of is given, and scores has a column 'as_of' too"):
        influence.backtest(SCORES.assign(as_of="2023-01-01"), ENDS, as_of="2023-01-01")

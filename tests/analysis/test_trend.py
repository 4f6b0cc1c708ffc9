"""Scores day by day, and which rules speak on which day."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

import influence
from influence import InfluenceError, StakeholderGraph
from tests.rules.smallest_deals import COMMITTEE, FOUR, fact


@pytest.fixture(scope="module")
def duck():
    return influence.datasets.load("cooked_duck")


def flags(graph, *days):
    """The codes of the red flags on each day."""
    return [set(influence.diagnose(graph.as_of(day)).detail["code"]) for day in days]


def test_a_row_for_each_deal_and_day_with_the_columns_of_score(duck):
    found = influence.trend(duck, pd.date_range("2012-02-01", periods=3, freq="14D"))
    assert list(found) == list(influence.score(duck))
    assert found.index.names == ["deal", "day"]
    assert found.index.tolist() == [
        ("equipment", pd.Timestamp(day)) for day in ("2012-02-01", "2012-02-15", "2012-02-29")
    ]
    assert found.dtypes.equals(influence.score(duck).dtypes)


def test_a_figure_needs_one_column_and_one_unstack(duck):
    figure = influence.trend(duck, ["2012-03-01", "2012-03-15"])["win"].unstack("deal")
    assert isinstance(figure.index, pd.DatetimeIndex)
    assert figure["equipment"].is_monotonic_decreasing


@pytest.mark.parametrize("ids", [["x", "y"], [7, 11]])
def test_deals_come_back_under_their_own_ids(ids):
    people = pd.DataFrame({"deal": ids, "person": ["Ann", "Ann"], "support": [0.5, -0.5]})
    found = influence.trend(StakeholderGraph.from_tables(people), [date(2024, 1, 1), np.datetime64("2023-01-01")])
    assert found.index.get_level_values("deal").tolist() == [ids[0], ids[0], ids[1], ids[1]]
    assert found.loc[ids[1], "support"].lt(0).all()


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ("2024-01-01", "days is '2024-01-01'; give a list of days"),
        (date(2024, 1, 1), "give a list of days"),
        (None, "days is None; give a list of days"),
        ([], "days is empty; give at least one day"),
        (["2024-01-01", "soon"], "day is 'soon'; give a day such as"),
    ],
)
def test_what_are_no_days_is_refused(duck, days, text):
    with pytest.raises(InfluenceError, match=text):
        influence.trend(duck, days)
    with pytest.raises(InfluenceError, match="undated is 'all'"):
        influence.trend(duck, ["2024-01-01"], undated="all")


def test_what_is_no_graph_is_refused():
    with pytest.raises(InfluenceError, match="this is a str; give a StakeholderGraph"):
        influence.trend("deals.csv", ["2024-01-01"])


def test_rule_001_24_the_raters_agreement_is_tracked_through_the_days():
    rows = [(rater, person, value, day) for day, spread in (("2024-01-10", 0.5), ("2024-02-10", 0.0))
            for person, value in (("Ann", 0.5), ("Bo", -0.5))
            for rater, value in (("Yao", value), ("Li", value - spread))]  # fmt: skip
    ratings = pd.DataFrame(rows, columns=["rater", "person", "value", "date"]).assign(measure="support")
    graph = StakeholderGraph.from_tables({"person": ["Ann", "Bo"]}, ratings=ratings)
    agreement = influence.trend(graph, ["2024-01-01", "2024-01-31", "2024-02-29"])["agreement"].tolist()
    assert np.isnan(agreement[0])
    assert agreement[1] < agreement[2] == 1


def test_rule_002_13_a_forecast_weighs_from_the_day_on_which_it_was_stated(duck):
    """And the newest of those stated by then."""
    milder = {"deal": "equipment", "question": "stated_probability", "answer": "40%", "date": "2012-03-10"}
    graph = duck.replaced(facts=pd.concat([duck.facts, pd.DataFrame([milder])]))
    spoke = ["002-13" in codes for codes in flags(graph, "2012-02-28", "2012-02-29", "2012-03-10")]
    assert spoke == [False, True, False]


def test_rule_002_22_the_last_word_about_rivals_ages_until_a_newer_one():
    facts = [fact("rivals", "Acme", date="2024-01-01"), fact("rivals", "Acme, Zeta", date="2024-03-01")]
    graph = StakeholderGraph.from_tables(FOUR, seats=COMMITTEE, facts=facts)
    spoke = ["002-22" in codes for codes in flags(graph, "2024-01-15", "2024-02-28", "2024-03-02", "2024-05-01")]
    assert spoke == [False, True, False, True]


def test_rule_001_18_a_proposal_came_too_early_from_the_day_on_which_the_need_is_known():
    facts = [fact("proposal", "sent", date="2024-01-01"), fact("pain", "breakdowns", date="2024-02-01")]
    graph = StakeholderGraph.from_tables(FOUR, seats=COMMITTEE, facts=facts)
    assert ["001-18" in codes for codes in flags(graph, "2024-01-15", "2024-02-15")] == [False, True]

"""The graph as it was known on a day: by hand, table by table."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest

import influence
from influence import InfluenceError, StakeholderGraph

DAY = "2024-03-31"


def graph(**tables):
    """One deal of two people; every table a list of rows."""
    people = tables.pop("people", [{"person": "Ann"}, {"person": "Bo"}])
    return StakeholderGraph.from_tables(people, **tables, deal="d")


def known(series):
    """The cells, None where unknown; days as text."""
    cells = series.dt.strftime("%Y-%m-%d") if series.dtype.kind == "M" else series
    return [None if pd.isna(cell) else cell for cell in cells]


def rating(value, day, person="Ann", rater="Yao", measure="support"):
    return {"rater": rater, "person": person, "measure": measure, "value": value, "date": day}


def test_rows_of_later_days_go_and_those_of_the_day_itself_stay():
    days = ("2024-03-30", "2024-03-31 18:00", "2024-04-01", None)
    facts = [{"question": "budget", "answer": str(number), "date": day} for number, day in enumerate(days)]
    deal = graph(facts=facts)
    assert deal.as_of(DAY).facts["answer"].tolist() == ["0", "1", "3"]
    assert deal.as_of(DAY, undated="drop").facts["answer"].tolist() == ["0", "1"]


@pytest.mark.parametrize(("undated", "left"), [("keep", ["Yao"]), ("drop", [])])
def test_a_table_without_a_column_of_days_is_undated(undated, left):
    deal = graph(facts=[{"question": "budget", "answer": "x", "source": "Yao"}])
    assert deal.as_of(DAY, undated=undated).facts.get("source", pd.Series()).tolist() == left


def test_what_has_no_day_stays():
    deal = graph(
        people=[{"person": "Ann", "support": 0.5, "tenure_end": "2025-01-01"}, {"person": "Bo"}],
        relationships=[{"source": "Bo", "target": "Ann", "kind": "reports_to"}],
        seats=[{"person": "Ann", "role": "approver"}],
        team=[{"member": "Yao"}],
        contacts=[{"side": "us", "member": "Yao", "person": "Ann", "strength": 0.5}],
    )
    then = deal.as_of("1990-01-01", undated="drop")
    for name in ("people", "relationships", "seats", "team", "contacts"):
        assert then.table(name).equals(deal.table(name)), name


def test_contacts_that_follow_from_encounters_are_derived_again():
    met = [("E1", "2024-03-01", "Ann"), ("E2", "2024-04-02", "Ann"), ("E3", "2024-04-02", "Bo")]
    rows = [{"interaction": each, "date": day, "side": "us", "member": "Yao", "person": who} for each, day, who in met]
    then = graph(interactions=rows).as_of(DAY).contacts
    assert then[["person", "strength", "touches"]].values.tolist() == [["Ann", 0.25, 1]]
    assert known(then["last_touch"]) == ["2024-03-01"]
    assert graph(interactions=rows).as_of("2024-01-01").contacts.empty


def test_a_later_touch_that_was_given_is_unknown_again_and_the_encounters_before_fill_it_in():
    pair = {"side": "us", "member": "Yao", "strength": 0.9}
    given = [
        {**pair, "person": "Ann", "last_touch": "2024-04-02", "touches": 9},
        {**pair, "person": "Bo", "last_touch": "2024-03-02", "touches": 4},
    ]
    met = [{"interaction": "E1", "date": "2024-03-05", "side": "us", "member": "Yao", "person": "Ann"}]
    then = graph(contacts=given, interactions=met).as_of(DAY)
    assert known(then.contacts_given["touches"]) == [None, 4]
    assert known(then.contacts["touches"]) == [1, 4]
    assert known(then.contacts["last_touch"]) == ["2024-03-05", "2024-03-02"]
    assert then.contacts["strength"].tolist() == [0.9, 0.9]


def test_touches_without_a_day_are_undated():
    given = [{"side": "us", "member": "Yao", "person": "Ann", "touches": 9}]
    assert known(graph(contacts=given).as_of(DAY).contacts["touches"]) == [9]
    assert known(graph(contacts=given).as_of(DAY, undated="drop").contacts["touches"]) == [None]


class TestRatings:
    def test_a_measure_is_the_median_of_what_each_rater_said_last(self):
        rows = [
            rating(-1.0, "2024-01-01"),
            rating(0.5, "2024-03-01", rater="yao"),
            rating(0.0, "2024-03-05", rater="Li"),
            rating(1.0, "2024-04-01"),
        ]
        deal = graph(ratings=rows)
        assert deal.people["support"].tolist()[0] == 0.25  # the median of -1, 0, 0.5, 1
        assert deal.as_of(DAY).people["support"].tolist()[0] == 0.25  # of 0.5 and 0: Yao's first word is superseded
        assert deal.as_of("2024-05-01").people["support"].tolist()[0] == 0.5  # of 1 and 0
        assert deal.as_of("2024-01-31").people["support"].tolist()[0] == -1.0

    def test_it_is_unknown_where_no_rating_is_left(self):
        deal = graph(ratings=[rating(0.5, "2024-04-01")])
        assert known(deal.people["support"]) == [0.5, None]
        assert "support" not in deal.as_of(DAY).people

    def test_a_cell_that_was_given_stays_even_where_it_is_what_the_ratings_say(self):
        people = [{"person": "Ann", "support": 0.5}, {"person": "Bo"}]
        deal = graph(people=people, ratings=[rating(0.5, "2024-04-01"), rating(0.5, "2024-04-01", person="Bo")])
        assert known(deal.as_of(DAY).people["support"]) == [0.5, None]

    @pytest.mark.parametrize(("undated", "support"), [("keep", 0.5), ("drop", None)])
    def test_undated_ratings_are_kept_or_dropped(self, undated, support):
        deal = graph(people=[{"person": "Ann", "support": None}], ratings=[rating(0.5, None)])
        assert known(deal.as_of(DAY, undated=undated).people["support"]) == [support]

    def test_a_dated_word_comes_after_an_undated_one_and_two_of_a_day_count_as_their_mean(self):
        rows = [rating(-1.0, None), rating(0.0, "2024-03-01"), rating(1.0, "2024-03-01 15:00")]
        assert graph(ratings=rows).as_of(DAY).people["support"].tolist()[0] == 0.5

    def test_influence_from_office_and_standing_goes_before_ratings(self):
        people = [{"person": "Ann", "formal_influence": 0.5}, {"person": "Bo"}]
        rows = [rating(0.9, "2024-03-01", person=who, measure="influence") for who in ("Ann", "Bo")]
        deal = graph(people=people, ratings=rows)
        assert known(deal.as_of(DAY).people["influence"]) == [0.5, 0.9]
        assert known(deal.as_of("2024-01-01").people["influence"]) == [0.5, None]

    def test_changes_of_a_graph_keep_what_was_rated_apart_from_what_was_given(self):
        rows = [rating(0.5, "2024-04-01"), rating(-0.5, "2024-04-01", person="Bo")]
        deal = graph(ratings=rows).with_support({"Ann": 0.25}).with_seat("Bo", role="user")
        assert known(deal.people["support"]) == [0.25, -0.5]
        assert known(deal.people_given["support"]) == [0.25, None]
        assert known(deal.as_of(DAY).people["support"]) == [0.25, None]
        assert known(deal.only("d").without("Ann").as_of(DAY).people_given["support"]) == [None]

    def test_changes_of_a_graph_as_of_a_day_count_each_rater_once_too(self):
        then = graph(ratings=[rating(-1.0, "2024-01-01"), rating(0.5, "2024-03-01")]).as_of(DAY)
        assert then.only("d") == then
        assert then.with_seat("Ann", role="user").people.equals(then.people)


class TestCommitments:
    def promises(self, **cells):
        return graph(team=[{"member": "Yao"}], commitments=[{"commitment": "C", "by": "Yao", "to": "Ann", **cells}])

    def test_one_that_was_made_later_goes(self):
        assert self.promises(made="2024-04-01").as_of(DAY).commitments.empty
        assert len(self.promises(made="2024-03-31").as_of(DAY).commitments) == 1

    @pytest.mark.parametrize(
        ("done", "due", "kept", "then"),
        [
            ("2024-03-30", "2024-05-01", True, ["2024-03-30", True]),
            ("2024-04-01", "2024-03-01", False, [None, None]),  # that it came late nobody knew yet
            (None, "2024-05-01", False, [None, None]),
            (None, "2024-03-01", False, [None, False]),
            (None, None, False, [None, False]),
        ],
    )
    def test_what_ended_later_is_open_again(self, done, due, kept, then):
        row = self.promises(done=done, due=due, kept=kept).as_of(DAY).commitments
        assert known(row["done"]) + known(row["kept"]) == then
        assert known(row["due"]) == [due]

    def test_kept_without_any_day_is_undated(self):
        made = self.promises(made="2024-01-01", kept=True)
        assert known(made.as_of(DAY, undated="drop").commitments["kept"]) == [None]
        assert known(made.as_of(DAY).commitments["kept"]) == [True]

    def test_somebody_named_only_later_has_promised_nothing_yet(self):
        met = {"interaction": "E1", "date": "2024-04-01", "side": "us", "member": "Yao", "person": "Ann"}
        asked = {**met, "interaction": "E0", "date": "2024-03-01", "member": None, "invited_by": "Yao"}
        promise = {"commitment": "C", "by": "Yao", "to": "Ann", "made": "2024-03-01"}
        then = graph(interactions=[asked, met], commitments=[promise]).as_of(DAY)
        assert then.commitments.empty
        assert known(then.interactions["invited_by"]) == [None]
        assert then.replaced() == then


class TestDeals:
    def test_every_deal_has_a_row_as_of_the_day(self):
        people = {"deal": ["a", "b"], "person": ["Ann", "Ann"]}
        deals = {"deal": ["b"], "account": ["B"], "as_of": ["2024-01-01"]}
        then = StakeholderGraph.from_tables(people, deals=deals).as_of(DAY).deals
        assert then["deal"].tolist() == ["a", "b"]
        assert known(then["account"]) == [None, "B"]
        assert known(then["as_of"]) == [DAY, DAY]

    @pytest.mark.parametrize(
        ("closes", "undated", "outcome"),
        [("2024-03-31", "keep", "won"), ("2024-04-01", "keep", None), (None, "keep", "won"), (None, "drop", None)],
    )
    def test_an_outcome_is_unknown_until_the_deal_closes(self, closes, undated, outcome):
        then = graph(deals=[{"close_date": closes, "outcome": "won"}]).as_of(DAY, undated=undated).deals
        assert known(then["outcome"]) == [outcome]
        assert known(then["close_date"]) == [closes]


def test_a_graph_as_of_a_day_knows_no_more_on_a_later_one():
    facts = [{"question": "budget", "answer": "x", "date": "2024-04-01"}]
    deal = graph(facts=facts)
    assert deal.as_of(DAY).as_of("2024-05-01") == deal.as_of(DAY)
    for again in (pickle.loads(pickle.dumps(deal.as_of(DAY))), copy.deepcopy(deal.as_of(DAY))):
        assert again == deal.as_of(DAY)
        assert again.as_of("2024-05-01") == deal.as_of(DAY)
    assert deal.as_of(DAY).with_support({"Ann": 1.0}).as_of("2024-05-01").deals["as_of"].item() == pd.Timestamp(DAY)


@pytest.mark.parametrize(
    "day",
    [
        date(2024, 3, 31),
        datetime(2024, 3, 31, 23, 59),
        datetime(2024, 3, 31, 12, tzinfo=UTC),
        pd.Timestamp("2024-03-31 08:00"),
        pd.Timestamp("2024-03-31 00:30", tz="Asia/Shanghai"),
        "2024-03-31T23:30:00-08:00",
        np.datetime64("2024-03-31"),
        "2024-03-31T10:00:00",
        " 2024-03-31 ",
    ],
)
def test_a_day_in_whatever_form(day):
    assert graph().as_of(day) == graph().as_of(DAY)


NO_DAYS = [None, "", "March", "2024", "2024-02-30", "2024-03-31 soon", "3/4/2024", 20240331, pd.NaT, ["2024-03-31"]]


@pytest.mark.parametrize("day", NO_DAYS)
def test_what_is_no_day_is_refused(day):
    with pytest.raises(InfluenceError, match=r"day is .*; give a day such as '2024-05-31'"):
        graph().as_of(day)


@pytest.mark.parametrize("day", [pd.Timestamp.min, pd.Timestamp.max, date.min, date.max])
def test_the_first_and_the_last_day_there_are(day):
    assert graph().as_of(day).deals["as_of"].dt.strftime("%m-%d").item() == f"{day.month:02}-{day.day:02}"


def test_what_becomes_of_undated_rows_is_one_of_two_words():
    with pytest.raises(InfluenceError, match="undated is 'dropped'; give 'keep' or 'drop'"):
        graph().as_of(DAY, undated="dropped")


def test_two_days_of_a_deal_can_be_compared():
    duck = influence.datasets.load("cooked_duck")
    found = influence.compare(duck.as_of("2012-02-15"), duck.as_of("2012-03-01"))
    assert found.by_deal["red_flags"].item() > 0


def test_networkx_shows_what_ratings_say():
    deal = graph(ratings=[rating(0.5, "2024-03-01")])
    assert deal.to_networkx().nodes["Ann"]["support"] == 0.5

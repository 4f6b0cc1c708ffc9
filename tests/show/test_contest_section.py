"""Who may win, in words."""

from __future__ import annotations

import influence
from influence import StakeholderGraph
from influence.show.deal_view import DealView
from influence.show.report.contest import may_win, section


def said(people, stances=(), **tables):
    return may_win(DealView(StakeholderGraph.from_tables(people, stances=list(stances) or None, deal="d", **tables)))


def stance(person, side, support):
    return {"person": person, "side": side, "support": support}


def test_the_lost_deal_is_most_likely_lost_to_the_rival():
    view = DealView(influence.datasets.load("cooked_duck"))
    sentence = may_win(view)
    assert sentence.startswith("Most likely lost to the rival, if they buy at all: the model gives no decision 46%, ")
    assert "the rival 43% and us 11%." in sentence
    (table,) = section(view).blocks
    assert [row[:2] for row in table.rows][1] == ["the rival wins", "43%"]
    assert table.rows[1][2] == "6 of 13 people"


def test_before_the_rival_came_she_was_ahead_and_was_told_that_nobody_had_looked_for_one():
    before = influence.datasets.load("cooked_duck").as_of("2012-02-29")
    sentence = may_win(DealView(before))
    assert sentence.startswith("Most likely won")
    assert "No rival is recorded; one that exists would take from our chance." in sentence
    eve = influence.datasets.load("cooked_duck").as_of("2012-03-15")
    assert may_win(DealView(eve)).startswith("Most likely lost to the rival")


def test_what_is_sure_is_said_without_a_range():
    ann = {"person": "ann", "support": 1.0, "appetite": 1.0}
    assert said([ann]) == (
        "Most likely won: the model gives us 100% and no decision 0%. No rival is recorded; one that exists would take "
        "from our chance. An estimate, not a finding."
    )


def test_a_rival_ahead_of_no_decision_is_said_to_win():
    ann = {"person": "ann", "support": -0.5, "appetite": 1.0}
    assert said([ann], [stance("ann", "Acme", 1.0)]).startswith("Most likely lost to Acme: the model gives Acme 80%, ")


def test_two_that_are_level_are_said_to_be():
    ann = {"person": "ann", "support": 0.5, "appetite": 1.0}
    assert said([ann], [stance("ann", "Acme", 0.5)]).startswith("Most likely level between the first two: ")


def test_where_nothing_is_known_no_chance_is_told():
    assert said([{"person": "ann"}]) == (
        "How anybody stands to us, to a rival or to buying nothing is unknown, so any chance would be a guess."
    )


def test_where_there_is_no_contest_the_reason_is_told():
    deals = [{"rule": "quota", "quota": 0.4}]
    assert said([{"person": "ann", "support": 1.0}], deals=deals) == (
        "Unknown: a quota of half of the votes or less is one that two sides could pass at once."
    )

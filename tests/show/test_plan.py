"""The report's parts on what to do next: the plan, the ways compared, who supports us, who may leave, what follows."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given, settings

import influence
from influence import StakeholderGraph
from influence.show.deal_view import DealView
from influence.show.report import outlook, plan_sentences, supporter_sentences
from influence.show.report.section import Section
from tests.random_deals import deal_graphs

PARTS = (
    outlook.follows, outlook.plan, outlook.ways_compared, outlook.who_supports, outlook.if_people_leave,
)  # fmt: skip
COACH = {"believes_in_us": "observed", "trusted_inside": "observed", "wants_us_to_win": "observed"}
SPONSOR = {"influence": 0.7, "support": 0.8, "wants_us_to_win": "observed"}
REFUTED = dict.fromkeys(("sees", "shares", "believes_in_us", "trusted_inside", "wants_us_to_win"), "no")


@pytest.fixture(scope="module")
def duck() -> DealView:
    return DealView(influence.datasets.load("cooked_duck"))


@pytest.fixture(scope="module")
def unknown() -> DealView:
    return DealView(influence.datasets.load("krackhardt_hightech"))


def view_of(*people, **tables) -> DealView:
    frames = {name: pd.DataFrame(rows) for name, rows in tables.items()}
    return DealView(StakeholderGraph.from_tables(pd.DataFrame(people), deal="plant", **frames))


def said(section: Section) -> str:
    return " ".join(section.said)


def rows(section: Section, table: int = 0) -> list[dict[str, str]]:
    shown = section.tables[table]
    return [dict(zip(shown.head, row, strict=False)) for row in shown.rows]


def test_a_reader_gets_the_parts_in_the_order_of_use(duck):
    html = influence.show.report(duck.graph).html
    assert re.findall(r"<h2>(.*?)</h2>", html) == [
        "How it stands", "What is going wrong", "What to find out next", "Where we disagree", "Who stands where",
        "How to read the map", "What follows from where we stand", "The plan", "Ways compared", "Who supports us",
        "The committee", "Single points of failure", "Our team", "Rivals", "If people leave", "Ways in",
        "What drives the deal, and what bars it",
    ]  # fmt: skip


# The plan.


def test_yao_s_plan_goes_by_the_vice_president_to_the_top(duck):
    section = outlook.plan(duck)
    assert section.said[0] == "The plan goes top-down (open): 6 people to win, in about 24 attempts."
    assert section.said[1].startswith("Once all are won, support is +0.98 and the model's estimate")
    first, *_, fifth, _ = rows(section)
    assert first == {
        "Step": "1", "Whom": "General manager", "Introduced by": "Vice president", "Who of us goes": "Yao",
        "What to do": "Find out where they stand and win them", "Phase": "first supporter", "Attempts": "7.4",
        "Support then": "+0.42", "May be": "−0.097\xa0…\xa0+0.93", "Approval then": "69%",
    }  # fmt: skip
    assert (fifth["Introduced by"], fifth["What to do"]) == ("nobody: go directly", "Make a supporter an ally")


def test_a_plan_longer_than_the_ways_compared_says_so(unknown):
    section = outlook.plan(unknown)
    assert "in about 70 attempts: longer than the 26 attempts, one a week for half a year" in said(section)
    assert rows(section)[0]["Who of us goes"] == "nobody recorded"


def refused(*people, **tables) -> DealView:
    """A deal without a way in: a stranger at the top, nobody in the middle, and a product that does not lead."""
    people = people or (
        {"person": "Ann", "layer": "decision", "support": -0.5},
        {"person": "Bo", "layer": "operations"},
    )
    return view_of(
        *people,
        seats=[{"role": "approver", "person": "Ann"}],
        contacts=[{"side": "us", "member": "Yao", "person": "Bo", "strength": 0.5}],
        deals=[{"product_strength": 0.1, "value_lead": 0.1}],
        **tables,
    )


def test_a_refused_way_in_has_a_reason_and_no_numbers():
    view = refused()
    assert outlook.plan(view).said[0].startswith("There is no plan: every way in is refused.")
    assert outlook.plan(view).tables[0].rows == []
    section = outlook.ways_compared(view)
    assert said(section) == "Every way in is refused, so none is fastest and none most robust."
    for row in section.tables[0].rows:
        assert row[1] == "refused"
        assert row[2].startswith("Not offered: ")
        assert len(row) == 3
        assert not re.search(r"\d", row[2])


def test_a_plan_for_nobody_is_none():
    view = view_of({"person": "Ann", "support": 1.0}, seats=[{"role": "approver", "person": "Ann"}])
    assert said(outlook.plan(view)) == "There is no plan: nobody can be named whom it would pay to win."


# The ways compared.


def test_fastest_and_most_robust_are_two_statements(duck):
    fastest, robust = outlook.ways_compared(duck).said
    assert fastest == "Fastest: top-down, with about 7.4 attempts until approval is likelier than not."
    assert robust.startswith("Most robust: bottom-up (unverified). Should people leave in the next 6 months, support")
    assert [row["Way in"] for row in rows(outlook.ways_compared(duck))] == ["Top‑down", "Middle‑out", "Bottom‑up"]


def test_an_even_chance_that_was_only_assumed_is_not_a_head_start(unknown):
    section = outlook.ways_compared(unknown)
    assert section.said[0].startswith("Fastest: bottom-up (unverified), with about 5.3 attempts")
    top, middle, _ = section.tables[0].rows
    assert top[2].startswith("Wins nobody within the horizon")
    assert "already there" not in middle


def test_an_even_chance_of_known_stances_is_there_already():
    view = view_of(
        {"person": "Ann", "layer": "management", "support": 0.5, "influence": 0.8, "participation": 0.8},
        seats=[{"role": "approver", "person": "Ann"}, {"role": "decision_maker", "person": "Ann"}],
        contacts=[{"side": "us", "member": "Yao", "person": "Ann", "strength": 0.9}],
    )
    section = outlook.ways_compared(view)
    assert section.said[0].startswith("Fastest: no difference. By the model approval is likelier than not already")
    assert section.tables[0].rows[0][2:4] == ["already there"] * 2


def test_a_way_that_wins_nobody_is_not_called_robust():
    view = view_of({"person": "Ann", "layer": "decision"}, seats=[{"role": "approver", "person": "Ann"}])
    section = outlook.ways_compared(view)
    assert section.tables[0].rows[0][2].startswith("Wins nobody within the horizon")
    assert section.said[1].startswith("Most robust: unknown. No way in wins anybody within 26 attempts")


def test_where_nobody_decides_nothing_is_compared():
    people = pd.DataFrame([{"deal": "a", "person": "Ann"}])
    view = DealView(StakeholderGraph.from_tables(people, deals=pd.DataFrame({"deal": ["a", "b"]})), "b")
    assert said(outlook.ways_compared(view)).startswith("Nobody is known to decide")
    assert said(outlook.if_people_leave(view)).startswith("Nobody is known to decide")
    assert said(outlook.who_supports(view)).startswith("Nobody is recorded in this deal")
    for row in outlook.ways_compared(view).tables[0].rows:
        assert row[1] == "refused" or row[2:] == ["unknown"]


# Who supports us.


def test_no_inside_supporter_and_unknown_are_told_apart(duck):
    assert said(outlook.who_supports(duck)).startswith(
        "Whether anybody inside supports us is unknown, not no: 13 people may, nobody inside has been seen to. To "
        "find an insider, ask first Accountant, Office clerk and Equipment engineer"
    )
    nobody = view_of({"person": "Ann", "support": -0.5, "influence": 0.9, **REFUTED})
    assert said(outlook.who_supports(nobody)) == (
        "No inside supporter: for everybody inside whom we know, what it takes is refuted."
    )


def test_the_one_condition_somebody_lacks_comes_with_what_to_do(duck):
    (row,) = rows(outlook.who_supports(duck), 1)
    assert row == {
        "Who": "Vice president", "Could be": "sponsor", "Missing": "wish that we win", "Which is": "unknown",
        "What to do": "Find out whether they want us to win: what have they done for us that cost them something?",
    }  # fmt: skip


def test_what_is_seen_and_what_is_only_said_stand_side_by_side():
    view = view_of(
        {"person": "Ann", **COACH, "sees": "observed", "shares": "observed"},
        {"person": "Bo", **SPONSOR, "believes_in_us": "observed", "trusted_inside": "claimed"},
        {"person": "Cy", "sees": "observed", "shares": "observed"},
    )
    section = outlook.who_supports(view)
    assert "We have support inside: 1 coach, 1 sponsor and 1 insider; they open 68% of the wall" in said(section)
    assert "1 person is said to be more than has been observed: believe deeds." in said(section)
    ann, bo, cy = rows(section)
    assert (ann["Observed"], ann["Why not a coach"], ann["What to do"]) == (
        "coach", "A coach who tells us what they see", "Keep them.",
    )  # fmt: skip
    assert (bo["Observed"], bo["Claimed"], bo["Why not a coach"]) == ("sponsor", "coach", "Trust inside only claimed")
    assert cy["What to do"] == "More than one condition short of the next kind."
    assert [row["Which is"] for row in rows(section, 1) if row["Who"] == "Bo"] == ["only claimed"]


def test_a_long_list_is_cut_and_says_so():
    people = [{"person": k, "sees": "observed", "shares": "observed"} for k in range(12)]
    table = outlook.who_supports(view_of(*people)).tables[0]
    assert (len(table.rows), table.note) == (10, "And 2 more.")


def test_every_condition_has_words():
    from influence.analysis.supporters import CONDITIONS, GRADES

    assert set(supporter_sentences.CONDITIONS) == set(CONDITIONS)
    assert set(supporter_sentences.GRADES) == set(GRADES) - {"observed"}


# If people leave.


def test_whose_leaving_costs_most_is_named(duck):
    section = outlook.if_people_leave(duck)
    assert said(section) == (
        "How likely they are to leave is unknown for everybody: 25% a year is assumed. This looks at the next 6 "
        "months. The worst one: without Vice president support falls by 0.1. "
        "The worst two: nobody else's leaving would cost us support that is known."
    )
    assert section.tables[0].rows == [["Votes held", "17%", "14%", "0%"], ["Known support", "+0.1", "+0.088", "0"]]


def test_the_two_whose_leaving_costs_most_are_named():
    people = [{"person": who, "name": who.upper(), "support": 0.5, "attrition": 0.1} for who in ("a + b", "c")]
    view = view_of(*people, seats=[{"role": "approver", "person": person["person"]} for person in people])
    text = said(outlook.if_people_leave(view))
    assert "How likely everybody is to leave is recorded." in text
    assert "The worst two: without A + B and C it falls by 0.5." in text


def test_what_leaves_with_them_is_unknown_where_nothing_is_known(unknown):
    section = outlook.if_people_leave(unknown)
    assert "it is unknown whose leaving would cost us support" in said(section)
    assert {cell for row in section.tables[0].rows for cell in row[1:]} == {"unknown"}


# What follows.


def test_the_gravest_advice_comes_first(duck):
    section = outlook.follows(duck)
    assert said(section) == (
        "Our main supporter is Vice president, at the middle. 1 supporter known, no ally among them. "
        "The position is not favourable yet."
    )
    assert [(row["How grave"], row["About"]) for row in rows(section)] == [
        ("Serious", "Vice president"), ("Next", "Vice president"), ("Next", "General manager"),
    ]  # fmt: skip


def test_an_unknown_position_is_not_a_bad_one(unknown):
    section = outlook.follows(unknown)
    assert said(section).startswith("Where we stand is unknown")
    assert section.tables[0].rows == []


def test_people_whose_ids_hold_commas_are_told_apart():
    view = view_of({"person": "a, b", "name": "Ann"}, {"person": "a"}, {"person": "c", "name": "Cy"})
    assert supporter_sentences.named(view, "a, b, a, c") == ["Ann", "a", "Cy"]
    assert supporter_sentences.named(view, "a, nobody") == ["a", "nobody"]


@settings(max_examples=30, deadline=None)
@given(deal_graphs())
def test_no_part_shows_a_missing_number(graph):
    for deal in graph.all_deals:
        view = DealView(graph, deal)
        for part in PARTS:
            section = part(view)
            cells = [cell for table in section.tables for row in table.rows for cell in row]
            assert all(isinstance(cell, str) and cell for cell in [*section.said, *cells])
            assert not re.search(r"\b(nan|None|NaN|NaT)\b|<NA>|e-\d", " ".join([*section.said, *cells]))


def test_every_phase_and_act_has_words():
    from influence.analysis.penetration_plan import ACTS, PHASES

    assert set(plan_sentences.PHASES) == set(PHASES)
    assert set(plan_sentences.ACTS) == set(ACTS)

"""The sections on what to do next: advice, the plan, the strategies compared, supporters, departures."""

from __future__ import annotations

import re

import pytest

from influence.show.deal_view import DealView
from influence.show.report import plan as plans
from influence.show.report import supporters as helpers
from influence.show.report.advice import section as advice
from influence.show.report.committee import section as committee
from influence.show.report.committee_strip import strip
from influence.show.report.departures import section as departures
from influence.show.report.entry_points import next_entry_point
from influence.show.report.entry_points import section as entry_points
from influence.show.report.folds import SECTIONS
from influence.show.report.next_steps import next_steps
from influence.show.report.plan import section as plan
from influence.show.report.single_points import section as single_points
from influence.show.report.strategies_compared import section as strategies_compared
from influence.show.report.supporters import section as supporters
from tests.show.pages import deal_of_nobody, rows, said, still_open, tables, view_of

COACH = {"believes_in_us": "observed", "trusted_inside": "observed", "wants_us_to_win": "observed"}
SPONSOR = {"influence": 0.7, "support": 0.8, "wants_us_to_win": "observed"}
REFUTED = dict.fromkeys(("sees", "shares", "believes_in_us", "trusted_inside", "wants_us_to_win"), "no")


def test_a_reader_gets_the_sections_in_the_order_of_use(reports):
    parts = re.findall(r"<summary><h3>(.*?)</h3></summary>", reports["cooked_duck"].html)
    assert parts == [
        "Map", "Committee", "Where the deal stands", "Who may win", "Drivers and barriers", "Where we disagree",
        "Supporters", "Plan", "All steps", "Entry points", "Entry strategies compared", "Our team", "Rivals",
        "Single points of failure", "If people leave", "Red flags", "Open questions", "Our position",
    ]  # fmt: skip


# The plan.


def test_yao_s_plan_goes_by_the_vice_president_to_the_top(duck):
    assert plan(duck).sentences[0].startswith("The deal is closed. This is the plan that the map would have made")
    section = plan(still_open(duck))
    assert section.sentences[0].startswith("The plan is not firm until it is known that the project is real")
    assert section.sentences[1] == "Entry strategy: top-down. 6 people to win, in about 24 attempts."
    assert section.sentences[2].startswith("Once all are won, the committee's known support is +0.96 (scale −1 to +1)")
    first, *_, fifth, _ = rows(section)
    assert first == {
        "Step": "1", "Whom to win": "General manager",
        "How to get there": "Yao is introduced by Vice president", "Who goes": "Yao",
        "Action": "Find out where they stand and win them", "Phase": "first supporter", "Attempts": "about 7",
        "Support after": "+0.40", "Range": "−0.13\xa0…\xa0+0.93", "Approval after": "84%",
    }  # fmt: skip
    assert (fifth["How to get there"], fifth["Action"]) == (
        "Yao is in contact (depth 0.9)", "Make a supporter an ally",
    )  # fmt: skip


def test_a_plan_longer_than_the_strategies_compared_says_so(unknown):
    section = plan(unknown)
    assert "in about 70 attempts. That is longer than the 26 attempts (one a week for half a year)" in said(section)
    assert rows(section)[0]["Who goes"] == "our team"


def refused() -> DealView:
    """A deal without an entry strategy: a stranger at the top, nobody in the middle, a product that does not lead."""
    return view_of(
        {"person": "Ann", "layer": "decision", "support": -0.5},
        {"person": "Bo", "layer": "operations"},
        seats=[{"role": "approver", "person": "Ann"}],
        contacts=[{"side": "us", "member": "Yao", "person": "Bo", "strength": 0.5}],
        deals=[{"product_strength": 0.1, "value_lead": 0.1}],
    )


def test_a_refused_strategy_has_a_reason_and_no_numbers():
    view = refused()
    assert plan(view).sentences[0].startswith("No plan: every entry strategy is refused.")
    assert tables(plan(view))[0].rows == []
    section = strategies_compared(view)
    assert said(section) == "Every entry strategy is refused, so none is fastest and none most robust."
    for row in tables(section)[0].rows:
        assert row[1] == "refused"
        assert row[2].startswith("Not offered: ")
        assert len(row) == 3
        assert not re.search(r"\d", row[2])


def test_a_plan_for_nobody_is_none():
    view = view_of({"person": "Ann", "support": 1.0}, seats=[{"role": "approver", "person": "Ann"}])
    assert said(plan(view)) == "No plan: nobody worth winning was found."


# The strategies compared.


def test_fastest_and_most_robust_are_two_statements(duck):
    fastest, robust = strategies_compared(duck).sentences
    assert fastest == "Fastest: bottom-up (unverified). About 3.8 attempts bring approval above 50%."
    assert robust.startswith("Most robust: bottom-up (unverified). If people leave in the next 6 months, support")
    assert [row["Entry strategy"] for row in rows(strategies_compared(duck))] == ["Top‑down", "Middle‑out", "Bottom‑up"]


def test_an_even_chance_that_was_only_assumed_is_not_a_head_start(unknown):
    section = strategies_compared(unknown)
    assert section.sentences[0].startswith("Fastest: bottom-up (unverified). About 5.3 attempts")
    top, middle, _ = tables(section)[0].rows
    assert top[2].startswith("Wins nobody within 26 attempts")
    assert "already there" not in middle


def test_an_even_chance_of_known_support_is_there_already():
    view = view_of(
        {"person": "Ann", "layer": "management", "support": 0.5, "influence": 0.8, "participation": 0.8},
        seats=[{"role": "approver", "person": "Ann"}, {"role": "decision_maker", "person": "Ann"}],
        contacts=[{"side": "us", "member": "Yao", "person": "Ann", "strength": 0.9}],
    )
    section = strategies_compared(view)
    assert section.sentences[0].startswith("Fastest: no difference. Approval is above 50% already")
    assert tables(section)[0].rows[0][2:4] == ["already there"] * 2


def test_a_strategy_that_wins_nobody_is_not_called_robust():
    view = view_of({"person": "Ann", "layer": "decision"}, seats=[{"role": "approver", "person": "Ann"}])
    section = strategies_compared(view)
    assert tables(section)[0].rows[0][2].startswith("Wins nobody within 26 attempts")
    assert section.sentences[1].startswith("Most robust: unknown. No strategy wins anybody within 26 attempts")


def test_where_no_strategy_makes_a_difference_one_sentence_says_so():
    view = view_of({"person": "Ann", "layer": "decision", "openness": 0.0}, {"person": "Bo", "layer": "management"},
                   seats=[{"role": "decision_maker", "person": "Ann"}],
                   contacts=[{"side": "us", "member": "Yao", "person": "Bo", "strength": 0.9}])  # fmt: skip
    assert tables(strategies_compared(view)) == []
    assert said(strategies_compared(view)).startswith("No difference: ")


def test_why_the_approver_is_not_first_is_said():
    people = [
        {"person": "Ann", "layer": "decision", "support": 0.9, "influence": 0.9, "participation": 0.9},
        {"person": "Bo", "layer": "management", "support": 0.0, "influence": 0.8, "participation": 0.8},
    ]
    both = [{"role": "approver", "person": "Ann"}, {"role": "decision_maker", "person": "Bo"}]
    known = [{"side": "us", "member": "Yao", "person": each["person"], "strength": 0.9} for each in people]
    begin = next_entry_point(view_of(*people, seats=both, contacts=known))
    assert "Why not first Ann, who approves: they can be won for less, with support of +0.90 already." in begin
    refused_ = next_entry_point(view_of(*people, seats=both, contacts=known[1:]))
    assert "Why not first Ann, who approves: the top-down strategy is refused (No relationship leads" in refused_


def test_where_nobody_decides_nothing_is_compared():
    view = DealView(deal_of_nobody(), "b")
    assert said(strategies_compared(view)).startswith("Nobody is known to decide")
    assert said(departures(view)).startswith("Nobody is known to decide")
    assert said(supporters(view)).startswith("Nobody is recorded in this deal")
    assert tables(strategies_compared(view)) == []


# Supporters.


def test_no_inside_supporter_and_unknown_are_told_apart(duck):
    assert said(supporters(duck)).startswith(
        "1 person leans our way. Whether anybody helps us inside is unknown: 13 people may, but nobody was observed "
        "to. Without power themselves, but closest to the deciders: Accountant, Office clerk and Equipment engineer."
    )
    nobody = view_of({"person": "Ann", "support": -0.5, "influence": 0.9, **REFUTED})
    assert said(supporters(nobody)) == "No inside support: it is ruled out for everybody we know inside."


def test_the_one_condition_somebody_lacks_comes_with_what_to_do(duck):
    view = still_open(duck)
    (row,) = rows(supporters(view), 1)
    step = row.pop("Step")
    assert row == {
        "Who": "Vice president", "Could be": "sponsor", "Missing": "wish that we win", "Status": "unknown",
    }  # fmt: skip
    assert next_steps(view)[int(step) - 1].what.startswith("About Vice president: Find out whether they want us to win")
    assert rows(supporters(duck), 1) == [row]


def test_what_is_seen_and_what_is_only_said_stand_side_by_side():
    view = view_of(
        {"person": "Ann", **COACH, "sees": "observed", "shares": "observed"},
        {"person": "Bo", **SPONSOR, "believes_in_us": "observed", "trusted_inside": "claimed"},
        {"person": "Cy", "sees": "observed", "shares": "observed"},
    )
    section = supporters(view)
    assert "We have inside support: 1 coach, 1 sponsor and 1 insider. By the model, it covers 68%" in said(section)
    assert "1 person is claimed to be more than was observed: verify." in said(section)
    ann, bo, cy = rows(section)
    assert (ann["Observed"], ann["Why not a coach"]) == ("coach", "Is a coach and tells us what they see")
    assert (bo["Observed"], bo["Claimed"], bo["Why not a coach"]) == ("sponsor", "coach", "Trust inside only claimed")
    assert (ann["Step"], cy["Step"]) == ("none", "none")
    assert [row["Status"] for row in rows(section, 1) if row["Who"] == "Bo"] == ["only claimed"]


def test_a_long_list_is_told_to_its_end():
    people = [{"person": k, "sees": "observed", "shares": "observed"} for k in range(12)]
    table = tables(supporters(view_of(*people)))[0]
    assert len(table.rows) == 12


def test_every_condition_has_words():
    from influence.analysis.supporters import CONDITIONS, GRADES

    assert set(helpers.CONDITIONS) == set(CONDITIONS)
    assert set(helpers.GRADES) == set(GRADES) - {"observed"}


# If people leave.


def test_whose_leaving_costs_most_is_named(duck):
    section = departures(duck)
    assert said(section) == (
        "Looking ahead: the next 6 months. How likely they are to leave is unknown for everybody; 25% a year is "
        "assumed. Worst departure: without Vice president support falls by 0.099. "
        "Nobody else's departure would cost us known support."
    )
    assert tables(section)[0].rows == [
        ["Votes covered", "17%", "14%", "0%"], ["Known support (scale −1 to +1)", "+0.10", "+0.09", "0"],
    ]  # fmt: skip


def test_the_two_whose_leaving_costs_most_are_named():
    people = [{"person": who, "name": who.upper(), "support": 0.5, "attrition": 0.1} for who in ("a + b", "c")]
    view = view_of(*people, seats=[{"role": "approver", "person": person["person"]} for person in people])
    text = said(departures(view))
    assert "How likely everybody is to leave is recorded." in text
    assert "Worst two: without A + B and C it falls by 0.5." in text


def test_what_leaves_with_them_is_unknown_where_nothing_is_known(unknown):
    section = departures(unknown)
    assert "whose departure would cost us support is unknown" in said(section)
    assert {cell for row in tables(section)[0].rows for cell in row[1:]} == {"unknown"}


# Advice.


def test_the_most_severe_advice_comes_first(duck):
    section = advice(duck)
    assert said(section) == (
        "Our main supporter is Vice president, in the middle of the organisation. Known supporters in "
        "contact with us: 1; allies among them: 0. Our position is not favourable yet."
    )
    assert [(row["Severity"], row["Who"]) for row in rows(section)] == [
        ("Next", "Vice president"), ("Next", "General manager"), ("Next", "General manager"),
    ]  # fmt: skip
    assert [(row["Severity"], row["Who"]) for row in rows(advice(still_open(duck)))] == [
        ("Serious", "Vice president"), ("Next", "Vice president"), ("Next", "General manager"),
        ("Next", "General manager"),
    ]  # fmt: skip


def test_an_unknown_position_is_not_a_bad_one(unknown):
    section = advice(unknown)
    assert said(section).startswith("Our position is unknown")
    assert tables(section)[0].rows == []


def test_every_phase_and_act_has_words():
    from influence.analysis.penetration_plan import ACTS, PHASES

    assert set(plans.PHASES) == set(PHASES)
    assert set(plans.WORDS) == set(ACTS)


def test_that_no_contact_is_recorded_is_no_contact_that_is_known_to_be_missing(duck, unknown):
    assert {seat.ours for seat in strip(unknown)} == {"contact unknown"}
    assert "none of ours" in {seat.ours for seat in strip(duck)}


# The tables behind them.


def test_the_committee_is_shown_seat_by_seat(duck, unknown):
    first, second, *_ = rows(committee(duck))
    assert (first["Role"], first["Who"], first["Votes"], first["Veto"]) == ("approver", "General manager", "17%", "yes")
    assert (second["Role"], second["Our contact"], second["Support"]) == (
        "decision maker", "Yao (depth 0.9)", "+0.60, for us",
    )  # fmt: skip
    assert [row["Role"] for row in rows(committee(unknown))] == ["assumed decider"]
    nobody = committee(DealView(deal_of_nobody(), "b"))
    assert (said(nobody), tables(nobody)[0].rows) == ("Nobody is known to decide.", [])


def test_single_points_stand_with_the_costliest_first(duck):
    assert [(row["Who"], row["Side"]) for row in rows(single_points(duck))] == [
        ("Vice president", "customer"), ("Yao", "our team"), ("General manager", "customer"),
    ]  # fmt: skip


def test_every_strategy_has_its_entry_points_or_its_refusal(duck):
    top, middle, bottom = tables(entry_points(duck))
    assert (top.title, middle.title, bottom.title) == ("Top-down: open", "Middle-out: open", "Bottom-up: unverified")
    assert rows(entry_points(duck))[0]["How to get there"] == "Yao is introduced by Vice president"
    for table in tables(entry_points(refused()))[:3]:
        assert table.title.endswith(": refused")
        assert table.lead.endswith(".")
        assert table.rows == []


@pytest.fixture(scope="module")
def sections(drawn):
    return [make(view) for view in drawn for make in SECTIONS]


@pytest.mark.slow
def test_no_section_shows_an_empty_sentence_or_cell(sections):
    for section in sections:
        cells = [cell for table in tables(section) for row in table.rows for cell in row]
        assert all(isinstance(cell, str) and cell for cell in [*section.sentences, *cells])


@pytest.mark.slow
def test_no_row_is_longer_than_its_head(sections):
    for section in sections:
        assert all(len(row) <= len(table.head) for table in tables(section) for row in table.rows)

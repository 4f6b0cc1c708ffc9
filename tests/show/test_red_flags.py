"""The report says first what goes wrong, what nobody knows, where we disagree, and who covers whom."""

from __future__ import annotations

import influence
from influence.show.deal_view import DealView
from influence.show.report.disagreement import section as disagreement
from influence.show.report.open_questions import section as open_questions
from influence.show.report.our_team import section as our_team
from influence.show.report.red_flags import section as red_flags
from influence.show.report.rivals import section as rivals
from tests.show.pages import deal_of_nobody, graph_of, rows, said, tables, view_of

HOSTILE = "<script>alert(1)</script>"


def test_the_flags_of_the_lost_deal_are_told_with_their_numbers(duck):
    section = red_flags(duck)
    assert said(section) == "The map's verdict would have been: pause. 15 red flags: 9 serious, 6 to watch."
    assert [row["Severity"] for row in rows(section)] == ["Serious"] * 9 + ["Watch"] * 6
    (large,) = (row for row in rows(section) if row["Rule"] == "002‑24C")
    assert "6" in large["Evidence"]
    assert "1" in large["Evidence"]
    assert large["Who"] == "the deal"


def test_the_seller_is_sent_to_ask_about_the_general_manager_first(duck):
    section = open_questions(duck)
    asked = [row["Question"] for row in rows(section)]
    assert "General manager" in asked[0]
    assert "Head of production" in asked[1]
    assert said(section) == (
        "24 open questions left. The committee's support could still move by 1.7 (scale "
        "−1 to +1). 42% of the checklist's 19 questions have an answer."
    )


def test_team_and_rivals_have_their_parts(duck):
    assert "Yao has 100% of our contacts" in said(our_team(duck))
    assert "2 contacts untouched for 14 days or more." in said(our_team(duck))
    assert said(rivals(duck)) == ("1 rival is recorded. The strongest is the rival: ahead of us by 83% of the votes.")


def test_of_a_deal_nobody_knows_anything_of_nothing_is_claimed():
    view = view_of({"person": "A"})
    assert said(red_flags(view)) == "Verdict: too early to say. No red flags."
    assert said(disagreement(view)) == "No ratings yet, so we can't tell whether the team agrees."
    assert said(rivals(view)).startswith("No rival is recorded, so who competes with us is unknown.")
    assert said(our_team(view)) == "No team member is recorded."


def test_people_without_a_name_are_asked_about_by_title(views):
    asked = [row["Question"] for row in rows(open_questions(views["uk_decc"]))]
    assert any("Permanent Secretary (1)" in question for question in asked)


def test_of_a_deal_with_nobody_in_it_nothing_is_said_of_support():
    text = said(open_questions(DealView(deal_of_nobody(), "b")))
    assert "Nobody is known to decide, so how far the committee's support is open is unknown." in text


def test_disputes_are_listed_with_both_ends():
    """Fixture 8: the manager rates +1, the rep -0.5 on the approver (004-5)."""
    ratings = [
        {"rater": rater, "person": "A", "measure": "support", "value": value}
        for rater, value in (("manager", 1.0), ("rep", -0.5))
    ]
    view = view_of({"person": "A", "name": "Ann"}, seats=[{"role": "approver", "person": "A"}], ratings=ratings)
    (row,) = rows(disagreement(view))
    assert list(row.values())[:4] == ["Ann", "support", "2", "−0.50 to +1.00"]
    assert "004\N{NON-BREAKING HYPHEN}5" in [row["Rule"] for row in rows(red_flags(view))]


def test_a_deal_without_rivals_by_what_we_were_told():
    view = view_of({"person": "A"}, facts=[{"question": "rivals", "answer": "none"}])
    assert said(rivals(view)) == "We were told that there is no rival."
    assert tables(rivals(view))[0].rows == []


def test_hostile_text_stays_text():
    graph = graph_of(
        {"person": HOSTILE, "name": HOSTILE, "support": 0.5, "personal_win": -1},
        contacts=[{"side": HOSTILE, "member": HOSTILE, "person": HOSTILE}],
        team=[{"member": HOSTILE}],
        facts=[{"question": HOSTILE, "answer": "maybe"}],
    )
    assert HOSTILE not in influence.show.report(graph).html

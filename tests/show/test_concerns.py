"""The report says first what goes wrong, what nobody knows, and where we disagree."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

import influence
from influence.show.report.index_page import save_reports
from influence.show.report.report import report
from tests.random_deals import deal_graphs

FIRST = ("What is going wrong", "What to find out next", "Where we disagree", "Who stands where")
HOSTILE = "<script>alert(1)</script>"


def page_of(**tables):
    frames = {name: pd.DataFrame(rows) for name, rows in tables.items()}
    return report(influence.StakeholderGraph.from_tables(**frames, deal="d")).html


def part(html, title):
    """The text of one part of the page."""
    found = re.search(f"<h2>{title}</h2>(.*?)</section>", html, re.DOTALL)
    assert found, title
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[1])).strip()


@pytest.fixture(scope="module")
def duck():
    return report(influence.datasets.load("cooked_duck")).html


def test_concerns_come_before_the_map(duck):
    places = [duck.index(f"<h2>{title}</h2>") for title in FIRST]
    assert places == sorted(places)


def test_the_flags_of_the_lost_deal_are_told_with_their_numbers(duck):
    said = part(duck, "What is going wrong")
    assert said.startswith("Hold: red flags: 9 serious, 3 watch.")
    assert "6 decide, and this side has contacted 1 of them" in said
    assert said.count("Serious") == 9


def test_the_seller_is_sent_to_ask_about_the_general_manager_first(duck):
    said = part(duck, "What to find out next")
    assert said.index("General manager") < said.index("Head of production")


def test_team_and_rivals_have_their_parts(duck):
    assert "Yao holds 100% of our contacts" in part(duck, "Our team")
    assert "83% of the votes more than we" in part(duck, "Rivals")


def test_of_a_deal_nobody_knows_anything_of_nothing_is_claimed():
    html = page_of(people=[{"person": "A"}])
    assert part(html, "What is going wrong").startswith("Hold: no red flag; too little is known of where people stand.")
    assert "whether we see the customer alike is unknown" in part(html, "Where we disagree")
    assert "unknown, not none" in part(html, "Rivals")
    assert part(html, "Our team") == "No member of ours is recorded."


def test_people_without_a_name_are_asked_about_by_title():
    said = part(report(influence.datasets.load("uk_decc")).html, "What to find out next")
    assert "Is Permanent Secretary (1) for us or against us" in said


def test_of_a_deal_with_nobody_in_it_nothing_is_said_of_support():
    graph = influence.StakeholderGraph.from_tables(
        pd.DataFrame({"deal": ["a"], "person": ["A"]}), deals=pd.DataFrame({"deal": ["a", "b"]})
    )
    said = part(report(graph, "b").html, "What to find out next")
    assert "Nobody is known to decide, so how far support lies open is unknown." in said


def test_disputes_are_listed_with_both_ends():
    """Fixture 8: the manager rates +1, the rep -0.5 on the approver (004-5)."""
    ratings = [
        {"rater": rater, "person": "A", "measure": "support", "value": value}
        for rater, value in (("manager", 1.0), ("rep", -0.5))
    ]
    html = page_of(
        people=[{"person": "A", "name": "Ann"}], seats=[{"role": "approver", "person": "A"}], ratings=ratings
    )
    said = part(html, "Where we disagree")
    assert "Ann support 2 −0.5 to +1" in said
    assert "004\N{NON-BREAKING HYPHEN}5" in part(html, "What is going wrong")


def test_a_deal_without_rivals_by_what_we_were_told():
    html = page_of(people=[{"person": "A"}], facts=[{"question": "rivals", "answer": "none"}])
    assert part(html, "Rivals") == "We were told that there is no rival."


def test_hostile_text_stays_text():
    html = page_of(
        people=[{"person": HOSTILE, "name": HOSTILE, "support": 0.5, "personal_win": -1}],
        contacts=[{"side": HOSTILE, "member": HOSTILE, "person": HOSTILE}],
        team=[{"member": HOSTILE}],
        facts=[{"question": HOSTILE, "answer": "maybe"}],
    )
    assert HOSTILE not in html


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deal_graphs())
def test_no_page_says_unknown_in_the_words_of_a_program(tmp_path, graph):
    save_reports(graph, graph.deals["deal"].tolist(), tmp_path)
    for file in tmp_path.glob("*.html"):
        text = re.sub(r"(?s)<(script|style).*?</\1>|<[^>]+>", " ", file.read_text(encoding="utf-8"))
        assert not re.search(r"\b(nan|None|NaN|NaT|inf|True|False)\b|&lt;NA&gt;|\de-\d", text)
        file.unlink()

"""The coach's three jobs, each observed or claimed, with its day; and a coach who has lapsed (000-10, 000-19)."""

from __future__ import annotations

import pandas as pd
import pytest

import influence
from influence.measures.coach_jobs import ANSWERED_BY
from influence.tables.checklist import NUMBER
from tests.rules.smallest_deals import contact, fact, graph, met, people

JOBS = ["verifies", "reports", "plans"]
COACH = {"believes_in_us": "observed", "trusted_inside": "observed", "wants_us_to_win": "observed"}


def row(**tables):
    return influence.supporters(graph(people=people("A", "B", **COACH), **tables)).detail.loc[("d", "A")]


def done(**tables):
    return [None if pd.isna(value) else value for value in row(**tables)[JOBS]]


@pytest.mark.parametrize(
    ("question", "jobs"),
    [
        ("budget", ["claimed", None, None]),
        ("reaction", [None, "claimed", None]),
        ("next_step", [None, None, "claimed"]),
        ("terms", [None, None, None]),
    ],
)
def test_000_10_an_answer_claims_a_job_and_a_deed_shows_it(question, jobs):
    assert done(facts=[fact(question, "x", source="A")]) == jobs
    assert done(facts=[fact(question, "x", source="A", evidence=3)]) == jobs
    shown = [each and "observed" for each in jobs]
    assert done(facts=[fact(question, "x", source="A", evidence=2), fact(question, "y", source="A")]) == shown
    assert done(facts=[fact(question, None, source="A")]) == [None] * 3
    assert done(facts=[fact(question, "x", source="B")]) == [None] * 3


def test_000_10_who_says_how_others_stand_reports():
    about = {"rater": "A", "measure": "support", "value": 0.5}
    assert done(ratings=[about | {"person": "B"}]) == [None, "claimed", None]
    assert done(ratings=[about | {"person": "B", "evidence": 1}]) == [None, "observed", None]
    assert done(ratings=[about | {"person": "A"}]) == [None] * 3


def test_000_10_who_met_us_about_the_next_step_plans_with_us():
    assert done(interactions=[met("A", topic="next steps")]) == [None, None, "observed"]
    assert done(interactions=[met("A", topic="共同计划")]) == [None, None, "observed"]
    assert done(interactions=[met("A", topic="next steps", side="rival")]) == [None] * 3
    assert done(interactions=[met("A", topic=None)]) == [None] * 3


def test_the_last_job_has_its_day_where_every_job_has_one():
    early, late = (fact("budget", "x", source="A", date=day) for day in ("2024-01-01", "2024-03-01"))
    assert row(facts=[early, late])["last_job"] == pd.Timestamp("2024-03-01")
    assert pd.isna(row(facts=[early, fact("pain", "x", source="A")])["last_job"])
    assert pd.isna(row()["last_job"])


def test_000_19_a_coach_nobody_met_for_long_has_lapsed_and_stays_one():
    found = row(deals=[{"as_of": "2024-06-01"}], contacts=[contact("A", last_touch="2024-01-01")])
    assert found[["coach", "lapsed"]].tolist() == [True, True]
    assert not row(deals=[{"as_of": "2024-03-01"}], contacts=[contact("A", last_touch="2024-01-01")])["lapsed"]
    assert not row(contacts=[contact("A", last_touch="2024-01-01")])["lapsed"]


def test_every_question_that_shows_a_job_is_one_of_the_checklist():
    assert {name for questions in ANSWERED_BY.values() for name in questions} <= set(NUMBER)

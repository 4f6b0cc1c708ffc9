"""What to talk about with whom, by role, and who would turn against us once somebody is won."""

from __future__ import annotations

import pytest

import influence
from influence.show.report.entry_points import section as entry_points
from influence.show.report.plan import section as plan
from influence.tables.talking_points import COACH, OF_DECIDERS, OF_EVALUATORS, OF_USERS, TALK_ABOUT
from tests.rules.smallest_deals import graph, met, people, seat
from tests.show.pages import tables, view_of

OBSERVED = {"believes_in_us": "observed", "trusted_inside": "observed", "wants_us_to_win": "observed"}


def talk_about(deal, person="A"):
    return influence.entry_points(deal).detail.loc[("d", person), "talk_about"]


@pytest.mark.parametrize(
    ("rules", "role", "word"),
    [
        ("001-5, 002-8", "approver", "gains"),
        ("001-5, 002-8", "decision_maker", "gains"),
        ("001-7, 002-8", "evaluator", "standards"),
        ("001-8, 003-24", "evaluator", "proves their importance"),
        ("001-8, 002-8", "gatekeeper", "price against performance"),
        ("001-6, 002-8", "user", "daily problem"),
    ],
)
def test_each_role_hears_something_else(rules, role, word):
    assert word in talk_about(graph(people=people("A"), seats=[seat("A", role)])), rules


@pytest.mark.parametrize("role", ["influencer", "other"])
def test_of_no_known_interest_nothing_is_made_up(role):
    assert talk_about(graph(people=people("A"), seats=[seat("A", role)])) is None


def test_003_4_several_roles_are_heard_in_their_order():
    deal = graph(people=people("A"), seats=[seat("A", "user"), seat("A", "approver")])
    assert talk_about(deal) == f"{OF_DECIDERS}; then {OF_USERS}"


def test_002_8_a_coach_hears_first_that_their_success_and_ours_are_one():
    deal = graph(people=people("A", **OBSERVED), seats=[seat("A", "evaluator")])
    assert talk_about(deal) == f"{COACH}; then {OF_EVALUATORS}"
    claimed = graph(people=people("A", **OBSERVED | {"wants_us_to_win": "claimed"}))
    assert talk_about(claimed) is None


def test_001_10_the_plan_says_so_of_each_step():
    deal = influence.datasets.load("cooked_duck")
    ways_in = influence.entry_points(deal).detail["talk_about"]
    steps = influence.penetration_plan(deal).detail
    for person, words in zip(steps["person"], steps["talk_about"].fillna(""), strict=True):
        assert words == (ways_in["equipment", person] or "")


def test_every_role_that_decides_evaluates_or_uses_has_its_words():
    assert set(TALK_ABOUT) == {"approver", "decision_maker", "evaluator", "gatekeeper", "user"}


@pytest.mark.parametrize("section", [entry_points, plan])
def test_002_7_4_the_report_sets_what_to_talk_about_beside_what_was_talked_about(section):
    view = view_of(
        {"person": "A", "name": "Ann"},
        seats=[{"role": "approver", "person": "A"}],
        interactions=[
            met("A", topic="features", date="2024-01-01"),
            met("A", topic="price", date="2024-02-01"),
            met("A", topic="their results", side="rival"),
        ],
    )
    table = tables(section(view))[-1]
    said = dict(zip(table.head, table.rows[0], strict=True))
    assert said["Who"] == "Ann"
    assert said["Talked about so far"] == "price and features"
    assert said["What to talk about"].lower() == OF_DECIDERS


# Who would turn (003-7).


def turns(deal, person):
    return influence.entry_points(deal).detail.loc[("d", person), "turns"]


def test_003_7_a_conflict_turns_them_against_us():
    """By hand: B, half open, listens to A alone and against; A's support may still rise by 1 - 0.2."""
    odds = [{"source": "A", "target": "B", "kind": "conflicts_with"}]
    deal = graph(people=people("A", "B", support=[0.2, 0.0], openness=0.5), relationships=odds)
    assert turns(deal, "A") == "B −0.40"
    assert turns(deal, "B") == "A −0.50"


def test_003_7_who_listens_to_others_too_turns_less():
    """By hand: B gives A 0.25 of 0.25 + 0.5 of the attention, half open: 1/6 of the way from 0 to 1."""
    deal = graph(
        people=people("A", "B", "C", openness=0.5, support=0.0),
        relationships=[
            {"source": "A", "target": "B", "kind": "conflicts_with"},
            {"source": "B", "target": "C", "kind": "trusts"},
            {"source": "C", "target": "A", "kind": "trusts"},
        ],
    )
    assert turns(deal, "A") == "B −0.17"


def test_003_7_a_decider_of_another_faction_is_taken_for_an_opponent():
    """By hand: B hears C with 0.5, and A as if in conflict with 0.25: half of 0.25 / 0.75."""
    tables = {
        "people": people("A", "B", "C", openness=0.5, support=0.0, faction=["x", "y", None]),
        "seats": [seat("B"), seat("C")],
        "relationships": [
            {"source": who, "target": whom, "kind": "trusts"} for who, whom in (("B", "C"), ("C", "A"), ("A", "C"))
        ],
    }
    assert turns(graph(**tables), "A") == "B −0.17 (other faction)"
    # Without a vote, of unknown faction, of the same one: nobody we know would turn.
    assert turns(graph(**tables), "B") is None
    assert turns(graph(**tables | {"people": people("A", "B", "C", faction=["x", None, "y"])}), "B") is None
    assert turns(graph(**tables | {"people": people("A", "B", "C", faction="x")}), "A") is None


def test_003_7_who_trusts_somebody_of_another_faction_does_not_turn():
    deal = graph(
        people=people("A", "B", openness=0.5, support=0.0, faction=["y", "x"]),
        seats=[seat("A")],
        relationships=[{"source": "A", "target": "B", "kind": "trusts"}],
    )
    assert turns(deal, "B") is None


def test_003_7_the_three_who_fall_most_are_named():
    odds = [{"source": "A", "target": who, "kind": "conflicts_with"} for who in "BCDE"]
    deal = graph(people=people("A", *"BCDE", support=0.0, openness=[0.5, 0.1, 0.2, 0.3, 0.4]), relationships=odds)
    assert turns(deal, "A") == "E −0.40, D −0.30, C −0.20"


def test_003_7_the_plan_names_them_too():
    odds = [{"source": "A", "target": "B", "kind": "conflicts_with"}]
    deal = graph(people=people("A", "B", support=[0.2, 1.0]), seats=[seat("A", "decision_maker")], relationships=odds)
    steps = influence.penetration_plan(deal).detail
    assert steps.set_index("person")["turns"].to_dict() == {"A": "B −0.40"}

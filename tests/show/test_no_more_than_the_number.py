"""Sentences say no more than the number behind them."""

from __future__ import annotations

import pytest

from influence.show.report import (
    advice,
    committee,
    entry_points,
    open_questions,
    our_team,
    rivals,
    single_points,
    verdict,
)
from influence.show.wording import days
from tests.show.pages import view_of

APPROVER = [{"role": "approver", "person": "A"}]


def us(member, person, strength=1.0):
    return {"side": "us", "member": member, "person": person, "strength": strength}


def people(*names, **columns):
    return [{"person": name} | {key: values[k] for key, values in columns.items()} for k, name in enumerate(names)]


def told(section, view):
    found = section.section(view)
    tables = [block for block in found.blocks if getattr(block, "rows", None)]
    cells = [" | ".join(row) for table in tables for row in table.rows]
    paragraphs = [text for block in found.blocks for _, text in getattr(block, "paragraphs", ())]
    return "\n".join([*found.sentences, *paragraphs, *cells])


def test_paths_to_people_without_a_vote_are_paths_too():
    """Noah is in contact with B, who has no vote."""
    view = view_of(*people("A", "B"), seats=APPROVER, contacts=[us("Mia", "A"), us("Noah", "B")])
    assert "Every path to a decider starts with Mia" in told(single_points, view)


@pytest.mark.parametrize(
    ("strength", "which"), [(0.2, "the contacts by which we cover people"), (None, "our contacts")]
)
def test_a_share_of_our_contacts_says_which(strength, which):
    slight = [] if strength is None else [us("Noah", "B", strength)]
    view = view_of(*people("A", "B"), seats=APPROVER, contacts=[us("Mia", "A"), us("Mia", "B"), *slight])
    assert f"Mia has 100% of {which}." in told(our_team, view)


def test_where_raters_differ_not_everybody_s_support_is_known():
    rated = [
        {"rater": who, "person": "A", "measure": "support", "value": v} for who, v in (("Mia", -0.8), ("Noah", 0.8))
    ]
    given = people("A", "B", support=[0.1, 0.1])
    said = told(verdict, view_of(*given, seats=APPROVER, ratings=rated))
    assert "Ratings of 1 person differ, so it could be anywhere from −0.80 to +0.80." in said
    assert "Everybody's support is known." not in said
    assert "Everybody's support is known." in told(verdict, view_of(*given, seats=APPROVER))


def test_what_is_unknown_and_moves_nothing_leaves_no_range():
    said = told(verdict, view_of(*people("A", "B", support=[0.1, None]), seats=APPROVER))
    assert "The support of 1 person is unknown, but that leaves the committee's support where it is." in said


def test_a_rival_is_not_compared_with_contacts_that_nobody_recorded():
    theirs = {"side": "Rival Co", "member": "x", "person": "A", "strength": 1.0}
    alone = told(rivals, view_of(*people("A", "B"), seats=APPROVER, contacts=[theirs]))
    assert "The strongest is Rival Co. No contact of ours is recorded, so how we compare is unknown." in alone
    assert "ahead of us" not in alone
    assert "ahead of us by 100% of the votes" in told(
        rivals, view_of(*people("A", "B"), seats=APPROVER, contacts=[theirs, us("Mia", "B")])
    )


def test_supporters_are_counted_among_those_in_contact_with_us():
    view = view_of(*people("A", "B", support=[1.0, 1.0]), seats=APPROVER, contacts=[us("Mia", "B")])
    assert "Known supporters in contact with us: 1; allies among them: 1." in told(advice, view)


def test_an_opponent_as_the_next_entry_point_is_said_to_be_one():
    given = people("A", "B", support=[1.0, -1.0], layer=["decision"] * 2, openness=[0.5] * 2, influence=[0.5] * 2)
    seats = [*APPROVER, {"role": "user", "person": "B"}]
    said = told(verdict, view_of(*given, seats=seats, contacts=[us("Mia", "A")]))
    assert "Mia approaches B directly: weaken their opposition and win them." in said
    assert "Entry strategy: top-down. Chance to get there: 5%. B is against us (−1.00)." in said


def test_an_introduction_by_an_opponent_is_told_with_its_chance():
    given = people("Boss", "Ed", support=[None, -0.4], layer=["management", "operations"], openness=[0.9, 0.0])
    line = [{"source": "Ed", "target": "Boss", "kind": "influences"}]
    seats = [{"role": "decision_maker", "person": "Boss"}]
    said = told(verdict, view_of(*given, seats=seats, relationships=line, contacts=[us("Mia", "Ed")]))
    assert "Mia asks Ed for an introduction to Boss: find out where they stand and win them." in said
    assert "Chance to get there: 24%. Ed is against us (−0.40), and would have to introduce us." in said


def test_who_gains_us_nothing_is_no_entry_point():
    odds = [{"source": "A", "target": "B", "kind": "conflicts_with"}]
    given = people("A", "B", support=[0.2, 0.2], layer=["decision"] * 2)
    found = entry_points.section(view_of(*given, seats=APPROVER, relationships=odds))
    assert [row[1] for block in found.blocks[:-1] for row in block.rows] == ["A"]
    assert [row[0] for row in found.blocks[-1].rows] == ["A"]


def test_a_question_whose_answer_changes_nothing_is_not_asked():
    found = told(open_questions, view_of(*people("A", "B"), seats=APPROVER, contacts=[us("Mia", "A")]))
    assert "Is A for us or against us, and how strongly? | themselves" in found
    assert "Is B for us" not in found


def test_a_seat_of_no_role_and_a_touch_after_the_day_of_the_tables():
    found = told(open_questions, view_of(*people("A"), seats=[{"role": "other", "person": None}]))
    assert "Who holds the seat without a named role?" in found
    assert [days(count) for count in (3, 1, 0, -3, None)] == [
        "3 days",
        "1 day",
        "0 days",
        "3 days after that day",
        "unknown",
    ]


def test_everybody_as_an_assumed_committee_has_no_shares_of_votes():
    everybody = [f"p{number:02d}" for number in range(30)]
    found = committee.section(view_of(*people(*everybody, support=[0.1] * 30))).blocks[0]
    assert {row[2] for row in found.rows} == {"assumed"}
    assert len(found.rows) == 30
    deciding = people("A", "B", layer=["decision"] * 2)
    assert {row[2] for row in committee.section(view_of(*deciding)).blocks[0].rows} == {"50%"}

"""Columns that rules of the articles ask for: phase, next stage, provisional rankings, the ledger, plans, sources."""

from __future__ import annotations

import pytest

import influence
from tests.rules.smallest_deals import contact, fact, graph, people, seat, visit


@pytest.mark.parametrize(
    ("support", "phase"),
    [
        ([0.0, 0.0, 0.0], "entry"),
        ([0.5, 0.0, 0.0], "support_point"),
        ([0.5, 0.5, 0.0], "support_surface"),
        ([0.5, 0.5, 0.5], "network"),
        ([None, None, None], None),
    ],
)
def test_003_30_and_003_36_the_phase_stands_in_score(support, phase):
    deal = graph(
        people=people("A", "B", "C", support=support, layer=["decision", "management", "operations"], department="x"),
        relationships=[{"source": a, "target": b, "kind": "reports_to"} for a, b in ("BA", "CB")],
        contacts=[contact(who) for who in "ABC"],
    )
    scores = influence.score(deal)
    assert scores["phase"].tolist() == [phase]
    assert influence.position(deal).by_deal["phase"].tolist() == [phase]
    assert {"position", "main_supporter", "favourable"} <= set(scores)


def test_003_30_without_contacts_nobody_knows_how_far_we_are():
    assert influence.score(graph(people=people("A", support=0.5)))["phase"].isna().all()


@pytest.mark.parametrize(
    ("stage", "following", "who"),
    [
        ("screening", "discussion", "B, C"),
        ("信息收集", "screening", None),
        ("decision", None, None),
        (None, None, None),
        ("some phase", None, None),
    ],
)
def test_002_6_the_next_stage_and_who_sits_in_it(stage, following, who):
    seats = [seat("B", stage="discussion"), seat("C", weight=0, stage="讨论"), seat("A", stage="decision"), seat(None)]
    found = influence.position(graph(people=people("A", "B", "C"), seats=seats, deals=[{"stage": stage}])).by_deal
    assert found[["next_stage", "next_people"]].values.tolist() == [[following, who]]


@pytest.mark.parametrize(
    ("seats", "known", "provisional"),
    [
        ([seat("A", "approver"), seat("B", "user")], 1.0, False),
        ([seat("A", "approver"), seat("B")], 0.5, False),
        ([seat("A"), seat("B"), seat(None, "user")], 0.0, True),
        ([], 0.0, True),
    ],
)
def test_003_3_a_ranking_is_provisional_where_roles_are_unknown(seats, known, provisional):
    found = influence.entry_points(graph(people=people("A", "B"), seats=seats)).by_deal
    assert found[["roles_known", "provisional"]].values.tolist() == [[known, provisional]]


def test_003_13_the_ledger_has_what_is_gained_and_possible_for_and_against_us():
    deal = graph(
        people=people("A", "B", "C", "D", "E", support=[0.5, -0.5, 0.0, None, None], personal_win=[0, 0, 0, 0, -0.5]),
        relationships=[{"source": "C", "target": "A", "kind": "conflicts_with"}],
        seats=[seat(who) for who in "ABCDE"],
    )
    found = influence.forces(deal).detail
    assert found["ledger"].tolist() == ["gained", "faced", "feared", "possible", "feared"]
    assert found["weight"].tolist() == pytest.approx([0.2] * 5)


def test_003_14_if_the_first_cannot_be_won_another_plan_stands_ready():
    """The product opens the way from below, nothing opens the way from above."""
    deal = graph(
        people=people("A", "B", layer=["management", "operations"]),
        seats=[seat("A", "decision_maker"), seat("B", "user")],
        relationships=[{"source": "B", "target": "A", "kind": "reports_to"}],
        contacts=[contact("B")],
        deals=[{"product_strength": 0.9}],
    )
    found = influence.strategies(deal).detail.loc["d"]
    assert found.loc["bottom_up", ["first", "instead"]].tolist() == ["B", "middle_out"]
    assert found.loc["middle_out", ["first", "instead"]].tolist() == ["A", "bottom_up"]
    assert found.loc["bottom_up", "shared"] == 1
    assert influence.strategies(deal, steps=1).detail.loc[("d", "bottom_up"), "shared"] == 0
    assert found.loc["top_down", ["first", "instead", "shared"]].isna().all()


class TestWhatARivalHears:
    """Rules 000-3, 002-18 and 002-32: sources by department, ours against the rival's."""

    visits = (
        visit("B", "rival", rank="management", party_size=2, invited_by="A"),
        visit("A", "rival", rank="decision", party_size=4),
        visit(None, "rival", encounter="f", department="Office"),
    )

    def row(self, **more):
        told = people("A", "B", "C", department=["Finance", "Equipment", "Office"])
        deal = graph(people=told, interactions=list(self.visits), **more)
        return influence.rivals(deal).detail.loc[("d", "rival")]

    def test_000_3_who_came_and_how_many(self):
        assert self.row()[["encounters", "highest_rank", "largest_party"]].tolist() == [2, "decision", 4]

    def test_000_3_what_nobody_recorded_is_unknown(self):
        deal = graph(people=people("A"), contacts=[contact("A", side="rival")])
        row = influence.rivals(deal).detail.loc[("d", "rival")]
        assert row[["invited_by", "highest_rank", "largest_party"]].isna().all()

    def test_002_32_who_asked_them_to_come(self):
        assert self.row()["invited_by"] == "A"

    def test_002_18_each_department_knows_something_else(self):
        assert self.row()["departments"] == "Equipment, Finance, Office"
        assert self.row()["departments_only_theirs"] == "Equipment, Finance, Office"

    def test_002_18_who_told_us_something_is_a_source_of_ours(self):
        row = self.row(contacts=[contact("A")], facts=[fact("budget", "2 m", source="C")])
        assert row["departments_only_theirs"] == "Equipment"

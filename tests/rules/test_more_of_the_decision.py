"""Rules with a second flag of the same number, with a threshold of the caller's, and advice on where we stand."""

from __future__ import annotations

import pytest

import influence
from influence import Thresholds
from tests.rules.smallest_deals import COMMITTEE, FOUR, contact, fact, graph, people, seat, visit


def codes(deal, **limits):
    return influence.diagnose(deal, thresholds=Thresholds(**limits)).detail["code"].tolist()


def advised(deal):
    return influence.position(deal).detail["who"].droplevel("deal").to_dict()


@pytest.mark.parametrize(("worth_from", "stops"), [(None, False), (0.2, False), (0.9, True)])
def test_001_1_a_deal_that_cannot_be_worth_its_cost_is_stopped(worth_from, stops):
    """One voter who loves a rival as they love us: the chance is a third at best."""
    deal = graph(
        people=people("A", support=0.0, appetite=0.5),
        seats=[seat("A")],
        stances=[{"person": "A", "side": "rival", "support": 0.0}],
    )
    assert influence.contest(deal).by_deal["win_high"].item() == pytest.approx(1 / 3)
    assert ("001-1" in codes(deal, worth_from=worth_from)) == stops


def test_001_1_nobody_stops_a_deal_that_may_yet_be_won():
    deal = graph(people=people("A"), seats=[seat("A")])
    assert "001-1" not in codes(deal, worth_from=0.9)


@pytest.mark.parametrize("code", ["002-1", "002-17"])
def test_no_amount_is_large_until_somebody_says_so(code):
    """Rules 002-1 and 002-17 wait for the caller's own measure of a large amount."""
    deal = graph(people=people("A", "B", layer=["decision", "management"]), seats=[seat("B")], deals=[{"amount": 9e9}])
    assert code not in codes(deal)
    assert code in codes(deal, large_amount=9e9)


class TestWhoHasTheFinalSay:
    """Rule 004-5: our own members see the customer differently."""

    ASKED = ("m", "A"), ("n", "B")

    def deal(self, *told):
        return graph(people=FOUR, seats=COMMITTEE, facts=[fact("final_say", who, member=by) for by, who in told])

    def test_004_5_two_members_name_different_people(self):
        found = influence.diagnose(self.deal(*self.ASKED)).detail.set_index("code")
        assert found.loc["004-5", "who"] == "A, B"

    @pytest.mark.parametrize(
        "told",
        [
            (("m", "A"), ("n", "A")),
            (("m", "A"), ("n", None)),
            (("m", "A"), (None, "B")),
            (("m", "A"), ("m", "B")),
            (("m", "A"), ("n", "B"), ("n", "A")),
        ],
    )
    def test_004_5_is_silent_where_they_may_agree(self, told):
        assert "004-5" not in codes(self.deal(*told))


class TestNeutralsWithAnInterest:
    """Rule 003-52: neutrals with an interest of their own and without one are won differently."""

    def deal(self, reason, support=0.0):
        return graph(
            people=people("A", "B", support=[support, None], reason=reason),
            seats=[seat("A"), seat("B")],
            contacts=[contact("A")],
        )

    def test_003_52_an_interest_is_shown_what_it_gains(self):
        assert advised(self.deal("interest"))["003-52"] == "A"

    @pytest.mark.parametrize(
        ("reason", "support"), [("habit", 0.0), (None, 0.0), ("interest", 0.5), ("interest", None)]
    )
    def test_003_52_is_no_advice_on_others(self, reason, support):
        assert "003-52" not in advised(self.deal(reason, support))


WON = {
    "people": people("A", "B", support=[None, 0.5], department="x"),
    "seats": [seat("A", "approver"), seat("B", "decision_maker")],
    "team": [{"member": "m", "layer": "operations"}, {"member": "head", "layer": "decision"}],
    "contacts": [contact("B")],
}


class TestBothTops:
    """Rules 003-25 and 003-53: from the evaluator to the decision maker, and then both tops meet."""

    def test_003_53_once_a_decision_maker_is_won_our_head_meets_theirs(self):
        assert advised(graph(**WON))["003-53"] == "A"

    @pytest.mark.parametrize(
        "change",
        [
            {"contacts": [contact("B"), contact("A", member="head")]},
            {"contacts": [contact("B"), contact("A", member="nobody knows")]},
            {"interactions": [visit("A", member="m", rank="decision")]},
            {"people": people("A", "B", support=None)},
            {"people": people("A", "B", support=[0.5, 1.0])},
            {"seats": [seat(None, "approver"), seat("B", "decision_maker")]},
        ],
    )
    def test_003_53_is_silent_where_they_have_met_or_may_have(self, change):
        assert "003-53" not in advised(graph(**WON | change))

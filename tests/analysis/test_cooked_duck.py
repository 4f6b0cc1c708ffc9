"""The lost deal of the third article: what the library would have told the saleswoman (rules 002-9 to 002-27)."""

from __future__ import annotations

import pandas as pd
import pytest

import influence

DEAL = "equipment"


@pytest.fixture(scope="module")
def duck():
    return influence.datasets.load("cooked_duck")


def test_rule_002_16_she_holds_one_of_the_committee_and_her_rival_all_of_it(duck):
    ours, theirs = (influence.coverage(duck, side=side).by_deal.loc[DEAL] for side in ("us", "rival"))
    assert ours["heads"] == ours["coverage"] == pytest.approx(1 / 6)
    assert ours["reach"] == 1
    assert theirs["heads"] == theirs["coverage"] == 1
    held = influence.coverage(duck).detail.query("contacted and weight > 0")
    assert held.index.get_level_values("person").tolist() == ["vice president"]


def test_rule_002_16_all_of_it_hangs_on_the_vice_president_and_on_herself(duck):
    found = influence.single_points_of_failure(duck)
    reach = found.by_deal.loc[DEAL, "reach"]
    for who, side in (("vice president", "theirs"), ("Yao", "ours")):
        row = found.detail.loc[(DEAL, who)]
        assert row["single_point"]
        assert row["weight_lost"] == reach
        assert row["side"] == side


def test_rule_002_16_on_the_rival_s_map_no_person_is_a_single_point(duck):
    found = influence.single_points_of_failure(duck, side="rival").detail
    theirs = found[found["side"] == "theirs"]
    assert not theirs["single_point"].any()
    assert (theirs["cut_off"] == 0).all()


def test_the_general_manager_is_the_first_to_go_to(duck):
    found = influence.entry_points(duck)
    assert found.by_deal.loc[DEAL, "entry"] == "general manager"
    row = found.detail.loc[(DEAL, "general manager")]
    assert row["path"] == "Yao → Vice president → General manager"
    assert row["gate"] == "open"


@pytest.mark.parametrize("size", [3, 6, 12])
def test_rule_002_16_one_of_n_holds_for_every_n(duck, size):
    people = duck.people.head(0)
    attendees = ["general manager", "vice president", *(f"head {number}" for number in range(size - 2))]
    people = pd.DataFrame({"deal": DEAL, "person": attendees})
    seats = pd.DataFrame({"deal": DEAL, "person": attendees, "role": "other"})
    contacts = duck.contacts[duck.contacts["person"] == "vice president"]
    graph = influence.StakeholderGraph.from_tables(people, seats=seats, contacts=contacts)
    assert influence.coverage(graph).by_deal["coverage"].item() == pytest.approx(1 / size)


def test_rule_002_13_a_certain_deal_was_anything_but(duck):
    found = influence.support(duck).by_deal.loc[DEAL]
    assert found["support_low"] < -0.5 < 0.5 < found["support_high"]
    assert found["certainty"] < 0.25


def test_the_report_says_so_in_words(duck):
    html = influence.show.report(duck).html
    for sentence in (
        "We cover 1 of 6 deciders (17% of the votes).",
        "Every path to a decider ran through Vice president",
        "Every path to a decider started with Yao",
        "with General manager, by an introduction of Yao through Vice president.",
        "Covered by the rival: 6 of 6 deciders",
    ):
        assert sentence in html


def test_every_row_says_whether_it_is_stated_or_assumed(duck):
    names = ("people", "relationships", "seats", "deals", "team", "interactions", "commitments", "stances", "facts")
    given = {name: duck.table(name) for name in names} | {"contacts": duck.contacts_given}
    for name, table in given.items():
        basis = table["basis"]
        assert basis.str.startswith(("stated", "assumed")).all(), name

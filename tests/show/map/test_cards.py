"""What the map says of each person: against the analyses it is taken from; unknown is never neutral."""

from __future__ import annotations

import pandas as pd
import pytest

import influence
from influence import StakeholderGraph
from influence.show.map.cards import DIGITS, people
from influence.show.map.drawing import drawing
from tests.show.map.drawn import charts
from tests.show.pages import graph_of, view_of


@pytest.fixture(scope="module")
def cards(duck):
    return {each["name"]: each for each in drawing(duck)["people"]}


def test_what_is_unknown_is_left_out_and_never_neutral():
    people = [{"person": name, "support": support} for name, support in zip("abcd", (None, 0, 0.7, -0.7), strict=True)]
    found = drawing(view_of(*people))["people"]
    assert [each.get("support", "unknown") for each in found] == ["unknown", 0.0, 0.7, -0.7]
    assert all("participation" not in each and "contacts" not in each for each in found)


@pytest.mark.slow
def test_unknown_support_is_unknown_on_every_card_and_known_support_is_told():
    for one in charts():
        known = one.view.graph.people["support"]
        found = people(one.view, one.boss, one.columns(8).of) if len(known) < 40 else []
        for card, support in zip(found, known, strict=False):
            assert ("support" in card) == pd.notna(support)
            assert pd.isna(support) or card["support"] == pytest.approx(support, abs=10**-DIGITS)


def test_the_numbers_of_a_card_are_those_of_the_analyses(duck, cards):
    graph = duck.graph
    leverage = influence.support(graph).detail["leverage"].droplevel("deal")
    entries = influence.entry_points(graph).detail.droplevel("deal")
    votes = influence.coverage(graph).detail["weight"].droplevel("deal")
    labels = dict(zip(graph.people["person"], duck.labels.values(), strict=True))
    for person, label in labels.items():
        card = cards[label]
        assert card["leverage"] == pytest.approx(leverage[person], abs=10**-DIGITS)
        assert card.get("votes", 0) == pytest.approx(votes[person], abs=10**-DIGITS)
        if person in entries.index:
            for name in ("access", "move", "headroom", "gain"):
                assert card[name] == pytest.approx(entries.loc[person, name], abs=10**-DIGITS)


def test_the_marks_of_yao_s_deal(duck, cards):
    manager = cards["General manager"]
    assert (manager["roles"], manager["votes"], manager["veto"]) == (["approver"], 0.1667, True)
    assert "assumed" not in manager
    assert [name for name, card in cards.items() if "contacts" in card] == ["Yao's friend", "Vice president"]
    assert sum("rivals" in card for card in cards.values()) == 11
    assert {name for name, card in cards.items() if card.get("single")} == {"General manager", "Vice president"}
    assert [member["single"] for member in drawing(duck)["members"] if member["name"].startswith("Yao")] == [True]


def test_an_assumed_committee_is_marked_as_assumed():
    found = drawing(view_of({"person": "Ann", "layer": "decision"}, {"person": "Bo", "layer": "operations"}))
    assert found["now"]["assumed"]
    assert [card.get("assumed") for card in found["people"] if card.get("votes")] == [True]
    assert "The committee is assumed" in influence.show.org_map(graph_of({"person": "Ann"})).html


def test_where_everybody_is_assumed_to_decide_no_share_is_told():
    found = drawing(view_of(*({"person": name} for name in "abc")))["people"]
    assert [("votes" in card, card["assumed"]) for card in found] == [(False, True)] * 3


def test_whoever_has_no_name_is_called_by_the_title_and_else_by_the_id():
    found = drawing(view_of({"person": 7}, {"person": 8, "title": "Head"}, {"person": 9, "name": "Ann"}))["people"]
    assert [(card["name"], card.get("unnamed", False)) for card in found] == [
        ("7", True),
        ("Head", False),
        ("Ann", False),
    ]


def test_the_path_to_the_best_entry_point_begins_with_our_member(duck):
    drawn = drawing(duck)
    kinds, view = [each["kind"] for each in drawn["kinds"]], drawn["views"][0]
    path = [line[1:3] for line in view["lines"] if kinds[line[0]] == "path" and line[4] == 0]
    names = {"person": [each["label"] for each in duck.people], "member": [each["label"] for each in duck.members]}
    told = [tuple(names[view["boxes"][end][0]][view["boxes"][end][1]] for end in ends) for ends in path]
    assert told == [("Yao", "Vice president"), ("Vice president", "General manager")]


def test_without_somebody_the_numbers_are_those_of_the_graph_without_them(duck):
    leaving = drawing(duck)["leaving"]
    person = next(k for k, each in enumerate(duck.people) if each["label"] == "Vice president")
    alone = influence.score(duck.graph.without(duck.people[person]["person"])).iloc[0]
    for name in ("coverage", "reach", "support", "approval"):
        assert leaving[str(person)][name] == pytest.approx(alone[name], abs=10**-DIGITS)
    gone = {duck.people[k]["label"] for k in leaving[str(person)]["cut_off"]}
    assert "General manager" in gone
    assert "Vice president" not in gone


def test_an_empty_seat_says_what_it_decides():
    seats = pd.DataFrame([{"deal": "b", "role": "approver", "person": None, "veto": True}])
    people = pd.DataFrame([{"deal": "a", "person": "Ann"}])
    graph = StakeholderGraph.from_tables(people, seats=seats, deals=pd.DataFrame({"deal": ["a", "b"]}))
    from influence.show.deal_view import DealView

    seat = drawing(DealView(graph, "b"))["seats"][0]
    assert (seat["name"], seat["title"], seat["veto"]) == ("Holder unknown", "empty seat: approver", True)

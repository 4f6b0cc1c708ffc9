"""The verdict in sentences, and how numbers and names are written."""

from __future__ import annotations

import pytest

from influence.show import wording
from influence.show.deal_view import DealView
from influence.show.report.section import Topics
from influence.show.report.verdict import section as verdict
from influence.tables import phrases
from tests.show.pages import deal_of_nobody, view_of


def told(view: DealView) -> dict[str, str]:
    (topics,) = verdict(view).blocks
    assert isinstance(topics, Topics)
    return dict(topics.paragraphs)


def test_yao_s_deal_is_told_as_it_was(duck):
    said = told(duck)
    assert said["Coverage"] == (
        "We cover 1 of 6 deciders (17% of the votes). Introductions could take us to all of the votes."
    )
    assert said["Single points of failure"] == (
        "Every path to a decider ran through Vice president: without this contact, we reached no decider. "
        "Every path to a decider started with Yao: without Yao we reached no decider."
    )
    assert said["Where the map would have begun"] == (
        "The map would have begun with General manager, by an introduction of Yao through Vice president. "
        "Entry strategy: top-down."
    )
    assert said["Rivals"] == "Covered by the rival: 6 of 6 deciders (100% of the votes)."
    assert "The support of 12 people is unknown, so it could be anywhere from −0.74 to +0.93." in said["Support"]
    assert "carry only 17% of the leverage" in said["Support"]
    assert said["The vote"] == (
        "The model puts the chance that the vote passes at 46% if each decides alone, and at 51% if what moves one "
        "moves the others too (rule assumed: majority). People whose support is unknown are expected to lean as the "
        "known do, but less far. An estimate, not a finding."
    )


@pytest.mark.parametrize(("stance", "told_twice"), [(0.0, False), (0.2, True)])
def test_both_chances_of_a_vote_are_told_where_they_differ(stance, told_twice):
    """By symmetry even chances stay even, however votes hang together; of a majority for us one more is for us."""
    names = ["Ann", "Bo", "Cy"]
    people = [{"person": who, "support": stance, "openness": 0.0} for who in names]
    vote = told(view_of(*people, seats=[{"role": "user", "person": who} for who in names]))["The vote"]
    assert ("if each decides alone, and at" in vote) == told_twice
    # Nobody's support is unknown.
    assert "expected" not in vote


def test_where_nothing_is_recorded_nothing_is_claimed():
    said = told(view_of({"person": "Ann"}, {"person": "Bo"}))
    assert said["Coverage"].startswith("The committee is assumed: no seat with a vote is recorded")
    assert "No contact of ours is recorded, so our coverage is unknown" in said["Coverage"]
    assert said["Single points of failure"] == (
        "No contact of ours is recorded, so whom our reach depends on is unknown."
    )
    assert said["Rivals"] == "Unknown: no contact of a rival is recorded."
    assert said["Support"].startswith("No support that counts is known")
    assert said["The vote"] == "No support that counts is known, so any chance of approval would be a guess."
    assert "%" not in "".join(said.values())


def test_of_a_deal_with_nobody_in_it_nothing_is_claimed():
    said = told(DealView(deal_of_nobody(), "b"))
    assert said["Coverage"] == "Nobody is known to decide."
    assert said["Where to begin"] == "No worthwhile entry point found."
    assert said["The vote"] == "Nobody is known to decide, so the vote cannot be estimated."


def test_an_empty_seat_is_somebody_nobody_knows():
    said = told(
        view_of(
            {"person": "Ann", "support": 0.5},
            seats=[{"role": "approver", "person": "Ann"}, {"role": "user", "person": None}],
            contacts=[{"side": "us", "member": "Yao", "person": "Ann"}],
        )
    )
    assert said["Coverage"] == (
        "We cover 1 of 2 deciders (50% of the votes). 1 seat with a vote has an unknown holder."
        " No introduction takes us further."
    )
    assert "The support of 1 empty seat is unknown" in said["Support"]


def test_everything_known_leaves_no_interval():
    people = [{"person": name, "support": 0.5} for name in ("Ann", "Bo")]
    said = told(view_of(*people, seats=[{"role": "approver", "person": "Ann"}]))
    assert said["Support"].endswith(" Everybody's support is known.")
    assert said["Coverage"].endswith("so our coverage is unknown.")


def test_of_a_single_decider_the_noun_is_singular():
    view = view_of(
        {"person": "Ann"},
        seats=[{"role": "approver", "person": "Ann"}],
        contacts=[{"side": "rival", "member": "x", "person": "Ann"}],
    )
    assert told(view)["Rivals"] == "Covered by the rival: 1 of 1 decider (100% of the votes)."


def test_nobody_whom_one_of_us_knows_is_approached_like_a_stranger():
    view = view_of(
        {"person": "Ann", "layer": "operations"},
        contacts=[{"side": "us", "member": "Yao", "person": "Ann", "strength": 0.2}],
    )
    assert told(view)["Where to begin"].startswith(
        "Yao knows Ann (depth 0.2), deepens the contact: find out where they stand and win them. Unverified: "
    )


def test_the_two_our_reach_depends_on_are_named():
    doors, deciding = ("a + b", "c"), ("d", "e", "f")
    view = view_of(
        *({"person": person, "name": person.upper()} for person in (*doors, *deciding)),
        relationships=[{"source": one, "target": door, "kind": "knows"} for one in deciding for door in doors],
        contacts=[{"side": "us", "member": member, "person": door} for member in "mn" for door in doors],
        seats=[{"role": "approver", "person": person} for person in deciding],
    )
    assert told(view)["Single points of failure"] == (
        "No single point of failure. Losing both A + B and C would put 100% of the votes out of reach."
    )


def test_the_only_one_within_reach_is_not_called_a_path():
    view = view_of(
        {"person": "Ann"},
        seats=[{"role": "approver", "person": "Ann"}],
        contacts=[{"side": "us", "member": member, "person": "Ann"} for member in "mn"],
    )
    assert told(view)["Single points of failure"] == "Ann is the only decider within our reach."


def test_several_rivals_are_told_one_by_one():
    contacts = [{"side": side, "member": "x", "person": "Ann"} for side in ("acme", "rival")]
    view = view_of({"person": "Ann"}, contacts=contacts, seats=[{"role": "approver", "person": "Ann"}])
    share = "1 of 1 decider (100% of the votes)."
    assert told(view)["Rivals"] == f"Covered by acme: {share} Covered by the rival: {share}"


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (None, "unknown"),
        (0, "0%"),
        (0.001, "under 1%"),
        (1 / 6, "17%"),
        (0.996, "over 99%"),
        (0.999, "over 99%"),
        (1.0, "100%"),
        (1 - 1e-16, "100%"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_or_everything(share, text):
    assert wording.percent(share) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "unknown"), (0.0, "0"), (-0.0, "0"), (0.6, "+0.6"), (-0.728, "−0.73"), (0.00001, "almost 0"), (1e-17, "0")],
)
def test_numbers_show_their_sign(value, text):
    assert wording.signed(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(7.44, "7.4"), (69.6, "70"), (99.7, "100"), (192.3, "190"), (12345.0, "12,000"), (-52.6, "−53")]
)
def test_large_numbers_are_written_out(value, text):
    assert wording.number(value) == text


@pytest.mark.parametrize(("count", "text"), [(0, "0 votes"), (1, "1 vote"), (2, "2 votes")])
def test_nouns_agree_with_their_number(count, text):
    assert phrases.counted(count, "vote", "votes") == text


def test_people_whose_ids_hold_commas_are_told_apart():
    view = view_of({"person": "a, b", "name": "Ann"}, {"person": "a"}, {"person": "c", "name": "Cy"})
    assert wording.named(view, "a, b, a, c") == ["Ann", "a", "Cy"]
    assert wording.named(view, "a, nobody") == ["a", "nobody"]

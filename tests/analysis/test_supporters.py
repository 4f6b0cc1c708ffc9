"""Insiders, sponsors and coaches: the articles' cases by hand, and the laws (rules 000)."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from influence import InfluenceError, StakeholderGraph, Thresholds, forces
from influence.analysis.supporters import supporters
from influence.measures.supporter_kinds import RECORDED

RANK = {"none": 0, "insider": 1, "sponsor": 2, "coach": 3}
COACH = {"believes_in_us": "observed", "trusted_inside": "observed", "wants_us_to_win": "observed"}
INSIDER = {"sees": "observed", "shares": "observed"}
SPONSOR = {"influence": 0.6, "support": 0.5, "wants_us_to_win": "observed"}
NOTHING = dict.fromkeys(RECORDED, "no") | {"influence": 0.2, "support": 0.0}


def found(*people, past_coaches=(), **thresholds):
    """The finding on people named a, b, c, ... of one deal."""
    rows = [{"person": chr(ord("a") + number), **person} for number, person in enumerate(people)]
    graph = StakeholderGraph.from_tables(pd.DataFrame(rows))
    return supporters(graph, past_coaches=past_coaches, thresholds=Thresholds(**thresholds))


def person(*, only=None, **known):
    return plain(found(known, **(only or {})).detail.iloc[0])


def plain(row):
    """A row as Python's own values, unknown as None."""
    return {
        name: None if pd.isna(value) else getattr(value, "item", lambda v=value: v)() for name, value in row.items()
    }


def rank(kind):
    return kind.map(RANK).fillna(0)


# Golden cases: rules.md section 6.


def test_rule_000_15_the_relative_who_is_cio_but_rejects_our_technology_is_nothing_to_us():
    cio = {
        "influence": 0.9, "support": -0.5, "sees": "observed", "shares": "no",
        "trusted_inside": "observed", "wants_us_to_win": "observed", "believes_in_us": "no",
    }  # fmt: skip
    row = person(**cio)
    assert row["kind"] == "none"
    assert row["coach"] is False
    assert (row["missing"], row["missing_for"], row["missing_is"]) == ("believes_in_us", "coach", "no")
    assert row["action"].startswith("prove our ability first")
    assert row["reason"] == "believes_in_us refuted"
    # Whether she would inform us nobody asked: then she is no coach, and of no kind yet.
    asked = person(**cio | {"shares": None})
    assert (asked["kind"], asked["coach"], asked["missing"]) == (None, False, "believes_in_us")


def test_rule_000_1_the_doorman_is_an_insider_no_sponsor_and_adds_no_force_000_4():
    doorman = {"influence": 0.05, "support": 0.5, "participation": 0.0, "wants_us_to_win": "observed", **INSIDER}
    graph = StakeholderGraph.from_tables(pd.DataFrame([{"person": "doorman", **doorman}]))
    row = plain(supporters(graph).detail.iloc[0])
    assert (row["kind"], row["sponsor"], row["power"], row["information"]) == ("insider", False, False, True)
    assert row["quadrant"] == "information only"
    assert forces(graph).by_deal["drivers"].item() == 0
    assert (row["missing"], row["missing_for"]) == ("power", "sponsor")
    assert row["action"].startswith("power cannot be lent")


@pytest.mark.parametrize(
    ("known", "code", "words"),
    [
        ({**COACH, "believes_in_us": "claimed"}, "past_coach", "coached us before: that has to be shown again"),
        ({"support": 1.0}, "friend", "knowing us gives no credit"),
        (INSIDER, "insider", "which is not enough"),
        ({"sees": "no", "shares": "observed"}, "public_source", "what anybody can know"),
        ({**COACH, "motive": "own"}, "internal_seller", "own success"),
    ],
)
def test_rules_000_19_and_000_21_to_24_each_of_the_five_is_rejected_with_a_reason_of_their_own(known, code, words):
    people = pd.DataFrame([{"person": code, **known}])
    contacts = pd.DataFrame({"side": ["us"], "member": ["Yao"], "person": [code]})
    row = supporters(StakeholderGraph.from_tables(people, contacts=contacts), past_coaches=["past_coach"]).detail.iloc[
        0
    ]
    assert row["kind"] != "coach"
    assert row["coach"] is not True
    assert row["rejected_as"] == code
    assert words in row["reason"]


def test_rule_000_19_a_coach_of_the_last_deal_is_nothing_in_the_next():
    people = pd.DataFrame([{"deal": 1, "person": "Ann", **COACH}, {"deal": 2, "person": "Ann"}])
    graph = StakeholderGraph.from_tables(people)
    first = supporters(graph).detail
    assert first["kind"].tolist() == ["coach", None]
    earlier = first.loc[1].query("kind == 'coach'").index
    again = supporters(graph, past_coaches=earlier).detail
    assert again["kind"].tolist() == ["coach", None]
    assert again["rejected_as"].tolist() == [None, "past_coach"]


# The conditions.


def test_rule_000_5_without_power_no_sponsor_at_all():
    assert person(**SPONSOR)["kind"] == "sponsor"
    assert person(**SPONSOR | {"influence": 0.49})["sponsor"] is False
    assert person(**SPONSOR | {"influence": 0.49}, only={"power": 0.4})["sponsor"] is True
    assert person(**SPONSOR | {"support": 0.0})["sponsor"] is False
    assert person(**SPONSOR | {"wants_us_to_win": "no"})["sponsor"] is False
    for unknown in SPONSOR:
        assert person(**SPONSOR | {unknown: None})["sponsor"] is None


def test_rule_000_7_power_by_personal_standing_counts_and_shows_as_hidden_influence():
    row = person(formal_influence=0.1, personal_influence=0.6, support=0.5, wants_us_to_win="observed")
    assert (row["kind"], row["hidden_influencer"]) == ("sponsor", True)
    assert (row["formal_influence"], row["personal_influence"]) == (0.1, 0.6)
    assert person(formal_influence=0.4, personal_influence=0.6)["hidden_influencer"] is False
    assert person(formal_influence=0.3, personal_influence=0.6)["hidden_influencer"] is True
    assert person(formal_influence=0.4, personal_influence=0.6, only={"hidden": 0.2})["hidden_influencer"] is True
    assert person(personal_influence=0.6)["hidden_influencer"] is None


@pytest.mark.parametrize("condition", COACH)
def test_rules_000_13_and_000_14_two_of_three_is_no_coach_and_names_the_third(condition):
    assert person(**COACH)["kind"] == "coach"
    for value, grade in (("no", "no"), ("claimed", "claimed"), (None, "unknown")):
        row = person(**COACH | {condition: value})
        assert row["kind"] is None
        assert row["coach"] is (False if value == "no" else None)
        assert (row["missing"], row["missing_for"], row["missing_is"]) == (condition, "coach", grade)
        assert row["kind_claimed"] == ("coach" if value == "claimed" else None)
        assert row["action"].startswith({"no": "", "claimed": "only claimed", "unknown": "find out"}[grade])
        assert condition in row["reason"]


def test_rule_000_16_a_sponsor_far_from_a_coach_is_developed_by_ability_then_trust():
    row = person(**SPONSOR, believes_in_us="no", trusted_inside="no")
    assert (row["kind"], row["missing"], row["steps"]) == ("sponsor", None, 2)
    assert row["action"].startswith("prove our ability first")
    row = person(**SPONSOR, believes_in_us="observed", trusted_inside="no")
    assert (row["missing"], row["steps"]) == ("trusted_inside", 1)
    assert row["action"].startswith("help them earn trust inside")


def test_the_first_of_all_conditions_is_named_like_any_other():
    row = person(sees="no", shares="observed")
    assert (row["missing"], row["missing_for"], row["missing_is"]) == ("sees", "insider", "no")
    assert row["action"].startswith("find somebody closer")


def test_rules_000_12_and_000_17_what_a_coach_does_is_no_condition_but_is_told():
    silent, telling = person(**COACH, shares="no"), person(**COACH, **INSIDER)
    assert silent["kind"] == telling["kind"] == "coach"
    assert "not seen to tell us" in silent["reason"]
    assert telling["reason"] is None
    assert telling["rejected_as"] is None


def test_rule_000_22_the_highest_kind_wins_and_the_others_stay_visible():
    row = person(**COACH | SPONSOR | INSIDER)
    assert (row["kind"], row["insider"], row["sponsor"], row["coach"]) == ("coach", True, True, True)
    assert (row["missing"], row["action"], row["steps"]) == (None, None, 0)
    assert person(**SPONSOR | INSIDER)["kind"] == "sponsor"


def test_rule_000_24_a_motive_of_their_own_costs_the_coach_and_half_the_hole():
    seller = SPONSOR | COACH | {"motive": "own"}
    row = person(**seller)
    assert (row["kind"], row["missing"], row["missing_is"]) == ("sponsor", "motive", "no")
    assert found(seller).by_deal["breach"].item() == pytest.approx(0.15)
    assert found(seller, unreliable=0.0).by_deal["breach"].item() == 0
    assert person(**COACH, motive="organisation")["kind"] == "coach"


def test_what_is_claimed_stands_beside_what_is_observed():
    row = person(sees="claimed", shares="observed")
    assert (row["kind"], row["kind_claimed"], row["missing"], row["missing_is"]) == (None, "insider", "sees", "claimed")
    assert found({"sees": "claimed", "shares": "observed"}, INSIDER).by_deal["claimed_only"].item() == 1


def test_unknown_is_not_no():
    assert (person()["kind"], person(**NOTHING)["kind"]) == (None, "none")
    each = ([{}], [NOTHING], [NOTHING, {}])
    nobody_asked, refuted, mixed = (plain(found(*people).by_deal.iloc[0]) for people in each)
    for flag in ("has_coach", "inside_supporter"):
        assert [nobody_asked[flag], refuted[flag], mixed[flag]] == [None, False, None]
    assert nobody_asked["breach"] is None
    assert refuted["breach"] == 0
    assert [nobody_asked["undecided"], refuted["undecided"], mixed["undecided"]] == [1, 0, 1]


def test_a_deal_of_which_nobody_is_known():
    people, deals = pd.DataFrame([{"deal": 1, "person": "Ann", **COACH}]), pd.DataFrame({"deal": [1, 2]})
    empty = plain(supporters(StakeholderGraph.from_tables(people, deals=deals)).by_deal.loc[2])
    assert [empty[name] for name in ("coaches", "undecided", "breach", "has_coach", "inside_supporter")] == [
        0, 0, None, None, None,
    ]  # fmt: skip


# Per deal.


def test_rule_000_25_counts_and_breach_by_hand():
    by_deal = found(COACH, SPONSOR, SPONSOR, INSIDER, NOTHING).by_deal.iloc[0]
    assert by_deal[["coaches", "sponsors", "insiders", "undecided"]].tolist() == [1, 2, 1, 0]
    assert by_deal["breach"] == pytest.approx(1 - 0.5 * 0.7 * 0.7 * 0.9)
    whole = {"insider": 0.0, "sponsor": 0.5, "coach": 1.0}
    assert found(COACH, SPONSOR, holes=whole).by_deal["breach"].item() == 1
    assert found(INSIDER, holes=whole).by_deal["breach"].item() == 0


def test_rules_000_8_and_000_27_a_sponsor_outside_counts_but_does_not_breach_the_wall_from_within():
    outside = found({**SPONSOR, "external": True}, {**NOTHING, "external": False}).by_deal.iloc[0]
    assert outside[["sponsors", "inside_supporter"]].tolist() == [1, False]
    assert found({**SPONSOR, "external": None}, NOTHING).by_deal["inside_supporter"].tolist() == [True]
    assert pd.isna(found({**SPONSOR, "external": True}).by_deal["inside_supporter"].item())


def test_rule_000_18_a_coach_shows():
    assert found(COACH, {}).by_deal["has_coach"].tolist() == [True]
    assert found({**COACH, "believes_in_us": "no"}).by_deal["has_coach"].tolist() == [False]


def test_rule_000_9_quadrants_of_power_and_information_and_which_are_empty():
    informed = found(SPONSOR | INSIDER, {**SPONSOR, "shares": "no"}, INSIDER | {"influence": 0.1}, NOTHING, {})
    quadrants = ["power and information", "power only", "information only", "neither", None]
    assert informed.detail["quadrant"].tolist() == quadrants
    assert informed.by_deal["empty_quadrants"].item() == ""
    # An opponent with power fills no quadrant of ours.
    opponent = {"influence": 0.9, "support": -1.0, "shares": "no"}
    assert found(opponent, INSIDER | {"influence": 0.1}).by_deal["empty_quadrants"].item() == (
        "power and information, power only"
    )


def test_rule_000_11_sponsors_are_promoted_by_what_they_lack():
    people = [
        SPONSOR | {"influence": 0.7},
        SPONSOR | {"believes_in_us": "observed"},
        SPONSOR | {"influence": 0.9},
        SPONSOR | {"influence": 1.0, "believes_in_us": "no"},
        COACH,
        SPONSOR | {"influence": 0.7},
    ]
    detail = found(*people).detail
    assert detail["steps"].tolist() == [2, 1, 2, 2, 0, 2]
    # By steps, then what is refused, then influence, then id.
    assert detail["promotion_rank"].fillna(0).tolist() == [3, 1, 2, 5, 0, 4]


def test_rule_000_2_who_sees_much_and_has_no_power_is_asked_first():
    low = {"influence": 0.1}
    people = pd.DataFrame(
        [
            {"person": "boss", "influence": 1.0, "layer": "decision"},
            {"person": "clerk", "layer": "operations", **low},
            {"person": "doorman", "layer": "operations", **low},
            {"person": "graduate", "layer": "operations", **low},
            {"person": "insider", "layer": "operations", **low, **INSIDER},
            {"person": "manager", "layer": "management", **low},
            {"person": "remote", "layer": "operations", **low},
            {"person": "silent", "layer": "operations", **low, "shares": "no"},
        ]
    )
    seats = pd.DataFrame({"role": ["approver", "user", "gatekeeper"], "person": ["boss", "graduate", "doorman"]})
    seats["weight"] = [3.0, 1.0, 0.0]
    ties = [("clerk", "boss"), ("manager", "boss"), ("insider", "boss"), ("silent", "boss"), ("graduate", "boss")]
    ties = pd.DataFrame(ties, columns=["source", "target"]).assign(kind="works_with")
    detail = supporters(StakeholderGraph.from_tables(people, ties, seats)).detail.loc["deal"]
    assert detail["visibility"].to_dict() == {
        "boss": 0.25, "clerk": 0.75, "doorman": 0, "graduate": 0.75, "insider": 0.75, "manager": 0.75, "remote": 0,
        "silent": 0.75,
    }  # fmt: skip
    ranks = detail["insider_rank"].dropna().to_dict()
    assert ranks == {"clerk": 1, "graduate": 2, "manager": 3, "doorman": 4}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"power": 1.5}, r"power is 1\.5; give a number from 0 to 1"),
        ({"hidden": -0.1}, r"hidden is -0\.1"),
        ({"unreliable": float("nan")}, "unreliable is nan"),
        ({"holes": {"coach": 0.5}}, "give a number for each of insider, sponsor, coach"),
        ({"holes": {"insider": 0.5, "sponsor": 0.3, "coach": 0.6}}, "out of order"),
        ({"holes": {"insider": 0.1, "sponsor": 0.3, "coach": 2}}, "the hole of a coach is 2"),
        ({"past_coaches": "Ann"}, "past_coaches is 'Ann'; give a list of ids"),
    ],
)
def test_keywords_out_of_range_say_so(options, message):
    with pytest.raises(InfluenceError, match=message):
        found({}, **options)


# Laws.


@pytest.mark.parametrize("condition", [*RECORDED, "support"])
def test_blanking_a_condition_never_creates_a_kind(many_tables, condition):
    # Without ratings, which would fill in what people do not say.
    tables = {name: table for name, table in many_tables.items() if name != "ratings"}
    before, people = supporters(StakeholderGraph.from_tables(**tables)).detail, tables["people"]
    # Of about every other person, and of each other person in turn.
    blank = np.random.default_rng(0).random(len(people)) < 0.5
    for unknown in (blank, ~blank):
        blanked = people.assign(**{condition: people[condition].astype(object).mask(unknown, None)})
        after = supporters(StakeholderGraph.from_tables(**tables | {"people": blanked})).detail
        for kind in ("kind", "kind_claimed"):
            assert (rank(after[kind]) <= rank(before[kind])).all()
            # What is unknown refutes nothing either.
            assert not ((after[kind] == "none") & (before[kind] != "none")).any()


def test_a_claim_alone_never_passes(many_tables, many):
    claims = many_tables["people"].copy()
    claims[list(RECORDED)] = claims[list(RECORDED)].astype(object).replace("observed", "claimed")
    found = supporters(StakeholderGraph.from_tables(**many_tables | {"people": claims}))
    assert found.detail["kind"].dropna().eq("none").all()
    assert found.by_deal["breach"].fillna(0).eq(0).all()
    real = supporters(many).detail
    assert found.detail["kind_claimed"].equals(real["kind_claimed"])
    assert (rank(real["kind"]) <= rank(real["kind_claimed"])).all()


def test_rules_000_15_and_000_21_no_tie_and_no_contact_gives_a_kind(many_tables, many):
    ties = ("relationships", "contacts", "interactions", "commitments", "team")
    alone = {name: table for name, table in many_tables.items() if name not in ties}
    columns = ["kind", "kind_claimed", "missing", "action", "steps", "promotion_rank"]
    details = [supporters(graph).detail[columns] for graph in (many, StakeholderGraph.from_tables(**alone))]
    assert_frame_equal(*details)


def test_the_detail_adds_up_to_the_numbers_per_deal(many):
    found = supporters(many)
    kind = found.detail["kind"].fillna("unknown")
    per_deal = pd.crosstab(kind.index.get_level_values("deal"), kind.to_numpy())
    per_deal = per_deal.reindex(index=found.by_deal.index, columns=["coach", "sponsor", "insider", "unknown"])
    columns = ["coaches", "sponsors", "insiders", "undecided"]
    assert found.by_deal[columns].to_numpy().tolist() == per_deal.fillna(0).to_numpy().tolist()
    sponsors = found.detail["promotion_rank"].notna()
    assert sponsors.tolist() == (kind == "sponsor").tolist()
    assert found.detail["missing"].notna().le(found.detail["action"].notna()).all()
    assert found.detail["reason"].isna().le(kind == "coach").all()

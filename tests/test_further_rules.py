"""Rules of the articles that need encounters, promises or a whole team, each on the smallest deal that shows it."""

from __future__ import annotations

import pytest

import influence
from influence.rules.red_flags import RULES
from influence.tables.schema import ROLES, TABLES
from tests.rules.smallest_deals import COMMITTEE, FOUR, contact, fact, graph, people, promise, seat


def test_001_4_at_least_three_roles_and_the_empty_one_is_named():
    deal = graph(people=FOUR, seats=[*COMMITTEE[:3], seat(None, "user")])
    assert influence.coverage(deal).by_deal["roles_filled"].item() == 0.75
    gaps = influence.information_gaps(deal).detail
    assert "user" in gaps.loc[gaps["what"] == "seat", "about"].tolist()


@pytest.mark.parametrize(("word", "appetite"), [("strong wish to change", 1.0), ("overconfident", 0.0)])
def test_001_13_of_present_against_future_the_wish_for_change_is_left(word, appetite):
    """Whoever sees a gap wants change; how they stand to buying nothing is 1 - 2 x appetite."""
    deal = graph(people=people("A", support=0.0, appetite=appetite), seats=[seat("A")])
    to_nobody = influence.contest(deal).detail["own"].xs("nobody", level="side").item()
    assert to_nobody == 1 - 2 * appetite, word


def test_001_14_the_unwilling_do_not_respond():
    """By hand: move = openness (1/2 + appetite / 2), so that no wish for change halves the gain."""
    gain = [
        influence.entry_points(graph(people=people("A", openness=0.8, appetite=appetite))).detail["gain"].item()
        for appetite in (0.0, 1.0)
    ]
    assert gain[1] == pytest.approx(2 * gain[0])


def test_001_19_people_win_too_and_why_they_stand_there_is_told_apart():
    wins = graph(people=people("A", support=0.5, personal_win=-0.2, reason="career_risk"))
    assert wins.people[["personal_win", "reason"]].values.tolist() == [[-0.2, "career_risk"]]
    assert "001-20" in influence.diagnose(wins).detail["code"].tolist()
    assert influence.support(wins).by_deal["support"].item() == 0.5


def test_002_21_the_rival_surveyed_the_staff():
    deal = graph(
        people=people("A", "D", layer=["decision", "operations"]),
        contacts=[contact("A", side="rival"), contact("D", side="rival"), contact("A")],
    )
    ours, theirs = (influence.coverage(deal, side=side).by_deal["layers_covered"].item() for side in ("us", "rival"))
    assert (ours, theirs) == (0.5, 1.0)


def test_002_24_and_002_25_a_supporter_who_is_not_used_is_one_of_the_six_errors():
    errors = {rule.code for rule in RULES if rule.code.startswith("002-24")}
    assert errors == {f"002-24{letter}" for letter in "ABCDEF"}
    found = influence.diagnose(influence.datasets.load("cooked_duck")).detail.set_index("code")
    assert found.loc["002-24D", "who"] == "vice president"


def test_002_27_the_vice_president_is_no_coach_whatever_he_is_called():
    claimed = dict.fromkeys(("believes_in_us", "trusted_inside", "wants_us_to_win"), "claimed")
    row = influence.supporters(graph(people=people("A", support=0.6, influence=0.7, **claimed))).detail.iloc[0]
    assert row["kind_claimed"] == "coach"
    assert row["coach"] is not True
    assert "claimed" in row["reason"]


def test_003_5_the_four_roles_of_a_purchase():
    assert ROLES[:4] == ("approver", "decision_maker", "evaluator", "user")


def test_003_8_the_more_support_exceeds_opposition_the_better():
    """By hand: (0.5 - 0.1) / (0.5 + 0.1) and (0.5 - 0.4) / (0.5 + 0.4) with everybody's part and word whole."""
    balance = [
        influence.forces(graph(people=people("A", "B", support=[0.5, against], participation=1.0, influence=1.0)))
        .by_deal["balance"]
        .item()
        for against in (-0.1, -0.4)
    ]
    assert balance == pytest.approx([0.4 / 0.6, 0.1 / 0.9])


@pytest.mark.parametrize(
    ("word", "support"), [("盟友", 1.0), ("支持者", 0.5), ("中立", 0.0), ("反对者", -0.5), ("敌人", -1.0)]
)
def test_003_9_five_stances_each_with_a_reason(tmp_path, word, support):
    (tmp_path / "people.csv").write_text(f"person,support,reason\nA,{word},interest\n", encoding="utf-8")
    read = influence.read.tables(tmp_path).people
    assert read[["support", "reason"]].values.tolist() == [[support, "interest"]]


def test_003_16_where_all_are_allies_nothing_is_left_to_win():
    deal = graph(people=people("A", "B", support=1.0), seats=[seat("A", "approver"), seat("B", "user")])
    assert influence.support(deal).by_deal["support"].item() == pytest.approx(1.0)
    assert influence.entry_points(deal).by_deal["entry"].isna().all()


def test_003_26_the_way_from_below_takes_more_steps():
    deal = graph(
        people=people("A", "B", "D", layer=["decision", "management", "operations"], support=0.0),
        seats=[seat("A", "approver")],
        relationships=[{"source": a, "target": b, "kind": "reports_to"} for a, b in ("DB", "BA")],
        contacts=[contact("A"), contact("D")],
        deals=[{"product_strength": 0.9}],
    )
    found = influence.strategies(deal, measure="support", target=0.4).detail.loc["d"]
    assert found.loc["bottom_up", "steps"] > found.loc["top_down", "steps"]
    assert found.loc["bottom_up", "attempts"] > found.loc["top_down", "attempts"]


@pytest.mark.parametrize(
    ("change", "step"),
    [
        ({}, "contact"),
        ({"commitments": [promise("m", "A")]}, "promise"),
        ({"commitments": [promise("m", "A", kept=True)]}, "kept"),
        ({"commitments": [promise("m", "A", kept=False)]}, "promise"),
        ({"commitments": [promise("A", "m", kept=True)]}, "contact"),
        ({"contacts": [contact("B")]}, None),
    ],
)
def test_003_35_trust_grows_by_contact_promise_and_a_word_kept(change, step):
    told = {"people": people("A", "B"), "contacts": [contact("A")]} | change
    assert influence.supporters(graph(**told)).detail.loc[("d", "A"), "trust_step"] == step


def test_003_45_supporters_in_conflict_settle_who_gets_what():
    told = {"people": people("A", "B", support=[0.5, 0.6]), "contacts": [contact("A"), contact("B")]}
    odds = [{"source": "A", "target": "B", "kind": "conflicts_with"}]
    assert influence.position(graph(**told, relationships=odds)).detail.loc[("d", "003-45"), "who"] == "A, B"
    one_unknown = told | {"people": people("A", "B", support=[0.5, None])}
    for silent in (graph(**told), graph(**one_unknown, relationships=odds)):
        assert "003-45" not in influence.position(silent).detail.index.get_level_values("code")


def test_003_51_opposition_may_be_for_a_rival_or_against_any_change():
    """By hand: of three sides thought of as 0.5, 1 and 0.5 we get a quarter, the rival a half, nobody a quarter."""
    deal = graph(
        people=people("A", support=0.0),
        seats=[seat("A")],
        stances=[{"person": "A", "side": side, "support": value} for side, value in (("rival", 1.0), ("nobody", 0.0))],
    )
    found = influence.contest(deal).by_deal[["win", "rival_wins", "no_decision"]]
    assert found.values.tolist()[0] == pytest.approx([0.25, 0.5, 0.25])


def test_004_2_several_members_of_ours_develop_one_customer_together():
    team = [{"member": "rep", "layer": "operations"}, {"member": "head", "layer": "decision"}]
    deal = graph(people=people("A", layer="decision"), seats=[seat("A")], team=team, contacts=[contact("A", "rep")])
    assert influence.team_coverage(deal).detail["layer"].to_dict() == {
        ("d", "head"): "decision",
        ("d", "rep"): "operations",
    }
    assert influence.contact_matrix(deal).columns.tolist() == ["head", "rep"]


def test_004_8_everybody_expects_and_fears_something_else_and_decides_by_their_own_procedure():
    columns = {"personal_win", "reason", "appetite", "department", "layer"}
    assert columns <= set(TABLES["people"].by_name)
    assert {"rule", "quota"} <= set(TABLES["deals"].by_name)
    assert {"stage", "veto", "weight"} <= set(TABLES["seats"].by_name)
    assert "personality" not in TABLES["people"].by_name


def test_004_9_one_warrior_carries_too_much():
    deal = graph(people=FOUR, contacts=[contact(who, "star") for who in "ABC"] + [contact("D", "other")])
    found = influence.team_coverage(deal)
    assert found.by_deal[["busiest", "busiest_load"]].values.tolist() == [["star", 0.75]]
    assert found.detail["people_alone"].to_dict() == {("d", "other"): 1, ("d", "star"): 3}


@pytest.mark.parametrize("rule", ["002-29", "002-30", "002-31"])
def test_what_is_refused_for_good_has_no_flag(rule):
    """Gifts (002-29), private topics (002-30) and private care (002-31) are of type X."""
    assert rule not in {each.code for each in RULES}


def test_002_7_1_the_first_touch_is_asked_for():
    deal = graph(people=FOUR, facts=[fact("首次联系", "2024-01-01")])
    assert "first_contact" not in influence.information_gaps(deal).detail["about"].tolist()

"""Where we stand: the article's cases by hand, each rule of seed 003 that follows from it, and the laws."""

from __future__ import annotations

import pandas as pd
import pytest

import influence
from influence import InfluenceError, StakeholderGraph, Thresholds
from influence.analysis import position as module
from influence.analysis.position import position
from influence.rules.advice import RULES
from influence.rules.rule import Rule

# Fire on nothing but what is known of people, without any contact of ours.
WITHOUT_CONTACTS = {"003-11"}
SEATS = {"boss": "approver", "head": "decision_maker", "engineer": "evaluator"}


def deal(stances, *, contacts=None, ties=(), seats=SEATS, **more):
    """A deal of these people and stances, all of them contacted where nothing else is said."""
    people = pd.DataFrame({"person": list(stances), "support": pd.array(list(stances.values()), dtype="Float64")})
    people["layer"] = people["person"].map({"boss": "decision", "head": "management"}).fillna("operations")
    people = people.assign(**{column: people["person"].map(values) for column, values in more.items()})
    met = list(stances) if contacts is None else contacts
    held = [(who, role) for who, role in seats.items() if who in stances]
    tables = {
        "relationships": pd.DataFrame(list(ties), columns=["source", "target", "kind"]),
        "seats": pd.DataFrame(held, columns=["person", "role"]),
        "contacts": pd.DataFrame({"side": "us", "member": "Yao", "person": met}),
    }
    return StakeholderGraph.from_tables(people, **{name: table for name, table in tables.items() if len(table)})


def advice(graph, **options):
    """Which rules fire, and whom they are about."""
    return position(graph, thresholds=Thresholds(**options)).detail["who"].droplevel("deal").to_dict()


def one(graph, rule, **options):
    """The one row of a rule."""
    return position(graph, thresholds=Thresholds(**options)).detail.loc[("deal", rule)]


def standing(graph, **options):
    return position(graph, thresholds=Thresholds(**options)).by_deal.loc["deal"]


# Golden cases: rules.md section 6, items 5 and 6.


def test_golden_5_an_ally_who_only_evaluates_is_insufficient():
    graph = deal({"boss": 0.0, "engineer": 1.0, "head": None})
    found = position(graph)
    assert found.by_deal.loc["deal", ["main_supporter", "position"]].tolist() == ["engineer", "middle"]
    assert not found.by_deal["favourable"].item()
    row = found.detail.loc[("deal", "003-41")]
    assert (row["severity"], row["who"]) == ("serious", "engineer")
    assert row["action"] == "Find a stronger supporter urgently."
    assert "003-40" not in advice(graph)


def test_golden_5_a_decision_maker_for_an_ally_and_a_supporting_approver_is_favourable():
    graph = deal({"boss": 0.5, "engineer": -0.5, "head": 1.0, "worker": 0.0})
    assert standing(graph)["favourable"]
    # What follows is to maintain (003-18), not to expand (003-36 to 003-41).
    assert advice(graph) == {"003-17": "boss, head", "003-18": "engineer"}
    assert one(graph, "003-17")["severity"] == "go on"
    assert one(graph, "003-18")["severity"] == "watch"
    # Nor does it look for a surface or a next point: only the head is contacted, and the boss moves more.
    ties = [("head", "boss", "reports_to"), ("engineer", "boss", "reports_to")]
    stances = {"boss": 0.5, "engineer": None, "head": 1.0}
    assert advice(deal(stances, contacts=["head"], ties=ties)) == {"003-17": "boss, head"}
    unsettled = advice(deal(stances | {"boss": 0.0}, contacts=["head"], ties=ties))
    assert {"003-36": "head", "003-37": "boss", "003-40": "head"}.items() <= unsettled.items()
    split = SEATS | {"second boss": "approver"}
    assert advice(deal({"boss": 0.5, "head": 1.0, "second boss": 0.0}, seats=split))["003-17"] == "boss, head"


def test_golden_6_three_allies_in_conflict_are_serious_three_a_watch_two_nothing():
    three = {"boss": 1.0, "engineer": 0.75, "head": 1.0}
    quarrel = ("engineer", "head", "conflicts_with")
    severe = one(deal(three, ties=[quarrel]), "003-42")
    assert (severe["severity"], severe["who"]) == ("serious", "engineer, head")
    watched = one(deal(three), "003-42")
    assert (watched["severity"], watched["who"]) == ("watch", "boss, engineer, head")
    assert one(deal(three, ties=[("engineer", "head", "works_with")]), "003-42")["severity"] == "watch"
    assert "003-42" not in advice(deal(three | {"boss": 0.74}))
    assert "003-42" not in advice(deal(three | {"boss": None}, ties=[quarrel]))
    # A conflict with somebody who is no ally is another matter.
    with_a_stranger = deal(three | {"worker": 0.5}, ties=[("worker", "head", "conflicts_with")])
    assert one(with_a_stranger, "003-42")["severity"] == "watch"


# Who counts.


def test_a_supporter_is_contacted_and_known_to_be_for_us():
    stances = {"boss": 1.0, "engineer": None, "head": 0.1, "worker": 0.0}
    assert standing(deal(stances))[["supporters", "allies"]].tolist() == [2, 1]
    assert standing(deal(stances, contacts=["head"]))[["supporters", "allies"]].tolist() == [1, 0]
    assert standing(deal(stances), ally=0.1)["allies"] == 2
    shallow = deal(stances).assuming(contacted_depth=0.5)
    assert standing(shallow)["supporters"] == 2


def test_somebody_outside_without_a_seat_is_no_support_point():
    stances, outside = {"friend": 1.0, "engineer": 0.5}, {"friend": True, "engineer": True}
    found = standing(deal(stances, external=outside))
    assert found[["main_supporter", "supporters"]].tolist() == ["engineer", 1]


def test_the_main_supporter_has_the_largest_leverage_times_support():
    # Three equal votes and no relationships: each listens to the others alike, and leverage is a third each.
    assert standing(deal({"boss": 0.2, "engineer": 0.3, "head": 0.25}))["main_supporter"] == "engineer"
    assert standing(deal({"boss": 0.3, "engineer": 0.3}))["main_supporter"] == "boss"
    # The worker has no vote, and the boss is known to listen to nobody: the worker moves nobody.
    graph = deal({"boss": 0.1, "worker": 1.0}, openness={"boss": 0.0})
    assert standing(graph)["main_supporter"] == "boss"
    leverage = influence.support(graph).detail["leverage"].droplevel("deal")
    assert leverage["boss"] * 0.1 > leverage["worker"] * 1.0


@pytest.mark.parametrize(
    ("stances", "contacts", "level"),
    [
        ({"boss": 0.5}, None, "high"),
        ({"head": 0.5}, None, "middle"),
        ({"engineer": 0.5}, None, "middle"),
        ({"worker": 0.5}, None, "low"),
        ({"worker": 0.0, "boss": None}, None, "none"),
        ({"worker": 0.5, "boss": None}, ["boss"], "none"),
        ({"worker": None}, None, None),
        ({"worker": 0.5}, [], None),
    ],
)
def test_position_by_hand(stances, contacts, level):
    found = standing(deal(stances, contacts=contacts))
    assert found["position"] == level
    assert pd.isna(found["main_supporter"]) == (level not in ("high", "middle", "low"))


@pytest.mark.parametrize(
    ("boss", "head", "contacts", "favourable"),
    [
        (0.1, 0.75, None, True),
        (0.1, 0.75, ["head"], True),
        (0.0, 0.75, None, False),
        (0.1, 0.74, None, False),
        (0.1, 0.75, ["boss"], False),
        (None, 0.75, None, None),
        (0.1, None, None, None),
        (None, 0.5, None, False),
        (-1.0, None, None, False),
        (0.1, None, ["boss"], False),
        (0.1, 0.75, [], None),
    ],
)
def test_rule_003_17_favourable_is_unknown_only_where_the_unknown_may_decide(boss, head, contacts, favourable):
    found = standing(deal({"boss": boss, "head": head}, contacts=contacts))["favourable"]
    assert found is pd.NA if favourable is None else found == favourable


def test_rule_003_17_whoever_holds_an_empty_seat_may_be_our_ally():
    people = pd.DataFrame({"person": ["boss", "head"], "support": [1.0, 0.0]})
    contacts = pd.DataFrame({"side": "us", "member": "Yao", "person": ["boss", "head"]})
    seats = pd.DataFrame(
        {"person": ["boss", "head", None], "role": ["approver", "decision_maker", "decision_maker"]}
    )  # fmt: skip
    known, empty = (StakeholderGraph.from_tables(people, seats=s, contacts=contacts) for s in (seats[:2], seats))
    assert not standing(known)["favourable"]
    assert standing(empty)["favourable"] is pd.NA
    assert standing(StakeholderGraph.from_tables(people, contacts=contacts))["favourable"] is pd.NA


# A test for each further rule.


def forced(stances, **options):
    everybody = dict.fromkeys(stances, 1.0)
    return deal(stances, participation=everybody, influence=everybody, **options)


def test_rule_003_11_neutrals_decide_close_contests():
    # Forces 0.6 and 0.4: a balance of 0.2.
    assert advice(forced({"boss": 0.6, "head": -0.4, "engineer": 0.0}))["003-11"] == "engineer"
    assert "003-11" not in advice(forced({"boss": 0.62, "head": -0.4, "engineer": 0.0}))
    assert "003-11" in advice(forced({"boss": 0.62, "head": -0.4, "engineer": 0.0}), close=0.25)
    assert "003-11" not in advice(forced({"boss": 0.6, "head": -0.4, "engineer": None}))
    assert "003-11" not in advice(forced({"boss": 0.6, "head": -0.4, "worker": 0.0}))
    assert "003-11" not in advice(deal({"boss": 0.6, "head": -0.4, "engineer": 0.0}))
    assert "003-11" not in advice(forced({"boss": 0.0}))


def test_rule_003_12_never_give_up_neutrals():
    stances = {"boss": 0.5, "engineer": 0.0, "head": None, "worker": 0.0}
    assert advice(deal(stances, contacts=["boss"]))["003-12"] == "engineer"
    assert "003-12" not in advice(deal(stances, contacts=["boss", "engineer"]))
    assert "003-12" not in advice(deal(stances, contacts=[]))


def test_rule_003_20_opponents_with_a_vote_need_somebody_of_their_level_against_them():
    stances = {"boss": 0.0, "engineer": 0.5, "head": -0.5, "worker": -1.0}
    assert "003-20" not in advice(deal(stances))
    assert advice(deal(stances, contacts=["boss"]))["003-20"] == "head"
    assert "003-20" not in advice(deal(stances, contacts=[]))
    assert advice(deal(stances | {"boss": -0.1}))["003-20"] == "boss"
    assert "003-20" not in advice(deal({"boss": None, "head": None}))


def test_rule_003_31_a_supporter_becomes_an_ally():
    assert advice(deal({"boss": 0.5, "head": 0.4}))["003-31"] == "boss"
    assert "003-31" not in advice(deal({"boss": 0.5, "worker": 1.0}))


def test_rule_003_36_a_point_is_not_enough():
    assert advice(deal({"head": 0.5, "boss": None}))["003-36"] == "head"
    assert "003-36" not in advice(deal({"head": 0.5, "boss": 0.5}))
    assert "003-36" not in advice(deal({"head": 0.0}))
    two = {"engineer": 0.5, "worker": 0.5}
    assert advice(deal(two, department={"engineer": "R&D", "worker": "R&D"}))["003-36"] == "engineer, worker"
    assert "003-36" not in advice(deal(two, department={"engineer": "R&D", "worker": "Works"}))
    assert "003-36" not in advice(deal({"engineer": 0.5, "head": 0.5}, department={"engineer": "R&D", "head": "R&D"}))
    # One layer, and nobody knows whether one department.
    assert "003-36" not in advice(deal(two, department={"engineer": "R&D", "worker": None}))
    assert "003-36" not in advice(deal(two))


def test_rule_003_37_the_next_point_is_whom_the_present_one_can_introduce_and_who_moves_more():
    ties = [("worker", "head", "reports_to"), ("head", "boss", "reports_to")]
    assert advice(deal({"worker": 0.5, "head": 0.0, "boss": None}, ties=ties))["003-37"] == "head"
    assert advice(deal({"worker": 0.5, "head": None, "boss": None}, ties=ties))["003-37"] == "head"
    assert "003-37" not in advice(deal({"worker": 0.5, "head": -0.1, "boss": None}, ties=ties))
    assert "003-37" not in advice(deal({"worker": 0.5, "head": 0.0, "boss": None}))
    assert "003-37" not in advice(deal({"worker": None, "head": 0.0, "boss": None}, ties=ties))
    # The head of one who moves more is not in question once we are there.
    assert "003-37" not in advice(deal({"worker": 0.0, "head": 0.5}, ties=ties[:1]))


def test_rules_003_38_and_003_39_go_by_the_level_of_the_main_supporter():
    assert advice(deal({"boss": 0.5, "head": 0.0}))["003-38"] == "boss"
    assert "003-39" not in advice(deal({"boss": 0.5, "head": 0.0}))
    low = deal({"worker": 0.5, "boss": 0.0})
    assert advice(low)["003-39"] == "worker"
    assert one(low, "003-39")["severity"] == "serious"
    assert not {"003-38", "003-40", "003-41"} & set(advice(low))


def test_rules_003_40_and_003_41_the_ally_at_the_middle():
    solid = deal({"head": 0.8, "engineer": 0.9, "boss": 0.0})
    assert standing(solid)["position"] == "middle"
    assert advice(solid)["003-40"] == "head"
    assert "003-41" not in advice(solid)
    supporting = deal({"head": 0.7, "engineer": 0.7, "boss": 0.0})
    assert not {"003-40", "003-41"} & set(advice(supporting))
    # An ally at the top is a stronger point, even where the main one is an evaluator.
    assert "003-41" not in advice(deal({"engineer": 0.9, "boss": 0.8, "head": 0.0}))


def test_rule_003_43_supporters_are_joined_by_supporters():
    stances = {"boss": 0.5, "head": 0.4, "engineer": 0.3, "worker": None}
    line = [("head", "boss", "reports_to"), ("engineer", "worker", "works_with"), ("worker", "head", "knows")]
    assert advice(deal(stances, ties=line))["003-43"] == "engineer"
    assert "003-43" not in advice(deal(stances | {"worker": 0.1}, ties=line))
    assert advice(deal(stances, ties=[*line, ("engineer", "head", "conflicts_with")]))["003-43"] == "engineer"
    # Without any tie recorded nobody knows.
    assert "003-43" not in advice(deal(stances))
    assert "003-43" not in advice(deal({"boss": 0.5, "head": None}, ties=line[:1]))


# The table of rules.


def test_a_rule_is_one_entry(monkeypatch):
    everybody = Rule("003-47", "fatal", "against us: {who}", "stay out of it", people=lambda seen: seen.base.against)
    monkeypatch.setattr(module, "RULES", (*RULES, everybody))
    row = one(deal({"boss": -0.5, "head": -1.0, "engineer": None}), "003-47")
    assert row[["severity", "who"]].tolist() == ["fatal", "boss, head"]
    assert (row["evidence"], row["action"]) == ("Against us: boss, head.", "Stay out of it.")


def test_rules_stand_by_their_numbers():
    codes = [rule.code for rule in RULES]
    assert codes == sorted(codes)


def test_numbers_for_ids_and_deals_without_people():
    people = pd.DataFrame({"deal": 1, "person": [7, 11], "support": [0.5, 0.5], "layer": "management"})
    contacts = pd.DataFrame({"deal": 1, "side": "us", "member": 3, "person": [7, 11]})
    graph = StakeholderGraph.from_tables(people, deals=pd.DataFrame({"deal": [1, 2]}), contacts=contacts)
    found = position(graph)
    assert found.by_deal.loc[1, "main_supporter"] == 7
    assert found.by_deal.loc[2, ["position", "main_supporter", "favourable"]].isna().all()
    assert found.by_deal.loc[2, ["supporters", "allies", "advice"]].tolist() == [0, 0, 0]
    assert len(position(graph.only(2)).detail) == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"ally": 0.0}, "ally is 0.0; give a number above 0"),
        ({"ally": 1.1}, "ally is 1.1"),
        ({"most_allies": -1}, "most_allies is -1; give a whole number"),
        ({"close": 1.1}, "close is 1.1; give a number from 0 to 1"),
        ({"close": float("nan")}, "close is nan"),
    ],
)
def test_keywords_out_of_range(options, words):
    with pytest.raises(InfluenceError, match=words):
        Thresholds(**options)


# Laws.


def test_advice_counts_the_rows_and_rules_stand_once(many):
    found = position(many)
    assert found.detail.index.is_unique
    rows = found.detail.groupby(level="deal").size().reindex(many.all_deals, fill_value=0)
    assert rows.tolist() == found.by_deal["advice"].tolist()
    assert (found.by_deal["allies"] <= found.by_deal["supporters"]).all()
    assert found.detail["who"].str.len().gt(0).all()


def test_without_a_known_stance_nothing_fires(many_tables):
    blank = many_tables | {"people": many_tables["people"].assign(support=None)}
    # Nor do raters say anything: a measure nobody gives is the median of its ratings.
    del blank["ratings"]
    found = position(StakeholderGraph.from_tables(**blank))
    assert found.by_deal["advice"].eq(0).all()
    assert found.by_deal["position"].isna().all()


def test_without_contacts_nothing_fires_that_needs_them(many_tables):
    # Contacts follow from encounters, and who promised something has to be known.
    told = {k: each for k, each in many_tables.items() if k not in ("contacts", "interactions", "commitments")}
    found = position(StakeholderGraph.from_tables(**told))
    assert set(found.detail.index.get_level_values("code")) <= WITHOUT_CONTACTS
    assert found.by_deal[["supporters", "allies"]].eq(0).all(axis=None)
    assert found.by_deal["position"].isna().all()
    assert not found.by_deal["favourable"].fillna(False).any()


def test_against_plain_python(many):
    """Supporters, allies and the crowd of allies, person by person."""
    contacts, people = many.contacts.fillna({"strength": 1.0}), many.people
    deep = contacts[(contacts["side"] == "us") & (contacts["strength"] >= 0.25)]
    deep = set(zip(deep["deal"], deep["person"], strict=True))
    seated = set(zip(many.seats["deal"], many.seats["person"], strict=True))
    stances = {deal_id: [] for deal_id in many.all_deals}
    for row in people.itertuples():
        who = (row.deal, row.person)
        for_us = pd.notna(row.support) and row.support > 0
        if who in deep and for_us and (pd.isna(row.external) or not row.external or who in seated):
            stances[row.deal].append(row.support)
    found = position(many)
    numbers = found.by_deal[["supporters", "allies"]].to_dict("index")
    for deal_id, known in stances.items():
        allies = sum(stance >= 0.75 for stance in known)
        assert numbers[deal_id] == {"supporters": len(known), "allies": allies}, deal_id
        assert ((deal_id, "003-42") in found.detail.index) == (allies > 2), deal_id

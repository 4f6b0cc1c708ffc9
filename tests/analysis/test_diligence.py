"""How often each side meets whom, and who meets together: by hand and in plain Python (rules 002-28, 003-44, 004-6)."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pandas as pd
import pytest

import influence
from influence import InfluenceError, StakeholderGraph, UnknownName
from influence.analysis.met_together import met_together
from influence.analysis.rivals import rivals
from influence.analysis.team_coverage import contact_matrix, team_coverage
from influence.tables.schema import LAYERS

PEOPLE = pd.DataFrame(
    {"person": ["Ann", "Bo", "Cy"], "layer": ["decision", "management", "operations"], "support": [0.5, 0.5, None]}
)
SEATS = [{"role": "approver", "person": "Ann"}, {"role": "user", "person": "Cy", "weight": 0}]
MET = [
    ("E1", "2024-05-01", "us", "Yao", "Ann", None),
    ("E1", "2024-05-01", "us", "Yao", "Bo", None),
    ("E1", "2024-05-01", "us", "Li", "Bo", None),
    ("E2", "2024-05-08", "us", "Yao", "Cy", None),
    ("E3", "2024-05-09", "us", "Li", None, "Finance"),
    ("E4", None, "us", "Yao", "Ann", None),
    ("E5", "2024-06-20", "us", "Yao", "Ann", None),
    ("R1", "2024-05-05", "Acme", "Ro", "Ann", None),
    ("R1", "2024-05-05", "Acme", "Ro", None, "Office"),
    ("R2", "2024-05-14", "Acme", None, "Ann", None),
    ("R3", "2024-05-15", "Zeta", None, None, "Finance"),
]


def deal(met=MET, people=PEOPLE, **tables):
    """One deal, two weeks after the first encounter; `met` may have more columns at the end."""
    rows = pd.DataFrame(met, columns=["interaction", "date", "side", "member", "person", "department"])
    given = {"seats": SEATS, "deals": [{"as_of": "2024-05-15"}], "interactions": rows, **tables}
    return StakeholderGraph.from_tables(people, deal="D", **{name: each for name, each in given.items() if len(each)})


def plain(row):
    return {name: None if pd.isna(value) else value for name, value in row.items()}


def ours(graph):
    return plain(team_coverage(graph).by_deal.iloc[0])


RATES = ["a_week", "a_week_voters", "a_week_others", *(f"a_week_{layer}" for layer in LAYERS)]


# By hand.


def test_rule_002_28_touches_a_week_by_votes_and_by_layer():
    """In two weeks Ann, Bo, Cy and somebody of Finance; what has no day, or a later one, is in no rate."""
    numbers = ours(deal())
    assert [numbers[name] for name in RATES] == [2, 0.5, 1, 0.5, 0.5, 0.5]
    assert (numbers["encounters"], numbers["joint"]) == (5, 0.2)


def test_rule_002_28_ours_against_each_rival_s_over_the_same_weeks():
    found = rivals(deal()).detail.loc["D"]
    assert found[["encounters", "joint", "a_week", "a_week_voters", "a_week_gap"]].to_numpy().tolist() == [
        [2, 0.5, 1.5, 1, 0.5],
        [1, 0, 0.5, 0, 1.5],
    ]


def test_rules_000_3_and_002_18_who_came_from_a_rival_and_to_which_departments():
    rows = pd.DataFrame(MET, columns=["interaction", "date", "side", "member", "person", "department"])
    rows["rank"] = [None] * 7 + ["operations", "management", None, None]
    rows["party_size"] = [9] * 7 + [3, None, 5, None]
    found = rivals(deal(interactions=rows, people=PEOPLE.assign(department="Board"))).detail.loc["D"]
    assert found["highest_rank"].fillna("unknown").tolist() == ["management", "unknown"]
    assert found["largest_party"].fillna(-1).tolist() == [5, -1]
    assert found["departments"].tolist() == ["Board, Office", "Finance"]


def test_a_rival_who_met_a_department_only_is_listed():
    assert rivals(deal()).by_deal["rivals"].item() == 2
    assert influence.coverage(deal(), side="Zeta").by_deal["coverage"].item() == 0


@pytest.mark.parametrize(("touches", "share"), [([30, 1], 30 / 31), ([0, 1], 0), ([None, 2], 0), ([None, None], None)])
def test_rule_002_7_3_touches_spent_on_people_without_a_vote(touches, share):
    contacts = [{"side": "us", "member": "Yao", "person": who} for who in ("Cy", "Ann")]
    graph = deal(met=[], contacts=pd.DataFrame(contacts).assign(touches=touches))
    assert ours(graph)["without_vote"] == share
    assert ours(deal(met=[], contacts=pd.DataFrame(contacts).assign(touches=touches), seats=[]))["without_vote"] is None


def test_a_veto_is_a_say():
    veto = [*SEATS, {"role": "user", "person": "Bo", "weight": 0, "veto": True}]
    assert [ours(deal(seats=veto))[name] for name in RATES[1:3]] == [1, 0.5]


def test_less_than_a_week_counts_as_a_week():
    assert ours(deal(met=[("E1", "2024-05-14", "us", "Yao", "Ann", None)]))["a_week"] == 1


# Unknown stays unknown.


def test_what_nobody_recorded_is_no_rate_of_zero():
    nothing = ours(deal(met=MET[7:]))
    assert {nothing[name] for name in ("encounters", "joint", *RATES)} == {None}
    undated = ours(deal(deals=[]))
    assert {undated[name] for name in RATES} == {None}
    assert (undated["encounters"], undated["joint"]) == (5, 0.2)
    assert {ours(deal(met=MET[5:6]))[name] for name in RATES} == {None}
    assert [ours(deal(seats=[]))[name] for name in RATES[:3]] == [2, None, None]
    assert rivals(deal(met=MET[7:])).detail["a_week_gap"].isna().all()


# Who met together: rule 003-44.


def test_rule_003_44_who_met_us_together():
    found = met_together(deal())
    assert plain(found.by_deal.iloc[0]) == {
        "encounters": 5, "joint": 0.2, "pairs": 1, "crowds": 0, "supporter_pairs": 1, "supporters_together": 1,
    }  # fmt: skip
    assert found.detail.index.tolist() == [("D", "Ann", "Bo")]
    assert found.detail.iloc[0].tolist() == [1, 14, True]
    alone = met_together(deal(met=MET[3:])).by_deal.iloc[0]
    assert alone[["pairs", "supporter_pairs", "supporters_together"]].tolist() == [0, 0, 0]


def test_a_crowd_makes_no_pairs():
    fair = [("F", None, "us", "Yao", name, None) for name in ("Ann", "Bo", "Cy")]
    assert met_together(deal(met=fair)).by_deal[["pairs", "crowds"]].iloc[0].tolist() == [3, 0]
    left_out = met_together(deal(met=fair), largest=2)
    assert left_out.by_deal[["joint", "pairs", "crowds"]].iloc[0].tolist() == [1, 0, 1]
    with pytest.raises(InfluenceError, match="largest is 1"):
        met_together(deal(), largest=1)


def test_without_encounters_who_met_together_is_unknown():
    for graph in (deal(met=[]), deal(met=MET[7:])):
        assert met_together(graph).by_deal.isna().all(axis=None)
        assert met_together(graph).detail.empty


# The age of each member's view: rule 004-6.

RATED = [
    {"rater": " yao ", "person": "Bo", "measure": "support", "value": 0.5, "date": "2024-05-13"},
    {"rater": "Li", "person": "Cy", "measure": "influence", "value": 0.5, "date": "2024-05-02"},
    {"rater": "Ann", "person": "Cy", "measure": "influence", "value": 0.5, "date": "2024-05-14"},
]


def test_rule_004_6_the_age_of_each_view_is_since_they_met_or_rated():
    graph = deal(met=MET[:5], ratings=RATED)
    assert contact_matrix(graph, what="age").fillna(99).to_dict() == {
        "Li": {"Ann": 99, "Bo": 14, "Cy": 13},
        "Yao": {"Ann": 14, "Bo": 2, "Cy": 7},
    }
    detail = team_coverage(graph).detail.loc["D"]
    assert detail["oldest_view"].tolist() == ["Bo", "Ann"]
    assert detail["oldest_view_days"].tolist() == [14, 14]
    assert contact_matrix(deal(), side="Acme", what="age").fillna(99)["Ro"].tolist() == [10, 99, 99]
    with pytest.raises(UnknownName, match="no cell called 'depht': did you mean 'depth'"):
        contact_matrix(graph, what="depht")


def test_a_rater_who_may_be_one_of_two_members_is_neither():
    rating = [{**RATED[0], "rater": "li a"}]
    team = [{"member": "Li-A"}, {"member": "LiA"}]
    assert contact_matrix(deal(met=[], ratings=rating, team=team), what="age").isna().all(axis=None)
    one = contact_matrix(deal(met=[], ratings=rating, team=team[:1]), what="age")
    assert one.loc["Bo"].tolist() == [2]


# In plain Python.


def encounters(graph):
    """Everybody of each encounter, by deal, side and id: people, departments, and the last day."""
    found = {}
    for row in graph.interactions.itertuples(index=False):
        people, departments, dated = found.setdefault((row.deal, row.side, row.interaction), (set(), set(), []))
        if pd.notna(row.person):
            people.add(row.person)
        else:
            departments.add(row.department)
        if pd.notna(row.date):
            dated.append(row.date)
    return {key: (people, departments, max(days, default=None)) for key, (people, departments, days) in found.items()}


def expected(graph, deal_, side, met, as_of, people):
    """The numbers of one side of one deal; `people` has the vote and the layer of each person."""
    here = {key: each for key, each in met.items() if key[0] == deal_}
    mine = [each for (_, whose, _), each in here.items() if whose == side]
    if not mine:
        return [None] * 8
    past = [day for _, _, day in here.values() if day is not None and pd.notna(as_of) and day <= as_of]
    weeks = max((as_of - min(past)).days / 7, 1) if past else None
    rates = Counter()
    for who, departments, day in mine:
        if day is not None and pd.notna(as_of) and day <= as_of:
            rates["all"] += len(who) + len(departments)
            for person in who:
                votes, layer = people[person]
                rates["votes" if votes else "none"] += 1
                rates[layer] += 1
    known = weeks is not None and any(day is not None for _, _, day in mine)
    joint = sum(len(who) + len(departments) >= 2 for who, departments, _ in mine) / len(mine)
    return [len(mine), joint, *(rates[name] / weeks if known else None for name in ("all", "votes", "none", *LAYERS))]


def test_every_number_is_that_of_the_plain_script(many):
    met, table = encounters(many), many.people.set_index(["deal", "person"])["layer"]
    arrays = many.arrays
    votes = dict(zip(table.index, (arrays.votes > 0) | arrays.vetoes, strict=True))
    assumed = dict(zip(many.all_deals, arrays.assumed, strict=True))
    team, theirs = team_coverage(many).by_deal, rivals(many).detail
    as_of, names = many.deals.set_index("deal")["as_of"], ["encounters", "joint", *RATES]
    compared = Counter()
    for deal_ in many.all_deals:
        people = {who: (votes[deal_, who], table[deal_, who]) for who in table.get(deal_, pd.Series()).index}
        rows = [("us", team.loc[deal_])]
        rows += list(theirs.loc[deal_].iterrows()) if deal_ in theirs.index else []
        for side, row in rows:
            wanted = dict(zip(names, expected(many, deal_, side, met, as_of[deal_], people), strict=True))
            if assumed[deal_]:
                wanted |= dict.fromkeys(RATES[1:3])
            got = plain(row[names])
            assert got == {name: None if each is None else pytest.approx(each) for name, each in wanted.items()}, deal_
            compared[side] += got["a_week"] is not None
    assert min(compared["us"], compared["rival"]) > 10


def test_every_pair_is_one_that_met(many):
    found, wanted = met_together(many), Counter()
    for (deal_, side, _), (people, _, _) in encounters(many).items():
        if side == "us":
            wanted.update((deal_, *pair) for pair in combinations(sorted(people), 2))
    assert found.detail["times"].to_dict() == dict(wanted)
    assert found.by_deal["pairs"].sum() == len(wanted)


def test_the_oldest_view_is_the_largest_of_its_column(many):
    detail = team_coverage(many).detail
    for deal_ in many.all_deals[::7]:
        ages = contact_matrix(many, deal=deal_, what="age").max()
        for member, age in ages.items():
            assert detail.loc[(deal_, member), "oldest_view_days"] == pytest.approx(age, nan_ok=True)

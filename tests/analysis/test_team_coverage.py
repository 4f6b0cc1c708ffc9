"""Our team's cover: by hand, against scipy's dense assignment and brute force, and the laws (rules 004-1 to 004-9)."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linear_sum_assignment

import influence
from influence import InfluenceError, StakeholderGraph, Thresholds, UnknownName, single_points_of_failure
from influence.analysis.team_coverage import contact_matrix, team_coverage
from influence.measures.contacts import contacts_of, last_touch_days
from influence.tables.schema import LAYERS

PEOPLE = pd.DataFrame(
    {
        "person": ["Ann", "Bo", "Cy", "Di"],
        "layer": ["decision", "management", "operations", "operations"],
        "faction": ["north", "south", "south", None],
    }
)
SEATS = pd.DataFrame(
    {"role": ["approver", "decision_maker", "user"], "person": ["Ann", "Bo", "Cy"], "weight": [3, 1, 1]}
)
TEAM = pd.DataFrame({"member": ["Chief", "Yao"], "layer": ["decision", "operations"]})
AS_OF = pd.DataFrame({"as_of": ["2012-03-15"]})


def contacts(*rows):
    return pd.DataFrame(rows, columns=["side", "member", "person", "strength", "last_touch"])


HELD = contacts(
    ("us", "Yao", "Bo", 0.9, "2012-03-01"),
    ("us", "Yao", "Cy", 0.5, "2012-03-02"),
    ("us", "Yao", "Di", 0.2, "2012-03-14"),
    ("us", "Chief", "Bo", 0.3, None),
    ("rival", "Ro", "Ann", 1.0, "2012-03-15"),
)


def deal(held=HELD, *, people=PEOPLE, seats=SEATS, team=TEAM, deals=AS_OF):
    tables = {"seats": seats, "team": team, "contacts": held, "deals": deals}
    return StakeholderGraph.from_tables(people, **{name: table for name, table in tables.items() if table is not None})


def one(graph, **thresholds):
    """The one row per deal, unknown as None."""
    return {
        name: None if pd.isna(value) else value
        for name, value in team_coverage(graph, thresholds=Thresholds(**thresholds)).by_deal.iloc[0].items()
    }


# By hand.


def test_by_hand():
    numbers = one(deal())
    assert (numbers["members"], numbers["unpaired_layers"], numbers["unpaired"]) == (2, 1, "management")
    # Contacted: Yao has Bo and Cy (Di is too shallow), Chief has Bo.
    assert (numbers["busiest"], numbers["busiest_load"]) == ("Yao", 2 / 3)
    # Bo was last touched by Yao on the 1st, fourteen days before; Cy thirteen; nobody knows when Chief saw Bo.
    assert (numbers["stale"], numbers["undated"]) == (1, 1)
    detail = team_coverage(deal()).detail.loc["deal"]
    assert detail["layer"].tolist() == ["decision", "operations"]
    assert detail["people"].tolist() == [1, 2]
    assert detail["weight"].tolist() == [1 / 5, 2 / 5]
    assert detail["load"].tolist() == [1 / 3, 2 / 3]
    assert detail["stale_days"].fillna(-1).tolist() == [-1, 1]
    assert detail["people_alone"].tolist() == [0, 1]
    assert detail["pair_with"].tolist() == ["Ann", "Cy"]
    assert detail["pair_layers_apart"].tolist() == [0, 0]


def test_rules_002_12_and_004_1_yao_carries_it_all_and_has_waited_for_half_a_month():
    found = team_coverage(influence.datasets.load("cooked_duck"))
    numbers = found.by_deal.loc["equipment"]
    assert numbers[["members", "unpaired_layers", "unpaired"]].tolist() == [2, 1, "decision"]
    assert numbers[["busiest", "busiest_load", "stale", "undated"]].tolist() == ["Yao", 1.0, 2, 0]
    yao = found.detail.loc[("equipment", "Yao")]
    assert yao["stale_days"] == 15
    assert yao["single_point"]
    assert yao["people_alone"] == 2
    assert not found.detail.loc[("equipment", "sales manager"), "single_point"]


# Stale contacts: rule 002-12.


@pytest.mark.parametrize(("idle_days", "stale"), [(0, 3), (1, 3), (13, 2), (14, 1), (14.5, 0)])
def test_rule_002_12_a_contact_is_stale_from_that_day_on(idle_days, stale):
    assert one(deal(), idle_days=idle_days)["stale"] == stale


@pytest.mark.parametrize("idle_days", [-1, float("nan")])
def test_days_below_zero_are_refused(idle_days):
    with pytest.raises(InfluenceError, match="idle_days is"):
        team_coverage(deal(), thresholds=Thresholds(idle_days=idle_days))


def test_rule_002_12_what_nobody_dated_is_neither_stale_nor_fresh():
    for undated in (deal(deals=None), deal(HELD.assign(last_touch=None))):
        assert (one(undated)["stale"], one(undated)["undated"]) == (None, 4)
        assert team_coverage(undated).detail["stale_days"].isna().all()
    nothing = one(deal(None))
    assert (nothing["stale"], nothing["undated"]) == (0, 0)


def test_a_pair_recorded_twice_was_touched_when_it_was_last_touched():
    again = contacts(("us", "Yao", "Bo", 0.1, "2012-03-14"), ("us", "Yao", "Bo", None, None))
    graph = deal(pd.concat([HELD, again], ignore_index=True))
    assert (one(graph)["stale"], one(graph)["undated"]) == (0, 1)
    assert contact_matrix(graph).loc["Bo", "Yao"] == 1


def test_a_touch_after_the_day_the_tables_describe_is_not_stale():
    graph = deal(contacts(("us", "Yao", "Bo", 1.0, "2012-03-20")))
    assert (one(graph, idle_days=0)["stale"], one(graph)["undated"]) == (0, 0)
    assert team_coverage(graph).detail["stale_days"].dropna().tolist() == [-5]


def test_a_rival_s_touch_is_not_ours():
    for side, days in (("rival", 0), ("us", 1)):
        held = contacts_of(deal().arrays, side)
        assert last_touch_days(held.age, held.deal, 1).tolist() == [days]


# Layers: rule 004-3.


def test_rule_004_3_a_member_of_unknown_layer_may_stand_in_the_gap():
    unknown = TEAM.assign(layer=["decision", None])
    assert one(deal(team=unknown))["unpaired_layers"] is None
    assert one(deal(team=unknown))["unpaired"] is None
    everywhere = pd.DataFrame({"member": list("abcd"), "layer": [*LAYERS, None]})
    assert (one(deal(None, team=everywhere))["unpaired_layers"], one(deal(None, team=everywhere))["unpaired"]) == (
        0,
        "",
    )
    # Whoever is only in contact stands in no layer that is known.
    outsider = contacts(("us", "Li", "Bo", 1.0, None))
    assert one(deal(outsider))["unpaired_layers"] is None


def test_rule_004_3_nobody_recorded_is_no_gap():
    assert one(deal(None, team=None))["unpaired_layers"] is None
    nobody_known = pd.DataFrame({"role": ["approver"], "person": [None]})
    assert one(deal(seats=nobody_known))["unpaired_layers"] is None
    assert one(deal(None, team=TEAM.assign(layer="management")))["unpaired"] == "decision, operations"


def test_somebody_without_a_vote_makes_no_gap():
    assert one(deal(seats=SEATS.assign(weight=[1, 0, 0])))["unpaired_layers"] == 0


# Factions: rule 003-47.


def test_rule_003_47_the_share_of_a_faction_counts_people_of_unknown_faction():
    everybody = HELD.assign(strength=1.0)
    assert one(deal())["faction"] == "south"
    assert one(deal())["faction_share"] == 1
    # Bo and Cy of three.
    assert one(deal(everybody))["faction_share"] == pytest.approx(2 / 3)
    unknown = one(deal(everybody, people=PEOPLE.assign(faction=None)))
    assert (unknown["faction"], unknown["faction_share"]) == (None, None)
    even = one(deal(HELD, people=PEOPLE.assign(faction=[None, "b", "a", "a"])))
    assert (even["faction"], even["faction_share"]) == ("a", 0.5)
    assert one(deal(None))["faction"] is None


# Who pairs with whom: rules 003-21, 003-22, 004-3, 004-9.


def pairs(graph):
    return team_coverage(graph).detail["pair_with"].droplevel("deal").to_dict()


def test_rule_003_21_head_meets_head_even_where_the_contact_is_another_s():
    both = contacts(("us", "Yao", "Ann", 1.0, None), ("us", "Chief", "Cy", 1.0, None))
    assert pairs(deal(both)) == {"Chief": "Ann", "Yao": "Cy"}


def test_rule_004_3_of_one_layer_the_contact_decides_then_the_votes_then_the_id():
    people = PEOPLE.assign(layer="operations")
    team = pd.DataFrame({"member": ["Yao"], "layer": ["operations"]})
    met = contacts(("us", "Yao", "Cy", 1.0, None))
    assert pairs(deal(met, people=people, team=team)) == {"Yao": "Cy"}
    assert pairs(deal(met.assign(strength=0.2), people=people, team=team)) == {"Yao": "Ann"}
    heavier = SEATS.assign(weight=[1, 1, 2])
    assert pairs(deal(None, people=people, team=team, seats=heavier)) == {"Yao": "Cy"}
    assert pairs(deal(None, people=people, team=team, seats=SEATS.assign(weight=1))) == {"Yao": "Ann"}


def test_members_of_one_deal_pair_with_nobody_of_another():
    people = pd.DataFrame({"deal": ["a", "b"], "person": ["Ann", "Bo"]})
    seats = pd.DataFrame({"deal": ["a", "b"], "role": "approver", "person": ["Ann", None]})
    graph = StakeholderGraph.from_tables(people, seats=seats, team=pd.DataFrame({"deal": ["b"], "member": ["m"]}))
    assert team_coverage(graph).detail["pair_with"].isna().tolist() == [True]


def test_more_members_than_people_leaves_somebody_without():
    alone = SEATS[SEATS["person"] == "Bo"]
    found = team_coverage(deal(None, seats=alone, team=TEAM.assign(layer=[None, "operations"]))).detail.loc["deal"]
    # One layer apart is closer than a layer nobody knows.
    assert found["pair_with"].fillna("nobody").tolist() == ["nobody", "Bo"]
    assert found["pair_layers_apart"].fillna(-1).tolist() == [-1, 1]
    unknown = team_coverage(deal(None, team=TEAM.assign(layer=None))).detail
    assert unknown["pair_with"].tolist() == ["Ann", "Bo"]
    assert unknown["pair_layers_apart"].isna().all()
    nobody = team_coverage(deal(None, seats=pd.DataFrame({"role": ["user"], "person": [None]}))).detail
    assert nobody["pair_with"].isna().all()


def pipeline(deals, most_members, most_people, seed):
    """Deals in which layers, contacts and votes are often equal."""
    rng = np.random.default_rng(seed)
    rows = {"people": [], "seats": [], "team": [], "contacts": []}
    for number in range(deals):
        people = [f"p{k}" for k in range(rng.integers(1, most_people + 1))]
        for person in people:
            rows["people"].append((number, person, rng.choice(LAYERS)))
            rows["seats"].append((number, "other", person, float(rng.integers(0, 4))))
        for member in [f"m{k}" for k in range(rng.integers(1, most_members + 1))]:
            rows["team"].append((number, member, [*LAYERS, None][rng.integers(4)]))
            rows["contacts"] += [(number, "us", member, person) for person in people if rng.random() < 0.3]
    headers = {
        "people": ["deal", "person", "layer"],
        "seats": ["deal", "role", "person", "weight"],
        "team": ["deal", "member", "layer"],
        "contacts": ["deal", "side", "member", "person"],
    }
    return StakeholderGraph.from_tables(**{name: pd.DataFrame(rows[name], columns=headers[name]) for name in rows})


def reasons(graph, deal):
    """What speaks against each pair of one deal, the gravest first: layers apart, no contact, votes left out."""
    people, team = (frame[frame["deal"] == deal] for frame in (graph.people, graph.team))
    weight = influence.coverage(graph).detail["weight"].loc[deal]
    seated = people[people["person"].map(weight) > 0]
    place = dict(zip(LAYERS, range(3), strict=True))
    held = set(graph.contacts.query("deal == @deal")[["member", "person"]].itertuples(index=False, name=None))
    cost = np.zeros((len(team), len(seated), 3))
    for i, (member, ours) in enumerate(zip(team["member"], team["layer"], strict=True)):
        for j, (person, theirs) in enumerate(zip(seated["person"], seated["layer"], strict=True)):
            apart = 3 if pd.isna(ours) else abs(place[ours] - place[theirs])
            cost[i, j] = apart, (member, person) not in held, -round(1000 * weight[person])
    return team["member"].tolist(), seated["person"].tolist(), cost


def chosen(detail, members, seated):
    """The pairs found, as positions."""
    return [(i, seated.index(detail[member])) for i, member in enumerate(members) if pd.notna(detail[member])]


@pytest.mark.slow
def test_pairs_cost_what_scipy_s_dense_assignment_costs_deal_by_deal():
    # More deals than one slice of the matching holds.
    graph = pipeline(deals=150, most_members=7, most_people=9, seed=1)
    found = team_coverage(graph).detail["pair_with"]
    for deal in graph.all_deals:
        members, seated, cost = reasons(graph, deal)
        scale = cost @ np.array([1e9, 1e5, 1.0])
        best = scale[linear_sum_assignment(scale)].sum() if seated else 0
        mine = chosen(found.loc[deal], members, seated)
        assert len(mine) == min(len(members), len(seated))
        assert len({person for _, person in mine}) == len(mine)
        assert sum(scale[pair] for pair in mine) == pytest.approx(best, abs=0.5)


def test_of_equal_assignments_the_first_member_gets_the_first_person():
    graph = pipeline(deals=60, most_members=3, most_people=4, seed=2)
    found = team_coverage(graph).detail["pair_with"]
    for deal in graph.all_deals:
        members, seated, cost = reasons(graph, deal)
        # One nobody for each member, behind all people.
        places = [*range(len(seated)), *(len(seated) + i for i in range(len(members)))]

        def badness(taken, cost=cost, seated=seated):
            paired = [(i, j) for i, j in enumerate(taken) if j < len(seated)]
            ranks = tuple(min(j, len(seated)) for j in taken)
            return (-len(paired), *sum((cost[pair] for pair in paired), np.zeros(3)), ranks)

        best = min(permutations(places, len(members)), key=badness)
        assert chosen(found.loc[deal], members, seated) == [(i, j) for i, j in enumerate(best) if j < len(seated)]


# The matrix.


def test_the_matrix_of_members_and_people():
    matrix = contact_matrix(deal())
    assert (matrix.index.name, matrix.columns.name) == ("person", "member")
    assert (matrix.index.tolist(), matrix.columns.tolist()) == (["Ann", "Bo", "Cy", "Di"], ["Chief", "Yao"])
    assert matrix.fillna(-1).to_numpy().tolist() == [[-1, -1], [0.3, 0.9], [-1, 0.5], [-1, 0.2]]
    theirs = contact_matrix(deal(), side="rival")["Ro"]
    assert theirs.fillna(-1).tolist() == [1, -1, -1, -1]
    with pytest.raises(UnknownName, match="no side called 'nobody'"):
        contact_matrix(deal(), side="nobody")
    assert contact_matrix(deal(None, team=None)).shape == (4, 0)
    with pytest.raises(UnknownName, match="elsewhere"):
        contact_matrix(deal(), deal="elsewhere")


def test_the_matrices_hold_every_contact(many):
    people = many.people.groupby("deal")["person"].agg(list)
    for side in ("us", "rival"):
        contacts = many.contacts.query("side == @side").fillna({"strength": 1.0})
        held = {deal: {} for deal in many.all_deals}
        for (deal, *pair), strength in contacts.groupby(["deal", "person", "member"])["strength"].max().items():
            held[deal][tuple(pair)] = strength
        for deal, known in held.items():
            matrix = contact_matrix(many, deal=deal, side=side)
            found = {
                (person, member): value
                for member, column in matrix.items()
                for person, value in column.dropna().items()
            }
            assert found == known, deal
            assert matrix.index.tolist() == people[deal]


# The laws.


def test_detail_adds_up_to_what_stands_by_deal(many):
    found, matrices = team_coverage(many), {deal: contact_matrix(many, deal=deal) for deal in many.all_deals}
    for deal, row in found.by_deal.iterrows():
        detail = found.detail.loc[deal] if deal in found.detail.index else found.detail.iloc[:0]
        contacted = matrices[deal] >= 0.25
        assert row["members"] == len(detail) == matrices[deal].shape[1]
        assert detail["people"].tolist() == contacted.sum().tolist()
        assert detail["people_alone"].tolist() == contacted[contacted.sum(axis=1) == 1].sum().tolist()
        if contacted.to_numpy().any():
            assert detail["load"].sum() == pytest.approx(1)
            assert detail["load"].max() == row["busiest_load"]
            most = detail["people"].max()
            assert row["busiest"] == detail.index.get_level_values("member")[detail["people"] == most][0]
        else:
            assert detail["load"].isna().all()
            assert pd.isna(row["busiest"])
        assert (
            row["undated"] + (0 if pd.isna(row["stale"]) else row["stale"]) <= matrices[deal].notna().to_numpy().sum()
        )


def test_rule_004_1_single_points_are_those_of_single_points_of_failure(many):
    found, points = team_coverage(many).detail, single_points_of_failure(many, worlds=2).detail
    ours = points[points["side"] == "ours"]["single_point"]
    assert found["single_point"].tolist() == ours.tolist()


def test_of_members_alike_the_first_by_id_are_paired_and_a_great_many_take_no_longer():
    members = [f"m{number:05}" for number in range(20_000)]
    contacts = [{"deal": "d", "side": "us", "member": member, "person": "a", "strength": 0.5} for member in members]
    people = {"deal": "d", "person": ["a", "b"], "influence": [1, 0.5], "participation": 1}
    graph = influence.StakeholderGraph.from_tables(pd.DataFrame(people), contacts=contacts)
    pairs = influence.team_coverage(graph).detail["pair_with"].droplevel("deal").dropna()
    assert pairs.to_dict() == {"m00000": "a", "m00001": "b"}

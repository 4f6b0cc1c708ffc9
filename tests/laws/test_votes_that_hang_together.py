"""The vote from expected supports, and where votes hang together (docs/model.md, section 4), against brute force."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import ndtr, ndtri

import influence
from influence import StakeholderGraph

CORRELATIONS = [0.0, 0.1, 0.3, 0.5]
NEAR = {0.0: 1e-9, 0.1: 1e-9, 0.3: 2e-6, 0.5: 5e-4}
"""How near 20 nodes are to the integral with up to eight voters, by correlation, as measured over random committees."""

seats = st.fixed_dictionaries(
    {
        "support": st.sampled_from([None, None, -1.0, -0.6, 0.0, 0.3, 1.0]),
        "weight": st.sampled_from([0.0, 1.0, 1.0, 2.0, 3.0]),
        "veto": st.sampled_from([False, False, False, True]),
        "empty": st.sampled_from([False, False, False, True]),
    }
)
committees = st.lists(seats, min_size=1, max_size=8)
rules = st.sampled_from([("majority", None), ("unanimous", None), ("quota", 0.5), ("quota", 0.75)])


def graph_of(committee, rule):
    """A deal whose people have seats and no relationships."""
    rows = pd.DataFrame(committee).assign(person=[f"p{number}" for number in range(len(committee))], role="user")
    rows["person"] = rows["person"].where(~rows["empty"])
    people = rows.loc[~rows["empty"], ["person", "support"]]
    people = pd.concat([people, pd.DataFrame({"person": ["outside"]})])
    deals = pd.DataFrame([{"deal": 1, "rule": rule[0], "quota": rule[1]}])
    held = rows[["person", "role", "weight", "veto"]]
    return StakeholderGraph.from_tables(people.assign(deal=1), seats=held.assign(deal=1), deals=deals)


def expected(committee):
    """What an unknown support is expected to be."""
    known = [seat["support"] for seat in committee if not seat["empty"] and seat["support"] is not None]
    return sum(known) / (len(known) + 2)


def voters(committee, graph):
    """Weight, veto and chance of a yes of each seat that votes or may forbid."""
    yes = influence.committee(graph).detail["yes"].astype(float)
    empty = (1 + expected(committee)) / 2
    return [
        (seat["weight"], seat["veto"], empty if seat["empty"] else yes[1, f"p{number}"])
        for number, seat in enumerate(committee)
        if seat["weight"] > 0 or seat["veto"]
    ]


def passes(votes, voting, rule):
    total = sum(weight for weight, _, _ in voting)
    voted = sum(weight for (weight, _, _), says in zip(voting, votes, strict=True) if says)
    if any(veto and not says for (_, veto, _), says in zip(voting, votes, strict=True)):
        return False
    needed = {"majority": total / 2, "unanimous": total, "quota": (rule[1] or 0) * total}[rule[0]]
    return voted > needed + 1e-9 if rule[0] == "majority" else voted >= needed - 1e-9


def by_integration(voting, rule, rho):
    """The chance that the vote passes: every vote listed given z, integrated over z."""
    chances = np.array([chance for *_, chance in voting])
    listed = itertools.product((False, True), repeat=len(voting))
    passing = np.array([vote for vote in listed if passes(vote, voting, rule)]).reshape(-1, len(voting))

    def at(z):
        yes = ndtr((ndtri(chances) + math.sqrt(rho) * z) / math.sqrt(1 - rho))
        return math.exp(-z * z / 2) / math.sqrt(2 * math.pi) * np.where(passing, yes, 1 - yes).prod(axis=1).sum()

    return quad(at, -9, 9, epsabs=1e-11, limit=200)[0]


def has_committee(committee):
    return sum(seat["weight"] for seat in committee) > 0


@given(committees.filter(has_committee), rules, st.sampled_from(CORRELATIONS))
def test_correlated_approval_is_brute_force_integrated_over_what_all_share(committee, rule, rho):
    graph = graph_of(committee, rule).assuming(vote_correlation=rho)
    found = influence.committee(graph).by_deal["approval_correlated"].item()
    assert found == pytest.approx(by_integration(voters(committee, graph), rule, rho), abs=NEAR[rho])


@given(committees.filter(has_committee), rules)
def test_without_correlation_both_approvals_are_one(committee, rule):
    row = influence.committee(graph_of(committee, rule).assuming(vote_correlation=0.0)).by_deal.loc[1]
    assert row["approval_correlated"] == pytest.approx(row["approval"], abs=1e-12)


@given(committees.filter(has_committee), rules)
def test_a_committee_of_which_nothing_is_known_votes_as_one_where_votes_hang_together_wholly(committee, rule):
    unknown = [{**seat, "support": None} for seat in committee]
    found = influence.committee(graph_of(unknown, rule).assuming(vote_correlation=0.999999)).by_deal
    assert found["approval_correlated"].item() == pytest.approx(0.5, abs=1e-9)


@given(st.sampled_from([-0.9, -0.3, 0.2, 0.8]), st.integers(2, 8))
def test_correlation_lifts_unanimity_and_lowers_that_one_of_many_says_yes(support, size):
    one = {"support": support, "weight": 1.0, "veto": False, "empty": False}
    for rule, lifts in ((("unanimous", None), True), (("quota", 1 / size), False)):
        row = influence.committee(graph_of([one] * size, rule)).by_deal.loc[1]
        assert (row["approval_correlated"] > row["approval"] + 1e-6) == lifts
        assert (row["approval_correlated"] < row["approval"] - 1e-6) == (not lifts)


@given(committees.filter(has_committee), rules)
def test_an_unknown_support_is_expected_as_the_shrunk_mean_of_the_known(committee, rule):
    """Whoever's support is unknown votes as if they had said what is expected of them."""
    graph = graph_of(committee, rule)
    people = graph.people.assign(support=graph.people["support"].astype(float).fillna(expected(committee)))
    said = StakeholderGraph.from_tables(people, seats=graph.table("seats"), deals=graph.table("deals"))
    for who in influence.committee(graph).detail.index:
        yes = [influence.committee(each).detail["yes"].astype(float)[who] for each in (graph, said)]
        assert yes[0] == pytest.approx(yes[1], abs=1e-12)


def test_the_baseline_and_an_empty_seat_by_hand():
    """Known .5 and −.1: mean .2, expected .2 × 2/4 = .1: the empty seat, which alone votes, says yes with .55."""
    people = pd.DataFrame({"person": ["A", "B", "C"], "support": [0.5, -0.1, None]})
    graph = StakeholderGraph.from_tables(people, seats=pd.DataFrame({"person": [None], "role": ["approver"]}))
    support, vote = influence.support(graph).by_deal.iloc[0], influence.committee(graph).by_deal.iloc[0]
    assert (support["mean_known"], support["known"]) == (pytest.approx(0.2), 2)
    assert vote[["approval", "approval_correlated"]].tolist() == pytest.approx([0.55, 0.55], abs=1e-9)


def test_where_nobody_is_known_there_is_no_mean_and_the_vote_is_even():
    graph = StakeholderGraph.from_tables(
        pd.DataFrame({"person": ["A"]}), seats=pd.DataFrame({"person": ["A"], "role": ["approver"]})
    )
    row = influence.score(graph).iloc[0]
    assert pd.isna(row["mean_known"])
    assert row["known"] == 0
    assert row[["approval", "approval_correlated"]].tolist() == pytest.approx([0.5, 0.5], abs=1e-12)

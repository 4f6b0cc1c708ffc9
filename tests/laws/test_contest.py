"""Who wins (docs/model.md, section 11): the laws, and every choice of every voter listed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import influence
from benchmarks.plain_networkx import deals as plain_deals
from influence import StakeholderGraph

US, NOBODY, RIVALS = "us", "nobody", ("acme", "bolt")
numbers = st.sampled_from([None, None, -1.0, -0.5, 0.0, 0.3, 1.0])
person = st.fixed_dictionaries(
    {
        "support": numbers,
        "appetite": st.sampled_from([None, 0.0, 0.4, 1.0]),
        "openness": st.sampled_from([None, 0.0, 0.8]),
        "stances": st.fixed_dictionaries(dict.fromkeys((*RIVALS, NOBODY), numbers)),
    }
)
seat = st.fixed_dictionaries(
    {
        "holder": st.one_of(st.none(), st.integers(0, 7)),
        "weight": st.sampled_from([0.0, 1.0, 1.0, 2.0, 1.3]),
        "veto": st.sampled_from([False, False, False, True]),
    }
)
relationship = st.tuples(
    st.integers(0, 7), st.integers(0, 7), st.sampled_from(["influences", "trusts", "works_with", "conflicts_with"])
)
PLAIN = ("people", "relationships", "seats", "deals")
RULES = [("majority", None), ("unanimous", None), ("quota", 0.6), ("quota", 1.0)]


@st.composite
def contests(draw, rivals=None):
    """The tables of a deal of up to eight people and four sides."""
    people = draw(st.lists(person, min_size=1, max_size=8))
    known = RIVALS[: draw(st.integers(0, 2))] if rivals is None else rivals
    ids = [f"p{number}" for number in range(len(people))]
    seats = draw(st.lists(seat, min_size=1, max_size=8))
    ties = draw(st.lists(relationship, max_size=6))
    rule, quota = draw(st.sampled_from(RULES))
    ties = [(ids[a], ids[b], kind) for a, b, kind in ties if a != b and max(a, b) < len(ids)]
    # A rival is on the list by one stance of unknown support.
    stances = [{"person": ids[0], "side": side, "support": people[0]["stances"][side]} for side in known]
    for who, row in zip(ids[1:], people[1:], strict=True):
        told = {side: row["stances"][side] for side in (*known, NOBODY)}
        stances += [{"person": who, "side": side, "support": own} for side, own in told.items() if own is not None]
    measures = [{name: row[name] for name in ("support", "appetite", "openness")} for row in people]
    holders = [None if each["holder"] is None or each["holder"] >= len(ids) else ids[each["holder"]] for each in seats]
    return {
        "people": pd.DataFrame(measures).assign(person=ids),
        "seats": pd.DataFrame(seats).drop(columns="holder").assign(role="user", person=holders),
        "relationships": pd.DataFrame(ties, columns=["source", "target", "kind"]).drop_duplicates(),
        "stances": pd.DataFrame(stances, columns=["person", "side", "support"]),
        "deals": pd.DataFrame([{"rule": rule, "quota": quota}]),
    }


def graph_of(tables):
    return StakeholderGraph.from_tables(**{name: pd.DataFrame(rows).assign(deal="d") for name, rows in tables.items()})


def own_of(graph, side):
    """How each person stands to a side, by the definition; None where unknown."""
    told = {row.person: row.support for row in graph.stances.itertuples() if row.side == side and pd.notna(row.support)}
    own = {}
    for row in graph.people.itertuples():
        if side == US:
            own[row.person] = row.support
        elif row.person in told:
            own[row.person] = told[row.person]
        else:
            own[row.person] = 1 - 2 * row.appetite if side == NOBODY and pd.notna(row.appetite) else None
    return {who: None if pd.isna(value) else float(value) for who, value in own.items()}


def mean_of(own):
    known = [value for value in own.values() if value is not None]
    return sum(known) / (len(known) + 2)


def choices(graph, plain):
    """For each voter (weight, veto) the chance of each side, the sides in order."""
    sides = [US, NOBODY, *sorted(set(graph.stances["side"]) - {NOBODY})] if len(graph.stances) else [US, NOBODY]
    W, openness = plain.listening()
    order = list(plain.people)
    solve = np.linalg.inv(np.eye(len(order)) - np.diag(openness) @ W) @ np.diag(1 - openness)
    settled, empty = {}, {}
    for side in sides:
        own = own_of(graph, side)
        empty[side] = mean_of(own)
        filled = np.array([empty[side] if own[who] is None else own[who] for who in order])
        settled[side] = dict(zip(order, solve @ filled, strict=True))

    def shares(stance):
        worth = [(1 + stance[side]) / 2 for side in sides]
        total = sum(worth)
        return [each / total for each in worth] if total > 1e-12 else [1 / len(sides)] * len(sides)

    chosen = {who: shares({side: settled[side][who] for side in sides}) for who in order}
    forbids = {seat["person"] for seat in plain.seats if seat.get("veto", False) and "person" in seat}
    voters = [(votes, who in forbids, chosen[who]) for who, votes in plain.votes.items() if votes > 0 or who in forbids]
    return sides, voters + [(votes, veto, shares(empty)) for votes, veto in plain.empty], chosen


def listed(sides, voters, rule, quota):
    """The chance of each side, by every choice that the voters may make."""
    weight, veto = (np.array([voter[k] for voter in voters]) for k in (0, 1))
    choice = np.indices([len(sides)] * len(voters)).reshape(len(voters), -1).T
    chance = np.prod([np.array(shares)[choice[:, k]] for k, (_, _, shares) in enumerate(voters)], axis=0)
    needed = {"majority": weight.sum() / 2, "unanimous": weight.sum(), "quota": (quota or 0) * weight.sum()}[rule]
    wins = {}
    for number, side in enumerate(sides):
        theirs = choice == number
        voted = theirs @ weight
        enough = voted > needed + 1e-9 if rule == "majority" else voted >= needed - 1e-9
        wins[side] = chance[enough & (theirs | ~veto).all(axis=1)].sum() if side != NOBODY else 0.0
    return wins | {NOBODY: 1 - sum(wins.values())}


@given(contests())
def test_each_side_s_chance_is_that_of_all_choices_listed(tables):
    graph = graph_of(tables)
    plain = next(
        iter(plain_deals({name: graph.table(name) for name in ("people", "relationships", "seats", "deals")}).values())
    )
    sides, voters, chosen = choices(graph, plain)
    rule, quota = tables["deals"].iloc[0][["rule", "quota"]]
    found = influence.contest(graph)
    detail = found.detail.loc["d"]
    for side in sides:
        rows = detail.xs(side, level="side")
        for who, shares in chosen.items():
            assert rows.loc[who, "chooses"] == pytest.approx(shares[sides.index(side)], abs=1e-12)
    if voters:
        for side, chance in listed(sides, voters, rule, quota).items():
            assert detail.xs(side, level="side")["wins"].iloc[0] == pytest.approx(chance, abs=1e-12)


@given(contests())
def test_the_chances_of_a_deal_sum_to_one_and_lie_in_their_bounds(tables):
    found = influence.contest(graph_of(tables))
    row = found.by_deal.iloc[0]
    if found.by_deal["reason"].isna().all():
        wins = found.detail.groupby("side")["wins"].first()
        assert wins.sum() == pytest.approx(1, abs=1e-12)
        assert wins["us"] == row["win"]
        assert wins["nobody"] == row["no_decision"]
        assert row["win_low"] - 1e-12 <= row["win"] <= row["win_high"] + 1e-12
        named = wins.drop(["us", "nobody"])
        assert named.empty if pd.isna(row["rival"]) else named.max() == pytest.approx(row["rival_wins"], abs=1e-12)


@given(contests(), st.sampled_from([None, -1.0, 0.0, 1.0]))
def test_one_more_rival_never_raises_our_chance(tables, stance):
    before = influence.contest(graph_of(tables)).by_deal["win"].item()
    who = tables["people"]["person"].iloc[0]
    more = pd.DataFrame([{"person": who, "side": "another", "support": stance}])
    stances = pd.concat([tables["stances"].astype(object), more.astype(object)])
    after = influence.contest(graph_of({**tables, "stances": stances})).by_deal["win"].item()
    assert (np.isnan(before) and np.isnan(after)) or after <= before + 1e-12


@given(contests(rivals=()), st.data())
def test_where_nobody_mirrors_us_our_chance_is_the_vote_s(tables, data):
    people = tables["people"].assign(support=pd.to_numeric(tables["people"]["support"]).fillna(0.2))
    stances = [{"person": row.person, "side": NOBODY, "support": -row.support} for row in people.itertuples()]
    graph = graph_of({**tables, "people": people, "stances": stances})
    assert influence.contest(graph).by_deal["win"].item() == pytest.approx(
        influence.committee(graph).by_deal["approval"].item(), abs=1e-12, nan_ok=True
    )


@given(contests(), st.lists(st.floats(-1, 1), min_size=40, max_size=40))
def test_whatever_the_unknown_turn_out_to_be_our_chance_stays_in_its_bounds(tables, values):
    graph, value = graph_of(tables), iter(values)
    bounds = influence.contest(graph).by_deal.iloc[0]
    sides = [NOBODY, *sorted(set(graph.stances["side"]) - {NOBODY})] if len(graph.stances) else [NOBODY]
    stances = [
        {"person": who, "side": side, "support": next(value) if own is None else own}
        for side in sides
        for who, own in own_of(graph, side).items()
    ]
    support = [next(value) if own is None else own for own in own_of(graph, US).values()]
    seats = graph.seats.assign(person=lambda rows: rows.get("person", pd.Series(None, rows.index, dtype=object)))
    told = graph.replaced(
        people=graph.people.assign(support=support), stances=pd.DataFrame(stances).assign(deal="d"), seats=seats
    )
    win = influence.contest(told).by_deal["win"].item()
    assert np.isnan(win) or bounds["win_low"] - 1e-12 <= win <= bounds["win_high"] + 1e-12


def test_a_quota_that_two_sides_could_pass_has_no_contest():
    people = [{"person": name, "support": 0.5} for name in "ab"]
    seats = [{"person": name, "role": "user"} for name in "ab"]
    deals = [{"deal": "d", "rule": "quota", "quota": 0.5}]
    row = influence.contest(graph_of({"people": people, "seats": seats, "deals": deals})).by_deal.iloc[0]
    assert row[["win", "win_low", "win_high", "no_decision"]].isna().all()
    assert row["leader"] is None
    assert row["reason"] == "a quota of half of the votes or less is one that two sides could pass at once"


def test_drawn_votes_are_shared_among_the_sides():
    """Thirty voters whose votes have no common measure: each draw goes to one side at most."""
    rng = np.random.default_rng(1)
    ids = [f"p{number:02}" for number in range(30)]
    people = [{"person": who, "support": 0.9, "appetite": 0.9, "openness": 0} for who in ids]
    seats = [
        {"person": who, "role": "user", "weight": float(np.sqrt(number + 2) * rng.uniform(1, 2))}
        for number, who in enumerate(ids)
    ]
    stances = [{"person": who, "side": "acme", "support": 0.8} for who in ids]
    graph = StakeholderGraph.from_tables(people, seats=seats, stances=stances, deal="d")
    found = influence.contest(graph).by_deal.iloc[0]
    assert found["win_se"] > 0
    assert 0 < found["win"] + found["rival_wins"] <= 1
    mean, rival = (0.95, 0.9)
    total = mean + rival + 0.1
    weights = np.array([seat["weight"] for seat in seats])
    choice = rng.random((200_000, 30))
    ours = ((choice < mean / total) @ weights > weights.sum() / 2).mean()
    theirs = (((choice >= mean / total) & (choice < (mean + rival) / total)) @ weights > weights.sum() / 2).mean()
    assert found["win"] == pytest.approx(ours, abs=5 * found["win_se"])
    assert found["rival_wins"] == pytest.approx(theirs, abs=5 * found["win_se"])

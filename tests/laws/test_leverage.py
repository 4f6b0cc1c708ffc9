"""Laws of leverage and committee support (docs/model.md, section 3), where few or all people have relationships."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import influence
from influence import RELATIONSHIP_KINDS, StakeholderGraph
from tests.conftest import SEED
from tests.laws.laws import same
from tests.sparse_deals import sparse_graph, sparse_tables

seeds = st.integers(0, 2**32 - 1)
told = st.sampled_from([0.0, 0.3, 0.7, 1.0])
few_deals = st.builds(sparse_tables, st.just(8), seeds, told)


def made(tables, **changes):
    """A graph of these tables, some of them changed."""
    return StakeholderGraph.from_tables(**{name: table for name, table in {**tables, **changes}.items() if len(table)})


def by_deal(values):
    """The sum of what each person adds, by deal."""
    return values.groupby(level="deal").sum()


def weights(graph, like):
    """The weight of every person's votes, 0 where they have none."""
    return influence.coverage(graph).detail["weight"].astype(float).reindex(like.index).fillna(0.0)


def near(one, other):
    np.testing.assert_allclose(one.astype(float), other.astype(float), rtol=0, atol=1e-12)


@given(few_deals)
def test_where_all_is_known_support_is_what_the_committee_settles_on(tables):
    graph = made(tables, people=tables["people"].assign(support=tables["people"]["support"].fillna(0.25)))
    found = influence.support(graph)
    settled = by_deal(weights(graph, found.detail) * found.detail["settled_support"])
    near(found.by_deal["support"], settled)
    near(found.by_deal["support"], by_deal(found.detail["contribution"]))


@given(few_deals, st.floats(0, 1))
def test_whoever_moves_moves_the_committee_by_leverage(tables, share):
    """Everybody at once and each by as much as they like: leverage adds up."""
    people = tables["people"].assign(support=tables["people"]["support"].fillna(0.0).astype(float))
    goal = np.random.default_rng(len(people)).uniform(-1, 1, len(people))
    moved = people.assign(support=people["support"] + share * (goal - people["support"]))
    one, other = (influence.support(made(tables, people=each)) for each in (people, moved))
    step = moved.set_index(["deal", "person"])["support"] - people.set_index(["deal", "person"])["support"]
    far = by_deal(one.detail["leverage"] * step.reindex(one.detail.index))
    near(other.by_deal["support"] - one.by_deal["support"], far)


@given(few_deals)
def test_the_bounds_are_attained_by_the_unknown_at_their_extremes(tables):
    found = influence.support(made(tables))
    leverage = found.detail["leverage"].reindex(pd.MultiIndex.from_frame(tables["people"][["deal", "person"]]))
    empty = 1 - by_deal(weights(made(tables), found.detail))
    empty = empty.where(has_seats(tables).reindex(empty.index, fill_value=False), 0.0)
    for sign, bound in ((-1, "support_low"), (1, "support_high")):
        extreme = tables["people"]["support"].astype(float).fillna(pd.Series(sign * np.sign(leverage.to_numpy())))
        reached = influence.support(made(tables, people=tables["people"].assign(support=extreme))).by_deal
        near(found.by_deal[bound], reached["support"] + sign * empty)


def has_seats(tables):
    seats = tables["seats"]
    return seats["weight"].astype(float).fillna(1.0).groupby(seats["deal"]).sum() > 0 if len(seats) else pd.Series()


@given(few_deals, st.sampled_from([0.0, 0.5, 1.0]))
def test_nobody_settles_beyond_the_extremes_and_all_leverage_is_at_most_the_votes(tables, spread):
    graph = made(tables).assuming(spread=spread)
    detail = influence.support(graph).detail
    assert (detail["settled_support"].abs() <= 1 + 1e-12).all()
    assert (by_deal(detail["leverage"].abs()) <= by_deal(weights(graph, detail)) + 1e-12).all()


@pytest.mark.parametrize("analysis", ["support", "committee", "entry_points"])
def test_sparse_deals_apart_are_sparse_deals_together(analysis):
    graph = sparse_graph(40, SEED)
    whole, alone = (getattr(influence, analysis), [graph.only(deal) for deal in graph.all_deals])
    for table in ("by_deal", "detail"):
        same(pd.concat([getattr(whole(each), table) for each in alone]), getattr(whole(graph), table))


@pytest.mark.parametrize("analysis", [influence.support, influence.committee])
def test_neither_order_nor_names_change_a_number_of_sparse_deals(analysis):
    tables = sparse_tables(40, SEED)
    turned = {name: table.sample(frac=1, random_state=1).map(mirrored) for name, table in tables.items()}
    one, other = analysis(made(tables)), analysis(made(turned))
    same(one.by_deal, other.by_deal)
    same(one.detail, other.detail.rename(index=mirrored, level=1).sort_index())


def mirrored(cell):
    """Ids whose order is the other way round; twice gives the id again."""
    return f"p{99 - int(cell[1:]):02}" if isinstance(cell, str) and cell[0] == "p" and cell[1:].isdecimal() else cell


@given(few_deals, st.sampled_from([None, 0.0, 0.9]), st.sampled_from([None, 0.0, 1.0]))
def test_somebody_without_relationship_seat_and_contact_changes_nothing(tables, influence_, openness):
    seated = has_seats(tables)
    deals = seated.index[seated] if len(seated) else []
    tables = {name: table[table["deal"].isin(deals)] if len(table) else table for name, table in tables.items()}
    if not len(deals):
        return
    row = {"person": "stranger", "influence": influence_, "openness": openness, "layer": "operations"}
    strangers = pd.DataFrame([{"deal": deal, **row} for deal in deals])
    alone, joined = (
        made(tables),
        made(tables, people=pd.concat([tables["people"].astype(object), strangers.astype(object)])),
    )
    for analysis in (influence.support, influence.committee):
        same(analysis(alone).by_deal, analysis(joined).by_deal)
    found = influence.support(joined).detail
    there = found.index.get_level_values("person") == "stranger"
    same(influence.support(alone).detail, found[~there])
    assert (found.loc[there, "leverage"] == 0).all()


# Where everybody has relationships, the model of before holds.


@pytest.fixture(scope="module")
def all_told():
    """Deals in which everybody asks somebody for advice: nobody is without a relationship that carries sway."""
    tables = sparse_tables(60, SEED + 1, share_told=0.9)
    people = tables["people"].groupby("deal").filter(lambda each: len(each) > 1)
    people = people.assign(influence=people["influence"].astype(float).replace(0.0, 0.35))
    after = people.groupby("deal")["person"].transform(lambda each: np.roll(each, -1))
    ring = people[["deal", "person"]].assign(target=after, kind="seeks_advice_from", strength=0.7)
    drawn = tables["relationships"]
    drawn = drawn[drawn["kind"] != "conflicts_with"]  # Nothing cancels.
    ties = pd.concat([drawn, ring.rename(columns={"person": "source"})], ignore_index=True)
    held = {name: table[table["deal"].isin(people["deal"])] for name, table in tables.items()}
    return {**held, "people": people, "relationships": ties[ties["deal"].isin(people["deal"])]}


def test_deals_in_which_everybody_has_relationships_keep_their_leverage(all_told):
    graph = made(all_told)
    for spread in (0.0, 1.0):
        found = influence.support(graph.assuming(spread=spread)).detail
        for deal, people in all_told["people"].groupby("deal"):
            leverage = of_before(people.set_index("person"), all_told["relationships"], weights(graph, found), deal)
            np.testing.assert_allclose(found.loc[deal, "leverage"], leverage, rtol=0, atol=4e-16, err_msg=deal)


def of_before(people, relationships, weight, deal):
    """ℓ = (I − Λ)(I − ΛW)⁻ᵀ w with W from the relationships alone, as before anything was assumed of the silent."""
    order = sorted(people.index)
    sway, of = np.zeros((len(order), len(order))), people["influence"].astype(float).fillna(0.5)
    for tie in relationships[relationships["deal"] == deal].itertuples():
        kind, strength = RELATIONSHIP_KINDS[tie.kind], 1.0 if pd.isna(tie.strength) else tie.strength
        one, other = order.index(tie.source), order.index(tie.target)
        sway[one, other] += kind.target_sways_source * strength * of[tie.target]
        sway[other, one] += kind.source_sways_target * strength * of[tie.source]
    W = sway / np.abs(sway).sum(axis=1, keepdims=True)
    openness = np.minimum(people["openness"].astype(float).fillna(0.5), 0.99)[order].to_numpy()
    return (1 - openness) * np.linalg.solve((np.eye(len(order)) - openness[:, None] * W).T, weight[deal][order])


def test_the_spread_changes_no_digit_where_everybody_has_relationships(all_told):
    one, other = (influence.support(made(all_told).assuming(spread=spread)) for spread in (0.0, 1.0))
    same(one.detail, other.detail, check_exact=True)
    same(one.by_deal, other.by_deal, check_exact=True)


# By hand.


def test_who_is_placed_and_silent_listens_to_all_placed_alike():
    """A has the seat, B a contact: W_AB = W_BA = 1, λ = ½, so that z_A = 1 + z_B/2 and z_B = z_A/2; C is not placed."""
    people = pd.DataFrame({"person": ["A", "B", "C"]})
    graph = StakeholderGraph.from_tables(
        people,
        seats=pd.DataFrame({"person": ["A"], "role": ["approver"]}),
        contacts=pd.DataFrame({"side": ["rival"], "member": ["m"], "person": ["B"]}),
    )
    leverage = influence.support(graph).detail["leverage"].tolist()
    assert leverage == pytest.approx([2 / 3, 1 / 3, 0], abs=1e-15)


def test_smoothing_by_hand():
    """B asks A, of influence 1; A and C are silent: g = ⅔, m = 1, k = ⅔; W_BA = (1 + ⅓)/(1 + ⅔) = .8, W_BC = .2."""
    graph = StakeholderGraph.from_tables(
        pd.DataFrame({"person": ["A", "B", "C"], "influence": [1.0, None, None], "openness": [0.0, 0.5, 0.0]}),
        relationships=pd.DataFrame({"source": ["B"], "target": ["A"], "kind": ["seeks_advice_from"]}),
        seats=pd.DataFrame({"person": ["B", "C"], "role": ["user", "user"], "weight": [1, 0]}),
    )
    assert influence.support(graph).detail["leverage"].tolist() == pytest.approx([0.4, 0.5, 0.1], abs=1e-15)


def test_the_only_one_who_is_placed_keeps_their_own_mind():
    graph = StakeholderGraph.from_tables(
        pd.DataFrame({"person": ["A", "B"]}), seats=pd.DataFrame({"person": ["A"], "role": ["user"]})
    )
    assert influence.support(graph).detail["leverage"].tolist() == [1, 0]

"""The value of finding out (F8): by hand, by rebuilding the graph for every answer, and the laws of the interval."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

import influence
from influence import InfluenceError, StakeholderGraph, entry_points, support
from influence.analysis.information_gaps import information_gaps
from influence.tables.schema import TABLES
from tests.analysis.gaps import frame, gap, places_found, rows
from tests.random_deals import frames

PLAIN = {-1.0: 0.2, -0.5: 0.2, 0.0: 0.2, 0.5: 0.2, 1.0: 0.2}
ROUGH = {-1.0: 0.5, 0.25: 0.125, 1.0: 0.375}
# What names members of our team: contacts follow from encounters, and who promised something has to be known.
OF_OUR_TEAM = ("contacts", "interactions", "commitments", "team")


def moves(graph):
    """What each move gains in each deal, from the rows of `entry_points`; a move not offered gains nothing."""
    detail = entry_points(graph).detail
    return detail["gain"].where(detail["rank"].notna(), 0.0).unstack("deal", fill_value=0.0)


@pytest.fixture(scope="module")
def bare(many_tables):
    """The shared deals without ratings, which would fill in what people do not say, and without facts."""
    tables = {name: table for name, table in many_tables.items() if name not in ("ratings", "facts")}
    return StakeholderGraph.from_tables(**tables)


def deals_of(graph):
    """The rows of each deal, table by table."""
    rows = {deal: {} for deal in graph.all_deals}
    for name in TABLES:
        for row in graph.table(name).astype(object).to_dict("records"):
            rows[row["deal"]].setdefault(name, []).append(row)
    return rows


def worlds(changes):
    """One graph of a deal for each change: copies of the deals changed, in which these tables differ."""
    tables = {name: [] for name in TABLES}
    for number, (deal, change) in enumerate(changes):
        for name, found in {**deal, **change}.items():
            tables[name] += [{**row, "deal": number} for row in found]
    return StakeholderGraph.from_tables(**frames(tables))


def in_turn(gains, *sizes):
    """The columns of the worlds, in runs of these lengths."""
    return np.split(gains, np.cumsum(sizes)[:-1], axis=1)


def with_support(rows, who, new):
    return {"people": [row | {"support": new} if row["person"] == who else row for row in rows["people"]]}


def by_definition(chances, gains):
    """F8 word for word: of moves, a row each, in worlds that are as likely as `chances`; to wait gains nothing."""
    best = np.vstack([gains, np.zeros(gains.shape[1])])
    return best.max(axis=0) @ chances - (best @ chances).max()


def ann_and_bo(role, openness, support=None, evidence=None):
    """Ann, who can introduce us to Bo, or be won herself."""
    person = ["Ann", "Bo"]
    of_ann = {"support": [support, 0], "evidence": [evidence, 1], "openness": [openness, 1]}
    people = frame(person=person, appetite=[0, 1], level=[2, 1], **of_ann)
    seats, ties = frame(person=person, role=["evaluator", role]), frame(source=["Ann"], target="Bo", kind="knows")
    contacts = frame(side=["us"], member="Yao", person="Ann", strength=1.0)
    # Nobody is moved by anybody, so each of the two votes is a leverage of a half.
    return StakeholderGraph.from_tables(people, ties, seats, contacts=contacts).assuming(most_open=0.0)


# By support of Ann from -1 to 1: she herself gains 1/2 x move x (1 - v), Bo 1/2 x 0.5 x (1 + v) / 2, or by the cold
# access of 0.05 at the top; an approver only where the way to him is at least the 0.25 at which the top is open.
@pytest.mark.parametrize(
    ("role", "openness", "ann", "bo", "value"),
    [
        ("approver", 0.4, [0.2, 0.15, 0.1, 0.05, 0], [0, 0, 0.125, 0.1875, 0.25], 0.07),
        ("decision_maker", 0.1, [0.05, 0.0375, 0.025, 0.0125, 0], [0.025, 0.0625, 0.125, 0.1875, 0.25], 0.005),
    ],
)
def test_f8_by_hand(role, openness, ann, bo, value):
    """Nobody knows Ann's support."""
    graph = ann_and_bo(role, openness)
    assert np.mean(np.maximum(ann, bo)) - max(np.mean(ann), np.mean(bo)) == pytest.approx(value)
    found = gap(graph, "support", "Ann")
    assert found[["value", "width"]].tolist() == pytest.approx([value, 1])
    assert found["why"] == (
        "Leverage 0.50: while this is unknown, the committee's support could still move by 1.00; knowing it improves "
        f"the best next move by {value:.3f} on average."
    )
    sure = gap(graph, "support", "Ann", prior={0.5: 1.0})
    assert sure["value"] == 0
    assert "improves" not in sure["why"]


@pytest.mark.parametrize("trust", [0.1, 0.4])
def test_f8_of_a_guess_by_hand(trust):
    """Ann is guessed to be wholly against us: were that so, she would be the better move, else it is Bo."""
    graph = ann_and_bo("decision_maker", 0.1, support=-1, evidence=4)
    graph = graph.assuming(evidence_weights={**graph.assumptions.evidence_weights, 4: trust})
    informed = trust * 0.05 + (1 - trust) * np.mean([0.05, 0.0625, 0.125, 0.1875, 0.25])
    as_things_stand = trust * 0.025 + (1 - trust) * np.mean([0.025, 0.0625, 0.125, 0.1875, 0.25])
    assert gap(graph, "evidence", "Ann")["value"] == pytest.approx(informed - as_things_stand)


def values_by_rebuilding(graph, found, prior, trust=0.0):
    """The value of the support of each person found: every support of everybody is a world of its own."""
    deals, own = deals_of(graph), graph.people.set_index(["deal", "person"])["support"]
    people = places_found(found)
    changes = [
        (deals[deal], with_support(deals[deal], who, stance))
        for deal, who in people
        for stance in (own[deal, who], *prior)
    ]
    chances = [trust, *((1 - trust) * chance for chance in prior.values())]
    gains = moves(worlds(changes)).to_numpy()
    return [by_definition(chances, each) for each in in_turn(gains, *[len(chances)] * len(people))]


def places(graph, these):
    return list(graph.people.loc[these, ["deal", "person"]].itertuples(index=False, name=None))


@pytest.mark.parametrize("prior", [PLAIN, ROUGH], ids=["plain", "rough"])
def test_f8_of_a_person_equals_rebuilding_the_graph_for_each_support(bare, prior):
    found = rows(bare, "support", prior=prior)
    assert sorted(places_found(found)) == places(bare, bare.people["support"].isna())
    expected = values_by_rebuilding(bare, found, prior)
    np.testing.assert_allclose(found["value"], expected, rtol=1e-6, atol=1e-12)


def test_f8_of_a_guess_is_right_with_the_weight_of_its_grade_else_the_prior_holds(bare):
    found, people = rows(bare, "evidence"), bare.people
    # Answers that tables give to the checklist may be guesses too; here only people are asked about.
    found = found[found["about"].isin(people["person"])]
    assert sorted(places_found(found)) == places(bare, people["support"].notna() & (people["evidence"] == 4))
    expected = values_by_rebuilding(bare, found, PLAIN, bare.assumptions.evidence_weights[4])
    np.testing.assert_allclose(found["value"], expected, rtol=1e-6, atol=1e-12)


def test_f8_of_a_seat_equals_naming_a_stranger_of_each_support_for_it(bare):
    """Where nobody moves anybody: whom a stranger would listen to, and who to them, is not in the price of a seat."""
    bare = bare.assuming(most_open=0.0)
    deals, arrays = deals_of(bare), bare.arrays
    empty = arrays.empty_seat & (arrays.seat_weight > 0)
    place = bare.seats.groupby("deal").cumcount()
    seats = {deal: list(place[empty & (bare.seats["deal"] == deal)]) for deal in bare.all_deals}
    changes = []
    for deal, open_ in seats.items():
        changes += [(deals[deal], {})]
        changes += [(deals[deal], with_a_stranger(deals[deal], seat, stance)) for seat in open_ for stance in PLAIN]
    gains = moves(worlds(changes).assuming(most_open=0.0)).max().clip(lower=0).to_numpy()[None]
    found = dict(list(rows(bare, "seat").groupby(level="deal")))
    sizes = [1 + len(PLAIN) * len(open_) for open_ in seats.values()]
    for (deal, open_), (now, *named) in zip(seats.items(), (each[0] for each in in_turn(gains, *sizes)), strict=True):
        expected = np.array(named).reshape(-1, len(PLAIN)) @ np.array([*PLAIN.values()]) - now
        values = found[deal][["value", "width"]] if deal in found else pd.DataFrame(columns=["value", "width"])
        assert len(expected) == len(open_) == (values["width"] > 0).sum()
        assert sorted(values["value"][values["width"] > 0]) == pytest.approx(sorted(expected), abs=1e-12), deal
        assert (values["value"][values["width"] == 0] == 0).all(), deal


def with_a_stranger(rows, seat, stance):
    """The tables in which somebody of this support, whom nobody knows, holds the seat."""
    stranger = {"person": "stranger", "layer": "decision", "support": stance}
    seats = [row | {"person": "stranger"} if place == seat else row for place, row in enumerate(rows["seats"])]
    return {"people": [*rows["people"], stranger], "seats": seats}


@pytest.mark.parametrize("judged", [None, 0.0, 0.65])
@pytest.mark.parametrize("product", [True, False])
def test_f8_of_bottom_up_by_judging_the_product_for_every_case(bare, judged, product):
    known, unknown = ("product_strength", "value_lead") if product else ("value_lead", "product_strength")
    deals = deals_of(bare)

    def with_lead(rows, own, lead):
        return rows, {"deals": [row | {known: own, unknown: lead} for row in rows["deals"]]}

    # Each unknown one in the middle of each of a hundred equal parts of 0 to 1.
    parts = (np.arange(100) + 0.5) / 100
    lead = np.maximum.outer(parts, parts if judged is None else [judged])
    chance = (lead >= bare.assumptions.bottom_up_strength).mean()
    gains = moves(worlds([with_lead(rows, 0.0, lead) for rows in deals.values() for lead in (1.0, 0.0)])).to_numpy()
    expected = [by_definition([chance, 1 - chance], each) for each in in_turn(gains, *[2] * len(deals))]
    found = rows(worlds([with_lead(rows, judged, None) for rows in deals.values()]), "gate")
    found = found[found["about"] == "bottom_up"]
    np.testing.assert_allclose(found["value"], expected, rtol=1e-6, atol=1e-12)
    asks_product, asks_lead = judged is None or not product, judged is None or product
    assert (found["question"].str.contains("How good is our product") == asks_product).all()
    assert (found["question"].str.contains("lead the rivals") == asks_lead).all()


def refused(rows):
    """A contact of no strength leads nowhere, but it is recorded; it is with somebody who has a part in the deal."""
    placed = [row["source"] for row in rows.get("relationships", [])]
    placed += [row["person"] for row in rows.get("seats", []) if pd.notna(row["person"])]
    return {"contacts": [{"side": "us", "member": "m0", "person": [*placed, "p0"][0], "strength": 0.0}]}


@pytest.mark.parametrize("chance", [0.0, 0.25, 0.5, 1.0])
def test_f8_of_the_top_where_no_contact_is_recorded(bare, chance):
    deals = [
        {name: found for name, found in rows.items() if name not in OF_OUR_TEAM} for rows in deals_of(bare).values()
    ]
    gains = moves(worlds([(rows, change) for rows in deals for change in ({}, refused(rows))])).to_numpy()
    expected = [by_definition([chance, 1 - chance], each) for each in in_turn(gains, *[2] * len(deals))]
    found = rows(worlds([(rows, {}) for rows in deals]), "gate", top_down_open=chance)
    found = found[found["about"] == "top_down"]
    np.testing.assert_allclose(found["value"], expected, rtol=1e-6, atol=1e-12)
    assert found["ask"].isna().all()
    assert found["question"].str.startswith("Our own team knows").all()


@pytest.mark.parametrize(
    ("prior", "fault"),
    [
        ({0.5: 0.5}, "add up to 0.5; let them add up to 1"),
        ({}, "add up to 0;"),
        ({-1.5: 1.0}, r"support \[-1.5\]; give numbers from -1 to 1"),
        ({np.nan: 1.0}, "give numbers from -1 to 1"),
        ({0.0: 1.5, 1.0: -0.5}, "give none below 0"),
        ({0.0: np.nan}, "give none below 0"),
        ([0.0, 1.0], "give a mapping of numbers"),
        ({"for us": 1.0}, "give a mapping of numbers"),
    ],
)
def test_what_cannot_be_believed_is_refused(prior, fault):
    duck = influence.datasets.load("cooked_duck")
    with pytest.raises(InfluenceError, match=fault):
        information_gaps(duck, prior=prior)
    for chance in (1.1, np.nan):
        with pytest.raises(InfluenceError, match=f"top_down_open is {chance}; give a number from 0 to 1"):
            information_gaps(duck, top_down_open=chance)


def test_widths_add_up_to_the_interval_of_support(bare):
    """Where no raters differ, whose interval is nobody's gap."""
    found = information_gaps(bare)
    bounds = support(bare).by_deal
    np.testing.assert_allclose(
        found.by_deal["interval_width"], bounds["support_high"] - bounds["support_low"], rtol=0, atol=1e-12
    )
    total = found.detail["width"].groupby(level="deal").sum().reindex(found.by_deal.index, fill_value=0.0)
    np.testing.assert_allclose(total, found.by_deal["interval_width"], rtol=0, atol=1e-12)


def test_knowing_one_more_never_widens_the_interval_and_blanking_never_narrows_it(bare):
    deals, width = deals_of(bare), information_gaps(bare).by_deal["interval_width"]
    stances = itertools.cycle(np.linspace(-1, 1, 41))
    people = list(bare.people[["deal", "person", "support"]].itertuples(index=False))
    changes = [with_support(deals[deal], who, next(stances) if pd.isna(own) else None) for deal, who, own in people]
    graph = worlds([(deals[person.deal], change) for person, change in zip(people, changes, strict=True)])
    after = information_gaps(graph).by_deal["interval_width"]
    for (deal, who, own), other in zip(people, after, strict=True):
        assert (other <= width[deal] + 1e-12) if pd.isna(own) else (other >= width[deal] - 1e-12), (deal, who)

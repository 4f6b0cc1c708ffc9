"""Agreement of raters: published tables, Krippendorff's formula written out, and by hand (rules 004-5, 004-6, F10)."""

from __future__ import annotations

import itertools
from collections import Counter
from statistics import mean

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import settings
from pandas.testing import assert_frame_equal

import influence
from influence import InfluenceError, StakeholderGraph, Thresholds
from influence.analysis.agreement import agreement
from influence.tables.schema import MEASURES, TABLES
from tests.random_deals import RATERS

METRICS = ("interval", "ordinal")
COLUMNS = {
    (measure, metric): f"alpha_{metric}" + ("" if measure == "support" else f"_{measure}")
    for measure in MEASURES
    for metric in METRICS
}

# Four observers, twelve units: Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011.
FOUR_OBSERVERS = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 ."""
# Five judges of forty articles: Hayes & Krippendorff, Communication Methods and Measures 1, 2007.
FIVE_JUDGES = """
1 1 2 . 0 0 1 1 2 2 . 0 1 3 1 1 2 1 1 0 0 0 2 0 1 0 0 1 1 1 1 2 2 3 2 2 2 2 2 1
1 1 3 0 0 0 0 . 2 1 1 0 2 3 1 1 1 2 1 0 0 0 3 0 2 1 0 2 1 1 1 1 2 2 2 2 2 2 2 1
2 0 3 0 0 0 2 2 2 1 0 0 2 2 1 1 2 3 0 0 1 . 3 0 . 1 0 1 2 2 0 2 . 2 2 3 2 . 2 1
. 1 3 . . . . 0 . 1 0 0 2 2 . . . 3 1 . 1 0 3 0 2 1 1 2 2 . . 1 2 2 . . . 1 2 .
2 . . 0 0 0 1 . 2 . . . . 3 1 1 2 . . 0 . 0 . . 2 . 0 . . 2 0 . 2 . 2 2 2 2 . 1"""
# Three coders, fifteen units: the example most descriptions of alpha retell.
THREE_CODERS = """
. . . . . 3 4 1 2 1 1 3 3 . 3
1 . 2 1 3 3 4 3 . . . . . . .
. . 2 1 3 4 4 . 2 1 1 3 3 . 4"""


def reliability(text):
    """A published table as numbers, a row per rater."""
    rows = [[np.nan if cell == "." else float(cell) for cell in line.split()] for line in text.split("\n")[1:]]
    return np.array(rows)


def rated_by(data, measure="support", deal="deal"):
    """A published table as ratings, stretched to the range of the measure."""
    column = TABLES["people"][measure]
    scaled = (data - np.nanmin(data)) / (np.nanmax(data) - np.nanmin(data)) * (column.high - column.low) + column.low
    return [
        {"deal": deal, "rater": f"r{i}", "person": f"u{j:02d}", "measure": measure, "value": scaled[i, j]}
        for i, j in zip(*np.nonzero(~np.isnan(data)), strict=True)
    ]


def graph_of(ratings, people=None, **tables):
    ratings = pd.DataFrame(ratings)
    if people is None:
        people = ratings[ratings.columns.intersection(["deal", "person"])].drop_duplicates()
    return StakeholderGraph.from_tables(people, ratings=ratings, **tables)


def said(rater, value, person="Gu", **more):
    return {"rater": rater, "person": person, "measure": "support", "value": value, **more}


def now(graph):
    """What each rater says now, of every deal, person and measure: by loops."""
    rows = {}
    for row in graph.ratings.to_dict("records"):
        unit = rows.setdefault((row["deal"], row["person"], row["measure"]), {})
        unit.setdefault(row["rater"].strip().casefold(), []).append(row)
    return {unit: {rater: latest(given) for rater, given in raters.items()} for unit, raters in rows.items()}


def latest(rows):
    dated = [row for row in rows if pd.notna(row.get("date"))]
    return mean(row["value"] for row in rows if not dated or row["date"] == max(each["date"] for each in dated))


def by_coincidences(units, metric):
    """Alpha of lists of values, one a unit, from coincidences: the formula as it is printed."""
    coincidences = Counter()
    for values in units:
        for one, other in itertools.permutations(values, 2):
            coincidences[one, other] += 1 / (len(values) - 1)
    counts = Counter()
    for (value, _), often in coincidences.items():
        counts[value] += often
    total = sum(counts.values())

    def difference(one, other):
        if metric == "interval":
            return (one - other) ** 2
        low, high = min(one, other), max(one, other)
        return (sum(counts[v] for v in counts if low <= v <= high) - (counts[one] + counts[other]) / 2) ** 2

    observed = sum(often * difference(*pair) for pair, often in coincidences.items()) / total
    expected = sum(counts[one] * counts[other] * difference(one, other) for one in counts for other in counts)
    return 1 - observed / (expected / (total * (total - 1)))


def of_package(units, metric):
    raters = sorted({rater for values in units for rater in values})
    data = [[values.get(rater, np.nan) for values in units] for rater in raters]
    return krippendorff.alpha(reliability_data=np.array(data), level_of_measurement=metric)


@pytest.mark.parametrize(
    ("table", "published"),
    [
        (FOUR_OBSERVERS, {"ordinal": 0.815, "interval": 0.849}),
        (FIVE_JUDGES, {"ordinal": 0.7598}),
        (THREE_CODERS, {"interval": 0.811}),
    ],
    ids=["four observers", "five judges", "three coders"],
)
@pytest.mark.parametrize("measure", MEASURES)
def test_f10_published_reliability_data(table, published, measure):
    data = reliability(table)
    found = agreement(graph_of(rated_by(data, measure))).by_deal.iloc[0]
    units = [column[~np.isnan(column)].tolist() for column in data.T]
    for metric in METRICS:
        alpha = found[COLUMNS[measure, metric]]
        assert alpha == pytest.approx(by_coincidences(units, metric), abs=1e-12)
        independent = krippendorff.alpha(reliability_data=data, level_of_measurement=metric)
        assert alpha == pytest.approx(independent, abs=1e-12)
        if metric in published:
            digits = len(str(published[metric])) - 2
            assert round(alpha, digits) == published[metric]
    assert found["raters"] == len(data)


def test_f10_the_published_tables_side_by_side_to_four_digits():
    tables = {"a": FOUR_OBSERVERS, "b": FIVE_JUDGES, "c": THREE_CODERS}
    ratings = [row for deal, table in tables.items() for row in rated_by(reliability(table), deal=deal)]
    found = agreement(graph_of(ratings)).by_deal[["alpha_interval", "alpha_ordinal"]].round(4)
    assert found.to_numpy().tolist() == [[0.8491, 0.8154], [0.7574, 0.7598], [0.8108, 0.8067]]


def test_f10_alpha_is_that_of_the_formula_and_of_another_package(many):
    found, units = agreement(many).by_deal.to_dict("index"), {}
    for (deal, _, measure), raters in now(many).items():
        if len(raters) > 1:
            units.setdefault((deal, measure), []).append(raters)
    computed = 0
    for deal, measure, metric in itertools.product(many.all_deals, MEASURES, METRICS):
        given_here = units.get((deal, measure), [])
        alpha = found[deal][COLUMNS[measure, metric]]
        if len({value for raters in given_here for value in raters.values()}) < 2:
            assert np.isnan(alpha), (deal, measure)
            continue
        values = [list(raters.values()) for raters in given_here]
        assert alpha == pytest.approx(by_coincidences(values, metric), abs=1e-9), (deal, measure)
        assert alpha == pytest.approx(of_package(given_here, metric), abs=1e-9), (deal, measure)
        computed += 1
    assert computed > len(METRICS) * settings.default.max_examples


@pytest.mark.parametrize("names", ["qwert", "trewq", "eqtrw"])
def test_the_raters_names_do_not_count(many_tables, many, names):
    ratings = many_tables["ratings"]
    called = dict(zip(sorted({name.strip().casefold() for name in RATERS}), names, strict=True))
    renamed = ratings.assign(rater=ratings["rater"].map(lambda name: called[name.strip().casefold()]))
    before, other = agreement(many), agreement(StakeholderGraph.from_tables(**{**many_tables, "ratings": renamed}))
    assert_frame_equal(before.by_deal.drop(columns="rates_high"), other.by_deal.drop(columns="rates_high"))
    # Whether a rater is somebody of the deal is in the name.
    kept = ["raters", "low", "high", "range", "pooled_low", "pooled_high", "disputed"]
    assert_frame_equal(before.detail[kept], other.detail[kept])


def test_detail_is_what_loops_find(many):
    detail, units = agreement(many).detail.to_dict("index"), now(many)
    assert set(detail) == set(units)
    own = many.people.set_index(["deal", "person"]).to_dict("index")
    for (deal, person, measure), raters in units.items():
        row, values = detail[deal, person, measure], list(raters.values())
        assert (row["raters"], row["low"], row["high"]) == (len(values), min(values), max(values)), deal
        assert row["range"] == row["high"] - row["low"], deal
        known = [*values, own[deal, person][measure]]
        assert (row["pooled_low"], row["pooled_high"]) == (min(known), max(known)), deal
        assert row["low"] <= row["pooled"] <= row["high"], deal
        assert row["disputed"] == (row["range"] >= (0.5 if measure == "support" else 0.25)), deal


def test_rule_004_6_facts_told_by_one_are_what_loops_find(many_tables, many):
    tellers, members = {}, set()
    for name in ("team", "contacts", "facts"):
        members |= set(zip(many_tables[name]["deal"], many_tables[name]["member"], strict=True))
    for row in many_tables["facts"].to_dict("records"):
        # Where no column says which member knows, the source may, if it is one of the deal's own.
        named = row["source"] if (row["deal"], row["source"]) in members else None
        member = named if pd.isna(row["member"]) else row["member"]
        if pd.notna(row["answer"]) and pd.notna(member) and row["side"] != "rival":
            question = {"预算": "budget", "why ?": "Why?"}.get(row["question"], row["question"])
            tellers.setdefault(row["deal"], {}).setdefault(question, set()).add(member)
    for deal, number in agreement(many).by_deal["told_by_one"].items():
        alone = sum(len(members) == 1 for members in tellers.get(deal, {}).values())
        assert (number is pd.NA) == (deal not in tellers), deal
        assert number is pd.NA or number == alone, deal


def test_fixture_8_manager_and_rep_differ_about_the_approver():
    seats = pd.DataFrame([{"person": "Gu", "role": "approver"}])
    graph = graph_of([said("manager", 1.0), said("rep", -0.5)], seats=seats)
    found = agreement(graph)
    assert found.by_deal[["widest", "rates_high"]].iloc[0].tolist() == ["Gu", "manager"]
    assert found.by_deal[["widest_range", "rates_high_by"]].iloc[0].tolist() == [0.75, 1.5]
    # Two raters of one person are as far apart as any two values are: half of those pairs are a value with itself.
    assert found.by_deal["alpha_interval"].item() == pytest.approx(0)
    row = found.detail.loc[("deal", "Gu", "support")]
    assert row["disputed"]
    assert (row["pooled_low"], row["pooled_high"]) == (-0.5, 1.0)
    bounds = influence.support(graph).by_deal.iloc[0]
    assert (bounds["support_low"], bounds["support"], bounds["support_high"]) == (-0.5, 0.25, 1.0)
    assert bounds["certainty"] == 0.25


def test_the_latest_counts_dated_before_undated_and_the_mean_of_one_day():
    ratings = [
        said("Ann", 1.0),
        said("Ann", 0.0, date="2024-01-01"),
        said("ann ", -0.5, date="2024-02-01"),
        said("ANN", -1.0, date="2024-02-01"),
        said("Bo", 0.0),
        said("Bo", 1.0),
    ]
    row = agreement(graph_of(ratings)).detail.loc[("deal", "Gu", "support")]
    assert (row["raters"], row["low"], row["high"]) == (2, -0.75, 0.5)


def test_rule_002_11_hearsay_weighs_no_more_than_a_statement():
    people = pd.DataFrame({"person": ["Gu", "Mo", "Yao"], "name": ["Mr Gu", "Mr Mo", "Yao"]})
    team = pd.DataFrame({"member": ["Yao"]})
    ratings = [
        said("mr mo", 1.0, evidence=1),
        said("Yao", -1.0, evidence=1),
        said("Gu", 0.0, evidence=1),
        said("rep", 0.5),
    ]
    row = agreement(graph_of(ratings, people, team=team)).detail.loc[("deal", "Gu", "support")]
    # Mr Mo speaks of another, Gu of himself, and Yao is ours, whoever else is called so.
    assert row["hearsay"] == 1
    assert row["pooled"] == pytest.approx((0.35 - 0.9 + 0.35 * 0.5) / (0.35 + 0.9 + 0.9 + 0.35))


def test_evidence_without_weight_pools_nothing():
    graph = graph_of([said("Ann", 1.0, evidence=4)]).assuming(evidence_weights={1: 1, 2: 1, 3: 1, 4: 0})
    assert np.isnan(agreement(graph).detail["pooled"].item())


def test_who_is_told_apart_most_and_who_rates_high():
    ratings = [
        said("rep", 0.5, "a"), said("boss", 0.0, "a"),
        said("rep", 0.25, "b"), said("boss", 0.75, "b"), said("aide", 0.25, "b"),
        said("rep", 1.0, "c"),
    ]  # fmt: skip
    found = agreement(graph_of(ratings)).by_deal.iloc[0]
    # rep: (0.5 + -0.25) / 2, boss: (-0.5 + 0.5) / 2, aide: -0.25; whom one alone rates shows nothing.
    assert (found["rates_high"], found["rates_high_by"], found["raters"]) == ("rep", 0.125, 3)
    assert (found["widest"], found["widest_range"]) == ("a", 0.25)


def test_raters_who_agree_rate_neither_high_nor_far_apart():
    found = agreement(graph_of([said("rep", 0.5), said("boss", 0.5)])).by_deal.iloc[0]
    assert found["widest"] is None or pd.isna(found["widest"])
    assert found["rates_high"] is None
    assert (found["widest_range"], found["rates_high_by"]) == (0, 0)
    assert np.isnan(found["alpha_interval"])


def test_of_raters_equally_high_the_first_by_name_is_told():
    ratings = [said("Zo", 0.3, "a"), said("rep", 0.1, "a"), said("Bo", 0.4, "b"), said("rep", 0.2, "b")]
    found = agreement(graph_of(ratings)).by_deal.iloc[0]
    assert (found["rates_high"], found["widest"]) == ("Bo", "a")


def test_rule_004_6_facts_that_one_member_alone_knows():
    facts = pd.DataFrame(
        [
            {"deal": 1, "question": "budget", "answer": "2 m", "member": "rep"},
            {"deal": 1, "question": "预算", "answer": "maybe 3 m", "member": "boss"},
            {"deal": 1, "question": "final_say", "answer": "Gu", "source": "rep"},
            {"deal": 1, "question": "Who signs?", "answer": "Gu", "member": "rep"},
            {"deal": 1, "question": "who signs?", "answer": "Mo", "member": "rep"},
            {"deal": 1, "question": "Why now?", "answer": "law", "member": "boss"},
            {"deal": 1, "question": "pain", "answer": None, "member": "boss"},
            {"deal": 1, "question": "fit", "answer": "yes"},
            {"deal": 1, "question": "topics", "answer": "price", "member": "rep", "side": "rival"},
            {"deal": 2, "question": "fit", "answer": "yes"},
            {"deal": 3, "question": "fit", "answer": "yes", "member": "rep"},
            {"deal": 3, "question": "fit", "answer": "no", "member": "boss"},
        ]
    )
    people = pd.DataFrame({"deal": [1, 2, 3, 4], "person": ["Gu"] * 4})
    found = agreement(StakeholderGraph.from_tables(people, facts=facts)).by_deal["told_by_one"]
    assert found.tolist() == [3, pd.NA, 0, pd.NA]


def test_unknown_stays_unknown_where_nobody_rates():
    people = pd.DataFrame({"person": ["Gu"], "support": [0.5]})
    header = pd.DataFrame(columns=["rater", "person", "measure", "value"], dtype=object)
    for tables in ({}, {"ratings": header}):
        found = agreement(StakeholderGraph.from_tables(people, **tables))
        row = found.by_deal.iloc[0]
        assert row["raters"] == 0
        assert row.drop("raters").isna().all()
        assert found.detail.empty
        assert found.detail.index.names == ["deal", "person", "measure"]


def test_rounding_decides_no_dispute():
    # 0.7 - 0.2 falls short of a half by a rounding.
    ratings = [said("rep", 0.7), said("boss", 0.2), said("rep", 0.7, "Mo"), said("boss", 0.21, "Mo")]
    assert agreement(graph_of(ratings)).detail["disputed"].tolist() == [True, False]
    assert agreement(graph_of(ratings), thresholds=Thresholds(apart=0.3)).detail["disputed"].tolist() == [False, False]


@pytest.mark.parametrize("apart", [0, -0.1, 1.1, float("nan")])
def test_apart_is_a_share(apart):
    with pytest.raises(InfluenceError, match="above 0, at most 1"):
        agreement(graph_of([said("rep", 0.5)]), thresholds=Thresholds(apart=apart))

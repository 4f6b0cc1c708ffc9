"""The laws that hold for every score of every graph, and the shape of the pipeline's table."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

import influence
from influence.analysis.score import SCORES
from tests.random_deals import deal_graphs, deal_tables


@given(deal_graphs(deals=3))
def test_deals_scored_apart_are_the_deals_scored_together(graph):
    apart = pd.concat([influence.score(graph.only(deal)) for deal in graph.all_deals])
    assert_frame_equal(influence.score(graph), apart, check_dtype=False, rtol=0, atol=1e-12)


@given(deal_graphs(deals=3))
def test_the_rows_behind_deals_apart_are_the_rows_together(graph):
    for analysis in SCORES.values():
        apart = pd.concat([analysis(graph.only(deal)).detail for deal in graph.all_deals])
        together = analysis(graph).detail
        assert together.index.tolist() == apart.index.tolist()
        assert_frame_equal(
            together.reset_index(), apart.reset_index(), check_dtype=False, rtol=0, atol=1e-12, check_column_type=False
        )


@given(deal_tables(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_no_number_and_no_name(tables, random):
    shuffled = {name: table.sample(frac=1, random_state=random.randrange(2**32)) for name, table in tables.items()}
    graphs = [influence.StakeholderGraph.from_tables(**given) for given in (tables, shuffled)]
    assert_frame_equal(*(influence.score(graph) for graph in graphs), rtol=0, atol=1e-12)


@given(deal_tables())
def test_other_ids_change_no_number(tables):
    renamed = {name: table.copy() for name, table in tables.items()}
    for table in renamed.values():
        for column in {"person", "source", "target"} & set(table):
            table[column] = table[column].map(lambda name: f"renamed {name}", na_action="ignore")
    before, after = (influence.score(influence.StakeholderGraph.from_tables(**given)) for given in (tables, renamed))
    numbers = before.select_dtypes("number").columns
    assert_frame_equal(before[numbers], after[numbers], rtol=0, atol=1e-12)


@given(deal_tables())
def test_scoring_changes_neither_the_caller_s_tables_nor_the_graph(tables):
    copies = {name: table.copy(deep=True) for name, table in tables.items()}
    graph = influence.StakeholderGraph.from_tables(**tables)
    before = graph.people
    influence.score(graph)
    assert_frame_equal(graph.people, before)
    for name, table in tables.items():
        assert_frame_equal(table, copies[name])


@given(deal_graphs())
def test_shares_and_chances_stay_within_their_ranges(graph):
    scores = influence.score(graph)
    for column in ("coverage", "coverage_depth", "heads", "supporting", "reach", "certainty", "approval", "worst_loss"):
        assert scores[column].dropna().between(-1e-12, 1 + 1e-12).all(), column
    for column in ("support", "support_low", "support_high", "balance", "balance_low", "balance_high"):
        assert scores[column].dropna().between(-1 - 1e-12, 1 + 1e-12).all(), column


def test_columns_stand_in_their_documented_order():
    graph = influence.datasets.load("cooked_duck")
    assert influence.score(graph).columns.tolist() == [
        "coverage", "coverage_depth", "heads", "supporting", "roles_filled", "roles_covered", "layers_covered", "reach",
        "committee_source", "support", "support_low", "support_high", "certainty", "approval", "approval_se", "rule",
        "voters", "single_points", "worst", "worst_loss", "worst_pair", "worst_pair_loss", "entry", "entry_strategy",
        "entry_gain", "top_down", "middle_out", "bottom_up", "drivers", "barriers", "balance", "balance_low",
        "balance_high", "coaches", "sponsors", "insiders", "undecided", "claimed_only", "breach", "has_coach",
        "inside_supporter", "empty_quadrants", "coverage_mean", "coverage_p5", "support_mean", "support_p5",
        "red_flags", "fatal", "verdict", "verdict_code", "agreement",
    ]  # fmt: skip


def test_a_deal_with_nobody_in_it_keeps_its_row_and_claims_nothing():
    people = pd.DataFrame({"deal": ["a"], "person": ["Ann"]})
    deals = pd.DataFrame({"deal": ["a", "b"]})
    scores = influence.score(influence.StakeholderGraph.from_tables(people, deals=deals))
    assert scores.index.tolist() == ["a", "b"]
    nothing = ["coverage", "heads", "reach", "certainty", "approval", "balance", "entry", "worst", "layers_covered"]
    assert scores.loc["b", nothing].isna().all()
    alone = influence.StakeholderGraph.from_tables(people, deals=deals).only("b")
    assert influence.score(alone)[nothing].isna().all(axis=None)
    assert all(analysis(alone).detail.empty for analysis in SCORES.values())


@pytest.mark.parametrize("ids", [[1, 2], ["1", "2"]])
def test_whole_numbers_and_text_both_serve_as_ids(ids):
    people = pd.DataFrame({"deal": ids[0], "person": ids, "support": [0.5, np.nan]})
    seats = pd.DataFrame({"deal": ids[0], "role": ["approver", "user"], "person": [ids[0], None]})
    contacts = pd.DataFrame({"deal": ids[0], "side": "us", "member": ["Yao"], "person": ids[:1]})
    scores = influence.score(influence.StakeholderGraph.from_tables(people, seats=seats, contacts=contacts))
    assert scores.loc[ids[0], "coverage"] == 0.5
    assert scores.loc[ids[0], "worst"] == ids[0]

"""What a worker makes of the deals dealt out to it, without Spark: Arrow in, Arrow out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import influence
from influence import compiled
from influence.spark.worker import Task, columns_of_scores, scored
from influence.tables.assumptions import Assumptions
from tests.spark.arrow_rows import arrow_rows

TEXT = Task(Assumptions(), "string", "string", columns_of_scores("string"))
NUMBERS = Task(Assumptions(), "int64", "int64", columns_of_scores("int64"))


@pytest.fixture(autouse=True)
def threads_as_before(monkeypatch):
    """A worker turns the threads of its process off; here they stay."""
    monkeypatch.setattr(compiled, "WORTH_SHARING", compiled.WORTH_SHARING)


def found(tables, task=TEXT, size=7):
    """What a worker says of these tables, which reach it in small batches of shuffled rows."""
    rows = arrow_rows(tables, task.deal)
    rows = rows.take(np.random.default_rng(0).permutation(len(rows)))
    batches = [batch.to_pandas(types_mapper=whole) for batch in scored(task, rows.to_batches(size))]
    return pd.concat(batches).set_index("deal").sort_index()


def whole(kind):
    return pd.Int64Dtype() if str(kind) == "int64" else None


def in_one_type(frame):
    told = frame.astype(object)
    return told.where(told.notna(), None)


def assert_same(ours, expected):
    """Every cell, to the last digit."""
    assert list(ours) == [*expected, "error"]
    ours = in_one_type(ours)[list(expected)].loc[list(expected.index)]
    pd.testing.assert_frame_equal(ours, in_one_type(expected), check_exact=True, check_dtype=False)


@pytest.fixture(scope="module")
def expected(many):
    return influence.score(many)


@pytest.mark.slow
def test_sound_deals_have_the_same_scores_and_no_error(many_tables, expected):
    ours = found(many_tables)
    assert ours["error"].isna().all()
    assert_same(ours, expected)


def broken(tables, deals):
    """The tables with a fault in each of these deals."""
    people = tables["people"].copy()
    people.loc[~people["deal"].duplicated() & people["deal"].isin(deals), "support"] = 3.0
    return tables | {"people": people}


@pytest.mark.slow
def test_a_deal_with_faults_has_an_error_and_stops_no_other(many_tables, expected):
    deals = sorted(expected.index)
    wrong = deals[:: len(deals) // 5]
    ours = found(broken(many_tables, wrong))
    assert ours.index[ours["error"].notna()].tolist() == wrong
    assert ours.loc[wrong].drop(columns="error").isna().all(axis=None)
    assert_same(ours.drop(index=wrong), expected.drop(index=wrong))


def test_deals_whose_ids_read_alike_are_two_deals():
    people = pd.DataFrame({"deal": ["d1", "D1", "e"], "person": ["ann", "bo", "cy"], "support": [1.0, 0.0, 3.0]})
    ours = found({"people": people})
    assert ours.index[ours["error"].notna()].tolist() == ["e"]


def test_a_fault_of_a_whole_column_is_told_for_every_deal():
    people = pd.DataFrame({"deal": ["a", "b", "c"], "person": ["ann", "bo", "cy"], "suport": [1.0, 0.0, 0.5]})
    ours = found({"people": people})
    assert ours["error"].str.contains("did you mean 'support'").tolist() == [True] * 3


def test_an_error_names_table_row_column_value_and_remedy():
    people = pd.DataFrame({"deal": ["a", "a", "b"], "person": ["ann", "bo", "cy"], "support": [0.5, 3.0, 1.0]})
    links = pd.DataFrame({"deal": ["a"], "source": ["bo"], "target": ["dan"], "kind": ["reports_to"]})
    ours = found({"people": people, "relationships": links})
    assert ours.loc["a", "error"].splitlines() == [
        "people:bo: support: 3.0 is not a number from -1 to 1; correct it to a number from -1 to 1, or leave it empty "
        "if nobody knows",
        "relationships:bo - dan: target: 'dan' refers to an unknown person; did you mean 'ann'? Otherwise add the "
        "person to people, or correct the id",
    ]
    assert pd.isna(ours.loc["b", "error"])


def test_ids_may_be_whole_numbers():
    people = pd.DataFrame({"deal": [1, 1, 2], "person": [2**53 + 1, 5, 6], "support": [0.5, -1, None]})
    links = pd.DataFrame({"deal": [1], "source": [5], "target": [2**53 + 1], "kind": ["reports_to"]})
    seats = pd.DataFrame({"deal": [1, 2], "person": [2**53 + 1, 6], "role": ["approver", "user"]})
    tables = {"people": people, "relationships": links, "seats": seats}
    expected = influence.score(influence.StakeholderGraph.from_tables(**tables))
    assert expected["entry"].tolist() == [5, 6]
    assert_same(found(tables, NUMBERS), expected)


@pytest.mark.parametrize("alone", [True, False])
def test_a_deal_without_people_is_scored_alone_as_beside_others(alone):
    deals = pd.DataFrame({"deal": ["empty", "full"], "amount": [5.0, 6.0]})
    people = pd.DataFrame({"deal": ["full"], "person": ["ann"]})
    expected = influence.score(influence.StakeholderGraph.from_tables(people, deals=deals)).loc[["empty"]]
    ours = found({"deals": deals[:1]} if alone else {"deals": deals, "people": people})
    assert_same(ours.loc[["empty"]], expected)


def test_rows_of_a_deal_that_nobody_knows_are_told():
    people = pd.DataFrame({"deal": ["a"], "person": ["ann"]})
    seats = pd.DataFrame({"deal": ["z"], "person": ["ann"], "role": ["user"]})
    assert "refers to an unknown deal" in found({"people": people, "seats": seats}).loc["z", "error"]


def test_rows_without_a_deal_and_of_no_table_are_told():
    people = pd.DataFrame({"deal": ["a", None, "b"], "person": ["ann", "bo", "cy"]})
    rows = arrow_rows({"people": people, "peeple": people[2:]})
    ours = pd.concat(batch.to_pandas() for batch in scored(TEXT, rows.to_batches())).set_index("deal")["error"]
    assert ours[ours.index.isna()].tolist() == ["people has rows without a deal; say in each which deal it belongs to"]
    assert ours["b"] == "table: no table called 'peeple': did you mean 'people'?"
    assert pd.isna(ours["a"])
    assert len(ours) == 3


def test_a_worker_without_rows_says_nothing():
    assert list(scored(TEXT, [])) == []


def test_many_faults_are_counted():
    people = pd.DataFrame({"deal": "a", "person": [f"p{k}" for k in range(15)], "support": 3.0})
    lines = found({"people": people}).loc["a", "error"].splitlines()
    assert len(lines) == 11
    assert lines[-1] == "... and 5 more: influence.check lists them"


def test_a_worker_runs_kernels_on_one_thread():
    found({"people": pd.DataFrame({"deal": ["a"], "person": ["ann"]})})
    assert compiled.WORTH_SHARING > 10**9

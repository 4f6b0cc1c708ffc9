"""Scores of every deal without faults, whatever the others have."""

from __future__ import annotations

import pandas as pd
import pytest

import influence
from benchmarks.generated import pipeline
from influence import InfluenceError, InvalidData, UnknownName, score_tables
from tests.tables.broken import with_cell
from tests.tables.test_validation import sound


@pytest.fixture(scope="module")
def tables():
    return pipeline(8, seed=5)


def test_without_faults_these_are_the_scores(tables):
    found = score_tables(tables)
    assert found["error"].isna().all()
    pd.testing.assert_frame_equal(
        found.drop(columns="error"), influence.score(influence.StakeholderGraph.from_tables(**tables))
    )


def test_deals_with_faults_are_rows_with_their_errors(tables):
    people = tables["people"].astype({"support": object})
    people.loc[people["deal"] == "D000002", "support"] = "often"
    seats = pd.concat([tables["seats"], pd.DataFrame({"deal": ["D9"], "role": ["user"], "person": ["who"]})])
    found = score_tables(tables | {"people": people, "seats": seats})
    assert found.index.tolist() == sorted([*tables["deals"]["deal"], "D9"])
    assert found.index[found["error"].notna()].tolist() == ["D000002", "D9"]
    assert found["error"]["D000002"].count(" is not a number; ") == 3
    assert found["error"]["D000002"].endswith(f" | and {(people['deal'] == 'D000002').sum() - 3} more")
    assert "refers to an unknown deal" in found["error"]["D9"]
    assert found["voters"].dtype == "Int64"
    rest = found[found["error"].isna()].drop(columns="error")
    alone = influence.score(influence.StakeholderGraph.from_tables(**tables).only(*rest.index))
    pd.testing.assert_frame_equal(rest[list(alone)], alone, check_dtype=False, check_index_type=False, rtol=1e-12)


def test_a_fault_that_shows_only_without_others_is_found_too():
    people = pd.DataFrame({"deal": ["A", "B", "C"], "person": ["ann", 7, 8], "support": [5, 0, 0]})
    found = score_tables({"people": people})
    assert found["error"].notna().tolist() == [True, False, False]


def test_rows_without_a_deal_make_one_row(tables):
    people = pd.DataFrame({"deal": ["A", None, " "], "person": ["ann", "bo", "cy"]})
    found = score_tables({"people": people})
    assert found.index.isna().tolist() == [False, True]
    assert found["error"].iloc[1].count("deal: ") == 2


def test_ids_may_be_numbers_and_labels_stay_those_of_the_caller():
    people = pd.DataFrame({"deal": [2, 1], "person": [5, 6], "support": [0, 9]}, index=["x", "y"])
    found = score_tables({"people": people})
    assert found.index.tolist() == [1, 2]
    assert found["error"][1].startswith("people:y: support: 9 is not a number from -1 to 1")


def test_where_no_deal_is_sound_there_are_errors_alone():
    found = score_tables({"people": pd.DataFrame({"deal": ["A"], "person": ["ann"], "support": [9]})})
    assert found.columns.tolist() == ["error"]
    one = score_tables(with_cell(sound(), "people", 0, "support", 9), deal="plant")
    assert one["error"].notna().any()


def test_a_fault_of_every_deal_is_raised():
    with pytest.raises(InvalidData, match="role: is a missing column"):
        score_tables({**sound(), "seats": sound()["seats"].drop(columns="role")})
    with pytest.raises(InvalidData, match="is empty"):
        score_tables({"people": pd.DataFrame({"deal": [], "person": []})})


def test_what_is_no_dict_of_tables_is_refused():
    with pytest.raises(InfluenceError, match="give a dict such as"):
        score_tables(pd.DataFrame({"person": ["ann"]}))
    with pytest.raises(UnknownName, match="did you mean 'people'"):
        score_tables({"people": pd.DataFrame({"person": ["ann"]}), "peopel": None})


def test_every_fault_has_the_deal_of_its_row():
    tables = {
        "people": pd.DataFrame({"deal": ["A", "B"], "person": ["ann", "bo"], "support": [0, 9], "influense": [1, 2]})
    }
    found = influence.check(tables)
    assert found["deal"].where(found["deal"].notna(), None).tolist() == [None, "B"]

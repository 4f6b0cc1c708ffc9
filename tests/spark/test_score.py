"""Scores made by a local Spark are those of one process; its own command is in CONTRIBUTING.md."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import influence
from influence import InfluenceError, UnknownName
from influence.tables.schema import TABLES
from tests.conftest import SEED
from tests.random_deals import deal_rows, drawn, side_by_side
from tests.spark.test_worker import assert_same, broken

pytestmark = [pytest.mark.spark, pytest.mark.slow]


@pytest.fixture(scope="module")
def some_tables():
    """A few dozen random deals, half of them with ratings, facts and several rivals."""
    return side_by_side([deal for told in (False, True) for deal in drawn(deal_rows(3, told=told), 12, SEED)])


@pytest.fixture(scope="module")
def some(some_tables):
    return influence.StakeholderGraph.from_tables(**some_tables)


@pytest.fixture(scope="module")
def expected(some):
    return influence.score(some)


@pytest.fixture(scope="module")
def folder(some_tables, tmp_path_factory):
    """Them as Parquet files, every tenth deal broken."""
    place = tmp_path_factory.mktemp("pipeline")
    deals = sorted(some_tables["people"]["deal"].unique())[::10]
    for name, table in broken(some_tables, deals).items():
        pq.write_table(pa.Table.from_pandas(table, preserve_index=False), place / f"{name}.parquet", row_group_size=50)
    return place


@pytest.fixture(scope="module")
def tables(session, folder):
    return influence.spark.read_parquet(str(folder), session=session)


def collected(frame):
    return pd.DataFrame([row.asDict() for row in frame.collect()]).set_index("deal").sort_index()


@pytest.mark.parametrize("partitions", [None, 5])
def test_every_number_is_that_of_one_process_and_broken_deals_stop_none(tables, expected, partitions):
    ours = collected(influence.spark.score(tables, partitions=partitions))
    wrong = sorted(expected.index)[::10]
    assert ours.index[ours["error"].notna()].tolist() == wrong
    assert ours.loc[wrong, "error"].str.startswith("people:p0: support: 3.0 is not a number from -1 to 1").all()
    assert_same(ours.drop(index=wrong), expected.drop(index=wrong))


def stacked_part(name, table):
    """A table with its name beside each row, and days as days, since a column of one frame has one type."""
    days = {column.name for column in TABLES[name].columns if column.type == "date"} & set(table)
    cells = {day: pd.to_datetime(table[day], format="mixed").dt.date for day in days}
    return pa.Table.from_pandas(table.assign(table=name, **cells), preserve_index=False)


def test_all_tables_in_one_frame_are_scored_the_same(session, some_tables, expected, tmp_path):
    parts = [stacked_part(name, table) for name, table in some_tables.items()]
    pq.write_table(pa.concat_tables(parts, promote_options="permissive"), tmp_path / "stacked.parquet")
    ours = collected(influence.spark.score(session.read.parquet(str(tmp_path / "stacked.parquet"))))
    assert ours["error"].isna().all()
    assert_same(ours, expected)


def test_what_is_assumed_reaches_the_workers(tables, some):
    ours = collected(influence.spark.score(tables, assumptions=influence.Assumptions(vote_correlation=0.5)))
    sound = ours.index[ours["error"].isna()]
    assert_same(ours.loc[sound], influence.score(some.assuming(vote_correlation=0.5)).loc[sound])


def test_numbers_as_ids_and_what_is_unknown_have_their_types(session):
    people = session.range(3).selectExpr("id % 2 as deal", "cast(id as int) as person", "0.5 as support")
    frame = influence.spark.score({"people": people})
    kinds = dict(frame.dtypes)
    assert (kinds["deal"], kinds["entry"], kinds["coverage"]) == ("bigint", "bigint", "double")
    assert (kinds["known"], kinds["has_coach"], kinds["verdict"], kinds["error"]) == (
        "bigint", "boolean", "string", "string",
    )  # fmt: skip
    ours = collected(frame)
    assert ours.index.tolist() == [0, 1]
    assert ours["error"].isna().all()
    assert ours["has_coach"].isna().all()


def test_whole_numbers_that_are_too_large_for_a_float_stay_whole(session):
    people = session.range(2).selectExpr("9007199254740993 as deal", f"{2**53} + 1 + id as person")
    assert collected(influence.spark.score({"people": people}))["entry"].tolist() == [2**53 + 1]


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"peeple": "*"}, UnknownName, "no table called 'peeple': did you mean 'people'"),
        ({"seats": "*"}, InfluenceError, "there is no table of people; give it as"),
        ({"people": "person"}, InfluenceError, "people has no column 'deal', by which the rows of a deal are told"),
        ({"people": "double(deal) as deal"}, InfluenceError, r"'deal' of people is double, .*cast\('string'\)"),
        ({"people": "*", "seats": "string(deal) as deal"}, InfluenceError, "numbers in people and text in the others"),
    ],
)
def test_what_cannot_be_dealt_out_is_refused(session, given, error, said):
    people = session.range(1).selectExpr("id as deal", "id as person")
    with pytest.raises(error, match=said):
        influence.spark.score({name: people.selectExpr(columns) for name, columns in given.items()})


def test_one_frame_says_of_which_table_its_rows_are_and_has_no_other_columns(session):
    people = session.range(1).selectExpr("id as deal", "id as person")
    with pytest.raises(InfluenceError, match="has no column 'table' that names the table of each row"):
        influence.spark.score(people)
    with pytest.raises(UnknownName, match="no column of any table called 'suport': did you mean 'support'"):
        influence.spark.score(people.selectExpr("*", "'people' as table", "0.5 as suport"))


def test_partitions_are_counted(session):
    with pytest.raises(InfluenceError, match="partitions is 0; give a whole number, 1 or more"):
        influence.spark.score({}, partitions=0)


def test_a_folder_without_people_is_refused(session, tmp_path):
    with pytest.raises(InfluenceError, match=r"there is no people.parquet in .*; give the folder that holds"):
        influence.spark.read_parquet(str(tmp_path), session=session)


def test_workers_with_another_influence_are_refused(session, monkeypatch):
    people = session.range(1).selectExpr("id as deal", "id as person")
    monkeypatch.setattr(influence, "__version__", "99.0")
    with pytest.raises(InfluenceError, match=r"have influence .*, and this is 99.0; install the same on both"):
        influence.spark.score({"people": people})


def test_days_are_read_whatever_spark_calls_them(session):
    people = session.range(1).selectExpr(
        "'a' as deal",
        "'ann' as person",
        "0.5 as support",
        "date'2024-05-31' as tenure_end",
        "cast(0.25 as decimal(4, 2)) as influence",
    )
    days = ("timestamp'2024-01-01' as as_of", "timestamp_ntz'2024-01-31' as close_date")
    deals = session.range(1).selectExpr("'a' as deal", *days)
    ours = collected(influence.spark.score({"people": people, "deals": deals}))
    assert ours["error"].tolist() == [None]


def test_numbers_do_not_depend_on_how_spark_deals_out(tables):
    one, other = (collected(influence.spark.score(tables, partitions=parts)) for parts in (1, 9))
    assert np.array_equal(one.isna(), other.isna())
    pd.testing.assert_frame_equal(one, other, check_exact=True)

"""Tables of a database mean what the same tables mean in files, and everything wrong with it is said in our words."""

from __future__ import annotations

import duckdb
import pandas as pd
import pytest
import sqlalchemy

import influence
from influence import InfluenceError, InvalidData
from influence.read.files.databases import shown

FOLDER = influence.datasets.folder() / "cooked_duck"


@pytest.fixture(params=["duckdb", "sqlite"])
def address(request, tmp_path):
    """The lost deal in a database, beside a table that is none of ours."""
    tables = {path.stem: pd.read_csv(path) for path in FOLDER.glob("*.csv")} | {"invoices": pd.DataFrame({"sum": [1]})}
    url = f"{request.param}:///{tmp_path}/lost.db"
    if request.param == "duckdb":
        with duckdb.connect(f"{tmp_path}/lost.db") as database:
            for name, table in tables.items():
                database.register("given", table)
                database.execute(f'create table "{name}" as select * from given')
    else:
        engine = sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool)
        for name, table in tables.items():
            table.to_sql(name, engine, index=False)
    return url


def test_the_same_scores_as_from_files_to_the_last_digit(address):
    graph = influence.read.tables(address)
    expected = influence.score(influence.read.tables(FOLDER))
    pd.testing.assert_frame_equal(influence.score(graph), expected, check_exact=True)


def test_every_table_is_counted_and_a_stranger_is_noted(address):
    graph = influence.read.tables(address)
    assert graph.files.set_index("file").loc["lost.db[people]", "used"] == len(graph.people)
    strange = graph.notes[graph.notes["file"] == "lost.db[invoices]"]
    assert strange["action"].tolist() == ["left out"]


def test_a_fault_names_database_table_row_and_column(tmp_path):
    with duckdb.connect(f"{tmp_path}/x.db") as database:
        database.execute("create table people as select 'Ann' as person, 7 as support")
    with pytest.raises(InvalidData, match=r"x\.db/people:1: support: '7' is not a number from -1 to 1"):
        influence.read.tables(f"duckdb:///{tmp_path}/x.db")


def test_long_whole_numbers_with_gaps_and_views_are_read_as_they_stand(tmp_path):
    engine = sqlalchemy.create_engine(f"sqlite:///{tmp_path}/x.db", poolclass=sqlalchemy.NullPool)
    with engine.begin() as database:
        database.exec_driver_sql("create table staff (person integer, support real)")
        database.exec_driver_sql(f"insert into staff values ({2**60 + 1}, 0.5), (7, null)")
        database.exec_driver_sql("create view people as select * from staff")
        database.exec_driver_sql("create table seats (role text, person integer)")
        database.exec_driver_sql(f"insert into seats values ('user', {2**60 + 1}), ('approver', null)")
    graph = influence.read.tables(f"sqlite:///{tmp_path}/x.db")
    assert set(graph.people["person"]) == {str(2**60 + 1), "7"}
    assert graph.seats["person"].isna().sum() == 1


@pytest.mark.parametrize("kind", ["duckdb", "sqlite"])
def test_a_database_that_is_not_there_is_not_made(kind, tmp_path):
    with pytest.raises(InvalidData, match="does not exist; check the path"):
        influence.read.tables(f"{kind}:///{tmp_path}/none.db")
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_database_is_said_so(tmp_path):
    (tmp_path / "x.db").write_text("person,support\n" * 500, encoding="utf-8")
    with pytest.raises(InvalidData, match=r"cannot be read \(.*\); check the address"):
        influence.read.tables(f"duckdb:///{tmp_path}/x.db")


def test_a_password_is_never_said():
    assert shown("postgresql://ann:se:cret@host/sales").endswith("***@host/sales")
    with pytest.raises(InfluenceError) as told:
        influence.read.tables("nosuch+driver://ann:secret@host/sales")
    assert "secret" not in str(told.value)


def test_a_database_without_people_is_told_what_to_add(tmp_path):
    with duckdb.connect(f"{tmp_path}/x.db") as database:
        database.execute("create table staff as select 'Ann' as person")
    with pytest.raises(InvalidData, match=r"in a database a table people; it only has staff"):
        influence.read.tables(f"duckdb:///{tmp_path}/x.db")


def test_other_readers_say_who_reads_databases():
    with pytest.raises(InfluenceError, match=r"only influence\.read\.tables reads a database"):
        influence.read.salesforce("duckdb:///x.db")

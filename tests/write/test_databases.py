"""Scores go back into the database that the deals came from, and never over a table of somebody else."""

from __future__ import annotations

import duckdb
import pandas as pd
import pytest
import sqlalchemy

import influence
from influence import InfluenceError
from influence.cli.main import main
from influence.write.databases import save_to_database


@pytest.fixture(params=["duckdb", "sqlite"])
def address(request, tmp_path):
    return f"{request.param}:///{tmp_path}/deals.db"


def rows(address, query):
    """What a query gives."""
    if address.startswith("duckdb"):
        with duckdb.connect(address.removeprefix("duckdb:///")) as database:
            return database.execute(query).fetchall()
    with sqlalchemy.create_engine(address, poolclass=sqlalchemy.NullPool).begin() as database:
        found = database.exec_driver_sql(query)
        return [tuple(row) for row in found] if found.returns_rows else []


@pytest.fixture
def pipeline(address):
    """A pipeline of 30 deals in the database."""
    graph = influence.datasets.simulate(30, seed=2).graph
    for name in ("people", "relationships", "seats", "deals", "contacts"):
        table = graph.table(name)
        if address.startswith("duckdb"):
            with duckdb.connect(address.removeprefix("duckdb:///")) as database:
                database.register("given", table)
                database.execute(f'create table "{name}" as select * from given')
        else:
            table.to_sql(name, sqlalchemy.create_engine(address, poolclass=sqlalchemy.NullPool), index=False)
    return address


def test_a_warehouse_of_deals_is_scored_into_a_table(pipeline, capsys):
    for _ in range(2):
        assert main(["score", pipeline, "--out", pipeline]) == 0
        assert capsys.readouterr().out == f"{pipeline}, table influence_scores\n"
    scores = influence.score(influence.read.tables(pipeline))
    found = rows(pipeline, "select deal, coverage, win, verdict from influence_scores order by deal")
    expected = scores.reset_index()[["deal", "coverage", "win", "verdict"]]
    pd.testing.assert_frame_equal(
        pd.DataFrame(found, columns=list(expected)), expected, check_exact=True, check_dtype=False
    )


def test_unknown_is_null_there(address):
    save_to_database(pd.DataFrame({"deal": ["a", "b"], "win": [0.5, None]}), address, name="scores")
    assert rows(address, "select win is null from influence_scores order by deal") == [(0,), (1,)]


def test_a_table_of_somebody_else_is_not_replaced_unless_asked_for(address):
    rows(address, "create table influence_scores (mine integer)")
    scores = pd.DataFrame({"deal": ["a"], "win": [0.5]})
    with pytest.raises(InfluenceError, match="with other columns, such as 'mine'; rename that table, or add --force"):
        save_to_database(scores, address, name="scores")
    assert rows(address, "select mine from influence_scores") == []
    save_to_database(scores, address, name="scores", force=True)
    assert rows(address, "select deal, win from influence_scores") == [("a", 0.5)]


def test_a_database_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(InfluenceError, match="cannot be written"):
        save_to_database(pd.DataFrame({"deal": ["a"]}), f"duckdb:///{tmp_path}/none/x.db", name="scores")


def test_scores_of_any_size_are_kept_in_files(pipeline, capsys):
    assert main(["score", pipeline, "--keep-going", "--out", "scores.csv"]) == 2
    assert "--keep-going reads and writes files" in capsys.readouterr().err

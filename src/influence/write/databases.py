"""Tables into a database: scores and plans back to where the deals came from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from influence.errors import InfluenceError, needed
from influence.read.files.csv_text import Unreadable
from influence.read.files.databases import DUCKDB, duckdb_file, opening, shown
from influence.tables.language import say
from influence.write.spreadsheet import typed

PREFIX = "influence_"
REMEDY = "rename that table, or add --force (force=True) to replace it"


def save_to_database(table: pd.DataFrame, address: str, *, name: str, force: bool = False) -> str:
    """Save a table in a database.

    Parameters
    ----------
    table : pandas.DataFrame
        A table such as the scores or a plan. Its index, where it has a name, becomes the first columns.
    address : str
        `duckdb:///file.db`, which is made where it is missing, or an address of SQLAlchemy.
    name : str
        What the table is, such as "scores": it is called `influence_scores` there.
    force : bool
        Whether to replace a table of that name that has other columns, and so is not ours. One with the columns to be
        written, as an earlier run leaves it, is always replaced.

    Returns
    -------
    str
        The address and the table written, without a password.

    Raises
    ------
    InfluenceError
        A table of that name has other columns; the database cannot be written, and then nothing of it is changed; a
        package is not installed.

    Examples
    --------
    >>> import influence, tempfile
    >>> from influence.write.databases import save_to_database
    >>> scores = influence.score(influence.datasets.load("cooked_duck"))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = save_to_database(scores, f"duckdb:///{folder}/deals.db", name="scores")
    """
    written, called = typed(table), PREFIX + name
    write = _to_duckdb if address.startswith(DUCKDB) else _to_sqlalchemy
    try:
        with opening(address):
            write(written, address, called, force)
    except Unreadable as error:
        problem = error.problem.replace(say("cannot be read"), say("cannot be written"))
        raise InfluenceError(f"{shown(address)!r} {problem}; {error.remedy}") from error
    return say("{address}, table {called}", address=shown(address), called=called)


def _require_ours(name: str, there: Sequence[str], columns: Sequence[str], force: bool) -> None:
    """Refuse to replace a table whose columns are not those that we write."""
    if there and not force and {each.casefold() for each in there} != {each.casefold() for each in columns}:
        strange = [each for each in there if each not in columns] or [each for each in columns if each not in there]
        raise InfluenceError(
            say(
                "there is a table {name} with other columns, such as {strange}; {remedy}",
                name=repr(name),
                strange=repr(strange[0]),
                remedy=say(REMEDY),
            )
        )


def _to_duckdb(table: pd.DataFrame, address: str, name: str, force: bool) -> None:
    duckdb = needed("duckdb", say("writing a DuckDB database"), "pip install influence-graph[sql]")
    arrow = needed("pyarrow", say("writing a DuckDB database"), "pip install influence-graph[sql]")
    with duckdb.connect(str(duckdb_file(address))) as opened:
        query = "select column_name from information_schema.columns where table_name = ?"
        there = [column for (column,) in opened.execute(query, [name]).fetchall()]
        _require_ours(name, there, list(table), force)
        opened.register("written", arrow.Table.from_pandas(table, preserve_index=False))
        opened.execute(f'create or replace table "{name}" as select * from written')


def _to_sqlalchemy(table: pd.DataFrame, address: str, name: str, force: bool) -> None:
    sql = needed("sqlalchemy", say("writing a database"), "pip install influence-graph[sql]")
    # Closed after each use, so that the file is free again.
    engine: Any = sql.create_engine(address, poolclass=sql.NullPool)
    inspected = sql.inspect(engine)
    there = [each["name"] for each in inspected.get_columns(name)] if inspected.has_table(name) else []
    _require_ours(name, there, list(table), force)
    with engine.begin() as opened:
        table.to_sql(name, opened, if_exists="replace", index=False, chunksize=1000)

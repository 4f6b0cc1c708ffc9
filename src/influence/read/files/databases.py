"""Tables of a database: where its address leads, and each of its tables as text, like those of every file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from influence.errors import InfluenceError, needed
from influence.read.files.columnar import sheet_of
from influence.read.files.csv_text import Sheet, Unreadable
from influence.read.files.sheets import Entry
from influence.tables.language import say

DUCKDB = "duckdb:///"
_ADDRESS = re.compile(r"[a-z][a-z0-9+_]*://", re.IGNORECASE)
_PASSWORD = re.compile(r"(?<=:)[^:@/]+(?=@)")


def is_address(place: object) -> bool:
    """Whether this is the address of a database, and no path."""
    return isinstance(place, str) and bool(_ADDRESS.match(place))


def shown(address: str) -> str:
    """The address as a message may say it, without its password."""
    return _PASSWORD.sub("***", address)


def tables_of(address: str) -> list[Entry]:
    """The tables and views of a database, each read when it is needed.

    Parameters
    ----------
    address : str
        `duckdb:///file.db`, or an address of SQLAlchemy such as `postgresql://host/sales`.

    Returns
    -------
    list of Entry

    Raises
    ------
    InfluenceError
        `duckdb`, `sqlalchemy`, `pyarrow` or the driver of the database is not installed.
    Unreadable
        There is no such database, or it cannot be opened.
    """
    place = Path(shown(address))
    read = _of_duckdb if address.startswith(DUCKDB) else _of_sqlalchemy
    with opening(address):
        return [
            Entry(name, place / name, f"{place.name}[{name}]", partial(_sheet, address, call))
            for name, call in read(address)
        ]


@contextmanager
def opening(address: str) -> Iterator[None]:
    """Say in our words that a database cannot be opened, read or written."""
    try:
        yield
    except (InfluenceError, Unreadable):
        raise
    except ModuleNotFoundError as error:
        raise InfluenceError(
            say("{address} needs {error}: pip install {error}", address=repr(shown(address)), error=error.name)
        ) from error
    except Exception as error:  # every driver has errors of its own
        reason = " ".join(str(error).split("\n", 1)[0].split())[:120].replace(address, shown(address))
        raise Unreadable(
            say("cannot be read ({reason})", reason=reason), "check the address, and that nobody has it open"
        ) from error


def duckdb_file(address: str) -> Path:
    """The file behind an address of DuckDB."""
    return Path(address.removeprefix(DUCKDB))


def _of_duckdb(address: str) -> Iterator[tuple[str, Any]]:
    duckdb = needed("duckdb", say("reading a DuckDB database"), "pip install influence-graph[sql]")
    file = duckdb_file(address)
    if not file.is_file():
        raise Unreadable("does not exist", "check the path", code="file_not_found")

    def table(name: str) -> Any:
        with duckdb.connect(str(file), read_only=True) as opened:
            return opened.table(f'"{name}"').to_arrow_table()

    with duckdb.connect(str(file), read_only=True) as opened:
        names = opened.sql("select table_name from information_schema.tables order by 1").fetchall()
    return ((name, partial(table, name)) for (name,) in names)


def _of_sqlalchemy(address: str) -> Iterator[tuple[str, Any]]:
    sql = needed("sqlalchemy", say("reading a database"), "pip install influence-graph[sql]")
    # Closed after each use, so that the file is free again.
    engine = sql.create_engine(address, poolclass=sql.NullPool)
    if engine.dialect.name == "sqlite" and not Path(engine.url.database or "").is_file():
        # SQLite would make an empty one.
        raise Unreadable("does not exist", "check the path", code="file_not_found")

    def table(name: str) -> Any:
        with engine.connect() as opened:
            return _arrow(opened.execute(sql.select(sql.Table(name, sql.MetaData(), autoload_with=engine))))

    there = sql.inspect(engine)
    return ((name, partial(table, name)) for name in sorted({*there.get_table_names(), *there.get_view_names()}))


def _arrow(rows: Any) -> Any:
    """What a query gives, by column, so that whole numbers with gaps stay whole."""
    arrow = needed("pyarrow", say("reading a database"), "pip install influence-graph[sql]")
    columns = list(zip(*rows.fetchall(), strict=True)) or [()] * len(rows.keys())
    return arrow.table([_column(arrow, cells) for cells in columns], names=list(rows.keys()))


def _column(arrow: Any, cells: Sequence[object]) -> Any:
    try:
        return arrow.array(cells)
    except (arrow.ArrowException, TypeError, OverflowError):
        return arrow.array([None if cell is None else str(cell) for cell in cells])


def _sheet(address: str, read: Callable[[], Any]) -> Sheet:
    with opening(address):
        return sheet_of(read())

"""All tables as rows of one frame, so that Spark can bring together what belongs to one deal.

A row has its `deal`, the `table` it is of, its `place` there, and its cells in the column of that table, which
holds a record.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING, Any

from influence.errors import InfluenceError, UnknownName
from influence.spark.worker import PLACE, TABLE, Task, columns_of_scores
from influence.tables.assumptions import Assumptions
from influence.tables.language import say
from influence.tables.schema import TABLES

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

WHOLE = ("tinyint", "smallint", "int", "bigint")
# What Spark calls text; with a length or an order of its own it is said in more words.
TEXT = ("string", "varchar", "char")


def rows_by_deal(given: Mapping[str, DataFrame] | DataFrame, assumptions: Assumptions) -> tuple[DataFrame, Task]:
    """The rows of all tables, and what the workers are to do with them."""
    rows, people = _of_tables(given) if isinstance(given, Mapping) else _of_one_frame(given)
    deal = _id_type(rows, "deal")
    person = _id_type(people, "person") if "person" in people.columns else "string"
    return rows, Task(assumptions, deal, person, columns_of_scores(person))


def _of_tables(given: Mapping[str, DataFrame]) -> tuple[DataFrame, DataFrame]:
    for name in given:
        if name not in TABLES:
            raise UnknownName("table", name, TABLES)
    tables = {name: table for name, table in given.items() if table is not None}
    if "people" not in tables:
        raise InfluenceError(say("there is no table of people; give it as {'people': spark.read.parquet(...)}"))
    for name, table in tables.items():
        _require_frame(name, table)
    _require_one_type(tables)
    return reduce(_below, (_records(name, table) for name, table in tables.items())), tables["people"]


def _require_one_type(tables: Mapping[str, DataFrame]) -> None:
    """Refuse deals that are numbers in one table and text in another."""
    kinds = {name: _id_type(table, "deal", name) for name, table in tables.items()}
    if len(set(kinds.values())) > 1:
        numbers = say(" and ").join(name for name, kind in kinds.items() if kind == "int64")
        raise InfluenceError(
            say(
                "the column 'deal' holds numbers in {numbers} and text in the others; make it text in all of them: "
                "frame.withColumn('deal', col('deal').cast('string'))",
                numbers=numbers,
            )
        )


def _below(one: DataFrame, other: DataFrame) -> DataFrame:
    return one.unionByName(other, allowMissingColumns=True)


def _records(name: str, table: DataFrame) -> DataFrame:
    from pyspark.sql import functions

    return table.select(_deal(table), functions.lit(name).alias(TABLE), _place(), functions.struct("*").alias(name))


def _of_one_frame(stacked: DataFrame) -> tuple[DataFrame, DataFrame]:
    _require_frame(say("the frame of all tables"), stacked)
    if TABLE not in stacked.columns:
        raise InfluenceError(
            say(
                "the frame of all tables has no column 'table' that names the table of each row; add it, or give a "
                "dict of frames by the names of their tables"
            )
        )
    known = list(dict.fromkeys(column for table in TABLES.values() for column in table.by_name))
    for column in stacked.columns:
        if column not in (TABLE, *known):
            raise UnknownName("column of any table", column, known)
    _id_type(stacked, "deal")
    return stacked.select(_deal(stacked), TABLE, _place(), *_records_within(stacked)), stacked


def _records_within(stacked: DataFrame) -> list[Any]:
    """A column for each table, with the records of its own rows."""
    from pyspark.sql import functions

    cells = {name: [column for column in table.by_name if column in stacked.columns] for name, table in TABLES.items()}
    return [
        functions.when(functions.col(TABLE) == name, functions.struct(*own)).alias(name) for name, own in cells.items()
    ]


def _deal(table: DataFrame) -> Any:
    from pyspark.sql import functions

    return functions.col("deal").cast("bigint" if _id_type(table, "deal") == "int64" else "string").alias("deal")


def _place() -> Any:
    """Where a row stood when it was read: sums of the same numbers in another order differ in their last digit."""
    from pyspark.sql import functions

    return functions.monotonically_increasing_id().alias(PLACE)


def _require_frame(name: str, table: Any) -> None:
    if not hasattr(table, "mapInArrow"):
        raise InfluenceError(
            say(
                "{name} is a {kind}; give a DataFrame of Spark 3.5 or later, such as spark.read.parquet(...), or "
                "score it here with influence.score",
                name=say(name),
                kind=type(table).__name__,
            )
        )


def _id_type(table: DataFrame, column: str, name: str = "a table") -> str:
    """Whether ids are text or whole numbers; refuse anything else."""
    kinds = dict(table.dtypes)
    if column not in kinds:
        remedy = say("add it, such as frame.withColumn({column}, lit('D7'))", column=repr(column))
        raise InfluenceError(
            say(
                "{name} has no column {column}, by which the rows of a deal are told; {remedy}",
                name=say(name),
                column=repr(column),
                remedy=remedy,
            )
        )
    if kinds[column] in WHOLE:
        return "int64"
    if kinds[column].startswith(TEXT):
        return "string"
    remedy = f"frame.withColumn({column!r}, col({column!r}).cast('string'))"
    raise InfluenceError(
        say(
            "{column} of {name} is {kinds}, and an id is text or a whole number; {remedy}",
            column=repr(column),
            name=say(name),
            kinds=kinds[column],
            remedy=remedy,
        )
    )

"""The scores of every deal, made by the workers of a Spark cluster."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from influence.errors import InfluenceError
from influence.spark.installed import require_pyspark, require_workers
from influence.spark.rows import rows_by_deal
from influence.spark.worker import ERROR, Task, scored
from influence.tables.assumptions import Assumptions
from influence.tables.language import say

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def score(
    tables: Mapping[str, DataFrame] | DataFrame,
    *,
    assumptions: Assumptions | None = None,
    partitions: int | None = None,
) -> DataFrame:
    """Make a row of scores for every deal, on a Spark cluster.

    Parameters
    ----------
    tables : dict of str to pyspark.sql.DataFrame, or pyspark.sql.DataFrame
        The tables of docs/tables.md by their names, each with its column `deal`; or all of them below one another in
        one frame, whose column `table` names the table of each row and whose other columns are those of the tables.
    assumptions : Assumptions, optional
        What the model assumes where no source gives a number.
    partitions : int, optional
        Into how many parts the deals are dealt out, each of which one worker holds in memory; by default as many as
        Spark makes of a shuffle.

    Returns
    -------
    pyspark.sql.DataFrame
        One row per deal, in no order: `deal`; the columns of `influence.score`, with the same numbers to the last
        digit, null where they are unknown; and `error`, null where the deal is sound. A deal with faults has nothing
        but its faults there, a line each, and stops no other. Rows without a deal are told in a row whose `deal` is
        null. Like all frames of Spark it is computed when it is first written or counted, and each time anew.

    Raises
    ------
    InfluenceError
        pyspark is not installed; the workers have no influence, or another version; a table is no frame of Spark, has
        no column `deal`, or one that is neither text nor whole numbers.
    UnknownName
        There is no table of that name; or a column of the one frame is none of any table.

    Notes
    -----
    A deal is checked by itself. That two ids of deals differ by nothing but spaces or case, which `influence.check`
    tells, is not seen here: they are two deals. A worker runs the kernels on one thread, since Spark gives each core a
    worker of its own. See docs/spark.md.

    Examples
    --------
    >>> import influence
    >>> tables = influence.spark.read_parquet("pipeline/")  # doctest: +SKIP
    >>> scores = influence.spark.score(tables)  # doctest: +SKIP
    >>> scores.write.parquet("scores/")  # doctest: +SKIP
    """
    require_pyspark()
    if partitions is not None and partitions < 1:
        raise InfluenceError(say("partitions is {partitions}; give a whole number, 1 or more", partitions=partitions))
    rows, task = rows_by_deal(tables, assumptions or Assumptions())
    require_workers(rows.sparkSession)
    dealt_out = rows.repartition("deal") if partitions is None else rows.repartition(partitions, "deal")
    return dealt_out.mapInArrow(partial(scored, task), _schema(task))


def _schema(task: Task) -> Any:
    from pyspark.sql.types import BooleanType, DoubleType, LongType, StringType, StructField, StructType

    types = {"string": StringType(), "int64": LongType(), "double": DoubleType(), "bool": BooleanType()}
    columns = {"deal": task.deal, **task.columns, ERROR: "string"}
    return StructType([StructField(name, types[kind]) for name, kind in columns.items()])

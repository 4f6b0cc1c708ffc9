"""Tables from Parquet files, which Spark reads in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from influence.errors import InfluenceError
from influence.spark.installed import require_pyspark, session_or_new
from influence.tables.language import say
from influence.tables.schema import TABLES

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# What Spark calls a path at which there is nothing.
NOTHING_THERE = "PATH_NOT_FOUND"


def read_parquet(folder: str, *, session: SparkSession | None = None) -> dict[str, DataFrame]:
    """Read the tables of a folder of Parquet files as frames of Spark.

    Parameters
    ----------
    folder : str
        A folder of files, or folders of parts, named after the tables: people.parquet, relationships.parquet and so
        on. Whatever Spark takes for a path: of this machine, s3://, abfss://, dbfs:/ and the like.
    session : pyspark.sql.SparkSession, optional
        The session; by default the one that runs, else a new one.

    Returns
    -------
    dict of str to pyspark.sql.DataFrame
        The tables that are there, by their names; `score` takes them.

    Raises
    ------
    InfluenceError
        pyspark or Java is not there, or the folder has no people.parquet.

    Examples
    --------
    >>> import influence
    >>> tables = influence.spark.read_parquet("pipeline/")  # doctest: +SKIP
    >>> sorted(tables)  # doctest: +SKIP
    ['people', 'relationships', 'seats']
    """
    require_pyspark()
    running = session_or_new(session)
    found = {name: _table(running, f"{str(folder).rstrip('/')}/{name}.parquet") for name in TABLES}
    tables = {name: frame for name, frame in found.items() if frame is not None}
    if "people" not in tables:
        raise InfluenceError(
            say(
                "there is no people.parquet in {folder}; give the folder that holds the tables",
                folder=repr(str(folder)),
            )
        )
    return tables


def _table(session: SparkSession, path: str) -> DataFrame | None:
    from pyspark.errors import AnalysisException

    try:
        return session.read.parquet(path)
    except AnalysisException as error:
        if NOTHING_THERE in str(error):
            return None
        raise InfluenceError(
            say(
                "{path} cannot be read ({error}); write it as Parquet",
                path=path,
                error=str(error).splitlines()[0],
            )
        ) from error

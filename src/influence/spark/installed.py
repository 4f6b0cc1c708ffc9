"""Whether what Spark needs is there: pyspark and Java here, and the same influence on its workers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from influence.errors import InfluenceError
from influence.tables.language import say

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

CAUSE = re.compile(r"^(?:Caused by: )?(?:[\w.]+\.)?(\w+(?:Error|Exception): .+)")
REMEDY = "pip install influence-graph[spark]"
ON_WORKERS = (
    "install influence-graph[spark] in the Python of the workers, and set PYSPARK_PYTHON to that Python before the "
    "session starts (docs/spark.md)"
)


def require_pyspark() -> None:
    """Refuse to go on without pyspark and pyarrow."""
    for package in ("pyspark", "pyarrow"):
        if find_spec(package) is None:
            raise InfluenceError(
                say(
                    "scoring on Spark needs {package}, which is not installed: {remedy}", package=package, remedy=REMEDY
                )
            )


def session_or_new(session: SparkSession | None) -> SparkSession:
    """The session given, the one that runs, or a new one."""
    if session is not None:
        return session
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    try:
        return SparkSession.builder.appName("influence").getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise InfluenceError(
            say(
                "Spark does not start ({error}): it needs Java 17 or later; install it, and where there are several "
                "set JAVA_HOME to its folder",
                error=_cause(error),
            )
        ) from error


def require_workers(session: SparkSession) -> None:
    """Refuse workers that have no influence, or another one than here."""
    here = _version()
    try:
        told = session.range(1).mapInArrow(_asking(), "version string, missing string").collect()
    except Exception as error:  # of Python, of Java or of the bridge between them, as the cluster has it
        raise InfluenceError(
            say(
                "the workers of Spark run no Python ({error}); {on_workers}",
                error=_cause(error),
                on_workers=say(ON_WORKERS),
            )
        ) from error
    for row in told:
        if row.missing is not None:
            raise InfluenceError(
                say(
                    "the workers of Spark have no influence ({missing}); {on_workers}",
                    missing=row.missing,
                    on_workers=say(ON_WORKERS),
                )
            )
        if row.version != here:
            raise InfluenceError(
                say(
                    "the workers of Spark have influence {version}, and this is {here}; install the same on both",
                    version=row.version,
                    here=here,
                )
            )


def _asking() -> Any:
    def ask(batches: Iterator[Any]) -> Iterator[Any]:
        """Made within a function, so that Spark sends it as it is: whoever lacks influence could not look it up."""
        import pyarrow  # type: ignore[import-untyped]

        version, missing = None, None
        try:
            import influence.spark.worker

            version = influence.__version__
        except Exception as error:
            missing = str(error)
        for _ in batches:
            told = {"version": [version], "missing": [missing]}
            schema = pyarrow.schema([(name, pyarrow.string()) for name in told])
            yield pyarrow.RecordBatch.from_pydict(told, schema=schema)

    return ask


def _version() -> str:
    import influence.spark.worker

    return influence.__version__


def _cause(error: BaseException) -> str:
    """The last line that names an error, which is where it began; else the first."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    named = [found[1] for line in lines if (found := CAUSE.match(line))]
    return named[-1] if named else lines[0]

"""One local Spark for all tests, where pyspark and Java are there."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.util import find_spec

import pytest


@pytest.fixture(scope="session")
def session():
    """A local Spark of two workers in the Python that runs the tests."""
    if find_spec("pyspark") is None or not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("needs pyspark and Java: pip install -e '.[test,spark]' and Java 17")
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    made = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "3")
        .getOrCreate()
    )
    made.sparkContext.setLogLevel("ERROR")
    yield made
    made.stop()

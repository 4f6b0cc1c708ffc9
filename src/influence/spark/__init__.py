"""Scores of more deals than one machine holds, on a Spark cluster; needs `pip install influence-graph[spark]`."""

from __future__ import annotations

from influence.spark.parquet import read_parquet
from influence.spark.scoring import score

__all__ = ["read_parquet", "score"]


def __dir__() -> list[str]:
    return __all__

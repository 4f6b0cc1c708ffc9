"""A deal in any kind of frame has the same scores to the last digit, and these go back into any kind of frame."""

from __future__ import annotations

import duckdb
import pandas as pd
import polars
import pyarrow
import pytest

import influence
from influence import StakeholderGraph

DEAL = influence.datasets.load("cooked_duck")
TABLES = {path.stem: pd.read_csv(path) for path in sorted((influence.datasets.folder() / "cooked_duck").glob("*.csv"))}


class Stream:
    """Anything at all that hands itself out as a stream of Arrow."""

    def __init__(self, frame):
        self.table = pyarrow.table(frame)

    def __arrow_c_stream__(self, requested_schema=None):
        return self.table.__arrow_c_stream__(requested_schema)


def relation(frame):
    """A relation of DuckDB, which reads the frame only when it is asked."""
    return duckdb.from_arrow(pyarrow.table(frame))


KINDS = {
    "pandas": lambda frame: frame,
    "pandas on Arrow": lambda frame: frame.convert_dtypes(dtype_backend="pyarrow"),
    "pandas with NA": lambda frame: frame.convert_dtypes().astype({"basis": "string[python]"}),
    "polars": polars.from_pandas,
    "pyarrow": pyarrow.table,
    "a reader of batches": lambda frame: pyarrow.table(frame).to_reader(),
    "DuckDB": relation,
    "a stream": Stream,
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_frame_gives_the_same_scores(kind):
    graph = StakeholderGraph.from_tables(**{name: KINDS[kind](frame) for name, frame in TABLES.items()})
    pd.testing.assert_frame_equal(influence.score(graph), influence.score(DEAL), check_exact=True)


def test_long_ids_beside_unknown_ones_stay_whole_in_pandas_on_arrow():
    seats = pd.DataFrame({"role": ["user", "approver"], "person": pd.array([2**60 + 1, None], dtype="int64[pyarrow]")})
    graph = StakeholderGraph.from_tables({"person": [2**60 + 1]}, seats=seats)
    assert graph.seats["person"].dropna().tolist() == [2**60 + 1]


def test_a_check_takes_them_too():
    people = relation(pd.DataFrame({"person": ["Ann"], "support": [7.0]}))
    assert influence.check({"people": people})["code"].tolist() == ["out_of_range"]


@pytest.mark.parametrize(
    ("frame", "values"),
    [
        (polars.DataFrame, lambda frame: frame["win"].to_list()),
        (pyarrow.table, lambda frame: frame["win"].to_pylist()),
        (lambda table: duckdb.from_arrow(pyarrow.table(table)), lambda frame: [win for _, win in frame.fetchall()]),
    ],
    ids=["polars", "pyarrow", "DuckDB"],
)
def test_scores_go_into_any_frame(frame, values):
    scores = influence.score(DEAL)[["win"]].reset_index()
    assert values(frame(scores)) == scores["win"].tolist()

"""Tables as pandas has them, from whatever a caller keeps rows and columns in."""

from __future__ import annotations

from typing import Any

import pandas as pd

from influence.errors import InfluenceError, needed

REMEDY = "give a DataFrame of pandas, polars or pyarrow, a list of records, or a dict of columns"


def as_frame(name: str, given: Any) -> pd.DataFrame:
    """The table called `name` with headers of text, from anything that `pandas.DataFrame` or Arrow can read."""
    if isinstance(given, pd.DataFrame):
        frame = given
    else:
        frame = _read(name, given)
        if not all(isinstance(header, str) for header in frame.columns):
            raise InfluenceError(f"{name} is a {type(given).__name__} without column names; {REMEDY}")
    headers = [str(header) for header in frame.columns]
    return frame if all(type(header) is str for header in frame.columns) else frame.set_axis(headers, axis=1)


def _read(name: str, given: Any) -> pd.DataFrame:
    kind = type(given).__name__
    if isinstance(given, dict) and given and all(map(pd.api.types.is_scalar, given.values())):
        raise InfluenceError(f"{name} is a {kind} of one row; give a list of such records, or a dict of columns")
    try:
        if isinstance(given, pd.Series):
            return given.to_frame()
        if hasattr(given, "__arrow_c_stream__"):
            return _from_arrow(name, given)
        return pd.DataFrame(given)
    except (TypeError, ValueError, NotImplementedError) as error:
        raise InfluenceError(f"{name} is a {kind} that cannot be read as a table ({error}); {REMEDY}") from error


def _from_arrow(name: str, given: Any) -> pd.DataFrame:
    remedy = "pip install influence-graph[parquet], or turn it into a pandas.DataFrame"
    pyarrow = needed("pyarrow", f"{name} is an Arrow table, and reading it", remedy)
    # Whole numbers with gaps stay whole: pandas alone would round ids of more than fifteen digits.
    whole = {pyarrow.int64(): pd.Int64Dtype(), pyarrow.uint64(): pd.UInt64Dtype()}
    return pyarrow.table(given).to_pandas(types_mapper=whole.get, date_as_object=False)

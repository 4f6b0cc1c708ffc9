"""Tables as pandas has them, from whatever a caller keeps rows and columns in."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pandas as pd

from influence.errors import InfluenceError, needed
from influence.tables.language import say

REMEDY = "give a DataFrame of pandas, polars or pyarrow, a list of records, or a dict of columns"


def as_frame(name: str, given: Any) -> pd.DataFrame:
    """The table called `name` with headers of text, from anything that `pandas.DataFrame` or Arrow can read."""
    if isinstance(given, pd.DataFrame):
        frame = _without_na(given)
    else:
        frame = _read(name, given)
        if not all(isinstance(header, str) for header in frame.columns):
            raise InfluenceError(
                say(
                    "{name} is a {kind} without column names; {remedy}",
                    name=name,
                    kind=type(given).__name__,
                    remedy=say(REMEDY),
                )
            )
    headers = [str(header) for header in frame.columns]
    return frame if all(type(header) is str for header in frame.columns) else frame.set_axis(headers, axis=1)


def _without_na(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns of text and of Arrow's types as pandas has them by itself, where unknown can be compared."""
    kinds = frame.dtypes
    strange = [
        place for place, kind in enumerate(kinds)
        if isinstance(kind, pd.ArrowDtype) or (isinstance(kind, pd.StringDtype) and kind.na_value is pd.NA)
    ]  # fmt: skip
    if not strange:
        return frame
    columns = {
        place: _plain(frame.iloc[:, place]) if place in strange else frame.iloc[:, place] for place in range(len(kinds))
    }
    return pd.DataFrame(columns, index=frame.index).set_axis(frame.columns, axis=1)


def _plain(column: pd.Series) -> pd.Series:
    """Numbers, flags and days in their own types; the rest as objects."""
    if isinstance(column.dtype, pd.StringDtype):
        return column.astype(object).where(column.notna(), None)
    arrow = import_module("pyarrow").table({"": column.array.__arrow_array__()})
    return _pandas(arrow)[""].set_axis(column.index)


def _read(name: str, given: Any) -> pd.DataFrame:
    kind = type(given).__name__
    if isinstance(given, dict) and given and all(map(pd.api.types.is_scalar, given.values())):
        raise InfluenceError(
            say(
                "{name} is a {kind} of one row; give a list of such records, or a dict of columns", name=name, kind=kind
            )
        )
    try:
        if isinstance(given, pd.Series):
            return given.to_frame()
        if hasattr(given, "__arrow_c_stream__"):
            return _from_arrow(name, given)
        return pd.DataFrame(given)
    except (TypeError, ValueError, NotImplementedError) as error:
        raise InfluenceError(
            say(
                "{name} is a {kind} that cannot be read as a table ({error}); {remedy}",
                name=name,
                kind=kind,
                error=error,
                remedy=say(REMEDY),
            )
        ) from error


def _from_arrow(name: str, given: Any) -> pd.DataFrame:
    remedy = say("pip install influence-graph[parquet], or turn it into a pandas.DataFrame")
    pyarrow = needed("pyarrow", say("{name} is an Arrow table, and reading it", name=name), remedy)
    return _pandas(pyarrow.table(given))


def _pandas(arrow: Any) -> Any:
    """What pandas makes of Arrow; whole numbers with gaps stay whole, which would round ids of more than 15 digits."""
    pyarrow = import_module("pyarrow")
    whole = {pyarrow.int64(): pd.Int64Dtype(), pyarrow.uint64(): pd.UInt64Dtype()}
    return arrow.to_pandas(types_mapper=whole.get, date_as_object=False)

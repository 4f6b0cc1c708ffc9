"""How cells are put into text: as pandas puts them, each different one once."""

import numpy as np
import pandas as pd
import pytest

from influence.write.spreadsheet import as_csv

COLUMNS = {
    "numbers": np.array([0.1, -0.0, 0.0, np.nan, 1e-5, 1e16, -np.inf, 0.1]),
    "short numbers": np.array([0.1, -0.0, 2, np.nan], dtype=np.float32),
    "whole numbers": [3, 1, 3],
    "whole numbers with gaps": pd.array([2**60, None, 2], dtype="Int64"),
    "flags": pd.array([True, None, False], dtype="boolean"),
    "days": pd.to_datetime(["2024-05-31", None]),
    "moments": pd.to_datetime(["2024-05-31 10:00", None]),
    "spans": pd.to_timedelta([1.5, None], unit="D"),
    "texts": ["a,b", None, 'say "no"', "two\nlines", " a "],
    "all sorts": np.array([1, True, 1.0, None, "x", np.nan, np.float64(0.1)], dtype=object),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_cells_are_written_as_pandas_writes_them(name):
    table = pd.DataFrame({name: COLUMNS[name]})
    assert as_csv(table) == table.astype({name: object} if name == "texts" else {}).to_csv(index=False)

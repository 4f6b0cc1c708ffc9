"""Which departments a deal concerns, and who is of one of them (rule 002-9)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Ints
from influence.graph.arrays import Arrays
from influence.graph.kept import kept
from influence.measures.side_coverage import contacted_by
from influence.measures.talk import talks
from influence.tables.schema import OUR_SIDE
from influence.tables.spelling import plain

BETWEEN = r"[;；]"


def contacted_elsewhere_only(arrays: Arrays, side: str = OUR_SIDE) -> Flags:
    """Whom a side has contacted, where none of them is of a department that the deal concerns.

    Whoever is external is of none. Whose department is unknown may be of one of these.
    """
    told = np.bincount(_departments(arrays).get_level_values(0), minlength=arrays.n_deals) > 0
    contacted = contacted_by(arrays, side) & told[arrays.person_deal]
    if not contacted.any():
        return contacted
    department = _plain(arrays, "people", "department")
    there = _concerned(arrays, arrays.person_deal, department)
    elsewhere = arrays.external | (pd.notna(department) & ~there)
    met = talks(arrays, side)
    unnamed = met.person < 0
    met_there = _concerned(arrays, met.deal[unnamed], _plain(arrays, "interactions", "department")[met.row[unnamed]])
    perhaps = arrays.per_deal(contacted & ~elsewhere) + arrays.per_deal(met_there, met.deal[unnamed])
    return contacted & (perhaps == 0)[arrays.person_deal]


@kept
def _departments(arrays: Arrays) -> pd.MultiIndex:
    """Every pair of a deal's number and a department it concerns."""
    table = arrays.table("deals")
    if table is None or "departments" not in table:
        return pd.MultiIndex.from_arrays([np.empty(0, dtype=np.int64), np.empty(0, dtype=object)])
    told = pd.Series(table["departments"].to_numpy(dtype=object), arrays.keys.deal["deals"]).dropna()
    each = told.str.split(BETWEEN, regex=True).explode().map(plain)
    each = each[each != ""]
    return pd.MultiIndex.from_arrays([each.index, each])


def _concerned(arrays: Arrays, deal: Ints, department: Any) -> Flags:
    """Whether each department is one that the deal concerns."""
    return pd.MultiIndex.from_arrays([deal, department]).isin(_departments(arrays))


def _plain(arrays: Arrays, table: str, column: str) -> Any:
    """A column of departments, each as the same text however it is written; None where unknown."""
    frame = arrays.table(table)
    if frame is None or column not in frame:
        return np.full(0 if frame is None else len(frame), None, dtype=object)
    return frame[column].astype(object).map(plain, na_action="ignore").to_numpy(dtype=object, na_value=None)

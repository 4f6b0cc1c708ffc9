"""Departments of the customer that each side hears from: each knows something else (rules 002-18, 002-32)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Ints
from influence.graph.arrays import Arrays
from influence.graph.grouping import at, joined
from influence.measures.evidence import facts_of
from influence.measures.side_coverage import contacted_by
from influence.measures.visits import visits
from influence.tables.schema import OUR_SIDE


def departments_of_people(arrays: Arrays) -> Any:
    """The department of each person; None where nobody knows it."""
    people = arrays.table("people")
    if people is None or "department" not in people:
        return np.full(arrays.n_people, None, dtype=object)
    return people["department"].to_numpy(dtype=object, na_value=None)


def departments_visited(arrays: Arrays, rows: Flags) -> Any:
    """The department of each of these rows of `interactions`: as recorded there, else the person's own."""
    own = at(departments_of_people(arrays), visits(arrays).person[rows], None)
    table = arrays.table("interactions")
    if table is None or "department" not in table:
        return own
    said = table["department"].to_numpy(dtype=object, na_value=None)[rows]
    return np.where(pd.isna(said), own, said)


def heard_by_us(arrays: Arrays) -> pd.MultiIndex:
    """Deal and department of everybody whom we have contacted or met, or who told us something."""
    people = np.union1d(np.flatnonzero(contacted_by(arrays)), facts_of(arrays).source)
    people = people[people >= 0]
    met = visits(arrays).side == OUR_SIDE
    return pd.MultiIndex.from_arrays(
        [
            np.concatenate([arrays.person_deal[people], visits(arrays).deal[met]]),
            np.concatenate([departments_of_people(arrays)[people], departments_visited(arrays, met)]),
        ]
    )


def departments_listed(owner: Ints, department: Any, size: int, among: Flags | None = None) -> Any:
    """The departments of each owner, each once, by name and joined by commas."""
    rows = pd.DataFrame({"owner": owner, "department": department})
    rows = rows[rows["department"].notna() if among is None else rows["department"].notna() & among]
    rows = rows.drop_duplicates().sort_values(["owner", "department"])
    return joined(rows["department"].to_numpy(dtype=object), rows["owner"].to_numpy(), size)

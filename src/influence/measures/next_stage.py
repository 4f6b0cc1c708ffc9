"""The next stage of the purchase that people sit in, and who they are (rule 002-6)."""

from __future__ import annotations

from typing import Any

import numpy as np

from influence.array_types import Ints
from influence.graph.arrays import Arrays
from influence.graph.grouping import joined
from influence.tables.stages import STAGES


def next_stages(arrays: Arrays) -> Ints:
    """The stage after the one each deal is in, a position in `STAGES`; -1 where that is unknown or the last."""
    here = arrays.stage
    return np.where((here >= 0) & (here < len(STAGES) - 1), here + 1, -1)


def people_of_next_stage(arrays: Arrays) -> Any:
    """The ids of those who hold a seat of the next stage, joined by commas; None where nobody is known to."""
    following = next_stages(arrays)[arrays.seat_deal]
    there = (arrays.seat_stage == following) & (following >= 0) & (arrays.seat_person >= 0)
    people = np.flatnonzero(arrays.marked(arrays.seat_person[there]))
    found = joined(arrays.person_texts[people], arrays.person_deal[people], arrays.n_deals)
    return np.where(found == "", None, found)

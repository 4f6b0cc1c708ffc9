"""How much a committee wishes for change (rule 001-15)."""

from __future__ import annotations

import numpy as np

from influence.array_types import Floats
from influence.graph.arrays import Arrays
from influence.graph.grouping import ratio


def appetite_of_votes(arrays: Arrays) -> dict[str, Floats]:
    """The wish for change by the votes whose holders' wish is known, and the share of the votes that these are."""
    appetite = arrays.measure("appetite")
    votes = np.where(np.isnan(appetite), 0.0, arrays.votes)
    known = arrays.per_deal(votes)
    return {
        "appetite": ratio(arrays.per_deal(votes * np.nan_to_num(appetite)), known, np.nan),
        "appetite_known": ratio(known, arrays.total_votes, np.nan),
    }

"""Who of ours knows, and whom of ours to bring, by function (rule 004-11)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Ints
from influence.graph.arrays import Arrays
from influence.graph.grouping import at, largest_of_each
from influence.graph.kept import kept
from influence.measures.contacts import loads
from influence.measures.our_members import unnamed
from influence.tables.keys import ids
from influence.tables.our_functions import FUNCTIONS

NAMES = tuple(FUNCTIONS)


def has_function(arrays: Arrays, function: str) -> Flags:
    """Which of our members, in the order of `arrays.access()`, have this function."""
    found, team = np.zeros(len(arrays.access().member_id), dtype=bool), arrays.table("team")
    if team is not None and "function" in team:
        told = team["function"].astype(object).map(str, na_action="ignore")
        words = pd.Series(told, dtype=object).str.contains(FUNCTIONS[function], case=False, regex=True)
        found[arrays.member_of_team] = (words == True).to_numpy(dtype=bool)  # noqa: E712 - unknown has none
    return found


@kept
def _best_known(arrays: Arrays) -> Ints:
    """Per deal and function, and last whatever the function: the member with most people contacted, else the first.

    Positions in `arrays.access()`, of shape (deals, functions + 1); -1 where the deal has none.
    """
    members, (people, _) = arrays.access().member_deal, loads(arrays)
    # Whoever is not named can be neither asked nor brought.
    named = ~unnamed(arrays, arrays.access().member_id)
    among = [*(has_function(arrays, name) & named for name in NAMES), named]
    return np.stack([largest_of_each(members, people, arrays.n_deals, each) for each in among], axis=1)


def members_for(arrays: Arrays, deal: Ints, function: Any) -> Any:
    """The id of our member for each of these deals and functions (None: whoever knows the customer best)."""
    place = np.array([NAMES.index(name) if name in FUNCTIONS else len(NAMES) for name in function], dtype=np.int64)
    chosen = _best_known(arrays)[deal, place]
    return ids(arrays.keys.members, at(arrays.access().member_id, chosen, -1))

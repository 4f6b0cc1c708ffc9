"""How far each person's trust in us may have grown: contact, a promise of ours, a promise kept (rule 003-35)."""

from __future__ import annotations

import numpy as np

from influence.array_types import Ints
from influence.graph.arrays import Arrays
from influence.measures.promises import DONE, KEPT, promises
from influence.measures.side_coverage import contacted_by

STEPS = ("contact", "promise", "kept")


def trust_steps(arrays: Arrays) -> Ints:
    """The furthest step recorded of each person, a position in `STEPS`; -1 where none is."""
    found = promises(arrays)
    none = np.empty(0, dtype=np.int64)
    to = arrays.keys.party.get(("commitments", "to"), (none, none))[0][found.row]
    step = np.where(contacted_by(arrays), STEPS.index("contact"), -1)
    step[to[found.given]] = STEPS.index("promise")
    step[to[found.given & np.isin(found.state, (KEPT, DONE))]] = STEPS.index("kept")
    return step

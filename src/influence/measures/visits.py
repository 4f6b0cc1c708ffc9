"""Encounters row by row: who met whom, at whose invitation, and with how many (docs/model.md section 10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.kept import kept
from influence.tables.schema import LAYERS


@dataclass(frozen=True)
class Visits:
    """The rows of `interactions`: one person's part in one encounter.

    Attributes
    ----------
    deal : ndarray of int
        The number of the deal.
    side : ndarray of object
        Whom they met.
    encounter : ndarray of int
        The number of the encounter, the same for everybody who took part.
    person : ndarray of int
        Who of the customer took part, a position in `people`; -1 where nobody knows.
    invited_by : ndarray of int
        Who of the customer asked for it, a position in `people`; -1 where it is nobody of theirs, or unknown.
    rank : ndarray of int
        The layer of the most senior who came, a position in `LAYERS`; -1 where unknown.
    party : ndarray of float
        How many came; NaN where unknown.
    """

    deal: Ints
    side: Any
    encounter: Ints
    person: Ints
    invited_by: Ints
    rank: Ints
    party: Floats

    @property
    def encounters(self) -> int:
        """How many encounters there are."""
        return int(self.encounter.max(initial=-1)) + 1

    def together(self, rows: Flags) -> Flags:
        """Which of these rows are of people met with another of them: several different people in one encounter."""
        some = rows & (self.person >= 0)
        pairs = np.unique(np.stack([self.encounter[some], self.person[some]], axis=1), axis=0)
        people = np.bincount(pairs[:, 0], minlength=self.encounters)
        return some & (people > 1)[self.encounter]


@kept
def visits(arrays: Arrays) -> Visits:
    """Every row of `interactions`, of every side."""
    table = arrays.table("interactions")
    none = np.empty(0, dtype=np.int64)
    if table is None:
        return Visits(none, none.astype(object), none, none, none, none, none.astype(float))
    nobody = np.full(len(table), -1)
    deal = arrays.keys.deal["interactions"]
    encounter = pd.DataFrame({"deal": deal, "side": table["side"].array, "id": table["interaction"].array})
    return Visits(
        deal=deal,
        side=table["side"].to_numpy(dtype=object),
        encounter=encounter.groupby(["deal", "side", "id"], sort=False).ngroup().to_numpy(),
        person=arrays.keys.person.get(("interactions", "person"), nobody),
        invited_by=arrays.keys.party.get(("interactions", "invited_by"), (nobody, nobody))[0],
        rank=arrays.codes("interactions", "rank", LAYERS),
        party=arrays.numbers("interactions", "party_size"),
    )

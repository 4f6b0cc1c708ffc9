"""What the rules look at in touches: how many, and how long ago."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from influence.array_types import Floats
from influence.graph.lookups import days, deal_days
from influence.rules.indicators.one_side import OneSide


class OfTouches(OneSide):
    """What the rules look at in touches: how many, and how long ago."""

    @cached_property
    def idle(self) -> Floats:
        """Per deal, days since this side last touched anybody who decides; unknown where one touch has no date."""
        return self._since(self._touches(ours=True))

    @cached_property
    def others_idle(self) -> Floats:
        """Per deal, days since another side last touched anybody who decides; only dated touches are counted."""
        return self._since(self._touches(ours=False))

    @cached_property
    def touches(self) -> Floats:
        """How often this side has touched each person, as far as that is counted."""
        rows, person, _ = self.arrays.contacts(self.side)
        counted = self.arrays.numbers("contacts", "touches", 0.0)[rows]
        return np.bincount(person, weights=counted, minlength=self.arrays.n_people)

    @cached_property
    def moving(self) -> Any:
        """Per deal, what goes on while this side does not."""
        others = self.others_idle < self.idle
        ago = np.char.mod("%d", np.nan_to_num(self.others_idle).astype(int)).astype(object)
        visit = "another side contacted them " + ago + np.where(self.others_idle == 1, " day ago", " days ago")
        stage = "the deal is in the " + self.stage_name.astype(str).astype(object) + " stage"
        return np.where(others, visit, stage)

    def _since(self, newest: Floats) -> Floats:
        return np.where(np.isfinite(newest), deal_days(self.arrays, "as_of") - newest, np.nan)

    def _touches(self, *, ours: bool) -> Floats:
        """Per deal, the newest touch by this side, or by the others, of anybody who decides."""
        arrays, contacts = self.arrays, self.arrays.table("contacts")
        newest = np.full(arrays.n_deals, -np.inf)
        if contacts is None:
            return newest
        person, day = arrays.keys.person["contacts", "person"], days(arrays, "contacts", "last_touch")
        mine = (contacts["side"] == self.side).to_numpy(dtype=bool)
        rows, dated = self.seated[person] & (mine == ours), ~np.isnan(day)
        np.maximum.at(newest, self.deal[person[rows & dated]], day[rows & dated])
        # One of our own touches without a date may be the newest.
        newest[self.deal[person[rows & ~dated & ours]]] = np.nan
        return newest

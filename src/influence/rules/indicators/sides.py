"""What the rules look at in the sides: the other one that covers most, our members, and factions contacted."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats, Ints
from influence.graph.grouping import at, ends_of_each, largest_of_each
from influence.measures.contacts import main_factions
from influence.measures.side_coverage import sides
from influence.rules.indicators.one_side import OneSide
from influence.tables.keys import ids


class OfSides(OneSide):
    """What the rules look at in the sides: the other one that covers most, our members, and factions contacted."""

    @cached_property
    def _leader(self) -> Ints:
        """Per deal, the other side that covers most, a position in `sides`; -1 where there is none."""
        found = sides(self.arrays)
        return largest_of_each(found.deal, found.coverage, self.arrays.n_deals, found.name != self.side)

    @cached_property
    def other(self) -> Any:
        """Per deal, the name of the other side that covers most."""
        return np.array([*sides(self.arrays).name, None], dtype=object)[self._leader]

    @cached_property
    def other_coverage(self) -> Floats:
        """Per deal, what that side covers of the votes."""
        return at(sides(self.arrays).coverage, self._leader, np.nan)

    @cached_property
    def lone_member(self) -> Any:
        """Per deal, the team member who has every contact where several are recorded; unknown elsewhere."""
        arrays = self.arrays
        rows, person, _ = arrays.contacts(self.side)
        member, deal = arrays.keys.member.get("contacts", rows)[rows], self.deal[person]
        low, high = ends_of_each(deal, member, arrays.n_deals)
        access = arrays.access(self.side)
        several = np.bincount(access.member_deal, minlength=arrays.n_deals) > 1
        return ids(arrays.keys.members, np.where((low == high) & several, high, -1))

    @cached_property
    def has_lone_member(self) -> Flags:
        """Per deal, whether one of several members has every contact."""
        return ~pd.isna(self.lone_member)

    @cached_property
    def _main_factions(self) -> tuple[Any, Floats]:
        return main_factions(self.arrays, self.side)

    @property
    def faction(self) -> Any:
        """Per deal, the faction to which most of the people contacted belong."""
        return self._main_factions[0]

    @property
    def faction_share(self) -> Floats:
        """Per deal, its share of the people contacted."""
        return self._main_factions[1]

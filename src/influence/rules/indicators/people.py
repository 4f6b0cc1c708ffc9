"""What the rules look at in people: who helps, who could, and of whom that is known."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats
from influence.graph.grouping import ends_of_each
from influence.measures.supporter_kinds import NO, anybody, kinds, supporting
from influence.rules.indicators.one_side import OneSide


class OfPeople(OneSide):
    """What the rules look at in people: who helps, who could, and of whom that is known."""

    @cached_property
    def all_told(self) -> Flags:
        """Whether the support of everybody contacted in the deal is known."""
        return ~self.base.somewhere(self.contacted & np.isnan(self.support))

    @cached_property
    def dormant(self) -> Flags:
        """Supporters with relationships to deciders whose relationships inside have led us to nobody (002-25)."""
        arrays, edges = self.arrays, self.arrays.willing_introductions
        supporter = self.contacted & (self.support > 0)
        theirs = np.flatnonzero(supporter[edges.source])
        source, target, chance = edges.source[theirs], edges.target[theirs], edges.value[theirs]
        willing = chance * arrays.willing[source] >= arrays.assumptions.path_threshold
        used = arrays.marked(source[~arrays.external[target] & self.contacted[target]])
        useful = arrays.marked(source[willing & self.seated[target] & ~self.contacted[target]])
        return useful & ~used

    @cached_property
    def refuted(self) -> Flags:
        """Per deal, whether everybody inside is known to be no supporter of any kind (000-27).

        Somebody must be known to be inside, and nobody unknown may sit there: whoever holds an empty seat may help us.
        """
        arrays, inside = self.arrays, self._inside
        state = supporting(kinds(arrays, power=self.thresholds.power).kind)
        sure = self.somewhere(inside & (self._holds_a_seat | (arrays.measure("external") == 0)))
        unheld = arrays.per_deal(arrays.seat_person < 0, arrays.seat_deal) > 0
        return (anybody(state[inside], self.deal[inside], arrays.n_deals) == NO) & sure & ~unheld

    @cached_property
    def insiders(self) -> Floats:
        """Per deal, how many people are inside."""
        return self.count(self._inside)

    @property
    def _inside(self) -> Flags:
        """Who is not known to be external, or holds a seat nevertheless."""
        return ~self.arrays.external | self._holds_a_seat

    @property
    def _holds_a_seat(self) -> Flags:
        return self.arrays.marked(self.arrays.seat_person[self.arrays.seat_person >= 0])

    @cached_property
    def people(self) -> Floats:
        """Per deal, how many people are known."""
        return self.count(np.ones(len(self.deal), dtype=bool))

    @cached_property
    def several_factions(self) -> Flags:
        """Per deal, whether there is more than one faction."""
        people = self.arrays.table("people")
        if people is None or "faction" not in people:
            return np.zeros(self.arrays.n_deals, dtype=bool)
        faction = pd.factorize(people["faction"].astype(object))[0]
        known = faction >= 0
        low, high = ends_of_each(self.deal[known], faction[known], self.arrays.n_deals)
        return low < high

"""What the rules look at in encounters: whom other sides met and how, and who met us together with others."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from influence.array_types import Flags, Floats, Ints
from influence.measures.visits import Visits, visits
from influence.rules.indicators.one_side import OneSide
from influence.tables.schema import LAYERS

TOP = LAYERS.index("decision")


class OfVisits(OneSide):
    """What the rules look at in encounters: whom other sides met and how, and who met us together with others."""

    @cached_property
    def _visits(self) -> Visits:
        return visits(self.arrays)

    @cached_property
    def _others_visits(self) -> Flags:
        return np.asarray(self._visits.side != self.side, dtype=bool)

    def _people(self, people: Ints) -> Flags:
        return self.arrays.marked(people[people >= 0])

    @cached_property
    def visited_by_many(self) -> Flags:
        """Whom another side visited with its decision layer, or with many people (000-3)."""
        found = self._visits
        notable = (found.rank == TOP) | (found.party >= self.thresholds.large_party)
        return self._people(found.person[self._others_visits & notable])

    @cached_property
    def inviters(self) -> Flags:
        """Who of the customer asked another side to come (002-32)."""
        return self._people(self._visits.invited_by[self._others_visits])

    @cached_property
    def met_together_by_others(self) -> Flags:
        """The deciders whom another side met in one encounter with other deciders (002-14)."""
        found = self._visits
        decides = np.append(self.seated, False)[found.person]
        return self._people(found.person[found.together(self._others_visits & decides)])

    @cached_property
    def encounters(self) -> Floats:
        """Per deal, how many encounters this side had."""
        found, mine = self._visits, ~self._others_visits
        _, first = np.unique(found.encounter[mine], return_index=True)
        deal = found.deal[mine][first]
        return self.arrays.per_deal(np.ones(len(deal)), deal)

    @cached_property
    def met_one_by_one(self) -> Flags:
        """Per deal, whether it is known who took part in each encounter of this side, and it was one person each."""
        found, mine = self._visits, ~self._others_visits
        joint = found.together(mine) | (mine & (found.person < 0))
        return (self.encounters > 0) & (self.arrays.per_deal(joint, found.deal) == 0)

    @cached_property
    def met_by_our_head(self) -> Flags:
        """Whom somebody of our decision layer has met, or may have met where nobody knows the layer (003-53)."""
        arrays, found = self.arrays, self._visits
        rows, person, _ = arrays.contacts()
        layer = arrays.member_layer[arrays.member_positions("contacts")[rows]] if len(rows) else rows
        came = ~self._others_visits & (found.rank == TOP) & (found.person >= 0)
        return arrays.marked(np.concatenate([person[(layer == TOP) | (layer < 0)], found.person[came]]))

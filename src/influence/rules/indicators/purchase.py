"""What the rules look at in the purchase: whom it concerns, who wants any change, and how it ended."""

from __future__ import annotations

from functools import cached_property

from influence.array_types import Flags, Floats
from influence.measures.departments import contacted_elsewhere_only
from influence.rules.indicators.one_side import OneSide
from influence.tables.schema import OUTCOMES


class OfThePurchase(OneSide):
    """What the rules look at in the purchase: whom it concerns, who wants any change, and how it ended."""

    @cached_property
    def closed(self) -> Flags:
        """Per deal, whether it is known how it ended."""
        return self.arrays.deal_codes("outcome", OUTCOMES) >= 0

    @cached_property
    def unwilling(self) -> Flags:
        """Who decides and has hardly a wish for change (001-15)."""
        return self.seated & (self.arrays.measure("appetite") < self.thresholds.unwilling)

    @cached_property
    def unwilling_votes(self) -> Floats:
        """Per deal, the share of the votes that they hold."""
        return self.arrays.per_deal(self.arrays.weight * self.unwilling)

    @cached_property
    def contacted_elsewhere_only(self) -> Flags:
        """Whom this side has contacted, where none of them is of a department that the deal concerns (002-9)."""
        return contacted_elsewhere_only(self.arrays, self.side)

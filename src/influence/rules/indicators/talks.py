"""What the rules look at in encounters: what was shown to whom, and to whom nobody knows."""

from __future__ import annotations

from functools import cached_property

from influence.array_types import Flags
from influence.measures.audience import shown_to_no_user, shown_to_nobody_knows_whom
from influence.measures.talk import shown_only_the_product
from influence.rules.indicators.one_side import OneSide


class OfTalks(OneSide):
    """What the rules look at in encounters: what was shown to whom, and to whom nobody knows."""

    @cached_property
    def deciders_shown_the_product(self) -> Flags:
        """The approvers and decision makers with whom this side talked about the product alone (001-5)."""
        decides = self.arrays.holds("approver") | self.arrays.holds("decision_maker")
        return decides & shown_only_the_product(self.arrays, self.side)

    @cached_property
    def shown_to_no_user(self) -> Flags:
        """Whom the product was presented to, where none of them is a user (001-9)."""
        return shown_to_no_user(self.arrays, self.side)

    @cached_property
    def shown_to_nobody_knows_whom(self) -> Flags:
        """Per deal, whether the product was presented and nobody wrote down to whom (001-9)."""
        return shown_to_nobody_knows_whom(self.arrays, self.side)

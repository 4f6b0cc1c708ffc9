"""What the rules look at in the committee: who decides, whom of them a side has contacted, and how they vote."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from influence.array_types import ROUNDING, Flags, Floats
from influence.graph.grouping import at
from influence.measures.side_coverage import covered
from influence.measures.support_bounds import best_support, committee_support
from influence.measures.voting import approval
from influence.rules.indicators.one_side import OneSide
from influence.tables.committee_templates import REQUIRED
from influence.tables.schema import LAYERS


class OfTheCommittee(OneSide):
    """What the rules look at in the committee: who decides, whom of them a side has contacted, and how they vote."""

    @cached_property
    def heads(self) -> Floats:
        """Per deal, the people and empty seats that decide; 0 where no seat has votes."""
        return np.where(self.arrays.assumed, 0, self.count(self.seated) + self.empty)

    @cached_property
    def heads_contacted(self) -> Floats:
        """Per deal, how many of those who decide this side has contacted."""
        return self.count(self.seated & self.contacted)

    @cached_property
    def coverage(self) -> Floats:
        """Per deal, the share of the votes whose holders this side has contacted."""
        return np.where(self.arrays.assumed, 0.0, np.nan_to_num(covered(self.arrays, self.side)))

    @cached_property
    def roles_known(self) -> Floats:
        """Per deal, how many of the four roles have every seat held by somebody known."""
        return np.sum([self._known(role) for role in REQUIRED], axis=0)

    @cached_property
    def roles_contacted(self) -> Floats:
        """Per deal, how many of these roles have a holder this side has contacted."""
        arrays = self.arrays
        return np.sum(
            [self._known(role) & self.somewhere(arrays.holds(role) & self.contacted) for role in REQUIRED], axis=0
        )

    def _known(self, role: str) -> Flags:
        """Per deal, whether there are seats of this role and everybody who holds one is known."""
        arrays = self.arrays
        return (arrays.per_deal(arrays.seats_of(role), arrays.seat_deal) > 0) & ~self._unheld(role)

    def _unheld(self, role: str) -> Flags:
        """Per deal, whether nobody knows who holds some seat of this role."""
        arrays = self.arrays
        return arrays.per_deal(arrays.seats_of(role) & (arrays.seat_person < 0), arrays.seat_deal) > 0

    @cached_property
    def approvers_missed(self) -> Flags:
        """The approvers where all of them are known and none is contacted."""
        approvers = self.arrays.holds("approver")
        missed = self._known("approver") & ~self.somewhere(approvers & self.contacted)
        return approvers & missed[self.deal]

    @cached_property
    def process_misread(self) -> Flags:
        """Per deal, whether the final say is said to be one person's who by the seats can neither pass nor approve."""
        arrays, named = self.arrays, self.heard.final_say
        approves = at(arrays.holds("approver"), named, False)
        # The votes of empty seats may be theirs.
        short = self.heard.final_say_votes + arrays.empty_weight <= 0.5 + ROUNDING
        return (named >= 0) & (self.heads >= 2) & ~approves & ~self._unheld("approver") & short

    def named(self, deals: Flags) -> Flags:
        """Whoever is said to have the final say in these deals."""
        said = self.heard.final_say
        return self.arrays.marked(said[deals & (said >= 0)])

    @cached_property
    def approval(self) -> Floats:
        """Per deal, the model's chance that the vote passes."""
        return approval(self.arrays)

    @cached_property
    def certainty(self) -> Floats:
        """Per deal, the share of the leverage whose support is known."""
        return committee_support(self.arrays).certainty

    @cached_property
    def best_support(self) -> Floats:
        """Per deal, where the committee stands at best, with all that is unknown in our favour."""
        return np.where(self.heads > 0, best_support(self.arrays), np.nan)

    @cached_property
    def supporters(self) -> Floats:
        """Per deal, how many of those who decide are known to be for this side."""
        return self.count(self.seated & (self.support > 0))

    @cached_property
    def may_support(self) -> Floats:
        """Per deal, how many of those who decide are, or may be, for this side."""
        return self.count(self.seated & ~(self.support <= 0)) + self.empty

    @cached_property
    def deciding_layer_missed(self) -> Flags:
        """The people of the decision layer where this side has contacted none of them."""
        deciding = self.arrays.layer == LAYERS.index("decision")
        return deciding & ~self.somewhere(deciding & self.contacted)[self.deal]

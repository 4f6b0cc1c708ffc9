"""What the rules look at in promises: to whom ours are overdue or broken, and what is given for nothing."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from influence.array_types import Flags, Floats, Ints
from influence.measures.promises import BROKEN, KEPT, OURS, OVERDUE, Promises, promises
from influence.rules.indicators.one_side import OneSide


class OfPromises(OneSide):
    """What the rules look at in promises: to whom ours are overdue or broken, and what is given for nothing."""

    @cached_property
    def _promises(self) -> Promises:
        return promises(self.arrays)

    @cached_property
    def _promised_to(self) -> Ints:
        """To whom of the customer each promise was made, a position in `people`; -1 where it is nobody of theirs."""
        none = np.empty(0, dtype=np.int64)
        return self.arrays.keys.party.get(("commitments", "to"), (none, none))[0][self._promises.row]

    @cached_property
    def approver_waits(self) -> Flags:
        """The approvers to whom a promise of ours is overdue (003-33)."""
        found = self._promises
        return self.arrays.marked(self._promised_to[found.given & found.to_approver & (found.state == OVERDUE)])

    @cached_property
    def let_down(self) -> Flags:
        """To whom of the customer we broke our word (003-49)."""
        found = self._promises
        return self.arrays.marked(self._promised_to[found.given & (found.state == BROKEN)])

    @cached_property
    def overdue(self) -> Floats:
        """Per deal, how many promises and planned acts of ours are past their day, those to an approver apart."""
        found = self._promises
        late = (found.by_side == OURS) & (found.state == OVERDUE) & ~found.to_approver
        return self.arrays.per_deal(late, found.deal)

    @cached_property
    def fulfilled(self) -> Floats:
        """Per deal, how many of our promises to the customer are done, in time or not."""
        found = self._promises
        return self.arrays.per_deal(found.given & (~np.isnan(found.done) | (found.state == KEPT)), found.deal)

    @cached_property
    def promised_to_us(self) -> Floats:
        """Per deal, how much the customer has promised us, whatever became of it."""
        return self.arrays.per_deal(self._promises.received, self._promises.deal)

"""What the rules look at in the decision itself: how much is at stake, how near it is, who leads us to the approver."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from influence.array_types import Flags, Floats
from influence.graph.grouping import ends_of_each
from influence.graph.lookups import days, deal_days
from influence.measures.contest import contested
from influence.measures.voting import DRAWS
from influence.rules.indicators.committee import OfTheCommittee
from influence.tables.checklist import NUMBER
from influence.tables.schema import LAYERS, OUTCOMES


class OfTheDecision(OfTheCommittee):
    """What the rules look at in the decision itself: how much is at stake, how near it is, who leads us there."""

    @cached_property
    def amount(self) -> Floats:
        """Per deal, its value in its own currency."""
        return self.arrays.deal_numbers("amount")

    @property
    def large_amount(self) -> float:
        """From where on an amount is large; not a number where the caller has not said so."""
        limit = self.thresholds.large_amount
        return np.nan if limit is None else limit

    @property
    def worth_from(self) -> float:
        """The chance of winning from which on a deal is worth its cost; not a number where nobody has said so."""
        limit = self.thresholds.worth_from
        return np.nan if limit is None else limit

    @cached_property
    def win_high(self) -> Floats:
        """Per deal, the chance that we win with all that is unknown in our favour; unknown where nobody asks for it."""
        if self.thresholds.worth_from is None:
            return np.full(self.arrays.n_deals, np.nan)
        return np.where(self.heads > 0, contested(self.arrays, draws=DRAWS, seed=0).high, np.nan)

    @cached_property
    def days_left(self) -> Floats:
        """Per deal that is open, days until it is to close, below 0 once that day is past."""
        left = deal_days(self.arrays, "close_date") - deal_days(self.arrays, "as_of")
        return np.where(self.arrays.deal_codes("outcome", OUTCOMES) < 0, left, np.nan)

    @cached_property
    def top_without_votes(self) -> Flags:
        """The decision layer of deals all of whose seats are held by others, and none of them unknown (002-17)."""
        arrays = self.arrays
        top = arrays.layer == LAYERS.index("decision")
        may = self.seated | arrays.vetoes | arrays.holds("approver")
        known = (self.heads > 0) & (arrays.per_deal(arrays.seat_person < 0, arrays.seat_deal) == 0)
        return top & (known & ~self.somewhere(top & may))[self.deal]

    # Who leads us to an approver whom nobody of ours has contacted (003-34).

    @cached_property
    def _guarantors(self) -> Flags:
        """Whom we have contacted and from whom a relationship leads to such an approver."""
        edges = self.arrays.willing_introductions
        there = self.approvers_missed[edges.target] & self.contacted[edges.source]
        return self.arrays.marked(edges.source[there])

    @cached_property
    def guarantor_idle(self) -> Floats:
        """Per deal, days since the last touch of any of them; unknown where one touch has no date."""
        rows, person, _ = self.arrays.contacts(self.side)
        about = self._guarantors[person]
        # A touch without a date may be the newest.
        day = np.nan_to_num(days(self.arrays, "contacts", "last_touch")[rows], nan=np.inf)
        newest = np.full(self.arrays.n_deals, -np.inf)
        np.maximum.at(newest, self.deal[person[about]], day[about])
        return np.where(np.isfinite(newest), deal_days(self.arrays, "as_of") - newest, np.nan)

    @cached_property
    def forgotten_guarantors(self) -> Flags:
        """Who alone can introduce us to the approver, where we touched none of them for long."""
        return self._guarantors & (self.guarantor_idle >= self.thresholds.idle_days)[self.deal]

    @cached_property
    def disputed_final_say(self) -> Flags:
        """Whom our members name as having the final say, each a single person, but not all the same (004-5)."""
        facts, named = self.heard.facts, self.heard.answer_names
        rows = np.flatnonzero(facts.question == NUMBER["final_say"])
        # Who changed their mind, or whose answer or name nobody wrote down, may agree with the others.
        deal, member, said = one = np.unique(np.stack([facts.deal[rows], facts.teller[rows], named[rows]]), axis=1)
        again = (deal[1:] == deal[:-1]) & (member[1:] == member[:-1])
        doubtful = (member < 0) | (said < 0) | np.append(again, False)[: one.shape[1]]
        low, high = ends_of_each(deal, said, self.arrays.n_deals)
        sure = (self.arrays.per_deal(doubtful, deal) == 0) & (low < high)
        return self.arrays.marked(said[said >= 0]) & sure[self.deal]

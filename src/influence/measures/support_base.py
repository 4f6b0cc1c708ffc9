"""Who supports us and how: supporters, allies, the main supporter, opponents; what flags and advice look at."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from influence.array_types import Flags, Ints
from influence.graph.arrays import Arrays
from influence.graph.grouping import at, ends_of_each
from influence.measures.leverage import settled
from influence.measures.side_coverage import contacted_by
from influence.measures.supporter_kinds import NO, UNKNOWN, YES, anybody
from influence.measures.ways_in import strategy_of_people
from influence.tables.schema import LAYERS

# In the order of STRATEGIES: top down, middle out, bottom up.
LEVELS = ("high", "middle", "low")
HIGH, MIDDLE, LOW = range(3)


class SupportBase:
    """Our supporters and opponents, one flag or number per person or per deal.

    An ally supports us at least by `ally`; of more than `most_allies` there are too many.
    """

    def __init__(self, arrays: Arrays, *, ally: float, most_allies: int) -> None:
        self.arrays = arrays
        self.most_allies = most_allies
        self.deal = arrays.person_deal
        self.support = arrays.measure("support")
        self.level = strategy_of_people(arrays)
        self.contacted = contacted_by(arrays)
        held = arrays.seat_person[arrays.seat_person >= 0]
        inside = ~arrays.external | arrays.marked(held)
        self.supporter = inside & self.contacted & (self.support > 0)
        self.ally = self.supporter & (self.support >= ally)
        self.may_be_ally = (self.contacted | ~self.recorded) & ~(self.support < ally)
        self.department = arrays.department
        self.against = self.support < 0
        self.neutral = (self.support == 0) & (arrays.votes > 0)

    def somewhere(self, people: Flags) -> Flags:
        """Per person, whether anybody in their deal is among these."""
        return (self.arrays.per_deal(people) > 0)[self.deal]

    @cached_property
    def recorded(self) -> Flags:
        """Per person, whether their deal has any contact of ours."""
        _, person, _ = self.arrays.contacts()
        return self.somewhere(self.arrays.marked(person))

    @cached_property
    def tied(self) -> Flags:
        """Per person, whether their deal has any relationship."""
        return self.somewhere(self.arrays.marked(self.arrays.relationships.source))

    @cached_property
    def main(self) -> Ints:
        """The main supporter of each deal, a position in `people`; -1 where there is none."""
        return self.arrays.largest(settled(self.arrays).leverage * self.support, self.supporter)

    @cached_property
    def is_main(self) -> Flags:
        """Who is the main supporter of their deal."""
        return self.arrays.marked(self.main[self.main >= 0])

    @cached_property
    def favourable(self) -> Ints:
        """Whether a decision maker is our ally and an approver for us, as a state per deal (003-17)."""
        ally = np.where(self.ally, YES, np.where(self.may_be_ally, UNKNOWN, NO))
        for_us = np.where(np.isnan(self.support), UNKNOWN, np.where(self.support > 0, YES, NO))
        return np.minimum(_of_role(self.arrays, "decision_maker", ally), _of_role(self.arrays, "approver", for_us))

    @cached_property
    def maintain(self) -> Flags:
        """Per person, whether their deal stands favourably; where it does not, we expand."""
        return (self.favourable == YES)[self.deal]

    def main_is(self, level: int) -> Flags:
        """Per person, whether we still expand and the main supporter of their deal stands at this level."""
        return ~self.maintain & self.somewhere(self.is_main & (self.level == level))


def _of_role(arrays: Arrays, role: str, state: Ints) -> Ints:
    """Whether anybody with this role is, as a state per deal; whoever holds an empty seat may be."""
    rows = arrays.seats_of(role)
    holder = arrays.seat_person[rows]
    return anybody(at(state, holder, UNKNOWN), arrays.seat_deal[rows], arrays.n_deals)


def narrow_support(base: SupportBase) -> Flags:
    """Supporters who all stand in one layer and one department (003-36)."""
    arrays, supporter = base.arrays, base.supporter
    layers = sum(arrays.per_deal(supporter & (arrays.layer == layer)) > 0 for layer in range(len(LAYERS)))
    alone = arrays.per_deal(supporter) == 1
    # Two departments, or any unknown, which could be another one, show in the largest and the smallest number.
    smallest, largest = ends_of_each(base.deal[supporter], base.department[supporter], arrays.n_deals)
    one = (layers == 1) & (alone | ((largest == smallest) & (smallest >= 0)))
    return ~base.maintain & supporter & one[base.deal]


def evaluators_alone(base: SupportBase) -> Flags:
    """Evaluators who are our only allies (003-41)."""
    stronger = base.ally & (base.arrays.holds("decision_maker") | (base.level == HIGH))
    return base.main_is(MIDDLE) & base.ally & base.arrays.holds("evaluator") & ~base.somewhere(stronger)


def too_many_allies(base: SupportBase) -> Flags:
    """Allies where there are too many of them."""
    return base.ally & (base.arrays.per_deal(base.ally) > base.most_allies)[base.deal]


def allies_in_conflict(base: SupportBase) -> Flags:
    """Those of too many allies who are in conflict with another of them."""
    source, target, _, _ = base.arrays.relationships
    odds = (base.arrays.carried("binds") == 0) & base.ally[source] & base.ally[target]
    return too_many_allies(base) & base.arrays.marked(np.concatenate([source[odds], target[odds]]))

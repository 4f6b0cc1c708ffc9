"""One side, as the rules look at it: whom it has contacted, what it was told, how people stand to it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from influence.array_types import Flags, Floats
from influence.graph.arrays import Arrays
from influence.measures.intelligence import Heard
from influence.measures.side_coverage import contacted_by
from influence.measures.support_base import SupportBase
from influence.rules.thresholds import Thresholds
from influence.tables.language import say, say_all
from influence.tables.schema import OUR_SIDE
from influence.tables.stages import STAGES


class OneSide:
    """One side, as the rules look at it: whom it has contacted, what it was told, how people stand to it."""

    def __init__(self, arrays: Arrays, side: str, thresholds: Thresholds) -> None:
        self.arrays, self.side, self.thresholds = arrays, side, thresholds
        self.deal = arrays.person_deal
        self.ours = side == OUR_SIDE
        # How people stand to another side than ours nobody records.
        self.support = arrays.measure("support") if self.ours else np.full(arrays.n_people, np.nan)
        self.contacted = contacted_by(arrays, side)
        self.seated = (arrays.weight > 0) & ~arrays.assumed[self.deal]
        self.empty = arrays.per_deal(arrays.empty_seat, arrays.seat_deal)

    def somewhere(self, people: Flags) -> Flags:
        """Per deal, whether anybody is among these."""
        return self.arrays.per_deal(people) > 0

    def count(self, people: Flags) -> Floats:
        """Per deal, how many of these there are."""
        return self.arrays.per_deal(people)

    @cached_property
    def heard(self) -> Heard:
        """What this side was told."""
        return Heard(self.arrays, self.side, several=self.thresholds.several_answers)

    @property
    def have(self) -> str:
        """Who is looked at, with the verb."""
        return say("we have") if self.ours else say("{side} has", side=self.side)

    @cached_property
    def base(self) -> SupportBase:
        """How people stand to us."""
        return SupportBase(self.arrays, ally=self.thresholds.ally, most_allies=self.thresholds.most_allies)

    @cached_property
    def stage_name(self) -> Any:
        """Per deal, the stage of the purchase."""
        return np.array([*say_all(STAGES), None], dtype=object)[self.arrays.stage]

    @cached_property
    def people_contacted(self) -> Floats:
        """Per deal, how many people this side has contacted."""
        return self.count(self.contacted)

    @cached_property
    def in_contact(self) -> Flags:
        """Per deal, whether this side has any contact."""
        _, person, _ = self.arrays.contacts(self.side)
        return self.somewhere(self.arrays.marked(person))

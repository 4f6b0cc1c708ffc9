"""Who decides: seats, votes and vetoes of the stage that counts (docs/model.md section 2)."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats, Ints
from influence.graph.columns import Columns
from influence.graph.grouping import ratio
from influence.graph.kept import kept
from influence.tables.committee_templates import REQUIRED, chosen
from influence.tables.schema import LAYERS, ROLES
from influence.tables.stages import DECIDING, STAGES, stage_numbers


class Committee(Columns):
    """Seats by their row in `seats`, votes by person."""

    @cached_property
    def seat_person(self) -> Ints:
        """Who holds each row of `seats`; -1 where nobody knows."""
        return self.keys.person.get(("seats", "person"), np.full(len(self.seat_deal), -1))

    @cached_property
    def seat_deal(self) -> Ints:
        """The deal's number of each row of `seats`."""
        return self.keys.deal.get("seats", np.empty(0, dtype=np.int64))

    @cached_property
    def seat_weight(self) -> Floats:
        """Votes of each row of `seats`; none in another stage than the deciding one."""
        return np.where(self.seat_decides, self.defaulted("seats", "weight"), 0.0)

    @cached_property
    def seat_veto(self) -> Flags:
        """Whether each row of `seats` carries a veto; none in another stage than the deciding one."""
        return self.seat_decides & (self.defaulted("seats", "veto") > 0)

    @cached_property
    def seat_decides(self) -> Flags:
        """Which rows of `seats` count in the stage that decides (rule 002-4).

        That is the decision stage where the deal has votes in it, whatever stage the deal is in or nobody knows it is
        in; else the stage the deal is in where it has votes in that; else every stage. A seat of unknown stage counts.
        """
        own, here = self._stages
        here = here[self.seat_deal]
        voting = (self.defaulted("seats", "weight") > 0) | (self.defaulted("seats", "veto") > 0)
        final = self.per_deal(voting & (own == DECIDING), self.seat_deal) > 0
        current = self.per_deal(voting & (own == here) & (own >= 0), self.seat_deal) > 0
        deciding = np.where(final[self.seat_deal], DECIDING, here)
        return (own < 0) | (own == deciding) | ~(final | current)[self.seat_deal]

    @cached_property
    def stage(self) -> Ints:
        """The stage each deal is in, a position in `STAGES`; -1 where it is unknown or its name says nothing."""
        _, here = self._stages
        return np.where(here < len(STAGES), here, -1)

    @cached_property
    def seat_stage(self) -> Ints:
        """The stage each row of `seats` counts in, as `stage_numbers` has it; -1 where it is unknown."""
        return self._stages[0]

    @cached_property
    def _stages(self) -> tuple[Ints, Ints]:
        """The stage of each row of `seats`, and the stage each deal is in, as `stage_numbers` has them."""
        seats, deals = (self._tables.get(name, {}).get("stage", pd.Series(dtype=object)) for name in ("seats", "deals"))
        numbers = stage_numbers(pd.concat([seats, deals]))
        own, here = np.full(len(self.seat_deal), -1), np.full(self.n_deals, -1)
        own[: len(seats)] = numbers[: len(seats)]
        if len(deals):
            here[self.keys.deal["deals"]] = numbers[len(seats) :]
        return own, here

    @kept
    def seats_of(self, role: str) -> Flags:
        """Which rows of `seats` are of this role, voting or not."""
        return self.codes("seats", "role", ROLES) == ROLES.index(role)

    @kept
    def holds(self, role: str) -> Flags:
        """Who holds a seat of this role, voting or not."""
        return self.marked(self.seat_person[self.seats_of(role) & (self.seat_person >= 0)])

    @cached_property
    def assumed(self) -> Flags:
        """Deals without a seat that has votes, other than by a template: their committee is assumed."""
        return self.per_deal(np.where(self.seat_assumed, 0.0, self.seat_weight), self.seat_deal) <= 0

    @cached_property
    def required_roles(self) -> Flags:
        """Which roles each deal's committee must have, of shape (deals, ROLES): by its template, else the four."""
        always = np.array([role in REQUIRED for role in ROLES])
        picked = chosen(self.assumptions.templates or (), self._tables.get("deals"), self.keys)
        return np.where(picked.some[:, None], picked.required, always)

    @cached_property
    def votes(self) -> Floats:
        """Votes of each person: of all their seats, or where no seat has any, influence times participation."""
        held = self.seat_person >= 0
        votes = np.bincount(self.seat_person[held], weights=self.seat_weight[held], minlength=self.n_people)
        untold = self.per_deal(self.seat_weight, self.seat_deal) <= 0
        return np.where(untold[self.person_deal], self._assumed_votes, votes)

    @cached_property
    def _assumed_votes(self) -> Floats:
        deciding = self.layer == LAYERS.index("decision")
        anyone = self.per_deal(deciding) > 0
        seated = deciding | ~anyone[self.person_deal]
        influence = self.measure("influence", self.assumptions.unknown_influence)
        force = influence * self.measure("participation", self.assumptions.unknown_participation)
        nothing = self.per_deal(seated * force) <= 0
        return np.where(seated, np.where(nothing[self.person_deal], 1.0, force), 0.0)

    @cached_property
    def vetoes(self) -> Flags:
        """Who must say yes."""
        return self.marked(self.seat_person[self.seat_veto & (self.seat_person >= 0)])

    @cached_property
    def empty_seat(self) -> Flags:
        """Which rows of `seats` are seats of the committee that nobody is known to hold."""
        return (self.seat_person < 0) & ((self.seat_weight > 0) | self.seat_veto)

    @cached_property
    def total_votes(self) -> Floats:
        """Votes of each deal, those of empty seats included."""
        empty = self.empty_seat
        return self.per_deal(self.votes) + self.per_deal(self.seat_weight[empty], self.seat_deal[empty])

    @cached_property
    def weight(self) -> Floats:
        """Each person's share of the committee's votes."""
        return ratio(self.votes, self.total_votes[self.person_deal])

    @cached_property
    def empty_weight(self) -> Floats:
        """Each deal's share of votes that belong to seats nobody is known to hold."""
        empty = self.empty_seat
        return ratio(self.per_deal(self.seat_weight[empty], self.seat_deal[empty]), self.total_votes)

"""What the rules look at in touches: how many, and how long ago."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from influence.array_types import Flags, Floats
from influence.graph.grouping import ratio
from influence.graph.lookups import days, deal_days
from influence.measures.coach_jobs import coach_jobs
from influence.measures.supporter_kinds import coaches
from influence.measures.talk import talks
from influence.rules.indicators.one_side import OneSide
from influence.tables.language import say
from influence.tables.phrases import counted


class OfTouches(OneSide):
    """What the rules look at in touches: how many, and how long ago."""

    @cached_property
    def idle(self) -> Floats:
        """Per deal, days since this side last touched anybody who decides; unknown where one touch has no date."""
        of_person, of_deal = self._met
        newest = self._touches(ours=True)
        of_deciders = of_deal.copy()
        np.maximum.at(of_deciders, self.deal[self.seated], of_person[self.seated])
        return self._since(np.where(newest > -np.inf, np.maximum(newest, of_deciders), newest))

    @cached_property
    def others_idle(self) -> Floats:
        """Per deal, days since another side last touched anybody who decides; only dated touches are counted."""
        return self._since(self._touches(ours=False))

    @cached_property
    def since_touch(self) -> Floats:
        """Days since this side last touched each person; unknown where it never did or one touch has no date."""
        rows, person, _ = self.arrays.contacts(self.side)
        day = days(self.arrays, "contacts", "last_touch")[rows]
        of_person, of_deal = self._met
        newest = np.full(self.arrays.n_people, -np.inf)
        np.maximum.at(newest, person, np.where(np.isnan(day), np.inf, day))
        newest = np.where(newest > -np.inf, np.maximum(np.maximum(newest, of_person), of_deal[self.deal]), newest)
        return np.where(np.isfinite(newest), deal_days(self.arrays, "as_of")[self.deal] - newest, np.nan)

    @cached_property
    def neglected(self) -> Flags:
        """Whom this side has contacted and not touched for long."""
        return self.contacted & (self.since_touch >= self.thresholds.neglected_days)

    @cached_property
    def lapsed(self) -> Flags:
        """The coaches who for long neither met us nor did any of a coach's jobs (000-19)."""
        quiet = coaches(self.arrays) & self.neglected
        if not quiet.any():
            return quiet
        asked_again = deal_days(self.arrays, "as_of")[self.deal] - coach_jobs(self.arrays).last
        return quiet & (asked_again >= self.thresholds.neglected_days)

    @cached_property
    def _met(self) -> tuple[Floats, Floats]:
        """The day of the newest encounter with each person, and in each deal with somebody unnamed, who may be anybody.

        Infinite where an encounter has no date: it may be the newest.
        """
        met, nothing = talks(self.arrays, self.side), -np.inf
        of_person, of_deal = np.full(self.arrays.n_people, nothing), np.full(self.arrays.n_deals, nothing)
        day, named = np.where(np.isnan(met.day), np.inf, met.day), met.person >= 0
        np.maximum.at(of_person, met.person[named], day[named])
        np.maximum.at(of_deal, met.deal[~named], day[~named])
        return of_person, of_deal

    @cached_property
    def touches_counted(self) -> Floats:
        """Per deal, how often this side has touched anybody, as far as that is counted."""
        return self.arrays.per_deal(self.touches)

    @cached_property
    def voteless_share(self) -> Floats:
        """Per deal, the share of these touches spent on people without a vote (002-7.3).

        Unknown where touches of somebody with a vote are not counted, or where anybody may have one: an empty seat,
        an encounter with somebody unnamed.
        """
        arrays = self.arrays
        votes = self.seated | arrays.vetoes
        rows, person, _ = arrays.contacts(self.side)
        uncounted = person[np.isnan(arrays.numbers("contacts", "touches")[rows])]
        sure = ~self.somewhere(arrays.marked(uncounted) & votes) & ~(self._met[1] > -np.inf) & (self.empty == 0)
        share = ratio(arrays.per_deal(self.touches * ~votes), self.touches_counted, np.nan)
        return np.where(sure & ~arrays.assumed, share, np.nan)

    @cached_property
    def touches(self) -> Floats:
        """How often this side has touched each person, as far as that is counted."""
        rows, person, _ = self.arrays.contacts(self.side)
        counted = self.arrays.numbers("contacts", "touches", 0.0)[rows]
        return np.bincount(person, weights=counted, minlength=self.arrays.n_people)

    @cached_property
    def moving(self) -> Any:
        """Per deal, what goes on while this side does not."""
        others = self.others_idle < self.idle
        days_ago = np.nan_to_num(self.others_idle).tolist()
        visit = [say("another side contacted them {ago} ago", ago=counted(ago, "day", "days")) for ago in days_ago]
        stage = [say("the deal is in the {stage} stage", stage=stage) for stage in self.stage_name.tolist()]
        return np.where(others, np.array(visit, dtype=object), np.array(stage, dtype=object))

    def _since(self, newest: Floats) -> Floats:
        return np.where(np.isfinite(newest), deal_days(self.arrays, "as_of") - newest, np.nan)

    def _touches(self, *, ours: bool) -> Floats:
        """Per deal, the newest touch by this side, or by the others, of anybody who decides."""
        arrays, contacts = self.arrays, self.arrays.table("contacts")
        newest = np.full(arrays.n_deals, -np.inf)
        if contacts is None:
            return newest
        person, day = arrays.keys.person["contacts", "person"], days(arrays, "contacts", "last_touch")
        mine = (contacts["side"] == self.side).to_numpy(dtype=bool)
        rows, dated = self.seated[person] & (mine == ours), ~np.isnan(day)
        np.maximum.at(newest, self.deal[person[rows & dated]], day[rows & dated])
        # One of our own touches without a date may be the newest, today's.
        newest[self.deal[person[rows & ~dated & ours]]] = np.inf
        return newest

"""What the rules look at: one number, flag or name per deal or per person, seen from one side.

Whatever is unknown is taken so that no flag fires by it: an empty seat may be held by somebody contacted, support
nobody knows may be for us.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import ROUNDING, Flags, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.grouping import at, ends_of_each, largest_of_each
from influence.graph.lookups import days, deal_days
from influence.measures.contacts import main_factions
from influence.measures.intelligence import Heard
from influence.measures.side_coverage import REQUIRED_ROLES, contacted_by, covered, sides
from influence.measures.support_base import SupportBase
from influence.measures.support_bounds import best_support, committee_support
from influence.measures.supporter_kinds import NO, anybody, kinds, supporting
from influence.measures.voting import ballot
from influence.rules.thresholds import Thresholds
from influence.tables.keys import ids
from influence.tables.schema import LAYERS, OUR_SIDE
from influence.tables.stages import STAGES


class Indicators:
    """What the rules look at, from one side; arrays over people, or over deals where a name says so."""

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
        return "we have" if self.ours else f"{self.side} has"

    # The committee.

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
    def in_contact(self) -> Flags:
        """Per deal, whether this side has any contact."""
        _, person, _ = self.arrays.contacts(self.side)
        return self.somewhere(self.arrays.marked(person))

    @cached_property
    def roles_known(self) -> Floats:
        """Per deal, how many of the four roles have every seat held by somebody known."""
        return np.sum([self._known(role) for role in REQUIRED_ROLES], axis=0)

    @cached_property
    def roles_contacted(self) -> Floats:
        """Per deal, how many of these roles have a holder this side has contacted."""
        arrays = self.arrays
        return np.sum(
            [self._known(role) & self.somewhere(arrays.holds(role) & self.contacted) for role in REQUIRED_ROLES], axis=0
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
        return ballot(self.arrays).approval

    @cached_property
    def certainty(self) -> Floats:
        """Per deal, the share of the leverage whose support is known."""
        return committee_support(self.arrays).certainty

    @cached_property
    def best_support(self) -> Floats:
        """Per deal, where the committee stands at best, with all that is unknown in our favour."""
        return np.where(self.heads > 0, best_support(self.arrays), np.nan)

    # Touches.

    @cached_property
    def idle(self) -> Floats:
        """Per deal, days since this side last touched anybody who decides; unknown where one touch has no date."""
        return self._since(self._touches(ours=True))

    @cached_property
    def others_idle(self) -> Floats:
        """Per deal, days since another side last touched anybody who decides; only dated touches are counted."""
        return self._since(self._touches(ours=False))

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
        ago = np.char.mod("%d", np.nan_to_num(self.others_idle).astype(int)).astype(object)
        visit = "another side contacted them " + ago + np.where(self.others_idle == 1, " day ago", " days ago")
        stage = "the deal is in the " + self.stage_name.astype(str).astype(object) + " stage"
        return np.where(others, visit, stage)

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
        # One of our own touches without a date may be the newest.
        newest[self.deal[person[rows & ~dated & ours]]] = np.nan
        return newest

    # Other sides.

    @cached_property
    def _leader(self) -> Ints:
        """Per deal, the other side that covers most, a position in `sides`; -1 where there is none."""
        found = sides(self.arrays)
        return largest_of_each(found.deal, found.coverage, self.arrays.n_deals, found.name != self.side)

    @cached_property
    def other(self) -> Any:
        """Per deal, the name of the other side that covers most."""
        return np.array([*sides(self.arrays).name, None], dtype=object)[self._leader]

    @cached_property
    def other_coverage(self) -> Floats:
        """Per deal, what that side covers of the votes."""
        return at(sides(self.arrays).coverage, self._leader, np.nan)

    # People.

    @cached_property
    def base(self) -> SupportBase:
        """How people stand to us."""
        return SupportBase(self.arrays, ally=self.thresholds.ally, most_allies=self.thresholds.most_allies)

    @cached_property
    def all_told(self) -> Flags:
        """Whether the support of everybody contacted in the deal is known."""
        return ~self.base.somewhere(self.contacted & np.isnan(self.support))

    @cached_property
    def dormant(self) -> Flags:
        """Supporters with relationships to deciders whose relationships inside have led us to nobody (002-25)."""
        arrays, edges = self.arrays, self.arrays.willing_introductions
        source = edges.source
        willing = edges.value * arrays.willing[source] >= arrays.assumptions.path_threshold
        used = arrays.marked(source[~arrays.external[edges.target] & self.contacted[edges.target]])
        useful = arrays.marked(source[willing & self.seated[edges.target] & ~self.contacted[edges.target]])
        return self.contacted & (self.support > 0) & useful & ~used

    @cached_property
    def refuted(self) -> Flags:
        """Per deal, whether everybody inside is known to be no supporter of any kind (000-27).

        Somebody must be known to be inside, and nobody unknown may sit there: whoever holds an empty seat may help us.
        """
        arrays, inside = self.arrays, self._inside
        state = supporting(kinds(arrays, power=self.thresholds.power).kind)
        sure = self.somewhere(inside & (self._holds_a_seat | (arrays.measure("external") == 0)))
        unheld = arrays.per_deal(arrays.seat_person < 0, arrays.seat_deal) > 0
        return (anybody(state[inside], self.deal[inside], arrays.n_deals) == NO) & sure & ~unheld

    @cached_property
    def insiders(self) -> Floats:
        """Per deal, how many people are inside."""
        return self.count(self._inside)

    @property
    def _inside(self) -> Flags:
        """Who is not known to be external, or holds a seat nevertheless."""
        return ~self.arrays.external | self._holds_a_seat

    @property
    def _holds_a_seat(self) -> Flags:
        return self.arrays.marked(self.arrays.seat_person[self.arrays.seat_person >= 0])

    @cached_property
    def people(self) -> Floats:
        """Per deal, how many people are known."""
        return self.count(np.ones(len(self.deal), dtype=bool))

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

    @cached_property
    def stage_name(self) -> Any:
        """Per deal, the stage of the purchase."""
        return np.array([*STAGES, None], dtype=object)[self.arrays.stage]

    # Members.

    @cached_property
    def lone_member(self) -> Any:
        """Per deal, the team member who has every contact where several are recorded; unknown elsewhere."""
        arrays = self.arrays
        rows, person, _ = arrays.contacts(self.side)
        member, deal = arrays.keys.member.get("contacts", rows)[rows], self.deal[person]
        low, high = ends_of_each(deal, member, arrays.n_deals)
        access = arrays.access(self.side)
        several = np.bincount(access.member_deal, minlength=arrays.n_deals) > 1
        return ids(arrays.keys.members, np.where((low == high) & several, high, -1))

    @cached_property
    def has_lone_member(self) -> Flags:
        """Per deal, whether one of several members has every contact."""
        return ~pd.isna(self.lone_member)

    @cached_property
    def _main_factions(self) -> tuple[Any, Floats]:
        return main_factions(self.arrays, self.side)

    @property
    def faction(self) -> Any:
        """Per deal, the faction to which most of the people contacted belong."""
        return self._main_factions[0]

    @property
    def faction_share(self) -> Floats:
        """Per deal, its share of the people contacted."""
        return self._main_factions[1]

    @cached_property
    def several_factions(self) -> Flags:
        """Per deal, whether there is more than one faction."""
        people = self.arrays.table("people")
        if people is None or "faction" not in people:
            return np.zeros(self.arrays.n_deals, dtype=bool)
        faction = pd.factorize(people["faction"].astype(object))[0]
        known = faction >= 0
        low, high = ends_of_each(self.deal[known], faction[known], self.arrays.n_deals)
        return low < high

    @cached_property
    def people_contacted(self) -> Floats:
        """Per deal, how many people this side has contacted."""
        return self.count(self.contacted)

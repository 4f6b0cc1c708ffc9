"""The tables as arrays of numbers, for all deals at once (docs/model.md sections 2 and 6).

People stand sorted by deal, so each deal is a slice. Deals never touch: one set of compressed sparse rows holds all
of them, and everything made here is made by array operations over all deals.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats, Ints
from influence.graph.edges import Access, Edges, packed, starts
from influence.tables.assumptions import Assumptions
from influence.tables.keys import Keys, ids
from influence.tables.schema import LAYERS, OUR_SIDE, ROLES, TABLES
from influence.tables.stages import DECIDING, STAGES, stage_numbers

Kept = TypeVar("Kept")


class Arrays:
    """Everything the analyses compute with, by position in the sorted `people`; unknown numbers are NaN."""

    def __init__(self, tables: Mapping[str, pd.DataFrame], keys: Keys, assumptions: Assumptions) -> None:
        self._tables = tables
        self._kept: dict[Hashable, Any] = {}
        self.keys = keys
        self.assumptions = assumptions
        self.n_deals = len(keys.deals)
        self.n_people = len(tables["people"])
        self.person_deal = keys.deal_of_person
        self.person_start = starts(self.person_deal, self.n_deals)

    def once(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What `make` returns, made at the first asking and kept."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def table(self, name: str) -> pd.DataFrame | None:
        """One table, not to be changed; none where it was not given."""
        return self._tables.get(name)

    def measure(self, name: str, unknown: float = np.nan) -> Floats:
        """A measure of people, with `unknown` where nobody knows it."""
        return self.numbers("people", name, unknown)

    def numbers(self, table: str, column: str, unknown: float = np.nan) -> Floats:
        """A column of numbers, with `unknown` where there is none; the whole column where the table lacks it."""
        frame = self._tables.get(table)
        if frame is None or column not in frame:
            return np.full(0 if frame is None else len(frame), unknown)
        values = frame[column].to_numpy(dtype=np.float64, na_value=np.nan)
        return np.where(np.isnan(values), unknown, values)

    def defaulted(self, table: str, column: str) -> Floats:
        """A column of numbers with the schema's default where a cell is unknown."""
        default = TABLES[table][column].default
        return self.numbers(table, column, np.nan if default is None else float(default))

    def codes(self, table: str, column: str, choices: tuple[str, ...]) -> Ints:
        """A column of choices as positions among `choices`; -1 where unknown."""
        frame = self._tables.get(table)
        if frame is None or column not in frame:
            return np.full(0 if frame is None else len(frame), -1, dtype=np.int64)
        return np.asarray(pd.Categorical(frame[column], categories=list(choices)).codes, dtype=np.int64)

    def person_ids(self, positions: Any) -> Any:
        """The ids of the people at these positions, unknown where a position is -1."""
        # One more code behind the last, for nobody: -1 finds it.
        return ids(self.keys.persons, np.append(self.keys.person_code, -1)[positions])

    def pair_ids(self, pairs: Ints) -> Any:
        """The ids of two people each, joined by a plus sign; unknown where one of the two positions is -1."""
        joined = np.full(len(pairs), None, dtype=object)
        both = (pairs >= 0).all(axis=1)
        one, other = (np.asarray(self.person_ids(each), dtype=object).astype(str) for each in pairs[both].T)
        joined[both] = one.astype(object) + " + " + other.astype(object)
        return joined

    @cached_property
    def person_names(self) -> Any:
        """What to call each person: their name, else their title with the id, else the id, as text."""
        called = np.asarray(self.keys.persons.astype(str), dtype=object)[self.keys.person_code]
        people = self._tables["people"]
        if "title" in people:
            titles = people["title"].to_numpy(dtype=object)
            told = pd.notna(titles) & (titles != called)
            called[told] = titles[told] + " (" + called[told] + ")"
        if "name" in people:
            names = people["name"].to_numpy(dtype=object)
            called = np.where(pd.isna(names), called, names)
        return called

    def per_deal(self, values: Floats | Flags | Ints, deal: Ints | None = None) -> Floats:
        """Sums of values of people (or of rows of the deals given) per deal."""
        where = self.person_deal if deal is None else deal
        return np.bincount(where, weights=values, minlength=self.n_deals)

    def deal_numbers(self, column: str) -> Floats:
        """A column of `deals` by the deal's number; NaN where unknown."""
        values = np.full(self.n_deals, np.nan)
        if "deals" in self._tables:
            values[self.keys.deal["deals"]] = self.numbers("deals", column)
        return values

    def deal_codes(self, column: str, choices: tuple[str, ...]) -> Ints:
        """A column of choices of `deals` by the deal's number; -1 where unknown."""
        values = np.full(self.n_deals, -1, dtype=np.int64)
        if "deals" in self._tables:
            values[self.keys.deal["deals"]] = self.codes("deals", column, choices)
        return values

    @cached_property
    def layer(self) -> Ints:
        """The layer of each person, a position in `LAYERS`."""
        return self.codes("people", "layer", LAYERS)

    @cached_property
    def department(self) -> Ints:
        """The department of each person as a number; -1 where unknown."""
        people = self._tables["people"]
        if "department" not in people:
            return np.full(self.n_people, -1, dtype=np.int64)
        return np.asarray(pd.factorize(people["department"])[0], dtype=np.int64)

    @cached_property
    def external(self) -> Flags:
        """Who is marked as outside the customer's organisation; who is not counts as inside."""
        return self.measure("external") > 0

    # Committee: docs/model.md section 2.

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

        That is the decision stage where the deal has votes in it, else the stage the deal is in where it has votes in
        that. Where the stage of the deal, or of the seat, is unknown, the seat counts.
        """
        own, here = self._stages
        here = here[self.seat_deal]
        voting = (self.defaulted("seats", "weight") > 0) | (self.defaulted("seats", "veto") > 0)
        final = self.per_deal(voting & (own == DECIDING), self.seat_deal) > 0
        current = self.per_deal(voting & (own == here) & (own >= 0), self.seat_deal) > 0
        deciding = np.where(final[self.seat_deal], DECIDING, here)
        counts_all = (own < 0) | (here < 0) | ~(final | current)[self.seat_deal]
        return counts_all | (own == deciding)

    @cached_property
    def stage(self) -> Ints:
        """The stage each deal is in, a position in `STAGES`; -1 where it is unknown or its name says nothing."""
        _, here = self._stages
        return np.where(here < len(STAGES), here, -1)

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

    def seats_of(self, role: str) -> Flags:
        """Which rows of `seats` are of this role, voting or not."""
        return self.codes("seats", "role", ROLES) == ROLES.index(role)

    def holds(self, role: str) -> Flags:
        """Who holds a seat of this role, voting or not."""
        return self._mark(self.seat_person[self.seats_of(role) & (self.seat_person >= 0)])

    def _mark(self, people: Ints) -> Flags:
        marked = np.zeros(self.n_people, dtype=bool)
        marked[people] = True
        return marked

    @cached_property
    def assumed(self) -> Flags:
        """Deals without a seat that has votes: their committee is assumed."""
        return self.per_deal(self.seat_weight, self.seat_deal) <= 0

    @cached_property
    def votes(self) -> Floats:
        """Votes of each person: of all their seats, or assumed, influence times participation (docs/model.md section 2)."""
        held = self.seat_person >= 0
        votes = np.bincount(self.seat_person[held], weights=self.seat_weight[held], minlength=self.n_people)
        return np.where(self.assumed[self.person_deal], self._assumed_votes, votes)

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
        return self._mark(self.seat_person[self.seat_veto & (self.seat_person >= 0)])

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

    # Ties.

    @cached_property
    def relationships(self) -> tuple[Ints, Ints, Ints, Floats]:
        """Source, target, kind (a position in the assumptions' `relationship_kinds`) and strength of every tie."""
        person = self.keys.person
        none = np.empty(0, dtype=np.int64)
        kinds = tuple(self.assumptions.relationship_kinds)
        return (
            person.get(("relationships", "source"), none),
            person.get(("relationships", "target"), none),
            self.codes("relationships", "kind", kinds),
            self.defaulted("relationships", "strength"),
        )

    def carried(self, what: str) -> Floats:
        """What each tie carries by its kind, before its strength: an attribute of `RelationshipKind`."""
        numbers = [float(getattr(kind, what)) for kind in self.assumptions.relationship_kinds.values()]
        return np.array(numbers)[self.relationships[2]]

    @cached_property
    def bonds(self) -> Edges:
        """The customer's own ties that hold the organisation together, both ways, without repeats."""
        source, target, _, _ = self.relationships
        binds = self.carried("binds") > 0
        source, target = source[binds], target[binds]
        both = np.concatenate([source, target]), np.concatenate([target, source])
        return packed(*both, np.ones(2 * len(source)), self.n_people)

    # Access: docs/model.md section 6.

    @cached_property
    def willing(self) -> Floats:
        """How willing each person is to introduce us, 0 to 1; unknown support as 0."""
        return (1 + self.measure("support", 0.0)) / 2

    def contacts(self, side: str = OUR_SIDE) -> tuple[Ints, Ints, Floats]:
        """Rows of `contacts` of one side: row, person and strength."""
        if "contacts" not in self._tables:
            none = np.empty(0, dtype=np.int64)
            return none, none, np.empty(0)
        rows = np.flatnonzero((self._tables["contacts"]["side"] == side).to_numpy(dtype=bool))
        strength = self.defaulted("contacts", "strength")
        return rows, self.keys.person["contacts", "person"][rows], strength[rows]

    def depth(self, side: str = OUR_SIDE) -> Floats:
        """The side's strongest contact with each person, 0 where none is recorded."""
        _, person, strength = self.contacts(side)
        depth = np.zeros(self.n_people)
        np.maximum.at(depth, person, strength)
        return depth

    def access(self, side: str = OUR_SIDE) -> Access:
        """Who can lead this side to whom; another side's introductions take nobody's support as known."""
        return self.once(("access", side), lambda: self._new_access(side))

    def _new_access(self, side: str) -> Access:
        deal, member, holder = self._members(side)
        _, person, strength = self.contacts(side)
        people = np.diff(self.person_start)
        members = np.bincount(deal, minlength=self.n_deals)
        node_start = np.concatenate([[0], np.cumsum(people + members + 1)]).astype(np.int64)
        first_member = np.concatenate([[0], np.cumsum(members)])[:-1]
        member_node = node_start[deal] + 1 + np.arange(len(deal)) - first_member[deal]
        within = np.arange(self.n_people) - self.person_start[self.person_deal]
        person_node = node_start[self.person_deal] + 1 + members[self.person_deal] + within
        willing = self.willing if side == OUR_SIDE else np.full(self.n_people, 0.5)
        source, target, chance = self._introductions(willing)
        edges = packed(
            np.concatenate([node_start[deal], member_node[holder], person_node[source]]),
            np.concatenate([member_node, person_node[person], person_node[target]]),
            np.concatenate([np.ones(len(deal)), strength, chance]),
            int(node_start[-1]),
        )
        return Access(node_start, person_node, member_node, deal, member, edges)

    def _members(self, side: str) -> tuple[Ints, Ints, Ints]:
        """The side's members by deal and number, and for each of its contacts which of them holds it."""
        rows, _, _ = self.contacts(side)
        deal, member = (self.keys.deal.get("contacts"), self.keys.member.get("contacts"))
        own = _pairs(deal, member, rows, len(self.keys.members))
        team = np.empty(0, dtype=np.int64)
        if side == OUR_SIDE and "team" in self._tables:
            all_rows = np.arange(len(self._tables["team"]))
            team = _pairs(self.keys.deal["team"], self.keys.member["team"], all_rows, len(self.keys.members))
        every, holder = np.unique(np.concatenate([own, team]), return_inverse=True)
        width = max(len(self.keys.members), 1)
        return every // width, every % width, holder[: len(own)]

    @cached_property
    def willing_introductions(self) -> Edges:
        """Who introduces us to whom, people only, and the chance of it once they are wholly for us."""
        return packed(*self._introductions(np.ones(self.n_people)), self.n_people)

    def _introductions(self, willing: Floats) -> tuple[Ints, Ints, Floats]:
        source, target, _, strength = self.relationships
        forth = self.carried("source_introduces_target") * strength * willing[source]
        back = self.carried("target_introduces_source") * strength * willing[target]
        return (
            np.concatenate([source, target]),
            np.concatenate([target, source]),
            np.concatenate([forth, back]),
        )

    @cached_property
    def member_of_team(self) -> Ints:
        """The member each row of `team` is, a position among the members of `access()`."""
        access, width = self.access(), max(len(self.keys.members), 1)
        none = np.empty(0, dtype=np.int64)
        wanted = self.keys.deal.get("team", none) * width + self.keys.member.get("team", none)
        return np.searchsorted(access.member_deal * width + access.member_id, wanted)

    @cached_property
    def member_layer(self) -> Ints:
        """The layer of each member of ours, a position in `LAYERS`, in the order of `access()`; -1 where unknown."""
        layer = np.full(len(self.access().member_id), -1)
        layer[self.member_of_team] = self.codes("team", "layer", LAYERS)
        return layer

    @cached_property
    def team_layers(self) -> Flags:
        """Whether a member of ours stands in each layer, of shape (deals, layers)."""
        present = np.zeros((self.n_deals, len(LAYERS)), dtype=bool)
        if "team" in self._tables:
            layer = self.codes("team", "layer", LAYERS)
            known = layer >= 0
            present[self.keys.deal["team"][known], layer[known]] = True
        return present


def marked(arrays: Arrays, people: Ints) -> Flags:
    """One flag per person, true of these."""
    found = np.zeros(arrays.n_people, dtype=bool)
    found[people] = True
    return found


def _pairs(deal: Ints | None, member: Ints | None, rows: Ints, width: int) -> Ints:
    if deal is None or member is None:
        return np.empty(0, dtype=np.int64)
    return deal[rows] * max(width, 1) + member[rows]


def ratio(part: Floats, whole: Floats) -> Floats:
    """Parts of wholes, 0 where there is nothing to share."""
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)

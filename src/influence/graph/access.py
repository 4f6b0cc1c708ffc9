"""Relationships and contacts: who is tied to whom, and who can lead us to whom (docs/model.md sections 1 and 6)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from influence.array_types import Flags, Floats, Ints
from influence.compiled import loop
from influence.graph.columns import Columns
from influence.graph.edges import Edges, Pairs, packed, starts
from influence.graph.grouping import rank_within
from influence.graph.kept import kept
from influence.graph.kernels import access
from influence.tables.schema import LAYERS, OUR_SIDE


@dataclass(frozen=True)
class Access:
    """Who can lead us to whom: per deal a root, one side's members, and the people, in this order.

    Attributes
    ----------
    node_start : ndarray of shape (deals + 1,)
        Where each deal's nodes begin; the first of them is the root.
    person_node : ndarray of shape (people,)
        The node of each person.
    member_node : ndarray of shape (members,)
        The node of each member of the side.
    member_deal, member_id : ndarray of shape (members,)
        The deal's number and the member's number in `Keys.members`.
    edges : Edges
        Root to members (1), members to the people they contact, people to those they introduce us to; the value is
        the chance q that it comes off.
    """

    node_start: Ints
    person_node: Ints
    member_node: Ints
    member_deal: Ints
    member_id: Ints
    edges: Edges

    def people(self, nodes: Ints) -> Ints:
        """The positions in `people` of these nodes; -1 where a node is nobody of theirs, or -1 itself."""
        person = np.full(int(self.node_start[-1]) + 1, -1)
        person[self.person_node] = np.arange(len(self.person_node))
        return person[nodes]


class Relationships(NamedTuple):
    """Both ends, positions in `people`; the kind, a position in the assumptions' `relationship_kinds`; the strength."""

    source: Ints
    target: Ints
    kind: Ints
    strength: Floats


class AccessGraphs(Columns):
    """Relationships by their row, and per side the graph of who can lead it to whom."""

    @cached_property
    def relationships(self) -> Relationships:
        """Every relationship, by its row in the table."""
        kinds = tuple(self.assumptions.relationship_kinds)
        return Relationships(
            *self._ends,
            self.narrow_codes("relationships", "kind", kinds),
            self.defaulted("relationships", "strength"),
        )

    @property
    def _ends(self) -> tuple[Ints, Ints]:
        """Who stands at the two ends of each relationship."""
        person, none = self.keys.person, np.empty(0, dtype=np.int64)
        return person.get(("relationships", "source"), none), person.get(("relationships", "target"), none)

    @kept
    def carried(self, what: str) -> Floats:
        """What each relationship carries by its kind, before its strength: an attribute of `RelationshipKind`."""
        return self._by_kind(what)[self.relationships.kind]

    def _by_kind(self, what: str) -> Floats:
        return np.array([float(getattr(kind, what)) for kind in self.assumptions.relationship_kinds.values()])

    @cached_property
    def binding(self) -> Edges:
        """The customer's own relationships that bind the organisation, both ways, without repeats."""
        binds = self._by_kind("binds") > 0
        return self.pairs.largest(np.tile(binds[self.relationships.kind], 2))

    @cached_property
    def pairs(self) -> Pairs:
        """Every pair of people with a relationship, both ways; its edges are all relationships forth, then back."""
        return Pairs.of(*self._ends, self.n_people, both_ways=True)

    @cached_property
    def willing(self) -> Floats:
        """How willing each person is to introduce us, 0 to 1; unknown support as 0."""
        return (1 + self.measure("support", 0.0)) / 2

    @kept
    def contacts(self, side: str = OUR_SIDE) -> tuple[Ints, Ints, Floats]:
        """Rows of `contacts` of one side: row, person and strength."""
        if "contacts" not in self._tables:
            none = np.empty(0, dtype=np.int64)
            return none, none, np.empty(0)
        rows = np.flatnonzero((self._tables["contacts"]["side"] == side).to_numpy(dtype=bool))
        strength = self.defaulted("contacts", "strength")
        return rows, self.keys.person["contacts", "person"][rows], strength[rows]

    @kept
    def depth(self, side: str = OUR_SIDE) -> Floats:
        """The side's strongest contact with each person, 0 where none is recorded."""
        _, person, strength = self.contacts(side)
        depth = np.zeros(self.n_people)
        np.maximum.at(depth, person, strength)
        return depth

    @kept
    def access(self, side: str = OUR_SIDE) -> Access:
        """Who can lead this side to whom; another side's introductions take nobody's support as known."""
        deal, member, holder = self._members(side)
        node_start, member_node, person_node = self._nodes(deal)
        _, person, strength = self.contacts(side)
        willing = self.willing if side == OUR_SIDE else np.full(self.n_people, 0.5)
        known, met = self.willing_introductions, packed(holder, person, strength, max(len(deal), self.n_people))
        parts = (node_start, self.person_start, starts(deal, self.n_deals), met.start, met.target, met.value)
        introduced = (known.start, known.target, known.value, willing)
        count = len(deal) + len(met.target) + len(known.target)
        start, to, chance = np.empty(int(node_start[-1]) + 1, np.int64), np.empty(count, np.int32), np.empty(count)
        found = loop(access.lay_out, *parts, *introduced, start, to, chance, steps=count + len(start))
        edges = Edges(start, to[:found], chance[:found])
        return Access(node_start, person_node, member_node, deal, member, edges)

    def _nodes(self, member_deal: Ints) -> tuple[Ints, Ints, Ints]:
        """Where each deal's nodes begin, and the node of each member and person: a root, then members, then people."""
        people, members = np.diff(self.person_start), np.bincount(member_deal, minlength=self.n_deals)
        node_start = np.concatenate([[0], np.cumsum(people + members + 1)]).astype(np.int64)
        member_node = node_start[member_deal] + 1 + rank_within(member_deal)
        within = np.arange(self.n_people) - self.person_start[self.person_deal]
        return node_start, member_node, (node_start[:-1] + 1 + members)[self.person_deal] + within

    def _members(self, side: str) -> tuple[Ints, Ints, Ints]:
        """The side's members by deal and number, and for each of its contacts which of them has it."""
        own = self.member_keys("contacts")[self.contacts(side)[0]]
        team = self.member_keys("team") if side == OUR_SIDE else own[:0]
        every, holder = np.unique(np.concatenate([own, team]), return_inverse=True)
        width = max(len(self.keys.members), 1)
        return every // width, every % width, holder[: len(own)]

    def member_keys(self, table: str) -> Ints:
        """Deal and member of each row of a table as one number."""
        none = np.empty(0, dtype=np.int64)
        deal, member = (codes.get(table, none) for codes in (self.keys.deal, self.keys.member))
        return deal * max(len(self.keys.members), 1) + member

    def member_positions(self, table: str, side: str = OUR_SIDE) -> Ints:
        """The member in each row of a table, a position among the members of `access(side)`."""
        access, width = self.access(side), max(len(self.keys.members), 1)
        return np.searchsorted(access.member_deal * width + access.member_id, self.member_keys(table))

    @cached_property
    def willing_introductions(self) -> Edges:
        """Who introduces us to whom, people only, and the chance of it once they are wholly for us."""
        kind, strength = self.relationships.kind, self.relationships.strength
        both_ways = np.empty((2, len(kind)))
        for way, what in zip(both_ways, ("source_introduces_target", "target_introduces_source"), strict=True):
            np.multiply(self._by_kind(what)[kind], strength, out=way)
        return self.pairs.largest(both_ways.ravel())

    @cached_property
    def member_of_team(self) -> Ints:
        """The member each row of `team` is, a position among the members of `access()`."""
        return self.member_positions("team")

    @cached_property
    def member_layer(self) -> Ints:
        """The layer of each team member, a position in `LAYERS`, in the order of `access()`; -1 where unknown."""
        layer = np.full(len(self.access().member_id), -1)
        layer[self.member_of_team] = self.codes("team", "layer", LAYERS)
        return layer

    @cached_property
    def team_layers(self) -> Flags:
        """Whether a team member stands in each layer, of shape (deals, layers)."""
        present = np.zeros((self.n_deals, len(LAYERS)), dtype=bool)
        if "team" in self._tables:
            layer = self.codes("team", "layer", LAYERS)
            known = layer >= 0
            present[self.keys.deal["team"][known], layer[known]] = True
        return present

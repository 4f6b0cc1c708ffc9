"""A graph of many deals in blocks of whole deals, each small enough for the fast memory of a core."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from influence.array_types import Ints
from influence.graph.edges import starts
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.tables.keys import Keys

# A column of so many people takes a megabyte.
PEOPLE_AT_ONCE = 2**17


class Blocks:
    """A graph cut into graphs of whole deals, about so many people each, in the order of the deals.

    Deals never touch, so a number of a deal is the same in its block. A block is made when asked for and not kept; it
    knows its tables as they are, not what they were before ratings and encounters filled them in.
    """

    def __init__(self, graph: StakeholderGraph, people: int = PEOPLE_AT_ONCE) -> None:
        self.graph = graph
        self.person_start = starts(graph.keys.deal_of_person, len(graph))
        self.bounds = _bounds(self.person_start, people)
        codes = graph.keys.deal if len(self) > 1 else {}
        self.cuts = {table: _Cuts(codes[table], self.bounds) for table in codes if table != "people"}

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def __getitem__(self, number: int) -> StakeholderGraph:
        if len(self) == 1:
            return self.graph
        first, last = self.bounds[number : number + 2].tolist()
        rows = {table: cut.rows(number) for table, cut in self.cuts.items()}
        rows["people"] = slice(self.person_start[first], self.person_start[last])
        return self.graph.of_deals(keys_of_deals(self.graph.keys, first, last, rows), rows)


def keys_of_deals(keys: Keys, first: int, last: int, rows: Mapping[str, Any]) -> Keys:
    """The keys of the deals from `first` up to, not including, `last`, whose rows of each table are these."""
    own = rows["people"]

    def inside(positions: Ints) -> Ints:
        return np.where(positions >= 0, positions - own.start, -1)

    people = keys.people[own] - first * (len(keys.persons) + 1)
    return Keys(
        deals=keys.deals[first:last],
        # Those of people are in the order given, not in the order sorted.
        deal={table: codes[rows[table]] - first for table, codes in keys.deal.items() if table != "people"},
        person_given=people % (len(keys.persons) + 1),
        order=np.arange(len(people)),
        person={place: inside(found[rows[place[0]]]) for place, found in keys.person.items()},
        people=people,
        persons=keys.persons,
        members=keys.members,
        member={table: codes[rows[table]] for table, codes in keys.member.items()},
        party={
            place: (inside(person[rows[place[0]]]), member[rows[place[0]]])
            for place, (person, member) in keys.party.items()
        },
    )


def _bounds(person_start: Ints, people: int) -> Ints:
    """The deals at which blocks begin, and the number of deals."""
    n_deals, n_people = len(person_start) - 1, int(person_start[-1])
    count = -(-n_people // people)
    begin = np.searchsorted(person_start, n_people * np.arange(1, count) // max(count, 1))
    return np.concatenate([[0], np.unique(begin[(begin > 0) & (begin < n_deals)]), [n_deals]])


class _Cuts:
    """The rows of one table by block: slices where it is sorted by deal, as most are, else the positions of rows."""

    def __init__(self, deal: Ints, bounds: Ints) -> None:
        self.order = None if (deal[1:] >= deal[:-1]).all() else np.argsort(deal, kind="stable")
        self.ends = np.searchsorted(deal if self.order is None else deal[self.order], bounds)

    def rows(self, block: int) -> Any:
        """The rows of one block."""
        own = slice(*self.ends[block : block + 2].tolist())
        return own if self.order is None else self.order[own]

"""One deal as the pages show it: the numbers of every analysis, the people with all that is known of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from influence.analysis.committee import committee
from influence.analysis.coverage import coverage
from influence.analysis.entry_points import entry_points
from influence.analysis.finding import Finding, arrays_of
from influence.analysis.forces import forces
from influence.analysis.single_points import single_points_of_failure
from influence.analysis.support import support
from influence.graph.called import title_of
from influence.graph.kept import kept
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.ways_in import introductions
from influence.show.told import Who
from influence.tables.schema import LAYERS, OUR_SIDE

Analysis = Callable[[StakeholderGraph], Finding]

Made = TypeVar("Made")

BADGES = 3
MEASURES = ("support", "participation", "influence")
ASKED = ("name", "title", "department", "layer", "level", *MEASURES)


class DealView:
    """All that is said of one deal; everything unknown is None."""

    def __init__(self, graph: StakeholderGraph, deal: object = None, strategy: str | None = None) -> None:
        arrays_of(graph)
        self.deal = graph.one_deal(deal)
        self.strategy = strategy
        self.graph = graph.only(self.deal)
        self.arrays = self.graph.arrays
        self.kept: dict[Hashable, Any] = {}
        # A strategy that is none is refused at once.
        self.found(entry_points)

    @kept
    def found(self, analysis: Analysis) -> Finding:
        """What an analysis found in this deal; asked once, however many sections tell of it."""
        return entry_points(self.graph, strategy=self.strategy) if analysis is entry_points else analysis(self.graph)

    @kept
    def row(self, analysis: Analysis) -> dict[str, Any]:
        """The deal's own numbers of an analysis; made once, so change copies only."""
        return first(self.found(analysis).by_deal)

    @kept
    def rows(self, analysis: Analysis) -> list[dict[str, Any]]:
        """The rows behind an analysis, each with what it is about; made once, so change copies only."""
        return records(self.found(analysis).detail.reset_index())

    @kept
    def once(self, make: Callable[[DealView], Made]) -> Made:
        """What this makes of the deal; made once, however many sections tell of it."""
        return make(self)

    @cached_property
    def numbers(self) -> dict[str, Any]:
        """The deal's own numbers that the map and several sections tell of."""
        analyses: tuple[Analysis, ...] = (coverage, support, committee, single_points_of_failure, entry_points, forces)
        return {name: value for analysis in analyses for name, value in self.row(analysis).items()}

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The deal's own row of `deals`."""
        return first(self.graph.deals)

    @property
    def title(self) -> str:
        """What to call the deal, with the customer's name."""
        return title_of(self.facts, self.deal)

    @cached_property
    def people(self) -> list[dict[str, Any]]:
        """Everybody, in the order of the graph's positions."""
        people = self.graph.people
        rows, entries = people.reindex(columns=["person", *ASKED]), self.found(entry_points)
        parts = [
            rows,
            _beside(self.found(coverage).detail[["weight", "depth", "contacted", "members"]]),
            _beside(self.found(support).detail[["leverage"]]),
            _beside(self.found(forces).detail[["force"]]),
            _beside(self.found(single_points_of_failure).detail.drop(columns="side").iloc[: len(rows)]),
            self._by_id(self.found(committee), ["yes", "pivot", "veto"]),
            self._by_id(entries, list(entries.detail.columns)).drop(columns="leverage"),
        ]
        labels = self.arrays.person_names
        return [
            {**row, "label": Who(str(label), row["person"])}
            for row, label in zip(records(pd.concat(parts, axis=1)), labels, strict=True)
        ]

    def _by_id(self, finding: Finding, columns: list[str]) -> pd.DataFrame:
        """Rows of a finding that holds some of the people only, for everybody."""
        found = finding.detail[columns].droplevel("deal")
        return _beside(found.reindex(self.graph.people["person"]))

    @cached_property
    def labels(self) -> dict[object, str]:
        """What to call each person, by id."""
        return {person["person"]: person["label"] for person in self.people}

    @cached_property
    def places(self) -> dict[object, int]:
        """The position of each person, by id."""
        return {person["person"]: position for position, person in enumerate(self.people)}

    @cached_property
    def members(self) -> list[dict[str, Any]]:
        """Our team members, with what would be lost with each."""
        ours = self.rows(single_points_of_failure)[len(self.people) :]
        return [{**row, "label": str(row["who"])} for row in ours]

    @cached_property
    def seats(self) -> list[dict[str, Any]]:
        """The seats and roles; `position` is the holder's, None where nobody knows who that is."""
        arrays = self.arrays
        seats = pd.DataFrame(
            {
                "role": self.graph.seats["role"],
                "position": np.where(arrays.seat_person < 0, np.nan, arrays.seat_person),
                "votes": arrays.seat_weight,
                "share": arrays.seat_weight / max(float(arrays.total_votes[0]), 1e-300),
                "veto": arrays.seat_veto,
            }
        )
        rows = records(seats)
        return [{**row, "position": None if row["position"] is None else int(row["position"])} for row in rows]

    @property
    def has_contacts(self) -> bool:
        """Whether any contact of ours is recorded: where none is, our coverage is unknown, not nothing."""
        return bool(self.contacts)

    @property
    def voters(self) -> list[int]:
        """The known deciders, by position."""
        return [position for position, person in enumerate(self.people) if person["weight"] > 0]

    @property
    def empty_votes(self) -> int:
        """How many seats with votes have no known holder."""
        return sum(seat["votes"] > 0 for seat in self.empty_seats)

    @property
    def nobody_decides(self) -> bool:
        """Whether neither a decider nor a seat with votes is known."""
        return not self.voters and not self.empty_votes

    @property
    def nothing_known(self) -> bool:
        """Whether no support that counts is known, so that an even vote is only what was assumed."""
        return not self.numbers["certainty"]

    @property
    def everybody_assumed(self) -> bool:
        """Whether everybody is taken for a decider, for want of seats and of a decision layer: shares say nothing."""
        decision = self.arrays.layer == LAYERS.index("decision")
        return self.numbers["committee_source"] == "assumed" and not decision.any()

    @cached_property
    def worst(self) -> dict[str, Any] | None:
        """The person or team member who costs us most votes, None where nobody does."""
        costly = [each for each in [*self.people, *self.members] if each["weight_lost"] > 0]
        return max(costly, key=lambda each: round(each["weight_lost"], 12), default=None)

    @property
    def empty_seats(self) -> list[dict[str, Any]]:
        """The seats whose holder is unknown."""
        return [seat for seat in self.seats if seat["position"] is None]

    @cached_property
    def relationships(self) -> list[tuple[int, int, str, float]]:
        """Source and target by position, kind and strength."""
        source, target, kind, strength = self.arrays.relationships
        kinds = list(self.arrays.assumptions.relationship_kinds)
        return list(
            zip(source.tolist(), target.tolist(), [kinds[k] for k in kind.tolist()], strength.tolist(), strict=True)
        )

    @cached_property
    def contacts(self) -> list[tuple[int, int, float]]:
        """Our contacts: a position in `members`, a position in `people`, the depth."""
        access = self.arrays.access()
        rows, person, depth = self.arrays.contacts()
        place = {number: position for position, number in enumerate(access.member_id.tolist())}
        numbers = self.arrays.keys.member["contacts"][rows].tolist() if len(rows) else []
        return [
            (place[number], *contact) for number, *contact in zip(numbers, person.tolist(), depth.tolist(), strict=True)
        ]

    @cached_property
    def contacts_with(self) -> dict[int, list[tuple[int, float]]]:
        """For each person in contact with us, which team members by position and how deeply."""
        found: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for member, person, depth in self.contacts:
            found[person].append((member, depth))
        return found

    @cached_property
    def seats_of(self) -> dict[int, list[dict[str, Any]]]:
        """The seats of each person who has one."""
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for seat in self.seats:
            if seat["position"] is not None:
                found[seat["position"]].append(seat)
        return found

    @cached_property
    def rival_coverage(self) -> dict[str, Finding]:
        """Coverage of every other side that has contacts."""
        sides = sorted(set(self.graph.contacts.get("side", [])) - {OUR_SIDE})
        return {side: coverage(self.graph, side=side) for side in sides}

    @cached_property
    def best_entries(self) -> list[int]:
        """Positions of the best entry points, best first."""
        offered = [p for p, row in enumerate(self.people) if row["rank"] is not None and row["gain"] > 0]
        return sorted(offered, key=lambda p: -round(self.people[p]["gain"], 12))[:BADGES]

    @cached_property
    def introductions(self) -> tuple[list[int], list[float]]:
        """Over the nodes of the access graph: who comes before each on the best path (-1 = none), and its chance."""
        found = introductions(self.arrays)
        return found.previous.tolist(), found.product.tolist()

    @cached_property
    def at_node(self) -> dict[int, tuple[str, int]]:
        """Who stands at each node of the access graph: "member" or "person", and the position."""
        access = self.arrays.access()
        members = {node: ("member", k) for k, node in enumerate(access.member_node.tolist())}
        return members | {node: ("person", k) for k, node in enumerate(access.person_node.tolist())}

    def path_to(self, person: int) -> list[tuple[str, int]]:
        """From our member to the person, each as in `at_node`; nobody where no introduction leads there."""
        previous, chance = self.introductions
        node = int(self.arrays.access().person_node[person])
        if chance[node] <= 0:
            return []
        path = [node]
        while previous[path[-1]] > 0:
            path.append(previous[path[-1]])
        return [self.at_node[node] for node in path[::-1]]

    def names(self, path: Iterable[tuple[str, int]]) -> list[str]:
        """What to call those along a path."""
        return [(self.members if side == "member" else self.people)[position]["label"] for side, position in path]

    def chance_of_path(self, person: int) -> float:
        """The chance that the best path of introductions to the person comes off."""
        return self.introductions[1][int(self.arrays.access().person_node[person])]


def _beside(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.reset_index(drop=True)


def first(rows: pd.DataFrame) -> dict[str, Any]:
    """The first row as in `records`, empty where there is none."""
    return records(rows.head(1))[0] if len(rows) else {}


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dicts of plain Python values, unknown ones as None: neither NaN nor NA is JSON."""
    columns = [list(map(plain, rows.iloc[:, place].tolist())) for place in range(rows.shape[1])]
    names = list(map(str, rows.columns))
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def plain(value: Any) -> Any:
    """The value as Python's own; None where it is unknown."""
    if pd.isna(value):
        return None
    return value.item() if isinstance(value, np.generic) else value

"""One deal as the pages show it: the numbers of every analysis, the people with all that is known of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.agreement import agreement
from influence.analysis.committee import committee
from influence.analysis.coverage import coverage
from influence.analysis.diagnose import diagnose
from influence.analysis.entry_points import entry_points
from influence.analysis.finding import Finding
from influence.analysis.forces import forces
from influence.analysis.information_gaps import information_gaps
from influence.analysis.penetration_plan import penetration_plan
from influence.analysis.position import position
from influence.analysis.resilience import resilience
from influence.analysis.rivals import rivals
from influence.analysis.single_points import single_points_of_failure
from influence.analysis.strategies import strategies
from influence.analysis.support import support
from influence.analysis.supporters import supporters
from influence.analysis.team_coverage import team_coverage
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.reach import best_paths
from influence.tables.schema import OUR_SIDE

BADGES = 3
MEASURES = ("support", "participation", "influence")
ASKED = ("name", "title", "department", "layer", "level", *MEASURES)


class DealView:
    """All that is said of one deal; everything unknown is None."""

    def __init__(self, graph: StakeholderGraph, deal: object = None, strategy: str | None = None) -> None:
        self.deal = graph.one_deal(deal)
        self.graph = graph.only(self.deal)
        self.arrays = self.graph.arrays
        self.coverage = coverage(self.graph)
        self.single_points = single_points_of_failure(self.graph)
        self.entry_points = entry_points(self.graph, strategy=strategy)
        self.support = support(self.graph)
        self.committee = committee(self.graph)
        self.forces = forces(self.graph)

    # What only the report shows is made when it asks: the map need not wait for it.

    @cached_property
    def supporters(self) -> Finding:
        """Who is an insider, a sponsor or a coach."""
        return supporters(self.graph)

    @cached_property
    def ways(self) -> Finding:
        """The three ways in, compared."""
        return strategies(self.graph)

    @cached_property
    def plan(self) -> Finding:
        """Whom to win, in which order."""
        return penetration_plan(self.graph)

    @cached_property
    def resilience(self) -> Finding:
        """What is left when people leave."""
        return resilience(self.graph)

    @cached_property
    def position(self) -> Finding:
        """Where we stand, and what follows from it."""
        return position(self.graph)

    @cached_property
    def diagnosis(self) -> Finding:
        """What is going wrong."""
        return diagnose(self.graph)

    @cached_property
    def gaps(self) -> Finding:
        """What to find out next."""
        return information_gaps(self.graph)

    @cached_property
    def agreement(self) -> Finding:
        """How far our raters agree."""
        return agreement(self.graph)

    @cached_property
    def team(self) -> Finding:
        """Who of us holds whom."""
        return team_coverage(self.graph)

    @cached_property
    def rivals_hold(self) -> Finding:
        """What the rivals hold."""
        return rivals(self.graph)

    @cached_property
    def numbers(self) -> dict[str, Any]:
        """The `by_deal` columns of every analysis."""
        findings = (
            self.coverage, self.support, self.committee, self.single_points, self.entry_points, self.forces
        )  # fmt: skip
        return {name: value for finding in findings for name, value in first(finding.by_deal).items()}

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The deal's own row of `deals`."""
        return first(self.graph.deals)

    @property
    def title(self) -> str:
        """What to call the deal, with the customer's name."""
        name, account = self.facts.get("name"), self.facts.get("account")
        return ": ".join(str(part) for part in (account, name) if part) or f"Deal {self.deal}"

    @cached_property
    def people(self) -> list[dict[str, Any]]:
        """Everybody, in the order of the graph's positions."""
        people = self.graph.people
        rows = people.reindex(columns=["person", *ASKED])
        parts = [
            rows,
            _beside(self.coverage.detail[["weight", "depth", "contacted", "members"]]),
            _beside(self.support.detail[["leverage"]]),
            _beside(self.forces.detail[["force"]]),
            _beside(self.single_points.detail.drop(columns="side").iloc[: len(rows)]),
            self._by_id(self.committee, ["yes", "pivot", "veto"]),
            self._by_id(self.entry_points, list(self.entry_points.detail.columns)).drop(columns="leverage"),
        ]
        labels = self.arrays.person_names
        return [
            {**row, "label": str(label)} for row, label in zip(records(pd.concat(parts, axis=1)), labels, strict=True)
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
    def members(self) -> list[dict[str, Any]]:
        """Our members, with what hangs on each."""
        ours = self.single_points.detail.iloc[len(self.people) :]
        return records(ours.reset_index().assign(label=lambda rows: rows["who"].astype(str)))

    @cached_property
    def seats(self) -> list[dict[str, Any]]:
        """The seats and roles; `position` is who holds it, None where nobody knows."""
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
    def unheld(self) -> list[dict[str, Any]]:
        """The seats that nobody is known to hold."""
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
        """Our contacts: a position in `members`, a position in `people`, the strength."""
        access = self.arrays.access()
        rows, person, strength = self.arrays.contacts()
        place = {number: position for position, number in enumerate(access.member_id.tolist())}
        held = self.arrays.keys.member["contacts"][rows].tolist() if len(rows) else []
        return [
            (place[number], one, depth)
            for number, one, depth in zip(held, person.tolist(), strength.tolist(), strict=True)
        ]

    @cached_property
    def held_by(self) -> dict[int, list[tuple[int, float]]]:
        """For each person in contact with us, which members by position and how deeply."""
        held: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for member, person, depth in self.contacts:
            held[person].append((member, depth))
        return held

    @cached_property
    def seats_of(self) -> dict[int, list[dict[str, Any]]]:
        """The seats of each person who has one."""
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for seat in self.seats:
            if seat["position"] is not None:
                found[seat["position"]].append(seat)
        return found

    @cached_property
    def rivals(self) -> dict[str, Finding]:
        """Coverage of every other side that has contacts."""
        sides = sorted(set(self.graph.contacts.get("side", [])) - {OUR_SIDE})
        return {side: coverage(self.graph, side=side) for side in sides}

    @cached_property
    def best_entries(self) -> list[int]:
        """Positions of the best people to go in through, best first."""
        offered = [p for p, row in enumerate(self.people) if row["rank"] is not None and row["gain"] > 0]
        return sorted(offered, key=lambda p: -round(self.people[p]["gain"], 12))[:BADGES]

    @cached_property
    def introductions(self) -> tuple[list[int], list[float]]:
        """Over the nodes of the access graph: who comes before each on the best path (-1 = none), and its chance."""
        access = self.arrays.access()
        roots = np.zeros(int(access.node_start[-1]), dtype=bool)
        roots[access.node_start[:-1]] = True
        found = best_paths(access, access.edges, roots)
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
    return [{str(name): plain(value) for name, value in row.items()} for row in rows.to_dict("records")]


def plain(value: Any) -> Any:
    """The value as Python's own; None where it is unknown."""
    if pd.isna(value):
        return None
    return value.item() if isinstance(value, np.generic) else value

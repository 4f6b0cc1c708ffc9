"""How much of the deciding committee do we hold?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.arrays import Arrays, ratio
from influence.edges import Flags, Floats, Ints
from influence.finding import Finding, per_deal, per_person
from influence.reach import losses
from influence.schema import LAYERS, OUR_SIDE
from influence.stakeholder_graph import StakeholderGraph

NOTHING = np.array(None, dtype=object)
REQUIRED_ROLES = ("approver", "decision_maker", "evaluator", "user")


def coverage(graph: StakeholderGraph, *, side: str = OUR_SIDE) -> Finding:
    """How much of the deciding committee do we hold?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    side : str
        Whose contacts count: ours, or a rival's by the name `contacts` gives it.

    Returns
    -------
    Finding
        `by_deal`, each 0 to 1: `coverage` (share of the committee's votes whose holders we have contacted),
        `coverage_depth` (the same, by depth of contact), `heads` (share of the committee's people and empty seats),
        `supporting` (votes of known supporters), `roles_filled` and `roles_covered` (share of approver, decision
        maker, evaluator and user who are named, and contacted), `layers_covered` (share of the layers present that
        hold somebody contacted), `reach` (votes that some path of introductions leads to; **reach is not
        coverage**); `committee_source` is `seats`, or `assumed` where no seat has votes. Unknown where a deal has no
        committee or nobody in it.
        `detail`, a row per person: `weight` (share of the votes), `depth` (strongest contact, 0 to 1), `contacted`,
        `members` (who of the side is in contact, by id).

    Notes
    -----
    With w the share of the votes and d the depth: coverage is the sum of w over d >= `contacted_depth`,
    coverage_depth the sum of w d (model.md section 5). Rules 002-16, 002-20, 002-21, 002-14, 001-4.

    Examples
    --------
    >>> import influence
    >>> duck = influence.datasets.load("cooked_duck")
    >>> influence.coverage(duck).by_deal[["heads", "reach"]].round(2).loc["equipment"].tolist()
    [0.17, 1.0]
    """
    arrays = graph.arrays
    depth = arrays.depth(side)
    contacted = depth >= arrays.assumptions.contacted_depth
    return Finding(
        "How much of the deciding committee do we hold?",
        per_deal(graph.keys, _numbers(arrays, side, depth, contacted)),
        lambda: _detail(graph, side, depth, contacted),
    )


def _numbers(arrays: Arrays, side: str, depth: Floats, contacted: Flags) -> dict[str, Any]:
    seated = arrays.weight > 0
    empty = arrays.per_deal(arrays.empty_seat & (arrays.seat_weight > 0), arrays.seat_deal)
    exists = arrays.total_votes > 0

    def share(votes: Floats) -> Floats:
        # Votes are summed before they are divided, so that all of them are exactly 1.
        return np.where(exists, ratio(arrays.per_deal(votes), arrays.total_votes), np.nan)

    with np.errstate(invalid="ignore", divide="ignore"):
        heads = arrays.per_deal(seated & contacted) / (arrays.per_deal(seated) + empty)
    return {
        "coverage": share(arrays.votes * contacted),
        "coverage_depth": share(arrays.votes * depth),
        "heads": heads,
        "supporting": share(arrays.votes * (arrays.measure("support") > 0)),
        "roles_filled": _roles(arrays, np.ones(arrays.n_people, dtype=bool)),
        "roles_covered": _roles(arrays, contacted),
        "layers_covered": _layers(arrays, contacted),
        "reach": np.where(exists, losses(arrays, side).reach, np.nan),
        "committee_source": np.where(exists, np.where(arrays.assumed, "assumed", "seats"), NOTHING),
    }


def _roles(arrays: Arrays, among: Flags) -> Floats:
    """Share of the four roles that somebody among these people holds."""
    held = [arrays.per_deal(arrays.holds(role) & among) > 0 for role in REQUIRED_ROLES]
    return np.mean(held, axis=0)


def _layers(arrays: Arrays, contacted: Flags) -> Floats:
    """Share of the layers present that hold somebody contacted."""
    inside = [arrays.layer == layer for layer in range(len(LAYERS))]
    present = np.sum([arrays.per_deal(people) > 0 for people in inside], axis=0)
    covered = np.sum([arrays.per_deal(people & contacted) > 0 for people in inside], axis=0)
    return np.divide(covered, present, out=np.full(len(present), np.nan), where=present > 0)


def _detail(graph: StakeholderGraph, side: str, depth: Floats, contacted: Flags) -> pd.DataFrame:
    arrays = graph.arrays
    columns = {"weight": arrays.weight, "depth": depth, "contacted": contacted, "members": _members(arrays, side)}
    return per_person(graph.keys, columns)


def _members(arrays: Arrays, side: str) -> Any:
    """The ids of those in contact with each person, joined by commas."""
    rows, person, _ = arrays.contacts(side)
    joined = np.full(arrays.n_people, "", dtype=object)
    if not len(rows):
        return joined
    pairs = np.unique(np.stack([person, arrays.keys.member["contacts"][rows]], axis=1), axis=0)
    names = arrays.keys.members.astype(str).to_numpy(dtype=object)
    for people, members in _turns(pairs):
        joined[people] = joined[people] + np.where(joined[people] == "", "", ", ") + names[members]
    return joined


def _turns(pairs: Ints) -> list[tuple[Ints, Ints]]:
    """The first member of everybody, then the second, and so on: few steps for any number of people."""
    turn = np.arange(len(pairs)) - np.searchsorted(pairs[:, 0], pairs[:, 0])
    return [(pairs[turn == k, 0], pairs[turn == k, 1]) for k in range(turn.max() + 1)]

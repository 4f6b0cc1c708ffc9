"""Coverage of a side: whom it has contacted, and what of the committee that is (docs/model.md section 5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats, Ints
from influence.errors import UnknownName
from influence.graph.arrays import Arrays
from influence.graph.grouping import joined, ratio
from influence.graph.kept import kept
from influence.measures.reach import losses
from influence.tables.schema import LAYERS, OUR_SIDE, ROLES

NOTHING = np.array(None, dtype=object)


def require_side(arrays: Arrays, side: str) -> None:
    """Refuse a side that no row of `contacts`, `interactions` or `facts` names; our own is always known."""
    if side == OUR_SIDE:
        return
    tables = [arrays.table(name) for name in ("contacts", "interactions", "facts")]
    named = {each for table in tables if table is not None and "side" in table for each in table["side"].dropna()}
    if side not in named:
        raise UnknownName("side", side, sorted({OUR_SIDE, *named}))


def contacted_by(arrays: Arrays, side: str = OUR_SIDE) -> Flags:
    """Whom the side has contacted: those whom it knows at least as deeply as the assumptions ask."""
    return arrays.depth(side) >= arrays.assumptions.contacted_depth


def covered(arrays: Arrays, side: str = OUR_SIDE) -> Floats:
    """The share of each deal's votes whose holders the side has contacted, 0 to 1; NaN where there is no committee."""
    return _share(arrays, arrays.votes * contacted_by(arrays, side))


def _share(arrays: Arrays, votes: Floats) -> Floats:
    # Votes are summed before they are divided, so that all of them are exactly 1.
    return ratio(arrays.per_deal(votes), arrays.total_votes, np.nan)


def coverage_numbers(arrays: Arrays, side: str = OUR_SIDE) -> dict[str, Any]:
    """Every coverage measure of one side, by deal (docs/model.md section 5)."""
    depth, contacted = arrays.depth(side), contacted_by(arrays, side)
    seated = arrays.weight > 0
    empty = arrays.per_deal(arrays.empty_seat & (arrays.seat_weight > 0), arrays.seat_deal)
    exists = arrays.total_votes > 0
    with np.errstate(invalid="ignore", divide="ignore"):
        heads = arrays.per_deal(seated & contacted) / (arrays.per_deal(seated) + empty)
    return {
        "coverage": covered(arrays, side),
        "coverage_depth": _share(arrays, arrays.votes * depth),
        "heads": heads,
        "supporting": _share(arrays, arrays.votes * (arrays.measure("support") > 0)),
        "roles_filled": _roles(arrays, np.ones(arrays.n_people, dtype=bool)),
        "roles_covered": _roles(arrays, contacted),
        "layers_covered": _layers(arrays, contacted),
        "reach": np.where(exists, losses(arrays, side).reach, np.nan),
        "committee_source": np.where(exists, np.where(arrays.assumed, "assumed", "seats"), NOTHING),
    }


def _roles(arrays: Arrays, among: Flags) -> Floats:
    """Share of the required roles that somebody among these people holds."""
    held = np.stack([arrays.per_deal(arrays.holds(role) & among) > 0 for role in ROLES], axis=1)
    return (held & arrays.required_roles).sum(axis=1) / arrays.required_roles.sum(axis=1)


def _layers(arrays: Arrays, contacted: Flags) -> Floats:
    """Share of the layers present with somebody contacted."""
    inside = [arrays.layer == layer for layer in range(len(LAYERS))]
    present = np.sum([arrays.per_deal(people) > 0 for people in inside], axis=0)
    reached = np.sum([arrays.per_deal(people & contacted) > 0 for people in inside], axis=0)
    return ratio(reached, present, np.nan)


def contact_names(arrays: Arrays, side: str) -> Any:
    """The ids of those in contact with each person, joined by commas."""
    rows, person, _ = arrays.contacts(side)
    if not len(rows):
        return np.full(arrays.n_people, "", dtype=object)
    pairs = np.unique(np.stack([person, arrays.keys.member["contacts"][rows]], axis=1), axis=0)
    return joined(arrays.member_texts[pairs[:, 1]], pairs[:, 0], arrays.n_people)


@dataclass(frozen=True)
class Sides:
    """What each side with contacts covers: the `deal`, the `name` of the side, its share of the votes."""

    deal: Ints
    name: Any
    coverage: Floats


@kept
def sides(arrays: Arrays) -> Sides:
    """Every side of every deal, ours included, sorted by deal and name."""
    contacts = arrays.table("contacts")
    if contacts is None:
        return Sides(np.empty(0, dtype=np.int64), np.empty(0, dtype=object), np.empty(0))
    code, names = pd.factorize(contacts["side"].astype(object), sort=True)
    person = arrays.keys.person["contacts", "person"]
    held, row = np.unique(code * arrays.n_people + person, return_inverse=True)
    depth = np.zeros(len(held))
    np.maximum.at(depth, row, arrays.defaulted("contacts", "strength"))
    votes = np.where(depth >= arrays.assumptions.contacted_depth, arrays.votes[held % arrays.n_people], 0.0)
    key = arrays.person_deal[held % arrays.n_people] * len(names) + held // arrays.n_people
    found, place = np.unique(key, return_inverse=True)
    names = np.asarray(names, dtype=object)
    deal, held_votes = found // len(names), np.bincount(place, weights=votes, minlength=len(found))
    # Votes are summed before they are divided, so that all of them are exactly 1.
    return Sides(deal, names[found % len(names)], ratio(held_votes, arrays.total_votes[deal]))

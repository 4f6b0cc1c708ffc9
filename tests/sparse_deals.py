"""Random deals as a team has them: many people, most of them placed by a seat or a contact alone, few relationships."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence import RELATIONSHIP_KINDS, StakeholderGraph

Rows = list[dict[str, Any]]
KINDS = sorted(set(RELATIONSHIP_KINDS) - {"reports_to"})
MOST_PEOPLE = 15


def sparse_tables(deals: int, seed: int, share_told: float = 0.3) -> dict[str, pd.DataFrame]:
    """Tables of so many deals, in which about `share_told` of the people have relationships."""
    rng = np.random.default_rng(seed)
    rows: dict[str, Rows] = {name: [] for name in ("people", "relationships", "seats", "contacts", "deals")}
    for number in range(deals):
        deal = _deal(rng, [f"p{place:02}" for place in range(rng.integers(1, MOST_PEOPLE + 1))], share_told)
        for name, found in deal.items():
            rows[name] += [{"deal": f"s{number:04}", **row} for row in found]
    return {name: pd.DataFrame(found) for name, found in rows.items()}


def sparse_graph(deals: int, seed: int, share_told: float = 0.3) -> StakeholderGraph:
    """Those deals as one graph."""
    return StakeholderGraph.from_tables(**sparse_tables(deals, seed, share_told))


def _deal(rng: np.random.Generator, people: list[str], share_told: float) -> dict[str, Rows]:
    told = [who for who in people if rng.random() < share_told]
    most = rng.integers(0, 2 * len(told) + 1) if len(told) > 1 else 0
    return {
        "people": [{"person": who, **_measures(rng)} for who in people],
        "relationships": [_relationship(rng, told) for _ in range(most)],
        "seats": [_seat(rng, people) for _ in range(rng.integers(0, 6))],
        "contacts": [_contact(rng, people) for _ in range(rng.integers(0, 4))],
        "deals": [{"rule": _any(rng, ["majority", "unanimous", "quota", None]), "quota": _any(rng, [0.5, 2 / 3])}],
    }


def _measures(rng: np.random.Generator) -> dict[str, Any]:
    return {
        "support": _maybe(rng, 0.3, rng.integers(-10, 11) / 10),
        "influence": _maybe(rng, 0.5, rng.integers(0, 11) / 10),
        "openness": _maybe(rng, 0.5, rng.integers(0, 11) / 10),
        "layer": _any(rng, ["decision", "management", "operations", None]),
    }


def _relationship(rng: np.random.Generator, told: list[str]) -> dict[str, Any]:
    source, target = rng.choice(told, 2, replace=False)
    strength = _maybe(rng, 0.5, rng.integers(1, 11) / 10)
    return {"source": source, "target": target, "kind": _any(rng, KINDS), "strength": strength}


def _seat(rng: np.random.Generator, people: list[str]) -> dict[str, Any]:
    votes, veto = _maybe(rng, 0.5, float(rng.integers(0, 4))), bool(rng.random() < 0.1)
    return {"person": _maybe(rng, 0.8, _any(rng, people)), "role": "user", "weight": votes, "veto": veto}


def _contact(rng: np.random.Generator, people: list[str]) -> dict[str, Any]:
    return {"side": _any(rng, ["us", "rival"]), "member": "m0", "person": _any(rng, people)}


def _any(rng: np.random.Generator, values: list[Any]) -> Any:
    return values[rng.integers(len(values))]


def _maybe(rng: np.random.Generator, chance: float, value: Any) -> Any:
    return value if rng.random() < chance else None

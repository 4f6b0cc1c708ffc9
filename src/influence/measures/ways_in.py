"""Entry strategies: to which each person belongs, which strategies are open, and how likely we get in and through.

Shared by every analysis that ranks people or strategies (docs/model.md section 7).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from influence.array_types import Flags, Floats, Ints
from influence.errors import UnknownName
from influence.graph.arrays import Arrays
from influence.graph.grouping import at
from influence.graph.kept import kept
from influence.measures.leverage import settled
from influence.measures.reach import Paths, best_paths
from influence.tables.language import say
from influence.tables.schema import LAYERS

STRATEGIES = ("top_down", "middle_out", "bottom_up")
GATES = ("open", "refused", "unverified")
OPEN, REFUSED, UNVERIFIED = range(3)
REASONS = {
    ("top_down", OPEN): "an introduction path, or a team member at the same level, leads to the top",
    ("top_down", REFUSED): "no relationship leads to the top; find a guarantor who introduces us to the approver, or "
    "bring in a team member from the decision layer",
    ("top_down", UNVERIFIED): "no contact of ours is recorded; record whom we know",
    ("middle_out", OPEN): "somebody in the middle of the organisation decides or evaluates",
    ("middle_out", REFUSED): "nobody in the middle of the organisation is known; find the decision maker, an "
    "evaluator or a manager",
    ("bottom_up", OPEN): "the product, or its price-performance, is strong enough to be carried up",
    ("bottom_up", REFUSED): "neither the product nor its price-performance leads enough to be carried up; show a clear "
    "lead, or choose another entry strategy",
    ("bottom_up", UNVERIFIED): "the strength of the product and its lead in price-performance are not recorded; judge "
    "both",
}


def strategy_named(text: object) -> str:
    """The strategy meant, however it is written: "top-down" and "Top down" are `top_down`; else UnknownName."""
    plain = str(text).strip().casefold().replace("-", "_").replace(" ", "_")
    if plain not in STRATEGIES:
        raise UnknownName("strategy", text, STRATEGIES)
    return plain


def strategy_of_people(arrays: Arrays) -> Ints:
    """The strategy each person belongs to, a position in `STRATEGIES`: by seat, else by layer."""
    by_layer = np.array([STRATEGIES.index(s) for s in ("top_down", "middle_out", "bottom_up")])[arrays.layer]
    middle = arrays.holds("decision_maker") | arrays.holds("evaluator")
    by_seat = np.where(middle, STRATEGIES.index("middle_out"), by_layer)
    return np.where(arrays.holds("approver"), STRATEGIES.index("top_down"), by_seat)


@kept
def introductions(arrays: Arrays) -> Paths:
    """The best introduction path from our side to every node of the access graph."""
    access = arrays.access()
    roots = np.zeros(int(access.node_start[-1]), dtype=bool)
    roots[access.node_start[:-1]] = True
    return best_paths(access, access.edges, roots)


def access_products(arrays: Arrays) -> Floats:
    """The chance along the best path of introductions to each person; 0 where none leads."""
    return introductions(arrays).product[arrays.access().person_node]


@kept
def gates(arrays: Arrays) -> Ints:
    """The gate of each strategy in each deal, positions in `GATES`, of shape (deals, strategies)."""
    mine = strategy_of_people(arrays)
    strong = arrays.assumptions.bottom_up_strength
    product_strength, value_lead = (arrays.deal_numbers(name) for name in ("product_strength", "value_lead"))
    offered = (product_strength >= strong) | (value_lead >= strong)
    lacking = (product_strength < strong) & (value_lead < strong)
    middle = arrays.per_deal(mine == STRATEGIES.index("middle_out")) > 0
    return np.stack(
        [
            _top_gate(arrays, mine),
            np.where(middle, OPEN, REFUSED),
            np.where(offered, OPEN, np.where(lacking, REFUSED, UNVERIFIED)),
        ],
        axis=1,
    )


def _top_gate(arrays: Arrays, mine: Ints) -> Ints:
    near = (mine == STRATEGIES.index("top_down")) & (access_products(arrays) >= arrays.assumptions.top_down_access)
    a_way = (arrays.per_deal(near) > 0) | arrays.team_layers[:, LAYERS.index("decision")]
    _, person, _ = arrays.contacts()
    recorded = arrays.per_deal(np.ones(len(person)), arrays.person_deal[person]) > 0
    return np.where(a_way, OPEN, np.where(recorded, REFUSED, UNVERIFIED))


def reasons(strategy: Ints, gate: Ints) -> Any:
    """Why each gate is as it is, and what would lift a refusal."""
    words = [[say(REASONS.get((name, state), "")) for state in range(len(GATES))] for name in STRATEGIES]
    return np.array(words, dtype=object)[strategy, gate]


def cold_access(arrays: Arrays, deal: Ints, layer: Ints) -> Floats:
    """The chance to get to somebody of this layer with no introduction, head to head where a team member can."""
    assumed = arrays.assumptions
    cold, matched = (
        np.array([chances[name] for name in LAYERS]) for chances in (assumed.cold_access, assumed.cold_access_matched)
    )
    return np.where(arrays.team_layers[deal, layer], matched[layer], cold[layer])


def move(openness: Floats | float, appetite: Floats | float) -> Any:
    """How far somebody can be moved, 0 to 1: half of it by openness alone, all of it with a full wish for change."""
    return openness * (0.5 + 0.5 * appetite)


def factors(arrays: Arrays) -> dict[str, Floats]:
    """Each factor of the gain per person, and last the `gain`, their product."""
    assumed = arrays.assumptions
    openness = arrays.measure("openness", assumed.unknown_openness)
    found = {
        "access": np.maximum(access_products(arrays), cold_access(arrays, arrays.person_deal, arrays.layer)),
        "move": move(openness, arrays.measure("appetite", assumed.unknown_appetite)),
        "headroom": 1 - arrays.measure("support", 0.0),
        "leverage": settled(arrays).leverage,
    }
    return found | {"gain": np.prod(list(found.values()), axis=0)}


def best_of(arrays: Arrays, gain: Floats, ranked: Flags) -> Ints:
    """Who of the ranked gains most in each deal, a position in `people`; -1 where nobody gains anything."""
    return arrays.largest(gain, ranked & (gain > 0))


def best_entry(arrays: Arrays) -> tuple[Ints, Ints]:
    """The best entry point of each deal, a position in `people`, and its strategy; both -1 where there is none."""
    mine = strategy_of_people(arrays)
    offered = gates(arrays)[arrays.person_deal, mine] != REFUSED
    best = best_of(arrays, factors(arrays)["gain"], offered)
    return best, at(mine, best, -1)

"""Where do we go in next?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.arrays import Arrays, Flags, Floats, Ints
from influence.errors import UnknownName
from influence.finding import Finding, per_deal, per_person
from influence.leverage import carriers, settled
from influence.reach import Paths, best_paths
from influence.schema import LAYERS
from influence.stakeholder_graph import StakeholderGraph

STRATEGIES = ("top_down", "middle_out", "bottom_up")
GATES = ("open", "refused", "unverified")
OPEN, REFUSED, UNVERIFIED = range(3)
ARROW = " → "
REASONS = {
    ("top_down", OPEN): "a path of introductions, or a member of ours at the same level, leads to the top",
    ("top_down", REFUSED): "no relation leads to the top; find a guarantor who introduces us to the approver, or bring "
    "in a member of ours from the decision layer",
    ("top_down", UNVERIFIED): "no contact of ours is recorded; record whom we know",
    ("middle_out", OPEN): "somebody decides or evaluates at the middle",
    ("middle_out", REFUSED): "nobody at the middle is known; find the decision maker, an evaluator or a manager",
    ("bottom_up", OPEN): "the product, or its price-performance, is strong enough to be carried up",
    ("bottom_up", REFUSED): "neither the product nor its price-performance leads enough to be carried up; show a clear "
    "lead, or choose another way in",
    ("bottom_up", UNVERIFIED): "nobody has judged product_strength and value_lead; judge both in deals",
}


def entry_points(graph: StakeholderGraph, strategy: str | None = None) -> Finding:
    """Where do we go in next?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    strategy : {"top_down", "middle_out", "bottom_up"}, optional
        Look at this way in only; all three where none is named.

    Returns
    -------
    Finding
        `by_deal`: `entry` (the person with the largest gain whose strategy is not refused, by id; unknown where nobody
        gains anything), `entry_strategy`, `entry_gain`, and the gate of each strategy, `top_down`, `middle_out`,
        `bottom_up`: `open`, `refused` or `unverified`.
        `detail`, a row per person: `strategy`, `gate`, `reason` (of the gate, and what would lift a refusal), `rank`
        (within the strategy, 1 = best; unknown where it is refused), the factors `access`, `move`, `headroom`,
        `leverage`, their product `gain` (committee support won; negative where it would turn others against us),
        `path` (the introductions that lead there, from our member on), `onward` (the introductions that lead from
        there to the approver), `through` (the committee member who carries most of the leverage).

    Raises
    ------
    UnknownName
        There is no such strategy.

    Notes
    -----
    gain = access x move x headroom x leverage (model.md section 7). access: the best path of introductions, or a cold
    approach by layer, whichever is likelier; move: openness x (1/2 + appetite/2); headroom: 1 - support. A strategy
    must pass its gate before its people are ranked. Rules 003-19, 003-22, 003-26, 003-27, 003-7, 001-12, 001-14,
    000-26.

    Examples
    --------
    >>> import influence
    >>> found = influence.entry_points(influence.datasets.load("cooked_duck"))
    >>> found.by_deal.loc["equipment", ["entry", "top_down"]].tolist()
    ['general manager', 'open']
    >>> found.detail.loc[("equipment", "general manager"), "path"]
    'Yao → vice president → general manager'
    """
    if strategy is not None and strategy not in STRATEGIES:
        raise UnknownName("strategy", strategy, STRATEGIES)
    arrays = graph.arrays
    mine = _strategies(arrays)
    paths = _paths(arrays)
    product = paths.product[arrays.access().person_node]
    gates = _gates(arrays, mine, product)
    factors = _factors(arrays, product)
    considered = np.ones(arrays.n_people, dtype=bool) if strategy is None else mine == STRATEGIES.index(strategy)
    ranked = considered & (gates[arrays.person_deal, mine] != REFUSED)
    return Finding(
        "Where do we go in next?",
        per_deal(graph.keys, _numbers(arrays, mine, gates, factors["gain"], ranked)),
        lambda: _detail(arrays, mine, gates, factors, ranked, paths, np.flatnonzero(considered)),
    )


def _strategies(arrays: Arrays) -> Ints:
    """The strategy each person belongs to: by seat, else by layer."""
    by_layer = np.array([STRATEGIES.index(s) for s in ("top_down", "middle_out", "bottom_up")])[arrays.layer]
    middle = arrays.holds("decision_maker") | arrays.holds("evaluator")
    by_seat = np.where(middle, STRATEGIES.index("middle_out"), by_layer)
    return np.where(arrays.holds("approver"), STRATEGIES.index("top_down"), by_seat)


def _paths(arrays: Arrays) -> Paths:
    access = arrays.access()
    roots = np.zeros(int(access.node_start[-1]), dtype=bool)
    roots[access.node_start[:-1]] = True
    return best_paths(access, access.edges, roots)


def _gates(arrays: Arrays, mine: Ints, product: Floats) -> Ints:
    """The gate of each strategy in each deal, of shape (deals, strategies)."""
    strong = arrays.assumptions.bottom_up_strength
    product_strength, value_lead = (arrays.deal_numbers(name) for name in ("product_strength", "value_lead"))
    offered = (product_strength >= strong) | (value_lead >= strong)
    lacking = (product_strength < strong) & (value_lead < strong)
    middle = arrays.per_deal(mine == STRATEGIES.index("middle_out")) > 0
    return np.stack(
        [
            _top_gate(arrays, mine, product),
            np.where(middle, OPEN, REFUSED),
            np.where(offered, OPEN, np.where(lacking, REFUSED, UNVERIFIED)),
        ],
        axis=1,
    )


def _top_gate(arrays: Arrays, mine: Ints, product: Floats) -> Ints:
    near = (mine == STRATEGIES.index("top_down")) & (product >= arrays.assumptions.top_down_access)
    a_way = (arrays.per_deal(near) > 0) | arrays.team_layers[:, LAYERS.index("decision")]
    _, person, _ = arrays.contacts()
    recorded = arrays.per_deal(np.ones(len(person)), arrays.person_deal[person]) > 0
    return np.where(a_way, OPEN, np.where(recorded, REFUSED, UNVERIFIED))


def _factors(arrays: Arrays, product: Floats) -> dict[str, Floats]:
    """Each factor of the gain, per person."""
    assumed = arrays.assumptions
    cold = np.array([assumed.cold_access[layer] for layer in LAYERS])
    matched = np.array([assumed.cold_access_matched[layer] for layer in LAYERS])
    head_to_head = arrays.team_layers[arrays.person_deal, arrays.layer]
    appetite = arrays.measure("appetite", assumed.unknown_appetite)
    factors = {
        "access": np.maximum(product, np.where(head_to_head, matched[arrays.layer], cold[arrays.layer])),
        "move": arrays.measure("openness", assumed.unknown_openness) * (0.5 + 0.5 * appetite),
        "headroom": 1 - arrays.measure("support", 0.0),
        "leverage": settled(arrays).leverage,
    }
    factors["gain"] = np.prod(list(factors.values()), axis=0)
    return factors


def _ranks(arrays: Arrays, mine: Ints, gain: Floats, ranked: Flags) -> tuple[Ints, Ints]:
    """Ranked people in order, by deal, strategy and falling gain, and the rank of each."""
    people = np.flatnonzero(ranked)
    group = arrays.person_deal[people] * len(STRATEGIES) + mine[people]
    # Products of the same factors may differ by rounding; equals keep the order of their ids.
    order = np.lexsort((people, -np.round(gain[people], 12), group))
    group = group[order]
    return people[order], np.arange(len(order)) - np.searchsorted(group, group) + 1


def _numbers(arrays: Arrays, mine: Ints, gates: Ints, gain: Floats, ranked: Flags) -> dict[str, Any]:
    people = np.flatnonzero(ranked & (gain > 0))
    deal = arrays.person_deal[people]
    order = np.lexsort((people, -np.round(gain[people], 12), deal))
    best = np.full(arrays.n_deals, -1)
    best[deal[order][::-1]] = people[order][::-1]
    some = best >= 0
    strategy, gained = np.full(arrays.n_deals, None, dtype=object), np.full(arrays.n_deals, np.nan)
    strategy[some] = np.array(STRATEGIES, dtype=object)[mine[best[some]]]
    gained[some] = gain[best[some]]
    numbers = {"entry": arrays.person_ids(best), "entry_strategy": strategy, "entry_gain": gained}
    return numbers | {name: np.array(GATES, dtype=object)[gates[:, k]] for k, name in enumerate(STRATEGIES)}


def _detail(
    arrays: Arrays,
    mine: Ints,
    gates: Ints,
    factors: dict[str, Floats],
    ranked: Flags,
    paths: Paths,
    people: Ints,
) -> pd.DataFrame:
    gate = gates[arrays.person_deal, mine]
    order, rank = _ranks(arrays, mine, factors["gain"], ranked)
    ranks = np.zeros(arrays.n_people, dtype=np.int64)
    ranks[order] = rank
    forward, onward = _path_names(arrays, paths)
    columns: dict[str, Any] = {
        "strategy": np.array(STRATEGIES, dtype=object)[mine],
        "gate": np.array(GATES, dtype=object)[gate],
        "reason": _reasons(mine, gate),
        "rank": pd.Series(ranks, dtype="Int64").where(ranks > 0).array,
        **factors,
        "path": forward,
        "onward": onward,
        "through": arrays.person_ids(carriers(arrays)),
    }
    return per_person(arrays.keys, {name: values[people] for name, values in columns.items()}, people)


def _reasons(strategy: Ints, gate: Ints) -> Any:
    """Why each gate is as it is, and what would lift a refusal."""
    words = [[REASONS.get((name, state), "") for state in range(len(GATES))] for name in STRATEGIES]
    return np.array(words, dtype=object)[strategy, gate]


def _path_names(arrays: Arrays, paths: Paths) -> tuple[Any, Any]:
    """The introductions that lead to each person, and from each person to the approver, by name."""
    access = arrays.access()
    names = _node_names(arrays)
    approver = np.zeros(len(names), dtype=bool)
    approver[access.person_node[arrays.holds("approver")]] = True
    back = best_paths(access, access.edges.reversed(), approver)
    forward = _chained(paths, names, lambda before, name: before + ARROW + name)
    onward = _chained(back, names, lambda before, name: name + ARROW + before)
    return forward[access.person_node], onward[access.person_node]


def _chained(paths: Paths, names: Any, join: Any) -> Any:
    """Names along each path, one step further at a time for everybody at once; unknown where no path leads."""
    chain = np.full(len(names), None, dtype=object)
    found = paths.product > 0
    for hops in range(paths.hops[found].max(initial=-1) + 1):
        here = np.flatnonzero(found & (paths.hops == hops))
        before = paths.previous[here]
        # The root above our members has no name and is no part of a path.
        joined = (before >= 0) & (names[before] != "")
        chain[here] = names[here]
        chain[here[joined]] = join(chain[before[joined]], names[here[joined]])
    return chain


def _node_names(arrays: Arrays) -> Any:
    """What to call each node: people by name where one is given, members by id, roots not at all."""
    access = arrays.access()
    names = np.full(int(access.node_start[-1]), "", dtype=object)
    names[access.person_node] = arrays.person_names
    names[access.member_node] = np.asarray(arrays.keys.members.astype(str), dtype=object)[access.member_id]
    return names

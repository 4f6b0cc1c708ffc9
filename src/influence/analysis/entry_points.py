"""Where do we go in next?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, arrays_of, per_deal, per_person
from influence.array_types import Flags, Floats, Ints, rounded
from influence.graph.arrays import Arrays
from influence.graph.grouping import rank_within, ratio
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.backlash import turns
from influence.measures.leverage import carriers
from influence.measures.reach import Paths, best_paths
from influence.measures.talk import talk_about
from influence.measures.ways_in import (
    GATES,
    REFUSED,
    STRATEGIES,
    best_of,
    factors,
    gates,
    introductions,
    reasons,
    strategy_named,
    strategy_of_people,
)
from influence.tables.language import say
from influence.tables.schema import ROLES

ARROW = " → "


def entry_points(graph: StakeholderGraph, *, strategy: str | None = None) -> Finding:
    """Where do we go in next?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    strategy : {"top_down", "middle_out", "bottom_up"}, optional
        Look at this entry strategy only, "top-down" and "Top down" accepted; all three where none is named.

    Returns
    -------
    Finding
        `by_deal`: `entry` (the person with the largest gain whose strategy is not refused, by id; unknown where nobody
        gains anything), `entry_strategy`, `entry_gain`, and the gate of each strategy, `top_down`, `middle_out`,
        `bottom_up`: `open`, `refused` or `unverified`; `roles_known` (0 to 1, the votes whose holder and role are
        known, none where the committee is assumed) and `provisional` (whether that is less than half of them: first
        clarify the roles, for the ranking may change; unknown where nobody decides).
        `detail`, a row per person: `strategy`, `gate`, `reason` (of the gate, and what would lift a refusal), `rank`
        (within the strategy, 1 = best; unknown where it is refused), the factors `access`, `move`, `headroom`,
        `leverage`, their product `gain` (committee support won; negative where it would turn others against us),
        `path` (the introductions that lead there, from our member on), `onward` (the introductions that lead from
        there to the approver),
        `through` (the committee member who carries most of the leverage), `talk_about` (what to talk about with them,
        by role; unknown where no role of theirs is known), `turns` (who would turn against us once they are won, by
        name, the three who fall most, and by how much on the scale of support; unknown where nobody we know would).

    Raises
    ------
    UnknownName
        There is no such strategy.

    Notes
    -----
    gain = access x move x headroom x leverage (docs/model.md section 7). access: the best introduction path, or a
    cold approach by layer, whichever is likelier; move: openness x (1/2 + appetite/2); headroom: 1 - support. A
    strategy must pass its gate before its people are ranked. Rules 003-3, 003-19, 003-22, 003-26, 003-27, 003-7,
    001-5 to 001-8, 001-12, 001-14, 002-8, 003-4, 000-26.

    Examples
    --------
    >>> import influence
    >>> found = influence.entry_points(influence.datasets.load("cooked_duck"))
    >>> found.by_deal.loc["equipment", ["entry", "top_down"]].tolist()
    ['general manager', 'open']
    >>> found.detail.loc[("equipment", "general manager"), "path"]
    'Yao → Vice president → General manager'
    """
    arrays, wanted = arrays_of(graph), None if strategy is None else strategy_named(strategy)
    mine = strategy_of_people(arrays)
    found = factors(arrays)
    considered = np.ones(arrays.n_people, dtype=bool) if wanted is None else mine == STRATEGIES.index(wanted)
    ranked = considered & (gates(arrays)[arrays.person_deal, mine] != REFUSED)
    return Finding(
        say("Where do we go in next?"),
        per_deal(graph.keys, _numbers(arrays, mine, found["gain"], ranked)),
        lambda: _detail(arrays, mine, found, ranked, np.flatnonzero(considered)),
        graph,
    )


def _ranks(arrays: Arrays, mine: Ints, gain: Floats, ranked: Flags) -> tuple[Ints, Ints]:
    """Ranked people in order, by deal, strategy and falling gain, and the rank of each."""
    people = np.flatnonzero(ranked)
    group = arrays.person_deal[people] * len(STRATEGIES) + mine[people]
    # Products of the same factors may differ by rounding; equals keep the order of their ids.
    order = np.lexsort((people, -rounded(gain[people]), group))
    group = group[order]
    return people[order], rank_within(group) + 1


def _numbers(arrays: Arrays, mine: Ints, gain: Floats, ranked: Flags) -> dict[str, Any]:
    best = best_of(arrays, gain, ranked)
    some = best >= 0
    strategy, gained = np.full(arrays.n_deals, None, dtype=object), np.full(arrays.n_deals, np.nan)
    strategy[some] = np.array(STRATEGIES, dtype=object)[mine[best[some]]]
    gained[some] = gain[best[some]]
    numbers = {"entry": arrays.person_ids(best), "entry_strategy": strategy, "entry_gain": gained}
    numbers |= {name: np.array(GATES, dtype=object)[gates(arrays)[:, k]] for k, name in enumerate(STRATEGIES)}
    known = _roles_known(arrays)
    return numbers | {"roles_known": known, "provisional": pd.arrays.BooleanArray(known < 0.5, np.isnan(known))}


def _roles_known(arrays: Arrays) -> Floats:
    """The share of votes whose holder and role are known (003-3); NaN where nobody decides."""
    named = arrays.codes("seats", "role", ROLES) != ROLES.index("other")
    held = named & (arrays.seat_person >= 0)
    votes = arrays.per_deal(np.where(held, arrays.seat_weight, 0.0), arrays.seat_deal)
    return ratio(np.where(arrays.assumed, 0.0, votes), arrays.total_votes, np.nan)


def _detail(arrays: Arrays, mine: Ints, found: dict[str, Floats], ranked: Flags, people: Ints) -> pd.DataFrame:
    gate = gates(arrays)[arrays.person_deal, mine]
    order, rank = _ranks(arrays, mine, found["gain"], ranked)
    ranks = np.zeros(arrays.n_people, dtype=np.int64)
    ranks[order] = rank
    forward, onward = _path_names(arrays)
    columns: dict[str, Any] = {
        "strategy": np.array(STRATEGIES, dtype=object)[mine],
        "gate": np.array(GATES, dtype=object)[gate],
        "reason": reasons(mine, gate),
        "rank": pd.Series(ranks, dtype="Int64").where(ranks > 0).array,
        **found,
        "path": forward,
        "onward": onward,
        "through": arrays.person_ids(carriers(arrays)),
        "talk_about": talk_about(arrays),
    }
    columns = {name: values[people] for name, values in columns.items()}
    return per_person(arrays.keys, columns | {"turns": turns(arrays, people)}, people)


def _path_names(arrays: Arrays) -> tuple[Any, Any]:
    """The introductions that lead to each person, and from each person to the approver, by name."""
    access = arrays.access()
    names = _node_names(arrays)
    approver = np.zeros(len(names), dtype=bool)
    approver[access.person_node[arrays.holds("approver")]] = True
    back = best_paths(access, access.edges.reversed(), approver)
    forward = _chained(introductions(arrays), names, lambda before, name: before + ARROW + name)
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
    names[access.member_node] = arrays.member_texts[access.member_id]
    return names

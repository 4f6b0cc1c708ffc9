"""What drives the deal, and what blocks it?"""

from __future__ import annotations

from typing import Any

import numpy as np

from influence.analysis.finding import Finding, arrays_of, per_deal, per_person
from influence.array_types import Floats
from influence.graph.arrays import Arrays
from influence.graph.grouping import ratio
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.tables.language import say


def forces(graph: StakeholderGraph) -> Finding:
    """What drives the deal, and what blocks it?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.

    Returns
    -------
    Finding
        `by_deal`: `drivers` and `barriers` (sums of force for and against us, both 0 or more), `balance` (-1 to 1,
        (drivers - barriers) / (drivers + barriers); unknown where both are 0), `balance_low` and `balance_high` (the
        same with everything unknown at its worst and at its best).
        `detail`, a row per person: `force` (-1 to 1, unknown where a part of it is), `ledger` (`gained`: known to be
        for us; `possible`: neutral or unknown; `faced`: known to be against us; `feared`: neutral or unknown, but known
        to lose by the project, or in conflict with somebody who is for us) and `weight` (0 to 1, their share of the
        votes).

    Notes
    -----
    Force is support x participation x influence (docs/model.md section 8; Lewin's driving and restraining forces).
    Rules 001-22, 003-8, 003-11, 003-13, 002-4.

    Examples
    --------
    >>> import influence
    >>> influence.forces(influence.datasets.load("cooked_duck")).by_deal[["drivers", "balance_low"]].round(2)
               drivers  balance_low
    deal
    equipment     0.36        -0.84
    """
    arrays = arrays_of(graph)
    force, low, high = force_ranges(arrays)
    settled = np.where(np.isnan(force), 0.0, force)
    worst, best = _balance(arrays, low), _balance(arrays, high)
    by_deal = {
        "drivers": arrays.per_deal(np.maximum(settled, 0)),
        "barriers": arrays.per_deal(np.maximum(-settled, 0)),
        "balance": _balance(arrays, settled),
        # Where no force at all is the worst that can be, any force there may be is for us; and the other way round.
        "balance_low": np.where(np.isnan(worst), best, worst),
        "balance_high": np.where(np.isnan(best), worst, best),
    }
    return Finding(
        say("What drives the deal, and what blocks it?"),
        per_deal(graph.keys, by_deal),
        lambda: per_person(graph.keys, {"force": force, "ledger": _ledger(arrays), "weight": arrays.weight}),
        graph,
    )


def force_ranges(arrays: Arrays) -> tuple[Floats, Floats, Floats]:
    """Everybody's force, NaN where a part of it is unknown, and the least and the most that it may be."""
    stance, part, word = (arrays.measure(name) for name in ("support", "participation", "influence"))
    force = stance * part * word
    known = ~np.isnan(force)
    # An unknown stance may be anything; what is unknown of part and influence may be nothing or everything.
    most = np.where(np.isnan(part), 1.0, part) * np.where(np.isnan(word), 1.0, word)
    low = np.where(known, force, np.minimum(np.where(np.isnan(stance), -1.0, stance), 0.0) * most)
    high = np.where(known, force, np.maximum(np.where(np.isnan(stance), 1.0, stance), 0.0) * most)
    return force, low, high


def _ledger(arrays: Arrays) -> Any:
    """Support gained and possible, opposition faced and feared (003-13)."""
    support = arrays.measure("support")
    source, target, _, _ = arrays.relationships
    odds = arrays.carried("binds") == 0
    pairs = np.concatenate([source[odds], target[odds]]), np.concatenate([target[odds], source[odds]])
    provoked = arrays.marked(pairs[0][support[pairs[1]] > 0])
    feared = provoked | (arrays.measure("personal_win") < 0)
    return np.select([support > 0, support < 0, feared], ["gained", "faced", "feared"], "possible").astype(object)


def _balance(arrays: Arrays, force: Floats) -> Floats:
    drivers = arrays.per_deal(np.maximum(force, 0))
    barriers = arrays.per_deal(np.maximum(-force, 0))
    return ratio(drivers - barriers, drivers + barriers, np.nan)

"""What is left of our coverage and support when people leave?"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from influence.analysis.finding import Finding, arrays_of, per_deal, per_person
from influence.array_types import Floats
from influence.graph.arrays import Arrays
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.turnover import (
    chance_of_leaving,
    coverage_kept,
    fifth_percentiles,
    support_kept,
    worst_departures,
)
from influence.tables.language import say


def resilience(graph: StakeholderGraph, *, months: float | None = None, draws: int = 1024, seed: int = 0) -> Finding:
    """What is left of our coverage and support when people leave?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    months : float, optional
        How far ahead, 0 or more; else until each deal closes (`deals.close_date` after `as_of`, at least 0), and 6
        where one of these days is unknown.
    draws : int
        Futures drawn behind the fifth percentiles, 1 or more; the same for every deal and every what-if.
    seed : int
        Of those futures.

    Returns
    -------
    Finding
        `by_deal`: `coverage_mean` and `coverage_p5` (0 to 1, the coverage left on average, and at the fifth
        percentile), `support_mean` and `support_p5` (-1 to 1, the same of the known support), `worst` (whose leaving
        costs most support, by id; unknown where nobody's costs any), `worst_loss` (0 to 1, the support that goes
        with them), `worst_pair` (the two whose leaving together costs most support; unknown where fewer than two
        cost any) and `worst_pair_loss` (what the worst two departures cost, at least `worst_loss`). Unknown where a
        deal has no committee.
        `detail`, a row per person: `leaves` (0 to 1, the chance to be gone by then), `coverage_lost` (0 to 1) and
        `support_lost` (-1 to 1; negative where an opponent's leaving helps, unknown where their support is), both if
        they leave, however likely that is.

    Raises
    ------
    InfluenceError
        A number is out of range.

    Notes
    -----
    leaves = 1 - (1 - attrition)^(months / 12), `unknown_attrition` where nobody knows it, independently; 1 where
    `tenure_end` comes after `as_of` and within these months. Whoever
    leaves keeps seat and relationships for a successor who starts neutral and whom we do not know yet: their votes are
    no longer covered and leverage times support is gone, so `worst_loss` is what support falls by after
    `graph.with_support({worst: 0})`, and losses of several add up. Means are closed forms, the sums of (1 - leaves)
    times what each keeps; the fifth percentile is the smallest drawn value that at least a twentieth of the draws do
    not exceed (docs/model.md section 6; the model is ours). For a seat that stays empty see `graph.without`, for the
    paths that break `single_points_of_failure`. Support over the known alone says little where `support`'s certainty is
    low. Rules 002-7.11, 003-28, 003-46, 003-50.

    Examples
    --------
    >>> import influence
    >>> found = influence.resilience(influence.datasets.load("cooked_duck"), months=12)
    >>> found.by_deal[["coverage_mean", "worst"]]
               coverage_mean           worst
    deal
    equipment          0.125  vice president
    """
    arrays = arrays_of(graph)
    leaves = chance_of_leaving(arrays, months)
    coverage, support = coverage_kept(arrays), support_kept(arrays)
    kept = np.stack([coverage, np.where(np.isnan(support), 0.0, support)], axis=1)
    low = fifth_percentiles(arrays, leaves, kept, draws=draws, seed=seed)
    detail = {"leaves": leaves, "coverage_lost": coverage, "support_lost": support}
    return Finding(
        say("What is left of our coverage and support when people leave?"),
        per_deal(graph.keys, _numbers(arrays, leaves, kept, low)),
        lambda: per_person(graph.keys, detail),
        graph,
    )


def _numbers(arrays: Arrays, leaves: Floats, kept: Floats, low: Floats) -> dict[str, Any]:
    mean = [arrays.per_deal((1 - leaves) * each) for each in kept.T]
    worst = cache(lambda: worst_departures(arrays, kept[:, 1]))
    exists = arrays.total_votes > 0

    def known(values: Floats) -> Floats:
        return np.where(exists, values, np.nan)

    return {
        "coverage_mean": known(mean[0]),
        "coverage_p5": known(low[:, 0]),
        "support_mean": known(mean[1]),
        "support_p5": known(low[:, 1]),
        "worst": lambda: arrays.person_ids(worst()[0][:, 0]),
        "worst_loss": lambda: known(worst()[1][:, 0]),
        "worst_pair": lambda: arrays.pair_ids(worst()[0]),
        "worst_pair_loss": lambda: known(worst()[1].sum(axis=1)),
    }

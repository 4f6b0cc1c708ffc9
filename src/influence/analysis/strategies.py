"""Which entry strategy is fastest, and which lasts?"""

from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, arrays_of, per_deal
from influence.array_types import ROUNDING, Flags, Floats, Ints, rounded
from influence.errors import UnknownName
from influence.graph.arrays import Arrays
from influence.graph.grouping import ratio
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.campaign import Campaign, campaign, require_campaign
from influence.measures.leverage import settled
from influence.measures.turnover import chance_of_leaving, fifth_percentiles, worst_departures
from influence.measures.voting import approvals
from influence.measures.ways_in import GATES, REFUSED, STRATEGIES, gates, reasons
from influence.tables.language import say
from influence.tables.ranges import require_draws

MEASURES = ("approval", "support")


def strategies(
    graph: StakeholderGraph,
    *,
    target: float = 0.5,
    measure: str = "approval",
    steps: int = 12,
    budget: float = 26,
    months: float | None = None,
    draws: int = 1024,
    seed: int = 0,
) -> Finding:
    """Which entry strategy is fastest, and which lasts?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    target : float
        The approval (0 to 1) or committee support (-1 to 1) to pass; ours: more likely yes than no.
    measure : {"approval", "support"}
        What the target is a target of.
    steps : int
        Most people a campaign may set out to win, 1 or more; ours.
    budget : float
        Most attempts a campaign may expect to make, 0 or more: the horizon. Ours: one a week for half a year.
    months : float, optional
        How far ahead people may leave, 0 or more; else until each deal closes (`deals.close_date` after `as_of`, at
        least 0), and 6 where one of these days is unknown.
    draws : int
        Futures drawn behind `support_p5`, 1 or more.
    seed : int
        Of those futures.

    Returns
    -------
    Finding
        `by_deal`: `fastest` (the strategy that expects the fewest attempts until the target is passed; unknown where
        it is passed already) and `most_robust` (the one with the largest `support_p5`), never mixed into one score;
        unknown where no strategy qualifies.
        `detail`, a row per strategy: `gate` and `reason`; `steps` (people won until the target) and `attempts`
        (expected until then), unknown where it is not reached; `reach_approver` (0 to 1, the chance that an attempt
        gets to the approver in the end; unknown where nobody is known to approve); `support_end` (-1 to 1) and
        `approval_end` (0 to 1) at the horizon; `worst_departure` (the support left when the one person leaves whose
        leaving costs most) and `support_p5` (the support left at the fifth percentile of turnover); `first` (whom it
        sets out to win first, by id), `instead` (what to do if they cannot be won: the strategy not refused that needs
        the fewest of the same people; unknown where there is no other) and `shared` (0 to 1, of its people, those that
        `instead` needs too). All numbers of a refused strategy are unknown: it is never ranked.

    Raises
    ------
    InfluenceError
        A number is out of range.
    UnknownName
        There is no such measure.

    Notes
    -----
    A campaign goes in through a person of its strategy, by introduction or cold, and then to whoever it has a contact
    with or is introduced to by those won. At each step it takes the person with the largest gain an attempt, access x
    move x headroom x leverage, and expects 1 / (access x move) attempts to win them wholly. Introductions by somebody
    won come off with the full number of their relationship. Approval is that of `committee`, each voter deciding alone;
    whoever is won is one more of the known, so the vote expects more of everybody unknown as well: measured by support,
    which expects nothing, another strategy may be fastest. The model is ours; see docs/decisions.md for where it bears
    out the articles (top-down fastest, bottom-up most stable) and where not. Rules 003-14, 003-19, 003-22, 003-25,
    003-26 to 003-28, 003-32.

    Examples
    --------
    >>> import influence
    >>> influence.strategies(influence.datasets.load("cooked_duck")).by_deal["fastest"].tolist()
    ['bottom_up']
    >>> influence.strategies(influence.datasets.load("cooked_duck"), measure="support").by_deal["fastest"].tolist()
    ['middle_out']
    """
    require_campaign(steps, budget)
    require_draws(draws, seed)
    if measure not in MEASURES:
        raise UnknownName("measure", measure, MEASURES)
    arrays = arrays_of(graph)
    ways = [campaign(arrays, np.full(arrays.n_deals, k), steps=steps, budget=budget) for k in range(len(STRATEGIES))]
    columns = _fates(arrays, ways, months, draws, seed) | _speeds(arrays, ways, target, measure)
    refused = (gates(arrays) == REFUSED) | (arrays.total_votes <= 0)[:, None]
    numbers = {name: np.where(refused, np.nan, values) for name, values in columns.items()}
    # Where the target is passed before anybody is won, no way to it is the fastest.
    waiting = np.where(numbers["attempts"] > 0, numbers["attempts"], np.nan)
    by_deal = {"fastest": _best(-waiting), "most_robust": _best(numbers["support_p5"])}
    return Finding(
        say("Which entry strategy is fastest, and which lasts?"),
        per_deal(graph.keys, by_deal),
        lambda: _detail(arrays, numbers, _responses(arrays, ways, refused)),
        graph,
    )


def _fates(arrays: Arrays, ways: list[Campaign], months: float | None, draws: int, seed: int) -> dict[str, Floats]:
    """What each campaign ends with, and what of it survives when people leave."""
    stances = np.stack([way.stances(arrays)[:, -1] for way in ways], axis=1)
    kept = settled(arrays).leverage[:, None] * np.nan_to_num(stances)
    leaves = chance_of_leaving(arrays, months)
    end = np.stack([way.support[:, -1] for way in ways], axis=1)
    worst = np.stack([worst_departures(arrays, each)[1][:, 0] for each in kept.T], axis=1)
    return {
        "reach_approver": np.stack([way.approver for way in ways], axis=1),
        "support_end": end,
        "approval_end": approvals(arrays, stances),
        "worst_departure": end - worst,
        "support_p5": fifth_percentiles(arrays, leaves, kept, draws=draws, seed=seed),
    }


def _speeds(arrays: Arrays, ways: list[Campaign], target: float, measure: str) -> dict[str, Floats]:
    """People won and attempts expected until the target; unknown where it is not reached."""
    steps, attempts = np.full((2, arrays.n_deals, len(ways)), np.nan)
    for k, way in enumerate(ways):
        spent = np.concatenate([np.zeros((arrays.n_deals, 1)), np.cumsum(way.attempts, axis=1)], axis=1)
        there = _trajectory(arrays, way, measure) > target + ROUNDING
        reached = there.any(axis=1)
        first = there.argmax(axis=1)[reached]
        steps[reached, k] = first
        attempts[reached, k] = spent[reached, first]
    return {"steps": steps, "attempts": attempts}


def _trajectory(arrays: Arrays, way: Campaign, measure: str) -> Floats:
    """Support or approval before the first step and after each."""
    if measure == "support":
        return way.support
    return approvals(arrays, way.stances(arrays))


def _best(values: Floats) -> Any:
    """The strategy with the largest value in each deal, the first of equals; unknown where none has one."""
    known = np.where(np.isnan(values), -np.inf, rounded(values))
    names = np.array(STRATEGIES, dtype=object)[known.argmax(axis=1)]
    return np.where(np.isfinite(known.max(axis=1)), names, np.array(None, dtype=object))


def _responses(arrays: Arrays, ways: list[Campaign], refused: Flags) -> dict[str, Any]:
    """Whom each campaign begins with, and which other one shares the fewest people with it (003-14)."""
    offered = ~refused & np.stack([way.person[:, 0] >= 0 for way in ways], axis=1)
    own = [arrays.marked(way.person[way.person >= 0]) for way in ways]
    shared = np.full((arrays.n_deals, len(ways), len(ways)), np.nan)
    for one, other in permutations(range(len(ways)), 2):
        both, every = (arrays.per_deal(each) for each in (own[one] & own[other], own[one]))
        shared[:, one, other] = np.where(offered[:, one] & offered[:, other], ratio(both, every), np.nan)
    fewest = np.where(np.isnan(shared), np.inf, rounded(shared)).min(axis=2)
    names = np.stack([_best(-each) for each in np.moveaxis(shared, 1, 0)], axis=1)
    first = np.where(offered, np.stack([way.person[:, 0] for way in ways], axis=1), -1)
    return {
        "first": arrays.person_ids(first.ravel()),
        "instead": names.ravel(),
        "shared": np.where(np.isfinite(fewest), fewest, np.nan).ravel(),
    }


def _detail(arrays: Arrays, numbers: dict[str, Floats], responses: dict[str, Any]) -> pd.DataFrame:
    order = ["steps", "attempts", "reach_approver", "support_end", "approval_end", "worst_departure", "support_p5"]
    gate = gates(arrays)
    which: Ints = np.broadcast_to(np.arange(len(STRATEGIES)), gate.shape)
    columns: dict[str, Any] = {
        "gate": np.array(GATES, dtype=object)[gate].ravel(),
        "reason": reasons(which.ravel(), gate.ravel()),
        **{name: numbers[name].ravel() for name in order},
        **responses,
    }
    columns["steps"] = pd.array(np.where(np.isnan(columns["steps"]), None, columns["steps"]), dtype="Int64")
    index = pd.MultiIndex.from_product([arrays.keys.deals, STRATEGIES], names=["deal", "strategy"])
    return pd.DataFrame(columns, index=index)

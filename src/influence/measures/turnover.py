"""People leave: how likely each does, what their leaving costs, and what is left in the worst of twenty futures.

Shared by every analysis that asks what survives turnover (docs/model.md section 6, "Leaving, not only breaking").
"""

from __future__ import annotations

import numpy as np

from influence.array_types import Flags, Floats, Ints, rounded
from influence.graph.arrays import Arrays
from influence.graph.grouping import rank_within
from influence.graph.kept import kept
from influence.graph.lookups import days, deal_days
from influence.measures.leverage import settled
from influence.measures.listening import placed
from influence.measures.side_coverage import contacted_by
from influence.tables.ranges import require, require_draws

DAYS_A_MONTH = 365.25 / 12
# So many numbers are drawn once for all deals; more would not stay in the fast memory.
TABLE_NUMBERS = 2**18


def horizon(arrays: Arrays, months: float | None = None) -> Floats:
    """How many months ahead each deal is looked at: those given, else until it closes, else as assumed (002-7.11)."""
    if months is not None:
        require("months", months, 0)
        return np.full(arrays.n_deals, float(months))
    ahead = months_to_closing(arrays)
    return np.where(np.isnan(ahead), arrays.assumptions.months_ahead, ahead)


def months_to_closing(arrays: Arrays) -> Floats:
    """How many months after the day the tables describe each deal closes, at least 0; NaN where a day is unknown."""
    return np.maximum(deal_days(arrays, "close_date") - deal_days(arrays, "as_of"), 0.0) / DAYS_A_MONTH


def chance_of_leaving(arrays: Arrays, months: float | None = None) -> Floats:
    """Each person's chance to be gone within the horizon; 1 where their term of office ends in it (rule 003-46)."""
    ahead = horizon(arrays, months)[arrays.person_deal]
    stays_a_year = 1 - arrays.measure("attrition", arrays.assumptions.unknown_attrition)
    left = days(arrays, "people", "tenure_end") - deal_days(arrays, "as_of")[arrays.person_deal]
    ends = (left > 0) & (left <= ahead * DAYS_A_MONTH)
    return np.where(ends, 1.0, 1 - stays_a_year ** (ahead / 12))


def coverage_kept(arrays: Arrays) -> Floats:
    """The share of the committee's votes that each person keeps covered for us by staying."""
    return np.where(contacted_by(arrays), arrays.weight, 0.0)


def support_kept(arrays: Arrays) -> Floats:
    """What each person adds to the committee's support by staying; unknown where nobody knows their support."""
    return settled(arrays).leverage * arrays.measure("support")


def fifth_percentiles(arrays: Arrays, leaves: Floats, kept: Floats, *, draws: int, seed: int) -> Floats:
    """What is left at the fifth percentile of drawn futures, of shape (deals, columns).

    `kept` has a row per person and a column per quantity that goes with whoever leaves. The fifth percentile is the
    smallest value that at least a twentieth of the draws do not exceed: a future that was drawn, never a mixture of
    two.
    """
    from influence.compiled import over_deals
    from influence.measures.kernels import turnover
    from influence.measures.kernels.random import uniform_table

    require_draws(draws, seed)
    item, some = draw_numbers(arrays), np.flatnonzero(kept)
    items = min(int(item[some // kept.shape[1]].max(initial=-1)) + 1, TABLE_NUMBERS // draws)
    low = np.zeros((arrays.n_deals, kept.shape[1]))
    over_deals(
        turnover.fifth_percentiles, arrays.n_deals, arrays.person_start, item, leaves, np.ascontiguousarray(kept),
        uniform_table(seed, np.arange(draws), items), draws, seed, low, steps=draws * len(some),
    )  # fmt: skip
    return low


@kept
def draw_numbers(arrays: Arrays) -> Ints:
    """Each person's number in the draws, from 0 in every deal.

    Those with a vote or a relationship come first, then whoever has a contact or a seat without a vote. So a deal's
    draws depend neither on the deals beside it nor on anybody on whom nothing depends, and a change of support or of
    the contacts of the first leaves theirs as they were: what-ifs are compared over the same futures.
    """
    source, target, _, _ = arrays.relationships
    decides: Flags = arrays.weight > 0
    decides[source] = decides[target] = True
    order = np.lexsort((np.arange(arrays.n_people), ~placed(arrays), ~decides, arrays.person_deal))
    numbers = np.empty(arrays.n_people, dtype=np.int64)
    numbers[order] = np.arange(arrays.n_people) - arrays.person_start[arrays.person_deal[order]]
    return numbers


def worst_departures(arrays: Arrays, loss: Floats) -> tuple[Ints, Floats]:
    """The two people whose leaving costs each deal most, and what each costs; of shape (deals, 2), -1 = nobody.

    A person whose leaving costs nothing, or whose loss is unknown, is never among them. Losses add up, so these two
    are the worst pair too.
    """
    costs = rounded(loss)
    people = np.flatnonzero(costs > 0)
    people = people[np.lexsort((people, -costs[people], arrays.person_deal[people]))]
    deal = arrays.person_deal[people]
    turn = rank_within(deal)
    who, cost = np.full((arrays.n_deals, 2), -1), np.zeros((arrays.n_deals, 2))
    first = turn < 2
    who[deal[first], turn[first]] = people[first]
    cost[deal[first], turn[first]] = loss[people[first]]
    return who, cost

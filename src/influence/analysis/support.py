"""Where does the committee stand, who moves it, and how sure are we?"""

from __future__ import annotations

from typing import Any

import numpy as np

from influence.analysis.finding import Finding, arrays_of, per_deal, per_person
from influence.graph.arrays import Arrays
from influence.graph.grouping import ratio
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.leverage import settled
from influence.measures.ratings import support_spread
from influence.measures.sides import US
from influence.measures.support_bounds import committee_support
from influence.tables.language import say


def support(graph: StakeholderGraph) -> Finding:
    """Where does the committee stand, who moves it, and how sure are we?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.

    Returns
    -------
    Finding
        `by_deal`: `support` (-1 to 1, what the known support adds up to), `support_low` and `support_high` (exact
        bounds: every unknown person, everybody whom raters see differently and every empty seat at worst, at best),
        `certainty` (0 to 1, share of the leverage whose support is known, less where raters differ about it; unknown
        where nobody has leverage), `mean_known` (-1 to 1, the plain mean of the known support of everybody, whoever
        decides: the number that a model has to beat; unknown where none is known) and `known` (how many people's
        support that is).
        `detail`, a row per person: `leverage` (how far the committee moves when this person moves by 1),
        `contribution` (leverage times support), `settled_support` (-1 to 1, once everybody has listened, unknown
        support taken as 0), `known` (whether the person's own support is known), `low` and `high` (-1 to 1, the
        interval in which it lies: one number unless two or more rate it; unknown where it is).

    Notes
    -----
    Friedkin-Johnsen: with W who listens to whom, Lambda how open each is and s their support, x = Lambda W x +
    (I - Lambda) s; with w the votes, leverage is (I - Lambda)(I - Lambda W)^-T w, so committee support w'x is the sum
    of leverage times support exactly (docs/model.md section 3). Friedkin & Johnsen, Social influence and opinions,
    1990; signed weights after Altafini, 2013. Support over the known alone says little where certainty is low: read it
    with its bounds.

    Whose support two or more rate stands between `low` and `high`, the smallest interval around what each rater says
    now (`agreement` tells who that is) and what `people` says. Support keeps the value of `people`; the bounds
    move by leverage times what is between that and the worse and the better end, and in `certainty` such a person
    counts with 1 - (high - low) / 2 of their leverage: raters who agree take nothing away, and raters at both ends
    leave as little as if nobody knew. How certain disputed support is has no source; this scale is ours. With no
    two raters of anybody, the bounds are those of docs/model.md section 3. Rules 001-22, 003-8, 003-13, 004-5, F10.

    Examples
    --------
    >>> import influence
    >>> found = influence.support(influence.datasets.load("cooked_duck"))
    >>> bool(abs(found.detail["contribution"].sum() - found.by_deal["support"].iloc[0]) < 1e-12)
    True
    """
    arrays = arrays_of(graph)
    found, stance = committee_support(arrays), arrays.measure("support")
    known = arrays.per_deal(~np.isnan(stance))
    by_deal = {
        "support": found.value,
        "support_low": found.low,
        "support_high": found.high,
        "certainty": found.certainty,
        "mean_known": ratio(arrays.per_deal(arrays.measure("support", 0.0)), known, np.nan),
        "known": known.astype(np.int64),
    }
    return Finding(
        say("Where does the committee stand, who moves it, and how sure are we?"),
        per_deal(graph.keys, by_deal),
        lambda: per_person(graph.keys, _detail(arrays)),
        graph,
    )


def _detail(arrays: Arrays) -> dict[str, Any]:
    settling, stance, spread = settled(arrays), arrays.measure("support"), support_spread(arrays)
    low, high = stance.copy(), stance.copy()
    low[spread.person], high[spread.person] = spread.low, spread.high
    return {
        "leverage": settling.leverage,
        "contribution": settling.leverage * stance,
        "settled_support": settling.known[:, US],
        "known": ~np.isnan(stance),
        "low": low,
        "high": high,
    }

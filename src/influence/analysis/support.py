"""Where does the committee stand, who moves it, and how sure are we?"""

from __future__ import annotations

import numpy as np

from influence.finding import Finding, per_deal, per_person
from influence.leverage import settled
from influence.stakeholder_graph import StakeholderGraph


def support(graph: StakeholderGraph) -> Finding:
    """Where does the committee stand, who moves it, and how sure are we?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.

    Returns
    -------
    Finding
        `by_deal`: `support` (-1 to 1, what the known stances add up to), `support_low` and `support_high` (exact
        bounds: every unknown person and empty seat at worst, at best), `certainty` (0 to 1, share of the leverage
        whose stance is known; unknown where nobody has leverage).
        `detail`, a row per person: `leverage` (how far the committee moves when this person moves by 1),
        `contribution` (leverage times support), `settled_support` (-1 to 1, once everybody has listened, unknown
        stances taken as 0), `known` (whether the person's own support is known).

    Notes
    -----
    Friedkin-Johnsen: with W who listens to whom, Lambda how open each is and s their support, x = Lambda W x +
    (I - Lambda) s; with w the votes, leverage is (I - Lambda)(I - Lambda W)^-T w, so committee support w'x is the sum
    of leverage times support exactly (model.md section 3). Friedkin & Johnsen, Social influence and opinions, 1990;
    signed weights after Altafini, 2013. Support over the known alone says little where certainty is low: read it
    with its bounds. Rules 001-22, 003-8, 003-13.

    Examples
    --------
    >>> import influence
    >>> found = influence.support(influence.datasets.load("cooked_duck"))
    >>> bool(abs(found.detail["contribution"].sum() - found.by_deal["support"].iloc[0]) < 1e-12)
    True
    """
    arrays = graph.arrays
    known = ~np.isnan(arrays.measure("support"))
    settling = settled(arrays)
    contribution = np.where(known, settling.leverage * arrays.measure("support", 0.0), np.nan)
    size = np.abs(settling.leverage)
    value = arrays.per_deal(np.where(known, contribution, 0.0))
    slack = arrays.per_deal(np.where(known, 0.0, size)) + arrays.empty_weight
    total = arrays.per_deal(size) + arrays.empty_weight
    by_deal = {
        "support": value,
        "support_low": value - slack,
        "support_high": value + slack,
        "certainty": np.divide(arrays.per_deal(size * known), total, out=np.full(len(total), np.nan), where=total > 0),
    }
    detail = {
        "leverage": settling.leverage,
        "contribution": contribution,
        "settled_support": settling.support,
        "known": known,
    }
    return Finding(
        "Where does the committee stand, who moves it, and how sure are we?",
        per_deal(graph.keys, by_deal),
        lambda: per_person(graph.keys, detail),
    )

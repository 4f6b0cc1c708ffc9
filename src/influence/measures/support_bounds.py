"""The committee's support: by what is known, its bounds, and how much is known (docs/model.md section 3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from influence.array_types import Flags, Floats
from influence.graph.arrays import Arrays
from influence.graph.grouping import ratio
from influence.graph.kept import kept
from influence.measures.leverage import settled
from influence.measures.listening import listens
from influence.measures.ratings import support_spread


@dataclass(frozen=True)
class CommitteeSupport:
    """By deal: the support of the known and its exact bounds, -1 to 1, and the share of the leverage that is known."""

    value: Floats
    low: Floats
    high: Floats
    certainty: Floats


@kept
def committee_support(arrays: Arrays) -> CommitteeSupport:
    """Where the committee stands."""
    leverage, stance, spread = settled(arrays).leverage, arrays.measure("support"), support_spread(arrays)
    known, size = ~np.isnan(stance), np.abs(leverage)
    value = arrays.per_deal(np.where(known, leverage * stance, 0.0))
    total = arrays.per_deal(size) + arrays.empty_weight
    sure = known.astype(float)
    sure[spread.person] = 1 - (spread.high - spread.low) / 2
    below, above = slack(arrays, stance[:, None])
    return CommitteeSupport(
        value=value,
        low=value - below[:, 0],
        high=value + above[:, 0],
        certainty=ratio(arrays.per_deal(size * sure), total, np.nan),
    )


def slack(arrays: Arrays, stances: Floats) -> tuple[Floats, Floats]:
    """How far below and above the known the committee may stand, of shape (deals, cases), a column of stances a case.

    Whoever several raters rate has their interval as long as the stance is still the one recorded.
    """
    leverage, own, spread = settled(arrays).leverage, arrays.measure("support"), support_spread(arrays)
    unknown = [arrays.per_deal(np.where(np.isnan(each), np.abs(leverage), 0.0)) for each in stances.T]
    either = np.stack(unknown, axis=1) + arrays.empty_weight[:, None]
    # Only whom two or more rate is looked at: without ratings this costs nothing.
    rated, deal = spread.person, arrays.person_deal[spread.person]
    ends = [leverage[rated] * (end - own[rated]) for end in (spread.low, spread.high)]
    disputed = stances[rated] == own[rated, None]
    below, above = (
        np.stack([arrays.per_deal(end * each, deal) for each in disputed.T], axis=1)
        for end in (-np.minimum(*ends), np.maximum(*ends))
    )
    return either + below, either + above


def best_support(arrays: Arrays) -> Floats:
    """Where the committee of each deal stands at best, -1 to 1, whatever is unknown, how people move each other too.

    Everybody of unknown support is wholly for us. Where openness is unknown of somebody who listens, or influence
    of somebody with relationships, no stand is computed: each decider may at best be moved, as far as they are open,
    all the way to the best support in the deal.
    """
    tied = arrays.marked(np.concatenate([arrays.relationships.source, arrays.relationships.target]))
    unsure = (listens(arrays) & np.isnan(arrays.measure("openness"))) | (tied & ~_influence_known(arrays))
    return np.where(arrays.per_deal(unsure) > 0, _at_most(arrays), committee_support(arrays).high)


def _influence_known(arrays: Arrays) -> Flags:
    """Whose influence is known, and not only from one of its two parts."""
    influence, formal, personal = (
        arrays.measure(name) for name in ("influence", "formal_influence", "personal_influence")
    )
    from_one = np.isnan(formal) != np.isnan(personal)
    return ~np.isnan(influence) & ~(from_one & (influence == np.fmax(formal, personal)))


def _at_most(arrays: Arrays) -> Floats:
    """A stand that no committee passes, however open its members are and whomever they listen to."""
    spread = support_spread(arrays)
    low, high = (arrays.measure("support", end).copy() for end in (-1.0, 1.0))
    low[spread.person], high[spread.person] = spread.low, spread.high
    # Conflict turns the other's support around.
    odds = np.minimum(arrays.carried("target_sways_source"), arrays.carried("source_sways_target")) < 0
    conflict = arrays.per_deal(odds, arrays.person_deal[arrays.relationships.source])[arrays.person_deal] > 0
    best = np.full(arrays.n_deals, -1.0)
    np.maximum.at(best, arrays.person_deal, np.where(conflict, np.maximum(high, -low), high))
    most_open = arrays.assumptions.most_open
    openness = np.where(listens(arrays), np.minimum(arrays.measure("openness", most_open), most_open), 0.0)
    moved = high + openness * (best[arrays.person_deal] - high)
    return arrays.per_deal(arrays.weight * moved) + arrays.empty_weight

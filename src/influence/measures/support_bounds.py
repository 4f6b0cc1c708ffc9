"""The committee's support: by what is known, its bounds, and how much is known (docs/model.md section 3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from influence.array_types import Floats
from influence.graph.arrays import Arrays
from influence.graph.kept import kept
from influence.measures.leverage import settled
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
        certainty=np.divide(arrays.per_deal(size * sure), total, out=np.full(len(total), np.nan), where=total > 0),
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

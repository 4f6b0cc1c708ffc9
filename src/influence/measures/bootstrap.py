"""How well numbers rank people against a known rank, and how sure that is: AUC, Spearman, and draws of both.

A draw takes as many people as there are, with replacement (Efron 1979). It is a row of counts, how often it took each
person; ranks within all draws are then one matrix product.
"""

from __future__ import annotations

import numpy as np

from influence.array_types import Floats

AUC, SPEARMAN = "auc", "spearman"


def drawn_counts(people: int, draws: int, seed: int) -> Floats:
    """How often each draw takes each person, of shape (draws, people)."""
    rng = np.random.default_rng(seed)
    return rng.multinomial(people, np.full(people, 1 / people), size=draws).astype(float)


def agreement_with(rank: Floats, values: Floats, counts: Floats) -> Floats:
    """How well each row of `values` ranks people as `rank` does, of shape (values, draws).

    AUC where `rank` has two values (Hanley & McNeil 1982): the share of pairs of a higher and a lower one that are in
    this order, equals one half. Else Spearman's correlation, with mean ranks of equals. NaN in draws of which all
    people have the same rank, and for Spearman where all have the same value.
    """
    if len(np.unique(rank)) == 2:
        higher = (rank == rank.max()).astype(float)
        return np.stack([_auc(higher, each, counts) for each in values])
    known = _ranks(rank, counts)
    return np.stack([_correlation(known, _ranks(each, counts), counts) for each in values])


def scale_of(rank: Floats) -> str:
    """What `agreement_with` measures for such ranks."""
    return AUC if len(np.unique(rank)) == 2 else SPEARMAN


def _ranks(values: Floats, counts: Floats) -> Floats:
    """The mean rank of each person within each draw, less one half: how many are below, and half of the equals."""
    below = (values[:, None] < values) + 0.5 * (values[:, None] == values)
    return counts @ below


def _auc(higher: Floats, values: Floats, counts: Floats) -> Floats:
    ups = counts @ higher
    downs = counts.sum(axis=1) - ups
    # Among themselves the higher are above each other half of the time.
    above = (counts * higher * _ranks(values, counts)).sum(axis=1) - ups**2 / 2
    return _divided(above, ups * downs)


def _correlation(one: Floats, other: Floats, counts: Floats) -> Floats:
    size = counts.sum(axis=1, keepdims=True)
    a, b = (each - (counts * each).sum(axis=1, keepdims=True) / size for each in (one, other))
    spread = np.sqrt((counts * a**2).sum(axis=1) * (counts * b**2).sum(axis=1))
    return _divided((counts * a * b).sum(axis=1), np.where(spread > 1e-9, spread, 0.0))


def _divided(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)


def interval(draws: Floats, outside: float) -> tuple[Floats, Floats]:
    """The interval of each row of draws that leaves out this share of them, half on each side; NaN if none is known."""
    low, high = np.full((2, len(draws)), np.nan)
    for row in np.flatnonzero(~np.isnan(draws).all(axis=1)):
        low[row], high[row] = np.nanquantile(draws[row], [outside / 2, 1 - outside / 2])
    return low, high

"""How well a score tells deals of one end from the others: the area under the curve, with what luck may add to it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from scipy.special import gammaln

from influence.array_types import Flags, Floats, Ints
from influence.measures.kernels.separation import areas

LEVEL = 0.95
"""How much of the drawn samples an interval holds."""


class Interval(NamedTuple):
    """A number with what luck may have made of it; NaN where it is unknown."""

    value: float
    low: float
    high: float


UNKNOWN = Interval(np.nan, np.nan, np.nan)


def area(score: Floats, positive: Flags) -> float:
    """The chance that a positive has the higher score of the two, ties as half: the rank sum of Mann and Whitney."""
    here = ~np.isnan(score)
    score, positive = score[here], positive[here]
    n, others = int(positive.sum()), int((~positive).sum())
    if not n or not others:
        return np.nan
    _, place, count = np.unique(score, return_inverse=True, return_counts=True)
    # Equals share the mean of their ranks.
    rank = np.cumsum(count) - (count - 1) / 2
    return float((rank[place][positive].sum() - n * (n + 1) / 2) / (n * others))


def samples_of(account: Ints, draws: int, seed: int) -> Floats:
    """How often each deal is in each of so many samples: accounts are drawn whole, as their deals hang together."""
    rng = np.random.default_rng(seed)
    codes = np.unique(account, return_inverse=True)[1]
    size = int(codes.max()) + 1
    drawn = np.stack([np.bincount(rng.integers(0, size, size), minlength=size) for _ in range(draws)])
    return drawn.astype(np.uint16)[:, codes]


def drawn_areas(score: Floats, ends: Flags, samples: Floats) -> Floats:
    """A row for each sample: how well the score tells each end (a column of `ends`) from the others, where known."""
    here = np.flatnonzero(~np.isnan(score))
    order = here[np.argsort(score[here], kind="stable")]
    last = np.append(score[order[1:]] != score[order[:-1]], True)[: len(order)]
    found = np.empty((len(samples), ends.shape[1]))
    areas.for_work(samples.size)(order, last, ends[order].astype(float), samples, found)
    return found


def interval(value: float, drawn: Floats) -> Interval:
    """The number, and the middle `LEVEL` of what it was in the samples."""
    known = drawn[~np.isnan(drawn)]
    if np.isnan(value) or not len(known):
        return UNKNOWN
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(value, float(low), float(high))


class Separations:
    """How well each of several scores tells the ends of the same deals apart, in the same samples.

    Attributes
    ----------
    scores : dict of str to numpy.ndarray
        The scores, NaN where unknown.
    ends : numpy.ndarray
        Which deals ended so, a column for each end.
    """

    def __init__(self, scores: Mapping[str, Floats], ends: Flags, samples: Floats) -> None:
        self.scores, self.ends, self._samples = scores, ends, samples
        # The compiled kernel lets go of the interpreter, so that every core can take a score; it is compiled before.
        areas.for_work(samples.size)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            self._drawn = dict(zip(scores, pool.map(self._areas, scores.values()), strict=True))

    def _areas(self, score: Floats) -> Floats:
        return drawn_areas(score, self.ends, self._samples)

    def of(self, name: str, end: int = 0) -> Interval:
        """The area under the curve with its interval."""
        return interval(area(self.scores[name], self.ends[:, end]), self._drawn[name][:, end])

    def gain(self, name: str, other: str) -> Interval:
        """How much better one score tells the first end than another, of the deals of which both are known (paired)."""
        mine, theirs = self.scores[name], self.scores[other]
        known, won = ~(np.isnan(mine) | np.isnan(theirs)), self.ends[:, 0]
        one, two = (self._of_known(each, known) for each in (name, other))
        return interval(area(mine[known], won[known]) - area(theirs[known], won[known]), one - two)

    def _of_known(self, name: str, known: Flags) -> Floats:
        score = self.scores[name]
        if (known == ~np.isnan(score)).all():
            return self._drawn[name][:, 0]
        return drawn_areas(np.where(known, score, np.nan), self.ends[:, :1], self._samples)[:, 0]


def luck(positive: Flags) -> float:
    """The chance that a number without any sense separates these deals without a fault, one way or the other."""
    n, k = len(positive), int(positive.sum())
    return float(2 * np.exp(gammaln(k + 1) + gammaln(n - k + 1) - gammaln(n + 1)))

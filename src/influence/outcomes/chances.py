"""What a score is worth as a chance: Brier, calibration and lift, and the table of tenths behind them.

Brier, Verification of forecasts expressed in terms of probability, 1950. Intercept and slope: Cox, Two further
applications of a model for binary regression, 1958; Van Calster et al., A calibration hierarchy for risk models, 2016.
Expected calibration error over parts of equal size: Nguyen & O'Connor, Posterior calibration and exploratory analysis
for natural language processing models, 2015.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import expit, logit

from influence.array_types import Flags, Floats, Ints
from influence.outcomes.separation import UNKNOWN, Interval

PARTS = 10
MOST_SURE = 1e-3
"""Chances nearer to 0 or 1 than this count as this near for slope and intercept, where certainty has no size (ours)."""
NORMAL = 1.959963984540054
STEPS, ENOUGH = 50, 1e-10


class Line(NamedTuple):
    """A logistic regression on one number: its two coefficients and the standard error of the second."""

    intercept: float
    slope: float
    slope_error: float


def brier(chance: Floats, positive: Flags) -> float:
    """The mean square of what a chance is from what happened: 0 is best, always saying 1/2 gives 0.25."""
    return float(np.mean((chance - positive) ** 2)) if len(chance) else np.nan


def log_odds(chance: Floats) -> Floats:
    """The log odds of a chance, kept from being infinite."""
    return np.asarray(logit(np.clip(chance, MOST_SURE, 1 - MOST_SURE)))


def slope(chance: Floats, positive: Flags) -> Interval:
    """By how much the log odds of what happened rise with those of the chance, by Newton's method; 1 is right.

    Below 1 the chances are too sure of themselves, above 1 not sure enough. The interval is Wald's.
    """
    if not _both(positive) or np.ptp(log_odds(chance)) == 0:
        return UNKNOWN
    found = fitted_line(log_odds(chance), positive.astype(float))
    reach = NORMAL * found.slope_error
    return Interval(found.slope, found.slope - reach, found.slope + reach)


def intercept(chance: Floats, positive: Flags) -> float:
    """What to add to the log odds of the chances so that their mean is the share that happened; 0 is right."""
    if not _both(positive):
        return np.nan
    odds, shift = log_odds(chance), 0.0
    for _ in range(STEPS):
        p = expit(odds + shift)
        step = float(np.sum(positive - p) / np.sum(p * (1 - p)))
        shift += float(np.clip(step, -5, 5))
        if abs(step) < ENOUGH:
            break
    return shift


def fitted_line(x: Floats, y: Floats, weight: Floats | None = None) -> Line:
    """The logistic regression of `y` (0 to 1) on one number by Newton's method; NaN where it runs away."""
    weight = np.ones(len(x)) if weight is None else weight
    design = np.stack([np.ones(len(x)), x], axis=1)
    beta = np.zeros(2)
    for _ in range(STEPS):
        p = expit(design @ beta)
        curvature = (design * (weight * p * (1 - p))[:, None]).T @ design
        if np.linalg.cond(curvature) > 1e14 or np.abs(beta).max() > 1e4:
            return Line(np.nan, np.nan, np.nan)
        step = np.linalg.solve(curvature, design.T @ (weight * (y - p)))
        beta = beta + np.clip(step, -5, 5)
        if np.abs(step).max() < ENOUGH:
            break
    return Line(float(beta[0]), float(beta[1]), float(np.sqrt(np.linalg.inv(curvature)[1, 1])))


def _both(positive: Flags) -> bool:
    return bool(positive.any() and not positive.all())


class Parts(NamedTuple):
    """Deals in parts of rising score: the bounds and mean of the score, how many deals, and how many of them won."""

    low: Floats
    high: Floats
    mean: Floats
    deals: Ints
    won: Ints

    @property
    def share(self) -> Floats:
        """The share won in each part."""
        return self.won / self.deals


def part_of(score: Floats, count: int) -> Ints:
    """Which of so many parts of rising score each deal is in, as even as they come; equal scores are never parted."""
    sorted_ = np.sort(score)
    # The place of the middle of its equals says which part a deal belongs to.
    middle = (np.searchsorted(sorted_, score) + np.searchsorted(sorted_, score, side="right")) / 2
    return np.minimum((middle * count / max(len(score), 1)).astype(np.int64), count - 1)


def parts(score: Floats, positive: Flags) -> Parts:
    """Tenths of the deals by score; fewer where equal scores are many."""
    order = np.argsort(score, kind="stable")
    score, positive = score[order], positive[order]
    begins = np.flatnonzero(np.diff(part_of(score, PARTS), prepend=-1))
    ends = np.append(begins[1:], len(score))[: len(begins)]
    deals = ends - begins
    if not len(deals):
        return Parts(score, score, score, deals, deals)
    mean = np.add.reduceat(score, begins) / deals
    won = np.add.reduceat(positive.astype(np.int64), begins)
    return Parts(score[begins], score[ends - 1], mean, deals, won)


def expected_error(found: Parts) -> float:
    """How far the mean chance of a part is from the share won in it, on average over deals; 0 is best."""
    if not len(found.deals):
        return np.nan
    return float(np.average(np.abs(found.mean - found.share), weights=found.deals))


def lift(found: Parts) -> float:
    """The share won in the highest part, as a multiple of the share won of all."""
    won = found.won.sum()
    return float(found.share[-1] / (won / found.deals.sum())) if won else np.nan


def wilson(won: Ints, deals: Ints) -> tuple[Floats, Floats]:
    """The interval of a share (Wilson 1927), which few deals make wide."""
    share, z = won / deals, NORMAL**2
    middle = (share + z / (2 * deals)) / (1 + z / deals)
    reach = NORMAL * np.sqrt(share * (1 - share) / deals + z / (4 * deals**2)) / (1 + z / deals)
    return np.clip(middle - reach, 0, 1), np.clip(middle + reach, 0, 1)

"""Turn the model's chances into the shares won in a pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

import numpy as np
import pandas as pd
from scipy.special import expit

from influence.array_types import Flags, Floats, Ints
from influence.errors import InfluenceError, UnknownName
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.kernels.separation import rising
from influence.outcomes.calibration import KNOTS, Calibration, Curve
from influence.outcomes.chances import fitted_line, log_odds, part_of
from influence.outcomes.matched import FEWEST, matched, require_enough
from influence.outcomes.of_graph import scored
from influence.outcomes.separation import LEVEL, samples_of
from influence.tables.language import say
from influence.tables.ranges import require_draws

ISOTONIC, PLATT = METHODS = ("isotonic", "platt")
MANY = 1000
"""Deals from which on a curve may take any rising shape; fewer would be followed too closely."""
PLACES = 20
"""Parts of equal size, by rising chance, that a rising curve is led through (ours)."""


def calibrate(
    scores: pd.DataFrame | StakeholderGraph,
    outcomes: pd.DataFrame,
    *,
    columns: Sequence[str] = ("approval", "win"),
    method: str | None = None,
    as_of: object = None,
    least: tuple[int, int] = FEWEST,
    draws: int = 500,
    seed: int = 0,
) -> Calibration:
    """Make a calibration: what the model's chances have meant in your own pipeline.

    Parameters
    ----------
    scores : pandas.DataFrame or StakeholderGraph
        What was known before each decision, as for `backtest`.
    outcomes : pandas.DataFrame
        A row per deal: `deal`, `outcome`, and where known `close_date` and `account`, as for `backtest`.
    columns : sequence of str
        Which chances to calibrate, each 0 to 1.
    method : {"isotonic", "platt"}, optional
        Any rising curve, or a logistic one; else by size: isotonic from 1,000 deals on, as fewer are followed too
        closely, below that Platt's.
    as_of : str or datetime, optional
        The day on which the scores were known; a column `as_of` says it of each deal.
    least : tuple of int
        The fewest deals won, and not won, to learn from; ours.
    draws : int
        Samples drawn behind the intervals, 1 or more.
    seed : int
        Of these samples.

    Returns
    -------
    Calibration
        To be saved (`.save("calibration.json")`), and given to `score(graph, calibration=...)`.

    Raises
    ------
    InvalidData
        Outcomes or scores hold faults.
    UnknownName
        There is no such column, or no such method.
    InfluenceError
        There are fewer deals than `least`; a number is out of range.

    Notes
    -----
    Isotonic: the rising curve of least squares (Barlow et al. 1972; Zadrozny & Elkan 2002) through the shares won in
    twentieths of the deals, straight between them: led through every deal it would have steps, of which samples drawn
    with repetition tell too little (Sen, Banerjee & Woodroofe 2010). Platt: a logistic
    regression on the log odds of the chance, toward (won + 1) / (won + 2) and 1 / (lost + 2) instead of 1 and 0 (Platt
    1999); where it would fall, it is level. That isotonic wants about a thousand cases says the manual of scikit-learn
    (`CalibratedClassifierCV`). Accounts are drawn whole. A calibration learnt from deals is judged on others: backtest
    it with later ones. See docs/model.md section 23.

    Examples
    --------
    >>> import influence, numpy as np, pandas as pd
    >>> rng = np.random.default_rng(0)
    >>> chance = rng.random(600)
    >>> scores = pd.DataFrame({"deal": range(600), "approval": chance})
    >>> outcomes = pd.DataFrame({"deal": range(600), "outcome": np.where(rng.random(600) < chance / 2, "won", "lost")})
    >>> found = influence.calibrate(scores, outcomes, columns=["approval"], as_of="2024-01-31")
    >>> found.calibrated(pd.DataFrame({"approval": [0.2, 0.8]})).round(1)["approval_calibrated"].tolist()
    [0.1, 0.4]
    """
    require_draws(draws, seed)
    if method is not None and method not in METHODS:
        raise UnknownName("method", method, METHODS)
    if isinstance(scores, StakeholderGraph):
        scores, _ = scored(scores, outcomes)
    deals = matched(scores, outcomes, as_of)
    require_enough(deals, least)
    curves = {}
    for name in columns:
        if name not in deals.scores:
            raise UnknownName("score", name, deals.scores.columns)
        score = deals.scores[name].to_numpy()
        known = ~np.isnan(score)
        _require_chance(name, score[known])
        curves[name] = _curve(score[known], deals.won[known], deals.account[known], method, draws, seed)
    return Calibration(MappingProxyType(curves))


def _require_chance(name: str, score: Floats) -> None:
    if not len(score) or score.min() < 0 or score.max() > 1:
        raise InfluenceError(
            say("scores: {name} holds no chances from 0 to 1; leave it out of columns", name=repr(name))
        )


def _curve(chance: Floats, won: Flags, account: Ints, method: str | None, draws: int, seed: int) -> Curve:
    method = method or (ISOTONIC if len(chance) >= MANY else PLATT)
    fit = _isotonic if method == ISOTONIC else _platt
    share = fit(chance, won, np.ones((1, len(chance))))[0]
    drawn = fit(chance, won, samples_of(account, draws, seed))
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    # The interval holds the curve, whatever was drawn.
    low, high = np.minimum(low, share), np.maximum(high, share)
    return Curve(method, len(chance), int(won.sum()), *(tuple(values.tolist()) for values in (share, low, high)))


def _isotonic(chance: Floats, won: Flags, samples: Floats) -> Floats:
    place = np.unique(part_of(chance, PLACES), return_inverse=True)[1]
    at = np.bincount(place, chance) / np.bincount(place)
    fitted = np.empty((len(samples), len(at)))
    rising.for_work(samples.size)(place, len(at), won, samples, fitted)
    return np.stack([np.interp(np.linspace(0, 1, KNOTS), at, each) for each in fitted])


def _platt(chance: Floats, won: Flags, samples: Floats) -> Floats:
    return np.stack([_logistic(chance, won, each.astype(float)) for each in samples])


def _logistic(chance: Floats, won: Flags, weight: Floats) -> Floats:
    """Platt's curve at the knots; level where it would fall or nothing can be told."""
    plus, minus = weight[won].sum(), weight[~won].sum()
    target = np.where(won, (plus + 1) / (plus + 2), 1 / (minus + 2))
    line = fitted_line(log_odds(chance), target, weight)
    if not line.slope > 0:
        return np.full(KNOTS, float(np.average(target, weights=weight)))
    return np.asarray(expit(line.intercept + line.slope * log_odds(np.linspace(0, 1, KNOTS))))

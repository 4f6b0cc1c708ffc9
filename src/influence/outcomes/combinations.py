"""Several scores as one chance to win, learnt from some deals and told of others; needs scikit-learn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats, Ints
from influence.errors import needed
from influence.outcomes.matched import Matched
from influence.tables.language import say

FOLDS = 5
MODELS = ("logistic", "boosting")
WAYS = ("by_time", "by_account")
COMBINATIONS = tuple(f"{model}_{way}" for model in MODELS for way in WAYS)


def require_learner() -> None:
    """Refuse to combine where scikit-learn is missing."""
    remedy = say("pip install influence-graph[backtest], or leave combine=True (--combine) away")
    needed("sklearn", say("combining scores"), remedy)


def combined(deals: Matched, scores: pd.DataFrame, seed: int) -> pd.DataFrame:
    """The chance to win by each model and way of cross-validation, of deals that it has not learnt from.

    By time, the deals of each fifth but the first are told from all that were decided before; by account, those of
    each fifth of the accounts from the other accounts. Unknown where a way cannot be gone.
    """
    x, won = scores.to_numpy(dtype=float), deals.won
    x = x[:, ~np.isnan(x).all(axis=0)]
    found = {}
    for model in MODELS:
        for way, folds in (("by_time", _by_time(deals.day)), ("by_account", _by_account(deals, seed))):
            found[f"{model}_{way}"] = _told(model, x, won, folds, seed)
    return pd.DataFrame(found, index=scores.index)


def _told(model: str, x: Floats, won: Flags, folds: Iterator[tuple[Ints, Ints]], seed: int) -> Floats:
    chance = np.full(len(x), np.nan)
    for learn, tell in folds:
        if len(np.unique(won[learn])) == 2 and x.shape[1]:
            chance[tell] = _learner(model, seed).fit(x[learn], won[learn]).predict_proba(x[tell])[:, 1]
    return chance


def _learner(model: str, seed: int) -> Any:
    """What learns: unknown scores count as the median with a mark that they are, or as unknown where it can be."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    if model == "boosting":
        return HistGradientBoostingClassifier(max_iter=100, max_leaf_nodes=15, learning_rate=0.08, random_state=seed)
    filled = SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True)
    return make_pipeline(filled, StandardScaler(), LogisticRegression(C=1.0, max_iter=1000))


def _by_time(day: Any) -> Iterator[tuple[Ints, Ints]]:
    """Each part of the deals by the day of their decision, with all that were decided on an earlier day."""
    dated = np.flatnonzero(~np.isnat(day))
    order = dated[np.argsort(day[dated], kind="stable")]
    for part in np.array_split(order, FOLDS)[1:]:
        if len(part):
            before = order[day[order] < day[part[0]]]
            # Deals of the first day of a part that stand in the part before are told there.
            yield before, part


def _by_account(deals: Matched, seed: int) -> Iterator[tuple[Ints, Ints]]:
    """Each part of the accounts, with all others; none where no deal has an account."""
    if not deals.has_accounts:
        return
    codes = np.unique(deals.account, return_inverse=True)[1]
    turn = np.random.default_rng(seed).permutation(int(codes.max()) + 1) % FOLDS
    for part in range(FOLDS):
        here = turn[codes] == part
        if here.any():
            yield np.flatnonzero(~here), np.flatnonzero(here)

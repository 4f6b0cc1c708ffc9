"""Do our chances tell won from lost, and are they right as chances, in a pipeline whose truth is known?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy.special import ndtri

import influence
from influence.array_types import Flags, Floats
from influence.datasets.processes import PROCESSES
from influence.outcomes.chances import slope
from influence.outcomes.separation import area

OURS = "ours"
CHANCES = ("approval", "approval_correlated", "win")
TOGETHER = (0.0, 0.25, 0.5, 0.75)
"""How far the votes of one deal hang together."""
NOTHING = "nothing"
_ALL_RIGHT = {"noise": 0.0, "missing_relationships": 0.0, "wrong_relationships": 0.0, "empty_seats": 0.0}
HIDDEN: dict[str, dict[str, float]] = {
    NOTHING: {"unknown": 0.0} | _ALL_RIGHT,
    "70 %, all else right": {"unknown": 0.7} | _ALL_RIGHT,
    "50 %": {"unknown": 0.5},
    "70 %": {"unknown": 0.7},
    "90 %": {"unknown": 0.9},
}
"""What the seller does not see; where nothing else is said as `simulate` has it."""
SHARES = ("50 %", "70 %", "90 %")


def pipeline(n_deals: int, seed: int) -> dict[str, Any]:
    """How well each score separates and how right each chance is, in one pipeline; nested, numbers only.

    What happens to a deal is the same however little the seller sees, and what the seller sees whatever happens.
    """
    made = {name: influence.datasets.simulate(n_deals, process=name, seed=seed) for name in PROCESSES}
    ends = {name: (each.outcomes["outcome"] == "won").to_numpy() for name, each in made.items()}
    votes = {f"{rho:g}": won_together(made[OURS].truth, rho, seed) for rho in TOGETHER}
    told = {hidden: scores(n_deals, seed, blindness) for hidden, blindness in HIDDEN.items()}
    return {
        "separation": {share: separation(told[share], ends) for share in SHARES},
        "slopes": {share: {name: slopes(told[share], won) for name, won in ends.items()} for share in SHARES},
        "together": {hidden: {rho: slopes(told[hidden], won) for rho, won in votes.items()} for hidden in HIDDEN},
    }


def scores(n_deals: int, seed: int, blindness: dict[str, float]) -> pd.DataFrame:
    """Our chances and the simple rules, by deal, of what the seller sees."""
    graph = influence.datasets.simulate(n_deals, seed=seed, **blindness).graph
    vote, sides = influence.committee(graph).by_deal, influence.contest(graph).by_deal
    ours = pd.concat([vote[["approval", "approval_correlated"]], sides[["win"]]], axis=1)
    return pd.concat([ours, influence.baselines(graph)], axis=1).astype(float)


def separation(told: pd.DataFrame, ends: dict[str, Flags]) -> dict[str, Any]:
    """Of each score the AUC by process and on average, of how many deals it is known, and what approval has over it."""
    found = {}
    for name, score in told.items():
        known = score.notna()
        by_process = areas(score, ends)
        more = np.mean(list(areas(told["approval"].where(known), ends).values())) - np.mean(list(by_process.values()))
        found[str(name)] = {
            **by_process,
            "mean": float(np.mean(list(by_process.values()))),
            "known": float(known.mean()),
            "approval_more": float(more),
        }
    return found


def areas(score: pd.Series, ends: dict[str, Flags]) -> dict[str, float]:
    """The AUC under each process, of the deals of which the score is known."""
    return {name: area(score.to_numpy(), won) for name, won in ends.items()}


def slopes(told: pd.DataFrame, won: Flags) -> dict[str, float]:
    """The slope of the calibration of each chance."""
    return {name: slope(told[name].to_numpy(), won).value for name in CHANCES}


def won_together(truth: pd.DataFrame, rho: float, seed: int) -> Flags:
    """Votes by our own process, but a mood moves all voters of a deal (docs/model.md, section 4)."""
    voters = truth[truth["votes"] > 0]
    deal, votes = voters.index.codes[0], voters["votes"].to_numpy()
    n_deals, rng = len(truth.index.levels[0]), np.random.default_rng(seed)
    mood: Floats = np.sqrt(rho) * rng.standard_normal(n_deals)[deal]
    feeling = mood + np.sqrt(1 - rho) * rng.standard_normal(len(voters))
    yes = feeling < ndtri((1 + voters["final"].to_numpy()) / 2)
    won: Flags = 2 * np.bincount(deal, votes * yes, n_deals) > np.bincount(deal, votes, n_deals)
    return won

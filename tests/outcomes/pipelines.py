"""Pipelines made up for the tests: scores, and how the deals ended."""

from __future__ import annotations

import numpy as np
import pandas as pd


def ends_of(size, seed=0, share=0.4, three=False):
    """How so many deals ended, four of them at each account, over two years."""
    rng = np.random.default_rng(seed)
    won = rng.random(size) < share
    lost = np.where(three & (rng.random(size) < 0.5), "no_decision", "lost")
    days = pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, 730, size), unit="D")
    return pd.DataFrame(
        {
            "deal": np.arange(size),
            "outcome": np.where(won, "won", lost),
            "close_date": days,
            "account": np.arange(size) // 4,
        }
    )


def scores_of(ends, seed=1, **strengths):
    """A score for each strength: noise, and so much of the outcome."""
    rng = np.random.default_rng(seed)
    won = (ends["outcome"] == "won").to_numpy()
    noise = {name: rng.normal(size=len(ends)) for name in strengths}
    return pd.DataFrame({"deal": ends["deal"]} | {name: noise[name] + strengths[name] * won for name in strengths})


def chances_of(size, slope=1.0, seed=0):
    """Chances, and outcomes of which the log odds are `slope` times those of the chance."""
    rng = np.random.default_rng(seed)
    odds = rng.normal(size=size)
    chance = 1 / (1 + np.exp(-odds))
    won = rng.random(size) < 1 / (1 + np.exp(-slope * odds))
    return chance, won

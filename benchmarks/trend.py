"""How much longer does a day of a deal take in `trend` than a deal in `score`?

    python -m benchmarks.trend [deals] [days]

Scores as many deals as there are deals and days together, then the deals on the days, and then each day by itself.
Measured on two cores, 500 deals on 12 days: 0.9 to 1.1 times as long; day by day 1.3 times.
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd

import influence
from benchmarks.generated import pipeline
from benchmarks.one_organisation import timed

FIRST, LENGTH = pd.Timestamp("2024-01-01"), 365


def dated(n_deals: int) -> influence.StakeholderGraph:
    """A pipeline of a year, with an encounter with most people and ratings of every second."""
    tables, rng = pipeline(n_deals), np.random.default_rng(1)
    met, rated = (tables["people"][["deal", "person"]].sample(frac=share, random_state=rng) for share in (0.9, 0.5))
    met, rated = met.reset_index(drop=True), rated.reset_index(drop=True)
    for table in (met, rated):
        table["date"] = FIRST + pd.to_timedelta(rng.integers(0, LENGTH, len(table)), "D")
    tables["interactions"] = met.assign(interaction=[f"E{row}" for row in met.index], side="us", member="seller")
    value = np.round(rng.uniform(-1, 1, len(rated)), 1)
    tables["ratings"] = rated.assign(rater=rng.choice(["a", "b", "c"], len(rated)), measure="support", value=value)
    return influence.StakeholderGraph.from_tables(**tables)


def main(n_deals: int = 500, n_days: int = 12) -> None:
    """Print the times and the ratios."""
    influence.score(influence.datasets.load("cooked_duck"))
    graph, whole = dated(n_deals), dated(n_deals * n_days)
    days = pd.date_range(FIRST, periods=n_days, freq=f"{LENGTH // n_days}D")
    _, once = timed(f"score, {n_deals * n_days:,} deals", lambda: influence.score(whole))
    _, together = timed(f"trend, {n_deals:,} deals x {n_days} days", lambda: influence.trend(graph, days))
    _, apart = timed("score(graph.as_of(day)), day by day", lambda: [influence.score(graph.as_of(day)) for day in days])
    print(f"{'a day of a deal in trend, a deal in score':<45}{together / once:9.2f} x")
    print(f"{'the same, day by day':<45}{apart / once:9.2f} x")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

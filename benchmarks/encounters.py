"""Deals with thirty encounters each: how fast a graph is made and scored, and whether that stays linear.

Run it with `python -m benchmarks.encounters [DEALS]`: each size is twice the one before it.
"""

from __future__ import annotations

import sys
import time

import numpy as np
import pandas as pd

from benchmarks.generated import pipeline
from influence import StakeholderGraph, score
from influence.tables.schema import ENCOUNTERS

EACH = 30
DAYS = pd.date_range("2024-01-01", periods=180)


def with_encounters(tables: dict[str, pd.DataFrame], seed: int = 0) -> dict[str, pd.DataFrame]:
    """The tables with thirty rows of encounters a deal, of our members or of a rival's with somebody of the deal."""
    rng = np.random.default_rng(seed)
    people = tables["people"].groupby("deal", sort=False)["person"]
    first, size = people.indices, people.size()
    deal = np.repeat(np.arange(len(size)), EACH)
    start = np.array([first[each][0] for each in size.index])
    row = start[deal] + (rng.random(len(deal)) * size.to_numpy()[deal]).astype(int)
    ours = rng.random(len(deal)) < 0.7
    met = pd.DataFrame(
        {
            "deal": size.index.to_numpy()[deal],
            # Every other encounter has two people.
            "interaction": [f"e{number // 2}" for number in range(len(deal))],
            "date": DAYS[rng.integers(0, len(DAYS), len(deal))],
            "side": np.where(ours, "us", "rival"),
            "member": np.where(ours, "m0", None),
            "person": tables["people"]["person"].to_numpy()[row],
            "kind": np.array(ENCOUNTERS, dtype=object)[rng.integers(0, len(ENCOUNTERS), len(deal))],
        }
    )
    return {**tables, "interactions": met}


def main(largest: int = 20_000) -> None:
    """Print what each size takes."""
    score(StakeholderGraph.from_tables(**with_encounters(pipeline(300))))
    print(f"{'deals':>8} {'encounters':>11} {'make s':>8} {'deals/s':>9} {'score s':>8} {'deals/s':>9}")
    for deals in (largest // 4, largest // 2, largest):
        tables = with_encounters(pipeline(deals))
        begun = time.perf_counter()
        graph = StakeholderGraph.from_tables(**tables)
        made = time.perf_counter()
        score(graph)
        scored = time.perf_counter()
        make, took = made - begun, scored - made
        rows = len(tables["interactions"])
        print(f"{deals:>8,} {rows:>11,} {make:>8.2f} {deals / make:>9,.0f} {took:>8.2f} {deals / took:>9,.0f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

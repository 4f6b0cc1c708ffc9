"""How many deals a second do the analyses of ways in, supporters and turnover take?

    python -m benchmarks.campaigns [deals]

Kernels are compiled before the clock starts; every analysis starts from a fresh graph of the same tables.
"""

from __future__ import annotations

import sys
import time

import numpy as np

import influence
from benchmarks.generated import pipeline
from influence.tables.schema import CONDITIONS

ANALYSES = (influence.supporters, influence.strategies, influence.penetration_plan, influence.resilience)


def main(n_deals: int = 10_000) -> None:
    """Print deals a second for each analysis, without and with the rows behind it."""
    tables = pipeline(n_deals)
    rng = np.random.default_rng(0)
    for condition in ("sees", "shares", "believes_in_us", "trusted_inside", "wants_us_to_win"):
        tables["people"][condition] = rng.choice(np.array([*CONDITIONS, None], dtype=object), len(tables["people"]))
    graph = influence.StakeholderGraph.from_tables(**tables)
    few = graph.only(*graph.all_deals[:300])
    print(f"{n_deals:,} deals, {len(tables['people']):,} people, kernels compiled")
    for analysis in ANALYSES:
        len(analysis(few).detail)
        start = time.perf_counter()
        found = analysis(graph.assuming())
        numbers = time.perf_counter() - start
        len(found.detail)
        rows = time.perf_counter() - start
        print(
            f"{analysis.__name__:<20}{n_deals / numbers:10,.0f} deals/s{n_deals / rows:10,.0f} with the rows behind it"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

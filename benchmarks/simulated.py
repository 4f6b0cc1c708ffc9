"""How long does it take to simulate a pipeline, and how do its deals end?

    python -m benchmarks.simulated [deals]

A line for each process by which customers decide.
"""

from __future__ import annotations

import resource
import sys
import time

from influence.datasets import simulate
from influence.datasets.processes import PROCESSES


def main(n_deals: int = 20_000) -> None:
    """Print seconds and outcomes of each process, and the peak of memory."""
    simulate(1)
    print(f"{n_deals:,} deals, 70 % of what people think unknown")
    for process in PROCESSES:
        start = time.perf_counter()
        found = simulate(n_deals, process=process)
        seconds = time.perf_counter() - start
        shares = found.outcomes["outcome"].value_counts(normalize=True)
        ends = ", ".join(f"{outcome} {share:.0%}" for outcome, share in shares.sort_index().items())
        print(f"{process:<12}{seconds:7.1f} s   {len(found.truth):,} people: {ends}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

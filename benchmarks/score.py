"""How fast is `score`, and how much faster than a plain networkx script that does the same work deal by deal?

    python -m benchmarks.score [deals] [deals the script does]

Both are timed in this one run; the script does a part of the deals and its time is scaled up. Prints the largest
difference between their numbers too: a speed means nothing where the answers differ.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import influence
from benchmarks.generated import pipeline
from benchmarks.plain_networkx import deals as plain_deals
from influence.analysis.score import SCORES


def timed(label: str, work: Callable[[], Any]) -> tuple[Any, float]:
    """The result of `work` and its seconds, printed."""
    start = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - start
    print(f"{label:<45}{seconds:9.2f} s")
    return result, seconds


def main(n_deals: int = 20_000, n_plain: int = 40) -> None:
    """Print the times, the rate, the ratio and the largest difference."""
    influence.score(influence.datasets.load("cooked_duck"))
    tables = pipeline(n_deals)
    size = {name: len(table) for name, table in tables.items()}
    print(f"{n_deals:,} deals, {size['people']:,} people, {size['relationships']:,} ties, kernels compiled")
    graph, made = timed("tables checked, graph made", lambda: influence.StakeholderGraph.from_tables(**tables))
    for name, analysis in SCORES.items():
        timed(name, lambda analysis=analysis: analysis(graph).by_deal)  # type: ignore[misc]
    fresh = graph.assuming()
    scores, scored = timed("score, all of them anew", lambda: influence.score(fresh))
    print(f"{'deals a second, scored':<45}{n_deals / scored:9,.0f}")
    print(f"{'deals a second, tables to scores':<45}{n_deals / (made + scored):9,.0f}")
    print(f"{'peak memory':<45}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:9.2f} GiB")
    part = graph.only(*graph.all_deals[:n_plain])
    rows = {name: part.table(name) for name in tables}
    plain, script = timed(
        f"plain networkx, {n_plain} deals", lambda: {deal: each.score() for deal, each in plain_deals(rows).items()}
    )
    ratio = script / n_plain * n_deals / scored
    print(f"{'score is faster than the script':<45}{ratio:9,.0f} x")
    far = max(
        abs(scores.loc[deal, name] - value)
        for deal, row in plain.items()
        for name, value in row.items()
        if isinstance(value, float) and value == value
    )
    print(f"{'largest difference of their numbers':<45}{far:9.1e}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

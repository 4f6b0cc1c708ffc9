"""How long does `backtest` take, and what does it say of simulated deals?

    python -m benchmarks.backtest [deals] [combine]

The deals are simulated by our own process with 70 % unknown. Prints the time to score them and to look back, and what
the chances, their rivals and the best scores were worth.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import influence

SHOWN = ["kind", "auc_low", "auc_high", "auc", "brier", "slope", "intercept", "ece", "lift", "gain_low", "gain_high"]


def timed(label: str, work: Callable[[], Any]) -> Any:
    """The result of `work`; its seconds are printed."""
    start = time.perf_counter()
    result = work()
    print(f"{label:<45}{time.perf_counter() - start:9.2f} s")
    return result


def main(n_deals: int = 20_000, combine: bool = False) -> None:
    """Print the times and the table."""
    small = influence.datasets.simulate(300, seed=1)
    influence.backtest(small.graph, small.outcomes, draws=10)
    made = timed(f"{n_deals:,} deals simulated", lambda: influence.datasets.simulate(n_deals, seed=0))
    scores = timed("score", lambda: influence.score(made.graph))
    rules = timed("baselines", lambda: influence.baselines(made.graph))
    known = made.graph.deals.set_index("deal")["as_of"]
    found = timed(
        "backtest",
        lambda: influence.backtest(scores.assign(as_of=known), made.outcomes, baselines=rules, combine=combine),
    )
    timed("calibrate", lambda: influence.calibrate(scores.assign(as_of=known), made.outcomes))
    print(found.title)
    print(found.by_score.sort_values("auc", ascending=False)[SHOWN].round(3).to_string())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, "combine" in sys.argv)

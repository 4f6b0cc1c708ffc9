"""All figures of the page, of several pipelines: what is the mean, and how far luck may have moved it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.stats import t

import influence
from benchmarks.how_far.entry import entry
from benchmarks.how_far.pipelines import pipeline

STORE = Path(__file__).with_name("figures.json")
LEVEL, DIGITS = 0.95, 9


class Size(NamedTuple):
    """How many pipelines, of how many deals each, of how many for the entry points, and what share of the runs."""

    pipelines: int
    deals: int
    entry_deals: int
    share_of_runs: float


FULL = Size(10, 4000, 50, 1.0)
SMALL = Size(2, 100, 10, 0.05)
"""Small enough for a test to run it again."""


def measured(size: Size) -> dict[str, Any]:
    """Every figure as mean, low and high over the pipelines, of seeds from 0 on."""
    found = [
        pipeline(size.deals, seed) | {"entry": entry(size.entry_deals, seed, size.share_of_runs)}
        for seed in range(size.pipelines)
    ]
    return {"organisation": organisation(), **over_pipelines(found)}


def over_pipelines(found: Sequence[Any]) -> Any:
    """Of numbers that lie alike in each pipeline the mean, and the interval of the mean (Student's t)."""
    if isinstance(found[0], dict):
        return {key: over_pipelines([each[key] for each in found]) for key in found[0]}
    values = np.array(found)
    reach = t.ppf((1 + LEVEL) / 2, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values))
    return [round(float(each), DIGITS) for each in (values.mean(), values.mean() - reach, values.mean() + reach)]


def organisation() -> dict[str, Any]:
    """Who is a boss in the bundled company, told from who asks, trusts and reports to whom alone."""
    firm = influence.datasets.load("krackhardt_hightech")
    is_boss = firm.people.set_index("person")["level"] < 3
    untold = firm.replaced(people=firm.people.drop(columns=["level", "layer"]))
    detail = influence.rank_check(untold, is_boss).detail.droplevel("deal").drop(index="level")
    numbers = detail[["value", "low", "high"]].astype(float).round(DIGITS)
    return {name: [*numbers.loc[name], detail.loc[name, "verdict"]] for name in detail.index}


def save(figures: dict[str, Any]) -> None:
    """Keep the figures, so that a page cannot drift from them."""
    STORE.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def stored() -> dict[str, Any]:
    """The figures of the last run: `full`, and `small` for the tests."""
    figures: dict[str, Any] = json.loads(STORE.read_text(encoding="utf-8"))
    return figures

"""What a user of the library might write; mypy checks it by its strictest rules, and it runs."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

import influence
from influence import Finding, InfluenceError, StakeholderGraph


def graph_of(people: pd.DataFrame, relationships: pd.DataFrame) -> StakeholderGraph:
    """A graph out of two tables."""
    return StakeholderGraph.from_tables(people, relationships)


def worst(graph: StakeholderGraph) -> str | None:
    """Whose loss costs most."""
    found: Finding = influence.single_points_of_failure(graph)
    value = found.by_deal["worst"].iloc[0]
    return None if pd.isna(value) else str(value)


def saved(graph: StakeholderGraph, folder: Path) -> Path:
    """The report as a page."""
    try:
        return influence.show.report(graph).save(folder / "report.html")
    except InfluenceError as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    duck: StakeholderGraph = influence.datasets.load("cooked_duck")
    scores: pd.DataFrame = influence.score(duck, columns=["coverage", "support"])
    print(worst(duck), worst(duck.without("Yao")), scores.shape)

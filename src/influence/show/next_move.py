"""Whom to win next, decided here alone: with whom the plan begins; nobody once a deal has ended or is told to stop."""

from __future__ import annotations

from typing import Any

import pandas as pd

from influence.analysis.penetration_plan import penetration_plan
from influence.graph.stakeholder_graph import StakeholderGraph


def first_of_plans(graph: StakeholderGraph) -> pd.Series:
    """With whom each deal's plan begins, by id; deals without a plan are left out."""
    return penetration_plan(graph, steps=1).detail["person"].droplevel("step")


def is_to_be_won(outcome: Any, verdict: Any) -> Any:
    """Whether anybody is to be won yet: of one deal, or of many at once."""
    return pd.isna(outcome) & (verdict != "stop")

"""Figures of one deal or of a pipeline, for slides, notebooks and pages."""

from __future__ import annotations

from influence.show.figures.canvas import alt_text
from influence.show.figures.committee_coverage import committee_coverage
from influence.show.figures.contest import contest
from influence.show.figures.entry_ranking import entry_ranking
from influence.show.figures.force_field import force_field
from influence.show.figures.leverage_waterfall import leverage_waterfall
from influence.show.figures.pipeline import pipeline
from influence.show.figures.plan_trajectory import plan_trajectory
from influence.show.figures.power_and_part import power_and_part
from influence.show.figures.resilience import resilience
from influence.show.figures.saving import save_figure
from influence.show.figures.strategies import strategies
from influence.show.figures.team_matrix import team_matrix
from influence.show.figures.trend import trend

__all__ = [
    "alt_text",
    "committee_coverage",
    "contest",
    "entry_ranking",
    "force_field",
    "leverage_waterfall",
    "pipeline",
    "plan_trajectory",
    "power_and_part",
    "resilience",
    "save_figure",
    "strategies",
    "team_matrix",
    "trend",
]


def __dir__() -> list[str]:
    return __all__

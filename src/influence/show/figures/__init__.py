"""Figures of one deal or of a pipeline, for slides, notebooks and pages."""

from __future__ import annotations

from influence.show.figures.canvas import alt_text
from influence.show.figures.committee_coverage import committee_coverage
from influence.show.figures.leverage_waterfall import leverage_waterfall
from influence.show.figures.plan_trajectory import plan_trajectory

__all__ = ["alt_text", "committee_coverage", "leverage_waterfall", "plan_trajectory"]


def __dir__() -> list[str]:
    return __all__

"""Stakeholder influence graphs: who decides, who sways whom, whom we hold, on whom it hangs, and where to go in."""

from __future__ import annotations

from influence import datasets, read, show
from influence.analysis.committee import committee
from influence.analysis.coverage import coverage
from influence.analysis.entry_points import entry_points
from influence.analysis.forces import forces
from influence.analysis.single_points import single_points_of_failure
from influence.analysis.support import support
from influence.assumptions import TIE_KINDS, Assumptions, TieKind
from influence.errors import InfluenceError, InvalidData, UnknownName
from influence.finding import Finding
from influence.portfolio import score
from influence.stakeholder_graph import StakeholderGraph
from influence.validation import check

__version__ = "0.1.0"

__all__ = [
    "TIE_KINDS",
    "Assumptions",
    "Finding",
    "InfluenceError",
    "InvalidData",
    "StakeholderGraph",
    "TieKind",
    "UnknownName",
    "check",
    "committee",
    "coverage",
    "datasets",
    "entry_points",
    "forces",
    "read",
    "score",
    "show",
    "single_points_of_failure",
    "support",
]

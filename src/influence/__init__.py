"""Stakeholder influence graphs: who decides, whom we have covered, on whom it depends, and where to go in next."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from influence.errors import NoAttribute, nearest
from influence.tables.language import say

if TYPE_CHECKING:
    from influence import datasets, read, show, spark
    from influence.analysis.agreement import agreement
    from influence.analysis.checklist import checklist
    from influence.analysis.coach_network import coach_network
    from influence.analysis.commitments import commitments
    from influence.analysis.committee import committee
    from influence.analysis.compare import compare
    from influence.analysis.contest import contest
    from influence.analysis.coverage import coverage
    from influence.analysis.diagnose import diagnose
    from influence.analysis.entry_points import entry_points
    from influence.analysis.finding import Finding
    from influence.analysis.forces import forces
    from influence.analysis.information_gaps import information_gaps
    from influence.analysis.members import members
    from influence.analysis.met_together import met_together
    from influence.analysis.penetration_plan import penetration_plan, plan_commitments
    from influence.analysis.position import position
    from influence.analysis.priors import priors
    from influence.analysis.rank_check import rank_check
    from influence.analysis.resilience import resilience
    from influence.analysis.rivals import rivals
    from influence.analysis.score import score
    from influence.analysis.score_tables import score_tables
    from influence.analysis.single_points import single_points_of_failure
    from influence.analysis.strategies import strategies
    from influence.analysis.support import support
    from influence.analysis.supporters import supporters
    from influence.analysis.team_coverage import contact_matrix, team_coverage
    from influence.analysis.trend import trend
    from influence.errors import InfluenceError, InvalidData, UnknownName
    from influence.graph.stakeholder_graph import StakeholderGraph
    from influence.outcomes.backtest import backtest
    from influence.outcomes.baselines import baselines
    from influence.outcomes.calibrate import calibrate
    from influence.outcomes.calibration import Calibration
    from influence.rules.thresholds import Thresholds
    from influence.tables.assumptions import RELATIONSHIP_KINDS, Assumptions, RelationshipKind
    from influence.tables.committee_templates import FOUR_ROLES, RequiredRole
    from influence.tables.language import speaking
    from influence.tables.validation import check
    from influence.write.actions import actions, write_actions
    from influence.write.pseudonyms import pseudonymise
    from influence.write.questions import write_questions
    from influence.write.score_files import score_files
    from influence.write.spreadsheet import save
    from influence.write.template import write_template

__version__ = "0.1.0"

__all__ = [
    "FOUR_ROLES",
    "RELATIONSHIP_KINDS",
    "Assumptions",
    "Calibration",
    "Finding",
    "InfluenceError",
    "InvalidData",
    "RelationshipKind",
    "RequiredRole",
    "StakeholderGraph",
    "Thresholds",
    "UnknownName",
    "actions",
    "agreement",
    "backtest",
    "baselines",
    "calibrate",
    "check",
    "checklist",
    "coach_network",
    "commitments",
    "committee",
    "compare",
    "contact_matrix",
    "contest",
    "coverage",
    "datasets",
    "diagnose",
    "entry_points",
    "forces",
    "information_gaps",
    "members",
    "met_together",
    "penetration_plan",
    "plan_commitments",
    "position",
    "priors",
    "pseudonymise",
    "rank_check",
    "read",
    "resilience",
    "rivals",
    "save",
    "score",
    "score_files",
    "score_tables",
    "show",
    "single_points_of_failure",
    "spark",
    "speaking",
    "strategies",
    "support",
    "supporters",
    "team_coverage",
    "trend",
    "write_actions",
    "write_questions",
    "write_template",
]

# The folders that are public as they stand.
_ROOMS = ("datasets", "read", "show", "spark")
# Where a public name lives that does not live in the file of its own name in analysis/.
_HOMES = {
    "FOUR_ROLES": "tables.committee_templates",
    "RELATIONSHIP_KINDS": "tables.assumptions",
    "Assumptions": "tables.assumptions",
    "Calibration": "outcomes.calibration",
    "Finding": "analysis.finding",
    "InfluenceError": "errors",
    "InvalidData": "errors",
    "RelationshipKind": "tables.assumptions",
    "RequiredRole": "tables.committee_templates",
    "StakeholderGraph": "graph.stakeholder_graph",
    "Thresholds": "rules.thresholds",
    "UnknownName": "errors",
    "actions": "write.actions",
    "backtest": "outcomes.backtest",
    "baselines": "outcomes.baselines",
    "calibrate": "outcomes.calibrate",
    "check": "tables.validation",
    "contact_matrix": "analysis.team_coverage",
    "plan_commitments": "analysis.penetration_plan",
    "pseudonymise": "write.pseudonyms",
    "save": "write.spreadsheet",
    "score_files": "write.score_files",
    "single_points_of_failure": "analysis.single_points",
    "speaking": "tables.language",
    "write_actions": "write.actions",
    "write_questions": "write.questions",
    "write_template": "write.template",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that importing influence costs next to nothing."""
    if name in _ROOMS:
        return import_module(f"influence.{name}")
    if name not in __all__:
        raise NoAttribute(say("influence has nothing called {name}{hint}", name=repr(name), hint=_meant(name)))
    found = getattr(import_module(f"influence.{_HOMES.get(name, f'analysis.{name}')}"), name)
    globals()[name] = found
    return found


def _meant(name: str) -> str:
    near = nearest(name, __all__)
    return say("; did you mean {near}?", near=repr(near[0])) if near else ""


def __dir__() -> list[str]:
    return __all__

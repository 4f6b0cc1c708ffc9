"""Every deal's scores, side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol, runtime_checkable

import pandas as pd

from influence.analysis.agreement import agreement
from influence.analysis.committee import committee
from influence.analysis.contest import contest
from influence.analysis.coverage import coverage
from influence.analysis.diagnose import diagnose
from influence.analysis.entry_points import entry_points
from influence.analysis.finding import Finding
from influence.analysis.forces import forces
from influence.analysis.position import position
from influence.analysis.resilience import resilience
from influence.analysis.single_points import single_points_of_failure
from influence.analysis.support import support
from influence.analysis.supporters import supporters
from influence.errors import InfluenceError
from influence.graph.stakeholder_graph import StakeholderGraph

SCORES: Mapping[str, Callable[[StakeholderGraph], Finding]] = MappingProxyType(
    {
        "coverage": coverage,
        "support": support,
        "committee": committee,
        "contest": contest,
        "single_points_of_failure": single_points_of_failure,
        "entry_points": entry_points,
        "forces": forces,
        "supporters": supporters,
        "resilience": resilience,
        "diagnose": diagnose,
        "agreement": agreement,
        "position": position,
    }
)
# Whose departure costs most support would stand beside whose loss costs most reach under the same name.
LEFT_OUT = MappingProxyType({"resilience": ("worst", "worst_loss", "worst_pair", "worst_pair_loss")})
# Scores that name a person: no numbers, even where the ids of people are.
WHO = ("entry", "worst", "main_supporter")
# Of these only the columns named, under the name given.
PICKED = MappingProxyType(
    {
        "agreement": {"alpha_interval": "agreement"},
        "position": {name: name for name in ("phase", "position", "main_supporter", "favourable", "next_stage")},
        "contest": {name: name for name in ("win", "win_low", "win_high", "rival", "rival_wins", "no_decision")},
    }
)


@runtime_checkable
class Calibrates(Protocol):
    """Whatever says what chances have meant: an `influence.Calibration`, which is made further on than scores are."""

    def calibrated(self, scores: pd.DataFrame) -> pd.DataFrame:
        """The calibrated columns of these scores."""


def score(graph: StakeholderGraph, *, calibration: Calibrates | None = None) -> pd.DataFrame:
    """What are the scores of every deal?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    calibration : Calibration, optional
        What the model's chances have meant in your pipeline, as `calibrate` found it.

    Returns
    -------
    pandas.DataFrame
        One row per deal, indexed by `deal` in the order of the ids; the `by_deal` columns of `coverage`, `support`,
        `committee`, `contest` (without `win_se`, `leader` and `reason`), `single_points_of_failure`, `entry_points`,
        `forces`, `supporters`, `resilience` (means and fifth percentiles) and `diagnose`, in this order, each column
        once; then `agreement`, the `alpha_interval` of `agreement`: how far raters agree on support (1 wholly, 0 as by
        chance); last `phase`, `position`, `main_supporter`, `favourable` and `next_stage` of `position`.
        With a calibration, behind all of them and never in their place, `approval_calibrated` and `win_calibrated`,
        each with its `..._low` and `..._high`, 0 to 1.

    Raises
    ------
    InfluenceError
        `calibration` is none, or of a column that is not there.

    Notes
    -----
    Scoring deals apart or together gives the same numbers. `strategies` and `penetration_plan` hold whole campaigns
    for every deal and are asked for by themselves, as are `information_gaps`, `team_coverage` and `rivals`. Rules
    001-3, 000-18, 002-6, 003-30, 003-36.

    Examples
    --------
    >>> import influence
    >>> scores = influence.score(influence.datasets.load("cooked_duck"))
    >>> scores.loc["equipment", ["heads", "worst", "entry"]].tolist()[1:]
    ['vice president', 'general manager']
    """
    scores = pd.concat([_columns(name, analysis(graph).by_deal) for name, analysis in SCORES.items()], axis=1)
    scores = scores.loc[:, ~scores.columns.duplicated()]
    if calibration is None:
        return scores
    if not isinstance(calibration, Calibrates) or isinstance(calibration, type):
        remedy = "give a Calibration, as influence.calibrate makes and influence.read.calibration reads it"
        raise InfluenceError(f"calibration is a {type(calibration).__name__}; {remedy}")
    return pd.concat([scores, calibration.calibrated(scores)], axis=1)


def _columns(name: str, found: pd.DataFrame) -> pd.DataFrame:
    if name in PICKED:
        return found[list(PICKED[name])].rename(columns=PICKED[name])
    return found.drop(columns=list(LEFT_OUT.get(name, ())))

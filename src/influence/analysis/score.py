"""Every deal's scores, side by side."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from typing import Protocol, runtime_checkable

import pandas as pd

from influence.analysis.agreement import agreement
from influence.analysis.committee import committee
from influence.analysis.contest import contest
from influence.analysis.coverage import coverage
from influence.analysis.diagnose import diagnose
from influence.analysis.entry_points import entry_points
from influence.analysis.finding import Finding, frame, require_graph
from influence.analysis.forces import forces
from influence.analysis.position import position
from influence.analysis.resilience import resilience
from influence.analysis.single_points import single_points_of_failure
from influence.analysis.support import support
from influence.analysis.supporters import supporters
from influence.compiled import share_no_deals
from influence.errors import InfluenceError, UnknownName
from influence.graph.blocks import Blocks
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.progress import doing

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
# The columns of each; whose departure costs most support would stand beside whose loss costs most reach as `worst`.
COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "coverage": (
            "coverage", "coverage_depth", "heads", "supporting", "roles_filled", "roles_covered", "layers_covered",
            "reach", "committee_source",
        ),
        "support": ("support", "support_low", "support_high", "certainty", "mean_known", "known"),
        "committee": (
            "approval", "approval_se", "approval_correlated", "rule", "voters", "appetite", "appetite_known",
        ),
        "contest": ("win", "win_low", "win_high", "rival", "rival_wins", "no_decision"),
        "single_points_of_failure": ("single_points", "worst", "worst_loss", "worst_pair", "worst_pair_loss"),
        "entry_points": (
            "entry", "entry_strategy", "entry_gain", "top_down", "middle_out", "bottom_up", "roles_known",
            "provisional",
        ),
        "forces": ("drivers", "barriers", "balance", "balance_low", "balance_high"),
        "supporters": (
            "coaches", "sponsors", "insiders", "undecided", "claimed_only", "breach", "has_coach", "inside_supporter",
            "empty_quadrants",
        ),
        "resilience": ("coverage_mean", "coverage_p5", "support_mean", "support_p5"),
        "diagnose": ("red_flags", "fatal", "verdict", "verdict_code"),
        "agreement": ("agreement",),
        "position": ("phase", "position", "main_supporter", "favourable", "next_stage"),
    }
)  # fmt: skip
# What the analysis itself calls a column.
ORIGINALS = MappingProxyType({"agreement": "alpha_interval"})
# Scores that name a person: no numbers, even where the ids of people are.
WHO = ("entry", "worst", "main_supporter")


@runtime_checkable
class Calibrates(Protocol):
    """Whatever says what chances have meant: an `influence.Calibration`, which is made further on than scores are."""

    def calibrated(self, scores: pd.DataFrame) -> pd.DataFrame:
        """The calibrated columns of these scores."""


def score(
    graph: StakeholderGraph, *, columns: Iterable[str] | None = None, calibration: Calibrates | None = None
) -> pd.DataFrame:
    """What are the scores of every deal?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    columns : iterable of str, optional
        The columns to compute, in the order wanted; else all. Analyses of which no column is wanted cost nothing.
    calibration : Calibration, optional
        What the model's chances have meant in your pipeline, as `calibrate` found it.

    Returns
    -------
    pandas.DataFrame
        One row per deal, indexed by `deal` in the order of the ids; the columns asked for, or else the `by_deal`
        columns of `coverage`, `support`, `committee`, `contest` (without `win_se`, `leader` and `reason`),
        `single_points_of_failure`, `entry_points`, `forces`, `supporters`, `resilience` (means and fifth percentiles)
        and `diagnose`, in this order, each column once; then `agreement`, the `alpha_interval` of `agreement`: how far
        raters agree on support (1 wholly, 0 as by chance); last `phase`, `position`, `main_supporter`, `favourable`
        and `next_stage` of `position`.
        With a calibration, behind all of them and never in their place, `approval_calibrated` and `win_calibrated`,
        each with its `..._low` and `..._high`, 0 to 1.

    Raises
    ------
    InfluenceError
        `columns` is one text in place of a list; `calibration` is none, or of a column that is not there or not
        asked for.
    UnknownName
        There is no such column.

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
    >>> influence.score(influence.datasets.load("cooked_duck"), columns=["coverage", "verdict"]).columns.tolist()
    ['coverage', 'verdict']
    """
    known = [column for own in COLUMNS.values() for column in own]
    wanted = known if columns is None else _wanted(columns, known)
    asked = [name for name, own in COLUMNS.items() if not set(own).isdisjoint(wanted)] or list(SCORES)[:1]
    scores = _scored(graph, asked)[wanted]
    if calibration is None:
        return scores
    if not isinstance(calibration, Calibrates) or isinstance(calibration, type):
        remedy = say("give a Calibration, as influence.calibrate makes and influence.read.calibration reads it")
        raise InfluenceError(say("calibration is a {kind}; {remedy}", kind=type(calibration).__name__, remedy=remedy))
    return pd.concat([scores, calibration.calibrated(scores)], axis=1)


def _scored(graph: StakeholderGraph, asked: list[str]) -> pd.DataFrame:
    """The columns of these analyses, computed block by block on every core."""
    require_graph(graph)
    blocks = Blocks(graph)
    with doing(say("Scoring {deals}", deals=counted(len(graph), "deal", "deals"))) as done:
        if len(blocks) == 1:
            return _side_by_side(graph, asked)
        parts, cores = [], os.cpu_count() or 1
        # With a block for every core, whoever shares a block only takes time from another.
        with ThreadPoolExecutor(cores, initializer=share_no_deals if len(blocks) >= cores else None) as pool:
            for part in pool.map(lambda number: _side_by_side(blocks[number], asked), range(len(blocks))):
                parts.append(part)
                done(len(parts) / len(blocks))
    return pd.concat(parts).set_axis(graph.all_deals)


def _side_by_side(graph: StakeholderGraph, asked: list[str]) -> pd.DataFrame:
    found = {name: SCORES[name](graph) for name in asked}
    # One frame of all columns: made of a frame for each analysis, it takes longer than some of them.
    columns = {column: found[name].column(ORIGINALS.get(column, column)) for name in asked for column in COLUMNS[name]}
    return frame(columns, graph.all_deals)


def _wanted(columns: Iterable[str], known: list[str]) -> list[str]:
    """The columns asked for, each of which there is."""
    if isinstance(columns, str):
        raise InfluenceError(
            say("columns is the text {columns}; give a list: columns=[{columns}]", columns=repr(columns))
        )
    wanted = list(columns)
    for column in wanted:
        if column not in known:
            raise UnknownName("column of score", column, known)
    return wanted

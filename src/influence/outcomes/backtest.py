"""Do scores tell the deals we won from those we lost?"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding
from influence.array_types import Flags, Floats
from influence.errors import InfluenceError, UnknownName
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.outcomes.chances import (
    brier,
    expected_error,
    intercept,
    lift,
    parts,
    slope,
    wilson,
)
from influence.outcomes.combinations import COMBINATIONS, combined, require_learner
from influence.outcomes.ended import ENDS
from influence.outcomes.leaks import require_no_leak
from influence.outcomes.matched import FEWEST, Matched, by_deal, few, matched, numbers, require_enough
from influence.outcomes.of_graph import scored
from influence.outcomes.separation import UNKNOWN, Interval, Separations, area, samples_of
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.ranges import require_draws

QUESTION = "Do scores tell the deals we won from those we lost?"
_ENDED = {"won": "{count} won", "lost": "{count} lost", "no_decision": "{count} no decision"}
CHANCES = ("approval", "approval_correlated", "win", "approval_calibrated", "win_calibrated")
"""Scores that say they are the chance to win."""
SCORE, BASELINE, COMBINATION = "score", "baseline", "combination"


def backtest(
    scores: pd.DataFrame | StakeholderGraph,
    outcomes: pd.DataFrame,
    *,
    baselines: pd.DataFrame | None = None,
    as_of: object = None,
    chances: Collection[str] | None = None,
    combine: bool = False,
    least: tuple[int, int] = FEWEST,
    draws: int = 1000,
    seed: int = 0,
) -> Finding:
    """Do scores tell the deals we won from those we lost?

    Parameters
    ----------
    scores : pandas.DataFrame or StakeholderGraph
        What was known before each decision: a row per deal (column or index `deal`), numbers of which each column is
        judged by itself; columns of text have no order and are not judged. Or a graph, which is scored as `score`
        does, without its outcomes, and compared with its `baselines`.
    outcomes : pandas.DataFrame
        A row per deal: `deal`, `outcome` (`won`, `lost`, `no_decision`; unknown = open) and, where known, `close_date`
        (the day of the decision) and `account`. Where some ended without a decision, `lost` means to a rival.
    baselines : pandas.DataFrame, optional
        Simple rules to beat, a row per deal, as `influence.baselines` makes them.
    as_of : str or datetime, optional
        The day on which the scores were known; a column `as_of` says it of each deal. Of a graph `deals.as_of` does.
    chances : collection of str, optional
        Which columns say that they are the chance to win, 0 to 1; else those of `approval`, `approval_correlated`,
        `win` and the calibrated ones that there are. Combinations always are.
    combine : bool
        Whether to learn combinations of all scores too: a logistic regression and gradient boosting, each told of
        deals that it has not learnt from, by time and by account. Needs scikit-learn (`influence-graph[backtest]`).
    least : tuple of int
        The fewest deals won, and not won, with which to answer; ours. Lower it to see what little there is.
    draws : int
        Samples drawn behind each interval, 1 or more.
    seed : int
        Of these samples, and of the combinations.

    Returns
    -------
    Finding
        `by_score`, a row per column, indexed by `score`: `kind` (`score`, `baseline`, `combination`); `deals` (of which
        it is known) and `won` (of these); `auc_low`, `auc_high`, `auc` (the chance, 0 to 1, that of a deal won and one
        not won the first has the higher score; 0.5 is luck); `brier` (0 best); `slope_low`, `slope_high`, `slope` and
        `intercept` of its calibration (1 and 0 are right); `ece` (0 to 1, how far off the chance is on average); these
        are unknown where a column is no chance. `lift`: the share won in the highest tenth over that of all. `against`
        (the best baseline), and `gain_low`, `gain_high`, `gain`: the AUC over that of the baseline, of deals where
        both are known. `lost_auc_low`, `lost_auc_high`, `lost_auc` and the same of `no_decision`: that end against the
        two others; unknown where nobody tells the two apart.
        `detail`, indexed by `score` and `part` (tenths by rising score; equals are never parted): `score_low`,
        `score_high`, `score_mean`, `deals`, `won`, `share_won`, `share_low`, `share_high`.
        Intervals hold 95 % of what luck brings.

    Raises
    ------
    InvalidData
        Outcomes or scores hold faults: unknown deals or words, duplicates, days after the decision, in the tables of
        the graph too.
    UnknownName
        `chances` names a column that is not there.
    InfluenceError
        There are fewer deals than `least`; a column knows the outcome; a number is out of range; scikit-learn is
        missing.

    Notes
    -----
    The AUC is the rank sum of Mann and Whitney over the number of pairs, ties as half. Samples are drawn with
    repetition, accounts whole, the same for every score, so differences are paired. The best baseline is that of the
    highest AUC on these very deals, which favours it a little. See docs/model.md section 23 for the formulas and
    sources. An AUC below 0.5 points to deals not won, as it should of `worst_loss` or `barriers`.

    Examples
    --------
    >>> import influence, numpy as np, pandas as pd
    >>> rng = np.random.default_rng(0)
    >>> won = rng.random(400) < 0.4
    >>> scores = pd.DataFrame({"deal": range(400), "depth": rng.normal(won), "dice": rng.random(400)})
    >>> outcomes = pd.DataFrame({"deal": range(400), "outcome": np.where(won, "won", "lost")})
    >>> found = influence.backtest(scores, outcomes, as_of="2024-01-31")
    >>> found.by_score[["auc_low", "auc_high", "auc"]].round(2)
           auc_low  auc_high   auc
    score
    depth     0.72      0.81  0.76
    dice      0.40      0.52  0.46
    """
    require_draws(draws, seed)
    if combine:
        require_learner()
    rules = None if baselines is None else by_deal(baselines, "baselines")
    if isinstance(scores, StakeholderGraph):
        scores, rules = scored(scores, outcomes, rules)
    deals = matched(scores, outcomes, as_of)
    require_enough(deals, least)
    table, kinds = _columns(deals, rules)
    require_no_leak(table, deals.won)
    if combine:
        learnt = combined(deals, table.loc[:, [kinds[name] == SCORE for name in table]], seed)
        table, kinds = pd.concat([table, learnt], axis=1), kinds | dict.fromkeys(learnt, COMBINATION)
    likely = _chances(chances, table)
    by_score = _by_score(table, kinds, likely, deals, samples_of(deals.account, draws, seed))
    return Finding(_title(deals), by_score, lambda: _detail(table, deals.won))


def _columns(deals: Matched, rules: pd.DataFrame | None) -> tuple[pd.DataFrame, dict[str, str]]:
    """The scores, then the baselines, of which a score of the same name is no second row; and which is which."""
    if rules is None:
        return deals.scores, dict.fromkeys(deals.scores, SCORE)
    plain = numbers(rules).reindex(deals.scores.index)
    mine = deals.scores.drop(columns=[name for name in deals.scores if name in plain])
    return pd.concat([mine, plain], axis=1), dict.fromkeys(mine, SCORE) | dict.fromkeys(plain, BASELINE)


def _chances(named: Collection[str] | None, table: pd.DataFrame) -> set[str]:
    chosen = [name for name in CHANCES if name in table] if named is None else list(named)
    for name in chosen:
        if name not in table:
            raise UnknownName("score", name, table.columns)
        known = table[name].dropna()
        if not known.between(0, 1).all():
            wrong = known[~known.between(0, 1)]
            raise InfluenceError(
                say(
                    "scores: {name} is {value} of deal {index}, and a chance lies from 0 to 1; leave it out of "
                    "chances, or give it as a share",
                    name=repr(name),
                    value=f"{wrong.iloc[0]:g}",
                    index=repr(wrong.index[0]),
                )
            )
    return {*chosen, *COMBINATIONS}


def _by_score(
    table: pd.DataFrame, kinds: dict[str, str], likely: set[str], deals: Matched, samples: Floats
) -> pd.DataFrame:
    ends = deals.end[:, None] == np.arange(len(ENDS) if deals.has_no_decision else 1)
    told = Separations({str(name): table[name].to_numpy() for name in table}, ends, samples)
    best, rows = _best(table, kinds, deals.won), []
    for name, score in told.scores.items():
        known = ~np.isnan(score)
        row: dict[str, Any] = {"kind": kinds[name], "deals": int(known.sum()), "won": int(deals.won[known].sum())}
        row |= _triple("auc", told.of(name)) | _worth(score[known], deals.won[known], name in likely)
        row |= {"against": best if name != best else None}
        row |= _triple("gain", UNKNOWN if best in (None, name) else told.gain(name, str(best)))
        for number, end in enumerate(ENDS[1:], start=1):
            row |= _triple(f"{end}_auc", told.of(name, number) if deals.has_no_decision else UNKNOWN)
        rows.append(row)
    frame = pd.DataFrame(rows, index=pd.Index(list(told.scores), name="score"))
    return frame.astype({"kind": object, "against": object})


def _best(table: pd.DataFrame, kinds: dict[str, str], won: Flags) -> str | None:
    """The baseline that separates best; of equals the first."""
    found = {name: area(table[name].to_numpy(), won) for name in table if kinds[name] == BASELINE}
    known = {name: value for name, value in found.items() if not np.isnan(value)}
    return max(known, key=known.__getitem__) if known else None


def _worth(score: Floats, won: Flags, is_chance: bool) -> dict[str, float]:
    found = parts(score, won)
    if not is_chance:
        worth = {"brier": np.nan, **_triple("slope", UNKNOWN), "intercept": np.nan, "ece": np.nan}
    else:
        worth = {"brier": brier(score, won), **_triple("slope", slope(score, won)), "intercept": intercept(score, won)}
        worth["ece"] = expected_error(found)
    return worth | {"lift": lift(found)}


def _triple(name: str, found: Interval) -> dict[str, float]:
    """The interval first: it is what can be relied on."""
    return {f"{name}_low": found.low, f"{name}_high": found.high, name: found.value}


def _title(deals: Matched) -> str:
    ends = [say(_ENDED[end], count=f"{(deals.end == number).sum():,}") for number, end in enumerate(ENDS)]
    told = say(", ").join(ends if deals.has_no_decision else ends[:2])
    ended = counted(len(deals.end), "deal", "deals")
    text = say("{question} {deals}: {ends}", question=say(QUESTION), deals=ended, ends=told)
    warning = say("Few deals: go by the intervals, the numbers between them may be luck. ") if few(deals) else ""
    return warning + say("; ").join([text, *deals.notes])


def _detail(table: pd.DataFrame, won: Flags) -> pd.DataFrame:
    frames = {}
    for name in table:
        known = table[name].notna().to_numpy()
        found = parts(table[name].to_numpy()[known], won[known])
        low, high = wilson(found.won, found.deals)
        frames[name] = pd.DataFrame(
            {
                "score_low": found.low, "score_high": found.high, "score_mean": found.mean, "deals": found.deals,
                "won": found.won, "share_won": found.share, "share_low": low, "share_high": high,
            },
            index=pd.RangeIndex(1, len(found.deals) + 1),
        )  # fmt: skip
    return pd.concat(frames, names=["score", "part"])

"""What is going wrong, and should we go on?"""

from __future__ import annotations

from itertools import compress, product
from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, arrays_of, frame, per_deal
from influence.array_types import Flags
from influence.graph.grouping import rank_within
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.known_answers import ANSWERED, known_answers
from influence.measures.side_coverage import require_side
from influence.rules.indicators import Indicators
from influence.rules.red_flags import RULES
from influence.rules.rule import FATAL, SERIOUS, SEVERITIES, fired
from influence.rules.thresholds import Thresholds
from influence.tables.checklist import CHECKLIST
from influence.tables.language import say
from influence.tables.schema import OUR_SIDE, TABLES

VERDICTS = GO, PAUSE, TOO_EARLY, STOP = "go", "pause", "too early", "stop"
GO_CODE, UNKNOWN_CODE = "001-1", "001-2"
EVIDENCE = ("committee", "contacts", "support", "checklist")
"""What has to be known before a deal is told to go on."""
# What people, seats and contacts answer is the other evidence already, and a CRM fills in amounts by itself.
HEARD = [list(TABLES).index(name) for name in ("facts", "interactions", "commitments", "stances")]
FLAGS = tuple(sorted(RULES, key=lambda rule: (SEVERITIES.index(rule.severity), rule.code)))
"""The rules, the most severe first, then by code."""


def diagnose(graph: StakeholderGraph, *, side: str = OUR_SIDE, thresholds: Thresholds | None = None) -> Finding:
    """What is going wrong, and should we go on?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    side : str
        Who is looked at: us, or a rival by the name `contacts` gives it. What only we can know, how people stand to
        us, raises no flag for a rival.
    thresholds : Thresholds, optional
        From where on a flag fires.

    Returns
    -------
    Finding
        `by_deal`: `red_flags` (how many fire), `fatal` (how many of them are), `verdict` (`stop` where one is fatal,
        `pause` where one is serious, else `too early` where evidence is missing, else `go`), `verdict_code` (the
        number of the rule that gave it: of the first flag, 001-2 where it is too early, 001-1 to go) and
        `evidence_missing` (which of these are, joined by commas: `committee`, no seat with a vote is recorded;
        `contacts`, none of ours is; `support`, known for less than `enough_known` of the leverage; `checklist`, no
        fact, encounter, promise or rival's standing answers any of its questions; unknown where none is missing). For
        a rival no evidence is asked for.
        `detail`, a row per flag, indexed by `deal` and `flag` (1, 2, ... the most severe first): `code` (the rule's
        number in docs/rules.md; the six errors of the lost deal are 002-24A to 002-24F), `severity` (`fatal`,
        `serious`, `watch`), `who` (ids of people, or of the member, joined by commas; unknown where it is the deal's
        own), `evidence` (a sentence with the numbers that show it), `action` (what to do).

    Raises
    ------
    UnknownName
        There is no such side.

    Notes
    -----
    A flag fires by what is known; whatever is unknown is a gap (`information_gaps`), never a fault. So an empty seat
    may be held by somebody contacted, somebody of unknown support may be for us, and a committee that is only
    assumed raises no flag. Two weigh somebody's number against the model's own, which assumes what nobody knows of
    openness: overconfidence (002-13) the probability somebody stated against the approval by what is known, and the
    stop rule of `worth_from` (001-1) the chance from which on you say a deal is worth its cost against `win_high`.
    There is no column and no flag about gifts, family, health or beliefs. The verdict describes the tables as they
    stand, whatever the outcome was. Rules 000-3, 000-16, 000-19, 000-24, 000-27, 001-1, 001-2, 001-5, 001-9, 001-15,
    001-17, 001-18, 001-20, 001-21, 001-23, 002-1, 002-2, 002-7.3, 002-9 to 002-15, 002-17, 002-20, 002-22 to 002-25,
    002-32, 003-12, 003-33, 003-34, 003-36, 003-41, 003-42, 003-44, 003-47 to 003-49, 004-1, 004-4, 004-5, 004-7,
    004-12.

    Examples
    --------
    >>> import influence
    >>> found = influence.diagnose(influence.datasets.load("cooked_duck"))
    >>> found.by_deal["verdict"].item()
    'pause'
    >>> [code for code in found.detail["code"] if code.startswith("002-24")]
    ['002-24A', '002-24B', '002-24C', '002-24D', '002-24E', '002-24F']
    """
    require_side(arrays_of(graph), side)
    seen = Indicators(arrays_of(graph), side, thresholds or Thresholds())
    fires = np.stack([rule.fires(seen) for rule in FLAGS])
    return Finding(
        say("What is going wrong, and should we go on?"),
        per_deal(graph.keys, _numbers(seen, fires)),
        lambda: _detail(seen, fires),
        graph,
    )


def _numbers(seen: Indicators, fires: Flags) -> dict[str, Any]:
    """How many flags fire, and the verdict by the most severe of them."""
    first, some = fires.argmax(axis=0), fires.any(axis=0)
    severity, code = (
        np.array([getattr(rule, name) for rule in FLAGS], dtype=object)[first] for name in ("severity", "code")
    )
    fatal, serious = (some & (severity == each) for each in (FATAL, SERIOUS))
    missing = _missing(seen)
    early = missing.any(axis=0)
    return {
        "red_flags": fires.sum(axis=0),
        "fatal": fires[[rule.severity == FATAL for rule in FLAGS]].sum(axis=0),
        "verdict": np.select([fatal, serious, early], [STOP, PAUSE, TOO_EARLY], GO).astype(object),
        "verdict_code": np.where(fatal | serious, code, np.where(early, UNKNOWN_CODE, GO_CODE)).astype(object),
        "evidence_missing": _joined(missing),
    }


def _missing(seen: Indicators) -> Flags:
    """Which evidence a deal lacks, a row for each of EVIDENCE: without it no red flag says nothing."""
    asked = known_answers(seen.arrays)
    begun = ((asked.state == ANSWERED) & np.isin(asked.table, HEARD))[:, : len(CHECKLIST)].any(axis=1)
    known = seen.certainty >= seen.thresholds.enough_known
    return seen.ours & ~np.stack([~seen.arrays.assumed, seen.in_contact, known, begun])


def _joined(missing: Flags) -> Any:
    """What is missing in each deal, joined by commas; None where nothing is."""
    # Each of the few combinations is put into words once.
    words = [", ".join(compress(EVIDENCE, lacks)) or None for lacks in product((False, True), repeat=len(EVIDENCE))]
    place = 2 ** np.arange(len(EVIDENCE))[::-1]
    return np.array(words, dtype=object)[place @ missing]


def _detail(seen: Indicators, fires: Flags) -> pd.DataFrame:
    deal, columns = fired(FLAGS, seen, fires)
    index = pd.MultiIndex.from_arrays(
        [seen.arrays.keys.deals.take(deal), rank_within(deal) + 1], names=["deal", "flag"]
    )
    return frame(columns, index)

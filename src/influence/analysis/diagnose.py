"""What is going wrong, and should we go on?"""

from __future__ import annotations

from operator import attrgetter
from string import Formatter
from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, frame, per_deal
from influence.array_types import Flags, Ints
from influence.graph.grouping import joined
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.rules.indicators import Indicators
from influence.rules.red_flags import RULES, SEVERITIES, Rule
from influence.rules.thresholds import Thresholds
from influence.tables.schema import OUR_SIDE

GO, HOLD, STOP = "go", "hold", "stop"
GO_RULE, UNKNOWN_RULE = "001-1", "001-2"


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
        From where on each flag fires (`influence.Thresholds`).

    Returns
    -------
    Finding
        `by_deal`: `red_flags` (how many fire), `fatal` (how many of them are), `verdict` (`stop` where one is fatal,
        `hold` where one is serious, or where the stance behind less than `enough_known` of the leverage is known,
        else `go`) and `verdict_code` (the number of the rule that gave it: of the first flag, 001-2 where too little
        is known, 001-1 to go). For a rival what is known of stances gives no verdict.
        `detail`, a row per flag, indexed by `deal` and `flag` (1, 2, ... the gravest first): `code` (the rule's
        number in rules.md; the six errors of the lost deal are 002-24A to 002-24F), `severity` (`fatal`, `serious`,
        `watch`), `who` (ids of people, or of the member, joined by commas; unknown where it is the deal's own),
        `evidence` (a sentence with the numbers that show it), `action` (what to do).

    Raises
    ------
    InfluenceError
        A limit is out of range.

    Notes
    -----
    A flag fires by what is known; whatever is unknown is a gap (`information_gaps`), never a fault. So an empty seat
    may be held by somebody contacted, a stance nobody knows may be for us, and a committee that is only assumed raises
    no flag. The one that weighs a claim against what is known, overconfidence (002-13), compares the probability
    somebody stated with the approval by what is known. There is no column and no flag about gifts, family, health or
    beliefs. The verdict describes the tables as they stand, whatever the outcome was. Rules 000-16, 000-24, 000-27,
    001-1, 001-2, 001-9, 001-17, 001-18, 001-20, 001-21, 001-23, 002-2, 002-10 to 002-13, 002-15, 002-22 to 002-25,
    003-12, 003-36, 003-41, 003-42, 003-47, 004-1, 004-5, 004-7.

    Examples
    --------
    >>> import influence
    >>> found = influence.diagnose(influence.datasets.load("cooked_duck"))
    >>> found.by_deal["verdict"].item()
    'hold'
    >>> [code for code in found.detail["code"] if code.startswith("002-24")]
    ['002-24A', '002-24B', '002-24C', '002-24D', '002-24E', '002-24F']
    """
    indicators = Indicators(graph.arrays, side, thresholds or Thresholds())
    fires = np.stack([rule.fires(indicators) for rule in RULES])
    return Finding(
        "What is going wrong, and should we go on?",
        per_deal(graph.keys, _numbers(indicators, fires)),
        lambda: _detail(graph, indicators, fires),
    )


def _gravity() -> Ints:
    """The rules' positions, the gravest first, then by number."""
    return np.array(sorted(range(len(RULES)), key=lambda k: (SEVERITIES.index(RULES[k].severity), RULES[k].code)))


def _numbers(indicators: Indicators, fires: Flags) -> dict[str, Any]:
    order = _gravity()
    codes = np.array([RULES[k].code for k in order], dtype=object)
    grades = np.array([SEVERITIES.index(RULES[k].severity) for k in order])
    first, some = fires[order].argmax(axis=0), fires.any(axis=0)
    worst = np.where(some, grades[first], len(SEVERITIES))
    unsure = indicators.ours & ~(indicators.certainty >= indicators.thresholds.enough_known)
    verdict = np.where(worst == 0, STOP, np.where((worst == 1) | unsure, HOLD, GO)).astype(object)
    rule = np.where(worst <= 1, codes[first], np.where(unsure, UNKNOWN_RULE, GO_RULE)).astype(object)
    return {
        "red_flags": fires.sum(axis=0),
        "fatal": fires[np.array([rule.severity == "fatal" for rule in RULES])].sum(axis=0),
        "verdict": verdict,
        "verdict_code": rule,
    }


def _detail(graph: StakeholderGraph, indicators: Indicators, fires: Flags) -> pd.DataFrame:
    order = _gravity()
    deal, place = np.nonzero(fires[order].T)
    rule = order[place]
    who = np.full(len(deal), None, dtype=object)
    evidence = np.full(len(deal), "", dtype=object)
    arrays = indicators.arrays
    person_ids = np.asarray(arrays.keys.persons.astype(str), dtype=object)[arrays.keys.person_code]
    for k in np.unique(rule):
        rows = np.flatnonzero(rule == k)
        about = np.flatnonzero(RULES[k].about(indicators))
        who[rows] = _who(RULES[k], indicators, deal[rows], about, person_ids)
        named = _who(RULES[k], indicators, deal[rows], about, arrays.person_names)
        evidence[rows] = _said(RULES[k], indicators, deal[rows], named)
    columns = {
        "code": [RULES[k].code for k in rule],
        "severity": [RULES[k].severity for k in rule],
        "who": who,
        "evidence": evidence,
        "action": [RULES[k].action for k in rule],
    }
    flag = np.arange(len(deal)) - np.searchsorted(deal, deal) + 1
    index = pd.MultiIndex.from_arrays([graph.keys.deals.take(deal), flag], names=["deal", "flag"])
    return frame({name: np.array(values, dtype=object) for name, values in columns.items()}, index)


def _who(rule: Rule, indicators: Indicators, deals: Ints, about: Ints, names: Any) -> Any:
    """Whom the flag is about in each of these deals, joined by commas; unknown where it is nobody."""
    if rule.member:
        return indicators.lone_member.astype(object)[deals]
    found = joined(names[about], indicators.deal[about], indicators.arrays.n_deals)[deals]
    return np.where(found == "", None, found)


def _said(rule: Rule, indicators: Indicators, deals: Ints, who: Any) -> list[str]:
    """The rule's evidence with the numbers of each deal filled in."""
    parts = [(text, name, spec or "") for text, name, spec, _ in Formatter().parse(rule.evidence)]
    values = {name: _values(name, indicators, deals, who) for _, name, _ in parts if name}
    return [
        "".join(text + (format(values[name][row], spec) if name else "") for text, name, spec in parts)
        for row in range(len(deals))
    ]


def _values(name: str, indicators: Indicators, deals: Ints, who: Any) -> Any:
    if name == "who":
        return who
    value = attrgetter(name)(indicators)
    return [value] * len(deals) if np.ndim(value) == 0 else np.asarray(value)[deals]

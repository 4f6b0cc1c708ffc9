"""Where do we stand, and what follows from it?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, per_deal
from influence.array_types import Flags
from influence.errors import InfluenceError
from influence.graph.arrays import Arrays
from influence.graph.grouping import joined
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.support_base import (
    LEVELS,
    SupportBase,
)
from influence.measures.supporter_kinds import flags
from influence.rules.advice import RULES


def position(graph: StakeholderGraph, *, ally: float = 0.75, most_allies: int = 2, close: float = 0.2) -> Finding:
    """Where do we stand, and what follows from it?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    ally : float
        Support, above 0 and at most 1, from which on a supporter is an ally. Ours: halfway between what the vocabulary
        reads for a supporter (0.5) and for an ally (1).
    most_allies : int
        Up to so many allies can be kept in harmony, 0 or more. The article: one or two.
    close : float
        The forces are even where their known balance is this far from 0 or nearer, 0 to 1. Ours.

    Returns
    -------
    Finding
        `by_deal`: `main_support_point` (the supporter with the largest leverage x support, by id; unknown where there
        is none), `position` (their level, `high`, `middle` or `low`; `none` where stances are known and nobody is a
        supporter; unknown where nobody's stance is known or no contact of ours is recorded), `supporters` and
        `allies` (people known to be), `favourable` (a decision maker is an ally and an approver is for us; unknown
        where what is unknown may decide it), `advice` (rows of `detail`).
        `detail`, a row per deal and rule that fires, indexed by `deal` and `rule` (its number in rules.md): `severity`
        (`fatal`, `serious`, `watch`, `go on`; no rule so far is fatal), `who` (whom it is about, ids joined by
        commas), `advice` (what to do, in a sentence).

    Raises
    ------
    InfluenceError
        A keyword is out of range.

    Notes
    -----
    A supporter is contacted (`contacted_depth` of the assumptions) and of known support above 0; people marked
    external who hold no seat are none, for a support point stands in the customer's organisation. An ally is a
    supporter of at least `ally`. Support nobody knows is never counted, neither as support nor as neutral: neutral is
    a known support of exactly 0, and "nobody" in an advice means nobody known. Levels are the people's strategies
    (docs/model.md section 7): top down is high, middle out middle, bottom up low. A surface are supporters in at least two
    layers or two departments; where departments are unknown and could make one, 003-36 keeps silent.
    The known balance of forces is that of `forces`: support x participation x influence, what is unknown left out.
    An opponent with votes is unopposed where no supporter stands at their level or above (003-20).

    In a favourable position the advice to expand gives way to the advice to maintain (003-18): 003-36 to 003-41
    do not fire. Rules that say whom we do not reach (003-12, 003-20) need a contact of ours in the deal,
    003-43 needs a relationship in it. 003-37 names a person whom the main support point can introduce, not known to be
    for or against us, who has more leverage. That two allies in conflict are no matter (003-42) is the article's
    count. Rules 003-11, 003-12, 003-17, 003-18, 003-20, 003-31, 003-36 to 003-43.

    Examples
    --------
    >>> import influence
    >>> found = influence.position(influence.datasets.load("cooked_duck"))
    >>> found.by_deal.loc["equipment", ["main_support_point", "position"]].tolist()
    ['vice president', 'middle']
    >>> found.detail["who"].loc["equipment"].to_dict()
    {'003-31': 'vice president', '003-36': 'vice president', '003-37': 'general manager'}
    """
    _check(ally, most_allies, close)
    base = SupportBase(graph.arrays, ally, most_allies, close)
    about = np.stack([rule.about(base) for rule in RULES])
    fires = np.stack([graph.arrays.per_deal(people) > 0 for people in about])
    return Finding(
        "Where do we stand, and what follows from it?",
        per_deal(graph.keys, _numbers(base) | {"advice": fires.sum(axis=0)}),
        lambda: _detail(graph.arrays, about),
    )


def _check(ally: float, most_allies: int, close: float) -> None:
    if not 0 < ally <= 1:
        raise InfluenceError(f"ally is {ally!r}; give a number above 0, at most 1")
    if not most_allies >= 0:
        raise InfluenceError(f"most_allies is {most_allies!r}; give a whole number, 0 or more")
    if not 0 <= close <= 1:
        raise InfluenceError(f"close is {close!r}; give a number from 0 to 1")


def _numbers(base: SupportBase) -> dict[str, Any]:
    arrays, some = base.arrays, base.main >= 0
    known = arrays.per_deal(base.recorded & ~np.isnan(base.support)) > 0
    level = np.where(known, len(LEVELS), len(LEVELS) + 1)
    level[some] = base.level[base.main[some]]
    return {
        "main_support_point": arrays.person_ids(base.main),
        "position": np.array([*LEVELS, "none", None], dtype=object)[level],
        "supporters": arrays.per_deal(base.supporter).astype(np.int64),
        "allies": arrays.per_deal(base.ally).astype(np.int64),
        "favourable": flags(base.favourable),
    }


def _detail(arrays: Arrays, about: Flags) -> pd.DataFrame:
    rule, person = np.nonzero(about)
    group, row = np.unique(arrays.person_deal[person] * len(RULES) + rule, return_inverse=True)
    # Sorted by row; within a row people stand in the order of their ids.
    order = np.argsort(row, kind="stable")
    names = np.asarray(arrays.keys.persons.astype(str), dtype=object)[arrays.keys.person_code[person[order]]]
    deal, rule = group // len(RULES), group % len(RULES)
    words = np.array([(each.severity, each.advice) for each in RULES], dtype=object)[rule]
    columns = {"severity": words[:, 0], "who": joined(names, row[order], len(group)), "advice": words[:, 1]}
    # One number may stand for two rules that never fire together.
    number, numbers = pd.factorize(np.array([each.number for each in RULES], dtype=object))
    index = pd.MultiIndex(levels=[arrays.keys.deals, numbers], codes=[deal, number[rule]], names=["deal", "rule"])
    return pd.DataFrame(columns, index=index, dtype=object)


# Whom each rule is about: one flag per person.

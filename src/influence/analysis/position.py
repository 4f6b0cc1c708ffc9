"""Where do we stand, and what follows from it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

from influence.arrays import Arrays
from influence.edges import Flags
from influence.errors import InfluenceError
from influence.finding import Finding, per_deal
from influence.groups import joined
from influence.kinds import flags
from influence.leverage import settled
from influence.stakeholder_graph import StakeholderGraph
from influence.standing import (
    HIGH,
    LEVELS,
    LOW,
    MIDDLE,
    Stand,
    crowd,
    crowd_at_odds,
    evaluators_alone,
    largest,
    marked,
    point_without_surface,
)

SEVERITIES = ("fatal", "serious", "watch", "go on")


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
    (model.md section 7): top down is high, middle out middle, bottom up low. A surface are supporters in at least two
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
    stand = Stand(graph.arrays, ally, most_allies, close)
    about = np.stack([rule.about(stand) for rule in RULES])
    fires = np.stack([graph.arrays.per_deal(people) > 0 for people in about])
    return Finding(
        "Where do we stand, and what follows from it?",
        per_deal(graph.keys, _numbers(stand) | {"advice": fires.sum(axis=0)}),
        lambda: _detail(graph.arrays, about),
    )


def _check(ally: float, most_allies: int, close: float) -> None:
    if not 0 < ally <= 1:
        raise InfluenceError(f"ally is {ally!r}; give a number above 0, at most 1")
    if not most_allies >= 0:
        raise InfluenceError(f"most_allies is {most_allies!r}; give a whole number, 0 or more")
    if not 0 <= close <= 1:
        raise InfluenceError(f"close is {close!r}; give a number from 0 to 1")


def _numbers(stand: Stand) -> dict[str, Any]:
    arrays, some = stand.arrays, stand.main >= 0
    known = arrays.per_deal(stand.recorded & ~np.isnan(stand.support)) > 0
    level = np.where(known, len(LEVELS), len(LEVELS) + 1)
    level[some] = stand.level[stand.main[some]]
    return {
        "main_support_point": arrays.person_ids(stand.main),
        "position": np.array([*LEVELS, "none", None], dtype=object)[level],
        "supporters": arrays.per_deal(stand.supporter).astype(np.int64),
        "allies": arrays.per_deal(stand.ally).astype(np.int64),
        "favourable": flags(stand.favourable),
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


def _carriers_of_a_favourable_position(stand: Stand) -> Flags:
    decides, approves = stand.arrays.holds("decision_maker"), stand.arrays.holds("approver")
    return stand.maintain & ((decides & stand.ally) | (approves & (stand.support > 0)))


def _swing(stand: Stand) -> Flags:
    """Neutrals of the committee where the forces known are even, and there are any."""
    arrays = stand.arrays
    force = np.nan_to_num(stand.support * arrays.measure("participation") * arrays.measure("influence"))
    total = arrays.per_deal(np.abs(force))
    even = (total > 0) & (np.abs(arrays.per_deal(force)) <= stand.close * total + 1e-12)
    return stand.neutral & even[stand.deal]


def _unopposed(stand: Stand) -> Flags:
    best = np.full(stand.arrays.n_deals, len(LEVELS))
    np.minimum.at(best, stand.deal[stand.supporter], stand.level[stand.supporter])
    return stand.recorded & stand.against & (stand.arrays.votes > 0) & (stand.level < best[stand.deal])


def _next_point(stand: Stand) -> Flags:
    arrays, edges, leverage = stand.arrays, stand.arrays.willing_introductions, settled(stand.arrays).leverage
    source = np.repeat(np.arange(arrays.n_people), np.diff(edges.start))
    more = np.round(leverage[edges.target] - leverage[source], 12) > 0
    introduced = marked(arrays, edges.target[more & stand.is_main[source]])
    best = largest(arrays, leverage, introduced & ~stand.maintain & ~stand.supporter & ~stand.against)
    return marked(arrays, best[best >= 0])


def _apart(stand: Stand) -> Flags:
    """Supporters whom no chain of supporters ties to the main support point."""
    size, bonds = stand.arrays.n_people, stand.arrays.bonds
    source = np.repeat(np.arange(size), np.diff(bonds.start))
    kept = stand.supporter[source] & stand.supporter[bonds.target]
    ties = sp.coo_array((bonds.value[kept], (source[kept], bonds.target[kept])), shape=(size, size))
    group = connected_components(ties, directed=False)[1]
    with_main = np.unique(group[stand.is_main])
    return stand.tied & stand.supporter & ~np.isin(group, with_main)


@dataclass(frozen=True)
class Rule:
    """A rule of rules.md: how grave it is, whom it is about, and what to do; fires where it is about anybody."""

    number: str
    severity: str
    about: Callable[[Stand], Flags]
    advice: str


RULES = (
    Rule(
        "003-11", "watch", _swing,
        "The forces for and against us are nearly even: these neutral members of the committee decide, win them.",
    ),
    Rule(
        "003-12", "watch", lambda stand: stand.recorded & stand.neutral & ~stand.contacted,
        "Nobody of ours is in contact with these neutral members of the committee: win their goodwill.",
    ),
    Rule(
        "003-17", "go on", _carriers_of_a_favourable_position,
        "The decision maker is our ally and the approver is for us: keep both, and change nothing about it.",
    ),
    Rule(
        "003-18", "watch", lambda stand: stand.maintain & stand.against,
        "We stand well, and only these opponents can spoil it: find out what they fear from us and remove it.",
    ),
    Rule(
        "003-20", "serious", _unopposed,
        "These opponents have a vote, and nobody of their level or above supports us: win somebody there, so that they "
        "hesitate to oppose us openly.",
    ),
    Rule(
        "003-31", "go on", lambda stand: stand.is_main & ~stand.somewhere(stand.ally),
        "Our main supporter is not an ally yet: show sincerity, make a solemn promise, keep it.",
    ),
    Rule(
        "003-36", "serious", point_without_surface,
        "Support in one layer and one department is not enough to win: leave the deal out of the forecast until "
        "somebody elsewhere supports us too.",
    ),
    Rule(
        "003-37", "go on", _next_point,
        "Make this person our next main supporter: they move the committee more, and our present one can introduce us.",
    ),
    Rule(
        "003-38", "go on", lambda stand: stand.main_is(HIGH) & stand.is_main,
        "Our main supporter is at the top: gather support and understanding further down.",
    ),
    Rule(
        "003-39", "serious", lambda stand: stand.main_is(LOW) & stand.is_main,
        "Our main supporter is low in the organisation: find a higher one quickly and move there.",
    ),
    Rule(
        "003-40", "go on",
        lambda stand: stand.main_is(MIDDLE) & stand.ally & stand.arrays.holds("decision_maker"),
        "The decision maker is our ally, which is solid: see that the top supports us or is at least neutral, and win "
        "goodwill beside and below.",
    ),
    Rule(
        "003-41", "serious", evaluators_alone,
        "Our ally is only an evaluator, which is insufficient: find a stronger point urgently.",
    ),
    Rule(
        "003-42", "watch", lambda stand: crowd(stand) & ~stand.somewhere(crowd_at_odds(stand)),
        "We have more allies than can be kept in harmony: rely on one or two, keep the others as friends.",
    ),
    Rule(
        "003-42", "serious", crowd_at_odds,
        "We have too many allies, and these are in conflict with each other: settle their interests, or choose whom we "
        "rely on, before it harms us for good.",
    ),
    Rule(
        "003-43", "watch", _apart,
        "No tie joins these supporters to our main supporter: bring them together, in joint meetings and exchanges.",
    ),
)  # fmt: skip

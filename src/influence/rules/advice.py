"""What follows from where we stand: one entry a rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

from influence.array_types import Flags
from influence.graph.arrays import marked
from influence.measures.leverage import settled
from influence.measures.support_base import (
    HIGH,
    LEVELS,
    LOW,
    MIDDLE,
    SupportBase,
    crowd,
    crowd_at_odds,
    evaluators_alone,
    largest,
    point_without_surface,
)

SEVERITIES = ("fatal", "serious", "watch", "go on")


def _carriers_of_a_favourable_position(base: SupportBase) -> Flags:
    decides, approves = base.arrays.holds("decision_maker"), base.arrays.holds("approver")
    return base.maintain & ((decides & base.ally) | (approves & (base.support > 0)))


def _swing(base: SupportBase) -> Flags:
    """Neutrals of the committee where the forces known are even, and there are any."""
    arrays = base.arrays
    force = np.nan_to_num(base.support * arrays.measure("participation") * arrays.measure("influence"))
    total = arrays.per_deal(np.abs(force))
    even = (total > 0) & (np.abs(arrays.per_deal(force)) <= base.close * total + 1e-12)
    return base.neutral & even[base.deal]


def _unopposed(base: SupportBase) -> Flags:
    best = np.full(base.arrays.n_deals, len(LEVELS))
    np.minimum.at(best, base.deal[base.supporter], base.level[base.supporter])
    return base.recorded & base.against & (base.arrays.votes > 0) & (base.level < best[base.deal])


def _next_point(base: SupportBase) -> Flags:
    arrays, edges, leverage = base.arrays, base.arrays.willing_introductions, settled(base.arrays).leverage
    source = np.repeat(np.arange(arrays.n_people), np.diff(edges.start))
    more = np.round(leverage[edges.target] - leverage[source], 12) > 0
    introduced = marked(arrays, edges.target[more & base.is_main[source]])
    best = largest(arrays, leverage, introduced & ~base.maintain & ~base.supporter & ~base.against)
    return marked(arrays, best[best >= 0])


def _apart(base: SupportBase) -> Flags:
    """Supporters whom no chain of supporters ties to the main support point."""
    size, bonds = base.arrays.n_people, base.arrays.bonds
    source = np.repeat(np.arange(size), np.diff(bonds.start))
    kept = base.supporter[source] & base.supporter[bonds.target]
    ties = sp.coo_array((bonds.value[kept], (source[kept], bonds.target[kept])), shape=(size, size))
    group = connected_components(ties, directed=False)[1]
    with_main = np.unique(group[base.is_main])
    return base.tied & base.supporter & ~np.isin(group, with_main)


@dataclass(frozen=True)
class Rule:
    """A rule of rules.md: how grave it is, whom it is about, and what to do; fires where it is about anybody."""

    number: str
    severity: str
    about: Callable[[SupportBase], Flags]
    advice: str


RULES = (
    Rule(
        "003-11", "watch", _swing,
        "The forces for and against us are nearly even: these neutral members of the committee decide, win them.",
    ),
    Rule(
        "003-12", "watch", lambda base: base.recorded & base.neutral & ~base.contacted,
        "Nobody of ours is in contact with these neutral members of the committee: win their goodwill.",
    ),
    Rule(
        "003-17", "go on", _carriers_of_a_favourable_position,
        "The decision maker is our ally and the approver is for us: keep both, and change nothing about it.",
    ),
    Rule(
        "003-18", "watch", lambda base: base.maintain & base.against,
        "We stand well, and only these opponents can spoil it: find out what they fear from us and remove it.",
    ),
    Rule(
        "003-20", "serious", _unopposed,
        "These opponents have a vote, and nobody of their level or above supports us: win somebody there, so that they "
        "hesitate to oppose us openly.",
    ),
    Rule(
        "003-31", "go on", lambda base: base.is_main & ~base.somewhere(base.ally),
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
        "003-38", "go on", lambda base: base.main_is(HIGH) & base.is_main,
        "Our main supporter is at the top: gather support and understanding further down.",
    ),
    Rule(
        "003-39", "serious", lambda base: base.main_is(LOW) & base.is_main,
        "Our main supporter is low in the organisation: find a higher one quickly and move there.",
    ),
    Rule(
        "003-40", "go on",
        lambda base: base.main_is(MIDDLE) & base.ally & base.arrays.holds("decision_maker"),
        "The decision maker is our ally, which is solid: see that the top supports us or is at least neutral, and win "
        "goodwill beside and below.",
    ),
    Rule(
        "003-41", "serious", evaluators_alone,
        "Our ally is only an evaluator, which is insufficient: find a stronger point urgently.",
    ),
    Rule(
        "003-42", "watch", lambda base: crowd(base) & ~base.somewhere(crowd_at_odds(base)),
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

"""What follows from where we stand: one entry a rule, fired like a red flag."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

from influence.array_types import ROUNDING, Flags, rounded
from influence.measures.leverage import settled
from influence.measures.support_base import (
    HIGH,
    LEVELS,
    LOW,
    MIDDLE,
    SupportBase,
    allies_in_conflict,
    evaluators_alone,
    narrow_support,
    too_many_allies,
)
from influence.rules import openings
from influence.rules.indicators import Indicators
from influence.rules.rule import GO_ON, SERIOUS, WATCH, Rule


def _carriers_of_a_favourable_position(base: SupportBase) -> Flags:
    decides, approves = base.arrays.holds("decision_maker"), base.arrays.holds("approver")
    return base.maintain & ((decides & base.ally) | (approves & (base.support > 0)))


def _swing(seen: Indicators) -> Flags:
    """Neutrals of the committee where the forces known are even, and there are any."""
    arrays, base = seen.arrays, seen.base
    force = np.nan_to_num(base.support * arrays.measure("participation") * arrays.measure("influence"))
    total = arrays.per_deal(np.abs(force))
    even = (total > 0) & (np.abs(arrays.per_deal(force)) <= seen.thresholds.close * total + ROUNDING)
    return base.neutral & even[base.deal]


def _unopposed(base: SupportBase) -> Flags:
    best = np.full(base.arrays.n_deals, len(LEVELS))
    np.minimum.at(best, base.deal[base.supporter], base.level[base.supporter])
    return base.recorded & base.against & (base.arrays.votes > 0) & (base.level < best[base.deal])


def _next_main_supporter(base: SupportBase) -> Flags:
    arrays, edges, leverage = base.arrays, base.arrays.willing_introductions, settled(base.arrays).leverage
    source = edges.source
    more = rounded(leverage[edges.target] - leverage[source]) > 0
    introduced = arrays.marked(edges.target[more & base.is_main[source]])
    best = arrays.largest(leverage, introduced & ~base.maintain & ~base.supporter & ~base.against)
    return arrays.marked(best[best >= 0])


def _apart(base: SupportBase) -> Flags:
    """Supporters whom no chain of supporters links to the main supporter."""
    size, binding = base.arrays.n_people, base.arrays.binding
    source = binding.source
    kept = base.supporter[source] & base.supporter[binding.target]
    links = sp.coo_array((binding.value[kept], (source[kept], binding.target[kept])), shape=(size, size))
    group = connected_components(links, directed=False)[1]
    with_main = np.unique(group[base.is_main])
    return base.tied & base.supporter & ~np.isin(group, with_main)


RULES = (
    Rule(
        "003-11", WATCH,
        "the forces for and against us are nearly even, so these neutral members of the committee decide: {who}",
        "win them",
        people=_swing,
    ),
    Rule(
        "003-12", WATCH,
        "neutral members of the committee without a contact of ours: {who}",
        "win their goodwill",
        people=lambda seen: seen.base.recorded & seen.base.neutral & ~seen.base.contacted,
    ),
    Rule(
        "003-17", GO_ON,
        "the decision maker is our ally and the approver is for us: {who}",
        "keep both, and change nothing about it",
        people=lambda seen: _carriers_of_a_favourable_position(seen.base),
    ),
    Rule(
        "003-18", WATCH,
        "our position is strong, and only these opponents can spoil it: {who}",
        "find out what they fear from us and remove it",
        people=lambda seen: seen.base.maintain & seen.base.against,
    ),
    Rule(
        "003-20", SERIOUS,
        "opponents with a vote, and no supporter of ours at their level or above: {who}",
        "win somebody there, so that they hesitate to oppose us openly",
        people=lambda seen: _unopposed(seen.base),
    ),
    Rule(
        "003-31", GO_ON,
        "our main supporter is not an ally yet: {who}",
        "make a concrete promise and keep it",
        people=lambda seen: seen.base.is_main & ~seen.base.somewhere(seen.base.ally),
    ),
    Rule(
        "003-36", SERIOUS,
        "all known supporters in contact with us are in one layer and one department, which is not enough to win: "
        "{who}",
        "leave the deal out of the forecast until somebody elsewhere supports us too",
        people=lambda seen: narrow_support(seen.base), deals=lambda seen: ~seen.closed,
    ),
    Rule(
        "003-37", GO_ON,
        "moves the committee more than our main supporter, who can introduce us: {who}",
        "win them too, as our main supporter in time",
        people=lambda seen: _next_main_supporter(seen.base),
    ),
    Rule(
        "003-38", GO_ON,
        "our main supporter is at the top: {who}",
        "gather support and understanding further down",
        people=lambda seen: seen.base.main_is(HIGH) & seen.base.is_main,
    ),
    Rule(
        "003-39", SERIOUS,
        "our main supporter is low in the organisation: {who}",
        "find a higher one quickly and move there",
        people=lambda seen: seen.base.main_is(LOW) & seen.base.is_main,
    ),
    Rule(
        "003-40", GO_ON,
        "the decision maker is our ally, which is solid: {who}",
        "see that the top supports us or is at least neutral, and win goodwill beside and below",
        people=lambda seen: seen.base.main_is(MIDDLE) & seen.base.ally & seen.arrays.holds("decision_maker"),
    ),
    Rule(
        "003-41", SERIOUS,
        "our only allies are evaluators, which is not enough: {who}",
        "find a stronger supporter urgently",
        people=lambda seen: evaluators_alone(seen.base),
    ),
    Rule(
        "003-42", WATCH,
        "more than {thresholds.most_allies:ally|allies}, more than can be kept in harmony: {who}",
        "rely on one or two, keep the others as friends",
        people=lambda seen: too_many_allies(seen.base) & ~seen.base.somewhere(allies_in_conflict(seen.base)),
    ),
    Rule(
        "003-42", SERIOUS,
        "more than {thresholds.most_allies:ally|allies}, in conflict with each other: {who}",
        "settle their interests, or choose whom to rely on, before it harms us for good",
        people=lambda seen: allies_in_conflict(seen.base),
    ),
    Rule(
        "003-43", WATCH,
        "no chain of relationships links these supporters to our main supporter: {who}",
        "bring them together, in joint meetings and exchanges",
        people=lambda seen: _apart(seen.base),
    ),
    *openings.RULES,
)  # fmt: skip
"""All advice, in the order in which it is given."""

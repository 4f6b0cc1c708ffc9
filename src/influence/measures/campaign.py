"""Campaigns by strategy: the sequence of people to win, and the committee after each of them.

Shared by `strategies` and `penetration_plan`, so that the plan shown is the plan that was compared.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from influence.array_types import Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.grouping import at
from influence.measures.leverage import settled
from influence.measures.ways_in import access_products, factors, introductions, strategy_of_people
from influence.tables.ranges import MOST, require

# Somebody won stands wholly for us: the room that `entry_points` counts as headroom is used up.
WON = 1.0


@dataclass(frozen=True)
class Campaign:
    """One campaign in every deal, of one column per step.

    Attributes
    ----------
    person, via : ndarray of shape (deals, steps)
        Who is won, and who introduces us; positions in `people`, -1 where there is no further step or nobody does.
    access : ndarray of shape (deals, steps)
        The chance that one attempt gets to the person, 0 to 1.
    attempts : ndarray of shape (deals, steps)
        Expected attempts until the person is won: 1 / (access x move); 0 where there is no further step.
    support : ndarray of shape (deals, steps + 1)
        Committee support before the first step and after each, -1 to 1.
    approver : ndarray of shape (deals,)
        The chance that an attempt gets to an approver in the end, 0 to 1; NaN where nobody is known to approve.
    """

    person: Ints
    via: Ints
    access: Floats
    attempts: Floats
    support: Floats
    approver: Floats

    def stances(self, arrays: Arrays) -> Floats:
        """Everybody's support before the first step and after each, a column each; NaN where it is unknown."""
        steps = self.person.shape[1]
        stances = np.repeat(arrays.measure("support")[:, None], steps + 1, axis=1)
        for step, won in enumerate(self.person.T):
            stances[won[won >= 0], step + 1 :] = WON
        return stances


def campaign(arrays: Arrays, strategy: Ints, *, steps: int, budget: float) -> Campaign:
    """The campaign of a strategy, a position in `STRATEGIES` per deal, of at most so many steps and attempts."""
    from influence.compiled import over_deals
    from influence.measures.kernels import campaign as kernel

    found = factors(arrays)
    own = strategy_of_people(arrays) == strategy[arrays.person_deal]
    known = arrays.willing_introductions
    before = arrays.access().people(introductions(arrays).previous[arrays.access().person_node])
    guide = np.where(own & (access_products(arrays) >= found["access"]), before, -1)
    worth = np.maximum(found["leverage"], 0) * found["headroom"]
    person, via = (np.full((arrays.n_deals, steps), -1) for _ in range(2))
    access = np.zeros((arrays.n_deals, steps))
    approver = np.where(arrays.per_deal(arrays.holds("approver")) > 0, 0.0, np.nan)
    over_deals(
        kernel.campaigns, arrays.n_deals, arrays.person_start, known.start, known.target, known.value,
        np.where(own, found["access"], arrays.depth()), guide, own, found["move"], worth, arrays.holds("approver"),
        float(budget), person, via, access, approver, steps=steps * len(own),
    )  # fmt: skip
    taken = person >= 0
    move = at(found["move"], person, 1.0)
    gained = at(found["leverage"] * found["headroom"], person, 0.0)
    attempts = np.divide(1.0, access * move, out=np.zeros(access.shape), where=taken)
    support = np.cumsum(np.concatenate([_now(arrays)[:, None], gained], axis=1), axis=1)
    return Campaign(person, via, access, attempts, support, approver)


def require_campaign(steps: object, budget: object) -> None:
    """Refuse a campaign without a step, or with fewer than no attempts."""
    require("steps", steps, 1, MOST, whole=True)
    require("budget", budget, 0)


def _now(arrays: Arrays) -> Floats:
    return arrays.per_deal(settled(arrays).leverage * arrays.measure("support", 0.0))

"""Insider, sponsor, coach: the conditions of each kind of supporter, each met, not met or unknown (rules 000).

Shared by every analysis that asks on whom we can rely. A kind is the logical "and" of its conditions, never a weighted
sum (000-13): one condition not met refutes it, one unknown leaves it unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Ints
from influence.graph.arrays import Arrays
from influence.graph.kept import kept
from influence.tables.schema import CONDITIONS, MOTIVES

# In this order the smallest of several states is their "and", the largest their "or" (Kleene's logic).
NO, UNKNOWN, YES = range(3)
# One byte each: there are many of them, and three fit.
STATE = np.int8
KINDS = ("none", "insider", "sponsor", "coach")
UNDECIDED = -1
# A coach's conditions stand in the order of repair: ability, trust, wish (000-16); whose success counts comes last.
CONDITIONS_OF: Mapping[str, tuple[str, ...]] = {
    "insider": ("sees", "shares"),
    "sponsor": ("power", "support", "wants_us_to_win"),
    "coach": ("believes_in_us", "trusted_inside", "wants_us_to_win", "motive"),
}
RECORDED = ("sees", "shares", "believes_in_us", "trusted_inside", "wants_us_to_win")


@dataclass(frozen=True)
class Kinds:
    """What each person is to us.

    Attributes
    ----------
    states : mapping of str to ndarray of shape (people,)
        Each condition: `NO`, `UNKNOWN` or `YES`.
    passed : mapping of str to ndarray of shape (people,)
        Each kind, `insider`, `sponsor`, `coach`, in the same states.
    kind : ndarray of shape (people,)
        The highest kind passed, a position in `KINDS`; 0 where all are refuted, `UNDECIDED` where one may yet pass.
    """

    states: Mapping[str, Ints]
    passed: Mapping[str, Ints]
    kind: Ints


@kept
def kinds(arrays: Arrays, *, power: float, claimed: bool = False) -> Kinds:
    """What each person is to us by what is observed, or also by what is merely `claimed`.

    `power` is the influence, 0 to 1, from which on a person has it.
    """
    states = _states(arrays, power, claimed)
    passed = {kind: np.minimum.reduce([states[name] for name in names]) for kind, names in CONDITIONS_OF.items()}
    refuted = np.maximum.reduce(list(passed.values())) == NO
    kind = np.where(refuted, STATE(0), STATE(UNDECIDED))
    # From the lowest up, so that the highest is left standing (000-22).
    for name in CONDITIONS_OF:
        kind[passed[name] == YES] = KINDS.index(name)
    return Kinds(states, passed, kind)


@kept
def coaches(arrays: Arrays) -> Flags:
    """Who is a coach by what is observed; power is no condition of one."""
    states = _states(arrays, 1.0, claimed=False)
    return np.minimum.reduce([states[name] for name in CONDITIONS_OF["coach"]]) == YES


@kept
def recorded(arrays: Arrays, condition: str) -> Ints:
    """A condition as the table has it, a position in `CONDITIONS`; -1 where unknown."""
    return arrays.codes("people", condition, CONDITIONS)


@kept
def own_motive(arrays: Arrays) -> Flags:
    """Who is known to act for their own success."""
    return arrays.codes("people", "motive", MOTIVES) == MOTIVES.index("own")


def _states(arrays: Arrays, power: float, claimed: bool) -> dict[str, Ints]:
    # By position in CONDITIONS, and last, where -1 finds it, unknown.
    meaning = np.array([YES, YES if claimed else UNKNOWN, NO, UNKNOWN], dtype=STATE)
    influence, support = arrays.measure("influence"), arrays.measure("support")
    return {name: meaning[recorded(arrays, name)] for name in RECORDED} | {
        "power": _state(influence >= power, np.isnan(influence)),
        "support": _state(support > 0, np.isnan(support)),
        # No condition of the article's three: only a motive known to be their own speaks against a coach (000-24).
        "motive": _state(~own_motive(arrays)),
    }


def _state(met: Flags, unknown: Flags | bool = False) -> Ints:
    """Whether somebody meets a condition, as a state; where it is unknown they must not be said to."""
    return YES * met.astype(STATE) + STATE(UNKNOWN) * unknown


def supporting(kind: Ints) -> Ints:
    """Whether each person is a supporter of any kind, as a state."""
    return _state(kind > 0, kind < 0)


def anybody(state: Ints, group: Ints, size: int) -> Ints:
    """Whether anybody in each group is, as a state; unknown where the group holds nobody."""
    met, people, ruled_out = (
        np.bincount(group[rows], minlength=size) for rows in (state == YES, state >= 0, state == NO)
    )
    return np.where(met > 0, YES, np.where((people > 0) & (ruled_out == people), NO, UNKNOWN))


def flags(state: Ints) -> Any:
    """States as true, false and unknown."""
    return pd.arrays.BooleanArray(state == YES, state == UNKNOWN)

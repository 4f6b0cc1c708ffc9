"""Settled support and leverage: one solve for everybody in every deal (docs/model.md section 3).

Friedkin & Johnsen, Social influence and opinions, 1990; signed weights after Altafini, Consensus problems on networks
with antagonistic interactions, 2013.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp

from influence.array_types import Flags, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.kept import kept
from influence.measures.large_deals import carry_large, settle_large
from influence.measures.listening import Listening, listening

# Deals of up to so many people are inverted as dense stacks, larger ones are solved by sweeps.
DENSE = 256
# Dense stacks are padded to a multiple of this, so that few shapes serve all deals.
STEP = 8
STACK_BYTES = 32 * 2**20

Stack = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Settled:
    """Per person, once everybody has listened.

    Attributes
    ----------
    leverage : ndarray of shape (people,)
        How far the committee moves when the person moves by 1.
    support : ndarray of shape (people,)
        Where their support settles, unknown support as 0.
    expected : ndarray of shape (people,)
        The same with unknown support as what `expected_support` expects.
    """

    leverage: Floats
    support: Floats
    expected: Floats


def settled_support(arrays: Arrays, stances: Floats) -> Floats:
    """Where support settles if everybody's own were this; a column of `stances` for each case."""
    keeps = 1 - listening(arrays).openness
    return _solved(arrays, keeps[:, None] * stances, transposed=False)


def settled_spread(arrays: Arrays, loose: Floats) -> Floats:
    """How far settled support may move, up or down, if these people's own moves by so much; a column a case.

    The sum over everybody of how far each of them moves a person, whichever way. In deals too large for a stack,
    conflicts count as if they moved people the other way, which may be more.
    """
    heard = listening(arrays)
    right = (1 - heard.openness)[:, None] * loose
    spread = _solved(arrays, right, transposed=False)
    if (heard.pull.data >= 0).all():
        return spread
    for people, real, solver in _stacks(arrays):
        # Asked of each deal, so that a conflict in one rounds nothing in another.
        torn = (solver > np.eye(solver.shape[-1])).any(axis=(1, 2))
        known = np.where(real[torn][:, :, None], right[people[torn]], 0.0)
        spread[people[torn][real[torn]]] = (np.abs(np.linalg.inv(solver[torn])) @ known)[real[torn]]
    large = _large(arrays)
    spread[large[arrays.person_deal]] = 0.0
    settle_large(arrays, large, right, spread, unsigned=True)
    return spread


@kept
def settled(arrays: Arrays) -> Settled:
    """Where support settles and how much each person moves it."""
    leverage = (1 - listening(arrays).openness) * _solved(arrays, arrays.weight[:, None], transposed=True)[:, 0]
    own = arrays.measure("support")[:, None]
    known, expected = settled_support(arrays, np.hstack([np.nan_to_num(own), expected_support(arrays, own)])).T
    return Settled(leverage, known, expected)


def shrunk_mean(arrays: Arrays, stances: Floats) -> Floats:
    """The support to expect of somebody unknown, of shape (deals, cases), for a column of `stances` a case.

    The mean of the known, drawn towards 0 the more the fewer they are: mean x c / (c + `shrinkage`), c of them.
    """
    known = ~np.isnan(stances)
    total, count = (
        np.stack([arrays.per_deal(column) for column in each.T], axis=1) for each in (np.nan_to_num(stances), known)
    )
    return np.divide(total, count + arrays.assumptions.shrinkage, out=np.zeros(total.shape), where=count > 0)


def expected_support(arrays: Arrays, stances: Floats) -> Floats:
    """The stances, a column a case, with what to expect where they are unknown."""
    return np.where(np.isnan(stances), shrunk_mean(arrays, stances)[arrays.person_deal], stances)


def _solved(arrays: Arrays, right: Floats, *, transposed: bool) -> Floats:
    """The solution of (I - Lambda W) x = right, or of its transpose, for every column of `right`."""
    solution = np.zeros(right.shape)
    for people, real, solver in _stacks(arrays):
        known = np.where(real[:, :, None], right[people], 0.0)
        solution[people[real]] = np.linalg.solve(solver.swapaxes(1, 2) if transposed else solver, known)[real]
    settle_large(arrays, _large(arrays), right, solution, transposed=transposed)
    return solution


def _stacks(arrays: Arrays) -> Iterator[tuple[Ints, Flags, Stack]]:
    """Deals of like size as stacks: positions of their people, which of these are real, and I - Lambda W."""
    heard, start = listening(arrays), arrays.person_start
    size = np.diff(start)
    width = -(-size // STEP) * STEP
    for each in np.unique(width[(size > 0) & (size <= DENSE)]):
        deals = np.flatnonzero((width == each) & (size <= DENSE))
        part = max(STACK_BYTES // (8 * int(each) ** 2), 1)
        for first in range(0, len(deals), part):
            some = deals[first : first + part]
            local = start[some][:, None] + np.arange(each)
            real = local < start[some + 1][:, None]
            people = np.where(real, local, 0)
            pull = _dense(heard.pull, people, real, start[some])
            yield people, real, np.eye(each) - pull - _alike(heard, people, real)


def _dense(pull: sp.csr_array, people: Ints, real: Flags, first: Ints) -> Stack:
    """The stacked square blocks of `pull` that belong to these deals."""
    stack = np.zeros((*people.shape, people.shape[1]))
    rows = people[real]
    slot, within = np.nonzero(real)
    count = np.diff(pull.indptr)[rows]
    begin = np.repeat(pull.indptr[rows] - np.concatenate([[0], np.cumsum(count)[:-1]]), count)
    entry = begin + np.arange(count.sum())
    slots = np.repeat(slot, count)
    stack[slots, np.repeat(within, count), pull.indices[entry] - first[slots]] = pull.data[entry]
    return stack


def _alike(heard: Listening, people: Ints, real: Flags) -> Stack:
    """The stacked square blocks of what everybody gives to everybody else alike."""
    given = np.where(real, heard.alike[people], 0.0)[:, :, None] * (real & heard.placed[people])[:, None, :]
    given[:, np.arange(people.shape[1]), np.arange(people.shape[1])] = 0.0
    return given


def _large(arrays: Arrays) -> Flags:
    """The deals too large for a stack."""
    return np.diff(arrays.person_start) > DENSE


@kept
def carriers(arrays: Arrays) -> Ints:
    """The committee member, a position in `people`, who carries most of each person's leverage; -1 where it is 0."""
    carrier = np.full(arrays.n_people, -1)
    for people, real, solver in _stacks(arrays):
        weight = np.where(real, arrays.weight[people], 0.0)
        share = np.abs(weight[:, :, None] * np.linalg.inv(solver))
        through = np.take_along_axis(people, share.argmax(axis=1), axis=1)
        carrier[people[real]] = np.where(share.max(axis=1) > 0, through, -1)[real]
    carry_large(arrays, _large(arrays), carrier)
    return carrier

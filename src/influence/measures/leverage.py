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
from influence.graph.grouping import rank_within
from influence.graph.kept import kept
from influence.tables.assumptions import Assumptions

# Deals of up to so many people are inverted as dense stacks, larger ones by one sparse factorisation.
DENSE = 256
# Dense stacks are padded to a multiple of this, so that few shapes serve all deals.
STEP = 8
STACK_BYTES = 32 * 2**20

Stack = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Settled:
    """Per person: `leverage`, and `support` once everybody has listened."""

    leverage: Floats
    support: Floats


@dataclass(frozen=True)
class _Listening:
    """How open each person is, and whom they listen to, already multiplied: Lambda and Lambda W."""

    openness: Floats
    pull: sp.csr_array


@kept
def _listening(arrays: Arrays) -> _Listening:
    assumptions = arrays.assumptions
    attention = _attention(arrays, assumptions)
    openness = arrays.measure("openness", assumptions.unknown_openness)
    # A person with no relationships keeps their own mind.
    openness = np.where(np.diff(attention.indptr) > 0, np.minimum(openness, assumptions.most_open), 0.0)
    return _Listening(openness, sp.csr_array(sp.diags_array(openness) @ attention))


def settled_support(arrays: Arrays, stances: Floats) -> Floats:
    """Where support settles if everybody's own were this; a column of `stances` for each case."""
    keeps = 1 - _listening(arrays).openness
    return _solved(arrays, keeps[:, None] * stances, transposed=False)


@kept
def settled(arrays: Arrays) -> Settled:
    """Where support settles and how much each person moves it."""
    leverage = (1 - _listening(arrays).openness) * _solved(arrays, arrays.weight[:, None], transposed=True)[:, 0]
    return Settled(leverage, settled_support(arrays, arrays.measure("support", 0.0)[:, None])[:, 0])


def _solved(arrays: Arrays, right: Floats, *, transposed: bool) -> Floats:
    """The solution of (I - Lambda W) x = right, or of its transpose, for every column of `right`."""
    pull = _listening(arrays).pull
    solution = np.zeros(right.shape)
    for people, real, solver in _stacks(arrays, pull):
        known = np.where(real[:, :, None], right[people], 0.0)
        solution[people[real]] = np.linalg.solve(solver.swapaxes(1, 2) if transposed else solver, known)[real]
    large = _large(arrays)
    if len(large):
        solution[large] = _factors(pull, large).solve(right[large], trans="T" if transposed else "N")
    return solution


def _attention(arrays: Arrays, assumptions: Assumptions) -> sp.csr_array:
    """W: row i says how person i divides attention among others; absolute values of a row sum to 1, or to 0."""
    source, target, _, strength = arrays.relationships
    influence = arrays.measure("influence", assumptions.unknown_influence)
    toward = arrays.carried("target_sways_source") * strength * influence[target]
    back = arrays.carried("source_sways_target") * strength * influence[source]
    place = (np.concatenate([source, target]), np.concatenate([target, source]))
    size = arrays.n_people
    sway = sp.coo_array((np.concatenate([toward, back]), place), shape=(size, size)).tocsr()
    sway.sum_duplicates()
    sway.eliminate_zeros()
    total = np.asarray(abs(sway).sum(axis=1)).ravel()
    return sp.csr_array(sp.diags_array(np.divide(1, total, out=np.zeros(size), where=total > 0)) @ sway)


def _stacks(arrays: Arrays, pull: sp.csr_array) -> Iterator[tuple[Ints, Flags, Stack]]:
    """Deals of like size as stacks: positions of their people, which of these are real, and I - Lambda W."""
    start = arrays.person_start
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
            yield people, real, np.eye(each) - _dense(pull, people, real, start[some])


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


def _large(arrays: Arrays) -> Ints:
    """The people of deals too large for a stack."""
    return np.flatnonzero((np.diff(arrays.person_start) > DENSE)[arrays.person_deal])


def _factors(pull: sp.csr_array, people: Ints) -> Any:
    from scipy.sparse.linalg import splu

    return splu((sp.eye_array(len(people)) - pull[people][:, people]).tocsc())


@kept
def carriers(arrays: Arrays) -> Ints:
    """The committee member, a position in `people`, who carries most of each person's leverage; -1 where it is 0."""
    pull = _listening(arrays).pull
    carrier = np.full(arrays.n_people, -1)
    for people, real, solver in _stacks(arrays, pull):
        weight = np.where(real, arrays.weight[people], 0.0)
        share = np.abs(weight[:, :, None] * np.linalg.inv(solver))
        through = np.take_along_axis(people, share.argmax(axis=1), axis=1)
        carrier[people[real]] = np.where(share.max(axis=1) > 0, through, -1)[real]
    large = _large(arrays)
    if len(large):
        _carry_large(arrays, large, _factors(pull, large), carrier)
    return carrier


def _carry_large(arrays: Arrays, people: Ints, factors: Any, carrier: Ints) -> None:
    weight, deal = arrays.weight[people], arrays.person_deal[people]
    strongest = np.zeros(len(people))
    # The k-th committee member of every large deal at once: deals never touch, so one solve serves them all.
    seated = np.flatnonzero(weight > 0)
    turn = rank_within(deal[seated])
    for each in range(turn.max(initial=-1) + 1):
        members = seated[turn == each]
        alone = np.zeros(len(people))
        alone[members] = weight[members]
        share = np.abs(factors.solve(alone, trans="T"))
        member = np.full(arrays.n_deals, -1)
        member[deal[members]] = people[members]
        stronger = share > strongest
        strongest[stronger] = share[stronger]
        carrier[people[stronger]] = member[deal[stronger]]

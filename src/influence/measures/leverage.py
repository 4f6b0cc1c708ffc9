"""Settled support and leverage: one solve for everybody in every deal (docs/model.md section 3).

Friedkin & Johnsen, Social influence and opinions, 1990; signed weights after Altafini, Consensus problems on networks
with antagonistic interactions, 2013.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.sparse as sp

from influence.array_types import ROUNDING, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.grouping import rank_within
from influence.graph.kept import kept
from influence.measures.listening import listening

if TYPE_CHECKING:
    from influence.measures.kernels import Kernel

# Deals of up to so many people are eliminated one by one, larger ones by one sparse factorisation.
DENSE = 256
# How many steps of its innermost loop an elimination takes, for each person and each other, about.
STEPS = 4


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

    The sum over everybody of how far each of them moves a person, whichever way. In deals too large to eliminate,
    conflicts count as if they moved people the other way, which may be more.
    """
    from influence.measures.kernels import elimination

    heard = listening(arrays)
    right = (1 - heard.openness)[:, None] * loose
    spread = np.zeros(loose.shape)
    _by_elimination(arrays, elimination.spread, right, spread)
    large = _large(arrays)
    if len(large):
        spread[large] = _LargeDeals(arrays, large, np.abs).solve(right[large], transposed=False)
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
    from influence.measures.kernels import elimination

    solution = np.zeros(right.shape)
    _by_elimination(arrays, elimination.solve, transposed, np.ascontiguousarray(right), solution)
    large = _large(arrays)
    if len(large):
        solution[large] = _LargeDeals(arrays, large).solve(right[large], transposed=transposed)
    return solution


def _by_elimination(arrays: Arrays, kernel: Kernel, *arguments: Any) -> None:
    """Run a kernel that solves over all deals that are not too large."""
    from influence.measures.kernels import over_deals

    heard, size = listening(arrays), np.diff(arrays.person_start)
    over_deals(
        kernel, arrays.n_deals, arrays.person_start, _places(arrays), heard.pull.indptr, heard.pull.indices,
        heard.pull.data, heard.alike, heard.placed.astype(float), DENSE, *arguments,
        steps=STEPS * float(np.square(size[size <= DENSE]).sum()),
    )  # fmt: skip


@kept
def _places(arrays: Arrays) -> Ints:
    """The place of each person in the elimination of their deal: who listens to few comes first."""
    order = np.lexsort((np.diff(listening(arrays).pull.indptr), arrays.person_deal))
    places = np.empty(arrays.n_people, dtype=np.int64)
    places[order] = np.arange(arrays.n_people) - arrays.person_start[arrays.person_deal]
    return places


def _large(arrays: Arrays) -> Ints:
    """The people of deals too large to eliminate."""
    return np.flatnonzero((np.diff(arrays.person_start) > DENSE)[arrays.person_deal])


class _LargeDeals:
    """The people of large deals, and the factors of I - Lambda W among them.

    What everybody gives to everybody alike is a full matrix, but of rank one in each deal: beside the sparse factors
    of the rest it costs one more right-hand side for all deals together (Sherman & Morrison, 1950).
    """

    def __init__(self, arrays: Arrays, people: Ints, seen: Callable[[Any], Any] = lambda pull: pull) -> None:
        from scipy.sparse.linalg import splu

        heard = listening(arrays)
        self.deal, self.n_deals = arrays.person_deal[people], arrays.n_deals
        self.alike, self.placed = heard.alike[people], heard.placed[people].astype(float)
        # The diagonal takes back what a person would give to themselves.
        own = sp.diags_array(1 + self.alike)
        self.factors = splu((own - seen(heard.pull[people][:, people])).tocsc())

    def solve(self, right: Floats, *, transposed: bool) -> Floats:
        """The solution for every column of `right`."""
        trans = "T" if transposed else "N"
        left, across = (self.placed, self.alike) if transposed else (self.alike, self.placed)
        plain, more = (self.factors.solve(each, trans=trans) for each in (right, left))
        scale = 1 - np.bincount(self.deal, across * more, self.n_deals)
        through = np.stack([np.bincount(self.deal, across * each, self.n_deals) for each in plain.T], axis=1)
        return plain + more[:, None] * (through / scale[:, None])[self.deal]


@kept
def carriers(arrays: Arrays) -> Ints:
    """The committee member, a position in `people`, who carries most of each person's leverage; -1 where it is 0."""
    from influence.measures.kernels import elimination

    carrier = np.full(arrays.n_people, -1)
    _by_elimination(arrays, elimination.carriers, arrays.weight, carrier)
    large = _large(arrays)
    if len(large):
        _carry_large(arrays, large, _LargeDeals(arrays, large), carrier)
    return carrier


def _carry_large(arrays: Arrays, people: Ints, large: _LargeDeals, carrier: Ints) -> None:
    weight, deal = arrays.weight[people], arrays.person_deal[people]
    strongest = np.zeros(len(people))
    # The k-th committee member of every large deal at once: deals never touch, so one solve serves them all.
    seated = np.flatnonzero(weight > 0)
    turn = rank_within(deal[seated])
    for each in range(turn.max(initial=-1) + 1):
        members = seated[turn == each]
        alone = np.zeros(len(people))
        alone[members] = weight[members]
        share = np.abs(large.solve(alone[:, None], transposed=True)[:, 0])
        member = np.full(arrays.n_deals, -1)
        member[deal[members]] = people[members]
        stronger = share > strongest * (1 + ROUNDING)
        strongest[stronger] = share[stronger]
        carrier[people[stronger]] = member[deal[stronger]]

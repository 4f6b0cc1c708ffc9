"""Settled support and leverage: one solve for everybody in every deal (docs/model.md section 3).

Friedkin & Johnsen, Social influence and opinions, 1990; signed weights after Altafini, Consensus problems on networks
with antagonistic interactions, 2013.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from influence.array_types import Flags, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.kept import kept
from influence.measures.large_deals import carry_large, settle_large
from influence.measures.listening import listening
from influence.measures.sides import own_stances

if TYPE_CHECKING:
    from influence.compiled import Kernel

# Deals of up to so many people are eliminated one by one, larger ones are solved by sweeps.
DENSE = 256
# How many steps of its innermost loop an elimination takes, for each person and each other, about.
STEPS = 4


@dataclass(frozen=True)
class Settled:
    """Per person, once everybody has listened; a column for each of `sides`.

    Attributes
    ----------
    leverage : ndarray of shape (people,)
        How far the committee moves when the person moves by 1.
    known : ndarray of shape (people, columns)
        Where their stance to each side settles, unknown ones as 0.
    expected : ndarray of shape (people, columns)
        The same with unknown ones as what `expected_support` expects.
    moved : ndarray of shape (people, columns)
        How far the unknown may move that, up or down: the sum over everybody unknown of how far each moves a person,
        whichever way. In deals too large to eliminate, conflicts count as if they moved people the other way, which
        may be more.
    """

    leverage: Floats
    known: Floats
    expected: Floats
    moved: Floats


@kept
def settled(arrays: Arrays) -> Settled:
    """Where stances settle and how much each person moves them, all at once: most of the work is in common."""
    from influence.measures.kernels import elimination

    keeps, own, large = (1 - listening(arrays).openness)[:, None], own_stances(arrays), _large(arrays)
    loose = keeps * np.isnan(own)
    stances = keeps * np.hstack([np.where(np.isnan(own), 0.0, own), expected_support(arrays, own)])
    moved, found, leverage = np.zeros(own.shape), np.zeros(stances.shape), np.zeros(keeps.shape)
    _by_elimination(arrays, elimination.settle, loose, stances, arrays.weight, moved, found, leverage[:, 0])
    settle_large(arrays, large, loose, moved, unsigned=True)
    settle_large(arrays, large, stances, found)
    settle_large(arrays, large, arrays.weight[:, None], leverage, transposed=True)
    known, expected = np.hsplit(found, 2)
    return Settled((keeps * leverage)[:, 0], known, expected, moved)


def settled_support(arrays: Arrays, stances: Floats) -> Floats:
    """Where support settles if everybody's own were this; a column of `stances` for each case."""
    from influence.measures.kernels import elimination

    right = (1 - listening(arrays).openness)[:, None] * stances
    solution = np.zeros(right.shape)
    _by_elimination(arrays, elimination.solve, np.ascontiguousarray(right), solution)
    settle_large(arrays, _large(arrays), right, solution)
    return solution


def shrunk_mean(arrays: Arrays, stances: Floats) -> Floats:
    """The support to expect of somebody unknown, of shape (deals, cases), for a column of `stances` a case.

    The mean of the known, drawn towards 0 the more the fewer they are: mean x c / (c + `shrinkage`), c of them.
    """
    known = ~np.isnan(stances)
    told = np.where(known, stances, 0.0)
    total, count = (np.stack([arrays.per_deal(column) for column in each.T], axis=1) for each in (told, known))
    return np.divide(total, count + arrays.assumptions.shrinkage, out=np.zeros(total.shape), where=count > 0)


def expected_support(arrays: Arrays, stances: Floats) -> Floats:
    """The stances, a column a case, with what to expect where they are unknown."""
    return np.where(np.isnan(stances), shrunk_mean(arrays, stances)[arrays.person_deal], stances)


def _by_elimination(arrays: Arrays, kernel: Kernel, *arguments: Any) -> None:
    """Run a kernel that solves over all deals that are not too large."""
    from influence.compiled import over_deals

    heard, size = listening(arrays), np.diff(arrays.person_start)
    over_deals(
        kernel, arrays.n_deals, arrays.person_start, _places(arrays), heard.pull.indptr, heard.pull.indices,
        heard.pull.data, heard.alike, heard.placed.astype(float), DENSE, *arguments,
        steps=STEPS * float(np.square(size[size <= DENSE]).sum()),
    )  # fmt: skip


@kept
def _places(arrays: Arrays) -> Ints:
    """The place of each person in the elimination of their deal: who listens to few comes first, of equals by id."""
    from influence.compiled import over_deals
    from influence.measures.kernels import elimination

    places, heard = np.zeros(arrays.n_people, dtype=np.int64), np.diff(listening(arrays).pull.indptr)
    over_deals(elimination.places, arrays.n_deals, arrays.person_start, heard, DENSE, places)
    return places


def _large(arrays: Arrays) -> Flags:
    """The deals too large to eliminate."""
    return np.diff(arrays.person_start) > DENSE


@kept
def carriers(arrays: Arrays) -> Ints:
    """The committee member, a position in `people`, who carries most of each person's leverage; -1 where it is 0."""
    from influence.measures.kernels import elimination

    carrier = np.full(arrays.n_people, -1)
    _by_elimination(arrays, elimination.carriers, arrays.weight, carrier)
    carry_large(arrays, _large(arrays), carrier)
    return carrier

"""Who listens to whom, and how open each person is (docs/model.md section 3).

Nobody is deaf for want of records: whoever has a part in the deal, but no recorded relationship that sways them,
listens to everybody else who has one alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from influence.array_types import Flags, Floats, Ints
from influence.compiled import loop
from influence.graph.arrays import Arrays
from influence.graph.edges import Edges
from influence.graph.grouping import ratio
from influence.graph.kept import kept

CANCELS = 1e-12


@dataclass(frozen=True)
class Listening:
    """Lambda W, how far each person is moved by each other: `pull`, and what they heed everybody placed alike.

    Attributes
    ----------
    openness : ndarray of shape (people,)
        Lambda: how far each person is moved by others; 0 for whoever has no part in the deal, or is alone in it.
    pull : sparse array of shape (people, people)
        The part of Lambda W that recorded relationships make.
    alike : ndarray of shape (people,)
        The part that each person gives to each other placed person of the deal, the same for all of them.
    attention : ndarray of shape (people,)
        What each row of W was divided by: all that the person listens to, recorded or spread.
    placed : ndarray of shape (people,)
        Who has a part in the deal: a relationship, a seat or a contact.
    """

    openness: Floats
    pull: sp.csr_array
    alike: Floats
    attention: Floats
    placed: Flags


@kept
def listening(arrays: Arrays) -> Listening:
    """How everybody listens, in every deal."""
    assumptions, here = arrays.assumptions, listens(arrays)
    sway = _sway(arrays)
    heard = _sums(np.abs(sway.value), sway.start)
    spread = _spread(arrays, heard)
    openness = arrays.measure("openness", assumptions.unknown_openness)
    openness = np.where(here, np.minimum(openness, assumptions.most_open), 0.0)
    others = arrays.per_deal(placed(arrays))[arrays.person_deal] - 1
    share = np.where(heard > 0, ratio(spread, heard + spread), 1.0)
    attention = ratio(np.ones(len(heard)), np.where(heard > 0, heard + spread, 0.0))
    pull = _pulls(sway, openness, attention)
    return Listening(openness, pull, openness * ratio(share, others), heard + spread, placed(arrays))


def _pulls(sway: Edges, openness: Floats, attention: Floats) -> sp.csr_array:
    """How far each person (row) is pulled by each other (column)."""
    from influence.measures.kernels import pulls

    count, size = len(sway.value), len(openness)
    start = np.zeros(size + 1, dtype=np.int64)
    target, pull = np.empty(count + 1, dtype=np.int64), np.empty(count + 1)
    given = (sway.start, sway.target, sway.value, openness, attention)
    found = loop(pulls.pulls, *given, start, target, pull, steps=count + size)
    return sp.csr_array((pull[:found], target[:found], start), shape=(size, size))


def _sums(value: Floats, start: Ints) -> Floats:
    """The sum of the values of each row."""
    some, sums = start[1:] > start[:-1], np.zeros(len(start) - 1)
    sums[some] = np.add.reduceat(value, start[:-1][some])
    return sums


@kept
def placed(arrays: Arrays) -> Flags:
    """Who has a part in the deal: a relationship, a seat, or a contact of any side."""
    columns = (("relationships", "source"), ("relationships", "target"), ("seats", "person"), ("contacts", "person"))
    named = np.concatenate([np.empty(0, dtype=np.int64), *(arrays.keys.person.get(each, []) for each in columns)])
    people: Ints = named.astype(np.int64)
    return arrays.marked(people[people >= 0])


@kept
def listens(arrays: Arrays) -> Flags:
    """Who has a part in the deal, and somebody beside them to listen to."""
    return placed(arrays) & (arrays.per_deal(placed(arrays)) > 1)[arrays.person_deal]


def _spread(arrays: Arrays, heard: Floats) -> Floats:
    """How much attention each person gives to everybody alike, beside `heard`, what their relationships ask for.

    The share of the deal's placed people who listen to nobody on record, of what the others listen on average.
    """
    deal, here = arrays.person_deal, placed(arrays)
    listeners = arrays.per_deal(here & (heard > 0))
    unheard = ratio(arrays.per_deal(here) - listeners, arrays.per_deal(here))
    average = ratio(arrays.per_deal(np.where(here, heard, 0.0)), listeners, 1.0)
    return (arrays.assumptions.spread * unheard * average)[deal] * here


def _sway(arrays: Arrays) -> Edges:
    """A: how much each person (row) listens to each other (column) by their relationships."""
    source, target, _, strength = arrays.relationships
    influence = arrays.measure("influence", arrays.assumptions.unknown_influence)
    toward = arrays.carried("target_sways_source") * strength * influence[target]
    back = arrays.carried("source_sways_target") * strength * influence[source]
    # What cancels is no sway, although its last digit seldom is 0.
    return arrays.pairs.total(np.concatenate([toward, back]), CANCELS)

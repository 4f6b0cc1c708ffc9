"""Who has a vote, and how the votes of each deal can be counted (docs/model.md section 4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from influence.array_types import Flags, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.edges import starts
from influence.graph.grouping import at
from influence.graph.kept import kept
from influence.tables.schema import RULES

LISTED_VOTERS = 20
# Sums of votes are counted exactly while a table of voters by votes stays below so many cells, and all the tables that
# Shapley-Shubik takes together below so many: about 800 voters of one vote each, in a second.
COUNTED_CELLS = 5_000_000
COUNTED_WORK = 100_000_000
# How many of these, times the square root of the voters, leave no error in Shapley-Shubik that a float could show.
NODES = 5
CLOSE = 1e-9


@dataclass(frozen=True)
class Voters:
    """People and empty seats with a vote or a veto, by deal; `person` is -1 for an empty seat."""

    start: Ints
    deal: Ints
    person: Ints
    votes: Floats
    veto: Flags
    rule: Ints

    @property
    def size(self) -> Ints:
        """How many voters each deal has."""
        return np.diff(self.start)

    def yes(self, settled_support: Floats, unknown: Floats) -> Floats:
        """The chance that each says yes by where support has settled; `unknown` is, by deal, that of empty seats."""
        stance = np.where(self.person >= 0, at(settled_support, self.person, 0.0), unknown[self.deal])
        return np.clip((1 + stance) / 2, 0, 1)


@kept
def voters_of(arrays: Arrays) -> Voters:
    """Everybody who votes."""
    people = np.flatnonzero((arrays.votes > 0) | arrays.vetoes)
    empty = np.flatnonzero(arrays.empty_seat)
    deal = np.concatenate([arrays.person_deal[people], arrays.seat_deal[empty]])
    order = np.argsort(deal, kind="stable")
    return Voters(
        start=starts(deal, arrays.n_deals),
        deal=deal[order],
        person=np.concatenate([people, np.full(len(empty), -1)])[order],
        votes=np.concatenate([arrays.votes[people], arrays.seat_weight[empty]])[order],
        veto=np.concatenate([arrays.vetoes[people], arrays.seat_veto[empty]])[order],
        rule=np.maximum(arrays.deal_codes("rule", RULES), 0),
    )


@dataclass(frozen=True)
class Counting:
    """How the votes of each deal are counted.

    Attributes
    ----------
    counts : ndarray of shape (voters,)
        Votes as whole numbers, in deals where they are `counted`.
    needed : ndarray of shape (deals,)
        Votes of yes that pass.
    counted, listed, drawn, together : ndarray of shape (deals,)
        In which deals sums of votes are counted, all sets of yes votes are listed, votes are drawn, and everybody must
        say yes; one of these in every deal with voters.
    """

    counts: Ints
    needed: Floats
    counted: Flags
    listed: Flags
    drawn: Flags
    together: Flags


@kept
def counting(arrays: Arrays) -> Counting:
    """The way to count each deal's votes: exactly where that can be done."""
    voters = voters_of(arrays)
    counts, counted = _whole_votes(arrays, voters)
    listed = ~counted & (voters.size > 0) & (voters.size <= LISTED_VOTERS)
    drawn = ~counted & (voters.size > LISTED_VOTERS)
    together = drawn & (voters.rule == RULES.index("unanimous"))
    needed = _needed(arrays, voters, counts, counted)
    return Counting(counts, needed, counted, listed, drawn & ~together, together)


def _whole_votes(arrays: Arrays, voters: Voters) -> tuple[Ints, Flags]:
    """Votes as multiples of one number, and the deals in which that is what they are and few enough to count."""
    counts = np.zeros(len(voters.deal), dtype=np.int64)
    counted = np.zeros(arrays.n_deals, dtype=bool)
    size = np.diff(voters.start)
    for unit in (np.ones(arrays.n_deals), _smallest(arrays, voters, voters.votes)):
        counts, counted = _in_units(arrays, voters, unit, counts, counted)
    # Whatever can be listed is exact already.
    left = ~counted & (size > LISTED_VOTERS)
    if left.any():
        unit = np.where(left, _common_measure(arrays, voters, left), np.inf)
        counts, counted = _in_units(arrays, voters, unit, counts, counted)
    return counts, counted


def _in_units(arrays: Arrays, voters: Voters, unit: Floats, counts: Ints, counted: Flags) -> tuple[Ints, Flags]:
    """The counts, and where votes are counted, with those deals more whose votes are multiples of this unit."""
    size = np.diff(voters.start)
    multiple = voters.votes / unit[voters.deal]
    # A multiple of billions is no whole number of votes to count with; it would not fit the table either.
    whole = np.round(np.minimum(multiple, COUNTED_CELLS))
    exact = arrays.per_deal(np.abs(multiple - whole) > CLOSE * np.maximum(multiple, 1), voters.deal) == 0
    cells = (arrays.per_deal(whole, voters.deal) + 1) * (size + 1)
    few = (cells <= COUNTED_CELLS) & (cells * quadrature_nodes(size) <= COUNTED_WORK)
    good = exact & few & (size > 0) & (unit < np.inf)
    return np.where(good[voters.deal], whole, counts).astype(np.int64), counted | good


def _smallest(arrays: Arrays, voters: Voters, votes: Floats) -> Floats:
    """The smallest of each deal's votes above 0; infinite where there are none."""
    smallest = np.full(arrays.n_deals, np.inf)
    some = votes > 0
    np.minimum.at(smallest, voters.deal[some], votes[some])
    return smallest


def _common_measure(arrays: Arrays, voters: Voters, wanted: Flags) -> Floats:
    """The largest number of which all votes of a wanted deal are multiples (Euclid); where none is, one too small."""
    total = arrays.per_deal(voters.votes, voters.deal)
    unit = _smallest(arrays, voters, voters.votes)
    while (wanted := wanted & (unit * COUNTED_CELLS > total)).any():
        # What is left over of any vote is a multiple of that number too.
        parts = voters.votes / unit[voters.deal]
        left = np.where(np.abs(parts - np.round(parts)) > CLOSE * np.maximum(parts, 1), parts % 1, 0.0)
        smaller = _smallest(arrays, voters, left) * unit
        wanted = wanted & (smaller < unit)
        unit = np.where(wanted, smaller, unit)
    return unit


def _needed(arrays: Arrays, voters: Voters, counts: Ints, counted: Flags) -> Floats:
    """Votes of yes that pass; where votes are not counted, a hair less, so that rounding never decides."""
    majority, unanimous, _ = (voters.rule == rule for rule in range(len(RULES)))
    share = np.where(majority, 0.5, np.where(unanimous, 1.0, arrays.deal_numbers("quota")))
    whole = arrays.per_deal(counts, voters.deal)
    exactly = np.where(majority, np.floor(whole / 2) + 1, np.ceil(share * whole - CLOSE * whole))
    total = arrays.per_deal(voters.votes, voters.deal)
    nearly = (share + np.where(majority, CLOSE, -CLOSE)) * total
    return np.where(counted, exactly, nearly)


def quadrature_nodes(size: Ints) -> Ints:
    """How many nodes make the integral of Shapley-Shubik exact.

    Half as many as voters are, for any polynomial of that degree. This one is a mean over a binomial, whose parts of
    degree k are damped by exp(-k^2 / 2n) (the eigenvalues of Bernstein's operator): the square root of n is enough.
    """
    return np.minimum((size + 1) // 2, np.ceil(NODES * np.sqrt(size))).astype(np.int64)

"""Votes: who has one, how likely each says yes, and what comes of it (docs/model.md section 4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from influence.array_types import Flags, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.edges import starts
from influence.graph.kept import kept
from influence.measures.leverage import settled
from influence.tables.schema import RULES

DRAWS = 4096
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
    yes: Floats
    rule: Ints

    @classmethod
    def of(cls, arrays: Arrays, settled_support: Floats) -> Voters:
        """Everybody who votes, saying yes by where their support has settled."""
        people = np.flatnonzero((arrays.votes > 0) | arrays.vetoes)
        empty = np.flatnonzero(arrays.empty_seat)
        deal = np.concatenate([arrays.person_deal[people], arrays.seat_deal[empty]])
        order = np.argsort(deal, kind="stable")
        yes = np.clip((1 + settled_support[people]) / 2, 0, 1)
        return cls(
            start=starts(deal, arrays.n_deals),
            deal=deal[order],
            person=np.concatenate([people, np.full(len(empty), -1)])[order],
            votes=np.concatenate([arrays.votes[people], arrays.seat_weight[empty]])[order],
            veto=np.concatenate([arrays.vetoes[people], arrays.seat_veto[empty]])[order],
            yes=np.concatenate([yes, np.full(len(empty), 0.5)])[order],
            rule=np.maximum(arrays.deal_codes("rule", RULES), 0),
        )


@dataclass(frozen=True)
class Ballot:
    """Who votes and what comes of it: `approval` and its standard error by deal, the rest by voter."""

    voters: Voters
    approval: Floats
    error: Floats
    pivot: Floats
    banzhaf: Floats
    shapley: Floats


@kept
def ballot(arrays: Arrays, *, draws: int = DRAWS, seed: int = 0) -> Ballot:
    """The vote as things stand."""
    voters = Voters.of(arrays, settled(arrays).support)
    return Ballot(voters, *voted(arrays, voters, draws=draws, seed=seed))


def voted(arrays: Arrays, voters: Voters, *, draws: int, seed: int) -> tuple[Floats, ...]:
    """Approval, its standard error, and per voter pivot, Banzhaf and Shapley-Shubik."""
    from influence.measures.kernels import over_deals, voting

    counts, counted = _whole_votes(arrays, voters)
    size = np.diff(voters.start)
    listed = ~counted & (size > 0) & (size <= LISTED_VOTERS)
    drawn = ~counted & (size > LISTED_VOTERS)
    needed = _needed(arrays, voters, counts, counted)
    approval = np.where(size > 0, 0.0, np.nan)
    measures = tuple(np.zeros(len(voters.deal)) for _ in range(3))
    result = (approval, *measures)
    together = drawn & (voters.rule == RULES.index("unanimous"))
    drawn &= ~together
    ballot = (voters.yes, voters.veto, needed)
    # Only what is needed runs, so that only what is needed is compiled.
    if counted.any():
        nodes = _quadrature(size[counted])
        over_deals(voting.counted, arrays.n_deals, voters.start, counts, *ballot, *nodes, counted, *result)
    if listed.any():
        over_deals(voting.listed, arrays.n_deals, voters.start, voters.votes, *ballot, listed, *result)
    if drawn.any():
        over_deals(voting.drawn, arrays.n_deals, voters.start, voters.votes, *ballot, drawn, draws, seed, *result)
    _fill_unanimous(voters, together, *result)
    # Sums of chances may end a rounding error outside their range.
    np.clip(approval, 0, 1, out=approval)
    error = np.where(drawn, _sampling_error(approval, draws), 0.0)
    return approval, np.where(size > 0, error, np.nan), *measures


def _sampling_error(share: Floats, draws: int) -> Floats:
    """The standard error of a share of draws; not 0 where all or none of them came out so.

    One success and one failure more than were drawn (Laplace's rule of succession): three of these errors above 0 of
    n draws are 3 / n, as the rule of three has it.
    """
    likely = (share * draws + 1) / (draws + 2)
    return np.sqrt(likely * (1 - likely) / draws)


def _fill_unanimous(
    voters: Voters, wanted: Flags, approval: Floats, pivot: Floats, banzhaf: Floats, shapley: Floats
) -> None:
    """Fill the measures of deals in which everybody must say yes, whatever their votes: products of chances."""
    mine = np.flatnonzero(wanted[voters.deal])
    deal, never = voters.deal[mine], voters.yes[mine] == 0
    size, refusals = np.diff(voters.start), np.bincount(deal, weights=never, minlength=len(wanted))
    likely = np.where(never, 1.0, voters.yes[mine])
    product = np.ones(len(wanted))
    np.multiply.at(product, deal, likely)
    approval[wanted] = np.where(refusals == 0, product, 0.0)[wanted]
    pivot[mine] = np.where(refusals[deal] == never, product[deal] / likely, 0.0)
    banzhaf[mine] = 0.5 ** (size[deal] - 1)
    shapley[mine] = 1 / size[deal]


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
    few = (cells <= COUNTED_CELLS) & (cells * _nodes(size) <= COUNTED_WORK)
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


def _nodes(size: Ints) -> Ints:
    """How many nodes make the integral of Shapley-Shubik exact.

    Half as many as voters are, for any polynomial of that degree. This one is a mean over a binomial, whose parts of
    degree k are damped by exp(-k^2 / 2n) (the eigenvalues of Bernstein's operator): the square root of n is enough.
    """
    return np.minimum((size + 1) // 2, np.ceil(NODES * np.sqrt(size))).astype(np.int64)


def _quadrature(sizes: Ints) -> tuple[Floats, Floats, Ints]:
    """Gauss-Legendre nodes and weights on [0, 1] for each size of committee, exact for its polynomial."""
    needed = set(sizes.tolist())
    count = _nodes(np.arange(max(needed, default=0) + 1))
    nodes, shares, start = [np.empty(0)], [np.empty(0)], [0, 0]
    for size in range(1, max(needed, default=0) + 1):
        if size in needed:
            node, share = np.polynomial.legendre.leggauss(int(count[size]))
            nodes.append((node + 1) / 2)
            shares.append(share / 2)
        start.append(start[-1] + len(nodes[-1]) * (size in needed))
    return np.concatenate(nodes), np.concatenate(shares), np.array(start, dtype=np.int64)

"""Votes: how likely each says yes, and what comes of it (docs/model.md section 4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from influence.array_types import Flags, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.kept import kept
from influence.measures.leverage import expected_support, settled, settled_support, shrunk_mean
from influence.measures.sides import US
from influence.measures.voters import Counting, Voters, counting, quadrature_nodes, voters_of

DRAWS = 4096
# Nodes of Gauss and Hermite that stand for all that may move the votes of one committee together.
TOGETHER_NODES = 20


@dataclass(frozen=True)
class Ballot:
    """By voter: the chance of a yes, and how much it matters."""

    yes: Floats
    pivot: Floats
    banzhaf: Floats
    shapley: Floats


@kept
def chances_of_yes(arrays: Arrays) -> Floats:
    """The chance that each voter says yes, as things stand."""
    unknown = shrunk_mean(arrays, arrays.measure("support")[:, None])[:, 0]
    return voters_of(arrays).yes(settled(arrays).expected[:, US], unknown)


@kept
def approval(arrays: Arrays, *, draws: int = DRAWS, seed: int = 0) -> Floats:
    """The chance that each deal's vote passes as things stand, if each voter decides alone."""
    return passing(arrays, chances_of_yes(arrays)[:, None], draws=draws, seed=seed)[:, 0]


def approval_error(arrays: Arrays, *, draws: int = DRAWS, seed: int = 0) -> Floats:
    """The standard error of each deal's approval: 0 where votes are not drawn."""
    error = sampling_error(approval(arrays, draws=draws, seed=seed), draws)
    return np.where(voters_of(arrays).size > 0, np.where(counting(arrays).drawn, error, 0.0), np.nan)


def ballot(arrays: Arrays, *, draws: int = DRAWS, seed: int = 0) -> Ballot:
    """How much each voter matters, if each decides alone."""
    from influence.compiled import over_deals
    from influence.measures.kernels import voting

    voters, how, yes = voters_of(arrays), counting(arrays), chances_of_yes(arrays)
    measures = tuple(np.zeros(len(voters.deal)) for _ in range(3))
    given = (yes, voters.veto, how.needed)
    # Only what is needed runs, so that only what is needed is compiled.
    if how.counted.any():
        nodes = _quadrature(voters.size[how.counted])
        counted = (how.counts, *given, *nodes, how.counted, *measures)
        over_deals(voting.counted, arrays.n_deals, voters.start, *counted, steps=_sums(voters, how) * len(nodes[0]))
    if how.listed.any():
        listed = (voters.votes, *given, how.listed, *measures)
        over_deals(voting.listed, arrays.n_deals, voters.start, *listed, steps=_sets(voters, how))
    if how.drawn.any():
        drawn = (voters.votes, *given, how.drawn, draws, seed, *measures)
        over_deals(voting.drawn, arrays.n_deals, voters.start, *drawn, steps=draws * len(yes))
    _fill_unanimous(voters, how.together, yes, measures)
    return Ballot(yes, *measures)


@kept
def approval_correlated(arrays: Arrays, *, draws: int = DRAWS, seed: int = 0) -> Floats:
    """The chance that each deal's vote passes if what moves one voter moves the others too.

    P(yes_j | z) = Phi((Phi^-1(p_j) + sqrt(rho) z) / sqrt(1 - rho)), z standard normal, rho the assumptions'
    `vote_correlation`: the mean over z, by Gauss and Hermite's nodes.
    """
    from scipy.special import ndtr, ndtri

    rho = arrays.assumptions.vote_correlation
    node, share = np.polynomial.hermite_e.hermegauss(TOGETHER_NODES)
    moved = (ndtri(chances_of_yes(arrays))[:, None] + np.sqrt(rho) * node) / np.sqrt(1 - rho)
    # Each deal summed by itself: a product of matrices rounds it as its number of rows has it, the others among them.
    mean = (passing(arrays, ndtr(moved), draws=draws, seed=seed) * (share / share.sum())).sum(axis=1)
    # The shares sum to 1 but for rounding; a mean of chances is a chance.
    return np.clip(mean, 0, 1)


def approvals(arrays: Arrays, stances: Floats, *, seed: int = 0) -> Floats:
    """The chance that each deal's vote passes, of shape (deals, cases), for a column of stances a case."""
    settled = settled_support(arrays, expected_support(arrays, stances)).T
    voters, unknown = voters_of(arrays), shrunk_mean(arrays, stances).T
    yes = [voters.yes(*case) for case in zip(settled, unknown, strict=True)]
    return passing(arrays, np.stack(yes, axis=1), draws=DRAWS, seed=seed)


def passing(arrays: Arrays, yes: Floats, above: Floats | None = None, *, draws: int, seed: int) -> Floats:
    """The chance that each deal's vote passes, of shape (deals, cases), for a column of chances of a yes a case.

    Where votes are drawn, one number between 0 and 1 a voter serves all cases: it is a yes from `above` on (0 where
    not given). Cases that exclude each other are then given apart from each other.
    """
    from influence.compiled import over_deals
    from influence.measures.kernels import passing as kernel

    voters, how = voters_of(arrays), counting(arrays)
    chance = np.where((voters.size > 0)[:, None], np.zeros((arrays.n_deals, yes.shape[1])), np.nan)
    given = (np.ascontiguousarray(yes), voters.veto, how.needed)
    if how.counted.any():
        steps = _sums(voters, how) * yes.shape[1]
        over_deals(kernel.counted, arrays.n_deals, voters.start, how.counts, *given, how.counted, chance, steps=steps)
    if how.listed.any():
        steps = _sets(voters, how) * yes.shape[1]
        over_deals(kernel.listed, arrays.n_deals, voters.start, voters.votes, *given, how.listed, chance, steps=steps)
    if how.drawn.any():
        above = np.zeros_like(yes) if above is None else above
        drawn = (voters.votes, above, *given, how.drawn, draws, seed)
        over_deals(kernel.drawn, arrays.n_deals, voters.start, *drawn, chance, steps=draws * yes.size)
    mine = np.flatnonzero(how.together[voters.deal])
    chance[how.together] = 1.0
    np.multiply.at(chance, voters.deal[mine], yes[mine])
    return np.clip(chance, 0, 1)


def _sums(voters: Voters, how: Counting) -> float:
    """How many sums of votes are gone through where they are counted."""
    total = np.bincount(voters.deal, weights=how.counts, minlength=len(voters.size))
    return float((voters.size * (total + 1))[how.counted].sum())


def _sets(voters: Voters, how: Counting) -> float:
    """How many votes of how many voters are gone through where all sets are listed."""
    size = voters.size[how.listed].astype(float)
    return float((size * 2**size).sum())


def sampling_error(share: Floats, draws: int) -> Floats:
    """The standard error of a share of draws; not 0 where all or none of them came out so.

    One success and one failure more than were drawn (Laplace's rule of succession): three of these errors above 0 of
    n draws are 3 / n, as the rule of three has it.
    """
    likely = (share * draws + 1) / (draws + 2)
    return np.sqrt(likely * (1 - likely) / draws)


def _fill_unanimous(voters: Voters, wanted: Flags, yes: Floats, measures: tuple[Floats, ...]) -> None:
    """Fill in the deals in which everybody must say yes, whatever their votes: products of chances.

    `measures` are pivot, Banzhaf and Shapley-Shubik.
    """
    pivot, banzhaf, shapley = measures
    mine = np.flatnonzero(wanted[voters.deal])
    deal, never = voters.deal[mine], yes[mine] == 0
    size, refusals = voters.size, np.bincount(deal, weights=never, minlength=len(wanted))
    likely = np.where(never, 1.0, yes[mine])
    product = np.ones(len(wanted))
    np.multiply.at(product, deal, likely)
    pivot[mine] = np.where(refusals[deal] == never, product[deal] / likely, 0.0)
    banzhaf[mine] = 0.5 ** (size[deal] - 1)
    shapley[mine] = 1 / size[deal]


def _quadrature(sizes: Ints) -> tuple[Floats, Floats, Ints]:
    """Gauss-Legendre nodes and weights on [0, 1] for each size of committee, exact for its polynomial."""
    needed = set(sizes.tolist())
    count = quadrature_nodes(np.arange(max(needed, default=0) + 1))
    nodes, shares, start = [np.empty(0)], [np.empty(0)], [0, 0]
    for size in range(1, max(needed, default=0) + 1):
        if size in needed:
            node, share = np.polynomial.legendre.leggauss(int(count[size]))
            nodes.append((node + 1) / 2)
            shares.append(share / 2)
        start.append(start[-1] + len(nodes[-1]) * (size in needed))
    return np.concatenate(nodes), np.concatenate(shares), np.array(start, dtype=np.int64)

"""Votes: how much each voter matters.

One quantity serves all: a voter's pivot, the chance that the vote passes with their yes less the chance without
(Birnbaum, 1969). At their own chances of a yes it is the pivot; at one half each it is the Banzhaf index; averaged
over all common chances it is the Shapley-Shubik index (Owen, Multilinear extensions of games, 1972), an integral
that Gauss-Legendre nodes give exactly, since it is of a polynomial.
"""

from __future__ import annotations

import numpy as np

from influence.compiled import Kernel
from influence.measures.kernels.random import uniform


@Kernel
def _sums_before(weight, yes, veto):
    """The chance of each sum of yes votes among the first k voters, in row k; those with a veto have said yes."""
    size, total = len(weight), 0
    for voter in range(size):
        total += weight[voter]
    before = np.zeros((size + 1, total + 1))
    before[0, 0] = 1.0
    for voter in range(size):
        p = 1.0 if veto[voter] else yes[voter]
        w = weight[voter]
        for votes in range(total + 1):
            before[voter + 1, votes] += before[voter, votes] * (1.0 - p)
            if votes + w <= total:
                before[voter + 1, votes + w] += before[voter, votes] * p
    return before


@Kernel
def _counted(weight, yes, veto, needed, pivot):
    """Fill `pivot` for whole-number weights: sums of yes votes, counted exactly."""
    before = _sums_before(weight, yes, veto)
    size, total = len(weight), before.shape[1] - 1
    all_vetoes = 1.0
    for voter in range(size):
        if veto[voter]:
            all_vetoes *= yes[voter]
    # after[v]: chance that the voters behind the current one bring at least v more votes.
    after = np.zeros(total + 1)
    after[0] = 1.0
    for voter in range(size - 1, -1, -1):
        w = weight[voter]
        with_yes = 0.0
        without = 0.0
        for votes in range(total + 1):
            with_yes += (
                before[voter, votes] * after[min(max(needed - votes - w, 0), total)] * (needed - votes - w <= total)
            )
            without += before[voter, votes] * after[min(max(needed - votes, 0), total)] * (needed - votes <= total)
        if veto[voter]:
            others = 1.0
            for other in range(size):
                if veto[other] and other != voter:
                    others *= yes[other]
            pivot[voter] = with_yes * others
        else:
            pivot[voter] = (with_yes - without) * all_vetoes
        p = 1.0 if veto[voter] else yes[voter]
        for votes in range(total, -1, -1):
            after[votes] = after[votes] * (1.0 - p) + after[max(votes - w, 0)] * p


@Kernel
def _listed(weight, yes, veto, needed, pivot, banzhaf, shapley):
    """All three measures for weights of any size, by listing every set of yes votes; for up to twenty voters."""
    size = len(weight)
    ahead, behind = np.empty(size + 1), np.empty(size + 1)
    # swings[j, k]: in how many sets of k others the yes of j decides.
    swings = np.zeros((size, size))
    for members in range(1 << size):
        votes = 0.0
        heads = 0
        ahead[0] = 1.0
        allowed = True
        for voter in range(size):
            says_yes = (members >> voter) & 1
            votes += weight[voter] * says_yes
            heads += says_yes
            allowed &= says_yes == 1 or not veto[voter]
            ahead[voter + 1] = ahead[voter] * (yes[voter] if says_yes else 1.0 - yes[voter])
        if not allowed or votes < needed:
            continue
        behind[size] = 1.0
        for voter in range(size - 1, -1, -1):
            says_yes = (members >> voter) & 1
            behind[voter] = behind[voter + 1] * (yes[voter] if says_yes else 1.0 - yes[voter])
            if says_yes and (veto[voter] or votes - weight[voter] < needed):
                pivot[voter] += ahead[voter] * behind[voter + 1]
                swings[voter, heads - 1] += 1.0
    orders = 1.0 / size
    for others in range(size):
        for voter in range(size):
            banzhaf[voter] += swings[voter, others] / 2.0 ** (size - 1)
            shapley[voter] += swings[voter, others] * orders
        # others! (size - 1 - others)! / size!, carried on from one number of others to the next.
        orders *= (others + 1.0) / max(size - 1 - others, 1)


@Kernel
def _drawn(weight, yes, veto, needed, draws, seed, pivot):
    """Fill `pivot` by drawn votes, where there are too many voters to list or to count."""
    size = len(weight)
    says_yes = np.empty(size, np.bool_)
    for draw in range(draws):
        votes = 0.0
        refusals = 0
        for voter in range(size):
            says_yes[voter] = uniform(seed, draw, voter) < yes[voter]
            votes += weight[voter] * says_yes[voter]
            refusals += veto[voter] and not says_yes[voter]
        for voter in range(size):
            others = votes - weight[voter] * says_yes[voter]
            stopped = refusals - (veto[voter] and not says_yes[voter]) > 0
            decides = others + weight[voter] >= needed and (veto[voter] or others < needed)
            pivot[voter] += (decides and not stopped) / draws


@Kernel
def _orders_drawn(weight, veto, needed, draws, seed, shapley):
    """Shapley-Shubik by drawn orders: how often each voter's yes, coming in turn, makes the vote pass."""
    size = len(weight)
    order = np.arange(size)
    vetoes = 0
    for voter in range(size):
        vetoes += veto[voter]
    for draw in range(draws):
        for place in range(size - 1, 0, -1):
            other = int(uniform(seed, draw, place) * (place + 1))
            order[place], order[other] = order[other], order[place]
        votes = 0.0
        missing = vetoes
        for voter in order:
            votes += weight[voter]
            missing -= veto[voter]
            if missing == 0 and votes >= needed:
                shapley[voter] += 1.0 / draws
                break


@Kernel
def counted(
    voter_start,
    counts,
    yes,
    veto,
    needed,
    node,
    share,
    node_start,
    wanted,
    pivot,
    banzhaf,
    shapley,
    first,
    last,
):
    """The three measures in the wanted deals; `node` and `share` are quadrature nodes and weights."""
    for deal in range(first, last):
        low, high = voter_start[deal], voter_start[deal + 1]
        if not wanted[deal]:
            continue
        weight, vetoes, need = counts[low:high], veto[low:high], int(needed[deal])
        _counted(weight, yes[low:high], vetoes, need, pivot[low:high])
        common = np.full(high - low, 0.5)
        _counted(weight, common, vetoes, need, banzhaf[low:high])
        average = np.empty(high - low)
        for k in range(node_start[high - low], node_start[high - low + 1]):
            for voter in range(high - low):
                common[voter] = node[k]
            _counted(weight, common, vetoes, need, average)
            for voter in range(high - low):
                shapley[low + voter] += share[k] * average[voter]


@Kernel
def listed(voter_start, weight, yes, veto, needed, wanted, pivot, banzhaf, shapley, first, last):
    """The three measures in the wanted deals."""
    for deal in range(first, last):
        low, high = voter_start[deal], voter_start[deal + 1]
        if wanted[deal]:
            _listed(
                weight[low:high], yes[low:high], veto[low:high], needed[deal],
                pivot[low:high], banzhaf[low:high], shapley[low:high],
            )  # fmt: skip


@Kernel
def drawn(voter_start, weight, yes, veto, needed, wanted, draws, seed, pivot, banzhaf, shapley, first, last):
    """The three measures in the wanted deals."""
    for deal in range(first, last):
        low, high = voter_start[deal], voter_start[deal + 1]
        if not wanted[deal]:
            continue
        votes, vetoes, need = weight[low:high], veto[low:high], needed[deal]
        _drawn(votes, yes[low:high], vetoes, need, draws, seed, pivot[low:high])
        _drawn(votes, np.full(high - low, 0.5), vetoes, need, draws, seed, banzhaf[low:high])
        _orders_drawn(votes, vetoes, need, draws, seed, shapley[low:high])

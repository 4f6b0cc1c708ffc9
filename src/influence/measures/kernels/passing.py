"""The chance that a weighted vote passes, and nothing else, for several columns of chances of a yes at once."""

from __future__ import annotations

import numpy as np

from influence.compiled import Kernel
from influence.measures.kernels.random import uniform


@Kernel
def _counted(weight, yes, veto, needed, chance):
    """Sums of yes votes, counted exactly, for whole-number weights; adds to `chance`, a column a case.

    Those with a veto have said yes.
    """
    cases, total = len(chance), 0
    for voter in range(len(weight)):
        total += weight[voter]
    sums, all_vetoes = np.zeros((total + 1, cases)), np.ones(cases)
    sums[0] = 1.0
    most = 0
    for voter in range(len(weight)):
        w = weight[voter]
        most += w
        for case in range(cases):
            all_vetoes[case] *= yes[voter, case] if veto[voter] else 1.0
        for votes in range(most, -1, -1):
            for case in range(cases):
                p = 1.0 if veto[voter] else yes[voter, case]
                carried = sums[votes - w, case] * p if votes >= w else 0.0
                sums[votes, case] = sums[votes, case] * (1.0 - p) + carried
    for votes in range(max(needed, 0), total + 1):
        for case in range(cases):
            chance[case] += sums[votes, case] * all_vetoes[case]


@Kernel
def _listed(weight, yes, veto, needed, chance):
    """Every set of yes votes, for weights of any size and up to twenty voters; adds to `chance`, a column a case.

    Sets follow each other as numbers do, the last voter the lowest digit: mostly only the last voters change, and the
    products over those before them stand.
    """
    size, cases = yes.shape
    ahead, votes = np.ones((size + 1, cases)), np.zeros(size + 1)
    refusals = np.zeros(size + 1, np.int64)
    for members in range(1 << size):
        changed = size - 1
        while changed > 0 and members > 0 and not (members >> (size - 1 - changed)) & 1:
            changed -= 1
        for voter in range(0 if members == 0 else changed, size):
            says_yes = (members >> (size - 1 - voter)) & 1
            votes[voter + 1] = votes[voter] + weight[voter] * says_yes
            refusals[voter + 1] = refusals[voter] + (veto[voter] and not says_yes)
            for case in range(cases):
                p = yes[voter, case]
                ahead[voter + 1, case] = ahead[voter, case] * (p if says_yes else 1.0 - p)
        if refusals[size] == 0 and votes[size] >= needed:
            for case in range(cases):
                chance[case] += ahead[size, case]


@Kernel
def _drawn(weight, above, yes, veto, needed, draws, seed, chance):
    """The share of drawn votes that pass, by case, where there are too many voters to list or to count.

    A voter says yes where the number drawn for them is at least `above` and less than `above` + `yes`.
    """
    cases = yes.shape[1]
    passed, votes, refusals = np.zeros(cases), np.zeros(cases), np.zeros(cases)
    for draw in range(draws):
        votes[:] = 0.0
        refusals[:] = 0.0
        for voter in range(len(weight)):
            number = uniform(seed, draw, voter)
            for case in range(cases):
                says_yes = above[voter, case] <= number < above[voter, case] + yes[voter, case]
                votes[case] += weight[voter] * says_yes
                refusals[case] += veto[voter] and not says_yes
        passed += (refusals == 0) & (votes >= needed)
    chance[:] = passed / draws


@Kernel
def counted(voter_start, counts, yes, veto, needed, wanted, chance, first, last):
    """Fill `chance`, of shape (deals, cases), in the wanted deals, by whole-number votes."""
    for deal in range(first, last):
        low, high = voter_start[deal], voter_start[deal + 1]
        if wanted[deal]:
            _counted(counts[low:high], yes[low:high], veto[low:high], int(needed[deal]), chance[deal])


@Kernel
def listed(voter_start, weight, yes, veto, needed, wanted, chance, first, last):
    """Fill `chance`, of shape (deals, cases), in the wanted deals, by every set of votes."""
    for deal in range(first, last):
        low, high = voter_start[deal], voter_start[deal + 1]
        if wanted[deal]:
            _listed(weight[low:high], yes[low:high], veto[low:high], needed[deal], chance[deal])


@Kernel
def drawn(voter_start, weight, above, yes, veto, needed, wanted, draws, seed, chance, first, last):
    """Fill `chance`, of shape (deals, cases), in the wanted deals, by drawn votes; the same draws for every case."""
    for deal in range(first, last):
        low, high = voter_start[deal], voter_start[deal + 1]
        if wanted[deal]:
            _drawn(
                weight[low:high], above[low:high], yes[low:high], veto[low:high], needed[deal], draws, seed,
                chance[deal],
            )  # fmt: skip

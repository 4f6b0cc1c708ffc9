"""Where support settles in deals of many people, and who carries leverage there: by sweeps over all relationships.

No factorisation: its fill-in grows with the square of an organisation (docs/model.md section 3).
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from influence.array_types import Flags, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.grouping import rank_within
from influence.graph.kept import kept
from influence.measures.listening import listening

# About how many sweeps it takes until nobody moves any more.
SWEEPS = 40


def settle_large(
    arrays: Arrays,
    large: Flags,
    right: Floats,
    solution: Floats,
    *,
    transposed: bool = False,
    unsigned: bool = False,
) -> None:
    """Fill the solution of (I - Lambda W) x = right, or of its transpose, in the large deals, for every column.

    `unsigned` takes conflicts as if they pulled too. As the rows of Lambda W sum to less than 1, sweeps converge.
    """
    from influence.compiled import over_deals
    from influence.measures.kernels import settling

    if not large.any():
        return
    heard = listening(arrays)
    pull = _pulled(arrays) if transposed else heard.pull
    gives, takes = heard.alike, heard.placed.astype(float)
    if transposed:
        gives, takes = takes, gives
    over_deals(
        settling.settle, arrays.n_deals, arrays.person_start, large, pull.indptr, pull.indices,
        np.abs(pull.data) if unsigned else pull.data, gives, takes, np.ascontiguousarray(right), solution,
        steps=float(pull.nnz + len(right)) * right.shape[1] * SWEEPS,
    )  # fmt: skip


@kept
def _pulled(arrays: Arrays) -> sp.csr_array:
    """Who is moved by each person (row), and how far."""
    return sp.csr_array(listening(arrays).pull.T)


def carry_large(arrays: Arrays, large: Flags, carrier: Ints) -> None:
    """Fill the carriers of large deals, the k-th committee member of every deal at once, for deals never touch."""
    weight, deal = arrays.weight, arrays.person_deal
    seated = np.flatnonzero((weight > 0) & large[deal])
    turn, strongest = rank_within(deal[seated]), np.zeros(len(weight))
    for each in range(turn.max(initial=-1) + 1):
        members = seated[turn == each]
        alone, share = np.zeros((len(weight), 1)), np.zeros((len(weight), 1))
        alone[members, 0] = weight[members]
        settle_large(arrays, large, alone, share, transposed=True)
        member = np.full(arrays.n_deals, -1)
        member[deal[members]] = members
        stronger = np.abs(share[:, 0]) > strongest
        strongest[stronger] = np.abs(share[stronger, 0])
        carrier[stronger] = member[deal[stronger]]

"""Who may win: we, a rival, or nobody, by how each person stands to each side (docs/model.md section 11)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from influence.array_types import Flags, Floats
from influence.graph.arrays import Arrays
from influence.graph.kept import kept
from influence.measures.leverage import settled, shrunk_mean
from influence.measures.sides import NOTHING, US, own_stances, sides
from influence.measures.voters import Voters, voters_of
from influence.measures.voting import passing
from influence.tables.schema import RULES


@dataclass(frozen=True)
class Contest:
    """Who may win, a column a side.

    Attributes
    ----------
    own, settled : ndarray of shape (people, columns)
        How each person stands to each side, -1 to 1: by themselves (NaN where unknown), and once everybody listened.
    wins : ndarray of shape (deals, columns)
        The chance that each side gets the deal, in the column of nobody that no side does; NaN where there is no
        contest.
    low, high : ndarray of shape (deals,)
        The bounds of our own chance.
    """

    own: Floats
    settled: Floats
    wins: Floats
    low: Floats
    high: Floats


@kept
def contested(arrays: Arrays, *, draws: int, seed: int) -> Contest:
    """The contest of every deal."""
    there, own, settling = sides(arrays).there, own_stances(arrays), settled(arrays)
    chosen = _choices(voters_of(arrays), settling.expected, shrunk_mean(arrays, own), there)
    # Each voter draws one side, ours first, so that no two sides get the same vote.
    above = np.cumsum(chosen, axis=1) - chosen
    others = np.delete(np.arange(there.shape[1]), NOTHING)
    given = (np.ascontiguousarray(each[:, others]) for each in (chosen, above))
    wins = np.zeros(there.shape)
    wins[:, others] = passing(arrays, *given, draws=draws, seed=seed)
    # Chances that sum to 1 may end a rounding error above it.
    wins[:, NOTHING] = np.maximum(1 - wins.sum(axis=1), 0)
    known = (voters_of(arrays).size > 0) & ~ambiguous(arrays)
    low, high = _bounds(arrays, settling.known, settling.moved, draws=draws, seed=seed)
    return Contest(
        own,
        settling.expected,
        np.where(known[:, None], wins, np.nan),
        np.where(known, low, np.nan),
        np.where(known, high, np.nan),
    )


def ambiguous(arrays: Arrays) -> Flags:
    """Deals whose quota two sides could pass at once: half of the votes or less."""
    quota = voters_of(arrays).rule == RULES.index("quota")
    return quota & (arrays.deal_numbers("quota") <= 0.5)


def shares(stance: Floats, there: Flags) -> Floats:
    """How likely each side is chosen, by how well each of them is thought of: (1 + x) / 2 as shares of their sum."""
    worth = np.where(there, np.clip((1 + stance) / 2, 0, 1), 0.0)
    total = worth.sum(axis=1, keepdims=True)
    alike = there / np.maximum(there.sum(axis=1, keepdims=True), 1)
    return np.where(total > 0, np.divide(worth, total, out=np.zeros_like(worth), where=total > 0), alike)


def _choices(voters: Voters, stance: Floats, unknown: Floats, there: Flags) -> Floats:
    """How likely each voter chooses each side; an empty seat as `unknown` says, by deal."""
    empty = (voters.person < 0)[:, None]
    own = np.vstack([stance, np.zeros((1, stance.shape[1]))])[voters.person]
    return shares(np.where(empty, unknown[voters.deal], own), there[voters.deal])


def _bounds(arrays: Arrays, known: Floats, spread: Floats, *, draws: int, seed: int) -> tuple[Floats, Floats]:
    """The least and the largest chance that we win, with all that is unknown against us, and for us.

    `known` is where stances settle with the unknown ones as 0, `spread` how far these may move them.
    """
    there = sides(arrays).there
    sign = np.full(there.shape[1], -1.0)
    sign[US] = 1.0
    cases = [
        _choices(voters_of(arrays), known + way * sign * spread, np.tile(way * sign, (arrays.n_deals, 1)), there)[:, US]
        for way in (-1, 1)
    ]
    low, high = passing(arrays, np.stack(cases, axis=1), draws=draws, seed=seed).T
    return low, high

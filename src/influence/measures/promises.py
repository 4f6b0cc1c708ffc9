"""Promises one by one: who owes whom, whether they were kept, and how many days are left (rules 004-4, 003-49)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.kept import kept
from influence.graph.lookups import days, deal_days
from influence.measures.our_members import member_width, our_members

SIDES = ("ours", "theirs", "rival")
OURS, THEIRS, RIVAL = range(len(SIDES))
STATES = ("open", "overdue", "kept", "broken", "done")
OPEN, OVERDUE, KEPT, BROKEN, DONE = range(len(STATES))


@dataclass(frozen=True)
class Promises:
    """The commitments of all deals, sorted by deal and id.

    Attributes
    ----------
    row : ndarray of int
        The row in the table `commitments`.
    deal : ndarray of int
        The number of the deal.
    by_side, to_side : ndarray of int
        Whose promise it is and to whom it was made, positions in `SIDES`.
    by_member : ndarray of int
        Who of ours promised, a position in `our_members`; -1 where it is nobody of ours.
    to_approver : ndarray of bool
        Whether it was made to somebody who is known to approve.
    made, due, done : ndarray of float
        Days since 1970; NaN where unknown.
    state : ndarray of int
        A position in `STATES`.
    left : ndarray of float
        Days from `as_of` to the due day of what is not done, below 0 once it is overdue; NaN where either is unknown.
    """

    row: Ints
    deal: Ints
    by_side: Ints
    to_side: Ints
    by_member: Ints
    to_approver: Flags
    made: Floats
    due: Floats
    done: Floats
    state: Ints
    left: Floats

    @property
    def given(self) -> Flags:
        """What our side promised the customer."""
        return (self.by_side == OURS) & (self.to_side == THEIRS)

    @property
    def received(self) -> Flags:
        """What the customer promised our side."""
        return (self.by_side == THEIRS) & (self.to_side == OURS)

    @property
    def waiting(self) -> Flags:
        """What is not done yet, overdue or not."""
        return self.state <= OVERDUE


@kept
def promises(arrays: Arrays) -> Promises:
    """Every commitment, with the state it is in on the day the tables describe."""
    table = arrays.table("commitments")
    if table is None:
        table = pd.DataFrame({"commitment": pd.Series(dtype=object)})
    deal = arrays.keys.deal.get("commitments", np.empty(0, dtype=np.int64))
    row = np.lexsort((pd.factorize(table["commitment"], sort=True)[0], deal))
    deal = deal[row]
    (by_side, by_member, _), (to_side, _, promised) = (_party(arrays, name, row) for name in ("by", "to"))
    made, due, done = (days(arrays, "commitments", name)[row] for name in ("made", "due", "done"))
    left = due - deal_days(arrays, "as_of")[deal]
    state = _states(arrays.numbers("commitments", "kept")[row], due, done, left)
    return Promises(
        row=row, deal=deal, by_side=by_side, to_side=to_side, by_member=by_member,
        to_approver=np.append(arrays.holds("approver"), False)[promised],
        made=made, due=due, done=done, state=state, left=np.where(state <= OVERDUE, left, np.nan),
    )  # fmt: skip


def _party(arrays: Arrays, column: str, row: Ints) -> tuple[Ints, Ints, Ints]:
    """The side of whom each row names, their position among our members, and in `people`; -1 where they are none."""
    none = np.empty(0, dtype=np.int64)
    person, member = (each[row] for each in arrays.keys.party.get(("commitments", column), (none, none)))
    deal = arrays.keys.deal.get("commitments", none)[row]
    ours = np.where(member >= 0, our_members(arrays).find(deal * member_width(arrays) + member), -1)
    return np.select([person >= 0, ours >= 0], [THEIRS, OURS], RIVAL), ours, person


def _states(kept_: Floats, due: Floats, done: Floats, left: Floats) -> Ints:
    """What was said of a promise goes first; then whether it was done, and in time; then whether its day has passed."""
    finished = ~np.isnan(done)
    return np.select([kept_ == 1, kept_ == 0, finished & (done > due), finished, left < 0],
                     [KEPT, BROKEN, BROKEN, DONE, OVERDUE], OPEN)  # fmt: skip


def overdue(found: Promises, group: Ints, size: int, among: Flags) -> tuple[Any, Ints]:
    """How many of these promises are overdue in each group, and of how many that are open nobody can tell.

    Unknown where some are open and none of them can be judged.
    """
    unclear = among & (found.state == OPEN) & np.isnan(found.left)
    late, undated = (np.bincount(group[which], minlength=size) for which in (among & (found.state == OVERDUE), unclear))
    judged = np.bincount(group[among & found.waiting & ~unclear], minlength=size)
    return pd.arrays.IntegerArray(late, (undated > 0) & (judged == 0)), undated


def kept_share(found: Promises, group: Ints, size: int, among: Flags) -> Floats:
    """The share kept of the promises of each group that were kept or broken; NaN where none has ended."""
    kept_, broken = (np.bincount(group[among & (found.state == state)], minlength=size) for state in (KEPT, BROKEN))
    ended = kept_ + broken
    return np.divide(kept_, ended, out=np.full(size, np.nan), where=ended > 0)

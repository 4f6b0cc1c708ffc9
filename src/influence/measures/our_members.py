"""Our members: whoever of ours is in the team, in contact, in an encounter, or knows a fact of a deal."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from influence.array_types import Flags, Ints
from influence.graph.arrays import Arrays
from influence.graph.kept import kept
from influence.tables.derived_contacts import UNNAMED, UNNAMED_NUMBER
from influence.tables.schema import OUR_SIDE


@dataclass(frozen=True)
class OurMembers:
    """Each pair of deal and member of ours once, sorted by these two.

    Attributes
    ----------
    deal : ndarray of int
        The number of the deal.
    member : ndarray of int
        The number of the member in `keys.members`.
    key : ndarray of int
        Both as one number, rising.
    """

    deal: Ints
    member: Ints
    key: Ints

    def find(self, key: Ints) -> Ints:
        """The position of each deal and member among ours; -1 where it is nobody of ours."""
        if not len(self.key):
            return np.full(len(key), -1)
        place = np.minimum(np.searchsorted(self.key, key), len(self.key) - 1)
        return np.where(self.key[place] == key, place, -1)


@kept
def our_members(arrays: Arrays) -> OurMembers:
    """The members of our side in every deal."""
    found = [_ours(arrays, table) for table in arrays.keys.member]
    key = np.unique(np.concatenate([np.empty(0, dtype=np.int64), *found]))
    width = member_width(arrays)
    return OurMembers(key // width, key % width, key)


@kept
def in_access(arrays: Arrays) -> Ints:
    """The position in `arrays.access()` of each of our members; -1 for whoever is in no contact and not in the team."""
    place = np.full(len(our_members(arrays).key), -1)
    place[of_access(arrays)] = np.arange(len(arrays.access().member_id))
    return place


def of_access(arrays: Arrays) -> Ints:
    """The position in `our_members` of each member of `arrays.access()`, all of whom are ours."""
    access = arrays.access()
    return our_members(arrays).find(access.member_deal * member_width(arrays) + access.member_id)


def member_width(arrays: Arrays) -> int:
    """What the number of a deal is multiplied by in the number of a deal and member."""
    return max(len(arrays.keys.members), 1)


def _ours(arrays: Arrays, table: str) -> Ints:
    """Deal and member, as one number, of the rows of a table that name somebody of ours."""
    frame, some = arrays.table(table), arrays.keys.member[table] >= 0
    if frame is not None and "side" in frame:
        # A fact whose side nobody recorded is ours (see the schema); other tables always have one.
        some &= (frame["side"].fillna(OUR_SIDE) == OUR_SIDE).to_numpy(dtype=bool)
    return arrays.member_keys(table)[some]


def unnamed(arrays: Arrays, member: Ints) -> Flags:
    """Which of these numbers of members stand for whoever nobody named: it may be several people."""
    names = arrays.keys.members
    stand_in = UNNAMED_NUMBER if names.dtype.kind == "i" else UNNAMED
    return np.asarray(names == stand_in)[member] if len(names) else np.zeros(len(member), dtype=bool)

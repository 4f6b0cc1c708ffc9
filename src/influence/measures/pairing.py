"""Who of ours should go to whom: level to level, an engineer to an evaluator (rules 003-22, 003-23, 004-3)."""

from __future__ import annotations

from typing import Any

import numpy as np

from influence.array_types import Ints
from influence.graph.arrays import Arrays
from influence.graph.grouping import at, runs
from influence.measures.our_experts import has_function
from influence.measures.our_members import unnamed
from influence.tables.keys import ids
from influence.tables.schema import LAYERS

# An evaluator guards professional standing and is met by an equal, an engineer.
# Each reason outweighs all that follow it.
PEER, SAME_LAYER, OWN_CONTACT, CONTACT_OF_GUIDE, LAYER_APART = 16.0, 8.0, 4.0, 2.0, 0.5


def paired_members(arrays: Arrays, people: Ints, guides: Ints) -> Any:
    """The team member to send to each of these people, by id; unknown where the deal has none.

    `guides` are the people who introduce us, -1 where nobody does. Equals keep the order of their ids.
    """
    access = arrays.access()
    start = np.searchsorted(access.member_deal, np.arange(arrays.n_deals + 1))
    deal = arrays.person_deal[people]
    row, member = runs(start[deal], np.diff(start)[deal])
    # Nobody can be sent of whom only encounters without a name are known.
    named = ~unnamed(arrays, access.member_id[member])
    row, member = row[named], member[named]
    fit = _fit(arrays, people[row], guides[row], member)
    order = np.lexsort((member, -fit, row))
    first = np.unique(row[order], return_index=True)
    chosen = np.full(len(people), -1)
    chosen[first[0]] = member[order][first[1]]
    return ids(arrays.keys.members, at(access.member_id, chosen, -1))


def _fit(arrays: Arrays, people: Ints, guides: Ints, member: Ints) -> Any:
    """How well each member suits each person."""
    layer, engineer = arrays.member_layer, has_function(arrays, "engineer")
    apart = np.where(layer[member] < 0, len(LAYERS), np.abs(layer[member] - arrays.layer[people]))
    peer = engineer[member] & arrays.holds("evaluator")[people]
    own = _holds(arrays, member, people)
    guide = _holds(arrays, member, np.where(guides < 0, people, guides))
    return PEER * peer + SAME_LAYER * (apart == 0) + OWN_CONTACT * own + CONTACT_OF_GUIDE * guide - LAYER_APART * apart


def _holds(arrays: Arrays, member: Ints, people: Ints) -> Any:
    """Whether each member has a contact with each person."""
    access = arrays.access()
    size = len(access.edges.start)
    source = access.edges.source
    # Edges stand sorted by both their ends.
    pairs = np.append(source * size + access.edges.target, -1)
    asked = access.member_node[member] * size + access.person_node[people]
    return pairs[np.searchsorted(pairs[:-1], asked)] == asked

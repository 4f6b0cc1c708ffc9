"""How far we have come: entry, a support point, a support surface, a network (rules 003-30 to 003-43)."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from influence.array_types import Flags, Ints
from influence.graph.arrays import Arrays

PHASES = ("entry", "support_point", "support_surface", "network")
ENTRY, POINT, SURFACE, NETWORK = range(len(PHASES))


def phase(arrays: Arrays, supporters: Flags) -> Ints:
    """A position in `PHASES` per deal, by who supports us.

    Nobody: entry. Somebody: a support point. In two layers or departments at least: a support surface. In every layer
    present, and joined by the customer's own relationships: a network.
    """
    layers = _distinct(arrays, supporters, arrays.layer)
    departments = _distinct(arrays, supporters, arrays.department)
    present = _distinct(arrays, np.ones(arrays.n_people, dtype=bool), arrays.layer)
    some = arrays.per_deal(supporters) > 0
    surface = (layers >= 2) | (departments >= 2)
    everywhere = surface & (layers == present)
    # Whether they are joined is only looked for where nothing else is missing.
    network = everywhere & _joined(arrays, supporters & everywhere[arrays.person_deal])
    return np.select([network, surface, some], [NETWORK, SURFACE, POINT], ENTRY)


def _distinct(arrays: Arrays, among: Flags, group: Ints) -> Ints:
    """How many different groups these people of each deal come from; -1 is no group that is known."""
    known = among & (group >= 0)
    width = int(group.max(initial=0)) + 1
    pairs = np.unique(arrays.person_deal[known] * width + group[known])
    return np.bincount(pairs // width, minlength=arrays.n_deals)


def _joined(arrays: Arrays, among: Flags) -> Flags:
    """Whether the customer's own relationships connect these people of each deal without going through others."""
    people = np.flatnonzero(among)
    binding = arrays.binding
    graph = sp.csr_array((binding.value, binding.target, binding.start), shape=(arrays.n_people, arrays.n_people))
    _, component = sp.csgraph.connected_components(graph[people][:, people], directed=False)
    return _distinct(arrays, among, _spread(arrays.n_people, people, component)) == 1


def _spread(size: int, people: Ints, values: Ints) -> Ints:
    spread = np.full(size, -1)
    spread[people] = values
    return spread

"""Edges sorted into pairs: what is known of each pair, against a dictionary."""

from __future__ import annotations

import numpy as np
import pytest

from influence import compiled
from influence.graph.edges import Pairs
from influence.graph.kernels.pairs import FEW

NODES, EDGES = 60, 2_000


@pytest.fixture(params=["plain", "fast", "shared"])
def form(request, monkeypatch):
    form = "fast" if request.param == "shared" else request.param
    monkeypatch.setattr(compiled.Kernel, "for_work", lambda kernel, steps: getattr(kernel, form))
    if request.param == "shared":
        monkeypatch.setattr(compiled, "STEPS_WORTH_SHARING", 0)


@pytest.mark.parametrize("both_ways", [True, False])
def test_pairs_are_what_a_dictionary_makes_of_their_edges(form, both_ways):
    rng = np.random.default_rng(4)
    source, target = rng.integers(0, NODES, (2, EDGES))
    # One node has more edges than are sorted one by one.
    source[: 2 * FEW] = 7
    value = np.round(rng.uniform(-1, 1, EDGES * (1 + both_ways)), 1)
    ends = np.concatenate([source, target]), np.concatenate([target, source])
    known: dict[tuple[int, int], list[float]] = {}
    for one, other, each in zip(*ends, value, strict=False):
        known.setdefault((int(one), int(other)), []).append(float(each))
    pairs = Pairs.of(source, target, NODES, both_ways=both_ways)
    assert as_dict(pairs.largest(value)) == {
        pair: max(found) for pair, found in sorted(known.items()) if max(found) > 0
    }
    # In the order of rows: sums of the same numbers in another order differ by rounding.
    sums = {pair: added for pair, found in known.items() if abs(added := sum(found)) > 1e-12 * len(found)}
    assert as_dict(pairs.total(value, 1e-12)) == pytest.approx(sums, abs=1e-15)


def as_dict(edges):
    found = dict(zip(zip(edges.source.tolist(), edges.target.tolist(), strict=True), edges.value.tolist(), strict=True))
    assert list(found) == sorted(found)
    return found


def test_no_edges_make_no_pairs(form):
    nothing = np.empty(0, dtype=np.int64)
    edges = Pairs.of(nothing, nothing, 3, both_ways=True).largest(np.empty(0))
    assert (edges.start.tolist(), edges.target.tolist(), edges.value.tolist()) == ([0, 0, 0, 0], [], [])

"""Kernels for deals of few people or nodes: the same numbers as those for many, and as arithmetic done another way."""

from __future__ import annotations

import numpy as np
import pytest

from influence.measures.kernels import dominators, small_dominators, turnover, worlds
from influence.measures.kernels.random import uniform, uniform_table
from influence.measures.leverage import carriers, settled
from influence.measures.listening import listening
from influence.measures.reach import on_nodes
from influence.measures.sides import own_stances


@pytest.fixture
def as_large(monkeypatch):
    """Calls the plain kernels for large deals as if no deal were small."""
    monkeypatch.setattr(dominators, "MOST_NODES", 0)


def of_access(arrays):
    """The arguments that every kernel over the access graph takes first."""
    access = arrays.access()
    edges = access.edges
    return access, (access.node_start, edges.start, edges.target, edges.value)


def test_losses_of_small_deals_are_those_of_the_dominator_tree(many, as_large):
    arrays = many.arrays
    access, given = of_access(arrays)
    weight, found = on_nodes(access, arrays.weight), []
    for kernel in (small_dominators.losses, dominators.losses):
        lost, heads, reached = np.zeros(len(weight)), np.zeros(len(weight)), np.zeros(arrays.n_deals)
        kernel.plain(*given, 0.1, weight, (weight > 0).astype(float), lost, heads, reached, 0, arrays.n_deals)
        found.append((lost, heads, reached))
    assert found[0][0].max() == pytest.approx(1)
    for small, large in zip(*found, strict=True):
        np.testing.assert_allclose(small, large, rtol=0, atol=1e-12)


def test_worst_pairs_of_small_deals_are_those_of_every_pair(many, as_large):
    arrays = many.arrays
    access, given = of_access(arrays)
    weight, candidate = on_nodes(access, arrays.weight), on_nodes(access, np.ones(arrays.n_people)) > 0
    heads, reached = np.zeros(len(weight)), np.zeros(arrays.n_deals)
    seated = (weight > 0).astype(float)
    dominators.losses.plain(*given, 0.1, weight, seated, np.zeros(len(weight)), heads, reached, 0, arrays.n_deals)
    wanted = np.maximum.reduceat(heads, access.node_start[:-1] + 1) < 1
    found = []
    for kernel in (small_dominators.worst_pairs, dominators.worst_pairs):
        pair, loss = np.full((arrays.n_deals, 2), -1), np.zeros(arrays.n_deals)
        kernel.plain(*given, 0.1, weight, candidate, wanted, pair, loss, 0, arrays.n_deals)
        found.append((pair, loss))
    assert (found[0][0] >= 0).any()
    np.testing.assert_array_equal(found[0][0], found[1][0])
    np.testing.assert_allclose(found[0][1], found[1][1], rtol=0, atol=1e-12)


def test_worlds_in_words_are_the_same_worlds_one_by_one(many, as_large):
    arrays = many.only(*many.all_deals[::7]).arrays
    access, given = of_access(arrays)
    weight, size = on_nodes(access, arrays.weight), access.node_start[-1]
    mean, error, total, square = np.zeros((4, size))
    dominators.expected_losses.plain(*given, weight, np.full(arrays.n_deals, 100), 3, mean, error, 0, arrays.n_deals)
    most = int(np.diff(access.edges.start[access.node_start]).max())
    drawn = worlds.sampled(3, np.arange(100), most)
    worlds.expected_losses.plain(*given, weight, *drawn, total, square, 0, arrays.n_deals)
    some = np.ones(size, dtype=bool)
    some[access.node_start[:-1]] = False
    assert mean[some].max() > 0
    np.testing.assert_allclose(total[some] / 100, mean[some], rtol=0, atol=1e-12)
    spread = np.maximum(square / 100 - (total / 100) ** 2, 0.0)
    np.testing.assert_allclose(np.sqrt(spread / 99)[some], error[some], rtol=0, atol=1e-8)


@pytest.mark.parametrize("word", [0, 1, 2**63, 2**64 - 1, 0x0123456789ABCDEF])
def test_bits_are_counted_alike_in_both_forms(word):
    assert worlds.ones.plain(np.uint64(word)) == worlds.ones.fast(np.uint64(word)) == int(word).bit_count()


def test_elimination_solves_what_a_dense_solver_solves(many):
    arrays = many.arrays
    heard, unknown, found = listening(arrays), np.isnan(own_stances(arrays)), settled(arrays)
    for deal in range(arrays.n_deals):
        people = slice(arrays.person_start[deal], arrays.person_start[deal + 1])
        given = np.outer(heard.alike[people], heard.placed[people])
        np.fill_diagonal(given, 0)
        moves = heard.pull[people, people].toarray() + given
        inverse = np.linalg.inv(np.eye(len(moves)) - moves)
        leverage = (1 - heard.openness[people]) * (arrays.weight[people] @ inverse)
        np.testing.assert_allclose(found.leverage[people], leverage, rtol=0, atol=1e-12)
        loose = unknown[people] * (1 - heard.openness[people, None])
        np.testing.assert_allclose(found.moved[people], np.abs(inverse) @ loose, rtol=0, atol=1e-12)
        share = np.abs(arrays.weight[people, None] * inverse)
        through = carriers(arrays)[people]
        for one in np.flatnonzero(through >= 0):
            assert share[through[one] - people.start, one] == pytest.approx(share[:, one].max(), abs=1e-12)


@pytest.mark.parametrize("draws", [1, 19, 20, 21, 1000])
@pytest.mark.parametrize("known", [0, 3, 100])
def test_the_fifth_percentile_is_the_draw_a_twentieth_do_not_exceed(draws, known):
    rng = np.random.default_rng(5)
    leaves, kept = rng.random(12), np.round(rng.uniform(-1, 1, (12, 2)), 1)
    kept[:, 1] *= 1e-300
    item, low = rng.permutation(12), np.zeros((1, 2))
    table = np.array([[uniform(9, draw, k) for draw in range(draws)] for k in range(min(known, 12))]).reshape(-1, draws)
    turnover.fifth_percentiles.plain(np.array([0, 12]), item, leaves, kept, table, draws, 9, low, 0, 1)
    stays = np.array([[uniform(9, draw, item[k]) >= leaves[k] for draw in range(draws)] for k in range(12)])
    expected = np.sort(kept.T @ stays, axis=1)[:, (draws + 19) // 20 - 1]
    np.testing.assert_allclose(low[0], expected, rtol=1e-12, atol=1e-312)


def test_a_table_of_draws_holds_what_is_drawn_one_by_one():
    table = uniform_table(2**31 - 1, np.array([0, 5, 4095]), 3)
    assert table.tolist() == [[uniform(2**31 - 1, draw, item) for draw in (0, 5, 4095)] for item in range(3)]

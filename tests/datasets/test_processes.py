"""Each process by which simulated customers decide, against the same written down plainly."""

from __future__ import annotations

import numpy as np
import pytest

from influence.datasets.processes import PROCESSES, Listeners
from influence.datasets.worlds import STRUCTURES, Correlations, worlds
from influence.measures.listening import listening
from tests.datasets.plain_processes import PLAIN, deals


@pytest.fixture(scope="module")
def world():
    return worlds(np.random.default_rng(3), 40, STRUCTURES, Correlations(0.05, 0.1, 0.3, 0.5), 2)


@pytest.fixture(scope="module")
def plain_deals(world):
    return deals(world)


def test_every_process_is_written_down_plainly():
    assert PLAIN.keys() == PROCESSES.keys()


@pytest.mark.parametrize("process", PROCESSES)
def test_a_process_ends_as_the_plain_one_does(world, plain_deals, process):
    found = PROCESSES[process](world, np.random.default_rng(7))
    plain = list(PLAIN[process](plain_deals, np.random.default_rng(7)))
    np.testing.assert_allclose(found.final, np.concatenate([final for final, _ in plain]), atol=1e-9)
    assert found.winner.tolist() == [winner for _, winner in plain]
    assert len(set(found.winner.tolist())) > 1


def test_somebody_listened_to_everybody_alike(world):
    """Or the plain scripts would not have tried it."""
    assert (listening(world.arrays).alike > 0).any()
    assert (listening(world.arrays).alike == 0).any()
    assert (listening(world.arrays).pull.data < 0).any()


def test_whom_a_person_picks_follows_how_much_they_listen(world):
    """In a thousand draws, every share within five standard errors of what W says."""
    listeners, draws = Listeners(world.arrays), 1000
    rng, people = np.random.default_rng(0), 60
    picked = [listeners.picked(rng.random(len(world.support)))[0][:people] for _ in range(draws)]
    plain = deals(world)
    for person in range(people):
        deal = next(each for each in plain if person in each.people)
        shares = np.abs(deal.W[deal.people.index(person)])
        shares = shares / shares.sum()
        counted = np.bincount([draw[person] for draw in picked], minlength=deal.people[-1] + 1)[deal.people] / draws
        assert (np.abs(counted - shares) <= 5 * np.sqrt(shares * (1 - shares) / draws) + 1e-9).all()

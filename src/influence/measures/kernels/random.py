"""Random numbers that depend on nothing but what they are for: no state to share between threads or deals."""

from __future__ import annotations

import numpy as np

from influence.compiled import Kernel

WORD = (1 << 64) - 1


def _mixed(seed, draw, item):
    mixed = np.uint64(seed) * np.uint64(0x9E3779B97F4A7C15)
    mixed = mixed ^ np.uint64(draw) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = mixed + (np.uint64(item) + np.uint64(1)) * np.uint64(0x94D049BB133111EB)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed = mixed ^ (mixed >> np.uint64(31))
    return np.float64(mixed >> np.uint64(11)) * (1.0 / 9007199254740992.0)


def _mixed_plainly(seed, draw, item):
    """The same of Python's own whole numbers: numpy's, one at a time, take ten times as long."""
    mixed = (int(seed) * 0x9E3779B97F4A7C15) & WORD
    mixed ^= (int(draw) * 0xBF58476D1CE4E5B9) & WORD
    mixed = (mixed + (int(item) + 1) * 0x94D049BB133111EB) & WORD
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & WORD
    mixed ^= mixed >> 31
    return (mixed >> 11) * (1.0 / 9007199254740992.0)


uniform = Kernel(_mixed, plain=_mixed_plainly)
"""A number in [0, 1) that depends on its three arguments only: seed, draw, item (splitmix64 finaliser)."""


def uniform_table(seed, draws, items):
    """The same for each of these draws (columns) and the first `items` (rows), at once."""
    with np.errstate(over="ignore"):
        return _mixed(np.uint64(seed), draws.astype(np.uint64)[None, :], np.arange(items)[:, None])

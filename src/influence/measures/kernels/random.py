"""Random numbers that depend on nothing but what they are for: no state to share between threads or deals."""

from __future__ import annotations

import numpy as np

from influence.measures.kernels import compiled


@compiled
def uniform(seed, draw, item):
    """A number in [0, 1) that depends on its three arguments only (splitmix64 finaliser)."""
    mixed = np.uint64(seed) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= np.uint64(draw) * np.uint64(0xBF58476D1CE4E5B9)
    mixed += (np.uint64(item) + np.uint64(1)) * np.uint64(0x94D049BB133111EB)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return np.float64(mixed >> np.uint64(11)) * (1.0 / 9007199254740992.0)

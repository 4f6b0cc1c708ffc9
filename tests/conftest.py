"""How the tests run: Hypothesis without deadlines, since the first call of a kernel compiles it."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

GATE = os.environ.get("CI") == "true"
settings.register_profile(
    "default",
    deadline=None,
    max_examples=25 if GATE else 60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    # The gate judges a change, not the luck of the draw; at a desk and under "thorough" every run looks elsewhere.
    derandomize=GATE,
)
settings.register_profile("thorough", settings.get_profile("default"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

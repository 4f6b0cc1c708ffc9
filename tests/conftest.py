"""How the tests run: Hypothesis without deadlines, since the first call of a kernel compiles it; deals to share."""

from __future__ import annotations

import gc
import os
import random

# Workers share the cores: threads of a library that wait for each other by spinning, as those of OpenMP do, would take
# them from the other workers. Said before any library is there to read it, and to every process that a test starts.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings

# Graphs and pages are made of very many objects, few of which are ever waste in circles.
gc.set_threshold(100_000, 20, 20)
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
# Commands speak English here, whatever the terminal is set to.
os.environ["LC_ALL"] = "C.UTF-8"
# Set once, so that the workers of one run draw the same deals.
SEED = int(os.environ.setdefault("DEALS_SEED", "0" if GATE else str(random.randrange(2**32))))


def pytest_configure(config: pytest.Config) -> None:
    """Let tests that stand together run together: what they share is then made in one worker, not in each."""
    if config.getoption("dist", "no") == "load":
        config.option.dist = "worksteal"


def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays to the end: thousands of tests and every module."""
    gc.collect()
    gc.freeze()


def pytest_report_header() -> str:
    """How to draw the shared deals again."""
    return f"shared deals: DEALS_SEED={SEED}"


@pytest.fixture(scope="session")
def many_tables() -> dict[str, pd.DataFrame]:
    """Hundreds of random deals, half of them with ratings, facts and several rivals; change copies only."""
    from tests.random_deals import deal_rows, drawn, side_by_side

    examples = 3 * settings.default.max_examples
    return side_by_side(
        [example for told in (False, True) for example in drawn(deal_rows(3, told=told), examples, SEED)]
    )


@pytest.fixture(scope="session")
def many(many_tables: dict[str, pd.DataFrame]):
    """Those deals as one graph, on which a law is checked for all of them at once."""
    from influence import StakeholderGraph

    return StakeholderGraph.from_tables(**many_tables)


@pytest.fixture(scope="session")
def scripts(many):
    """The plain script's account of each of those deals."""
    from benchmarks.plain_networkx import deals
    from influence.tables.schema import TABLES

    return deals({name: many.table(name) for name in TABLES})

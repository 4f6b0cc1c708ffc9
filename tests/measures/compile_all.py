"""Compiles every kernel and keeps it on disk: `python -m tests.measures.compile_all`, before tests run side by side."""

from __future__ import annotations

import influence
from influence import compiled
from tests.measures.test_kernels import tables

if __name__ == "__main__":
    compiled.PLAIN_STEPS = 0
    tables(influence.datasets.load("cooked_duck"))

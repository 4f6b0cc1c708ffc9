"""What a command does without, so that its answer comes sooner."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager

# Whenever so many more objects are there, Python looks for garbage; left to itself, at some hundreds.
OBJECTS = 50_000


@contextmanager
def thriftily() -> Iterator[None]:
    """Look for garbage less often, and have no threads for large matrices, which stand by at full speed.

    Loading packages makes hundreds of thousands of objects, of which hardly any is garbage; and no command has a
    large matrix.
    """
    # Read when numpy is loaded, which is later.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    usual = gc.get_threshold()
    gc.set_threshold(OBJECTS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)

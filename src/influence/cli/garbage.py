"""How often Python looks for objects that only each other know, while a command runs."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Whenever so many more objects are there, Python looks; left to itself, at some hundreds.
OBJECTS = 50_000


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Look less often: loading packages makes hundreds of thousands of objects, of which hardly any is garbage."""
    usual = gc.get_threshold()
    gc.set_threshold(OBJECTS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)

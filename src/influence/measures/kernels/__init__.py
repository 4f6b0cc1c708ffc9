"""Loops that no array operation expresses, compiled by numba when first called; no pandas in here.

Every kernel works on packed arrays of all deals and takes the deals from `first` up to, not including, `last`, so
that threads can share the deals.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any, TypeVar

Kernel = TypeVar("Kernel", bound=Callable[..., Any])

# Below this many deals a second thread costs more than it saves.
WORTH_SHARING = 256


def compiled(function: Kernel) -> Kernel:
    """The function as machine code, kept on disk; kept in memory only where the installation cannot be written to."""
    from numba import njit

    try:
        return njit(cache=True, nogil=True)(function)
    except RuntimeError:
        return njit(nogil=True)(function)


def over_deals(kernel: Callable[..., None], n_deals: int, *arguments: Any) -> None:
    """Run a kernel over all deals, on every core where there are many."""
    if n_deals < WORTH_SHARING:
        kernel(*arguments, 0, n_deals)
        return
    workers = os.cpu_count() or 1
    # More parts than threads, since deals differ in size.
    bounds = [n_deals * part // (8 * workers) for part in range(8 * workers + 1)]
    with ThreadPoolExecutor(workers) as pool:
        parts = [pool.submit(kernel, *arguments, *part) for part in pairwise(bounds)]
        for part in parts:
            part.result()

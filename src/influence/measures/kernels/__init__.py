"""Loops that no array operation expresses: plain Python where little is to do, compiled by numba where much is.

No pandas in here. Every kernel works on packed arrays of all deals and takes the deals from `first` up to, not
including, `last`, so that threads can share the deals.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from itertools import pairwise
from threading import Lock, local
from typing import Any

import numpy as np

from influence.loops.kernel import Kernel

# Below this many deals a second thread costs more than it saves.
WORTH_SHARING = 256
# Threads that need the same kernel must not compile it twice.
_MAKING = Lock()
# Threads that are one of several already, and so share no deals of theirs with others.
_OWN = local()
# What is entered for as long as a kernel is being compiled; `measures` has it said what takes so long.
while_compiling: Callable[[], AbstractContextManager[Any]] = nullcontext


def share_no_deals() -> None:
    """Run every kernel that this thread asks for on this thread alone, as others are busy with other deals."""
    _OWN.alone = True


def over_deals(kernel: Kernel, n_deals: int, *arguments: Any, steps: float | None = None) -> None:
    """Run a kernel over all deals, on every core where there are many.

    `steps` is how many steps its innermost loop takes, about; where not given, one for every number it is given.
    """
    if steps is None:
        steps = sum(argument.size for argument in arguments if isinstance(argument, np.ndarray))
    with _MAKING:
        run = kernel.for_work(steps)
        if not getattr(run, "signatures", (run,)):
            # Compiled, or read from disk, at its first call; one of no deals is enough for that.
            with while_compiling():
                run(*arguments, 0, 0)
    if n_deals < WORTH_SHARING or getattr(_OWN, "alone", False):
        run(*arguments, 0, n_deals)
        return
    workers = os.cpu_count() or 1
    # More parts than threads, since deals differ in size.
    bounds = [n_deals * part // (8 * workers) for part in range(8 * workers + 1)]
    with ThreadPoolExecutor(workers) as pool:
        parts = [pool.submit(run, *arguments, *part) for part in pairwise(bounds)]
        for part in parts:
            part.result()

"""Loops that no array operation expresses: plain Python where little is to do, compiled by numba where much is.

No pandas in here. Every kernel works on packed arrays of all deals and takes the deals from `first` up to, not
including, `last`, so that threads can share the deals.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from contextvars import copy_context
from functools import cache, cached_property, update_wrapper
from importlib.util import find_spec
from itertools import pairwise
from threading import Lock, local
from types import FunctionType
from typing import Any

from influence.speech import say

# Below this many deals a second thread costs more than it saves.
WORTH_SHARING = 256
# Of rows and people it is the steps that count.
STEPS_WORTH_SHARING = 4_000_000
# Up to so many steps of its innermost loop, a kernel is done as plain Python before numba is even loaded.
PLAIN_STEPS = 60_000
# From so many on, plain Python takes seconds, and whoever waits is told how not to.
PATIENCE = 600_000
# Up to so many, array operations that do the same take less time than reading compiled code from disk.
ARRAY_STEPS = 500_000
# The same of code that is there.
READY_STEPS = 10_000
SLOW = (
    "so much is to be scored that compiled loops would be many times as fast as plain Python, with the same numbers: "
    "pip install influence-graph[fast]"
)
# Threads that need the same kernel must not compile it twice.
_MAKING = Lock()
# Threads that are one of several already, and so share no deals of theirs with others.
_OWN = local()
# What is entered for as long as a kernel is being compiled; `measures` has it said what takes so long.
while_compiling: Callable[[], AbstractContextManager[Any]] = nullcontext


class Kernel:
    """A loop in both its forms, with the same numbers: plain Python, and machine code once that is worth its making.

    A number or flag that is written out where a kernel calls another is handed over as `np.int64(-1)` or
    `np.bool_(False)`: as a plain -1 it would be a type of its own, for which the other is compiled once more.

    Parameters
    ----------
    function : callable
        What is compiled.
    plain : callable, optional
        What stands in for it as plain Python, where arrays of one number would make that slow.
    """

    def __init__(self, function: Callable[..., Any], plain: Callable[..., Any] | None = None) -> None:
        update_wrapper(self, function)
        self.function = function
        self.plain = plain or function

    def __call__(self, *arguments: Any) -> Any:
        """The plain form, which is how plain kernels call one another."""
        return self.plain(*arguments)

    @cached_property
    def fast(self) -> Callable[..., Any]:
        """The compiled form, kept on disk, or in memory where the installation cannot be written to.

        The plain one where numba is not installed.
        """
        if find_spec("numba") is None:
            return self.plain
        from numba import njit

        try:
            made = njit(cache=True, nogil=True)(self._linked)
        except RuntimeError:
            made = njit(nogil=True)(self._linked)
        compiled: Callable[..., Any] = made
        return compiled

    @property
    def _linked(self) -> Callable[..., Any]:
        """The function, which calls the compiled form of every kernel that it names."""
        own = self.function.__globals__
        named = {name: own[name] for name in (*self.function.__code__.co_names, "__name__") if name in own}
        known = {name: each.fast if isinstance(each, Kernel) else each for name, each in named.items()}
        return update_wrapper(FunctionType(self.function.__code__, known), self.function)

    def for_work(self, steps: float) -> Callable[..., Any]:
        """The form to take for so many steps; what is compiled already is always taken."""
        if steps <= PLAIN_STEPS and "fast" not in self.__dict__:
            return self.plain
        if steps > PATIENCE and self.fast is self.plain:
            _say_it_is_slow()
        return self.fast

    def for_array_work(self, steps: float) -> Callable[..., Any] | None:
        """The compiled form for so many steps; None where the array operations that do the same are to be taken.

        These are where little is to do, and where numba is not installed.
        """
        worth = steps > (READY_STEPS if "fast" in self.__dict__ else ARRAY_STEPS)
        return self.fast if worth and self.fast is not self.plain else None


@cache
def _say_it_is_slow() -> None:
    """Warn once in a process that so much work is done without a compiler."""
    warnings.warn(say(SLOW), stacklevel=2)


def share_no_deals() -> None:
    """Run every kernel that this thread asks for on this thread alone, as others are busy with other deals."""
    _OWN.alone = True


def _is_to_compile(run: Any) -> bool:
    """Whether its first call is still to come, which compiles it or reads it from disk."""
    return not getattr(run, "overloads", (run,))


def loop(kernel: Kernel, *arguments: Any, steps: float) -> Any:
    """What a kernel returns; `steps` is how many steps its innermost loop takes, about."""
    with _MAKING:
        run = kernel.for_work(steps)
        if _is_to_compile(run):
            with while_compiling():
                return run(*arguments)
    return run(*arguments)


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """The results of all these, in this order; the cores share them, and each says its sentences as if it stood here.

    None of them may have to wait for another, and what two of them need is better made before.
    """
    if getattr(_OWN, "alone", False):
        return [work() for work in works]
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(len(works)) as pool:
        return [made.result() for made in [pool.submit(copy_context().run, work) for work in works]]


def over_deals(kernel: Kernel, n_deals: int, *arguments: Any, steps: float | None = None) -> None:
    """Run a kernel over all deals, on every core where there are many.

    `steps` is how many steps its innermost loop takes, about; where not given, one for every number it is given.
    """
    if steps is None:
        steps = sum(getattr(argument, "size", 0) for argument in arguments)
    # More parts than threads, since deals differ in size.
    _in_parts(kernel, n_deals, arguments, steps, 8 * _cores() if n_deals >= WORTH_SHARING else 1)


def over_rows(kernel: Kernel, count: int, *arguments: Any, steps: float) -> None:
    """Run a kernel over rows or people, of which there are many wherever there is much to do: a part on every core."""
    _in_parts(kernel, count, arguments, steps, _cores() if steps >= STEPS_WORTH_SHARING else 1)


def _in_parts(kernel: Kernel, count: int, arguments: tuple[Any, ...], steps: float, parts: int) -> None:
    """Run a kernel over what it counts up to `count`, in so many parts that threads share."""
    with _MAKING:
        run = kernel.for_work(steps)
        if _is_to_compile(run):
            # One of nothing is enough to have it compiled, or read from disk.
            with while_compiling():
                run(*arguments, 0, 0)
    if parts == 1 or getattr(_OWN, "alone", False):
        run(*arguments, 0, count)
        return
    # Late, so that who only asks for the version does not wait for it.
    from concurrent.futures import ThreadPoolExecutor

    bounds = [count * part // parts for part in range(parts + 1)]
    with ThreadPoolExecutor(_cores()) as pool:
        for done in [pool.submit(run, *arguments, *part) for part in pairwise(bounds)]:
            done.result()


def _cores() -> int:
    return os.cpu_count() or 1

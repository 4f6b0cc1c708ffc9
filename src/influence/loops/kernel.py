"""A loop that no array operation expresses: plain Python where little is to do, compiled by numba where much is."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import cache, cached_property, update_wrapper
from importlib.util import find_spec
from types import FunctionType
from typing import Any

# Up to so many steps of its innermost loop, a kernel is done as plain Python before numba is even loaded.
PLAIN_STEPS = 60_000
# From so many on, plain Python takes seconds, and whoever waits is told how not to.
PATIENCE = 600_000
# Up to so many, array operations that do the same take less time than reading compiled code from disk.
ARRAY_STEPS = 500_000
SLOW = (
    "so much is to be scored that compiled loops would be many times as fast as plain Python, with the same numbers: "
    "pip install influence-graph[fast]"
)


class Kernel:
    """A loop in both its forms, with the same numbers: plain Python, and machine code once that is worth its making.

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
        worth = (steps > ARRAY_STEPS or "fast" in self.__dict__) and self.fast is not self.plain
        return self.fast if worth else None


@cache
def _say_it_is_slow() -> None:
    """Warn once in a process that so much work is done without a compiler."""
    warnings.warn(SLOW, stacklevel=2)

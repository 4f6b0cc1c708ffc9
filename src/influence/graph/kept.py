"""Results made at the first asking and kept with the arrays they come from."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from inspect import signature
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast


class Keeps(Protocol):
    """Whatever keeps results by function and arguments."""

    kept: dict[Hashable, Any]


Source = TypeVar("Source", bound=Keeps)
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def kept(
    make: Callable[Concatenate[Source, Arguments], Result],
) -> Callable[Concatenate[Source, Arguments], Result]:
    """The function or method, which computes its result once for each source and arguments, and never again."""
    parameters = signature(make)

    @lru_cache
    def key(given: tuple[Any, ...], named: tuple[tuple[str, Any], ...]) -> Hashable:
        # Defaults are filled in, so that a default written out is no second question.
        bound = parameters.bind(None, *given, **dict(named))
        bound.apply_defaults()
        return (make, *bound.args[1:], *bound.kwargs.items())

    @wraps(make)
    def ask(source: Source, *given: Arguments.args, **named: Arguments.kwargs) -> Result:
        asked = key(given, tuple(named.items()))
        if asked not in source.kept:
            source.kept[asked] = make(source, *given, **named)
        result: Result = source.kept[asked]
        return result

    return cast(Callable[Concatenate[Source, Arguments], Result], ask)

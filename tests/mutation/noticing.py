"""Whether the tests notice a change."""

from __future__ import annotations

import importlib
import json
import os
import resource
import signal
import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from importlib.machinery import SourceFileLoader
from threading import Lock
from typing import Any

# Loaded before any fork, since each takes longer than most tests.
import hypothesis.strategies
import networkx
import numba
import pandas
import pytest
import scipy.sparse.csgraph

from tests.mutation.chosen import PACKAGE, ROOT, kernels_from, nearest, tests_of
from tests.mutation.in_order import InOrder
from tests.mutation.mutants import Mutant

LOADED = (hypothesis.strategies, networkx, numba, pandas, scipy.sparse.csgraph)
PLUGINS_LEFT_OUT = ("-p", "no:cacheprovider", "-p", "no:nbmake", "-p", "no:xdist", "--override-ini=addopts=")
# What is about the compiling itself.
NOT_COMPILING = ("-k", "not numba and not in_both_forms and not is_compiled")
# Nobody reads why a test failed.
OPTIONS = ("-q", "--tb=no", "--assert=plain", *PLUGINS_LEFT_OUT, *NOT_COMPILING)
PASSED = 0
# A test failed, or could not be imported.
FAILED = (1, 2)
# A test computed for longer than `in_order.SECONDS`.
ENDLESS = -signal.SIGXCPU
BROKEN = 70
# Who has not noticed a change after so many seconds of computing is not asked further.
PATIENCE = 30
FORKING = Lock()


@dataclass(frozen=True)
class Outcome:
    """What the tests made of a change: whether one noticed it, which, and after how many seconds of computing."""

    noticed: bool
    by: str
    seconds: float


@dataclass
class Experience:
    """What earlier runs told, by test: seconds of computing without any change, and how many changes it noticed."""

    seconds: dict[str, float] = field(default_factory=dict)
    noticed: Counter[str] = field(default_factory=Counter)


def outcome(changed: Mutant, experience: Experience) -> Outcome:
    """Run the tests of a file in a process of its own, once the change is made, until one fails or patience ends."""
    status, told = _forked([*tests_of(changed.file)], experience, changed)
    if status not in (PASSED, *FAILED, ENDLESS):
        raise RuntimeError(f"the tests of {changed.file} could not be run: {status}")
    failed = told.get("failed") or ("a test without end" if status == ENDLESS else "an import")
    if status == PASSED:
        return Outcome(False, "", told["in_all"])
    experience.noticed[failed] += 1
    return Outcome(True, failed, told.get("in_all", 0))


def experienced(changes: list[Mutant]) -> Experience:
    """Run the tests of all these changes without any, which must pass, and keep how long each takes."""
    tests = dict.fromkeys(test for changed in changes for test in tests_of(changed.file))
    status, told = _forked([*tests], Experience(), None)
    if status != PASSED:
        raise SystemExit(f"without any change a test fails ({status}): {told.get('failed')}")
    return Experience(told["seconds"])


def _forked(tests: list[str], experience: Experience, changed: Mutant | None) -> tuple[int, dict[str, Any]]:
    """How a process of these tests ended, and what it told."""
    # One at a time, so that no process holds the pipe of another open.
    with FORKING:
        reader, writer = os.pipe()
        process = os.fork()
        if not process:
            os.close(reader)
            _run(tests, _order(experience, changed), changed, writer)
        os.close(writer)
    with os.fdopen(reader) as pipe:
        told = pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    return status, json.loads(told or "{}")


def _order(experience: Experience, changed: Mutant | None) -> InOrder:
    known = (experience.seconds, experience.noticed)
    return InOrder(*known, nearest(changed.file), PATIENCE) if changed else InOrder(*known, set())


def _run(tests: list[str], order: InOrder, changed: Mutant | None, writer: int) -> None:
    """Run the tests in this process, tell of them, and end it."""
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    status = BROKEN
    try:
        os.chdir(ROOT)
        sys.path.insert(0, str(PACKAGE.parent))
        order.limit()
        if changed:
            _change(changed)
            _keep_apart(kernels_from(changed.file))
        status = int(pytest.main([*OPTIONS, "-x", *tests], plugins=[order]))
        if order.stopped:
            status = PASSED
    except Exception:
        # The changed file cannot even be imported.
        status = FAILED[0]
    finally:
        used = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        with os.fdopen(writer, "w") as pipe:
            json.dump({"failed": order.failed, "seconds": {} if changed else order.took, "in_all": used}, pipe)
        os._exit(status)


def _change(changed: Mutant) -> None:
    """Have the changed source imported in place of the file."""
    get_code = SourceFileLoader.get_code

    def code(loader: SourceFileLoader, name: str) -> object:
        path = os.path.realpath(loader.path)
        if path.endswith(os.sep + str(changed.file)):
            return compile(changed.source, loader.path, "exec")
        return get_code(loader, name)

    SourceFileLoader.get_code = code


def _keep_apart(modules: set[str]) -> None:
    """Keep the compiled code of these kernels in memory, since no change must ever get to the code on disk."""
    kernel_class = importlib.import_module("influence.compiled").Kernel
    kept_on_disk = kernel_class.fast.func

    def fast(kernel: Any) -> Any:
        if kernel.function.__module__ in modules:
            return numba.njit(nogil=True)(kernel._linked)
        return kept_on_disk(kernel)

    kernel_class.fast = cached_property(fast)
    kernel_class.fast.__set_name__(kernel_class, "fast")

"""Whether the tests notice a change."""

from __future__ import annotations

import importlib
import os
import re
import resource
import signal
import sys
from collections.abc import Iterator
from functools import cache, partial
from importlib.machinery import SourceFileLoader
from pathlib import Path

# Loaded before any fork, since each takes longer than most tests.
import hypothesis.strategies
import networkx
import pandas
import pytest
import scipy.sparse.csgraph

from tests.mutation.mutants import Mutant

LOADED = (hypothesis.strategies, networkx, pandas, scipy.sparse.csgraph)
ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "influence"
# The whole model written down plainly: every score of hundreds of deals must equal its own.
EVERYWHERE = ("tests/laws/test_against_plain_networkx.py", "tests/laws/test_second_model_against_plain_networkx.py")
# Where tests have other names than what they are about.
WHOLE = {"rules": "tests/rules", "kernels": "tests/measures"}
# Tests of the same names that are about something else, or come last anyway; pages only repeat numbers.
ELSEWHERE = {"cli", "docs", "laws", "mcp", "show", "spark", "write"}
# A change that makes a loop endless is noticed once it has computed for so long, however busy the machine is.
SECONDS = 150
PLAIN = ("-p", "no:cacheprovider", "-p", "no:nbmake", "-p", "no:xdist", "--override-ini=addopts=")
# What is about the compiling itself.
COMPILING = ("-k", "not numba and not in_both_forms and not is_compiled")
OPTIONS = ("-q", "-x", *PLAIN, *COMPILING, "-W", "ignore:Module already imported")
PASSED = 0
# A test failed, or could not be imported.
FAILED = (1, 2)
ENDLESS = -signal.SIGXCPU
BROKEN = 70


def noticed(changed: Mutant) -> bool:
    """Whether a test fails, or does not end, once the change is made."""
    process = os.fork()
    if not process:
        _run(changed)
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    if status not in (PASSED, *FAILED, ENDLESS):
        raise RuntimeError(f"the tests of {changed.file} could not be run: {status}")
    return status != PASSED


def _run(changed: Mutant) -> None:
    """Run the tests in this process, and end it."""
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 10))
    status = BROKEN
    try:
        os.chdir(ROOT)
        _change(changed)
        _run_kernels_as_python()
        status = int(pytest.main([*OPTIONS, *tests_of(changed)]))
    except Exception:
        # The changed file cannot even be imported.
        status = FAILED[0]
    finally:
        os._exit(status)


def _change(changed: Mutant) -> None:
    """Have the changed source imported in place of the file."""
    get_code = SourceFileLoader.get_code

    def code(loader: SourceFileLoader, name: str) -> object:
        path = Path(loader.path)
        if path.parts[-len(changed.file.parts) :] == changed.file.parts:
            return compile(changed.source, loader.path, "exec")
        return get_code(loader, name)

    SourceFileLoader.get_code = code
    sys.path.insert(0, str(PACKAGE.parent))


def _run_kernels_as_python() -> None:
    """Compile nothing: it takes a minute a change, and what is compiled is kept where no change must ever get to."""
    compiled = importlib.import_module("influence.compiled")
    compiled.Kernel.fast = property(cache(lambda kernel: partial(kernel.function)))


def tests_of(changed: Mutant) -> list[str]:
    """The tests about a file or about who imports it, by their names, all of a rule or a kernel, the plain model."""
    about = dict.fromkeys(path for name in _readers(changed.file) for path in _tests_called(name))
    whole = [tests for part, tests in WHOLE.items() if part in changed.file.parts]
    return [*whole, *about, *EVERYWHERE]


def _tests_called(name: str) -> list[str]:
    """The tests called after a file, then those that import it."""
    every = [path for path in sorted((ROOT / "tests").rglob("test_*.py")) if not ELSEWHERE & set(path.parts)]
    words = re.compile(rf"\.{name} import|^from influence import .*\b{name}\b", re.MULTILINE)
    importing = [path for path in every if words.search(path.read_text(encoding="utf-8"))]
    called = [path for path in every if path.name.startswith(f"test_{name}")]
    return [str(path.relative_to(ROOT)) for path in dict.fromkeys([*called, *importing])]


def _readers(file: Path) -> Iterator[str]:
    """Names of the file, of the files that import it, and of those that import these."""
    yield file.stem
    direct = _importing({file.stem})
    yield from sorted(direct)
    yield from sorted(_importing(direct) - direct)


def _importing(names: set[str]) -> set[str]:
    """Names of the files of these folders that import one of these."""
    words = re.compile(rf"^\s*from influence\.\S*\b({'|'.join(map(re.escape, names))})\b", re.MULTILINE)
    files = [
        path for folder in ("analysis", "measures", "outcomes", "rules") for path in (PACKAGE / folder).rglob("*.py")
    ]
    return {path.stem for path in files if names and words.search(path.read_text(encoding="utf-8"))} - {"__init__"}

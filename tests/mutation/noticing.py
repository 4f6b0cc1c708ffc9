"""Whether the tests notice a change."""

from __future__ import annotations

import os
import re
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path

# Loaded before any fork, since each takes longer than most tests.
import hypothesis.strategies
import networkx
import numba
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
# Tests of the same names that are about something else, or come last anyway.
ELSEWHERE = {"laws", "spark", "write"}
# A change that makes a loop endless is noticed by waiting.
SECONDS = 400
PLAIN = ("-p", "no:cacheprovider", "-p", "no:nbmake", "-p", "no:xdist", "--override-ini=addopts=")
OPTIONS = ("-q", "-x", *PLAIN, "-W", "ignore:Module already imported")
PASSED = 0
# A test failed, or could not be imported.
FAILED = (1, 2)
COMPILED = tempfile.TemporaryDirectory()
BROKEN = 70


def noticed(changed: Mutant) -> bool:
    """Whether a test fails, or does not end, once the change is made."""
    status = _status(changed)
    if status not in (PASSED, *FAILED):
        raise RuntimeError(f"the tests of {changed.file} could not be run: {status}")
    return status != PASSED


def _status(changed: Mutant) -> int:
    """What the tests end with, run in a process of their own."""
    process = os.fork()
    if not process:
        _run(changed)
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.2)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return FAILED[0]


def _run(changed: Mutant) -> None:
    """Run the tests in this process, and end it."""
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    status = BROKEN
    try:
        os.chdir(ROOT)
        _change(changed)
        status = int(pytest.main([*OPTIONS, *tests_of(changed)]))
    finally:
        os._exit(status)


def _change(changed: Mutant) -> None:
    """Have the changed source imported in place of the file."""
    if "kernels" in changed.file.parts:
        # What is compiled is kept on disk, where a change must never get to.
        numba.config.CACHE_DIR = tempfile.mkdtemp(dir=COMPILED.name)
    get_code = SourceFileLoader.get_code

    def code(loader: SourceFileLoader, name: str) -> object:
        path = Path(loader.path)
        if path.parts[-len(changed.file.parts) :] == changed.file.parts:
            return compile(changed.source, loader.path, "exec")
        return get_code(loader, name)

    SourceFileLoader.get_code = code
    sys.path.insert(0, str(PACKAGE.parent))


def tests_of(changed: Mutant) -> list[str]:
    """The tests about a file or about who imports it, by their names, all of a rule or a kernel, the plain model."""
    about = dict.fromkeys(path for name in _readers(changed.file) for path in _tests_called(name))
    whole = [tests for part, tests in WHOLE.items() if part in changed.file.parts]
    return [*whole, *about, *EVERYWHERE]


def _tests_called(name: str) -> list[str]:
    """The tests called after a file, then those that import it."""
    every = [path for path in sorted((ROOT / "tests").rglob("test_*.py")) if not ELSEWHERE & set(path.parts)]
    importing = [path for path in every if f".{name} import" in path.read_text(encoding="utf-8")]
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

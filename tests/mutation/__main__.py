"""Change one thing at a time in what computes the numbers, and see whether a test notices.

    python -m tests.mutation --mutants 60 --seed 0

Draws so many places of `analysis/`, `measures/` and `rules/` at random, changes each in a copy of the package (a
comparison, an operation, a number, a condition), and runs the tests that are about that file, then the laws that hold
for every analysis. Prints a line for each change nobody noticed. Kernels are changed as plain Python, which the tests
of the kernels run beside the compiled ones.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.mutation.mutants import Mutant, mutant, places

ROOT = Path(__file__).parents[2]
FOLDERS = ("analysis", "measures", "rules")
# Tests that hold for every analysis, the quick ones first.
EVERYWHERE = ("tests/laws", "tests/measures")
SECONDS = 240


def drawn(count: int, seed: int) -> list[Mutant]:
    """So many changes, drawn from all there could be."""
    package = ROOT / "src" / "influence"
    files = sorted(path for folder in FOLDERS for path in (package / folder).rglob("*.py"))
    every = [(path, number) for path in files for number in range(places(path))]
    chosen = random.Random(seed).sample(every, min(count, len(every)))
    print(f"{len(every)} places could be changed; {len(chosen)} are", flush=True)
    return [mutant(path, number, path.relative_to(ROOT / "src")) for path, number in chosen]


def tests_of(changed: Mutant) -> Iterator[str]:
    """The tests about a file, by its name, then those about everything."""
    name = changed.file.stem
    yield from (str(path.relative_to(ROOT)) for path in sorted((ROOT / "tests").rglob(f"test_{name}*.py")))
    yield from EVERYWHERE


def noticed(changed: Mutant, copy: Path) -> bool:
    """Whether a test fails once the change is made in the copy."""
    file = copy / changed.file
    before = file.read_text(encoding="utf-8")
    file.write_text(changed.source, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(copy), "CI": "true", "NUMBA_DISABLE_JIT": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:nbmake"]
    try:
        return any(_fails([*command, tests, "--override-ini=addopts="], environment) for tests in tests_of(changed))
    finally:
        file.write_text(before, encoding="utf-8")


def _fails(command: list[str], environment: dict[str, str]) -> bool:
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode == 1


def main() -> int:
    """Print who was not noticed, and how many were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    began, alive = time.perf_counter(), []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(ROOT / "src" / "influence", copy / "influence")
        for changed in (chosen := drawn(asked.mutants, asked.seed)):
            if not noticed(changed, copy):
                alive.append(changed)
                print(f"not noticed: {changed}", flush=True)
    print(f"{len(chosen) - len(alive)} of {len(chosen)} noticed, in {time.perf_counter() - began:.0f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

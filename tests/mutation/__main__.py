"""Change one thing at a time in what computes the numbers, and see whether a test notices.

    python -m tests.mutation --mutants 60 --seed 0

Draws so many places of `analysis/`, `measures/` and `rules/` at random, changes each (a comparison, an operation, a
number, a condition) as the file is imported, never on disk, and runs the tests that are about that file, then the whole
model written down plainly. Prints a line for each change, and at the end the changes nobody noticed. Each runs in a
process of its own, forked once the libraries are loaded, and ends at the first test that fails. Of the kernels only
those that hold the change are compiled anew; all others are read from disk.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from tests.mutation.chosen import PACKAGE
from tests.mutation.mutants import Mutant, mutant, places
from tests.mutation.noticing import Experience, experienced, outcome

FOLDERS = ("analysis", "measures", "rules")


def drawn(count: int, seed: int, only: str) -> list[Mutant]:
    """So many changes, drawn from all there could be."""
    files = sorted(path for folder in FOLDERS for path in (PACKAGE / folder).rglob("*.py") if only in str(path))
    every = [(path, number) for path in files for number in range(places(path))]
    chosen = random.Random(seed).sample(every, min(count, len(every)))
    print(f"{len(every)} places could be changed; {len(chosen)} are", flush=True)
    return [mutant(path, number, path.relative_to(PACKAGE.parent)) for path, number in chosen]


def told(changed: Mutant, experience: Experience) -> bool:
    """Whether it was noticed, said on a line of its own."""
    found = outcome(changed, experience)
    words = f"noticed by {found.by}" if found.noticed else "NOT NOTICED"
    print(f"{found.seconds:.1f} s: {changed}: {words}", flush=True)
    return found.noticed


def main() -> int:
    """Print what was noticed, and how many of all were."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutants", type=int, default=60, help="how many changes to draw")
    parser.add_argument("--seed", type=int, default=0, help="which draw")
    parser.add_argument("--only", default="", metavar="PART", help="of files whose path has this part")
    parser.add_argument("--at-once", type=int, default=2, help="how many run side by side")
    asked = parser.parse_args()
    began = time.perf_counter()
    chosen = drawn(asked.mutants, asked.seed, asked.only)
    experience = experienced(chosen)
    print(f"their {len(experience.seconds)} tests pass without any change", flush=True)
    with ThreadPoolExecutor(asked.at_once) as pool:
        seen = list(pool.map(partial(told, experience=experience), chosen))
    print(f"{sum(seen)} of {len(seen)} noticed, in {time.perf_counter() - began:.0f} s")
    for changed in (changed for changed, was in zip(chosen, seen, strict=True) if not was):
        print(f"not noticed: {changed}")
    return 0


if __name__ == "__main__":
    # Few examples, drawn the same each time: as the gate runs them.
    os.environ["CI"] = "true"
    sys.exit(main())

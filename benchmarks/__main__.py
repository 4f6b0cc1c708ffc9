"""How fast is all of it, and how much faster than other ways? One command, one run, one page.

    python -m benchmarks            # measure everything, some eight minutes on two idle cores, and write the page
    python -m benchmarks --quick    # a tenth of everything, to see that it runs; writes nothing

Every section runs in a process of its own (`sections.py`); numbers of other libraries are asserted to equal ours. The
tables go into docs/benchmarks.md, where goals and causes stand beside them.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from importlib.metadata import version
from typing import Any

from benchmarks.measuring import in_own_process
from benchmarks.tables import PAGE, filled, tables

PACKAGES = ("numpy", "pandas", "scipy", "numba", "pyarrow", "networkx", "igraph", "rustworkx")


def measured(part: int) -> dict[str, Any]:
    """The figures of every section, each of a `part`-th of its deals or people."""
    sizes = [size // part for size in (1_000, 20_000, 100_000)]
    return {
        "scored": [in_own_process("scored", size) for size in sizes],
        "plainly": in_own_process("plainly", sizes[1], max(60 // part, 3)),
        "loops": in_own_process("loops", sizes[1], 2_000 // part),
        "large": [in_own_process("large", size // part) for size in (10**5, 10**6)],
        "files": in_own_process("from_files", sizes[1]),
        "start": in_own_process("start"),
        "details": in_own_process("details", 5_000 // part),
        "machine": machine(),
    }


def machine() -> str:
    """The versions and the machine, in words."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    cores = f"{os.cpu_count()} cores of {platform.machine()}, {platform.system()}"
    return f"Measured on {cores}, with Python {platform.python_version()}, {packages}."


def main(*options: str) -> None:
    """Measure, print the tables, and write them into the page."""
    begin, quick = time.perf_counter(), "--quick" in options
    made = tables(measured(10 if quick else 1))
    for text in made.values():
        print(f"{text}\n")
    print(f"measured in {time.perf_counter() - begin:.0f} s")
    if not quick:
        PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), made), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

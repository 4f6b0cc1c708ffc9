"""Seconds and memory of a piece of work, each in a process of its own so that nothing measured before counts."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event, Thread
from typing import Any

ROOT = Path(__file__).parents[1]
EVERY = 0.005


class Measured:
    """What was made, in how many seconds by the clock and of computing; and how many bytes it took, most and at last.

    The memory is looked at every five milliseconds.
    """

    def __init__(self, work: Callable[[], Any]) -> None:
        gc.collect()
        before, over = resident(), Event()
        self.bytes = 0
        watcher = Thread(target=self._watch, args=(before, over), daemon=True)
        watcher.start()
        begun, computing = time.perf_counter(), time.process_time()
        self.made = work()
        self.seconds, self.computing = time.perf_counter() - begun, time.process_time() - computing
        over.set()
        watcher.join()
        self.kept = resident() - before

    def _watch(self, before: int, over: Event) -> None:
        while not over.wait(EVERY):
            self.bytes = max(self.bytes, resident() - before)


def resident() -> int:
    """The bytes of memory that this process uses now; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def in_own_process(section: str, *arguments: object) -> dict[str, Any]:
    """The figures of one section, measured in a process of its own."""
    done = run([sys.executable, "-m", "benchmarks.sections", section, *map(str, arguments)], {})
    figures: dict[str, Any] = json.loads(done[0].splitlines()[-1])
    return figures


def run(command: list[str], environment: Mapping[str, str]) -> tuple[str, float, float]:
    """What a command prints, and its seconds by the clock and of computing."""
    import resource

    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    # As in an installation, where Python has compiled every module once.
    surroundings = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "", **environment}
    done = subprocess.run(command, cwd=ROOT, env=surroundings, check=True, stdout=subprocess.PIPE, text=True)
    seconds, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

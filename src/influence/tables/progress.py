"""One line on a terminal that says what takes so long; nothing where nobody looks on, nothing about what is quick.

The command line shows the line (`shown_on`); whatever may take long says what it does (`doing`), wherever it runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import copy_context
from threading import Event, Thread
from time import monotonic
from typing import TextIO

from influence.tables.language import say

PATIENCE = 2.0
"""So many seconds pass before anything is said."""
EVERY = 0.5
_CLEAR = "\r\x1b[K"


class _Task:
    """Something being done, and how much of it is done, 0 to 1; None where that is not known."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.share: float | None = None

    def done(self, share: float) -> None:
        """So much of it is done, 0 to 1."""
        self.share = share


# What is being done now, the whole first, its parts behind it; shared by all threads.
_tasks: list[_Task] = []
_shown = Event()


@contextmanager
def doing(what: str) -> Iterator[Callable[[float], None]]:
    """Say what is done within it, where it takes long; gives a function to tell which share is done, 0 to 1."""
    task = _Task(what)
    _tasks.append(task)
    try:
        yield task.done
    finally:
        _tasks.remove(task)


def compiling() -> AbstractContextManager[object]:
    """Say within it that loops are being compiled."""
    return doing(say("Compiling once, which takes about 20 seconds in all"))


@contextmanager
def shown_on(stream: TextIO) -> Iterator[None]:
    """Within it, show what takes long on this stream, if it is a terminal and nobody shows it yet."""
    if _shown.is_set() or not stream.isatty():
        yield
        return
    _shown.set()
    over = Event()
    teller = Thread(target=copy_context().run, args=(_tell, stream, over), daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()
        _shown.clear()


def _tell(stream: TextIO, over: Event) -> None:
    """Write the line anew every half second for as long as anything is being done."""
    begun, shown = monotonic(), False
    while not over.wait(EVERY):
        if not _tasks:
            begun = monotonic()
        line = _line(monotonic() - begun) if monotonic() - begun >= PATIENCE else ""
        if line or shown:
            stream.write(_CLEAR + line)
            stream.flush()
        shown = bool(line)
    if shown:
        stream.write(_CLEAR)
        stream.flush()


def _line(seconds: float) -> str:
    """What is being done, how much of the whole is done, and for how long already."""
    tasks = list(_tasks)
    if not tasks:
        return ""
    share = tasks[0].share
    done = "" if share is None else f"{share:.0%}, "
    return f"{tasks[-1].what} … {done}{say('{seconds} s', seconds=f'{seconds:.0f}')}"

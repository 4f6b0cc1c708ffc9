"""Files written whole or not at all: beside first, then in place of what was there."""

from __future__ import annotations

import errno
import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from influence.errors import InfluenceError, require_folder_of
from influence.tables.language import say

# What a table can be written to.
ENDINGS = (".csv", ".xlsx", ".parquet")
REMEDY = "make room, close it where it is open, or give another name"


def write_whole(contents: Mapping[Path, bytes]) -> None:
    """Write these files, all or none: where one cannot be written, what was there stays as it was.

    Parameters
    ----------
    contents : mapping of pathlib.Path to bytes
        What each file is to hold; their folders must exist.

    Raises
    ------
    InfluenceError
        A folder is missing, or a file cannot be written; nothing half-written is left.
    """
    beside: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            require_folder_of(path)
            # Where a link leads, not the link, is what is written.
            place = path.resolve()
            if place.is_dir():
                raise InfluenceError(say("{path} is a folder; give the name of a file", path=repr(str(path))))
            beside[place] = place.with_name(f".{uuid4().hex}.part")
            beside[place].write_bytes(content)
            if place.exists():
                shutil.copymode(place, beside[place])
        for place, part in beside.items():
            os.replace(part, place)
    except OSError as error:
        raise InfluenceError(
            say(
                "{path} cannot be written: {error}; {remedy}",
                path=repr(str(path)),
                error=_reason(error),
                remedy=say(REMEDY),
            )
        ) from error
    finally:
        for part in beside.values():
            part.unlink(missing_ok=True)


def made_folder(folder: Path) -> Path:
    """Make the folder where it is missing, and those above it.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    pathlib.Path

    Raises
    ------
    InfluenceError
        There is a file of that name, or the folder cannot be made.
    """
    if folder.exists() and not folder.is_dir():
        raise InfluenceError(say("{folder} is a file; give the name of a folder", folder=repr(str(folder))))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        remedy = say("give the name of another folder")
        raise InfluenceError(
            say(
                "the folder {folder} cannot be made: {error}; {remedy}",
                folder=repr(str(folder)),
                error=_reason(error),
                remedy=remedy,
            )
        ) from error
    return folder


def made(content: Callable[[], bytes], path: Path) -> bytes:
    """What a package makes of a table for this file, which it may need room on the disk for."""
    failures: tuple[type[Exception], ...] = (OSError, *_of_lxml())
    with _quiet():
        try:
            return content()
        except failures as error:
            reason = _reason(error)
        # What is half made is thrown away here, while nobody hears its complaints.
        gc.collect()
    raise InfluenceError(
        say("{path} cannot be written: {reason}; {remedy}", path=repr(str(path)), reason=reason, remedy=say(REMEDY))
    )


def _of_lxml() -> tuple[type[Exception], ...]:
    """What openpyxl lets through of a full disk where lxml is installed, which it then writes by."""
    lxml: Any = sys.modules.get("lxml.etree")
    return (lxml.SerialisationError,) if lxml else ()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the tracebacks of objects that fail once more as they are thrown away from the reader."""
    before = sys.unraisablehook
    sys.unraisablehook = lambda _: None
    try:
        yield
    finally:
        sys.unraisablehook = before


def _reason(error: Exception) -> str:
    said = getattr(error, "strerror", None) or str(error)
    # Of lxml comes a code such as IO_ENOSPC.
    code = getattr(errno, said.removeprefix("IO_"), None) if said.startswith("IO_") else None
    return os.strerror(code) if code else said.partition(". Detail:")[0]

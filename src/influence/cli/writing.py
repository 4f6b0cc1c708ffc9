"""Tables written or printed, and files that were read kept from being written over."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from influence.errors import InfluenceError
from influence.tables.language import say
from influence.write.files import ENDINGS


def endings() -> str:
    """What the name of a table ends in."""
    return say("{most} or {last}", most=", ".join(ENDINGS[:-1]), last=ENDINGS[-1])


def table_place(text: str) -> Path | str:
    """Where a table can be written to: a file, or a database by its address."""
    path = Path(text)
    if "://" in text:
        return text
    if path.suffix.casefold() not in ENDINGS:
        wrong = "{text} does not end in {endings}, and is no database like duckdb:///x.db"
        raise argparse.ArgumentTypeError(say(wrong, text=repr(text), endings=endings()))
    return path


def add_out(command: argparse.ArgumentParser) -> None:
    """Let a command write its table instead of printing it."""
    words = "write to this file ({kinds}) or database (duckdb:///x.db) instead of printing CSV"
    command.add_argument("--out", type=table_place, metavar=say("FILE"), help=say(words, kinds=endings()))


def require_not_read(out: Path | str, source: Path, files: Iterable[object]) -> None:
    """Refuse to write over a file that was read; a database gets a table of its own."""
    if isinstance(out, str):
        return
    read = {source.resolve(), *((source / str(file)).resolve() for file in files)}
    if out.is_file() and out.resolve() in read:
        wrong = "{path} was just read; give another name, or add --force to overwrite it"
        raise InfluenceError(say(wrong, path=repr(str(out))))

"""What a command found or wrote, handed out: as tables and places for people, or all in one as JSON (--json)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from influence.tables.language import say

if TYPE_CHECKING:
    import pandas as pd

    from influence.graph.stakeholder_graph import StakeholderGraph

HELP = "print one JSON object: rows, names, reasons, what is unknown, assumed, left out or faulty ('influence schema')"


def add_json(command: argparse.ArgumentParser) -> None:
    """Let a command answer in JSON."""
    command.add_argument("--json", action="store_true", help=say(HELP))


def table(
    graph: StakeholderGraph, rows: pd.DataFrame, options: argparse.Namespace, *, reasons: pd.DataFrame | None = None
) -> None:
    """Write a table to the file or database asked for, or print it."""
    written = None if options.out is None else save(rows, options.out, options.command, force=options.force)
    if options.json:
        json(options, graph, rows=rows, reasons=reasons, written=written)
    elif written is not None:
        print(written)
    else:
        from influence.cli.messages import harmless
        from influence.write.spreadsheet import as_csv

        sys.stdout.write(harmless(as_csv(rows)))


def save(rows: pd.DataFrame, out: Path | str, name: str, *, force: bool) -> Path | str:
    """Write a table to a file, or to a database under its name."""
    if isinstance(out, Path):
        from influence.write.spreadsheet import save as to_file

        return to_file(rows, out)
    from influence.write.databases import save_to_database

    return save_to_database(rows, out, name=NAMES.get(name, name), force=force)


# What the tables of a command are called, where not as the command is.
NAMES = {"score": "scores", "check": "notes"}


def place(written: object, options: argparse.Namespace, graph: StakeholderGraph | None = None) -> None:
    """Say where a file or folder was written."""
    if options.json:
        json(options, graph, written=written)
    else:
        print(written)


def json(options: argparse.Namespace, graph: StakeholderGraph | None = None, **found: Any) -> None:
    """Print an answer as JSON; what was found as `Found` takes it."""
    from influence import __version__
    from influence.write.json_answers import Found, answer, as_text

    sys.stdout.write(as_text({"influence": __version__, **answer(options.command, graph, Found(**found))}))

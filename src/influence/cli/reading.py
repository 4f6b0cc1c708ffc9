"""What commands read: the path, how it is to be read, and of which day and language the answer is."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from influence.cli import handing_out
from influence.cli.answers import direction, kind, scale
from influence.cli.day import on_the_day
from influence.cli.deals import deals_named
from influence.cli.formats import TABLES, Formats, graph_read
from influence.cli.language import of_terminal
from influence.cli.writing import require_not_read
from influence.tables.language import chosen, say, speak
from influence.tables.progress import doing

if TYPE_CHECKING:
    from influence.graph.stakeholder_graph import StakeholderGraph

Run = Callable[["StakeholderGraph", argparse.Namespace], None]


class _Source(argparse.Action):
    """What to read: `path` for what asks about files, `source` as it was typed, since an address is no path."""

    def __call__(self, parser: object, options: argparse.Namespace, typed: Any, option: object = None) -> None:
        options.source, options.path = typed, Path(typed)


def add_reading(command: argparse.ArgumentParser, run: Callable[[argparse.Namespace], None]) -> None:
    """Let a command run on what is read: the path, and all that says how to read what is there."""
    command.set_defaults(run=run)
    command.add_argument(
        "path", action=_Source, metavar=say("path"),
        help=say("a folder of CSV files named after the tables, a .zip or .xlsx; or an export, with --format"),
    )  # fmt: skip
    _add_answers(command)
    handing_out.add_json(command)


def _add_answers(command: argparse.ArgumentParser) -> None:
    """What a reader may have to be told; an "influence.toml" beside the data can say the same."""
    format = command.add_argument("--format", metavar=say("FORMAT"))
    # Only now: Python 3.14 tries a help text as it is added, and would load every reader to say the version.
    format.choices, format.help = Formats(), say("where it comes from: %(choices)s; default: {format}", format=TABLES)
    command.add_argument(
        "--scale", action="append", default=[], type=scale, metavar=say("COLUMN=LOW:HIGH"),
        help=say("the scale the files use for a measure, such as support=1:5; 5:1 where 1 is the highest"),
    )  # fmt: skip
    command.add_argument(
        "--kind", action="append", default=[], type=kind, metavar=say("[WORD=]KIND"),
        help=say(
            "the kind of relationships without one, such as influences, or of those with a word, friendship=trusts"
        ),
    )  # fmt: skip
    command.add_argument(
        "--direction", action="append", default=[], type=direction, metavar=say("[KIND=]WAY"),
        help=say(
            "how relationships are drawn, source-to-target or target-to-source; of one kind, trusts=source-to-target"
        ),
    )  # fmt: skip
    command.add_argument(
        "--no-infer", action="store_true", help=say("take only what is written; infer nothing from titles")
    )
    command.add_argument(
        "--account-contacts", action="store_true", help=say("on deals without people, take all contacts of the account")
    )
    command.add_argument(
        "--force",
        action="store_true",
        help=say("overwrite the file that was read, or pages that influence did not write"),
    )
    command.add_argument(
        "--columns", type=Path, metavar=say("FILE"),
        help=say(
            "what the columns mean, in a file of 'influence columns' (.toml, .json or .yaml): for any other system"
        ),
    )  # fmt: skip
    command.add_argument(
        "--encoding", metavar=say("NAME"),
        help=say("encoding of the files, such as big5 or cp1250; default: as their bytes tell"),
    )  # fmt: skip
    command.add_argument(
        "--templates", metavar=say("FILE"),
        help=say(
            "which roles a committee must have, by category and amount: a table, or four-roles for the one that comes "
            "along; decides which roles count as filled, and who votes where no vote is recorded"
        ),
    )  # fmt: skip
    command.add_argument("--day-first", choices=("yes", "no"), help=say("whether 3/4/2024 is the third of April"))


def of_deals(run: Run) -> Run:
    """The command, of the deals named alone where some are."""

    def of_deals(graph: StakeholderGraph, options: argparse.Namespace) -> None:
        deals = deals_named(graph, options)
        run(graph.only(*deals) if deals else graph, options)

    return of_deals


def reading(run: Run) -> Callable[[argparse.Namespace], None]:
    """The command, which reads the deals first."""
    return partial(_read_and_run, run)


def _read_and_run(run: Run, options: argparse.Namespace) -> None:
    """Read the deals, speak as they or their reader do, and run."""
    from influence.graph.header_language import language_of

    with doing(say("Reading {path}", path=options.path)):
        graph = graph_read(options)
    if chosen() is None:
        speak(of_terminal() or language_of(graph))
    if not options.force:
        for out in (vars(options).get(name) for name in ("out", "notes")):
            if out is not None:
                require_not_read(out, options.path, graph.files["file"])
    run(on_the_day(graph, options), options)

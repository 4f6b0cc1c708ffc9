"""The command `schema`: what goes in and comes out, for programs that check it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from influence.tables.language import say

HELP = "write what tables and answers look like, for programs"
EXAMPLES = (
    "influence schema tables",
    "influence schema answers",
    "influence schema package deals/",
)


def add_options(command: argparse.ArgumentParser) -> None:
    """What to describe."""
    command.set_defaults(run=run, format=None)
    command.add_argument(
        "what",
        choices=("tables", "answers", "package"),
        help=say("JSON Schema of what goes in (tables) or of --json (answers); or a Frictionless package"),
    )
    command.add_argument(
        "path",
        type=Path,
        metavar=say("path"),
        nargs="?",
        default=Path(),
        help=say("of a package: the folder of CSV files"),
    )


def run(options: argparse.Namespace) -> None:
    """Print the description."""
    from influence.write.schemas import answers_schema, data_package, tables_schema

    if options.what == "package":
        described = data_package(options.path)
    else:
        described = tables_schema() if options.what == "tables" else answers_schema()
    json.dump(described, sys.stdout, indent=2, ensure_ascii=False)
    print()

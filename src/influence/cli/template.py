"""The command `template`: tables to fill in by hand."""

from __future__ import annotations

import argparse
from pathlib import Path

from influence.cli import handing_out
from influence.errors import InfluenceError
from influence.tables.language import say, spoken

EXAMPLES = ("influence template deals.xlsx", "influence template deals/ --locale zh")
HELP = "write tables to fill in by hand, with one example deal"


def add_options(command: argparse.ArgumentParser) -> None:
    """What `template` takes."""
    command.set_defaults(run=run)
    handing_out.add_json(command)
    command.add_argument("path", type=Path, metavar=say("OUT"), help=say("the workbook (.xlsx) or folder to write"))
    command.add_argument("--format", choices=("xlsx", "csv"), help=say("default: xlsx where OUT ends so, else csv"))
    command.add_argument("--force", action="store_true", help=say("overwrite what is there"))


def run(options: argparse.Namespace) -> None:
    """Write the tables, and print where they are."""
    from influence.write.template import WORKBOOK, write_template

    path: Path = options.path
    is_book = path.suffix.casefold() == WORKBOOK
    if options.format == "csv" and is_book:
        raise InfluenceError(
            say(
                "{path} ends in {ending}, but CSV files go into a folder; give the name of a folder",
                path=repr(path.name),
                ending=WORKBOOK,
            )
        )
    if options.format == "xlsx" and not is_book:
        path = path.with_name(path.name + WORKBOOK)
    handing_out.place(write_template(path, language=spoken(), force=options.force), options)

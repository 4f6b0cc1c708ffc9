"""The command `columns`: which column of the files of any system means what, proposed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from influence.cli import handing_out
from influence.errors import InfluenceError
from influence.tables.language import say

EXAMPLES = ("influence columns export/ --out columns.toml", "influence check export/ --columns columns.toml")
HELP = "propose which column of your files means what"


def add_options(command: argparse.ArgumentParser) -> None:
    """What `columns` takes."""
    command.set_defaults(run=run, format=None)
    handing_out.add_json(command)
    command.add_argument(
        "path",
        type=Path,
        metavar=say("path"),
        help=say("a folder or .zip of CSV files, an .xlsx or one file, of any system"),
    )
    command.add_argument(
        "--out", type=Path, metavar=say("FILE"), help=say("write to this file (.toml) instead of printing")
    )


def run(options: argparse.Namespace) -> None:
    """Write or print the proposal."""
    from influence.cli.columns import proposed

    text = proposed(options.path)
    if options.json and options.out is None:
        raise InfluenceError(say("--json says where the proposal was written; add --out columns.toml"))
    if options.out is None:
        sys.stdout.write(text)
    else:
        options.out.write_text(text, encoding="utf-8")
        handing_out.place(options.out, options)

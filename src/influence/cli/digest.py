"""The command `digest`: what changed between two exports, or between two days of one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from influence.cli import handing_out
from influence.cli.day import day
from influence.cli.formats import graph_read
from influence.cli.reading import add_reading, reading
from influence.errors import InfluenceError
from influence.tables.language import say

if TYPE_CHECKING:
    from influence.graph.stakeholder_graph import StakeholderGraph

EXAMPLES = (
    "influence digest friday/ monday/ --out digest.html",
    "influence digest deals/ --from 2024-05-24 --out digest.md",
)
HELP = "write what changed since a day, three lines a deal"


def add_options(command: argparse.ArgumentParser) -> None:
    """What `digest` takes."""
    add_reading(command, reading(run))
    command.add_argument(
        "after", type=Path, nargs="?", metavar=say("AFTER"), help=say("the same deals later, read the same way")
    )
    command.add_argument(
        "--from", dest="since", type=day, metavar=say("DAY"), help=say("of one folder: what changed since then")
    )
    command.add_argument("--to", dest="until", type=day, metavar=say("DAY"), help=say("with --from: until this day"))
    command.add_argument(
        "--out",
        type=Path,
        metavar=say("FILE"),
        default=Path("digest.html"),
        help=say(".html or .md; default: digest.html"),
    )


def run(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    """Write the page, and print where it is."""
    from influence.show.digest import digest

    if (options.after is None) == (options.since is None):
        raise InfluenceError(say("a digest needs two states: give a second folder, or --from DAY for one"))
    if options.until is not None and options.since is None:
        raise InfluenceError(say("--to goes with --from; add --from DAY"))
    if options.since is None:
        before, after = (
            graph,
            graph_read(argparse.Namespace(**vars(options) | {"path": options.after, "source": str(options.after)})),
        )
    else:
        before, after = graph.as_of(options.since), graph if options.until is None else graph.as_of(options.until)
    handing_out.place(digest(before, after).save(options.out, force=options.force), options, after)

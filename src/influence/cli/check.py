"""`influence check`: every fault, and what was done to the rows to read them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from influence.cli import handing_out
from influence.cli.reading import add_reading, reading
from influence.cli.writing import endings, table_place
from influence.tables.language import say

if TYPE_CHECKING:
    from influence.graph.stakeholder_graph import StakeholderGraph

HELP = "list every fault, and what was done to the rows to read them"
EXAMPLES = (
    "influence check deals/",
    "influence check deals.xlsx --scale support=1:5",
    "influence check export.zip --format salesforce --notes notes.csv",
)
MOST_NOTES = 50


def add_options(command: argparse.ArgumentParser) -> None:
    """What a check takes."""
    add_reading(command, reading(run))
    every = say("show every note, not only the first {count}", count=MOST_NOTES)
    command.add_argument("--all", action="store_true", help=every)
    command.add_argument(
        "--notes", type=table_place, metavar=say("FILE"), help=say("write all notes to a {kinds} file", kinds=endings())
    )


def run(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    """Print that nothing is wrong, the rows of each file, and the notes; faults have been told by then."""
    from influence.cli.notes import check_lines

    if options.notes is not None:
        options.notes = handing_out.save(graph.notes, options.notes, "notes", force=options.force)
    if options.json:
        handing_out.json(options, graph, rows=graph.files, written=options.notes)
        return
    for line in check_lines(graph, options.from_file, None if options.all else MOST_NOTES):
        print(line)
    if options.notes is not None:
        print(options.notes)

"""`influence report`: the page of the pipeline, and a page per deal."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from influence.cli import handing_out
from influence.errors import InfluenceError
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.progress import doing

if TYPE_CHECKING:
    from influence.graph.stakeholder_graph import StakeholderGraph

HELP = "write a page of all deals, and a page per deal"
EXAMPLES = (
    "influence report deals/ --out report",
    "influence report deals/ --deal D7 --deal D8",
    "influence report crm.zip --format salesforce --top 20",
)


def add_options(command: argparse.ArgumentParser) -> None:
    """What a report takes beside the data."""
    command.add_argument("--deal", action="append", help="only this deal; may be given several times")
    command.add_argument(
        "--top", type=_count, metavar="N",
        help="a page of their own for the N deals with the largest amounts; default: for all, over 100 deals for none",
    )  # fmt: skip
    command.add_argument("--out", type=Path, metavar="FOLDER", default=Path("report"), help="default: report")


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number, 0 or more")
    return int(text)


def run(graph: StakeholderGraph, options: argparse.Namespace, named: list[object]) -> None:
    """Write the pages and print where they begin."""
    from influence.show.pipeline.reports import save_reports

    if options.out.is_file():
        raise InfluenceError(f"{str(options.out)!r} is a file, and a report is a folder; name a folder with --out")
    # Deals that are named get their pages, however many they are.
    top = len(named) if named and options.top is None else options.top
    deals = named or list(graph.all_deals)
    with doing(say("Writing the pages of {deals}", deals=counted(len(deals), "deal", "deals"))):
        written = save_reports(graph, deals, options.out, top=top, force=options.force)
    handing_out.place(written, options, graph)

"""`influence report`: the page of the pipeline, and a page per deal."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from influence.cli import handing_out
from influence.cli.day import add_day
from influence.cli.deals import add_deals, deals_named
from influence.cli.reading import add_reading, reading
from influence.errors import InfluenceError
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.progress import doing

if TYPE_CHECKING:
    from influence.graph.stakeholder_graph import StakeholderGraph

HELP = "write a page of all deals, and a page per deal"
SLIDES = ".pptx"
OUT = "a folder for pages, or a file ending in .pptx for slides; default: report"
EXAMPLES = (
    "influence report deals/ --out report",
    "influence report deals/ --deal D7 --deal D8",
    "influence report crm.zip --format salesforce --top 20",
    "influence report deals/ --deal D7 --out review.pptx",
)


def add_options(command: argparse.ArgumentParser) -> None:
    """What a report takes."""
    add_reading(command, reading(run))
    add_deals(command)
    command.add_argument(
        "--top", type=_count, metavar=say("N"),
        help=say(
            "a page of their own for the N deals with the largest amounts; default: for all, over 100 deals for none"
        ),
    )  # fmt: skip
    command.add_argument("--out", type=Path, metavar=say("PLACE"), default=Path("report"), help=say(OUT))
    add_day(command)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(say("{text} is not a whole number, 0 or more", text=repr(text)))
    return int(text)


def run(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    """Write the pages, or slides, and print where they begin."""
    write = _slides if options.out.suffix.casefold() == SLIDES else _pages
    handing_out.place(write(graph, options, deals_named(graph, options)), options, graph)


def _slides(graph: StakeholderGraph, options: argparse.Namespace, named: list[object]) -> Path:
    """A slide for each deal named, else for the largest, else for all."""
    from influence.show.pipeline.reports import reported
    from influence.show.slides.slides import slides

    deals = named or reported(graph, list(graph.all_deals), options.top) or list(graph.all_deals)
    with doing(say("Drawing the slides of {deals}", deals=counted(len(deals), "deal", "deals"))):
        return slides(graph, deals=deals).save(options.out, force=options.force)


def _pages(graph: StakeholderGraph, options: argparse.Namespace, named: list[object]) -> Path:
    """A page of all deals, and pages of their own for those named, else for the largest, else for all."""
    from influence.show.pipeline.reports import save_reports

    if options.out.is_file():
        wrong = "{path} is a file, and a report is a folder; name a folder with --out"
        raise InfluenceError(say(wrong, path=repr(str(options.out))))
    # Deals that are named get their pages, however many they are.
    top = len(named) if named and options.top is None else options.top
    deals = named or list(graph.all_deals)
    with doing(say("Writing the pages of {deals}", deals=counted(len(deals), "deal", "deals"))):
        return save_reports(graph, deals, options.out, top=top, force=options.force)

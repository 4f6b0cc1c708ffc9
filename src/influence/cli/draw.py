"""`influence map`: the map of one deal, as a page or a picture."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from influence.cli import handing_out
from influence.cli.day import add_day
from influence.cli.deals import add_deal, one_deal
from influence.cli.reading import add_reading, reading
from influence.tables.language import say

if TYPE_CHECKING:
    from influence.graph.stakeholder_graph import StakeholderGraph

HELP = "draw the map of one deal as a page that opens offline"
EXAMPLES = ("influence map deals/ --out map.html", "influence map deals/ --deal D7 --strategy middle-out")
STRATEGIES = "top-down, middle-out, bottom-up"
_REPORT = "link to the report's page: a path from the map's folder (report/index.html), or https://..."
_OUT = "a page (.html) or a picture (.svg, .png, .pdf); default: map.html"


def add_options(command: argparse.ArgumentParser) -> None:
    """What a map takes."""
    add_reading(command, reading(run))
    add_deal(command)
    command.add_argument(
        "--strategy",
        metavar=say("STRATEGY"),
        help=say("highlight this entry strategy: {strategies}", strategies=STRATEGIES),
    )
    command.add_argument("--report", metavar=say("ADDRESS"), help=say(_REPORT))
    command.add_argument("--out", type=Path, metavar=say("FILE"), default=Path("map.html"), help=say(_OUT))
    add_day(command)


def run(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    """Draw the map and print where it is."""
    from influence.show.map.org_map import org_map

    deal = one_deal(graph, options.deal, "map")
    page = org_map(graph, deal=deal, strategy=options.strategy, report=options.report)
    handing_out.place(page.save(options.out, force=options.force), options, graph)

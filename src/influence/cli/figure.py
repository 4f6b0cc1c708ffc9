"""`influence figure`: a figure of one deal, or of the pipeline, as a file for a slide."""

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

HELP = "draw one figure for a slide"
EXAMPLES = (
    "influence figure committee-coverage deals/ --deal D7 --out coverage.svg",
    "influence figure pipeline deals.xlsx --out pipeline.png",
)
OF_ALL = ("pipeline", "trend")
NAMES = (
    "committee-coverage", "contest", "entry-ranking", "force-field", "leverage-waterfall", "pipeline",
    "plan-trajectory", "power-and-part", "resilience", "strategies", "team-matrix", "trend",
)  # fmt: skip
ENDINGS = (".svg", ".png", ".pdf")
_ENDINGS = ", ".join(ENDINGS)


def add_options(command: argparse.ArgumentParser) -> None:
    """Which figure, and what it takes."""
    command.add_argument(
        "name", choices=NAMES, metavar=say("NAME"), help=say("which figure: {names}", names=", ".join(NAMES))
    )
    add_reading(command, reading(run))
    add_deal(command)
    command.add_argument(
        "--out",
        type=_picture,
        metavar=say("FILE"),
        help=say("write to this file ({endings}); default: the name with .svg", endings=_ENDINGS),
    )
    add_day(command)


def _picture(text: str) -> Path:
    path = Path(text)
    if path.suffix.casefold() not in ENDINGS:
        raise argparse.ArgumentTypeError(say("{text} does not end in {endings}", text=repr(text), endings=_ENDINGS))
    return path


def run(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    """Draw the figure and print where it is."""
    from influence.show import figures
    from influence.show.figures.saving import save_figure

    everything = options.name in OF_ALL and options.deal is None
    deal = None if everything else one_deal(graph, options.deal, "figure")
    draw = getattr(figures, options.name.replace("-", "_"))
    ax = draw(graph if deal is None else graph.only(deal))
    handing_out.place(save_figure(ax, options.out or Path(f"{options.name}.svg")), options, graph)

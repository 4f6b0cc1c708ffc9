"""`influence backtest`: whether scores told the deals we won from those we lost, as a page."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from influence.cli import handing_out
from influence.cli.day import add_day
from influence.cli.reading import add_reading, reading
from influence.errors import InvalidData
from influence.tables.language import say

if TYPE_CHECKING:
    from influence.graph.stakeholder_graph import StakeholderGraph

EXAMPLES = ("influence backtest deals/ --outcomes outcomes.csv --out backtest.html",)
HELP = "write a page on whether scores told won from lost"


def add_options(command: argparse.ArgumentParser) -> None:
    """What a look back takes."""
    add_reading(command, reading(run))
    command.add_argument(
        "--outcomes", type=Path, metavar=say("FILE"), required=True,
        help=say("how the deals ended, a row each: deal, outcome (won, lost or no decision), close date, account"),
    )  # fmt: skip
    command.add_argument(
        "--least",
        type=_two,
        metavar=say("WON:LOST"),
        help=say("fewest deals won and not won to answer with; default: 50:150"),
    )
    command.add_argument(
        "--combine", action="store_true", help=say("learn combinations of the scores too; takes longer")
    )
    command.add_argument(
        "--out", type=Path, metavar=say("FILE"), default=Path("backtest.html"), help=say("default: backtest.html")
    )
    add_day(command)


def run(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    """Judge every score and write the page."""
    from influence.outcomes.backtest import backtest
    from influence.outcomes.matched import FEWEST
    from influence.read.outcomes import outcomes_of
    from influence.show.backtest_page import backtest_page

    outcomes = outcomes_of(options.outcomes, graph.all_deals)
    try:
        found = backtest(graph, outcomes, least=options.least or FEWEST, combine=options.combine)
    except InvalidData as error:
        raise InvalidData(error.problems, {**error.files, "outcomes": options.outcomes}) from error
    written = backtest_page(found).save(options.out, force=options.force)
    if options.json:
        handing_out.json(options, graph, rows=found.by_score, written=written)
        return
    print(found.title)
    print(written)


def _two(text: str) -> tuple[int, int]:
    """Two whole numbers from 1 on."""
    one, _, other = text.partition(":")
    if not all(part.isascii() and part.isdigit() and int(part) >= 1 for part in (one, other)):
        raise argparse.ArgumentTypeError(
            say("{text} is not two whole numbers of 1 or more, such as 50:150", text=repr(text))
        )
    return int(one), int(other)

"""`influence plan`: whom to win, in which order and through whom."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from influence.cli import draw, handing_out
from influence.cli.day import add_day
from influence.cli.deals import add_deals
from influence.cli.reading import add_reading, of_deals, reading
from influence.cli.scoring import for_people
from influence.cli.writing import add_out
from influence.tables.language import say

if TYPE_CHECKING:
    from influence.graph.stakeholder_graph import StakeholderGraph

HELP = "plan whom to win, in which order and through whom"
EXAMPLES = ("influence plan deals/ --deal D7 --steps 3", "influence plan deals/ --strategy top-down --out plan.csv")


def add_options(command: argparse.ArgumentParser) -> None:
    """What a plan takes."""
    add_reading(command, reading(of_deals(run)))
    add_deals(command)
    command.add_argument(
        "--strategy",
        metavar=say("STRATEGY"),
        help=say("use this entry strategy: {strategies}; default: the best", strategies=draw.STRATEGIES),
    )
    most = say("most people to win; default: 6")
    command.add_argument("--steps", type=_at_least_one, default=6, metavar=say("N"), help=most)
    add_out(command)
    add_day(command)


def _at_least_one(text: str) -> int:
    """A whole number from 1 on."""
    if not (text.isascii() and text.isdigit() and int(text) >= 1):
        raise argparse.ArgumentTypeError(say("{text} is not a whole number, 1 or more", text=repr(text)))
    return int(text)


def run(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    """Write or print a row a step."""
    from influence.analysis.penetration_plan import penetration_plan
    from influence.write.readable import readable_plan

    # Nobody is won twice, so more steps than people would only take memory.
    steps = min(options.steps, max(graph.people["deal"].value_counts(), default=1))
    plan = penetration_plan(graph, strategy=options.strategy, steps=steps).detail
    whole = options.json or not for_people(options.out)
    handing_out.table(graph, plan if whole else readable_plan(graph, plan), options)

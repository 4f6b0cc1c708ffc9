"""The command `ask`: a workbook of questions to the team."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from influence.cli import handing_out
from influence.cli.deals import add_deals
from influence.cli.reading import add_reading, of_deals, reading
from influence.tables.language import say, spoken

if TYPE_CHECKING:
    from influence.graph.stakeholder_graph import StakeholderGraph

HELP = "write a workbook of questions, a sheet per team member"
EXAMPLES = ("influence ask deals/ --out questions.xlsx", "influence ask deals/ --deal D7 --locale zh")


def add_options(ask: argparse.ArgumentParser) -> None:
    """What `ask` takes."""
    add_reading(ask, reading(of_deals(run)))
    add_deals(ask)
    ask.add_argument(
        "--out", type=Path, metavar=say("FILE"), default=Path("questions.xlsx"), help=say("default: questions.xlsx")
    )


def run(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    """Write the workbook and print where it is."""
    from influence.write.questions import write_questions

    written = write_questions(graph, options.out, language=spoken(), force=options.force)
    handing_out.place(written, options, graph)

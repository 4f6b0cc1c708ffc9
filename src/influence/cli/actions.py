"""The command `actions`: the tasks of every deal, as a table or as files that a CRM imports."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from influence.cli import handing_out
from influence.cli.deals import add_deals
from influence.cli.reading import add_reading, of_deals, reading
from influence.errors import InfluenceError
from influence.tables.language import say

if TYPE_CHECKING:
    from influence.graph.stakeholder_graph import StakeholderGraph

EXAMPLES = (
    "influence actions deals/ --out tasks.csv",
    "influence actions export/ --format salesforce --for salesforce --out back",
)
HELP = "write what to do next as tasks, also for a CRM to import"
SYSTEMS = ("salesforce", "hubspot", "dynamics")


def add_options(command: argparse.ArgumentParser) -> None:
    """What `actions` takes."""
    add_reading(command, reading(of_deals(run)))
    add_deals(command)
    command.add_argument(
        "--for", dest="crm", choices=SYSTEMS, help=say("write the files of this CRM (with --out FOLDER)")
    )
    command.add_argument(
        "--out",
        type=Path,
        metavar=say("PATH"),
        help=say("a file for the table, a folder for a CRM; default: print CSV"),
    )


def run(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    """Write the tasks, and print where they are."""
    from influence.write.actions import actions, write_actions

    if options.crm is None:
        handing_out.table(graph, actions(graph), options)
        return
    if options.out is None:
        raise InfluenceError(say("--for writes files; add --out FOLDER"))
    files = write_actions(graph, options.out, crm=options.crm)
    handing_out.place("\n".join(map(str, files)), options, graph)

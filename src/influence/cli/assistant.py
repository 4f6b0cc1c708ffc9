"""The command `mcp`: the questions of the library for an assistant, about the one folder named."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from influence.cli.formats import answered, graph_read
from influence.cli.reading import add_reading
from influence.errors import InfluenceError
from influence.tables.language import say

if TYPE_CHECKING:
    from influence.graph.stakeholder_graph import StakeholderGraph

EXAMPLES = ("influence mcp deals/", "influence mcp export/ --format salesforce", "influence mcp deals/ --allow-write")
HELP = "answer an assistant's questions about one folder (MCP)"


def add_options(command: argparse.ArgumentParser) -> None:
    """What the server takes; it reads anew for every answer."""
    add_reading(command, run)
    command.add_argument(
        "--allow-write", action="store_true", help=say("let the assistant add facts and encounters, each as a new file")
    )


def run(options: argparse.Namespace) -> None:
    """Serve until the assistant hangs up."""
    from influence.mcp.folder import Folder
    from influence.mcp.server import server

    folder = Folder(options.path, partial(_read, options), allow_write=options.allow_write)
    server(folder).run()


def _read(options: argparse.Namespace) -> StakeholderGraph:
    """The graph of the folder; what its own answers name must lie in it too."""
    told = argparse.Namespace(**vars(options))
    answered(told)
    for name in ("columns", "templates"):
        file = told.from_file.get(name)
        if isinstance(file, Path) and not file.resolve().is_relative_to(options.path.resolve()):
            raise InfluenceError(
                say(
                    "{name} in influence.toml leads outside the folder: {file}; copy it in",
                    name=name,
                    file=repr(file.name),
                )
            )
    return graph_read(argparse.Namespace(**vars(options)))

"""Which deals a command is about: those named by `--deal`, or the only one there is."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

from influence.errors import InfluenceError
from influence.tables.language import say

if TYPE_CHECKING:
    from influence.graph.stakeholder_graph import StakeholderGraph

MOST_DEALS = 5


def add_deal(command: argparse.ArgumentParser) -> None:
    """Let a command be about one deal."""
    command.add_argument("--deal", metavar=say("DEAL"), help=say("which deal, where there are several"))


def add_deals(command: argparse.ArgumentParser) -> None:
    """Let a command be about some deals only."""
    command.add_argument(
        "--deal", metavar=say("DEAL"), action="append", help=say("only this deal; may be given several times")
    )


def one_deal(graph: StakeholderGraph, deal: str | None, shows: str) -> object:
    """The deal named, or the only one there is."""
    if deal is not None:
        return deal_named(graph, deal)
    if len(graph.all_deals) > 1:
        raise InfluenceError(_which_deal(graph.all_deals.tolist(), shows))
    return None


def _which_deal(deals: Sequence[object], shows: str) -> str:
    """That a map or a figure shows one deal, and how to say which."""
    known = ", ".join(map(str, deals[:MOST_DEALS])) + (" ..." if len(deals) > MOST_DEALS else "")
    parts = {"count": f"{len(deals):,}", "known": known, "first": f"--deal {shlex.quote(str(deals[0]))}"}
    if shows == "map":
        return say("there are {count} deals, {known}, and a map shows one: add {first} for the first of them", **parts)
    return say("there are {count} deals, {known}, and a figure shows one: add {first} for the first of them", **parts)


def deals_named(graph: StakeholderGraph, options: argparse.Namespace) -> list[object]:
    """The deals named, none where all are meant."""
    return [deal_named(graph, deal) for deal in options.deal or ()]


def deal_named(graph: StakeholderGraph, text: str) -> object:
    """The deal whose id reads like this; files may hold whole numbers where the command line has text."""
    by_text = {str(deal): deal for deal in graph.all_deals}
    return by_text.get(text, text)

"""Commands as of a day: the options that say which, and what was left out for it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from influence.errors import InfluenceError
from influence.graph.undated import DROP, KEEP
from influence.tables.language import say
from influence.tables.phrases import counted

if TYPE_CHECKING:
    import pandas as pd

    from influence.graph.stakeholder_graph import StakeholderGraph


NO_DAY = ". People, relationships, seats and the team have no day and are as they are now."


def add_day(command: argparse.ArgumentParser) -> None:
    """Let a command look back."""
    command.add_argument(
        "--as-of", type=day, metavar=say("DAY"),
        help=say("as it was known on this day, such as 2024-05-31: leave out whatever is dated later"),
    )  # fmt: skip
    command.add_argument(
        "--undated", choices=(KEEP, DROP),
        help=say("with --as-of: whether entries that give no day count as known; default: keep"),
    )  # fmt: skip


def on_the_day(graph: StakeholderGraph, options: argparse.Namespace) -> StakeholderGraph:
    """The graph on the day the command was asked for, with a line on what that leaves out; as it is where none was."""
    day, undated = (getattr(options, name, None) for name in ("as_of", "undated"))
    if day is None:
        if undated is not None:
            raise InfluenceError(say("--undated says whether entries without a day count as known; add --as-of DAY"))
        return graph
    then = graph.as_of(day, undated=undated or KEEP)
    print(f"{_left_out(graph, then, day)}{_undated(then)}{say(NO_DAY)}", file=sys.stderr)
    return then


def day(text: str) -> str:
    """A day as an option of the command line has it."""
    from influence.graph.as_of import day_of

    try:
        return str(day_of(text))
    except InfluenceError:
        raise argparse.ArgumentTypeError(say("{text} is not a day; write it as 2024-05-31", text=repr(text))) from None


def _left_out(graph: StakeholderGraph, then: StakeholderGraph, day: str) -> str:
    from influence.graph.as_of import ROWS

    were = {name: len(graph.table(name)) for name in ROWS}
    gone = {name: count - len(then.table(name)) for name, count in were.items()}
    said = [
        say("{count} of {total}", count=f"{gone[name]:,}", total=_rows(name, were[name])) for name in ROWS if gone[name]
    ]
    if not said:
        return say("as of {day}: nothing to leave out", day=day)
    return say("as of {day}: left out {rows}", day=day, rows=say(", ").join(said))


def _undated(then: StakeholderGraph) -> str:
    """How many rows count although nobody knows their day, and what else does."""
    from influence.graph.as_of import ROWS

    counts = {name: _without_a_day(then.table(name), column) for name, column in ROWS.items()}
    said = [_rows(name, count) for name, count in counts.items() if count]
    kept = "; kept without a day: {rows} (leave out: --undated {drop})"
    return say(kept, rows=say(", ").join(said), drop=DROP) if said else ""


def _without_a_day(table: pd.DataFrame, column: str) -> int:
    return int(table[column].isna().sum()) if column in table else len(table)


def _rows(table: str, count: int) -> str:
    return counted(count, table.removesuffix("s"), table)

"""The command line: a folder in, files out.

Exit codes: 0 all went well, 1 the data has faults (one a line, `file:line: column: what is wrong; what to do`), 2 the
command was not understood or a file cannot be written.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from influence.errors import InfluenceError, InvalidData

if TYPE_CHECKING:
    import pandas as pd

    from influence.stakeholder_graph import StakeholderGraph

Run = Callable[["StakeholderGraph", argparse.Namespace], None]

FINE, FAULTS, USAGE = 0, 1, 2
INTERRUPTED = 130
MOST_REPORTS = 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments : sequence of str, optional
        What follows `influence` on the command line; that of this process where none is given.

    Returns
    -------
    int
        The exit code: 0, 1 where the data has faults, 2 where the command was not understood.
    """
    for stream in (sys.stdout, sys.stderr):
        # Names come in any script, whatever the terminal's own encoding.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        options = _parser().parse_args(arguments)
        options.run(_read(options), options)
        sys.stdout.flush()
    except InvalidData as error:
        print(*error.lines(), sep="\n", file=sys.stderr)
        return FAULTS
    except BrokenPipeError:
        # Whoever read our output has enough of it; what is still buffered must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except (InfluenceError, OSError) as error:
        print(f"influence: {error}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    return FINE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="influence", description="Who decides, whom we hold, on whom it hangs, and where to go in next."
    )
    from influence import __version__

    parser.add_argument("--version", action="version", version=f"influence {__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")
    _command(commands, "check", _check, "list every fault of the tables, and what to do about it")
    score = _command(commands, "score", _score, "every score of every deal as CSV, a row each")
    score.add_argument("--out", type=Path, metavar="FILE", help="write there instead of on the screen")
    draw = _command(commands, "map", _map, "the map of one deal as a page that opens offline")
    draw.add_argument("--deal", help="which deal, where there are several")
    draw.add_argument("--strategy", help="highlight this way in: top_down, middle_out or bottom_up")
    draw.add_argument("--out", type=Path, metavar="FILE", default=Path("map.html"), help="default: map.html")
    report = _command(commands, "report", _report, "a page per deal: how it stands, its map and the numbers behind it")
    report.add_argument("--deal", action="append", help="only this deal; may be given several times")
    report.add_argument("--out", type=Path, metavar="FOLDER", default=Path("report"), help="default: report")
    plan = _command(commands, "plan", _plan, "whom to win, in which order and through whom, as CSV, a row a step")
    plan.add_argument("--deal", action="append", help="only this deal; may be given several times")
    plan.add_argument("--strategy", help="go in this way: top_down, middle_out or bottom_up; default: the best of each")
    plan.add_argument("--steps", type=_at_least_one, default=6, metavar="N", help="most people to win; default: 6")
    plan.add_argument("--out", type=Path, metavar="FILE", help="write there instead of on the screen")
    return parser


def _command(commands: Any, name: str, run: Run, help: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=help, description=help.capitalize() + ".")
    command.set_defaults(run=run)
    command.add_argument("path", type=Path, help="a folder of CSV files named after the tables, a .zip, or an .xlsx")
    command.add_argument(
        "--scale", action="append", default=[], type=_scale, metavar="COLUMN=LOW:HIGH",
        help="the scale the files use for a measure, such as support=1:5",
    )  # fmt: skip
    return command


def _scale(text: str) -> tuple[str, tuple[float, float]]:
    """`support=1:5` as a column and its ends."""
    column, _, ends = text.partition("=")
    low, _, high = ends.partition(":")
    try:
        return column, (float(low), float(high))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} does not read COLUMN=LOW:HIGH, such as support=1:5") from None


def _at_least_one(text: str) -> int:
    """A whole number from 1 on."""
    if not (text.isascii() and text.isdigit() and int(text) >= 1):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number, 1 or more")
    return int(text)


def _read(options: argparse.Namespace) -> StakeholderGraph:
    from influence.read import tables

    return tables(options.path, scale=dict(options.scale))


def _check(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    print(f"no faults in {graph}".replace("StakeholderGraph: ", ""))


def _score(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    from influence.portfolio import score

    _write(score(graph), options.out)


def _plan(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    from influence.analysis.penetration_plan import penetration_plan

    deals = [_named(graph, deal) for deal in options.deal or ()]
    kept = graph.only(*deals) if deals else graph
    # Nobody is won twice, so more steps than people would only take memory.
    steps = min(options.steps, max(kept.people["deal"].value_counts(), default=1))
    _write(penetration_plan(kept, strategy=options.strategy, steps=steps).detail, options.out)


def _write(table: pd.DataFrame, out: Path | None) -> None:
    """The table as CSV, on the screen where no file is named."""
    from influence.spreadsheet import as_csv

    text = as_csv(table)
    if out is None:
        sys.stdout.write(text)
    else:
        # The mark at the start lets spreadsheets tell UTF-8 apart.
        out.write_text(text, encoding="utf-8-sig", newline="")
        print(out)


def _map(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    from influence.show import org_map

    deal = None if options.deal is None else _named(graph, options.deal)
    print(org_map(graph, deal, strategy=options.strategy).save(options.out))


def _report(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    from influence.show.pipeline import save_reports

    deals = [_named(graph, deal) for deal in options.deal] if options.deal else list(graph.all_deals)
    if len(deals) > MOST_REPORTS and not options.deal:
        raise InfluenceError(
            f"there are {len(deals):,} deals, and a page each would be too many; name those you want with --deal, "
            "and see 'influence score' for all of them"
        )
    print(save_reports(graph, deals, options.out))


def _named(graph: StakeholderGraph, text: str) -> object:
    """The deal whose id reads like this; files may hold whole numbers where the command line has text."""
    by_text = {str(deal): deal for deal in graph.all_deals}
    return by_text.get(text, text)


if __name__ == "__main__":
    sys.exit(main())

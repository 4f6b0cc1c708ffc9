"""The command line: tables or an export in, files out."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from influence.cli import ask, backtest, scoring
from influence.cli.answers import direction, kind, scale
from influence.cli.day import add_day, on_the_day
from influence.cli.formats import TABLES, Formats, answered, graph_read
from influence.cli.writing import require_not_read, write_or_print
from influence.errors import InfluenceError, InvalidData
from influence.write.files import ENDINGS

# What works is imported where it works, so that the version and the help are told at once.
if TYPE_CHECKING:
    from influence.graph.stakeholder_graph import StakeholderGraph

Run = Callable[["StakeholderGraph", argparse.Namespace], None]

FINE, FAULTS, USAGE = 0, 1, 2
INTERRUPTED = 130
MOST_NOTES = 50
MOST_REPORTS = 100
MOST_DEALS = 5
_ENDINGS = f"{', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"
_MAP_FILE = "a page (.html) or a picture (.svg, .png, .pdf); default: map.html"
_WRITE = f"write to this file ({_ENDINGS}) instead of printing CSV"
_STRATEGIES = "top-down, middle-out or bottom-up"
EXIT_CODES = f"""exit codes:
  {FINE}  fine
  {FAULTS}  the data has faults, each printed as file:line: column: what is wrong; what to do
  {USAGE}  the command was not understood, or a file cannot be written"""
EXAMPLES: Mapping[str, Sequence[str]] = {
    "": (
        "influence template deals.xlsx",
        "influence check deals.xlsx",
        "influence report deals.xlsx --out report",
        "influence COMMAND --help",
    ),
    "check": (
        "influence check deals/",
        "influence check deals.xlsx --scale support=1:5",
        "influence check export.zip --format salesforce --notes notes.csv",
    ),
    "score": (
        "influence score deals/",
        "influence score deals.xlsx --out scores.xlsx",
        "influence score deals/ --keep-going --out scores.csv",
        "influence score deals/ --as-of 2024-05-31",
    ),
    "map": ("influence map deals/ --out map.html", "influence map deals/ --deal D7 --strategy middle-out"),
    "report": ("influence report deals/ --out report", "influence report deals/ --deal D7 --deal D8"),
    "plan": ("influence plan deals/ --deal D7 --steps 3", "influence plan deals/ --strategy top-down --out plan.csv"),
    "backtest": ("influence backtest deals/ --outcomes outcomes.csv --out backtest.html",),
    "ask": ask.EXAMPLES,
    "columns": ("influence columns export/ --out columns.toml", "influence check export/ --columns columns.toml"),
    "template": ("influence template deals.xlsx", "influence template deals/ --language zh"),
}


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
    parser = _parser()
    if not (sys.argv[1:] if arguments is None else arguments):
        parser.print_help(sys.stderr)
        raise SystemExit(USAGE)
    options = parser.parse_args(arguments)
    try:
        options.run(options)
        sys.stdout.flush()
    except InvalidData as error:
        _tell(error, options)
        return FAULTS
    except BrokenPipeError:
        # Whoever read our output has enough of it; what is still buffered must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except (InfluenceError, OSError) as error:
        from influence.cli.messages import harmless, in_options

        print(f"influence: {harmless(in_options(str(error)))}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    return FINE


def _tell(error: InvalidData, options: argparse.Namespace) -> None:
    """Print every fault."""
    from influence.cli.messages import fault_lines, harmless, suggestion

    # Where none of our tables is there, or one file only, it may be in another format.
    named = bool({"people", "relationships"} & set(error.files))
    ours = options.format == TABLES and "outcomes" not in error.files
    told = suggestion(options.path, named=named) if ours else []
    print(*map(harmless, [*fault_lines(error), *told]), sep="\n", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    from influence import __version__

    described = "Find out who decides in a deal, whom your team covers, what it depends on and where to go in next."
    parser = argparse.ArgumentParser(
        prog="influence",
        description=described,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=_epilog(""),
    )
    parser.add_argument("--version", action="version", version=f"influence {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    check = _command(commands, "check", _check, "list every fault, and what was done to the rows to read them")
    check.add_argument("--all", action="store_true", help=f"show every note, not only the first {MOST_NOTES}")
    check.add_argument("--notes", type=_table_file, metavar="FILE", help=f"write all notes to a {_ENDINGS} file")
    score = _command(commands, "score", _score, "score every deal, one row per deal")
    score.add_argument("--out", type=_table_file, metavar="FILE", help=_WRITE)
    score.add_argument("--keep-going", action="store_true", help=scoring.HELP)
    score.set_defaults(run=_score_or_keep_going)
    draw = _command(commands, "map", _map, "draw the map of one deal as a page that opens offline")
    draw.add_argument("--deal", help="which deal, where there are several")
    draw.add_argument("--strategy", help=f"highlight this entry strategy: {_STRATEGIES}")
    draw.add_argument("--out", type=Path, metavar="FILE", default=Path("map.html"), help=_MAP_FILE)
    report = _command(commands, "report", _report, "write a page per deal: its verdict, its map, its numbers")
    report.add_argument("--deal", action="append", help="only this deal; may be given several times")
    report.add_argument("--out", type=Path, metavar="FOLDER", default=Path("report"), help="default: report")
    plan = _command(commands, "plan", _plan, "plan whom to win, in which order and through whom")
    plan.add_argument("--deal", action="append", help="only this deal; may be given several times")
    plan.add_argument("--strategy", help=f"use this entry strategy: {_STRATEGIES}; default: the best")
    plan.add_argument("--steps", type=_at_least_one, default=6, metavar="N", help="most people to win; default: 6")
    plan.add_argument("--out", type=_table_file, metavar="FILE", help=_WRITE)
    look_back = _command(commands, "backtest", backtest.run, backtest.HELP)
    backtest.add_options(look_back)
    for command in (score, draw, report, plan, look_back):
        add_day(command)
    ask.add_options(_command(commands, "ask", _ask, "write a workbook of questions, a sheet per team member"))
    _add_columns(commands)
    _add_template(commands)
    return parser


def _added(commands: Any, name: str, help: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=help, description=help.capitalize() + ".", epilog=_epilog(name),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    return command


def _epilog(name: str) -> str:
    """What stands below the options: examples and exit codes."""
    return "\n".join(["examples:", *(f"  {line}" for line in EXAMPLES[name]), "", EXIT_CODES])


def _add_columns(commands: Any) -> None:
    columns = _added(commands, "columns", "propose which column of your files means what")
    columns.set_defaults(run=_columns, format=None)
    columns.add_argument("path", type=Path, help="a folder or .zip of CSV files, an .xlsx or one file, of any system")
    columns.add_argument("--out", type=Path, metavar="FILE", help="write to this file (.toml) instead of printing")


def _add_template(commands: Any) -> None:
    template = _added(commands, "template", "write tables to fill in by hand, with one example deal")
    template.set_defaults(run=_template)
    template.add_argument("path", type=Path, metavar="OUT", help="the workbook (.xlsx) or folder to write")
    template.add_argument("--language", choices=("en", "zh"), default="en", help="default: en")
    template.add_argument("--format", choices=("xlsx", "csv"), help="default: xlsx where OUT ends so, else csv")
    template.add_argument("--force", action="store_true", help="overwrite what is there")


def _command(commands: Any, name: str, run: Run, help: str) -> argparse.ArgumentParser:
    command = _added(commands, name, help)
    command.set_defaults(run=partial(_read_and_run, run))
    command.add_argument(
        "path", type=Path,
        help="a folder of CSV files named after the tables, a .zip or .xlsx; or an export, with --format",
    )  # fmt: skip
    _add_answers(command)
    return command


def _add_answers(command: argparse.ArgumentParser) -> None:
    """What a reader may have to be told; an "influence.toml" beside the data can say the same."""
    command.add_argument(
        "--format", choices=Formats(), metavar="FORMAT",
        help=f"where it comes from: %(choices)s; default: {TABLES}",
    )  # fmt: skip
    command.add_argument(
        "--scale", action="append", default=[], type=scale, metavar="COLUMN=LOW:HIGH",
        help="the scale the files use for a measure, such as support=1:5; 5:1 where 1 is the highest",
    )  # fmt: skip
    command.add_argument(
        "--kind", action="append", default=[], type=kind, metavar="[WORD=]KIND",
        help="the kind of relationships without one, such as influences, or of those with a word, friendship=trusts",
    )  # fmt: skip
    command.add_argument(
        "--direction", action="append", default=[], type=direction, metavar="[KIND=]WAY",
        help="how relationships are drawn, source-to-target or target-to-source; of one kind, trusts=source-to-target",
    )  # fmt: skip
    command.add_argument("--no-infer", action="store_true", help="take only what is written; infer nothing from titles")
    command.add_argument(
        "--account-contacts", action="store_true", help="on deals without people, take all contacts of the account"
    )
    command.add_argument(
        "--force", action="store_true", help="overwrite the file that was read, or pages that influence did not write"
    )
    command.add_argument(
        "--columns", type=Path, metavar="FILE",
        help="what the columns mean, in a file of 'influence columns' (.toml, .json or .yaml): for any other system",
    )  # fmt: skip
    command.add_argument("--day-first", choices=("yes", "no"), help="whether 3/4/2024 is the third of April")


def _table_file(text: str) -> Path:
    """A file that a table can be written to."""
    path = Path(text)
    if path.suffix.casefold() not in ENDINGS:
        raise argparse.ArgumentTypeError(f"{text!r} does not end in {_ENDINGS}")
    return path


def _at_least_one(text: str) -> int:
    """A whole number from 1 on."""
    if not (text.isascii() and text.isdigit() and int(text) >= 1):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number, 1 or more")
    return int(text)


def _check(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    from influence.cli.notes import check_lines

    for line in check_lines(graph, options.from_file, None if options.all else MOST_NOTES):
        print(line)
    if options.notes is not None:
        write_or_print(graph.notes, options.notes)


def _score(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    from influence.analysis.score import score

    write_or_print(score(graph), options.out)


def _score_or_keep_going(options: argparse.Namespace) -> None:
    if options.keep_going:
        scoring.keep_going(options, answered(options))
    else:
        _read_and_run(_score, options)


def _plan(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    from influence.analysis.penetration_plan import penetration_plan

    deals = [_named(graph, deal) for deal in options.deal or ()]
    kept = graph.only(*deals) if deals else graph
    # Nobody is won twice, so more steps than people would only take memory.
    steps = min(options.steps, max(kept.people["deal"].value_counts(), default=1))
    write_or_print(penetration_plan(kept, strategy=options.strategy, steps=steps).detail, options.out)


def _ask(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    deals = [_named(graph, deal) for deal in options.deal or ()]
    ask.run(graph.only(*deals) if deals else graph, options)


def _read_and_run(run: Run, options: argparse.Namespace) -> None:
    graph = graph_read(options)
    if not options.force:
        for out in (vars(options).get(name) for name in ("out", "notes")):
            if out is not None:
                require_not_read(out, options.path, graph.files["file"])
    run(on_the_day(graph, options), options)


def _columns(options: argparse.Namespace) -> None:
    from influence.cli.columns import proposed

    text = proposed(options.path)
    if options.out is None:
        sys.stdout.write(text)
    else:
        options.out.write_text(text, encoding="utf-8")
        print(options.out)


def _template(options: argparse.Namespace) -> None:
    from influence.write.template import WORKBOOK, write_template

    path: Path = options.path
    is_book = path.suffix.casefold() == WORKBOOK
    if options.format == "csv" and is_book:
        raise InfluenceError(
            f"{path.name!r} ends in {WORKBOOK}, but CSV files go into a folder; give the name of a folder"
        )
    if options.format == "xlsx" and not is_book:
        path = path.with_name(path.name + WORKBOOK)
    print(write_template(path, language=options.language, force=options.force))


def _map(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    from influence.show.map.org_map import org_map

    if options.deal is None and len(graph.all_deals) > 1:
        raise InfluenceError(_which_deal(graph.all_deals.tolist()))
    deal = None if options.deal is None else _named(graph, options.deal)
    print(org_map(graph, deal=deal, strategy=options.strategy).save(options.out, force=options.force))


def _which_deal(deals: Sequence[object]) -> str:
    """That a map shows one deal, and how to say which."""
    known = ", ".join(map(str, deals[:MOST_DEALS])) + (" ..." if len(deals) > MOST_DEALS else "")
    first = f"--deal {shlex.quote(str(deals[0]))}"
    return f"there are {len(deals):,} deals, {known}, and a map shows one: add {first} for the first of them"


def _report(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    from influence.show.report.index_page import save_reports

    deals = [_named(graph, deal) for deal in options.deal] if options.deal else list(graph.all_deals)
    if len(deals) > MOST_REPORTS and not options.deal:
        raise InfluenceError(
            f"there are {len(deals):,} deals, too many for a page each; choose some with --deal, "
            "or score them all with 'influence score'"
        )
    if options.out.is_file():
        raise InfluenceError(f"{str(options.out)!r} is a file, and a report is a folder; name a folder with --out")
    print(save_reports(graph, deals, options.out, force=options.force))


def _named(graph: StakeholderGraph, text: str) -> object:
    """The deal whose id reads like this; files may hold whole numbers where the command line has text."""
    by_text = {str(deal): deal for deal in graph.all_deals}
    return by_text.get(text, text)


if __name__ == "__main__":
    sys.exit(main())

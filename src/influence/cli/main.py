"""The command line: tables or an export in, files out."""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from influence.cli import (
    actions,
    ask,
    assistant,
    backtest,
    digest,
    draw,
    figure,
    handing_out,
    propose,
    report,
    schema,
    scoring,
    template,
)
from influence.cli.answers import direction, kind, scale
from influence.cli.day import add_day, on_the_day
from influence.cli.deals import deal_named, one_deal
from influence.cli.formats import TABLES, Formats, answered, graph_read
from influence.cli.garbage import rarely_collecting
from influence.cli.language import Help, add_language, argparse_speaking, of_terminal, speak_as_asked, speak_as_parsed
from influence.cli.writing import endings, require_not_read, table_place
from influence.errors import InfluenceError, InvalidData
from influence.tables.language import chosen, listening, say, speak
from influence.tables.phrases import sentence
from influence.tables.progress import doing, shown_on

# What works is imported where it works, so that the version and the help are told at once.
if TYPE_CHECKING:
    from influence.graph.stakeholder_graph import StakeholderGraph

Run = Callable[["StakeholderGraph", argparse.Namespace], None]

FINE, FAULTS, USAGE = 0, 1, 2
INTERRUPTED = 130
MOST_NOTES = 50
_WRITE = "write to this file ({kinds}) or database (duckdb:///x.db) instead of printing CSV"
EXIT_CODES = """exit codes:
  {fine}  fine
  {faults}  the data has faults, each printed as file:line: column: what is wrong; what to do
  {usage}  the command was not understood, or a file cannot be written"""
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
        "influence score duckdb:///deals.db --out duckdb:///deals.db",
        "influence score deals/ --keep-going --out scores.csv",
        "influence score deals/ --as-of 2024-05-31",
        "influence score deals/ --json",
    ),
    "map": draw.EXAMPLES,
    "figure": figure.EXAMPLES,
    "report": report.EXAMPLES,
    "plan": ("influence plan deals/ --deal D7 --steps 3", "influence plan deals/ --strategy top-down --out plan.csv"),
    "backtest": ("influence backtest deals/ --outcomes outcomes.csv --out backtest.html",),
    "ask": ask.EXAMPLES,
    "actions": actions.EXAMPLES,
    "digest": digest.EXAMPLES,
    "mcp": assistant.EXAMPLES,
    "columns": propose.EXAMPLES,
    "template": template.EXAMPLES,
    "schema": schema.EXAMPLES,
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
    arguments = sys.argv[1:] if arguments is None else arguments
    with listening(), argparse_speaking(), rarely_collecting():
        speak_as_asked(arguments)
        return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
    """Run one command in the language chosen so far, or chosen on the way."""
    parser = _parser()
    if not arguments:
        parser.print_help()
        return FINE
    options = parser.parse_args(arguments)
    speak_as_parsed(options)
    try:
        with shown_on(sys.stderr), warnings.catch_warnings():
            warnings.showwarning = _say  # type: ignore[assignment]
            options.run(options)
        sys.stdout.flush()
    except InvalidData as error:
        if options.json:
            handing_out.json(options, faults=error)
        else:
            _tell(error, options)
        return FAULTS
    except BrokenPipeError:
        # Whoever read our output has enough of it; what is still buffered must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except (InfluenceError, OSError) as error:
        from influence.cli.messages import harmless, in_options

        told = harmless(in_options(str(error)))
        if options.json:
            handing_out.json(options, error=told)
        print(f"influence: {told}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    return FINE


def _say(message: Warning | str, *_: Any) -> None:
    """Tell a warning in a line, without the place in the code that no user has."""
    print(f"influence: {message}", file=sys.stderr)


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
        description=say(described),
        # So that every command stays a line, whatever its longest option.
        formatter_class=partial(Help, max_help_position=16),
        epilog=_epilog(""),
    )
    add_language(parser)
    shown = say("show program's version number and exit")
    parser.add_argument("--version", action="version", version=f"influence {__version__}", help=shown)
    commands = parser.add_subparsers(required=True, metavar=say("COMMAND"), title=say("commands"))
    check = _command(commands, "check", _check, "list every fault, and what was done to the rows to read them")
    every = say("show every note, not only the first {count}", count=MOST_NOTES)
    check.add_argument("--all", action="store_true", help=every)
    check.add_argument(
        "--notes", type=table_place, metavar=say("FILE"), help=say("write all notes to a {kinds} file", kinds=endings())
    )
    score = _command(commands, "score", _score, "score every deal, one row per deal")
    score.add_argument("--out", type=table_place, metavar=say("FILE"), help=say(_WRITE, kinds=endings()))
    score.add_argument("--keep-going", action="store_true", help=say(scoring.HELP))
    score.set_defaults(run=_score_or_keep_going)
    chart = _command(commands, "map", draw.run, draw.HELP)
    draw.add_options(chart)
    picture = _added(commands, "figure", figure.HELP)
    figure.add_name(picture)
    _add_reading(picture, _figure)
    figure.add_options(picture)
    pages = _command(commands, "report", _report, report.HELP)
    report.add_options(pages)
    plan = _command(commands, "plan", _of_deals(_plan), "plan whom to win, in which order and through whom")
    plan.add_argument(
        "--deal", metavar=say("DEAL"), action="append", help=say("only this deal; may be given several times")
    )
    plan.add_argument(
        "--strategy",
        metavar=say("STRATEGY"),
        help=say("use this entry strategy: {strategies}; default: the best", strategies=draw.STRATEGIES),
    )
    most = say("most people to win; default: 6")
    plan.add_argument("--steps", type=_at_least_one, default=6, metavar=say("N"), help=most)
    plan.add_argument("--out", type=table_place, metavar=say("FILE"), help=say(_WRITE, kinds=endings()))
    look_back = _command(commands, "backtest", backtest.run, backtest.HELP)
    backtest.add_options(look_back)
    for command in (score, chart, picture, pages, plan, look_back):
        add_day(command)
    ask.add_options(_command(commands, "ask", _of_deals(ask.run), ask.HELP))
    tasks = _command(commands, "actions", _of_deals(actions.run), actions.HELP)
    actions.add_options(tasks)
    changes = _command(commands, "digest", digest.run, digest.HELP)
    digest.add_options(changes)
    assistant.add_options(_command(commands, "mcp", _check, assistant.HELP))
    propose.add_options(_added(commands, "columns", propose.HELP))
    template.add_options(_added(commands, "template", template.HELP))
    describe = _added(commands, "schema", schema.HELP)
    describe.set_defaults(run=schema.run, format=None)
    schema.add_options(describe)
    return parser


def _added(commands: Any, name: str, help: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=say(help), description=sentence(say(help)), epilog=_epilog(name),
        formatter_class=Help,
    )  # fmt: skip
    command.set_defaults(command=name, json=False)
    add_language(command)
    return command


def _epilog(name: str) -> str:
    """What stands below the options: examples and exit codes."""
    examples = (f"  {say(line)}" for line in EXAMPLES[name])
    return "\n".join([say("examples:"), *examples, "", say(EXIT_CODES, fine=FINE, faults=FAULTS, usage=USAGE)])


class _Source(argparse.Action):
    """What to read: `path` for what asks about files, `source` as it was typed, since an address is no path."""

    def __call__(self, parser: object, options: argparse.Namespace, typed: Any, option: object = None) -> None:
        options.source, options.path = typed, Path(typed)


def _command(commands: Any, name: str, run: Run, help: str) -> argparse.ArgumentParser:
    command = _added(commands, name, help)
    _add_reading(command, run)
    return command


def _add_reading(command: argparse.ArgumentParser, run: Run) -> None:
    """The path, and all that says how to read what is there."""
    command.set_defaults(run=partial(_read_and_run, run))
    command.add_argument(
        "path", action=_Source, metavar=say("path"),
        help=say("a folder of CSV files named after the tables, a .zip or .xlsx; or an export, with --format"),
    )  # fmt: skip
    _add_answers(command)
    handing_out.add_json(command)


def _add_answers(command: argparse.ArgumentParser) -> None:
    """What a reader may have to be told; an "influence.toml" beside the data can say the same."""
    format = command.add_argument("--format", metavar=say("FORMAT"))
    # Only now: Python 3.14 tries a help text as it is added, and would load every reader to say the version.
    format.choices, format.help = Formats(), say("where it comes from: %(choices)s; default: {format}", format=TABLES)
    command.add_argument(
        "--scale", action="append", default=[], type=scale, metavar=say("COLUMN=LOW:HIGH"),
        help=say("the scale the files use for a measure, such as support=1:5; 5:1 where 1 is the highest"),
    )  # fmt: skip
    command.add_argument(
        "--kind", action="append", default=[], type=kind, metavar=say("[WORD=]KIND"),
        help=say(
            "the kind of relationships without one, such as influences, or of those with a word, friendship=trusts"
        ),
    )  # fmt: skip
    command.add_argument(
        "--direction", action="append", default=[], type=direction, metavar=say("[KIND=]WAY"),
        help=say(
            "how relationships are drawn, source-to-target or target-to-source; of one kind, trusts=source-to-target"
        ),
    )  # fmt: skip
    command.add_argument(
        "--no-infer", action="store_true", help=say("take only what is written; infer nothing from titles")
    )
    command.add_argument(
        "--account-contacts", action="store_true", help=say("on deals without people, take all contacts of the account")
    )
    command.add_argument(
        "--force",
        action="store_true",
        help=say("overwrite the file that was read, or pages that influence did not write"),
    )
    command.add_argument(
        "--columns", type=Path, metavar=say("FILE"),
        help=say(
            "what the columns mean, in a file of 'influence columns' (.toml, .json or .yaml): for any other system"
        ),
    )  # fmt: skip
    command.add_argument(
        "--encoding", metavar=say("NAME"),
        help=say("encoding of the files, such as big5 or cp1250; default: as their bytes tell"),
    )  # fmt: skip
    command.add_argument(
        "--templates", metavar=say("FILE"),
        help=say(
            "which roles a committee must have, by category and amount: a table, or four-roles for the one that comes "
            "along; decides which roles count as filled, and who votes where no vote is recorded"
        ),
    )  # fmt: skip
    command.add_argument("--day-first", choices=("yes", "no"), help=say("whether 3/4/2024 is the third of April"))


def _at_least_one(text: str) -> int:
    """A whole number from 1 on."""
    if not (text.isascii() and text.isdigit() and int(text) >= 1):
        raise argparse.ArgumentTypeError(say("{text} is not a whole number, 1 or more", text=repr(text)))
    return int(text)


def _check(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    from influence.cli.notes import check_lines

    if options.notes is not None:
        options.notes = handing_out.save(graph.notes, options.notes, "notes", force=options.force)
    if options.json:
        handing_out.json(options, graph, rows=graph.files, written=options.notes)
        return
    for line in check_lines(graph, options.from_file, None if options.all else MOST_NOTES):
        print(line)
    if options.notes is not None:
        print(options.notes)


def _score(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    scoring.run(graph, options)


def _score_or_keep_going(options: argparse.Namespace) -> None:
    if options.keep_going:
        scoring.keep_going(options, answered(options))
    else:
        _read_and_run(_score, options)


def _plan(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    from influence.analysis.penetration_plan import penetration_plan
    from influence.write.readable import readable_plan

    # Nobody is won twice, so more steps than people would only take memory.
    steps = min(options.steps, max(graph.people["deal"].value_counts(), default=1))
    plan = penetration_plan(graph, strategy=options.strategy, steps=steps).detail
    whole = options.json or not scoring.for_people(options.out)
    handing_out.table(graph, plan if whole else readable_plan(graph, plan), options)


def _of_deals(run: Run) -> Run:
    """The command, of the deals named alone where some are."""

    def of_deals(graph: StakeholderGraph, options: argparse.Namespace) -> None:
        deals = [deal_named(graph, deal) for deal in options.deal or ()]
        run(graph.only(*deals) if deals else graph, options)

    return of_deals


def _read_and_run(run: Run, options: argparse.Namespace) -> None:
    from influence.graph.header_language import language_of

    with doing(say("Reading {path}", path=options.path)):
        graph = graph_read(options)
    if chosen() is None:
        speak(of_terminal() or language_of(graph))
    if not options.force:
        for out in (vars(options).get(name) for name in ("out", "notes")):
            if out is not None:
                require_not_read(out, options.path, graph.files["file"])
    run(on_the_day(graph, options), options)


def _figure(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    everything = options.name in figure.OF_ALL and options.deal is None
    figure.run(graph, options, None if everything else one_deal(graph, options.deal, "figure"))


def _report(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    report.run(graph, options, [deal_named(graph, deal) for deal in options.deal or ()])


if __name__ == "__main__":
    sys.exit(main())

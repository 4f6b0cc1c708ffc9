"""The command line: tables or an export in, files out."""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from influence.cli import (
    actions,
    ask,
    assistant,
    backtest,
    check,
    digest,
    draw,
    figure,
    handing_out,
    plan,
    propose,
    report,
    schema,
    scoring,
    template,
)
from influence.cli.formats import TABLES
from influence.cli.language import Help, add_language, argparse_speaking, speak_as_asked, speak_as_parsed
from influence.cli.thrift import thriftily
from influence.errors import InfluenceError, InvalidData
from influence.tables.language import listening, say
from influence.tables.phrases import sentence
from influence.tables.progress import shown_on

FINE, FAULTS, USAGE = 0, 1, 2
INTERRUPTED = 130
EXIT_CODES = """exit codes:
  {fine}  fine
  {faults}  the data has faults, each printed as file:line: column: what is wrong; what to do
  {usage}  the command was not understood, or a file cannot be written"""
# In the order in which the help lists them.
COMMANDS: Mapping[str, Any] = {
    "check": check, "score": scoring, "map": draw, "figure": figure, "report": report, "plan": plan,
    "backtest": backtest, "ask": ask, "actions": actions, "digest": digest, "mcp": assistant, "columns": propose,
    "template": template, "schema": schema,
}  # fmt: skip
EXAMPLES: Mapping[str, Sequence[str]] = {
    "": (
        "influence template deals.xlsx",
        "influence check deals.xlsx",
        "influence report deals.xlsx --out report",
        "influence COMMAND --help",
    ),
    **{name: command.EXAMPLES for name, command in COMMANDS.items()},
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
    with listening(), argparse_speaking(), thriftily():
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
    for name, command in COMMANDS.items():
        command.add_options(_added(commands, name, command.HELP))
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


if __name__ == "__main__":
    sys.exit(main())

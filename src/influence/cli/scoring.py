"""The command `score`: every deal's scores for a spreadsheet; with `--keep-going` whatever is wrong with others."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from influence.cli import handing_out
from influence.cli.day import add_day
from influence.cli.formats import answered, required
from influence.cli.reading import add_reading, reading
from influence.cli.writing import add_out, require_not_read
from influence.errors import InfluenceError
from influence.tables.language import say

if TYPE_CHECKING:
    from influence.graph.stakeholder_graph import StakeholderGraph

# Files that people open; the others are for programs.
FOR_PEOPLE = (".csv", ".xlsx")
HELP = "score every deal, one row per deal"
EXAMPLES = (
    "influence score deals/",
    "influence score deals.xlsx --out scores.xlsx",
    "influence score duckdb:///deals.db --out duckdb:///deals.db",
    "influence score deals/ --keep-going --out scores.csv",
    "influence score deals/ --as-of 2024-05-31",
    "influence score deals/ --json",
)
KEEP_GOING = (
    "score every deal without faults, and write what is wrong with the others in a column 'error'; "
    "reads folders of any size, a part at a time (needs --out)"
)

ALONE = "--keep-going does not go with {option}; leave one of them out"


def add_options(command: argparse.ArgumentParser) -> None:
    """What scoring takes."""
    add_reading(command, _run_or_keep_going)
    add_out(command)
    command.add_argument("--keep-going", action="store_true", help=say(KEEP_GOING))
    add_day(command)


def _run_or_keep_going(options: argparse.Namespace) -> None:
    if options.keep_going:
        keep_going(options, answered(options))
    else:
        reading(run)(options)


def keep_going(options: argparse.Namespace, stated: Mapping[str, Any]) -> None:
    """Write the scores of every sound deal and print where they are."""
    from influence.tables.assumptions import Assumptions
    from influence.tables.vocabulary import table_named
    from influence.write.score_files import score_files

    if options.out is None:
        raise InfluenceError(say("--keep-going writes a file; add --out scores.csv"))
    if options.format != "tables":
        raise InfluenceError(say(ALONE, option=f"--format {options.format}"))
    if isinstance(options.out, str) or "://" in options.source:
        raise InfluenceError(say("--keep-going reads and writes files; leave it out to read or write a database"))
    if options.as_of is not None or options.undated is not None:
        raise InfluenceError(say(ALONE, option="--as-of"))
    if not options.force:
        there = options.path.iterdir() if options.path.is_dir() else ()
        require_not_read(options.out, options.path, [file.name for file in there if table_named(file.stem)])
    rest = dict(stated)
    templates = rest.pop("templates", None)
    assumed = None if templates is None else Assumptions(templates=required(templates))
    readable = for_people(options.out)
    handing_out.place(score_files(options.path, options.out, assumptions=assumed, readable=readable, **rest), options)


def run(graph: StakeholderGraph, options: argparse.Namespace) -> None:
    """Write or print the scores: as people read them, but to programs and databases with all their digits."""
    from influence.analysis.diagnose import diagnose
    from influence.analysis.score import score
    from influence.write.readable import readable_scores

    scores = score(graph)
    if options.json:
        handing_out.table(graph, scores, options, reasons=diagnose(graph).detail)
    else:
        handing_out.table(graph, readable_scores(graph, scores) if for_people(options.out) else scores, options)


def for_people(out: Path | str | None) -> bool:
    """Whether a table goes to people, who read it, or to programs."""
    return out is None or (isinstance(out, Path) and out.suffix.casefold() in FOR_PEOPLE)

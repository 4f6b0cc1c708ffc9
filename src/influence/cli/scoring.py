"""The command `score --keep-going`: every deal without faults, whatever the others have and however many there are."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from influence.cli.writing import require_not_read
from influence.errors import InfluenceError

HELP = (
    "score every deal without faults, and write what is wrong with the others in a column 'error'; "
    "reads folders of any size, a part at a time (needs --out)"
)


def keep_going(options: argparse.Namespace, stated: Mapping[str, Any]) -> None:
    """Write the scores of every sound deal and print where they are."""
    from influence.cli.formats import required
    from influence.tables.assumptions import Assumptions
    from influence.tables.vocabulary import table_named
    from influence.write.score_files import score_files

    if options.out is None:
        raise InfluenceError("--keep-going writes a file; add --out scores.csv")
    if options.format != "tables":
        raise InfluenceError(f"--keep-going does not go with --format {options.format}; leave one of them out")
    if options.as_of is not None or options.undated is not None:
        raise InfluenceError("--keep-going does not go with --as-of; leave one of them out")
    if not options.force:
        there = options.path.iterdir() if options.path.is_dir() else ()
        require_not_read(options.out, options.path, [file.name for file in there if table_named(file.stem)])
    rest = dict(stated)
    templates = rest.pop("templates", None)
    assumed = None if templates is None else Assumptions(templates=required(templates))
    print(score_files(options.path, options.out, assumptions=assumed, **rest))

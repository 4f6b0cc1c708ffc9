"""Tables written or printed, and files that were read kept from being written over."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from influence.errors import InfluenceError

if TYPE_CHECKING:
    import pandas as pd


def require_not_read(out: Path, source: Path, files: Iterable[object]) -> None:
    """Refuse to write over what was read."""
    read = {source.resolve(), *((source / str(file)).resolve() for file in files)}
    if out.is_file() and out.resolve() in read:
        raise InfluenceError(f"{str(out)!r} was just read; give another name, or add --force to overwrite it")


def write_or_print(table: pd.DataFrame, out: Path | None) -> None:
    """Write the table to the file named, or print it as CSV."""
    from influence.cli.messages import harmless
    from influence.write.spreadsheet import as_csv, save

    if out is None:
        sys.stdout.write(harmless(as_csv(table)))
    else:
        print(save(table, out))

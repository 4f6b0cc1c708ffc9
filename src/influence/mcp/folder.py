"""The one folder an assistant may see: read when asked, read again when it changes, and added to where allowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from influence.errors import InfluenceError
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.mcp.quoting import named
from influence.tables.language import say
from influence.tables.schema import TABLES
from influence.write.files import write_whole
from influence.write.spreadsheet import as_csv, original

ADDED = "added-"
"""How files of added rows begin; `influence check` lists them as left out until somebody merges them."""
ADDABLE = ("facts", "interactions")
_NUMBERS = ("number", "integer")


class Folder:
    """The deals of one folder, and nothing outside of it.

    Parameters
    ----------
    path : pathlib.Path
        The folder; a file would have others beside it.
    read : callable
        Reads it.
    allow_write : bool
        Whether facts and interactions may be added, each as a new file.

    Raises
    ------
    InfluenceError
        It is no folder.
    """

    def __init__(self, path: Path, read: Callable[[], StakeholderGraph], *, allow_write: bool = False) -> None:
        if not path.is_dir():
            raise InfluenceError(
                say("{path} is no folder; name the folder that the assistant may see", path=repr(str(path)))
            )
        self.path = path.resolve()
        self.allow_write = allow_write
        self._read = read
        self._seen: tuple[Any, StakeholderGraph] | None = None

    def graph(self) -> StakeholderGraph:
        """The deals as they stand in the folder now, with what was added."""
        state = self._state()
        if self._seen is None or self._seen[0] != state:
            self._seen = state, self._with_added(self._read())
        return self._seen[1]

    def add(self, table: str, row: Mapping[str, object]) -> Path:
        """Write one row of a table as a new file and return it; what is there is never written over."""
        if not self.allow_write:
            raise InfluenceError(say("nothing may be written here; start the server with --allow-write to allow it"))
        added = pd.DataFrame([{name: value for name, value in row.items() if value is not None}])
        graph = self.graph()
        _joined(graph, table, added)  # Refused before it is written, where it has faults.
        file = self._new_file(table)
        write_whole({file: as_csv(added).encode("utf-8-sig")})
        return file

    def _new_file(self, table: str) -> Path:
        stamp = f"{ADDED}{table}-{datetime.now():%Y%m%d-%H%M%S}"
        names = (f"{stamp}{'' if number == 1 else f'-{number}'}.csv" for number in range(1, 10_000))
        return next(self.path / name for name in names if not (self.path / name).exists())

    def _files(self) -> list[Path]:
        there = sorted(self.path.iterdir())
        for file in there:
            if not file.resolve().is_relative_to(self.path):
                raise InfluenceError(
                    say("{file} leads outside the folder; copy what it leads to into the folder", file=repr(file.name))
                )
        return [file for file in there if file.is_file()]

    def _state(self) -> Any:
        """What changes whenever a file does."""
        return tuple((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in self._files())

    def _with_added(self, graph: StakeholderGraph) -> StakeholderGraph:
        for table in ADDABLE:
            for file in self._files():
                if file.name.startswith(f"{ADDED}{table}-") and file.suffix == ".csv":
                    graph = _joined(graph, table, _read_back(file))
        return graph


def _read_back(file: Path) -> pd.DataFrame:
    text = pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return text.map(original).replace("", pd.NA)


def _joined(graph: StakeholderGraph, table: str, added: pd.DataFrame) -> StakeholderGraph:
    """The graph with these rows too, which name its own deals, people and members."""
    rows = added.astype(object)
    for column in rows:
        known = TABLES[table][str(column)]
        if known.type in _NUMBERS:
            rows[column] = pd.to_numeric(rows[column])
        elif known.names in ("deal", "person"):
            ids = graph.all_deals if known.names == "deal" else graph.people["person"].unique()
            rows[column] = [None if pd.isna(cell) else named(str(known.names), cell, ids) for cell in rows[column]]
    there = graph.table(table)
    return graph.replaced(**{table: pd.concat([there, rows], ignore_index=True) if len(there) else rows})

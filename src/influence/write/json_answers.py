"""Answers as JSON, for scripts and assistants: one shape for every command; null is never zero."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from influence.errors import InvalidData
from influence.graph.called import NOBODY_MEANT
from influence.graph.stakeholder_graph import StakeholderGraph

Json = dict[str, Any]

PARTS: Mapping[str, str] = {
    "influence": "version of the library",
    "command": "the command that was run",
    "rows": "the answer: a row for each deal, step, file or score, by ids; null where it is unknown or there is none",
    "reasons": "the red flags behind a verdict, each with its rule, evidence and action",
    "names": "what the ids of deals, people and team members stand for, where anybody said so",
    "unknown": "the position (from 0) of each row with gaps, and its columns without a value: unknown, or none where "
    "the column may say so; not who and via, where null is nobody",
    "assumed": "what the model assumes where nobody gave a number",
    "notes": "what was left out, merged, fixed or inferred as the files were read",
    "faults": "what is wrong with the data, each with its remedy; then there is no answer",
    "error": "why there is no answer, where the data is not to blame; else null",
    "written": "the file, folder or table written; else null",
}
LISTS = ("rows", "reasons", "unknown", "notes", "faults")


@dataclass(frozen=True)
class Found:
    """What a command found: the answer's rows, why, where it was written, or what was wrong.

    Attributes
    ----------
    rows, reasons : pandas.DataFrame, optional
        The answer, and the red flags behind it.
    written, error : optional
        The place that was written, and why there is no answer.
    faults : InvalidData, optional
        What is wrong with the data.
    """

    rows: pd.DataFrame | None = None
    reasons: pd.DataFrame | None = None
    written: object = None
    faults: InvalidData | None = None
    error: object = None


NOTHING = Found()


def answer(command: str, graph: StakeholderGraph | None = None, found: Found = NOTHING) -> Json:
    """Put an answer together.

    Parameters
    ----------
    command : str
        What was asked.
    graph : StakeholderGraph, optional
        The deals asked about: their names, assumptions and notes are told too.
    found : Found, optional
        What the command found.

    Returns
    -------
    dict
        With every key of `PARTS` but the version, whatever the command; `json.dumps` takes it as it is.

    Examples
    --------
    >>> import influence
    >>> from influence.write.json_answers import Found, answer
    >>> deal = influence.datasets.load("cooked_duck")
    >>> found = answer("score", deal, Found(influence.score(deal)))
    >>> found["rows"][0]["entry"], found["rows"][0]["agreement"], found["unknown"][0]["columns"][:1]
    ('general manager', None, ['appetite'])
    """
    told = records(found.rows)
    return {
        "command": command,
        "rows": told,
        "reasons": records(found.reasons),
        "names": {} if graph is None else _names(graph),
        "unknown": list(_unknown(told)),
        "assumed": {} if graph is None else plain(graph.assumptions),
        "notes": [] if graph is None else records(graph.notes),
        "faults": [] if found.faults is None else _faults(found.faults),
        "error": None if found.error is None else str(found.error),
        "written": None if found.written is None else str(found.written),
    }


def as_text(answered: Json) -> str:
    """The answer as a line of JSON for each of its parts, in ASCII, so that no terminal takes it for commands."""
    lines = (f"{json.dumps(part)}: {json.dumps(value, allow_nan=False)}" for part, value in answered.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def records(table: pd.DataFrame | None) -> list[Json]:
    """The rows of a table, its named index first."""
    if table is None:
        return []
    named = any(name is not None for name in table.index.names)
    flat = table.reset_index(drop=not named)
    return [{str(column): plain(cell) for column, cell in row.items()} for row in flat.to_dict("records")]


def plain(value: Any) -> Any:
    """A value as JSON has it: days as ISO writes them, infinity in words, no value as null."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | np.ndarray | set | frozenset):
        return [plain(each) for each in value]
    if value is None or bool(pd.isna(value)):
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and math.isinf(value):
        return "infinity" if value > 0 else "-infinity"
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, bool | int | float | str) else str(value)


def _unknown(rows: Iterable[Json]) -> Iterable[Json]:
    for position, row in enumerate(rows):
        columns = [name for name, value in row.items() if value is None and name not in NOBODY_MEANT]
        if columns:
            yield {"row": position, "columns": columns}


def _names(graph: StakeholderGraph) -> Json:
    """The columns that say what an id stands for, of rows that have one of them."""
    named = {"deals": ("deal", "name", "account"), "people": ("deal", "person", "name", "title"),
             "team": ("deal", "member", "function")}  # fmt: skip
    return {table: records(_said(graph.table(table), columns)) for table, columns in named.items()}


def _said(table: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    there = table[[column for column in columns if column in table]]
    ids = [column for column in there if column in ("deal", "person", "member")]
    return there[there.drop(columns=ids).notna().any(axis=1)]


def _faults(error: InvalidData) -> list[Json]:
    """Each fault, with the file that its table came from."""
    files = {table: str(path) for table, path in error.files.items()}
    return [{"file": files.get(fault["table"]), **fault} for fault in records(error.problems)]

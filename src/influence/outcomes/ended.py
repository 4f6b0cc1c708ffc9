"""How deals ended: the table of outcomes read, every fault with its row, its column and its remedy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from influence.errors import InvalidData
from influence.tables.cells import read_column
from influence.tables.frames import as_frame
from influence.tables.language import say
from influence.tables.problems import Problems, Wording
from influence.tables.schema import OUTCOMES as BY_NAME
from influence.tables.schema import TABLES, Column, Table
from influence.tables.spelling import plain
from influence.tables.vocabulary import column_named, is_unknown, values_of

NO_DECISION = "no_decision"
ENDS = (*BY_NAME, NO_DECISION)
"""How a deal ends: we win it, we lose it (to a rival, where some end without a decision), or nobody wins it."""
# What else an end without a decision is called.
_NOBODY = ("no decision", "nodecision", "no purchase", "nobody", "status quo", "不采购", "无决定", "维持现状")

_DEALS = TABLES["deals"]
OUTCOMES = Table(
    "outcomes",
    "how one deal ended",
    (
        _DEALS["deal"],
        Column("outcome", "how it ended; unknown = open", "choice", choices=ENDS),
        _DEALS["close_date"],
        _DEALS["account"],
    ),
    key=("deal",),
)
NEEDED = ("deal", "outcome")


def read_outcomes(given: Any) -> pd.DataFrame:
    """The outcomes by deal: `outcome`, and `close_date` and `account` where they are given, unknown where not."""
    frame, problems = _with_our_headers(as_frame("outcomes", given)), Problems()
    for name in NEEDED:
        if name not in frame:
            problems.add_whole(
                "outcomes",
                name,
                None,
                "is a missing column",
                say("add a column {name}", name=repr(name)),
                code="missing_column",
            )
    doubled = frame.columns[frame.columns.duplicated()].unique()
    for name in doubled:
        remedy = say("keep one column that means this")
        problems.add_whole("outcomes", name, None, "is duplicated", remedy, code="duplicate_column")
    refuse(problems)
    if frame.empty:
        problems.add_whole("outcomes", None, None, "is empty", "list deals that have ended", code="empty_table")
    read = {column.name: _column(frame, column, problems) for column in OUTCOMES.columns}
    twice = pd.Series(read["deal"]).duplicated(keep=False).to_numpy() & pd.notna(read["deal"])
    problems.add(frame, "outcomes", "deal", twice, Wording("duplicate_row", "is duplicated", "keep one row a deal"))
    refuse(problems)
    return pd.DataFrame(read).set_index("deal")


def refuse(problems: Problems) -> None:
    """Raise what was found wrong, if anything was."""
    if problems:
        raise InvalidData(problems.frame)


def _with_our_headers(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with headers as `deals` has them, and the deal as a column where it is the index."""
    if "deal" not in frame and "deal" in frame.index.names:
        frame = frame.reset_index("deal")
    named = {header: column_named("deals", header) for header in frame if header not in OUTCOMES.by_name}
    free = {header: name for header, name in named.items() if name in OUTCOMES.by_name and name not in frame}
    return frame.rename(columns=free)


def _column(frame: pd.DataFrame, column: Column, problems: Problems) -> Any:
    if column.name not in frame:
        return pd.Series(pd.NaT, frame.index).array if column.type == "date" else np.full(len(frame), None)
    if column.type == "choice":
        words = _words()
        frame = frame.assign(**{column.name: [_meant(cell, words) for cell in frame[column.name]]})
    return read_column(frame, "outcomes", column, column.choices, problems).array


def _words() -> Mapping[str, str]:
    return {**values_of(_DEALS["outcome"], ENDS)} | {plain(word): NO_DECISION for word in _NOBODY}


def _meant(cell: Any, words: Mapping[str, str]) -> Any:
    """What a word of the outcome means; the cell itself where it means nothing known."""
    if not isinstance(cell, str):
        return cell
    if is_unknown(cell):
        return None
    meant = words.get(plain(cell))
    return cell if meant is None else meant or None

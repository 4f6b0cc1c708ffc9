"""Answers in JSON: the numbers, the rows behind them, what is unknown, what was assumed, and every name quoted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.mcp.quoting import LABEL, Quoting
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.schema import OUR_SIDE

DIGITS = 6
MOST_ROWS = 50
OUR_COLUMNS = ("score", "what", "code", "severity", "strategy", "gate", "verdict", "act", "phase", "entry_strategy")
"""These hold words of ours, although somebody may have written the same ones."""


def answer(graph: StakeholderGraph, question: str, numbers: pd.DataFrame, **parts: Any) -> dict[str, Any]:
    """The numbers of these deals, a row each, with whatever else there is to say, unknown left out and named.

    Parameters
    ----------
    graph : StakeholderGraph
        The deals that are spoken of.
    question : str
        The question answered.
    numbers : pandas.DataFrame
        A row per deal.
    **parts
        Further parts, by name: tables, or anything that JSON holds.
    """
    quoting = Quoting(graph)
    unknown = sorted({str(name) for name in numbers if numbers[name].isna().any()})
    more = {name: rows_of(part, quoting) if isinstance(part, pd.DataFrame) else part for name, part in parts.items()}
    return {
        "question": question,
        "about_texts": LABEL,
        "deals": rows_of(numbers, quoting),
        **more,
        "unknown": unknown + _unknown(graph),
        "assumed": assumed(graph),
    }


def finding(
    graph: StakeholderGraph, found: Finding, columns: Sequence[str] = (), rows: int = MOST_ROWS, named: bool = True
) -> dict[str, Any]:
    """What an analysis found in one deal: its numbers, and the first rows behind them with these columns."""
    detail = found.detail
    kept = detail[[name for name in columns or detail if name in detail]].head(rows)
    behind = _with_names(graph, kept.reset_index().drop(columns="deal")) if named else kept.reset_index()
    return answer(graph, found.title, found.by_deal, rows=behind, rows_left_out=len(detail) - len(behind))


def rows_of(table: pd.DataFrame, quoting: Quoting) -> list[dict[str, Any]]:
    """The rows with all that is known, by column; a named index goes in front."""
    flat = table.reset_index() if any(table.index.names) else table
    rows = zip(*(flat[name].astype(object) for name in flat), strict=True)
    names = [str(name) for name in flat]
    return [
        {name: _plain(cell, name, quoting) for name, cell in zip(names, row, strict=True) if not pd.isna(cell)}
        for row in rows
    ]


def _plain(cell: Any, column: str, quoting: Quoting) -> Any:
    """The cell as JSON holds it, numbers to six decimals."""
    value = cell.item() if isinstance(cell, np.generic) else cell
    if isinstance(value, str):
        return value if column in OUR_COLUMNS else quoting.said(value)
    if isinstance(value, date):
        return value.isoformat()[:10]
    return round(value, DIGITS) + 0.0 if isinstance(value, float) else value


def _with_names(graph: StakeholderGraph, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the name of the person beside the id, where they have one."""
    people = graph.people
    if "person" not in rows or "name" not in people:
        return rows
    names = rows["person"].map(people.drop_duplicates("person").set_index("person")["name"])
    rows.insert(list(rows).index("person") + 1, "name", names)
    return rows


def _unknown(graph: StakeholderGraph) -> list[str]:
    """How many people nobody knows each measure of."""
    people = graph.people
    told = []
    for name in ("support", "influence", "participation", "openness"):
        missing = int(people[name].isna().sum()) if name in people else len(people)
        if missing:
            told.append(say("{measure} of {count} of {total}", measure=name, count=missing,
                            total=counted(len(people), "person", "people")))  # fmt: skip
    return told


def assumed(graph: StakeholderGraph) -> list[str]:
    """What the model took for granted where nobody knows, in sentences."""
    arrays, people, given = graph.arrays, graph.people, graph.assumptions
    told = []
    if arrays.assumed.any():
        told.append(say("No seat with a vote is recorded in {deals}; the committee is assumed from rank and influence.",
                        deals=counted(arrays.assumed.sum(), "deal", "deals")))  # fmt: skip
    if "support" not in people or people["support"].isna().any():
        told.append(say("Unknown support counts as 0 in the committee's support; its bounds say what it could change."))
    if "openness" not in people or people["openness"].isna().any():
        told.append(say("Unknown openness counts as {number}.", number=f"{given.unknown_openness:g}"))
    if "influence" not in people or people["influence"].isna().any():
        told.append(say("Unknown influence counts as {number}.", number=f"{given.unknown_influence:g}"))
    contacts = graph.contacts
    if not len(contacts) or not (contacts["side"] == OUR_SIDE).any():
        told.append(say("No contact of ours is recorded, so our coverage is unknown, whatever number stands for it."))
    return told

"""What an assistant may add where it is allowed: facts and encounters, each a file of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from influence.graph.as_of import day_of
from influence.mcp.folder import ADDED, Folder
from influence.mcp.quoting import named
from influence.tables.schema import OUR_SIDE


@dataclass(frozen=True)
class Fact:
    """An answer to a question of the checklist, as an assistant gives it."""

    deal: str
    question: str
    answer: str
    source: str | None
    day: str | None
    evidence: int | None


@dataclass(frozen=True)
class Interaction:
    """An encounter of ours with somebody, as an assistant tells it."""

    deal: str
    day: str
    member: str | None
    person: str | None
    kind: str | None
    topic: str | None
    evidence: int | None


def new_fact(folder: Folder, told: Fact) -> dict[str, Any]:
    """Add an answer to a question of the checklist."""
    row = {"deal": _deal(folder, told.deal), "question": told.question, "answer": told.answer, "source": told.source,
           "date": str(day_of(told.day or date.today())), "evidence": told.evidence}  # fmt: skip
    return _told(folder.add("facts", row).name)


def new_interaction(folder: Folder, told: Interaction) -> dict[str, Any]:
    """Add an encounter of ours with somebody."""
    graph = folder.graph()
    who = None if told.person is None else named("person", told.person, graph.people["person"].unique())
    row = {"deal": _deal(folder, told.deal), "interaction": _free_id(graph.interactions),
           "date": str(day_of(told.day)), "side": OUR_SIDE, "member": told.member, "person": who, "kind": told.kind,
           "topic": told.topic, "evidence": told.evidence}  # fmt: skip
    return _told(folder.add("interactions", row).name)


def _deal(folder: Folder, deal: str) -> Any:
    return named("deal", deal, folder.graph().all_deals)


def _free_id(there: pd.DataFrame) -> object:
    """An id that no encounter has, of the sort that they have."""
    ids = there["interaction"]
    if len(ids) and pd.api.types.is_integer_dtype(ids):
        return int(ids.max()) + 1
    taken, number = set(ids.astype(str)), 1
    while f"{ADDED}{number}" in taken:
        number += 1
    return f"{ADDED}{number}"


def _told(file: str) -> dict[str, Any]:
    return {"written": file, "note": f"The server reads {file}; other commands do once its rows stand in their table."}

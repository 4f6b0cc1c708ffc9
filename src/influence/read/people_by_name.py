"""People whom other tables than that of people name by e-mail, position or name: their ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.graph.reader_notes import NoteTaker
from influence.read.files.csv_text import Fault
from influence.read.org_chart import Directory
from influence.tables.keys import all_named_are_there, id_columns
from influence.tables.language import say
from influence.tables.phrases import counted

Tables = dict[str, pd.DataFrame]
Place = tuple[str, str]
Positions = np.ndarray[Any, np.dtype[np.intp]]


def with_ids_for_names(values: Tables, names: Mapping[str, str], taker: NoteTaker, faults: list[Fault]) -> Tables:
    """The tables with ids where somebody's e-mail, position or name stands, noted; a fault where several have it."""
    people = values.get("people")
    if people is None or "person" not in people:
        return values
    for (table, column), strange in _strangers(values).items():
        if len(strange):
            cells = _Cells(table, column, names[table], values[table])
            values = values | {table: _resolved(cells, strange, people, taker, faults)}
    return values


def _strangers(values: Tables) -> dict[Place, Positions]:
    """By table and column, the rows that name somebody who is not among the ids of people, or not of those of the deal.

    Each different id is looked at once, whatever the number of rows and columns that hold it.
    """
    by_deal = "deal" in values["people"]
    columns = {
        (table, column): cells
        for (table, column), cells in id_columns(values, "person").items()
        if by_deal <= ("deal" in values[table])
    }
    if by_deal and all_named_are_there(values, columns):
        return {}
    keys, nobody = _numbered(columns)
    if by_deal:
        deals, _ = _numbered({place: values[place[0]]["deal"] for place in columns})
        size = 1 + max(int(key.max(initial=0)) for key in keys.values())
        keyed = {place: deals[place] * size + key for place, key in keys.items()}
    else:
        keyed = keys
    known = keyed.pop(("people", "person"))
    here = {place: pd.Series(key).isin(known).to_numpy() for place, key in keyed.items()}
    return {place: np.flatnonzero(~there & (keys[place] != nobody)) for place, there in here.items()}


def _numbered(columns: Mapping[Place, pd.Series]) -> tuple[dict[Place, Positions], int]:
    """Each text as a number, the same wherever it stands; and the number of the empty one."""
    texts = [cells.fillna("").astype(str).str.strip() for cells in columns.values()]
    codes, unique = pd.factorize(pd.concat(texts, ignore_index=True))
    ends = np.cumsum([len(cells) for cells in texts])[:-1]
    nobody = np.flatnonzero(unique == "")
    return dict(zip(columns, np.split(codes, ends), strict=True)), int(nobody[0]) if len(nobody) else -1


@dataclass(frozen=True)
class _Cells:
    """A column of a table as read from a file."""

    table: str
    column: str
    file: str
    frame: pd.DataFrame


def _resolved(
    named: _Cells, strange: Positions, people: pd.DataFrame, taker: NoteTaker, faults: list[Fault]
) -> pd.DataFrame:
    """The table with ids in the rows that name somebody otherwise."""
    frame, column = named.frame, named.column
    cells = frame[column].fillna("").astype(str).str.strip()
    directory, read = Directory(people), frame[column].to_numpy(dtype=object, copy=True)
    deals = frame["deal"].tolist() if "deal" in people else [None] * len(frame)
    by: dict[str, int] = {}
    for row in strange.tolist():
        bosses = directory.meant(deals[row], cells.iloc[row])
        if len(bosses) != 1 or bosses[0].by == "id":
            continue
        read[row] = bosses[0].ids[0]
        by[bosses[0].by] = by.get(bosses[0].by, 0) + 1
        if len(bosses[0].ids) > 1:
            problem = say(
                "is the {by} of several people: {ids}", by=bosses[0].by, ids=", ".join(map(repr, bosses[0].ids))
            )
            remedy = say("write the id of the one who is meant")
            line: Any = frame.index[row]
            faults.append(Fault(named.table, line, column, cells.iloc[row], "ambiguous_person", problem, remedy))
    for found, count in by.items():
        source = say("found by {found}, in {count}", found=found, count=counted(count, "cell", "cells"))
        taker.note("renamed", named.file, table=named.table, column=column, value=count, source=source)
    return frame.assign(**{column: read})

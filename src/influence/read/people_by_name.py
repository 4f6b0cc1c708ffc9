"""People whom other tables than that of people name by e-mail, position or name: their ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from influence.graph.reader_notes import NoteTaker
from influence.read.files.csv_text import Fault
from influence.read.org_chart import Directory
from influence.tables.keys import id_columns
from influence.tables.phrases import counted

Tables = dict[str, pd.DataFrame]


def with_ids_for_names(values: Tables, names: Mapping[str, str], taker: NoteTaker, faults: list[Fault]) -> Tables:
    """The tables with ids where somebody's e-mail, position or name stands, noted; a fault where several have it."""
    people = values.get("people")
    if people is None or "person" not in people:
        return values
    for table, column in id_columns(values, "person"):
        frame = values[table]
        if table != "people" and ("deal" in people) <= ("deal" in frame):
            values = values | {table: _resolved(frame, column, people, table, names[table], taker, faults)}
    return values


def _resolved(
    frame: pd.DataFrame, column: str, people: pd.DataFrame, table: str, file: str, taker: NoteTaker, faults: list[Fault]
) -> pd.DataFrame:
    keys = ["deal", "person"] if "deal" in people else ["person"]
    cells = frame[column].fillna("").astype(str).str.strip()
    here = _keyed(frame.assign(person=cells), keys).isin(_keyed(people, keys))
    strange = np.flatnonzero(~here & (cells != "").to_numpy())
    if not len(strange):
        return frame
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
            problem = f"is the {bosses[0].by} of several people: {', '.join(map(repr, bosses[0].ids))}"
            remedy = "write the id of the one who is meant"
            line: Any = frame.index[row]
            faults.append(Fault(table, line, column, cells.iloc[row], "ambiguous_person", problem, remedy))
    for found, count in by.items():
        source = f"found by {found}, in {counted(count, 'cell', 'cells')}"
        taker.note("renamed", file, table=table, column=column, value=count, source=source)
    return frame.assign(**{column: read})


def _keyed(frame: pd.DataFrame, keys: list[str]) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(frame[keys].astype(str).apply(lambda cells: cells.str.strip()))

"""What tables of one's own leave out because everybody knows it: ids where names do, and the one deal there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from influence.graph.reader_notes import NoteTaker
from influence.read.files.csv_text import Fault
from influence.tables.phrases import counted

Tables = dict[str, pd.DataFrame]


def with_names_as_ids(
    text: Tables, values: Tables, names: Mapping[str, str], faults: list[Fault], taker: NoteTaker
) -> tuple[Tables, Tables]:
    """The tables, as text and as values, with the names of people as their ids where no column is one."""
    people = text.get("people")
    if people is None or "person" in people or "name" not in people:
        return text, values
    name = people["name"].str.strip()
    keys = pd.DataFrame({"deal": people.get("deal", ""), "name": name})
    wrong = keys.duplicated(keep=False) | (name == "")
    faults.extend(_no_id(people.index[row], people["name"].iloc[row]) for row in np.flatnonzero(wrong))
    if wrong.any():
        return text, {table: frame for table, frame in values.items() if table != "people"}
    source = f"the names of {counted(len(name), 'person', 'people')}, all different: no column is an id"
    taker.note("inferred", names["people"], table="people", column="person", value="name", source=source)
    return (
        text | {"people": people.assign(person=people["name"])},
        values | {"people": values["people"].assign(person=name.to_numpy(dtype=object))},
    )


def _no_id(line: Any, name: str) -> Fault:
    problem = "is the name of more than one person, and no column is an id" if name.strip() else "is missing"
    remedy = "add a column 'person' with an id for each person, or make the names differ"
    return Fault("people", line, "name", name, "duplicate_row" if name.strip() else "missing_value", problem, remedy)


def with_the_one_deal(values: Tables, names: Mapping[str, str], taker: NoteTaker) -> Tables:
    """The tables with a column `deal` each where only some have one, and all of these name the same deal."""
    said = [frame["deal"].astype(str).str.strip() for frame in values.values() if "deal" in frame]
    deals = pd.concat(said).unique() if said else []
    lacking = [table for table, frame in values.items() if "deal" not in frame]
    if len(deals) != 1 or not deals[0] or not lacking:
        return values
    for table in lacking:
        source = "the only deal there is: the table has no column of deals"
        taker.note("inferred", names[table], table=table, column="deal", value=deals[0], source=source)
    return values | {table: values[table].assign(deal=deals[0]) for table in lacking}

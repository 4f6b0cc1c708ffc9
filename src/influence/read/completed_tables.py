"""What tables of one's own leave out because everybody knows it: ids where names do, and the one deal there is."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from influence.graph.reader_notes import NoteTaker
from influence.read.files.csv_text import Fault
from influence.tables.language import say
from influence.tables.names_as_ids import CODES, REMEDY, names_are_ids, told_of_names, unusable_names

Tables = dict[str, pd.DataFrame]


def with_names_as_ids(
    text: Tables, values: Tables, names: Mapping[str, str], faults: list[Fault], taker: NoteTaker
) -> tuple[Tables, Tables]:
    """The tables, as text and as values, with the names of people as their ids where no column is one."""
    people = text.get("people")
    if people is None or not names_are_ids(people):
        return text, values
    unusable = unusable_names(people)
    for problem, wrong in unusable.items():
        rows = zip(people.index[wrong], people["name"][wrong], strict=True)
        faults.extend(Fault("people", line, "name", name, CODES[problem], problem, REMEDY) for line, name in rows)
    if any(wrong.any() for wrong in unusable.values()):
        return text, {table: frame for table, frame in values.items() if table != "people"}
    source = told_of_names(len(people))
    taker.note("inferred", names["people"], table="people", column="person", value="name", source=source)
    return (
        text | {"people": people.assign(person=people["name"])},
        values | {"people": values["people"].assign(person=people["name"].str.strip().to_numpy(dtype=object))},
    )


def with_the_one_deal(values: Tables, names: Mapping[str, str], taker: NoteTaker) -> Tables:
    """The tables with a column `deal` each where only some have one, and all of these name the same deal."""
    lacking = [table for table, frame in values.items() if "deal" not in frame]
    said = [frame["deal"].astype(str).str.strip() for frame in values.values() if "deal" in frame] if lacking else []
    deals = pd.concat(said).unique() if said else []
    if len(deals) != 1 or not deals[0]:
        return values
    for table in lacking:
        source = say("the only deal there is: the table has no column of deals")
        taker.note("inferred", names[table], table=table, column="deal", value=deals[0], source=source)
    return values | {table: values[table].assign(deal=deals[0]) for table in lacking}

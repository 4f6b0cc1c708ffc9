"""The names of people as their ids, where no column is one and all names differ: of files and of frames alike."""

from __future__ import annotations

import pandas as pd

from influence.array_types import Flags
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.problems import Problems, Wording

MISSING, DOUBLED = "is missing", "is the name of more than one person, and no column is an id"
REMEDY = "add a column 'person' with an id for each person, or make the names differ"
CODES = {MISSING: "missing_value", DOUBLED: "duplicate_row"}
"""What is wrong with a name that cannot be an id, and the code of that."""


def names_are_ids(people: pd.DataFrame) -> bool:
    """Whether names have to stand for ids."""
    return "person" not in people and "name" in people


def unusable_names(people: pd.DataFrame) -> dict[str, Flags]:
    """By what is wrong with them, the names that cannot be ids."""
    names = people["name"]
    empty = names.isna() | (names.astype(object).map(str).str.strip() == "")
    keys = pd.DataFrame({"name": names.astype(object).map(str).str.strip()})
    if "deal" in people:
        keys["deal"] = people["deal"].astype(object).map(str)
    doubled = keys.duplicated(keep=False) & ~empty
    return {MISSING: empty.to_numpy(dtype=bool), DOUBLED: doubled.to_numpy(dtype=bool)}


def with_names_as_ids(people: pd.DataFrame, problems: Problems) -> pd.DataFrame:
    """People with their names as ids where no column is one; names that cannot be are faults."""
    if not people.columns.is_unique or not names_are_ids(people):
        return people
    for problem, wrong in unusable_names(people).items():
        problems.add(people, "people", "name", wrong, Wording(CODES[problem], problem, REMEDY))
    return people.assign(person=people["name"])


def told_of_names(count: int) -> str:
    """What a note says of names that are ids."""
    return say("the names of {count}, all different: no column is an id", count=counted(count, "person", "people"))

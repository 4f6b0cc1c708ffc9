"""Write docs/tables.md and docs/problems.md from the code: `python docs/make_tables.py`."""

from __future__ import annotations

import json
from pathlib import Path

from influence import RELATIONSHIP_KINDS
from influence.read.files.sheets import PACKAGE
from influence.tables.checklist import CHECKLIST, FURTHER, Question
from influence.tables.problems import CODES
from influence.tables.schema import TABLES, Table
from influence.tables.vocabulary import HEADERS
from influence.write.schemas import data_package

INTRODUCTION = """\
# The tables

Written by `docs/make_tables.py` from `src/influence/tables/schema.py`; a test keeps the two together.

Every table has the column `deal`; where no table has one, everything belongs to one deal. Only `people` is needed.
Unknown is an empty cell, never 0 and never a word. Columns of your own are kept. The reader also takes the headers
listed under "also", in any case, with or without spaces.
"""

PROBLEMS = """\
# The problems

Written by `docs/make_tables.py` from `src/influence/tables/problems.py`; a test keeps the two together.

`InvalidData.problems` and `influence.check` list every fault of every table, a row each: `table`, `row`, `column`,
`value`, `code`, `problem`, `remedy` and `deal`. A script matches the `code`, which stays as it is; the sentences may
change. `deal` is the deal of the row, unknown where a whole table or column is meant or the row names none.
`score_files` and `score_tables` score every deal without faults, whatever the others have.

| code | what it means |
|---|---|
"""


def page() -> str:
    """The page of tables."""
    return "\n".join([INTRODUCTION, *map(_table, TABLES.values()), _kinds(), _questions()])


def problems() -> str:
    """The page of problems."""
    return PROBLEMS + "".join(f"| `{code}` | {meaning} |\n" for code, meaning in CODES.items())


PAGES = {"tables.md": page, "problems.md": problems}


def _table(table: Table) -> str:
    rows = [
        f"| `{column.name}` | {column.meaning}{' (needed)' if column.required else ''} | {column.range} | "
        f"{', '.join(HEADERS.get(table.name, {}).get(column.name, ()))} |"
        for column in table.columns
    ]
    head = f"## {table.name}\n\nA row is {table.row}.\n\n| column | what it says | what a cell holds | also |\n"
    head += "|---|---|---|---|"
    return "\n".join([head, *rows, ""])


def _kinds() -> str:
    rows = [
        f"| `{name}` | {kind.target_sways_source:g} | {kind.source_sways_target:g} | "
        f"{kind.source_introduces_target:g} | {kind.target_introduces_source:g} | {'yes' if kind.both_ways else 'no'} |"
        for name, kind in RELATIONSHIP_KINDS.items()
    ]
    head = (
        "## Kinds of relationship\n\nWhat a relationship of each kind carries, from source to target; all of it ours. "
        "Pass other `relationship_kinds` in `Assumptions` to change it.\n\n| kind | target sways source "
        "| source sways target | source introduces us to target | target introduces us to source | reads both ways |\n"
        "|---|---|---|---|---|---|"
    )
    return "\n".join([head, *rows, ""])


def _questions() -> str:
    def row(question: Question) -> str:
        return f"| `{question.name}` | {question.asks} | {question.matters} | {', '.join(question.words)} |"

    head = (
        "## Questions of the checklist\n\nThe standard questions of `facts`, for `information_gaps` and `diagnose`; "
        "any other question is kept as your own. The first nineteen make the checklist; the others are looked at where "
        "somebody wrote them down. `final_say` is answered by a person's id or name, `presented` by those of the "
        "people present or their roles, `stated_probability` by a number such as 0.9 or 90%.\n\n"
        "| question | what it asks | why it matters | also |\n|---|---|---|---|"
    )
    return "\n".join([head, *map(row, (*CHECKLIST, *FURTHER)), ""])


def packages() -> dict[Path, str]:
    """The Frictionless data package of each bundled dataset, by its place."""
    folders = (path.parent for path in sorted((Path(__file__).parents[1] / "datasets").glob("*/people.csv")))
    return {
        folder / PACKAGE: json.dumps(data_package(folder), indent=1, ensure_ascii=False) + "\n" for folder in folders
    }


if __name__ == "__main__":
    for name, write in PAGES.items():
        Path(__file__).with_name(name).write_text(write(), encoding="utf-8")
    for name, text in packages().items():
        name.write_text(text, encoding="utf-8")

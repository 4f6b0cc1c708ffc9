"""Write docs/tables.md from the schema: `python docs/make_tables.py`."""

from __future__ import annotations

from pathlib import Path

from influence import TIE_KINDS
from influence.schema import TABLES, Table
from influence.vocabulary import HEADERS

PAGE = Path(__file__).with_name("tables.md")
INTRODUCTION = """\
# The tables

Written by `docs/make_tables.py` from `influence/schema.py`; a test keeps the two together.

Every table has the column `deal`; where no table has one, everything belongs to one deal. Only `people` is needed.
Unknown is an empty cell, never 0 and never a word. Columns of your own are kept. The reader also takes the headers
listed under "also", in any case, with or without spaces.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *map(_table, TABLES.values()), _kinds()])


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
        for name, kind in TIE_KINDS.items()
    ]
    head = (
        "## Kinds of relationship\n\nWhat a tie carries, from source to target; all of it ours. Pass other `tie_kinds` "
        "in `Assumptions` to change it.\n\n| kind | target sways source | source sways target "
        "| source introduces us to target | target introduces us to source | reads both ways |\n"
        "|---|---|---|---|---|---|"
    )
    return "\n".join([head, *rows, ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

"""Write the pages that follow from the code: `python docs/make_tables.py`."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType

from influence import RELATIONSHIP_KINDS
from influence.cli.main import EXAMPLES, EXIT_CODES, _parser
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


COMMANDS = """\
# The command line

Written by `docs/make_tables.py` from the commands themselves; a test keeps the two together. `influence COMMAND --help`
prints the same.

```text
{codes}
```
"""


def page() -> str:
    """The page of tables."""
    return "\n".join([INTRODUCTION, *map(_table, TABLES.values()), _kinds(), _questions()])


def problems() -> str:
    """The page of problems."""
    return PROBLEMS + "".join(f"| `{code}` | {meaning} |\n" for code, meaning in CODES.items())


def command_line() -> str:
    """The page of commands."""
    (commands,) = (each for each in _parser()._actions if isinstance(each, argparse._SubParsersAction))
    return "\n".join([COMMANDS.format(codes=EXIT_CODES), *(_command(*each) for each in commands.choices.items())])


def _command(name: str, command: argparse.ArgumentParser) -> str:
    rows = [f"| {how} | {what} |" for how, what in _options(command)]
    examples = ["```text", *EXAMPLES[name], "```"]
    head = f"## influence {name}\n\n{command.description}\n\n| option | what it says |\n|---|---|"
    return "\n".join([head, *rows, "", *examples, ""])


def _options(command: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """How each option is written, and what it says."""
    for option in command._actions:
        if isinstance(option, argparse._HelpAction):
            continue
        # An option's own words may take the place of its choices, and name them.
        value = option.metavar or (" or ".join(map(str, option.choices)) if option.choices else option.dest.upper())
        takes = "" if option.nargs == 0 else f" {value}"
        how = ", ".join(f"`{name}{takes}`" for name in option.option_strings) or f"`{value}`"
        told = {**vars(option), "choices": ", ".join(map(str, option.choices or ())), "prog": command.prog}
        yield how.replace("|", "\\|"), re.sub(r"(--[\w-]+)", r"`\1`", (option.help or "") % told).replace("|", "\\|")


ROOMS = {
    "read": "Files in",
    "show": "Maps, reports and pages",
    "datasets": "Data to try things on",
    "spark": "Spark",
}


def _room(name: str) -> str:
    """The page of the API about one folder that is public as it stands."""
    lines = "\n".join(f".. {directive}:: {path}" for directive, path in _public(f"influence.{name}"))
    return f"# {ROOMS[name]}\n\n```{{eval-rst}}\n{lines}\n```\n"


def _public(module: str) -> Iterator[tuple[str, str]]:
    """What a folder offers, and what the folders do that it offers: how each is documented, and its full name."""
    room = import_module(module)
    for name in room.__all__:
        thing = getattr(room, name)
        if isinstance(thing, ModuleType):
            yield from _public(f"{module}.{name}")
        else:
            kind = "class" if isinstance(thing, type) else "function" if callable(thing) else "data"
            yield f"auto{kind}", f"{module}.{name}"


PAGES: dict[str, Callable[[], str]] = {
    "tables.md": page,
    "problems.md": problems,
    "reference/command_line.md": command_line,
}
PAGES |= {f"reference/api/{name}.md": partial(_room, name) for name in ROOMS}


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
        (Path(__file__).parent / name).write_text(write(), encoding="utf-8")
    for name, text in packages().items():
        name.write_text(text, encoding="utf-8")

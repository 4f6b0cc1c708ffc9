"""A mapping proposed for the user to correct: which column of which file may mean which column of which table."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from influence.graph.reader_notes import NoteTaker
from influence.read.column_mapping import EMAIL
from influence.read.files.sheets import NamedSheet, sheets_of
from influence.read.org_chart import EMAILS
from influence.tables.language import say
from influence.tables.schema import ROLES, TABLES
from influence.tables.spelling import plain
from influence.tables.vocabulary import HEADERS, column_named, table_named, values_of

_SIGNS = str.maketrans("", "", ".:/()[]")
HEAD = """\
# Which column of which file means which column of which table. Correct the right-hand side, then read the files:
#   influence check {path} --columns THIS_FILE
# "people.name" is the column name of the table people; docs/tables.md lists them all. "" leaves a column out, and
# ["deals.deal", "seats.deal"] is two columns. A column that names the people of a role is "seats.approver".
# Examples from the file stand behind the #.
"""
SEATS = "seats"
_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType({"deals": ("deal",), SEATS: ("deal", "person")})
"""The tables that one file may fill besides another, and the columns that say which row of theirs is meant."""
NEAR = 0.85
"""So like a known header that it is proposed as that (ours)."""
EXAMPLES, LONGEST = 3, 40
_ENTRIES = {
    "people": ("person", "name"), "seats": ("role",), "relationships": ("source", "target"),
    "contacts": ("member",), "ratings": ("rater", "value"), "facts": ("question",),
    "interactions": ("topic", "reception", "invited_by"), "commitments": ("made", "due", "kept"),
    "stances": ("support",),
}  # fmt: skip
"""A sheet without any of these columns is hardly that table, whatever else it has."""
_PARTS = frozenset(
    ("firstname", "givenname", "forename", "lastname", "surname", "familyname", "vorname", "nachname", "prénom",
     "apellido", "apellidos", "sobrenome", "cognome", "voornaam", "achternaam")
)  # fmt: skip
"""Headers of the parts of a name, which `people.name` joins."""
_OBJECTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"deal": ("deal", "opportunity", "potential"), "person": ("person", "contact")}
)
"""What systems call the things that ids name."""
_IDS = ("id", "nameid", "recordid", "externalid", "systemid", "number", "key")
_OWN: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("people", "id"): "person", ("people", "recordid"): "person", ("people", "externalid"): "person",
        ("deals", "id"): "deal", ("deals", "recordid"): "deal", ("deals", "externalid"): "deal",
        ("deals", "title"): "name", ("deals", "topic"): "name", ("deals", "subject"): "name",
        ("deals", "organization"): "account", ("deals", "organisation"): "account", ("deals", "companyname"): "account",
        ("people", "reportingtoid"): "reports_to", ("people", "reportingto"): "reports_to",
    }
)  # fmt: skip
"""Headers that mean a column only in a table of which they are known to be."""


def proposed(path: Path) -> str:
    """A mapping in TOML, with every header of every file; blank where nobody can tell what it means."""
    sheets = sheets_of(path, NoteTaker())
    tables = _tables(sheets)
    free = [table for table in _KEYS if table not in tables]
    sections = [_section(sheet, table, free) for sheet, table in zip(sheets, tables, strict=True)]
    return "\n".join([say(HEAD, path=json.dumps(str(path), ensure_ascii=False)), *sections])


def _section(sheet: NamedSheet, table: str | None, free: Sequence[str]) -> str:
    """What each column of a sheet may mean: in its own table, and in those that no sheet is taken for."""
    header = [each.strip() for each in sheet.sheet.header]
    targets = _targets(table, header) if table else [[] for _ in header]
    for other in free if table in ("deals", "people") else ():
        targets = _joined(other, header, targets)
    if SEATS in free and table in ("deals", "people"):
        targets = _with_roles(header, targets)
    lines = [f"[{_quoted(sheet.file)}]"]
    for position, (written, meant) in enumerate(zip(header, targets, strict=True)):
        examples = _examples(sheet, position)
        value = json.dumps(meant) if len(meant) > 1 else _quoted("".join(meant))
        lines.append(f"{_quoted(written)} = {value}{f'  # {examples}' if examples else ''}")
    return "\n".join(lines) + "\n"


def _targets(table: str, header: Sequence[str]) -> list[list[str]]:
    return [[f"{table}.{column}"] if column else [] for column in _meanings(table, header)]


def _joined(table: str, header: Sequence[str], targets: list[list[str]]) -> list[list[str]]:
    """The columns that say something of this table too, with its keys, as rows of a joined report do."""
    keys = {each.rpartition(".")[2] for meant in targets for each in meant} & set(_KEYS[table])
    also = [
        column if not meant and column not in _KEYS[table] else None
        for meant, column in zip(targets, _meanings(table, header), strict=True)
    ]
    if keys < set(_KEYS[table]) or not any(also):
        return targets
    return [
        [f"{table}.{column}"] if column else [*meant, *(f"{table}.{key}" for key in _KEYS[table] if _is(meant, key))]
        for meant, column in zip(targets, also, strict=True)
    ]


def _is(meant: Sequence[str], key: str) -> bool:
    return any(each.endswith(f".{key}") for each in meant)


def _with_roles(header: Sequence[str], targets: list[list[str]]) -> list[list[str]]:
    """The columns that are called like a role as seats of it, and the deal of the row as theirs."""
    roles = values_of(TABLES[SEATS].by_name["role"], ROLES)
    found = [roles.get(plain(written)) if not meant else None for written, meant in zip(header, targets, strict=True)]
    if not any(found):
        return targets
    return [
        [f"{SEATS}.{role}"] if role else [*meant, *([f"{SEATS}.deal"] if _is(meant, "deal") else [])]
        for meant, role in zip(targets, found, strict=True)
    ]


def _tables(sheets: Sequence[NamedSheet]) -> list[str | None]:
    """The table that each sheet most likely is, each table once; none for what fits no table that is left."""
    scores = [(_score(sheet, table), number, table) for number, sheet in enumerate(sheets) for table in TABLES]
    found: dict[int, str] = {}
    for score, number, table in sorted(scores, key=lambda each: -each[0]):
        if score > 0 and number not in found and table not in found.values():
            found[number] = table
    if "people" not in found.values():
        # A joined report reads like roles or deals too, but a graph is of people.
        likest = max(((score, number) for score, number, table in scores if table == "people"), default=(0.0, 0))
        found |= {likest[1]: "people"} if likest[0] > 0 else {}
    return [found.get(number) for number in range(len(sheets))]


def _score(sheet: NamedSheet, table: str) -> float:
    """How much a sheet is like a table: how many of its columns it has, and whether it is called so."""
    columns = {each for each in _meanings(table, sheet.sheet.header) if each}
    if table in _ENTRIES and not columns & set(_ENTRIES[table]):
        return 0.0
    return len(columns) + 0.5 * (table_named(sheet.name) == table) + 0.25 * (table in ("people", "deals"))


def _meanings(table: str, header: Sequence[str]) -> list[str | None]:
    """The column that each header may mean: the first of two that mean the same, and the sure before the near."""
    meant = [_known(table, written) for written in header]
    if table == "people" and "name" not in meant:
        meant = ["name" if plain(each) in _PARTS else column for each, column in zip(header, meant, strict=True)]
    joined = {n for n, written in enumerate(header) if plain(written) in _PARTS}
    meant = [column if n in joined or column not in meant[:n] else None for n, column in enumerate(meant)]
    for number, written in enumerate(header):
        near = _near(table, written) if meant[number] is None and number not in joined else None
        meant[number] = meant[number] or (None if near in meant else near)
    return meant


def _known(table: str, header: str) -> str | None:
    """The column that a header surely means: by the vocabulary, or as systems write ids and prefixes."""
    word = plain(header).translate(_SIGNS)
    for column, names in _OBJECTS.items():
        if column in TABLES[table].by_name and any(word == name + end for name in names for end in _IDS):
            return column
    bare = _without_object(table, word)
    if table == "people" and {word, bare} & set(EMAILS):
        return EMAIL
    for each in (header, word, bare):
        found = _OWN.get((table, plain(each).translate(_SIGNS))) or column_named(table, each)
        if found:
            return found
    return None


def _near(table: str, header: str) -> str | None:
    """The column whose name, or other name, reads nearly like a header."""
    names = {plain(name): column for column, others in HEADERS[table].items() for name in (column, *others)}
    near = difflib.get_close_matches(_without_object(table, plain(header)), list(names), n=1, cutoff=NEAR)
    return names[near[0]] if near else None


def _without_object(table: str, word: str) -> str:
    """The header without what the table is of before it, as in "Deal - Stage" and "Person: Name"."""
    for name in _OBJECTS.get({"people": "person", "deals": "deal"}.get(table, ""), ()):
        if word.startswith(name) and len(word) > len(name):
            return word.removeprefix(name)
    return word


def _examples(sheet: NamedSheet, position: int) -> str:
    """The first different values of a column, on one line and harmless in a comment."""
    cells = sheet.sheet.cells[position].str.strip()
    shown = [_brief(cell) for cell in cells[cells != ""].drop_duplicates().head(EXAMPLES)]
    return "; ".join(each for each in shown if each)


def _brief(cell: str) -> str:
    text = " ".join("".join(each if each.isprintable() else " " for each in cell).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def _quoted(text: str) -> str:
    """A string of TOML: that of JSON, and the one control character that JSON lets stand."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

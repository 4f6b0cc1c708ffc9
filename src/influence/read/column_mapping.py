"""A mapping that says which column of which file means which column of which table: checked, or read from a file."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from influence.errors import InfluenceError, nearest, needed
from influence.read.files.encodings import as_utf8
from influence.tables.language import say
from influence.tables.schema import ROLES, TABLES
from influence.tables.vocabulary import LINES, table_named

EMAIL = "email"
ENDINGS = (".toml", ".json", ".yaml", ".yml")
_EXAMPLE = "{'contacts.csv': {'Full name': 'people.name'}}"


class Target(NamedTuple):
    """A column of a table, which a column of a file means."""

    table: str
    column: str


Mapped = dict[str, dict[str, list[Target]]]
"""By file, sheet or table as the mapping names it: what each header there means; nothing where it is left out."""


def mapping_of(given: Any) -> Mapped:
    """The mapping that a caller gives, as a dict or as a file; all that is wrong with it is said at once."""
    stated = _in_file(Path(given)) if isinstance(given, str | Path) else given
    if not isinstance(stated, Mapping) or not all(isinstance(each, Mapping) for each in stated.values()):
        raise InfluenceError(
            say("the mapping of columns is no table of tables; give one such as {example}", example=_EXAMPLE)
        )
    wrong: list[str] = []
    mapping = {
        str(place): {str(header): _targets(str(place), str(header), meant, wrong) for header, meant in columns.items()}
        for place, columns in stated.items()
    }
    refuse(wrong)
    return mapping


def refuse(wrong: list[str]) -> None:
    """Raise what is wrong with a mapping, a line each, if there is anything."""
    if wrong:
        raise InfluenceError(say("the mapping of columns is wrong: ") + "\n".join(wrong))


def columns_of(table: str) -> list[str]:
    """What a column of this table may be called in a mapping.

    A column of people may also name bosses, or hold the e-mail by which others refer to them; one of seats may name
    who has a role, such as `seats.approver`.
    """
    return [*TABLES[table].by_name, *{"people": (*LINES, EMAIL), "seats": ROLES}.get(table, ())]


def _targets(place: str, header: str, meant: Any, wrong: list[str]) -> list[Target]:
    """The columns that one header means: one, several, or none where the mapping leaves it blank."""
    listed = meant if isinstance(meant, list | tuple) else [meant]
    found = [_target(place, header, each, wrong) for each in listed if each is not None and each != ""]
    return [each for each in found if each]


def _target(place: str, header: str, meant: Any, wrong: list[str]) -> Target | None:
    told = {"place": place, "header": repr(header), "meant": repr(meant)}
    if not isinstance(meant, str):
        wrong.append(say("{place}: {header} means {meant}; give text such as 'people.name'", **told))
        return None
    table, dot, column = meant.partition(".")
    if not dot:
        table, column = table_named(Path(place).stem) or "", meant
    if table not in TABLES:
        hint = _did_you_mean(table, TABLES) if dot else say("; say of which table, such as 'people.name'")
        wrong.append(say("{place}: {header} means {meant}, which is no column of a table{hint}", hint=hint, **told))
        return None
    if column not in columns_of(table):
        told |= {"table": table, "column": repr(column), "hint": _did_you_mean(column, columns_of(table))}
        wrong.append(say("{place}: {header} means {meant}, but {table} has no column {column}{hint}", **told))
        return None
    return Target(table, column)


def _did_you_mean(name: str, known: Any) -> str:
    near = nearest(name, known)
    return say(": did you mean {near}?", near=repr(near[0])) if near else f"; known: {', '.join(known)}"


def _in_file(path: Path) -> Any:
    """What a file of TOML, JSON or YAML says."""
    ending = path.suffix.casefold()
    if ending not in ENDINGS:
        raise InfluenceError(
            say("the mapping {path} does not end in {endings}", path=repr(str(path)), endings=", ".join(ENDINGS))
        )
    try:
        found = as_utf8(path.read_bytes())
    except OSError as error:
        raise InfluenceError(
            say("the mapping {path} cannot be read: {error}", path=repr(str(path)), error=error.strerror)
        ) from error
    try:
        return _reader(ending)(found.data.decode() if found else "")
    except InfluenceError:
        raise
    except Exception as error:  # each parser has its own errors, and lets others through on hostile text
        told = " ".join(str(error).split())
        remedy = say("correct it there, or write it anew with 'influence columns PATH'")
        raise InfluenceError(
            say(
                "the mapping {path} is not {upper} ({told}); {remedy}",
                path=repr(str(path)),
                upper=ending[1:].upper(),
                told=told,
                remedy=remedy,
            )
        ) from error


def _reader(ending: str) -> Callable[[str], Any]:
    if ending == ".toml":
        return tomllib.loads
    if ending == ".json":
        return json.loads
    remedy = say("pip install influence-graph[yaml], or give a .toml or .json")
    read: Callable[[str], Any] = needed("yaml", say("reading a mapping in YAML"), remedy).safe_load
    return read

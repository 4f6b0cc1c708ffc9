"""What goes in and comes out, in the languages of other programs: JSON Schema and Frictionless, all from schema.py."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from influence.errors import InfluenceError
from influence.tables.assumptions import RELATIONSHIP_KINDS
from influence.tables.schema import TABLES, Column, Table
from influence.tables.vocabulary import FLAGS, NOTHING, table_named
from influence.write.json_answers import LISTS, PARTS

Json = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TYPES = {"number": "number", "integer": "integer", "flag": "boolean"}
_TEXTS = {"type": ["string", "null"]}


def tables_schema() -> Json:
    """The JSON Schema of all tables, each a list of records: what `from_tables` takes.

    Returns
    -------
    dict

    Examples
    --------
    >>> from influence.write.schemas import tables_schema
    >>> tables_schema()["properties"]["people"]["items"]["properties"]["support"]["minimum"]
    -1
    """
    return {
        "$schema": _DRAFT,
        "title": "Tables of influence",
        "type": "object",
        "required": ["people"],
        "additionalProperties": False,
        "properties": {table.name: {"type": "array", "items": _row(table)} for table in TABLES.values()},
    }


def _row(table: Table) -> Json:
    """Columns of the caller's own are kept; one deal alone needs no id, nor do people whose names all differ."""
    required = [name for name in table.required if name != "deal"]
    columns = {column.name: _cell(column) for column in table.columns}
    row: Json = {"type": "object", "description": table.row, "properties": columns}
    if table.name == "people":
        return row | {"anyOf": [{"required": ["person"]}, {"required": ["name"]}]}
    return row | {"required": required}


def _cell(column: Column) -> Json:
    sort = ["string", "integer"] if column.type == "id" else [_TYPES.get(column.type, "string")]
    cell: Json = {"description": column.meaning, "type": sort if column.required else [*sort, "null"], **_range(column)}
    if column.type == "date":
        cell["format"] = "date"
    if choices := _choices(column):
        cell["enum"] = [*choices, *([] if column.required else [None])]
    if column.default is not None:
        cell["default"] = column.default
    return cell


def _range(column: Column) -> Json:
    bounds = {"minimum": column.low, "maximum": column.high, "exclusiveMinimum": column.above}
    return {name: bound for name, bound in bounds.items() if bound is not None}


def _choices(column: Column) -> list[str]:
    return list(column.choices or RELATIONSHIP_KINDS) if column.type == "choice" else []


def answers_schema() -> Json:
    """The JSON Schema of what every command prints with `--json`.

    Returns
    -------
    dict
    """
    scalar = {"type": ["string", "number", "boolean", "null", "array"]}
    rows = {"type": "array", "items": {"type": "object", "additionalProperties": scalar}}
    parts: Json = {part: dict(rows) if part in LISTS else dict(_TEXTS) for part in PARTS}
    parts |= {"names": {"type": "object", "additionalProperties": rows}, "assumed": {"type": "object"}}
    for part in ("influence", "command"):
        parts[part] = {"type": "string"}
    for part, meaning in PARTS.items():
        parts[part]["description"] = meaning
    return {
        "$schema": _DRAFT,
        "title": "An answer of influence",
        "type": "object",
        "required": list(PARTS),
        "additionalProperties": False,
        "properties": parts,
    }


def data_package(folder: Path) -> Json:
    """The Frictionless data package of the CSV files in a folder that are named after the tables.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    dict
        The columns of each file as they stand there: ours with their types and ranges, the caller's own as text.

    Raises
    ------
    InfluenceError
        The folder holds no such file.
    """
    files = {file: table_named(file.stem) for file in sorted(folder.glob("*.csv"))} if folder.is_dir() else {}
    resources = [_resource(file, TABLES[table]) for file, table in files.items() if table]
    if not resources:
        raise InfluenceError(f"{str(folder)!r} holds no CSV file that is named after a table, such as people.csv")
    return {"name": folder.resolve().name.replace("_", "-").lower(), "resources": resources}


def _resource(file: Path, table: Table) -> Json:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        header = next(csv.reader(lines), [])
    schema: Json = {
        "fields": [_field(name, table.by_name.get(name)) for name in header],
        "missingValues": ["", *NOTHING],
    }
    if table.key and set(table.key) <= set(header):
        schema["primaryKey"] = list(table.key)
    told = {"name": table.name, "path": file.name, "title": f"A row is {table.row}."}
    return told | {"type": "table", "format": "csv", "encoding": "utf-8", "schema": schema}


def _field(name: str, column: Column | None) -> Json:
    if column is None:
        return {"name": name, "type": "string"}
    kinds = {**_TYPES, "date": "date"}
    constraints = {key: bound for key, bound in _range(column).items() if key != "exclusiveMinimum"}
    if column.above is not None:
        constraints["minimum"] = column.above
    if choices := _choices(column):
        constraints["enum"] = choices
    if column.required:
        constraints["required"] = True
    told: Json = {"name": name, "type": kinds.get(column.type, "string"), "description": column.meaning}
    if column.type == "flag":
        told |= {"trueValues": ["true", *FLAGS["true"]], "falseValues": ["false", *FLAGS["false"]]}
    return told | ({"constraints": constraints} if constraints else {})

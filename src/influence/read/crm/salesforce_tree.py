"""The sObject tree JSON of Salesforce's command line, and the JSON of its queries, as sheets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from influence.graph.reader_notes import NoteTaker
from influence.read.files.csv_text import Fault, Sheet, refusal
from influence.read.files.sheets import NamedSheet

_RECORDS = re.compile(r'"records"\s*:\s*\[')
_START = re.compile(r"[\s,]*")
Record = dict[str, Any]
DEEPEST = 5
"""A query of Salesforce joins at most five objects, one through the other."""


def json_files(path: Path) -> list[Path]:
    """The JSON files that this path is or holds."""
    if path.is_dir():
        return sorted(file for file in path.iterdir() if _is_json(file) and file.is_file())
    return [path] if _is_json(path) and path.is_file() else []


def _is_json(file: Path) -> bool:
    return file.suffix.casefold() == ".json" and not file.name.startswith(".")


def tree_sheets(files: list[Path], taker: NoteTaker) -> list[NamedSheet]:
    """A sheet per object of each file; references are resolved among all of them."""
    found: list[tuple[str, str, list[tuple[int, Record]]]] = []
    faults = []
    for file in files:
        try:
            text = file.read_bytes().decode("utf-8-sig")
            objects = _objects(json.loads(text), text)
        except (OSError, ValueError, RecursionError) as error:
            problem = f"is not readable JSON ({error})"
            faults.append(Fault(file.name, None, None, None, "unreadable_file", problem, "export it again"))
            taker.note("left out", file.name, source=problem)
            continue
        if not objects:
            taker.note("left out", file.name, source="has no records")
        for name, records in objects.items():
            found.append((name, file.name if len(objects) == 1 else f"{file.name}[{name}]", records))
    if not found:
        none = Fault(str(files[0].parent), None, None, None, "missing_table", "has no records", "export sObject trees")
        raise refusal(faults or [none])
    real = {_reference(each): each["Id"] for *_, records in found for _, each in records if each.get("Id")}
    return [NamedSheet(name, shown, _sheet(records, real)) for name, shown, records in found]


def _objects(data: Any, text: str) -> dict[str, list[tuple[int, Record]]]:
    """The records by object, each with its line; numbered instead where several stand on one line."""
    outer = _records(data)
    lines = _lines(text, outer)
    found: dict[str, list[tuple[int, Record]]] = {}
    for line, record in zip(lines, outer, strict=True):
        for name, each in _with_children(record):
            found.setdefault(name, []).append((line, each))
    return {name: _distinct(records) for name, records in found.items()}


def _records(data: Any) -> list[Record]:
    if isinstance(data, dict) and isinstance(data.get("result"), dict):
        data = data["result"]
    records = data.get("records") if isinstance(data, dict) else data
    return [each for each in records if _is_record(each)] if isinstance(records, list) else []


def _is_record(data: Any) -> bool:
    return isinstance(data, dict) and isinstance(data.get("attributes"), dict)


def _lines(text: str, records: list[Record]) -> list[int]:
    """The line on which each record begins; their numbers where that cannot be told."""
    start = _RECORDS.search(text)
    position = start.end() if start else text.find("[") + 1
    lines: list[int] = []
    decoder, line, counted = json.JSONDecoder(), 1, 0
    while len(lines) < len(records):
        position = _START.match(text, position).end()  # type: ignore[union-attr]
        line, counted = line + text.count("\n", counted, position), position
        try:
            record, position = decoder.raw_decode(text, position)
        except ValueError:
            return list(range(1, len(records) + 1))
        if _is_record(record):
            lines.append(line)
    return lines


def _with_children(record: Record) -> Iterator[tuple[str, Record]]:
    """The record and those nested in it, which refer to it by the name of its object."""
    name = str(record["attributes"].get("type") or "")
    yield name, record
    for value in record.values():
        if isinstance(value, dict) and "records" in value:
            for child in _records(value):
                yield from _with_children({f"{name}Id": record.get("Id") or f"@{_reference(record)}"} | child)


def _distinct(records: list[tuple[int, Record]]) -> list[tuple[int, Record]]:
    if len({line for line, _ in records}) == len(records):
        return records
    return [(number, record) for number, (_, record) in enumerate(records, start=1)]


def _reference(record: Record) -> str:
    return str(record["attributes"].get("referenceId") or "")


def _sheet(records: list[tuple[int, Record]], real: dict[str, str]) -> Sheet:
    rows = [_cells(record, real) for _, record in records]
    header = list(dict.fromkeys(name for row in rows for name in row))
    index = pd.Index([line for line, _ in records], dtype="int64")
    cells = pd.DataFrame([[row.get(name, "") for name in header] for row in rows], index=index, dtype=str)
    return Sheet(header, cells.set_axis(range(len(header)), axis=1))


def _cells(record: Record, real: dict[str, str]) -> dict[str, str]:
    return {"Id": real.get(_reference(record), _reference(record))} | dict(_flat(record, "", real))


def _flat(record: Record, path: str, real: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Every cell of a record; those of records joined to it under "Contact.Name"."""
    for name, value in record.items():
        if isinstance(value, dict) and "records" not in value and name != "attributes" and path.count(".") < DEEPEST:
            yield from _flat(value, f"{path}{name}.", real)
        elif not isinstance(value, dict):
            yield f"{path}{name}", _text(value, real)


def _text(value: Any, real: dict[str, str]) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return real.get(text[1:], text[1:]) if text.startswith("@") else text

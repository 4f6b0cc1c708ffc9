"""The sObject tree JSON of Salesforce's command line, and the JSON of its queries, as sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from influence.read.crm.json_records import Json, Listed, Record, as_text, lines_of

DEEPEST = 5
"""A query of Salesforce joins at most five objects, one through the other."""


def tree_sheets(files: Sequence[Json]) -> Iterator[Listed]:
    """A sheet per object of each file; references are resolved among all of them."""
    found = [(each.file, _objects(each)) for each in files]
    every = [record for _, objects in found for records in objects.values() for _, record in records]
    real = {_reference(each): str(each["Id"]) for each in every if each.get("Id")}
    for file, objects in found:
        for name, records in objects.items():
            shown = file if len(objects) == 1 else f"{file}[{name}]"
            yield Listed(name, shown, [(line, _cells(record, real)) for line, record in records])


def _objects(file: Json) -> dict[str, list[tuple[int, Record]]]:
    """The records by object, each with its line; numbered instead where several stand on one line."""
    outer = _records(file.data)
    found: dict[str, list[tuple[int, Record]]] = {}
    for line, record in zip(lines_of(file.text, outer, "records", _is_record), outer, strict=True):
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
    text = as_text(value)
    return real.get(text[1:], text[1:]) if text.startswith("@") else text

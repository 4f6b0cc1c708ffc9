"""A table kept as JSON: a list of records, such as the id and parentId of organisation charts on web pages."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from influence.read.files.csv_text import MOST_COLUMNS, Sheet, Unreadable
from influence.read.files.encodings import as_utf8
from influence.tables.language import say

CHILDREN = "children"
PARENT = "parentId"
MOST_DEPTH = 100


def records_of(data: bytes) -> Sheet:
    """The table that this JSON holds, a line a record; people who stand inside their boss name him as parent."""
    text = as_utf8(data)
    if text is None:
        raise Unreadable("is not text", "save it as JSON in UTF-8")
    try:
        found = json.loads(text.data)
    except (ValueError, RecursionError) as error:
        raise Unreadable(say("is not JSON ({error})", error=str(error)[:80]), "export it again") from error
    records = _flat(_list_in(found), None, 0)
    if not records:
        raise Unreadable("holds no list of records", 'give a list such as [{"id": 1, "parentId": null, "name": "Ann"}]')
    header = list(dict.fromkeys(str(name) for record in records for name in record))
    if len(header) > MOST_COLUMNS:
        raise Unreadable(
            say("has {count} columns", count=f"{len(header):,}"), "keep the columns you need", code="too_large"
        )
    rows = [[_text(record.get(name)) for name in header] for record in records]
    cells = pd.DataFrame(rows, index=range(1, len(rows) + 1), columns=range(len(header)), dtype=str)
    return Sheet(header, cells)


def _list_in(found: Any) -> list[Any]:
    """The records: a list, one record with its children, or the only list of an object."""
    if isinstance(found, list):
        return found
    if not isinstance(found, dict):
        return []
    lists = [value for value in found.values() if isinstance(value, list) and value]
    return lists[0] if len(lists) == 1 and CHILDREN not in found else [found]


def _flat(records: list[Any], parent: Any, depth: int) -> list[dict[str, Any]]:
    """Every record, those inside others too."""
    if depth > MOST_DEPTH:
        raise Unreadable(
            say("is nested more than {most_depth} deep", most_depth=MOST_DEPTH), "give a flat list with id and parentId"
        )
    flat: list[dict[str, Any]] = []
    for record in records:
        if not isinstance(record, dict):
            raise Unreadable(
                say("holds {record} among its records", record=repr(str(record)[:40])), "give a list of objects"
            )
        inside = record.get(CHILDREN)
        own = {name: value for name, value in record.items() if name != CHILDREN or not isinstance(inside, list)}
        flat.append(own if parent is None else {**own, PARENT: own.get(PARENT, parent)})
        if isinstance(inside, list):
            flat += _flat(inside, own.get("id", own.get("name")), depth + 1)
    return flat


def _text(value: Any) -> str:
    """A value as a cell says it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and all(isinstance(each, str | int) for each in value):
        return ";".join(map(str, value))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else str(value)

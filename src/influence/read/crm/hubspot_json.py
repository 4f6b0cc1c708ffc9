"""What HubSpot's interface for programs answers, as sheets: a list of contacts or of deals with their properties."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from influence.read.crm.hubspot_associations import associations_of, is_association
from influence.read.crm.json_records import Json, Listed, Record, as_text, lines_of
from influence.read.crm.lists import joined

_OF_FILE = ("contacts", "deals", "companies", "owners", "calls", "meetings", "emails", "tasks")
"""The lists that one object of JSON may hold side by side; the older interface names its answers so too."""


def objects_of(files: Sequence[Json]) -> Iterator[Listed]:
    """The objects of each file, whether it is one answer, a list of them (pages) or a bare list of objects."""
    for file in files:
        yield from associations_of(file, _objects(file.data, is_association))
        lists = dict(_lists(file))
        for name, (key, records) in lists.items():
            lines = lines_of(file.text, records, key, _is_object)
            shown = file.file if len(lists) == 1 else f"{file.file}[{name}]"
            yield Listed(name, shown, list(zip(lines, map(_cells, records), strict=True)))


def _lists(file: Json) -> Iterator[tuple[str, tuple[str, list[Record]]]]:
    """Each list of objects with the name of its sort, and the key under which it stands."""
    data = file.data
    named = [key for key in _OF_FILE if isinstance(data, dict) and isinstance(data.get(key), list | dict)]
    for key in named:
        records = _objects(data[key], _is_object)
        yield key, ("results" if isinstance(data[key], dict) else key, records)
    if not named:
        yield file.stem, ("results", _objects(data, _is_object))


def _objects(data: Any, is_meant: Callable[[Any], bool]) -> list[Record]:
    """The objects that are meant of an answer, of a list of answers (pages) or of a bare list."""
    if isinstance(data, dict) and isinstance(data.get("results"), list):
        return _objects(data["results"], is_meant)
    if isinstance(data, list):
        pages = [_objects(each, is_meant) if _is_page(each) else [each] for each in data]
        return [each for page in pages for each in page if is_meant(each)]
    return [data] if is_meant(data) else []


def _is_page(data: Any) -> bool:
    return isinstance(data, dict) and isinstance(data.get("results"), list) and not _is_object(data)


def _is_object(data: Any) -> bool:
    return isinstance(data, dict) and (isinstance(data.get("properties"), dict) or "id" in data)


def _cells(record: Record) -> Mapping[str, str]:
    """Its own cells, its properties, and the ids of what is associated with it, joined by ";"."""
    own = {name: as_text(value) for name, value in record.items() if not isinstance(value, dict | list)}
    properties, associations = (record.get(each) or {} for each in ("properties", "associations"))
    said = {name: _value(value) for name, value in properties.items()}
    linked = {name: joined(value) for name, value in associations.items()} if isinstance(associations, dict) else {}
    return {name: text for name, text in ({**said, **own, **linked}).items() if name.strip()}


def _value(value: Any) -> str:
    """A property; of older answers with the time and the source of each."""
    return as_text(value.get("value") if isinstance(value, dict) else value)

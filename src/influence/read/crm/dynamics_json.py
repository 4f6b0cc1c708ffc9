"""What the Web API of Dynamics answers, as sheets: a list of records under "value"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from influence.read.crm.json_records import Json, Listed, Record, as_text, lines_of

_ENTITY = re.compile(r"\$metadata#(\w+)")


def entities_of(files: Sequence[Json]) -> Iterator[Listed]:
    """The records of each answer; called as the answer says, else as the file is."""
    for file in files:
        pages = file.data if isinstance(file.data, list) and all(map(_is_page, file.data)) else [file.data]
        records = [each for page in pages for each in _records(page)]
        told = [_ENTITY.search(str(page.get("@odata.context"))) for page in pages if isinstance(page, dict)]
        name = next((each[1] for each in told if each), file.stem)
        lines = lines_of(file.text, records, "value", _is_record)
        yield Listed(name, file.file, list(zip(lines, map(_cells, records), strict=True)))


def _is_page(data: Any) -> bool:
    return isinstance(data, dict) and isinstance(data.get("value"), list)


def _is_record(data: Any) -> bool:
    return isinstance(data, dict) and not _is_page(data)


def _records(page: Any) -> list[Record]:
    found = page["value"] if _is_page(page) else page
    return [each for each in found if _is_record(each)] if isinstance(found, list) else []


def _cells(record: Record) -> Mapping[str, str]:
    """Its cells; of a record joined to it those under "contact.fullname"."""
    cells = {name: as_text(value) for name, value in record.items() if not isinstance(value, dict | list)}
    joined = {name: value for name, value in record.items() if isinstance(value, dict)}
    inner = {f"{name}.{each}": as_text(cell) for name, value in joined.items() for each, cell in value.items()}
    return {name: text for name, text in (cells | inner).items() if name.strip()}

"""Files of JSON in an export, alone or beside tables, as sheets."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path, PurePath
from typing import Any, NamedTuple

import pandas as pd

from influence.graph.reader_notes import NoteTaker
from influence.read.files.archives import is_part, members_of, parts_of
from influence.read.files.csv_text import Fault, Sheet, Unreadable, path_of, refusal
from influence.read.files.encodings import as_utf8
from influence.read.files.sheets import NamedSheet, refusing, sheets_of
from influence.tables.language import say

_SPACE = re.compile(r"[\s,]*")
_LIST = re.compile(r"[\[]")
Record = dict[str, Any]


class Json(NamedTuple):
    """A file of JSON: what it is called, what it holds, and how that is written."""

    file: str
    stem: str
    data: Any
    text: str


class Listed(NamedTuple):
    """Records of one sort: what they are called, the file as shown, and each with its line."""

    name: str
    file: str
    records: Sequence[tuple[int, Mapping[str, str]]]


Read = Callable[[Sequence[Json]], Iterable[Listed]]


def sheets_with_json(path: str | Path, taker: NoteTaker, read: Read, remedy: str) -> list[NamedSheet]:
    """The sheets of an export; of its JSON files those that `read` finds, which are left out where it finds none."""
    place = path_of(path, "a file, a folder, a .zip or an .xlsx")
    faults: list[Fault] = []
    with ExitStack() as stack:
        files = _json_files(place, stack)
        loaded = [each for name, data in files.items() if (each := _loaded(name, data, taker, faults))]
    if not files:
        return sheets_of(place, taker)
    found = [NamedSheet(each.name, each.file, _sheet(each)) for each in read(loaded) if each.records]
    _note_empty(loaded, found, remedy, faults)
    others = sheets_of(place, taker, besides=files) if place.is_dir() or is_part(place) else []
    if not found and not others:
        raise refusal(faults)
    for fault in faults:
        taker.leave_out_file(fault.table, fault.told)
    return [*found, *others]


def _json_files(path: Path, stack: ExitStack) -> dict[str, Callable[[], bytes]]:
    """How to read each file of JSON, by its name as shown: alone, in a folder, in a zip or in the zips of a folder."""
    if is_part(path):
        return _in_zip(path, stack)
    if not path.is_dir():
        return {path.name: path.read_bytes} if _is_json(path) and path.is_file() else {}
    files = {file.name: file.read_bytes for file in sorted(path.iterdir()) if _is_json(file) and file.is_file()}
    parts = [(part.name, _in_zip(part, stack)) for part in parts_of(path)]
    return files | {f"{name}/{file}": data for name, members in parts for file, data in members.items()}


def _in_zip(path: Path, stack: ExitStack) -> dict[str, Callable[[], bytes]]:
    """Of a zip that is damaged nothing: whoever reads its tables says so."""
    with suppress(Unreadable, OSError):
        return {str(each.name): each.read for each in members_of(path, stack) if _is_json(each.name)}
    return {}


def _is_json(file: PurePath) -> bool:
    return file.suffix.casefold() == ".json" and not file.name.startswith(".")


def _loaded(name: str, read: Callable[[], bytes], taker: NoteTaker, faults: list[Fault]) -> Json | None:
    """What a file holds; how its text was read is noted, and what cannot be read is a fault."""
    with refusing(name, faults):
        found = as_utf8(read())
        if found is None:
            raise Unreadable("is not text", "save it as JSON in UTF-8")
        text = found.data.decode()
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise Unreadable(say("is not readable JSON ({error})", error=error), "export it again") from error
        for repair in found.repairs:
            taker.note("repaired", name, source=repair.source)
        return Json(name, PurePath(name).stem, data, text)
    return None


def _note_empty(loaded: Sequence[Json], found: Sequence[NamedSheet], remedy: str, faults: list[Fault]) -> None:
    shown = {sheet.file.partition("[")[0] for sheet in found}
    empty = [each.file for each in loaded if each.file not in shown]
    faults += [Fault(file, None, None, None, "missing_table", "has no records", remedy) for file in empty]


def lines_of(text: str, records: Sequence[Record], key: str, is_record: Callable[[Any], bool]) -> list[int]:
    """The line on which each record of the list under a key begins; their numbers where that cannot be told."""
    start = re.search(rf'"{key}"\s*:\s*\[', text) or _LIST.search(text)
    position = start.end() if start else 0
    lines: list[int] = []
    decoder, line, counted = json.JSONDecoder(), 1, 0
    while len(lines) < len(records):
        position = _SPACE.match(text, position).end()  # type: ignore[union-attr]
        line, counted = line + text.count("\n", counted, position), position
        try:
            record, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            return list(range(1, len(records) + 1))
        if is_record(record):
            lines.append(line)
    return lines if len(set(lines)) == len(lines) else list(range(1, len(records) + 1))


def as_text(value: Any) -> str:
    """What a value of JSON would read in a CSV file; nothing of lists and objects."""
    if value is None or isinstance(value, dict | list):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _sheet(listed: Listed) -> Sheet:
    header = list(dict.fromkeys(name for _, row in listed.records for name in row))
    index = pd.Index([line for line, _ in listed.records], dtype="int64")
    cells = pd.DataFrame([[row.get(name, "") for name in header] for _, row in listed.records], index=index, dtype=str)
    return Sheet(header, cells.set_axis(range(len(header)), axis=1))

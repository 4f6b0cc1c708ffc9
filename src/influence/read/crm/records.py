"""An export of a CRM as records of a few kinds: which file is what, which header means what, and where each row went.

A reader of one CRM states its files as `Shape`s; `records_of` turns sheets into the records that `assembly.graph_of`
puts together. A record keeps the file and the line it came from, so that whatever becomes of it can be shown there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Ints
from influence.graph.reader_notes import NoteTaker
from influence.read.crm.flags import unreadable
from influence.read.files.csv_text import Fault, refusal
from influence.read.files.sheets import NamedSheet, account, known
from influence.tables.language import say
from influence.tables.languages import english_file, english_headers
from influence.tables.phrases import counted
from influence.tables.spelling import plain

RECORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "people": (
            "person", "name", "first_name", "last_name", "title", "department", "account", "account_name", "boss",
            "email", "owner", "last_touch", "touches", "standing", "support", "influence", "coverage", "is_account",
        ),
        "deals": (
            "deal", "name", "account", "account_name", "stage", "amount", "currency", "close_date", "won", "closed",
            "owner", "last_touch", "contact",
        ),
        "roles": ("deal", "person", "role", "support", "influence", "coverage"),
        "accounts": ("account", "name", "contact", "first_name", "last_name", "title"),
        "activities": (
            "activity", "person", "deal", "member", "date", "status", "closed", "type", "subtype", "topic",
        ),
        "invited": ("activity", "person", "status"),
        "colleagues": ("activity", "member", "status"),
        "members": ("member", "name", "first_name", "last_name", "title"),
        "team": ("deal", "member", "name", "title", "role"),
    }
)  # fmt: skip
"""The kinds of record and what is known of each. `boss` is a person, `owner` one of our team, `coverage` how well we
know the person, `standing` the roles, joined by ";", that a CRM states of the person and of no deal, `touches` how
often we were in contact, on whatever deal. `contact` is whom a deal names as its contact, or who an account is where
`is_account` says that the customer is a person. `invited` are those whom another table adds to an activity,
`colleagues` those of ours; `topic` is the subject of an activity, never what it says besides. Every kind may also have
`deleted`, `created` and `modified`."""

SORTS: Mapping[str, str] = MappingProxyType(
    {
        "deal": "deal", "person": "person", "boss": "person", "contact": "person", "account": "account",
        "owner": "member", "member": "member", "activity": "activity",
    }
)  # fmt: skip
"""The fields that are ids, and the sort of thing each names."""

OWN_ID: Mapping[str, str] = MappingProxyType(
    {"people": "person", "deals": "deal", "accounts": "account", "members": "member"}
)
"""The kinds of which a record describes one thing, and the field that names it."""

TABLE_OF: Mapping[str, str] = MappingProxyType(
    {"people": "people", "deals": "deals", "roles": "seats", "accounts": "deals", "activities": "interactions",
     "invited": "interactions", "colleagues": "interactions", "members": "team", "team": "team"}
)  # fmt: skip
"""The table that a kind of record ends in."""

TEXTS = frozenset({"email", "name", "first_name", "last_name", "title", "department", "account_name", "role", "stage"})
"""NA may be somebody's initials; no CRM gives the id NA, so that there it says unknown."""
LONGEST_UNKNOWN = 12
"""No word for unknown is longer; asking only those cells saves half the time."""
ADDED = re.compile(r"^(?:propert(?:y|ies)|associations)(?:__|[_.])(.+?)(?:(?:__|\.)value)?$", re.IGNORECASE)
"""What warehouses put around the name of a property: Fivetran `property_x`, Stitch `property_x__value`, Airbyte
`properties_x` and `associations_x`, dlt `properties__x`; programs that flatten JSON `properties.x`."""
NOT_NEEDED = "not needed, and so not taken"
"""Why most columns of an export are kept out."""
_TYPE_MARK = re.compile(r"\[[^\W\d_]\w*\]")
_FILLERS = frozenset((
    "sf", "salesforce", "hubspot", "dynamics", "pipedrive", "zoho", "suitecrm", "sugarcrm", "odoo", "backup",
    "crm", "data", "export", "exported", "exports", "extract",
    "all", "copy", "of", "the", "full", "dump", "raw", "stg", "src", "table", "csv",
))  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """One sort of file that an export may hold.

    Attributes
    ----------
    kind : str
        A key of `RECORDS`; "report" for a file whose rows join several of them (see joined_reports.py); "" for a file
        that is known and not read.
    names : tuple of str
        What the file may be called, as `file_word` makes it: singular, in small letters, without spaces and signs.
    fields : mapping of str to tuple of str
        The headers of each field of `RECORDS`, those that are preferred first, in any case and spacing.
    needs : tuple of tuple of str
        Of each group at least one field must be found, whatever the file is called.
    signs : tuple of tuple of str
        A file whose name says nothing is of this shape if it has, of each group, at least one header; without any
        group it is never taken by its headers alone.
    """

    kind: str
    names: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs: tuple[tuple[str, ...], ...] = ()
    signs: tuple[tuple[str, ...], ...] = ()

    def columns(self, header: Sequence[str]) -> dict[str, int]:
        """Where each field stands."""
        place = _places(header)
        found = {name: [place[plain(h)] for h in headers if plain(h) in place] for name, headers in self.fields.items()}
        return {name: positions[0] for name, positions in found.items() if positions}

    def fits(self, header: Sequence[str]) -> bool:
        """Whether the headers are those of a file of this shape, given its name."""
        found = self.columns(header)
        return all(any(name in found for name in group) for group in self.needs)

    def shows(self, header: Sequence[str]) -> bool:
        """Whether the headers alone tell that it is this shape."""
        there = _places(header)
        told = all(any(plain(sign) in there for sign in group) for group in self.signs)
        return bool(self.signs) and told and self.fits(header)


def _places(header: Sequence[str]) -> dict[str, int]:
    """Where each header stands, in plain spelling: as written, as a warehouse adds to it, as English calls it."""
    place: dict[str, int] = {}
    for position, text in enumerate([*header, *map(bare, header)]):
        place.setdefault(plain(text), position % len(header))
    for position, text in enumerate(header):
        for english in english_headers(text):
            place.setdefault(english, position)
    return place


@dataclass
class Export:
    """The records of an export while it is read, and what became of its rows.

    Attributes
    ----------
    taker : NoteTaker
        Collects what is done to them.
    sheets : list of NamedSheet
        The files; the column `file` of every record is a position here, `line` the line there.
    records : dict of str to pandas.DataFrame
        By kind, the fields found as text, unknown where the cell says nothing; missing kinds are missing.
    shared : bool
        Whether several records may come from one line, which then is left out only if all of them are.
    gone : list of tuple
        The file and line of the rows left out so far.
    riders : list of pandas.DataFrame
        Rows that only add to those of another file: `file` and `line`, and with which others, `on_file` and `on_line`,
        they are left out.
    links : str
        What the CRM calls that which puts contacts on deals.
    spelling : dict of str to ndarray
        By sort of id, how each number is written, once `ids.number` has made numbers of them.
    """

    taker: NoteTaker
    sheets: list[NamedSheet]
    records: dict[str, pd.DataFrame] = field(default_factory=dict)
    shared: bool = False
    gone: list[tuple[Ints, Ints]] = field(default_factory=list)
    riders: list[pd.DataFrame] = field(default_factory=list)
    links: str = "contact roles"
    spelling: dict[str, Any] = field(default_factory=dict)

    def add(self, kind: str, records: pd.DataFrame) -> None:
        """Add records to those of a kind; ids that they do not have are those of nobody, as `ids.number` writes it."""
        known = self.records.get(kind, records.iloc[:0])
        both = pd.concat([known, records], ignore_index=True)
        for name in [each for each in both if each in SORTS]:
            both[name] = both[name].fillna(-1).astype(np.int64)
        self.records[kind] = both

    def drop(self, kind: str, wrong: Flags, source: Any, action: str = "left out", **cells: Any) -> None:
        """Leave out the records of one kind where `wrong` holds, with a note each that says why."""
        if wrong.any():
            rows = self.records[kind][wrong]
            self.records[kind] = self.records[kind][~wrong].reset_index(drop=True)
            self._leave(kind, rows, list(self.records), action, source=source, **cells)

    def count_out(self, kind: str, wrong: Flags, source: Any, action: str, **cells: Any) -> None:
        """The same for records that stay, because others refer to them, but say nothing in our tables."""
        if wrong.any():
            others = [each for each in self.records if each != kind]
            self._leave(kind, self.records[kind][wrong], others, action, source=source, **cells)

    def note(self, kind: str, rows: Flags, action: str, **cells: Any) -> None:
        """Note something done to a cell of those records of one kind where `rows` holds."""
        if rows.any():
            found = self.records[kind][rows]
            about = {"table": TABLE_OF.get(kind), "row": self._row(kind, found)}
            self._note(action, found, found["line"].to_numpy(), **(about | cells))

    def spelt(self, name: str, numbers: Any) -> Any:
        """The ids of a field as text, where `ids.number` has made numbers of them; None for nobody."""
        spelling = self.spelling.get(SORTS[name])
        return numbers if spelling is None else taken(spelling, numbers)

    def ride(self, rows: pd.DataFrame, on_file: Any, on_line: Any) -> None:
        """These rows only add to those others: where all of the others are left out, they are too."""
        columns = {"file": rows["file"], "line": rows["line"], "on_file": on_file, "on_line": on_line}
        self.riders.append(pd.DataFrame({name: np.asarray(cells, dtype=np.int64) for name, cells in columns.items()}))

    def close(self) -> None:
        """Account for every row of every file, once nothing more will be left out."""
        self._leave_riders()
        file = np.concatenate([np.empty(0, dtype=np.int64), *(each for each, _ in self.gone)])
        line = np.concatenate([np.empty(0, dtype=np.int64), *(each for _, each in self.gone)])
        out = pd.DataFrame({"file": file, "line": line}).drop_duplicates()["file"].value_counts()
        for number, sheet in enumerate(self.sheets):
            account(self.taker, sheet, int(out.get(number, 0)))

    def leave_out(self, number: int, source: str, remedy: str) -> None:
        """Leave out a whole file, with a note of it and one for each of its rows."""
        sheet = self.sheets[number]
        lines = sheet.sheet.cells.index.to_numpy(dtype=np.int64)
        whole = f"{counted(len(lines), 'row', 'rows')}: {source}; {remedy}"
        self.taker.leave_out_file(sheet.file, whole)
        self.taker.note("left out", sheet.file, line=lines, source=source)
        self.gone.append((np.full(len(lines), number), lines))

    def has(self, kind: str, *fields: str) -> bool:
        """Whether there are records of this kind with these fields."""
        return kind in self.records and set(fields) <= set(self.records[kind])

    def _leave(self, kind: str, rows: pd.DataFrame, others: list[str], action: str, **cells: Any) -> None:
        """Note rows as left out; their line too, unless a record of another kind came from it and stays."""
        file, line = rows["file"].to_numpy(), rows["line"].to_numpy()
        alone = self._stands_alone(file, line, others)
        self.gone.append((file[alone], line[alone]))
        shown = np.where(alone, line.astype(object), None)
        self._note(action, rows, shown, table=TABLE_OF.get(kind), row=self._row(kind, rows), **cells)

    def _leave_riders(self) -> None:
        if not self.riders or not self.gone:
            return
        rows = pd.concat(self.riders, ignore_index=True)
        out = pd.MultiIndex.from_arrays([np.concatenate(each) for each in zip(*self.gone, strict=True)])
        rows["out"] = pd.MultiIndex.from_frame(rows[["on_file", "on_line"]]).isin(out)
        left = rows.groupby(["file", "line"])["out"].all()
        file, line = (left.index[left].get_level_values(each).to_numpy(dtype=np.int64) for each in (0, 1))
        files: Any = np.array([sheet.file for sheet in self.sheets], dtype=object)[file]
        self.taker.note("left out", files, line=line, source=say("only adds to rows that are left out"))
        self.gone.append((file, line))

    def _stands_alone(self, file: Ints, line: Ints, others: list[str]) -> Flags:
        if not self.shared:
            return np.ones(len(file), dtype=bool)
        # A line of a file as one number: found much faster than a pair.
        kept = (self.records[kind]["file"] * 2**40 + self.records[kind]["line"] for kind in others)
        return ~np.isin(file * 2**40 + line, list(set().union(*kept)))

    def _note(self, action: str, rows: pd.DataFrame, line: Any, **cells: Any) -> None:
        files: Any = np.array([sheet.file for sheet in self.sheets], dtype=object)[rows["file"].to_numpy()]
        self.taker.note(action, files, line=line, **cells)

    def _row(self, kind: str, rows: pd.DataFrame) -> Any:
        """What each record is about: its own id, of a role or an activity the person."""
        name = OWN_ID.get(kind, "person")
        return self.spelt(name, rows[name].to_numpy()) if name in rows else None


def bare(header: str) -> str:
    """A header without what warehouses add to the name of a property: `properties_dealname` is dealname."""
    return ADDED.sub(r"\1", header)


def taken(values: Any, place: Any, missing: Any = None) -> Any:
    """The values at these places; where the place is -1 `missing`, which is -1 too for ids."""
    cells = values.to_numpy() if isinstance(values, pd.Series) else values
    missing = -1 if missing is None and cells.dtype.kind == "i" else missing
    return np.append(cells, np.array([missing], dtype=cells.dtype))[place]


def records_of(sheets: Iterable[NamedSheet], shapes: Sequence[Shape], taker: NoteTaker) -> Export:
    """The records that these files hold; files and columns that are not read are noted."""
    export = Export(taker, [_without_type_marks(sheet, taker) for sheet in sheets])
    found: dict[str, list[pd.DataFrame]] = {}
    faults: list[Fault] = []
    for number, sheet in enumerate(export.sheets):
        shape = shape_of(sheet, shapes)
        if shape is None or not shape.kind:
            export.leave_out(number, *_why_not(sheet, shape, shapes))
        else:
            found.setdefault(shape.kind, []).append(_read(export, number, shape, faults))
    if faults:
        raise refusal(faults)
    export.records = {kind: pd.concat(frames, ignore_index=True) for kind, frames in found.items()}
    return export


def _why_not(sheet: NamedSheet, shape: Shape | None, shapes: Sequence[Shape]) -> tuple[str, str]:
    """Why a file is not read, and what to do."""
    if shape:
        return say("is of a kind that is not read"), say("leave it out of the export; nothing in it is needed")
    headers = ", ".join(repr(header) for header in sheet.sheet.header[:4])
    kinds = {each.kind: each.names[0] for each in shapes if each.kind in TABLE_OF and each.names}
    names = ", ".join(sorted(kinds.values()))
    remedy = say("name the file after what it holds ({names}), with the headers of the CRM itself", names=names)
    return say("is not a known kind of file, judging by its headers {headers}", headers=headers), remedy


def shape_of(sheet: NamedSheet, shapes: Sequence[Shape]) -> Shape | None:
    """What this file is: by its name if its headers agree, else by its headers.

    The rows of a query that joins objects say more than the name of any one of them: where the shape of a report reads
    more of the columns, the file is one, whatever it is called.
    """
    word = file_word(sheet.name)
    header = sheet.sheet.header
    named = next((each for each in shapes if word in each.names and (not each.kind or each.fits(header))), None)
    shown = next((each for each in shapes if each.shows(header)), None)
    joined = next((each for each in shapes if each.kind == "report" and each.shows(header)), None)
    if named and named.kind and joined and len(joined.columns(header)) > len(named.columns(header)):
        return joined
    return named or shown


def _without_type_marks(named: NamedSheet, taker: NoteTaker) -> NamedSheet:
    """Without the columns that say in every row of which type something is, such as [Contact]: they hold no ids."""
    sheet = named.sheet
    marks = [number for number in sheet.cells if _marks_a_type(sheet.cells[number])]
    if not marks:
        return named
    source = say("says the same type in every row, and no id")
    taker.note("kept out", named.file, column=[sheet.header[number] for number in marks], source=source)
    kept = [number for number in sheet.cells if number not in marks]
    cells = sheet.cells[kept].set_axis(range(len(kept)), axis=1)
    return named._replace(sheet=replace(sheet, header=[sheet.header[number] for number in kept], cells=cells))


def _marks_a_type(cells: pd.Series) -> bool:
    said = cells.str.strip().unique()
    words = [word for word in said if word]
    return len(words) == 1 and bool(_TYPE_MARK.fullmatch(words[0]))


def file_word(name: str) -> str:
    """What a file is called, without dates, numbers, "export" and the like: "sf_contacts_2024 (1)" is "contact"."""
    parts = re.findall(r"[^\W\d_]+", re.sub(r"\(.*?\)", "", name))
    word = plain("".join(part for part in parts if part.casefold() not in _FILLERS))
    if word == "people":
        return "person"
    english = english_file(word)
    if english != word:
        return english
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def _read(export: Export, number: int, shape: Shape, faults: list[Fault]) -> pd.DataFrame:
    """The records of one file; what it says besides is noted as kept out, what nobody can tell is a fault."""
    sheet = export.sheets[number].sheet
    place = shape.columns(sheet.header)
    _note_kept_out(export, number, set(place.values()))
    if "email" in place:
        source = say("compared to find duplicates, and not taken")
        export.taker.note("kept out", export.sheets[number].file, column=sheet.header[place["email"]], source=source)
    frame = pd.DataFrame({name: _known(export, number, position, name) for name, position in place.items()})
    frame["file"] = number
    frame["line"] = sheet.cells.index.to_numpy(dtype=np.int64)
    if "deleted" in frame:
        cells = zip(frame["line"].tolist(), frame["deleted"], strict=True)
        faults += unreadable(export.sheets[number].file, sheet.header[place["deleted"]], cells)
    return frame


def _note_kept_out(export: Export, number: int, taken: set[int]) -> None:
    sheet = export.sheets[number]
    headers = [header for position, header in enumerate(sheet.sheet.header) if position not in taken and header.strip()]
    export.taker.note("kept out", sheet.file, column=headers, source=say(NOT_NEEDED))


def _known(export: Export, number: int, position: int, name: str) -> Any:
    """One column as text without the spaces around it; cells that hold no more than a word for unknown are noted."""
    sheet = export.sheets[number]
    cells = sheet.sheet.cells[position].str.strip()
    read = cells.astype(object)
    short = (cells.str.len() <= LONGEST_UNKNOWN).to_numpy(dtype=bool)
    read[short] = known(read[short], ids=name in TEXTS)
    repaired = short & (cells != "").to_numpy(dtype=bool) & read.isna().to_numpy()
    if repaired.any():
        lines, column = cells.index[repaired].to_numpy(), sheet.sheet.header[position]
        written = cells[repaired].to_numpy(dtype=object)
        export.taker.note("dropped", sheet.file, line=lines, column=column, source=written)
    return read.reset_index(drop=True)

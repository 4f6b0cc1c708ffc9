"""Ids of a CRM as whole numbers: one number for one record, however its id is written in each file."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags
from influence.read.crm.records import OWN_ID, SORTS, Export
from influence.tables.language import say
from influence.tables.phrases import counted

SHORT, LONG = 15, 18
"""A Salesforce id has 15 characters that tell upper from lower case, or 18 that end in a check of the case."""
_CUT = r"\d(\.\d+)?[eE]\+\d+"
_GUID = r"\{?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\}?"
_CHECK = np.array([ord(letter) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"], dtype=np.uint32)


def clean_ids(export: Export) -> None:
    """Whole numbers as spreadsheets write them; one that a spreadsheet has cut short is unknown."""
    for kind, frame in export.records.items():
        for name in [each for each in frame if each in (*SORTS, "one", "two", "activity")]:
            cells = frame[name].astype(object)
            cut = cells.str.fullmatch(_CUT).eq(True).to_numpy(dtype=bool)
            source = [say("{each} was cut short by a spreadsheet", each=each) for each in cells[cut]]
            export.note(kind, cut, "dropped", column=name, source=source)
            frame[name] = cells.mask(cut, None).str.replace(r"^(\d+)\.0+$", r"\1", regex=True)


def follow_merged(export: Export) -> None:
    """Ids of records that the CRM has merged into another become the id of that one, which lists them (`before`)."""
    for kind in ("people", "deals"):
        own, new = OWN_ID[kind], _merged(export, kind)
        if not new:
            continue
        frame = export.records[kind]
        old = frame[own].isin(new)
        export.records[kind] = pd.concat([frame[~old], frame[old]], ignore_index=True)
        names = [own, "one", "two"] if kind == "people" else [own]
        for each, found in export.records.items():
            for name in [name for name in names if name in found]:
                _rename(export, each, name, new)


def _merged(export: Export, kind: str) -> dict[str, str]:
    """Of each id that was merged into another, that other; those in a circle stay."""
    if not export.has(kind, "before"):
        return {}
    frame = export.records[kind]
    said = frame["before"].dropna().str.split(";").explode().str.split(":").str[0].str.strip()
    new: dict[str, str] = {}
    for old, row in zip(said, said.index, strict=True):
        last = _last(frame[OWN_ID[kind]][row], new)
        if old and pd.notna(last) and last != old:
            new.setdefault(old, last)
    return new


def _last(old: Any, new: dict[str, str]) -> Any:
    while old in new:
        old = new[old]
    return old


def _rename(export: Export, kind: str, name: str, new: dict[str, str]) -> None:
    cells = export.records[kind][name]
    rows = cells.isin(new).to_numpy()
    last = [_last(each, new) for each in cells[rows]]
    source = [say("{each} was merged into it", each=each) for each in cells[rows]]
    if kind != "listed":
        export.note(kind, rows, "renamed", column=name, value=last, source=source)
    export.records[kind].loc[rows, name] = last


def write_guids_alike(export: Export, names: frozenset[str]) -> None:
    """Ids in braces or capitals as the others are written; said once for each file."""
    for kind, frame in export.records.items():
        changed = pd.Series(False, index=frame.index)
        for name in [each for each in frame if each in names]:
            cells = frame[name].astype(object)
            alike = cells.str.extract(f"^{_GUID}$", expand=False).str.lower()
            changed |= alike.notna() & (alike != cells)
            frame[name] = cells.where(alike.isna(), alike)
        for file, count in frame.loc[changed, "file"].value_counts().items():
            source = say("ids in braces or capitals, in {count}", count=counted(count, "row", "rows"))
            export.taker.note("renamed", export.sheets[file].file, column=OWN_ID.get(kind, "id"), source=source)


def number(export: Export) -> None:
    """Make numbers of all ids: -1 for none, rising in the order in which the owners' file lists them.

    Ids that differ by spaces, by case (but for the 15 characters of Salesforce), or as 15 and 18 characters do, are
    one id; how it is then written is noted.
    """
    for sort in dict.fromkeys(SORTS.values()):
        places = [(kind, name) for kind, name in _places(export) if SORTS[name] == sort]
        if places:
            _number(export, sort, places)


def _places(export: Export) -> list[tuple[str, str]]:
    """Every column of ids, those of the owners first."""
    found = [(kind, name) for kind, frame in export.records.items() for name in frame if name in SORTS]
    return sorted(found, key=lambda place: OWN_ID.get(place[0]) != place[1])


def _number(export: Export, sort: str, places: list[tuple[str, str]]) -> None:
    columns = [export.records[kind][name] for kind, name in places]
    codes, written = pd.factorize(np.concatenate([column.to_numpy(dtype=object) for column in columns]))
    texts = np.asarray(written, dtype=object)
    group, spelling = _groups(texts)
    export.spelling[sort] = spelling
    numbers = np.append(group, -1)[codes]
    ends = np.cumsum([len(column) for column in columns])[:-1]
    for (kind, name), each in zip(places, np.split(numbers, ends), strict=True):
        export.records[kind][name] = each
    other = texts != spelling[group]
    if other.any():
        _note_spellings(export, places, np.split(codes, ends), texts, other)


def _groups(texts: Any) -> tuple[Any, Any]:
    """For each text the number of its id, and how each id is written: as it first is, but long where it may be."""
    long = checked(texts)
    key = keys_of(texts, long)
    group, _ = pd.factorize(key)
    best = np.unique(group, return_index=True)[1]
    best[group[long]] = np.flatnonzero(long)
    return group, np.array([" ".join(text.split()) for text in texts[best]], dtype=object)


def keys_of(texts: Any, long: Flags) -> Any:
    """What ids are compared by."""
    whole = [
        text[:SHORT] if checked or (len(text) == SHORT and text.isascii() and text.isalnum()) else _squeezed(text)
        for text, checked in zip(texts, long, strict=True)
    ]
    keys = np.empty(len(whole), dtype=object)
    keys[:] = whole
    return keys


def _squeezed(text: str) -> str:
    return " ".join(text.split()).lower()


def checked(texts: Any) -> Flags:
    """Which texts are Salesforce ids of 18 characters whose last three agree with the case of the others."""
    sound = np.array([len(text) == LONG and text.isascii() and text.isalnum() for text in texts], dtype=bool)
    if not sound.any():
        return sound
    letters = np.array(list(texts[sound]), dtype=f"U{LONG}").view(np.uint32).reshape(-1, LONG)
    upper = (letters[:, :SHORT] >= ord("A")) & (letters[:, :SHORT] <= ord("Z"))
    check = upper.reshape(-1, 3, 5) @ np.array([1, 2, 4, 8, 16])
    sound[sound] = (_CHECK[check] == letters[:, SHORT:]).all(axis=1)
    return sound


def _note_spellings(export: Export, places: list[tuple[str, str]], codes: list[Any], texts: Any, other: Flags) -> None:
    """Note each other spelling of an id once, where it is first met."""
    seen = np.zeros(len(texts) + 1, dtype=bool)
    seen[-1] = True
    for (kind, name), each in zip(places, codes, strict=True):
        rows = np.append(other, False)[each] & ~seen[each] & ~pd.Series(each).duplicated().to_numpy()
        seen[each] = True
        found = export.records[kind].loc[rows, name].to_numpy()
        value, source = export.spelt(name, found), texts[each[rows]]
        export.note(kind, rows, "renamed", column=name, value=value, source=source)


def one_record_each(export: Export) -> None:
    """Merge the records of one thing: what the first does not say is taken from the others."""
    for kind, name in OWN_ID.items():
        if not export.has(kind, name):
            continue
        export.drop(kind, export.records[kind][name].to_numpy() < 0, say("has no {name} id", name=name))
        frame = export.records[kind]
        again = frame[name].duplicated().to_numpy()
        if again.any():
            _fill_from_others(frame, name)
            line = frame.drop_duplicates(name).set_index(name)["line"]
            source = [
                say("the same {name} as on line {first}", name=name, first=first)
                for first in line.loc[frame[name][again]]
            ]
            export.drop(kind, again, source, "merged")


def _fill_from_others(frame: pd.DataFrame, name: str) -> None:
    """The first record of each thing takes over what only later ones say."""
    doubled = frame[frame[name].duplicated(keep=False)]
    numbers = [each for each in frame if each in SORTS and each != name]
    known = doubled.assign(**{each: doubled[each].where(doubled[each] >= 0) for each in numbers})
    first = known.groupby(name, sort=False).first()
    rows = doubled.index[~doubled[name].duplicated()]
    for column in first.columns.difference(["file", "line"]):
        values = first[column].fillna(-1).astype(np.int64) if column in numbers else first[column]
        frame.loc[rows, column] = values.to_numpy()


def places(export: Export, kind: str, numbers: Any) -> Any:
    """Where the record of each of these ids stands; -1 where there is none."""
    name = OWN_ID[kind]
    size = len(export.spelling.get(SORTS[name], ()))
    place = np.full(size + 1, -1)
    if export.has(kind, name):
        place[export.records[kind][name].to_numpy()] = np.arange(len(export.records[kind]))
    place[-1] = -1
    return place[numbers]

"""Lists in cells: people of a deal, deals of a person, several accounts; joined by ";", or as JSON writes them."""

from __future__ import annotations

import json
import re
from typing import Any

import pandas as pd

from influence.read.crm.joined_reports import name_by_name
from influence.read.crm.people import ids_by_name
from influence.read.crm.records import OWN_ID, Export
from influence.read.crm.values import texts

LISTS = ("people", "deals", "person_names", "deal_names", "account", "account_name", "before", "standing",
         "participants", "members")  # fmt: skip
"""The fields whose cells may list several."""
_MEMBER_IDS = ("id", "value", "toObjectId", "vid", "person_id")
_IN_BRACKETS = r"\s*(\[.*\]|\{.*\})\s*"
_ADDRESS = r"\s*\([^()]*@[^()]*\)\s*$"


def read_lists(export: Export) -> None:
    """Lists as warehouses and programs write them, such as ["101", "102"], joined by ";" as the exports do."""
    for frame in export.records.values():
        for name in [each for each in LISTS if each in frame]:
            cells = frame[name].astype(object)
            rows = cells.str.fullmatch(_IN_BRACKETS).eq(True).to_numpy(dtype=bool)
            if rows.any():
                frame[name] = cells.mask(rows, cells[rows].map(_joined).reindex(cells.index))


def _joined(cell: str) -> str | None:
    try:
        data = json.loads(cell)
    except (ValueError, RecursionError):
        data = [each.strip(" \t'\"") for each in re.split(r"[,;]", cell.strip(" \t[]{}"))]
    return joined(data) or None


def joined(data: Any) -> str:
    """The members of a list of JSON, by their ids where they are objects, joined by ";"."""
    if isinstance(data, dict):
        data = data.get("results", [data])
    members = [_member(each) for each in data] if isinstance(data, list) else [_member(data)]
    return ";".join(dict.fromkeys(each for each in members if each))


def _member(data: Any) -> str:
    if isinstance(data, dict):
        data = next((data[name] for name in _MEMBER_IDS if name in data), "")
    return "" if data is None or isinstance(data, dict | list) else str(data).strip()


def join_participants(export: Export, kind: str) -> None:
    """Whom records of a kind list as participants, by id or by name, beside the one person whom each names."""
    if not export.has(kind, "participants"):
        return
    one = texts(export, kind, "people")
    lists = pd.concat(
        [one.where(one.notna(), texts(export, kind, "person_names")), texts(export, kind, "participants")]
    )
    entries = lists.dropna().astype(str).str.split(";").explode().str.replace(_ADDRESS, "", regex=True).str.strip()
    entries = entries[entries != ""].astype(object)
    found = ids_by_name(export, entries, "people") if "people" in export.records else entries
    joined = found.groupby(level=0).agg(lambda each: ";".join(dict.fromkeys(each)))
    frame = export.records[kind].drop(columns="participants")
    field = "people" if "people" in export.records else "person_names"
    export.records[kind] = frame.assign(**{field: joined.reindex(frame.index).astype(object)})


def list_roles(export: Export) -> None:
    """Of people with lists of their deals, and deals with lists of their people, a role of nothing more for each pair.

    The lists are the fields `deals` and `people`, of ids, and `deal_names` and `person_names`, each joined by ";".
    Where no file has the others, what the lists say of them is all there is.
    """
    for kind, other in (("people", "deals"), ("deals", "people")):
        if export.has(kind, OWN_ID[kind]):
            found = listed(export, kind, OWN_ID[kind], other)
            if len(found):
                _pair(export, kind, other, found)


def _pair(export: Export, kind: str, other: str, found: pd.DataFrame) -> None:
    own, their = OWN_ID[kind], OWN_ID[other]
    export.shared = True
    if other in export.records:
        found["id"] = ids_by_name(export, found["id"].where(found["id"].notna(), found["name"]), other)
    else:
        export.records[other] = found.rename(columns={"id": their})[[their, "name", "file", "line"]]
        name_by_name(export, other, their, found["name"])
        found["id"] = export.records[other][their].to_numpy()
        export.records[other] = export.records[other].drop_duplicates(their, ignore_index=True)
    pairs = pd.DataFrame({own: found["own"], their: found["id"], "file": found["file"], "line": found["line"]})
    said = [export.records["listed"]] if "listed" in export.records else []
    export.records["listed"] = pd.concat([*said, pairs], ignore_index=True)


def listed(export: Export, kind: str, own: str, other: str) -> pd.DataFrame:
    """A row for each entry of the lists of a kind, which are taken out: `own` id, and `id` and `name` of the other."""
    fields = [each for each in (other, OWN_ID[other] + "_names") if each in export.records[kind]]
    frame = export.records[kind].reset_index(drop=True)
    export.records[kind] = frame.drop(columns=fields)
    ids, names = (_entries(frame, field) for field in (other, OWN_ID[other] + "_names"))
    for row, (one, two) in enumerate(zip(ids, names, strict=True)):
        if len(one) != len(two):
            ids[row], names[row] = (one, [None] * len(one)) if one else ([None] * len(two), two)
    size = [len(each) for each in ids]
    found = frame[["file", "line"]].loc[frame.index.repeat(size)].reset_index(drop=True)
    found["own"] = frame[own].repeat(size).to_numpy(dtype=object)
    for name, lists in (("id", ids), ("name", names)):
        found[name] = pd.Series([each for entry in lists for each in entry], index=found.index, dtype=object)
    found["name"] = found["name"].str.replace(_ADDRESS, "", regex=True)
    return found[found["own"].notna()].reset_index(drop=True)


def _entries(frame: pd.DataFrame, field: str) -> list[list[Any]]:
    """What each cell lists."""
    if field not in frame:
        return [[] for _ in range(len(frame))]
    cells = frame[field].fillna("").astype(str).str.split(";")
    return [[part.strip() for part in cell if part.strip()] for cell in cells]


def settle_lists(export: Export) -> None:
    """Take the pairs of lists for roles, where no file of roles states them."""
    listed = export.records.pop("listed", None)
    if listed is None:
        return
    stated = export.records.get("roles", listed.iloc[:0])
    pairs = pd.MultiIndex.from_frame(stated[["deal", "person"]])
    new = listed[~pd.MultiIndex.from_frame(listed[["deal", "person"]]).isin(pairs)]
    new = new.drop_duplicates(["deal", "person"])
    export.records["roles"] = pd.concat([stated, new], ignore_index=True)


def first_accounts(export: Export) -> None:
    """Of several accounts in one cell, joined by ";", the first counts."""
    for kind in ("people", "deals"):
        for name in [each for each in ("account", "account_name") if export.has(kind, each)]:
            cells = texts(export, kind, name)
            several = cells.str.contains(";").eq(True).to_numpy(dtype=bool)
            first = cells.str.split(";").str[0].str.strip()
            export.note(kind, several, "kept out", column=name, value=first[several], source=cells[several])
            export.records[kind][name] = cells.mask(several, first)

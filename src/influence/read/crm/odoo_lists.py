"""Lists in Odoo's exports: rows that go on with the record above them, and names or ids joined by commas."""

from __future__ import annotations

import numpy as np
import pandas as pd

from influence.array_types import Flags, Ints
from influence.read.crm.activities import declined_by, set_apart
from influence.read.crm.people import plainly
from influence.read.crm.records import Export
from influence.read.crm.states import drop_inactive
from influence.read.crm.values import texts
from influence.tables.language import say

_OWN = {"deals": "deal", "partners": "person", "meetings": "activity"}
_LISTED = frozenset(("child", "child_name", "child_title", "child_email", "people", "person_names"))
"""The fields of which a record may have several, each in a row of its own."""


def continue_records(export: Export) -> None:
    """Rows that are empty but for a list go on with the record above; without anything that is read they are left out.

    Names of records stand in for ids that are missing, here as everywhere.
    """
    for kind, own in _OWN.items():
        if kind in export.records:
            goes_on, first = _continuing(export.records[kind])
            if kind == "meetings" and own not in export.records[kind]:
                export.records[kind][own] = [f"meeting {number}" for number in first]
            said = export.records[kind].drop(columns=["file", "line"]).notna().any(axis=1).to_numpy()
            _repeat(export, kind, own, goes_on & said, first)
            export.drop(kind, goes_on & ~said, say("goes on with the record above it, with nothing that is read"))


def _continuing(frame: pd.DataFrame) -> tuple[Flags, Ints]:
    """Which rows say nothing of their own and stand below one of their file that does, and where that is."""
    fields = [each for each in frame if each not in (*_LISTED, "file", "line")]
    own = frame[fields].notna().any(axis=1).to_numpy() if fields else np.ones(len(frame), dtype=bool)
    first = np.maximum.accumulate(np.where(own, np.arange(len(frame)), -1)) if len(frame) else np.empty(0, dtype=int)
    file = frame["file"].to_numpy()
    return ~own & (first >= 0) & (file[first] == file), first


def _repeat(export: Export, kind: str, own: str, rows: Flags, first: Ints) -> None:
    """Say again whose row it is: its id, else its name."""
    frame = export.records[kind]
    for field in [each for each in (own, "name", "display_name") if each in frame]:
        cells = frame[field].to_numpy(dtype=object, copy=True)
        cells[rows] = cells[first[rows]]
        frame[field] = cells


def say_children(export: Export) -> None:
    """The contacts that a company lists, as contacts whose company it is; the company itself once."""
    children = [each for each in ("child", "child_name") if export.has("partners", each)]
    if not children:
        return
    export.shared = True
    partners = export.records["partners"]
    listed = partners[partners[children].notna().any(axis=1)]
    found = pd.DataFrame(
        {"person": texts(export, "partners", "child"), "name": texts(export, "partners", "child_name")}
    )
    for field in ("title", "email"):
        found[field] = texts(export, "partners", f"child_{field}")
    found["parent"] = texts(export, "partners", "person")
    shown = texts(export, "partners", "display_name")
    found["parent_name"] = texts(export, "partners", "name").where(lambda names: names.notna(), shown)
    found = found.loc[listed.index].assign(file=listed["file"], line=listed["line"])
    own = partners.drop(columns=[each for each in partners if each.startswith("child")])
    once = own[~own.duplicated([each for each in ("person", "name", "display_name", "file") if each in own])]
    known = texts(export, "partners", "person").dropna()
    new = found[~found["person"].isin(known) | found["person"].isna()]
    export.records["partners"] = pd.concat([once, new], ignore_index=True)


def say_attendees(export: Export) -> None:
    """Who was at each meeting: ids joined by commas, or names, in front of which their company may stand."""
    if "meetings" not in export.records:
        return
    drop_inactive(export, "meetings")
    meetings = export.records["meetings"]
    companies = set(plainly(texts(export, "accounts", "name")).dropna())
    for field, skipped in (("people", set[str]()), ("person_names", companies)):
        if field in meetings:
            meetings[field] = texts(export, "meetings", field).map(
                lambda cell, out=skipped: _listed(cell, out), "ignore"
            )


def without_the_absent(export: Export) -> None:
    """Invitations as attendance, but of those who declined: they are taken out of the lists of meetings too."""
    if "invited" not in export.records:
        return
    absent = declined_by(export, "invited")
    invited = export.records["invited"]
    declined = invited[absent].dropna(subset=["person"]).groupby("activity")["person"].agg(set)
    if export.has("meetings", "activity", "people"):
        meetings = export.records["meetings"]
        out = meetings["activity"].map(declined)
        pairs = zip(meetings["people"].fillna("").astype(str).str.split(";"), out, strict=True)
        kept = [[each for each in cell if not isinstance(gone, set) or each not in gone] for cell, gone in pairs]
        meetings["people"] = pd.Series([";".join(each) or None for each in kept], index=meetings.index, dtype=object)
    export.drop("invited", absent, say("declined the invitation"))
    export.records["met"] = export.records.pop("invited")


def know_colleagues(export: Export) -> None:
    """Attendees who are users of ours took part, and were not met: by their own contact, or by their name."""
    users = _users(export)
    if "meetings" in export.records and users:
        meetings, ours = export.records["meetings"], pd.Series("", index=export.records["meetings"].index)
        for field in [each for each in ("people", "person_names") if each in meetings]:
            parts = [str(cell).split(";") for cell in meetings[field].fillna("")]
            ours += [";".join(users[each] for each in cell if each in users) + ";" for cell in parts]
            met = [";".join(each for each in cell if each not in users) or None for cell in parts]
            meetings[field] = pd.Series(met, index=meetings.index, dtype=object)
        meetings["members"] = ours.astype(object)
    if export.has("met", "person") and users:
        set_apart(export, "met", texts(export, "met", "person").isin(users).to_numpy(dtype=bool))
        export.records["colleagues"]["member"] = texts(export, "colleagues", "member").map(users)


def _users(export: Export) -> dict[str, str]:
    """Our users by the ids of their own contacts and by their names, but for names that contacts have too."""
    member, people = texts(export, "members", "member"), set(texts(export, "people", "name").dropna())
    found: dict[str, str] = {}
    for field in ("name", "partner"):
        known = pd.DataFrame({"who": texts(export, "members", field), "member": member}).dropna()
        found |= dict(zip(known["who"], known["member"], strict=True))
    return {who: user for who, user in found.items() if who not in people}


def _listed(cell: str, companies: set[str]) -> str:
    """The entries of a list, joined by ";", without companies, which are not those who attend."""
    parts = [part.strip() for part in str(cell).replace(";", ",").split(",")]
    return ";".join(part for part, key in zip(parts, plainly(pd.Series(parts)), strict=True) if key not in companies)

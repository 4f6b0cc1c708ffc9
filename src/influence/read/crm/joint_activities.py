"""Activities of many people: whom each was with, what about, and which colleagues took part, a row for each."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from influence.read.crm.activities import FEW, settle
from influence.read.crm.lists import listed
from influence.read.crm.people import ids_by_name
from influence.read.crm.records import OWN_ID, Export
from influence.read.crm.values import said, texts
from influence.tables.language import say

_SIDES = (("met", "person"), ("met_about", "deal"))


def regard(export: Export, kinds: Mapping[str, str]) -> None:
    """What meetings are `about`: an opportunity or a contact, by their `about_type` where there is one."""
    if export.has("meetings", "about"):
        meetings = export.records["meetings"]
        about, told = meetings["about"].astype(object), said(export, "meetings", "about_type")
        for kind in ("deals", "people"):
            found = ids_by_name(export, about, kind)
            known = found.isin(texts(export, kind, OWN_ID[kind]).dropna())
            meetings[kind] = found.where((told.isna() & known) | (told.map(kinds) == kind), None)
    if "met" in export.records:
        others = ~export.records["met"]["person"].isin(texts(export, "people", "person").dropna())
        export.drop("met", others.to_numpy(), say("is not a contact in the export"))


def meet(export: Export) -> None:
    """Activities of many people, as one for each: the `meetings`, with whom they `met` and what they `met_about`.

    These are rows of files of their own, or lists in the fields `people` and `deals` of a meeting, joined by ";".
    """
    if not {"meetings", "met", "met_about"} & set(export.records):
        return
    export.shared = True
    acts = _meetings(export)
    for kind, name in _SIDES:
        acts = acts.merge(_those(export, kind, name), on="activity", how="outer")
    for kind, _ in _SIDES:
        for name in ("file", "line"):
            acts[name] = acts[name].where(acts[name].notna(), acts[f"{name}_{kind}"])
    acts = acts.astype({"file": np.int64, "line": np.int64})
    for kind, _ in _SIDES:
        rows = acts[[f"file_{kind}", f"line_{kind}"]].set_axis(["file", "line"], axis=1)
        apart = rows["file"].notna() & (rows != acts[["file", "line"]]).any(axis=1)
        export.ride(rows[apart], acts.loc[apart, "file"], acts.loc[apart, "line"])
    export.records.pop("meetings", None)
    taken_over = [each for each in acts if each.startswith(("file_", "line_"))]
    known = [export.records["activities"]] if "activities" in export.records else []
    export.records["activities"] = pd.concat([*known, acts.drop(columns=taken_over)], ignore_index=True)


def _meetings(export: Export) -> pd.DataFrame:
    """One row for each meeting, with what any of its rows says."""
    if "meetings" not in export.records:
        return pd.DataFrame(columns=["activity", "file", "line"], dtype=object)
    settle(export, "meetings")
    _list_colleagues(export)
    for (kind, name), other in zip(_SIDES, ("people", "deals"), strict=True):
        found = listed(export, "meetings", "activity", other)
        ids = found["id"].where(found["id"].notna(), ids_by_name(export, found["name"], other))
        rows = found[["file", "line"]].assign(**{"activity": found["own"], name: ids})
        known = [export.records[kind]] if kind in export.records else []
        export.records[kind] = pd.concat([*known, rows], ignore_index=True)
    frame = export.records["meetings"]
    whole = frame.groupby("activity", sort=False, as_index=False).first()
    again = frame["activity"].duplicated().to_numpy()
    export.drop("meetings", again, say("tells of the same activity as a row before it"), "merged")
    return whole


def _list_colleagues(export: Export) -> None:
    """The colleagues whom meetings list; ids that are nobody's here may be of another list of the CRM."""
    if not export.has("meetings", "members"):
        return
    found = listed(export, "meetings", "activity", "members")
    rows = found.rename(columns={"own": "activity", "id": "member"})[["activity", "member", "file", "line"]]
    known = [export.records["colleagues"]] if "colleagues" in export.records else []
    export.records["colleagues"] = pd.concat([*known, rows], ignore_index=True)
    if "members" in export.records:
        strange = ~export.records["colleagues"]["member"].isin(texts(export, "members", "member").dropna())
        export.drop("colleagues", strange.to_numpy(dtype=bool), say("is nobody of the export's users"))


def _those(export: Export, kind: str, name: str) -> pd.DataFrame:
    """Whom, or what about, each activity was; said once."""
    columns = ["activity", name, "file", "line"]
    if kind in export.records:
        half = export.records[kind][["activity", name]].isna().any(axis=1).to_numpy()
        export.drop(kind, half, say("names only one of the two"))
        again = export.records[kind].duplicated(["activity", name]).to_numpy()
        export.drop(kind, again, say("repeats a row before it"), "merged")
    if kind == "met_about" and kind in export.records:
        count = export.records[kind].groupby("activity")["deal"].transform("size").to_numpy()
        source = [
            say("is one of {each} opportunities of one activity, which so names none", each=each)
            for each in count[count > FEW]
        ]
        export.drop(kind, count > FEW, source)
    rows = export.records.pop(kind, pd.DataFrame(columns=columns, dtype=object))[columns]
    return rows.rename(columns={"file": f"file_{kind}", "line": f"line_{kind}"})

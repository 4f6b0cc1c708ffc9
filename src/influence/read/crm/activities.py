"""Tasks, events and other activities: who of ours was with whom, and which of them have taken place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags
from influence.read.crm.encounter_kinds import type_by_file
from influence.read.crm.ids import places
from influence.read.crm.people import plainly
from influence.read.crm.records import Export
from influence.read.crm.values import column, texts
from influence.tables import languages
from influence.tables.language import say
from influence.tables.spelling import plain, unaccented

CONFIDENCE = 0.5
"""How sure we are of a strength read from the number of touches, of an as-of date, of an activity's deal (ours)."""
FEW = 10
"""So many deals, and so many more of ours, may one activity have; more is an occasion, not a meeting of all (ours)."""
DONE = ("completed", "complete", "done", "closed", "held", "sent")
DECLINED = ("declined", "decline", "uninvited", "canceled", "cancelled")
"""What an invitation says of somebody who was not there; both in English, other languages have theirs in files."""

_AS_OF = r"^As of (\d{4}-\d{2}-\d{2})\b"


def dated(export: Export, given: Any) -> Any:
    """The day the export describes: the one given or printed, else the latest in it of anything that has happened."""
    if given is not None:
        return given
    for day, source, confidence in _days_told(export):
        if day is not None:
            told = {"value": day, "source": source, "confidence": confidence}
            export.taker.note("inferred", "", table="deals", column="as_of", **told)
            return day
    return pd.NaT


def _days_told(export: Export) -> Iterator[tuple[Any, str, float]]:
    """The days that may be the one the export describes, None where there is none; the best first."""
    titles = pd.Series([title for sheet in export.sheets for title in sheet.sheet.titles], dtype=object)
    printed = pd.to_datetime(titles.astype(str).str.extract(_AS_OF, expand=False), errors="coerce")
    yield _latest([printed]), say("the day printed above a report"), 1.0
    past = [column(export, kind, name) for kind in export.records for name in ("created", "modified", "last_touch")]
    if export.has("activities", "date"):
        done, known = _done(export)
        past.append(column(export, "activities", "date")[done & known])
    yield _latest(past), say("the latest day in the export"), CONFIDENCE
    yield _latest([column(export, "activities", "date")]), say("the latest day in the export"), CONFIDENCE


def _latest(columns: list[pd.Series]) -> Any:
    days = [each.max() for each in columns if len(each) and each.notna().any()]
    return max(days) if days else None


def _done(export: Export) -> tuple[Flags, Flags]:
    """Which activities are done, and of which the export says whether they are."""
    closed = column(export, "activities", "closed")
    status = column(export, "activities", "status").astype(object)
    codes, written = pd.factorize(status)
    ended = np.array([plain(str(each)) in _words("done", *DONE) for each in written] + [False], dtype=bool)[codes]
    told = closed.notna().to_numpy() | (codes >= 0)
    done = np.where(closed.notna(), closed.fillna(False).to_numpy(dtype=bool), ended)
    return done | ~told, told


@cache
def _words(said: str, *english: str) -> frozenset[str]:
    """What says so in any language, in plain spelling."""
    found = frozenset(map(plain, (*english, *languages.listed(said))))
    return found | frozenset(map(unaccented, found))


def declined_by(export: Export, kind: str) -> Flags:
    """Which invitations were declined, in the words of any language."""
    said = plainly(column(export, kind, "status"))
    return said.isin(_words("declined", *DECLINED)).to_numpy(dtype=bool)


def settle(export: Export, kind: str) -> None:
    """The id and the type of every activity; without an id, its file and line are one."""
    if kind not in export.records:
        return
    type_by_file(export, kind)
    records = export.records[kind]
    said = texts(export, kind, "activity")
    without = said.isna().to_numpy(dtype=bool)
    files = np.array([sheet.file for sheet in export.sheets], dtype=object)[records["file"][without]]
    said[without] = [f"{file}, line {line}" for file, line in zip(files, records["line"][without], strict=True)]
    records["activity"] = said
    for file in dict.fromkeys(files):
        cells = {"table": "interactions", "column": "interaction", "confidence": 1.0}
        export.taker.note("inferred", file, source=say("the line, where an activity has no id"), **cells)


def set_apart(export: Export, kind: str, ours: Flags) -> None:
    """Those records of a kind are of colleagues who took part in an activity, and not of people they met."""
    rows = export.records[kind][ours].rename(columns={"person": "member"})
    rows = rows[[each for each in ("activity", "member", "status", "deleted", "file", "line") if each in rows]]
    known = [export.records["colleagues"]] if "colleagues" in export.records else []
    export.records["colleagues"] = pd.concat([*known, rows], ignore_index=True)
    export.records[kind] = export.records[kind][~ours].reset_index(drop=True)


def accompany(export: Export) -> None:
    """Colleagues who took part in an activity met whomever it was with; after `invite`."""
    if "colleagues" not in export.records:
        return
    if not export.has("activities", "member"):
        every = np.ones(len(export.records["colleagues"]), dtype=bool)
        export.drop("colleagues", every, say("refers to no activity in the export"))
        return
    acts = export.records["activities"]
    _drop_colleagues(export, acts)
    rows = export.records.pop("colleagues")[["activity", "member", "file", "line"]]
    if len(rows):
        export.shared = True
        export.add("activities", acts.drop(columns=["member", "file", "line"]).merge(rows, on="activity"))


def _drop_colleagues(export: Export, acts: pd.DataFrame) -> None:
    """Leave out colleagues who were not there, are named already, or were only at the same large occasion."""
    absent = declined_by(export, "colleagues")
    export.drop("colleagues", absent, say("declined the invitation"))
    export.drop(
        "colleagues", column(export, "colleagues", "member").to_numpy() < 0, say("does not say which team member")
    )
    led = acts.loc[acts["member"] >= 0, "activity"]
    strange = ~export.records["colleagues"]["activity"].isin(led).to_numpy(dtype=bool)
    export.drop("colleagues", strange, say("refers to no activity in the export"))
    pairs = ["activity", "member"]
    known = pd.MultiIndex.from_frame(acts[pairs].drop_duplicates())
    again = pd.MultiIndex.from_frame(export.records["colleagues"][pairs]).isin(known)
    again |= export.records["colleagues"].duplicated(pairs).to_numpy()
    export.drop("colleagues", again, say("is the team member whom the activity names already"), "merged")
    count = export.records["colleagues"].groupby("activity")["member"].transform("size").to_numpy()
    many = count > FEW
    why = "is one of {count} of ours at one activity, of whom only the one it is assigned to counts"
    export.drop("colleagues", many, [say(why, count=each + 1) for each in count[many]])


def invite(export: Export) -> None:
    """Whoever else was at an activity, as an activity of their own each; who declined was not there."""
    if "invited" not in export.records:
        return
    absent = declined_by(export, "invited")
    declined = _pairs(export, "activities").isin(_pairs(export, "invited")[absent])
    export.drop("invited", absent, say("declined the invitation"))
    told = column(export, "activities", "activity")
    strange = ~column(export, "invited", "activity").isin(told[told.to_numpy() != -1])
    export.drop("invited", strange.to_numpy(dtype=bool), say("refers to no activity in the export"))
    again = _pairs(export, "invited").isin(_pairs(export, "activities")) | _pairs(export, "invited").duplicated()
    export.drop("invited", again, say("is with somebody whom the activity names already"), "merged")
    rows = export.records.pop("invited")
    if "activities" in export.records:
        _attend(export, rows, declined)


def _attend(export: Export, rows: pd.DataFrame, declined: Flags) -> None:
    """Add what these rows say of activities; leave out activities with those who declined, and with nobody."""
    acts = export.records["activities"]
    nobody = column(export, "activities", "person").to_numpy() < 0
    spread = nobody & column(export, "activities", "activity").isin(rows["activity"]).to_numpy()
    if len(rows):
        of = acts.drop_duplicates("activity").set_index("activity").loc[rows["activity"]].reset_index()
        new = of.assign(**{name: rows[name].to_numpy() for name in ("person", "file", "line")})
        export.add("activities", new)
    more = np.zeros(len(rows), dtype=bool)
    export.drop("activities", np.append(spread, more), say("those who were there have rows of their own"), "merged")
    export.drop("activities", np.append(declined[~spread], more), say("declined the invitation"))


def _pairs(export: Export, kind: str) -> pd.MultiIndex:
    """Which activity each record is of, and with whom."""
    return pd.MultiIndex.from_arrays([column(export, kind, name).to_numpy() for name in ("activity", "person")])


def sort_out(export: Export, as_of: Any) -> None:
    """Leave out activities that have not happened, and those with nobody or by nobody that the export knows."""
    if not export.has("activities", "person", "member"):
        if "activities" in export.records:
            every = np.ones(len(export.records["activities"]), dtype=bool)
            export.drop("activities", every, say("does not say who met whom"))
        return
    export.drop("activities", ~_done(export)[0], say("is not done yet"))
    later = column(export, "activities", "date") > as_of
    export.drop("activities", later.to_numpy(dtype=bool), say("is later than the day the export describes"))
    nobody = places(export, "people", export.records["activities"]["person"].to_numpy()) < 0
    export.drop("activities", nobody, say("is with none of the export's contacts"))
    export.drop(
        "activities",
        export.records["activities"]["member"].to_numpy() < 0,
        say("does not say which team member did it"),
    )
    same = ["activity", "person", "deal", "member"]
    again = pd.concat([column(export, "activities", each) for each in same], axis=1).duplicated().to_numpy()
    export.drop("activities", again, say("tells again who was at an activity"), "merged")
    deal = column(export, "activities", "deal").to_numpy()
    strange = (deal >= 0) & (places(export, "deals", deal) < 0)
    export.drop("activities", strange, say("refers to no opportunity in the export"))

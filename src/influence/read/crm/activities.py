"""Tasks, events and other activities as contacts: which team member met whom, how often and when last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags
from influence.read.crm.ids import places
from influence.read.crm.lists import listed
from influence.read.crm.people import Attendance, ids_by_name, plainly
from influence.read.crm.records import OWN_ID, Export, taken
from influence.read.crm.values import column, said, texts
from influence.tables import languages
from influence.tables.derived_contacts import strength_by_touches
from influence.tables.phrases import counted
from influence.tables.schema import OUR_SIDE
from influence.tables.spelling import plain, unaccented

CONFIDENCE = 0.5
"""How sure we are of a strength read from the number of touches, of an as-of date, of a contact's deal (ours)."""
DONE = ("completed", "complete", "done", "closed", "held", "sent")
DECLINED = ("declined", "uninvited", "canceled", "cancelled")
"""What an invitation says of somebody who was not there; both in English, other languages have theirs in files."""

_AS_OF = r"^As of (\d{4}-\d{2}-\d{2})\b"
_SIDES = (("met", "person"), ("met_about", "deal"))


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
    yield _latest([printed]), "the day printed above a report", 1.0
    past = [column(export, kind, name) for kind in export.records for name in ("created", "modified", "last_touch")]
    if export.has("activities", "date"):
        done, known = _done(export)
        past.append(column(export, "activities", "date")[done & known])
    yield _latest(past), "the latest day in the export", CONFIDENCE
    yield _latest([column(export, "activities", "date")]), "the latest day in the export", CONFIDENCE


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


def declined_by(export: Export) -> Flags:
    """Which invitations were declined, in the words of any language."""
    said = plainly(column(export, "invited", "status"))
    return said.isin(_words("declined", *DECLINED)).to_numpy(dtype=bool)


def invite(export: Export) -> None:
    """Whoever else was at an activity, as an activity of their own each; who declined was not there."""
    if "invited" not in export.records:
        return
    absent = declined_by(export)
    declined = _pairs(export, "activities").isin(_pairs(export, "invited")[absent])
    export.drop("invited", absent, "declined the invitation")
    told = column(export, "activities", "activity")
    strange = ~column(export, "invited", "activity").isin(told[told.to_numpy() != -1])
    export.drop("invited", strange.to_numpy(dtype=bool), "refers to no activity in the export")
    again = _pairs(export, "invited").isin(_pairs(export, "activities")) | _pairs(export, "invited").duplicated()
    export.drop("invited", again, "is with somebody whom the activity names already", "merged")
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
    export.drop("activities", np.append(spread, more), "those who were there have rows of their own", "merged")
    export.drop("activities", np.append(declined[~spread], more), "declined the invitation")


def _pairs(export: Export, kind: str) -> pd.MultiIndex:
    """Which activity each record is of, and with whom."""
    return pd.MultiIndex.from_arrays([column(export, kind, name).to_numpy() for name in ("activity", "person")])


def sort_out(export: Export, as_of: Any) -> None:
    """Leave out activities that have not happened, and those with nobody or by nobody that the export knows."""
    if not export.has("activities", "person", "member"):
        if "activities" in export.records:
            every = np.ones(len(export.records["activities"]), dtype=bool)
            export.drop("activities", every, "does not say who met whom")
        return
    export.drop("activities", ~_done(export)[0], "is not done yet")
    later = column(export, "activities", "date") > as_of
    export.drop("activities", later.to_numpy(dtype=bool), "is later than the day the export describes")
    nobody = places(export, "people", export.records["activities"]["person"].to_numpy()) < 0
    export.drop("activities", nobody, "is with none of the export's contacts")
    export.drop(
        "activities", export.records["activities"]["member"].to_numpy() < 0, "does not say which team member did it"
    )
    deal = column(export, "activities", "deal").to_numpy()
    strange = (deal >= 0) & (places(export, "deals", deal) < 0)
    export.drop("activities", strange, "refers to no opportunity in the export")


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
        export.drop("met", others.to_numpy(), "is not a contact in the export")


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
    taken_over = [each for each in acts if each.startswith(("file_", "line_")) or each == "activity"]
    known = [export.records["activities"]] if "activities" in export.records else []
    export.records["activities"] = pd.concat([*known, acts.drop(columns=taken_over)], ignore_index=True)


def _meetings(export: Export) -> pd.DataFrame:
    """One row for each meeting, with what any of its rows says."""
    if "meetings" not in export.records:
        return pd.DataFrame(columns=["activity", "file", "line"], dtype=object)
    frame = export.records["meetings"]
    own = "row " + frame["file"].astype(str) + " " + frame["line"].astype(str)
    said = texts(export, "meetings", "activity")
    frame["activity"] = said.where(said.notna(), own)
    for (kind, name), other in zip(_SIDES, ("people", "deals"), strict=True):
        found = listed(export, "meetings", "activity", other)
        ids = found["id"].where(found["id"].notna(), ids_by_name(export, found["name"], other))
        rows = found[["file", "line"]].assign(**{"activity": found["own"], name: ids})
        known = [export.records[kind]] if kind in export.records else []
        export.records[kind] = pd.concat([*known, rows], ignore_index=True)
    frame = export.records["meetings"]
    whole = frame.groupby("activity", sort=False, as_index=False).first()
    again = frame["activity"].duplicated().to_numpy()
    export.drop("meetings", again, "tells of the same activity as a row before it", "merged")
    return whole


def _those(export: Export, kind: str, name: str) -> pd.DataFrame:
    """Whom, or what about, each activity was; said once."""
    columns = ["activity", name, "file", "line"]
    if kind in export.records:
        half = export.records[kind][["activity", name]].isna().any(axis=1).to_numpy()
        export.drop(kind, half, "names only one of the two")
        again = export.records[kind].duplicated(["activity", name]).to_numpy()
        export.drop(kind, again, "repeats a row before it", "merged")
    rows = export.records.pop(kind, pd.DataFrame(columns=columns, dtype=object))[columns]
    return rows.rename(columns={"file": f"file_{kind}", "line": f"line_{kind}"})


def touches(export: Export, people: Attendance, outcome: pd.Series, infer: bool) -> pd.DataFrame:
    """Our members' contacts with people, by the activities; else by the last activity the person's record tells of."""
    contacts = _met(export, people, outcome, infer)
    if contacts is None:
        contacts = _by_last_activity(export, people) if infer else _none()
    elif infer:
        contacts["strength"] = strength_by_touches(contacts["touches"])
        _note_strength(
            export, people, contacts, [counted(each, "activity", "activities") for each in contacts["touches"]]
        )
    contacts = _with_coverage(export, people, contacts, infer)
    contacts["deal"] = people.deal[contacts["position"]]
    contacts["person"] = people.person[contacts["position"]]
    contacts["side"] = OUR_SIDE
    columns = ["deal", "side", "member", "person", "strength", "last_touch", "touches"]
    return contacts[[name for name in columns if name in contacts]]


def _none() -> pd.DataFrame:
    return pd.DataFrame({"position": [], "member": [], "file": []}, dtype=np.int64)


def _met(export: Export, people: Attendance, outcome: pd.Series, infer: bool) -> pd.DataFrame | None:
    """How often, and when last, each member met each person on a deal; None if no activity tells."""
    if not export.has("activities", "person", "member"):
        return None
    acts = export.records["activities"][["person", "member", "file"]]
    acts = acts.assign(last_touch=column(export, "activities", "date"), touches=1)
    deal = column(export, "activities", "deal").to_numpy()
    acts["position"] = people.find(deal, acts["person"].to_numpy())
    used = (acts["position"] >= 0).to_numpy()
    found = [acts[used]]
    if infer:
        here = _on_open_deals(export, people, outcome)
        loose = (deal < 0) & acts["person"].isin(here["person"]).to_numpy()
        source = "the contact's open opportunities: the activity names none"
        export.note("activities", loose, "inferred", column="deal", source=source, confidence=CONFIDENCE)
        # Counted before they are spread: somebody everybody writes to may be on thousands of deals.
        found.append(_counted(acts[loose], "person").merge(here, on="person"))
        used = used | loose
    export.drop("activities", ~used, "names no opportunity, and its contact is on no open one")
    met = pd.concat(found, ignore_index=True)
    return _counted(met.assign(position=people.stands_for[met["position"]]), "position")


def _counted(acts: pd.DataFrame, whom: str) -> pd.DataFrame:
    """The activities of each member with each of whom."""
    by = acts.groupby([whom, "member"], as_index=False)
    return by.agg(touches=("touches", "sum"), last_touch=("last_touch", "max"), file=("file", "first"))


def _on_open_deals(export: Export, people: Attendance, outcome: pd.Series) -> pd.DataFrame:
    """The positions of each person on deals that are open."""
    closed = outcome.notna().to_numpy()[places(export, "deals", people.deal)]
    return pd.DataFrame({"person": people.person, "position": np.arange(len(people.deal))})[~closed]


def _by_last_activity(export: Export, people: Attendance) -> pd.DataFrame:
    """Without activities, the owner of the deal, or else of the contact, has met whoever has a last activity; as often
    as the CRM says, else once for all we know.
    """
    last = taken(column(export, "people", "last_touch"), people.place, np.datetime64("NaT", "s"))
    owner = _owners(export, people)
    owner = np.where(owner >= 0, owner, taken(column(export, "people", "owner"), people.place))
    count = taken(column(export, "people", "touches").astype(float), people.place, np.nan)
    met = np.where(np.isnan(count), ~np.isnat(last.astype("datetime64[s]")), count > 0)
    here = np.flatnonzero(met & (owner >= 0) & (people.stands_for == np.arange(len(owner))))
    contacts = pd.DataFrame({"position": here, "member": owner[here], "last_touch": last[here], "touches": count[here]})
    contacts["strength"] = strength_by_touches(contacts["touches"])
    contacts["file"] = taken(export.records["people"]["file"], people.place[here], 0)
    source = "the last activity of the contact, counted as the owner's"
    counted = "the number of times the contact was contacted, counted as the owner's"
    _note_strength(export, people, contacts, np.where(contacts["touches"].notna(), counted, source))
    return contacts


def _owners(export: Export, people: Attendance) -> Any:
    """For everybody on a deal, the team member who owns the deal."""
    return taken(column(export, "deals", "owner"), places(export, "deals", people.deal), -1)


def _note_strength(export: Export, people: Attendance, contacts: pd.DataFrame, source: Any) -> None:
    files: Any = np.array([sheet.file for sheet in export.sheets], dtype=object)[contacts["file"]]
    cells = {"row": export.spelt("person", people.person[contacts["position"]]), "value": contacts["strength"]}
    cells |= {"table": "contacts", "column": "strength", "source": source, "confidence": CONFIDENCE}
    if len(contacts):
        export.taker.note("inferred", files, **cells)


def _with_coverage(export: Export, people: Attendance, contacts: pd.DataFrame, infer: bool) -> pd.DataFrame:
    """Where the CRM says how well we know somebody, that is the strength of the deal's owner's contact, and no other
    contact of that person is stronger.
    """
    coverage = people.measure(export, "coverage")
    owner = _owners(export, people)
    here = np.flatnonzero(~np.isnan(coverage) & (owner >= 0) & (people.stands_for == np.arange(len(owner))))
    if not infer or not len(here):
        return contacts
    own = pd.DataFrame({"position": here, "member": owner[here], "said": coverage[here], "file": 0})
    contacts = contacts.merge(own.drop(columns="file"), on=["position", "member"], how="outer")
    contacts["file"] = contacts["file"].fillna(0).astype(np.int64)
    most = coverage[contacts["position"]]
    strength = contacts.get("strength", pd.Series(np.nan, index=contacts.index))
    contacts["strength"] = contacts["said"].fillna(np.fmin(strength, np.where(np.isnan(most), 1.0, most)))
    _note_strength(export, people, contacts[contacts["said"].notna()], "the coverage, counted as the deal owner's")
    return contacts.drop(columns="said")

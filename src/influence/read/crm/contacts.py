"""Contacts that no encounter tells of: of many open deals at once, of a last activity, of a stated coverage.

All others follow from the encounters when the graph is made (`influence.tables.derived_contacts`).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Floats
from influence.read.crm.activities import CONFIDENCE
from influence.read.crm.encounters import Encounters, count_touches
from influence.read.crm.ids import places
from influence.read.crm.people import Attendance
from influence.read.crm.records import Export, taken
from influence.read.crm.values import column
from influence.tables.derived_contacts import strength_by_touches
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.schema import OUR_SIDE

_BY_NUMBER = "the number of encounters: one is a brief contact, several are more"


def contacts(export: Export, people: Attendance, met: Encounters, infer: bool) -> pd.DataFrame:
    """Our members' contacts with people, as far as they do not follow from the encounters."""
    coverage = people.measure(export, "coverage") if infer else np.full(len(people.deal), np.nan)
    if export.has("activities", "person", "member"):
        found = _beyond_encounters(export, people, met, coverage)
        _note_derived(export, met, infer)
    else:
        found = _by_last_activity(export, people) if infer else _none()
    found = _with_coverage(export, people, found, coverage)
    found["deal"] = people.deal[found["position"]]
    found["person"] = people.person[found["position"]]
    found["side"] = OUR_SIDE
    columns = ["deal", "side", "member", "person", "strength", "last_touch", "touches"]
    return found[[name for name in columns if name in found]]


def _none() -> pd.DataFrame:
    return pd.DataFrame({"position": [], "member": [], "file": []}, dtype=np.int64)


def _beyond_encounters(export: Export, people: Attendance, met: Encounters, coverage: Floats) -> pd.DataFrame:
    """Contacts with more touches than the encounters tell of, and those whose strength a stated coverage limits."""
    pairs = ["position", "member"]
    every = pd.concat([met.rows, met.wide])
    every = every[every["position"].isin(met.wide["position"]) | ~np.isnan(coverage[every["position"]])]
    found = count_touches(every, "position")
    more = pd.MultiIndex.from_frame(found[pairs]).isin(pd.MultiIndex.from_frame(met.wide[pairs]))
    stays = more | ~np.isnan(coverage[found["position"]])
    found, more = found[stays].reset_index(drop=True), more[stays]
    found["strength"] = strength_by_touches(found["touches"].to_numpy(dtype=float))
    touches = [counted(each, "activity", "activities") for each in found["touches"][more]]
    _note_strength(export, people, found[more], touches)
    for name in ("touches", "last_touch"):
        found[name] = found[name].where(more)
    return found


def _note_derived(export: Export, met: Encounters, infer: bool) -> None:
    if infer and len(met.rows):
        cells = {"table": "contacts", "column": "strength", "confidence": CONFIDENCE}
        export.taker.note("inferred", "", source=say(_BY_NUMBER), **cells)


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
    source = say("the last activity of the contact, counted as the owner's")
    counted = say("the number of times the contact was contacted, counted as the owner's")
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


def _with_coverage(export: Export, people: Attendance, contacts: pd.DataFrame, coverage: Floats) -> pd.DataFrame:
    """Where the CRM says how well we know somebody, that is the strength of the deal's owner's contact, and no other
    contact of that person is stronger.
    """
    owner = _owners(export, people)
    here = np.flatnonzero(~np.isnan(coverage) & (owner >= 0) & (people.stands_for == np.arange(len(owner))))
    if not len(here):
        return contacts
    own = pd.DataFrame({"position": here, "member": owner[here], "said": coverage[here], "file": 0})
    contacts = contacts.merge(own.drop(columns="file"), on=["position", "member"], how="outer")
    contacts["file"] = contacts["file"].fillna(0).astype(np.int64)
    most = coverage[contacts["position"]]
    strength = contacts.get("strength", pd.Series(np.nan, index=contacts.index))
    contacts["strength"] = contacts["said"].fillna(np.fmin(strength, np.where(np.isnan(most), 1.0, most)))
    _note_strength(export, people, contacts[contacts["said"].notna()], say("the coverage, counted as the deal owner's"))
    return contacts.drop(columns="said")

"""Activities as encounters: each person on a deal who took part, with whom of ours, when, of what kind and about what.

An activity counts on the deal that it names. One that names none counts on each open deal of its contact, with a note,
as long as these are few. Where they are many it is an encounter of none of them, and only the contacts know of it: it
is counted before it is spread, so that the work stays in proportion to the rows of the export.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from influence.array_types import Flags, Ints
from influence.read.crm.activities import CONFIDENCE, FEW
from influence.read.crm.encounter_kinds import kinds
from influence.read.crm.ids import places
from influence.read.crm.people import Attendance
from influence.read.crm.records import Export
from influence.read.crm.values import column
from influence.tables.language import say
from influence.tables.schema import OUR_SIDE, WORST_GRADE

_ROWS = ("position", "activity", "member", "last_touch", "kind", "topic", "guessed", "file")
_WIDE = ("position", "member", "touches", "last_touch", "file")
_SOURCE = "the contact's open opportunities: the activity names none"


@dataclass(frozen=True)
class Encounters:
    """Who of ours took part in what with whom.

    Attributes
    ----------
    rows : pandas.DataFrame
        One for each person and member at each encounter on each deal: `position` (of `Attendance`), `activity`,
        `member`, `last_touch` (the day), `kind`, `topic`, `guessed` (the activity does not name the deal), `file`.
    wide : pandas.DataFrame
        One for each person and member with activities that name no deal, on each of the person's many open deals:
        `position`, `member`, `touches`, `last_touch`, `file`.
    """

    rows: pd.DataFrame
    wide: pd.DataFrame

    def table(self, people: Attendance) -> pd.DataFrame:
        """Our table `interactions`."""
        rows = self.rows
        found = {
            "deal": people.deal[rows["position"]],
            "interaction": rows["activity"],
            "date": rows["last_touch"],
            "side": OUR_SIDE,
            "member": rows["member"],
            "person": people.person[rows["position"]],
            "kind": rows["kind"],
            "topic": rows["topic"],
            "evidence": np.where(rows["guessed"], WORST_GRADE, np.nan),
        }
        return pd.DataFrame(found)


def encounters(export: Export, people: Attendance, outcome: pd.Series, infer: bool) -> Encounters:
    """The encounters that the activities tell of; activities on no deal are left out."""
    if not export.has("activities", "person", "member"):
        return Encounters(_nobody(*_ROWS), _nobody(*_WIDE))
    here = _on_open_deals(export, people, outcome) if infer else _nobody("person", "position")
    stated, narrow, wide = _attributed(export, people, here)
    note = {"column": "deal", "source": say(_SOURCE), "confidence": CONFIDENCE}
    export.note("activities", narrow, "inferred", **note)
    export.note("activities", wide, "inferred", table="contacts", **note)
    none = (stated < 0) & ~narrow & ~wide
    export.drop("activities", none, say("names no opportunity, and its contact is on no open one"))
    stated, narrow, wide = stated[~none], narrow[~none], wide[~none]
    acts = export.records["activities"][["activity", "person", "member", "file"]]
    acts = acts.assign(last_touch=column(export, "activities", "date"), topic=column(export, "activities", "topic"))
    acts = acts.assign(kind=kinds(export, infer), position=stated, guessed=narrow)
    named = pd.concat([acts[stated >= 0], acts[narrow].drop(columns="position").merge(here, on="person")])
    spread = count_touches(acts[wide], "person").merge(here, on="person")
    return Encounters(_once(named, people), count_touches(_alike(spread, people), "position"))


def _nobody(*fields: str) -> pd.DataFrame:
    return pd.DataFrame({each: np.empty(0, dtype=np.int64) for each in fields})


def _on_open_deals(export: Export, people: Attendance, outcome: pd.Series) -> pd.DataFrame:
    """The positions of each person on deals that are open."""
    closed = outcome.notna().to_numpy()[places(export, "deals", people.deal)]
    return pd.DataFrame({"person": people.person, "position": np.arange(len(people.deal))})[~closed]


def _attributed(export: Export, people: Attendance, here: pd.DataFrame) -> tuple[Ints, Flags, Flags]:
    """The position that each activity names, and which of those that name none are of few or of many open deals."""
    acts = export.records["activities"]
    deal, person = column(export, "activities", "deal").to_numpy(), acts["person"].to_numpy()
    stated = people.find(deal, person)
    count = np.bincount(here["person"], minlength=people.people + 1)[person]
    loose = (deal < 0) & (count > 0)
    return stated, loose & (count <= FEW), loose & (count > FEW)


def _alike(rows: pd.DataFrame, people: Attendance) -> pd.DataFrame:
    """With whoever a duplicate stands for."""
    return rows.assign(position=people.stands_for[rows["position"].to_numpy(dtype=np.int64)])


def _once(rows: pd.DataFrame, people: Attendance) -> pd.DataFrame:
    """Everybody once at each encounter, however many records they have."""
    rows = _alike(rows, people).drop_duplicates(["position", "member", "activity"])
    return rows.sort_values(["position", "last_touch", "activity", "member"], kind="stable", ignore_index=True)


def count_touches(acts: pd.DataFrame, whom: str) -> pd.DataFrame:
    """The activities of each member with each of whom."""
    each = acts["touches"].fillna(1) if "touches" in acts else 1
    by = acts.assign(touches=each).groupby([whom, "member"], as_index=False)
    return by.agg(touches=("touches", "sum"), last_touch=("last_touch", "max"), file=("file", "first"))

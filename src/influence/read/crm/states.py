"""What became of deals and records where a CRM says it by a status of its own, not by a flag."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np
import pandas as pd

from influence.array_types import Flags
from influence.read.crm.flags import flag
from influence.read.crm.records import Export
from influence.read.crm.values import said, texts
from influence.tables.language import say


def says(export: Export, kind: str, name: str, *, true: bool) -> Flags:
    """Which records of a kind say true, or false, in a field of flags."""
    told: Flags = texts(export, kind, name).map(flag, na_action="ignore").eq(true).to_numpy(dtype=bool)
    return told


def say_outcomes(export: Export, won: Collection[str], lost: Collection[str], still_open: Collection[str]) -> None:
    """Whether deals are won, lost or open by their field `status`; any other word stays with the stage to say."""
    for kind in [each for each in ("deals", "report") if export.has(each, "status")]:
        status, deals = said(export, kind, "status"), export.records[kind]
        for name, true, false in (("won", won, (*lost, *still_open)), ("closed", (*won, *lost), still_open)):
            cells = texts(export, kind, name)
            cells = cells.mask(status.isin(list(true)).to_numpy(dtype=bool), "true")
            deals[name] = cells.mask(status.isin(list(false)).to_numpy(dtype=bool), "false")
        strange = status.notna() & ~status.isin([*won, *lost, *still_open])
        source = [
            say("the status {each} is none of won, lost and open", each=repr(each))
            for each in texts(export, kind, "status")[strange]
        ]
        export.note(kind, strange.to_numpy(dtype=bool), "kept out", table="deals", column="outcome", source=source)


def drop_deleted(export: Export, kinds: Iterable[str]) -> None:
    """Leave out deleted rows of files that only link records, before their links are followed."""
    for kind in kinds:
        if export.has(kind, "deleted"):
            export.drop(kind, says(export, kind, "deleted", true=True), say("is deleted"))


def drop_inactive(export: Export, kind: str) -> None:
    """Leave out records that the CRM keeps only as no longer active."""
    if export.has(kind, "active"):
        export.drop(kind, says(export, kind, "active", true=False), say("is no longer active in the CRM"))


def say_done(export: Export) -> None:
    """Which activities are done, where a flag says so and no word."""
    if export.has("meetings", "status"):
        status = texts(export, "meetings", "status")
        done, planned = (says(export, "meetings", "status", true=true) for true in (True, False))
        meant = pd.Series(np.select([done, planned], ["done", "planned"], default=""), index=status.index)
        export.records["meetings"]["status"] = status.mask(done | planned, meant)

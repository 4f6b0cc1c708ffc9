"""Contacts that follow from encounters: whom a member met is somebody they have a contact with; known cells stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Floats, Ints
from influence.tables.keys import Keys
from influence.tables.schema import TABLES

UNNAMED, UNNAMED_NUMBER = "unnamed", -1
"""The member of a side whose encounters name none of its members; the number where members' ids are numbers."""
ONE_TOUCH, SEVERAL_TOUCHES = 0.25, 0.6
"""The strength of a contact of one touch and of more: the vocabulary's brief and multiple contacts (ours)."""
TOLD = ("deal", "interaction", "date", "side", "member", "person")
FILLED = ("strength", "last_touch", "touches")


def strength_by_touches(touches: Any) -> Floats:
    """How deep a contact is of which only the number of touches is known."""
    return np.where(touches > 1, SEVERAL_TOUCHES, ONE_TOUCH)


def with_encounters(tables: Mapping[str, pd.DataFrame], keys: Keys) -> pd.DataFrame | None:
    """The contacts with those that follow from the encounters; None where no encounter names a person.

    For each side, member and person, `touches` is the number of their encounters and `last_touch` the last day of
    one. Cells of `contacts` that are known stay, unknown ones are filled in; whoever met and has no row gets one,
    behind those there are (docs/model.md section 17).
    """
    interactions, person = tables.get("interactions"), keys.person.get(("interactions", "person"))
    if interactions is None or person is None or not (person >= 0).any():
        return None
    contacts = tables.get("contacts", pd.DataFrame({name: [] for name in TABLES["contacts"].required}))
    whose = pd.concat([_whose("contacts", contacts, keys), _whose("interactions", interactions, keys)])
    owner = whose.groupby(["person", "side", "member"]).ngroup().to_numpy()
    there, met = owner[: len(contacts)], owner[len(contacts) :]
    told = interactions[[name for name in TOLD if name in interactions]]
    found = _met(told[person >= 0], met[person >= 0], _unnamed(keys))
    filled = _filled(contacts, found.reindex(there)) if len(contacts) else contacts
    return _together(filled, found[~found.index.isin(there)])


def _whose(table: str, rows: pd.DataFrame, keys: Keys) -> pd.DataFrame:
    """The person, the side and the member of each row as numbers, one for whoever is not named."""
    nobody = np.full(len(rows), -1)
    known = np.flatnonzero(keys.members == _unnamed(keys))
    unnamed = known[0] if len(known) else len(keys.members)
    member = keys.member.get(table, nobody)
    person = keys.person.get((table, "person"), nobody)
    return pd.DataFrame({"person": person, "side": rows["side"].array, "member": np.where(member < 0, unnamed, member)})


def _unnamed(keys: Keys) -> str | int:
    return UNNAMED_NUMBER if keys.members.dtype.kind == "i" else UNNAMED


def _met(interactions: pd.DataFrame, owner: Ints, unnamed: str | int) -> pd.DataFrame:
    """A contact for each side, member and person that met, by the number of the three."""
    rows = interactions.assign(owner=owner)
    first = rows.drop_duplicates("owner").set_index("owner").sort_index()
    found = first[["deal", "side"]]
    member = first["member"] if "member" in first else pd.Series(None, first.index, dtype=object)
    found = found.assign(member=member.where(member.notna(), unnamed), person=first["person"])
    if "date" in rows:
        found["last_touch"] = rows.groupby("owner")["date"].max()
    encounters = rows[["owner", "interaction"]].drop_duplicates()
    found["touches"] = encounters.groupby("owner").size().astype("Int64")
    return found.assign(strength=strength_by_touches(found["touches"].to_numpy(float)))


def _filled(contacts: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """The contacts with what the encounters of each tell where a cell is unknown."""
    owner, told = found.index, found.set_axis(contacts.index)
    touches = contacts.get("touches", pd.Series(pd.NA, contacts.index, dtype="Int64"))
    # Touches add up: of several rows of the same two one takes them, and none where one of them has some.
    taken = owner.isin(owner[touches.notna()]) | owner.duplicated()
    told["touches"] = told["touches"].mask(taken)
    touches = touches.where(touches.notna(), told["touches"])
    by_touches = (told["strength"].notna() & touches.notna()).to_numpy()
    counted = touches.to_numpy(float, na_value=np.nan)
    told["strength"] = told["strength"].mask(by_touches, strength_by_touches(counted))
    cells = {}
    for name in FILLED:
        if name in told:
            cells[name] = contacts[name].where(contacts[name].notna(), told[name]) if name in contacts else told[name]
    return contacts.assign(**cells)


def _together(there: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Both, the table's own columns first."""
    rows = pd.concat([there, new], ignore_index=True) if len(there) else new.reset_index(drop=True)
    return rows[TABLES["contacts"].in_order(rows)]

"""Who is on a deal without a role: whom it names as its contact, and the customer who is a person and no company."""

from __future__ import annotations

import numpy as np
import pandas as pd

from influence.read.crm.ids import places
from influence.read.crm.people import ids_by_name
from influence.read.crm.records import Export
from influence.read.crm.values import column, texts


def contacts_by_id(export: Export) -> None:
    """Contacts of deals by their ids, where the deal says their names."""
    if export.has("deals", "contact"):
        export.records["deals"]["contact"] = ids_by_name(export, texts(export, "deals", "contact"), "people")


def put_customers_on_deals(export: Export) -> None:
    """The contact that a deal names, and the person who is its account, are on it, without a role."""
    if not export.has("deals", "deal"):
        return
    _add_people_of_accounts(export)
    deals = export.records["deals"]
    contact = column(export, "deals", "contact").to_numpy()
    person = np.where(contact >= 0, contact, _person_of_account(export)[column(export, "deals", "account")])
    new = pd.DataFrame({"deal": deals["deal"], "person": person, "file": deals["file"], "line": deals["line"]})
    known = [export.records[kind][["deal", "person"]] for kind in _kinds(export)]
    pairs = pd.MultiIndex.from_frame(pd.concat([new.iloc[:0][["deal", "person"]], *known]))
    new = new[(person >= 0) & ~pd.MultiIndex.from_frame(new[["deal", "person"]]).isin(pairs)]
    if len(new):
        export.shared = True
        stated = [export.records["roles"]] if "roles" in export.records else []
        export.records["roles"] = pd.concat([*stated, new], ignore_index=True)


def _kinds(export: Export) -> list[str]:
    return [kind for kind in ("roles", "activities") if export.has(kind, "deal", "person")]


def _person_of_account(export: Export) -> np.ndarray:
    """By the number of each account, the person who it is; -1 for companies, and last for no account."""
    found = np.full(len(export.spelling.get("account", ())) + 1, -1)
    if export.has("people", "account", "is_account"):
        people = export.records["people"]
        own = people[people["is_account"].fillna(False).astype(bool) & (people["account"] >= 0)]
        found[own["account"]] = own["person"]
    if export.has("accounts", "contact"):
        accounts = export.records["accounts"]
        own = accounts[accounts["contact"] >= 0]
        found[own["account"]] = own["contact"]
    return found


def _add_people_of_accounts(export: Export) -> None:
    """A record for each person who is an account, where no file of contacts has one."""
    if not export.has("accounts", "contact"):
        return
    accounts = export.records["accounts"]
    new = accounts[(accounts["contact"] >= 0) & (places(export, "people", accounts["contact"].to_numpy()) < 0)]
    if len(new):
        export.shared = True
        fields = ["contact", "account", *(each for each in ("first_name", "last_name", "title") if each in new)]
        records = new[[*fields, "file", "line"]].rename(columns={"contact": "person"}).drop_duplicates("person")
        export.add("people", records)

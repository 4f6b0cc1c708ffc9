"""Links that a CRM exports by name: which account, contact or deal is meant where only one is called so."""

from __future__ import annotations

import pandas as pd

from influence.read.crm.joined_reports import call_by_id, name_by_name
from influence.read.crm.people import full_names, ids_by_name, plainly
from influence.read.crm.records import OWN_ID, Export
from influence.read.crm.values import texts

_KINDS = (("deals", "deal", "deal_name"), ("people", "person", "person_name"))


def accounts_by_name(export: Export) -> None:
    """The id of the only account of that name, where people and deals have the name of their account alone."""
    if "accounts" not in export.records:
        return
    name_by_name(export, "accounts", "account", texts(export, "accounts", "name"))
    known = texts(export, "accounts", "account").dropna()
    for kind in [each for each in ("people", "deals") if export.has(each, "account_name")]:
        found = ids_by_name(export, texts(export, kind, "account_name"), "accounts")
        account = texts(export, kind, "account")
        export.records[kind]["account"] = account.where(account.notna(), found.where(found.isin(known), None))


def contacts_by_account(export: Export) -> None:
    """Of several contacts of one name, the one at the deal's own account is the contact that the deal names."""
    if not (export.has("deals", "person_names", "account_name") and export.has("people", "person", "account_name")):
        return
    people = pd.DataFrame({"name": plainly(full_names(export, "people"))})
    for name in ("account_name", "person"):
        people[name] = texts(export, "people", name)
    people["account_name"] = plainly(people["account_name"])
    people = people.dropna().drop_duplicates()
    only = people[~people.duplicated(["name", "account_name"], keep=False)]
    deals = pd.DataFrame(
        {"name": plainly(texts(export, "deals", "person_names")),
         "account_name": plainly(texts(export, "deals", "account_name"))}
    )  # fmt: skip
    found = deals.merge(only, on=["name", "account_name"], how="left")["person"].astype(object)
    stated = texts(export, "deals", "people")
    export.records["deals"]["people"] = stated.where(stated.notna(), found.where(found.notna(), None))


def roles_by_name(export: Export) -> None:
    """Who has a role on what, where a file of roles says it by name."""
    if "roles" not in export.records:
        return
    roles = export.records["roles"]
    for kind, own, name in _KINDS:
        stated = texts(export, "roles", own)
        roles[own] = stated.where(stated.notna(), texts(export, "roles", name))
        if export.has(kind, OWN_ID[kind]):
            call_by_id(export, "roles", own, kind)


def owners_by_name(export: Export) -> None:
    """What the owners of deals are called, where the deals say it beside their ids and no file of users does."""
    if "members" in export.records or not export.has("deals", "owner"):
        return
    found = export.records["deals"][["owner", "file", "line"]].assign(name=texts(export, "deals", "owner_name"))
    found = found[found["owner"] != found["name"]].dropna().drop_duplicates("owner")
    if len(found):
        export.shared = True
        export.records["members"] = found.rename(columns={"owner": "member"}).reset_index(drop=True)


def also_with(export: Export) -> None:
    """Activities with the `contact` they name, besides the record they are about (after `activities.regard`)."""
    if export.has("meetings", "contact"):
        meetings = export.records["meetings"]
        people = texts(export, "meetings", "people")
        named = ids_by_name(export, meetings["contact"].astype(object), "people")
        meetings["people"] = people.where(people.notna(), named)
        del meetings["contact"]

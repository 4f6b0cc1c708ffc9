"""Buying committees that a CRM keeps by account, in up to four tables, as roles on opportunities.

A committee is of an account, or of one opportunity; it has members, who are contacts; a table of its own may give each
member roles, by the name or by the id of a role of the committee.
"""

from __future__ import annotations

import pandas as pd

from influence.read.crm.records import Export
from influence.read.crm.values import texts
from influence.tables.language import say


def seat_committees(export: Export) -> None:
    """Put the members of committees on their opportunities, each with the roles that any table gives them."""
    if "committee_members" not in export.records:
        for kind in [each for each in ("committees", "committee_roles", "committee_seats") if each in export.records]:
            every = pd.Series(True, index=export.records[kind].index).to_numpy(dtype=bool)
            export.drop(kind, every, say("belongs to a buying committee whose members are not in the export"))
            del export.records[kind]
        return
    _name_seats(export)
    members = _with_roles(export)
    roles = members.merge(_deals_of_committees(export), on="committee", how="left")
    export.shared = True
    known = [export.records["roles"]] if "roles" in export.records else []
    columns = [each for each in ("deal", "person", "role", "deleted", "file", "line") if each in roles]
    export.records["roles"] = pd.concat([*known, roles[columns]], ignore_index=True)


def _name_seats(export: Export) -> None:
    """The roles that members have, by the names of the committee's roles where they are given by id."""
    seats, roles = (export.records.get(kind) for kind in ("committee_seats", "committee_roles"))
    if roles is not None:
        used = texts(export, "committee_roles", "committee_role").isin(
            texts(export, "committee_seats", "committee_role")
        )
        export.drop(
            "committee_roles", (~used).to_numpy(dtype=bool), say("no member of a buying committee has this role")
        )
        roles = export.records.pop("committee_roles").drop_duplicates("committee_role").set_index("committee_role")
    if seats is None or roles is None or "committee_role" not in seats:
        return
    named = seats["committee_role"].map(roles["role"])
    seats["role"] = texts(export, "committee_seats", "role").where(lambda cells: cells.notna(), named)
    here = seats[seats["committee_role"].isin(roles.index)]
    export.ride(roles.loc[here["committee_role"]], here["file"], here["line"])


def _with_roles(export: Export) -> pd.DataFrame:
    """The members, once for each of their roles; rows that give a role to nobody are left out."""
    members = export.records.pop("committee_members")
    for name in ("seat", "role"):
        members[name] = members.get(name)
    if "committee_seats" not in export.records:
        return members
    known = texts(export, "committee_seats", "seat").isin(members["seat"].dropna())
    export.drop(
        "committee_seats", (~known).to_numpy(dtype=bool), say("gives a role to no member of a buying committee")
    )
    seats = export.records.pop("committee_seats")
    first = members.drop_duplicates("seat").set_index("seat")
    export.ride(seats, first.loc[seats["seat"], "file"], first.loc[seats["seat"], "line"])
    found = members.merge(seats[["seat", "role"]], on="seat", how="left", suffixes=("", "_given"))
    return found.assign(role=found["role"].where(found["role"].notna(), found["role_given"]))


def _deals_of_committees(export: Export) -> pd.DataFrame:
    """The opportunities of each committee: the one it names, else all those of its account."""
    if "committees" not in export.records:
        return pd.DataFrame({"committee": [], "deal": []}, dtype=object)
    every = {name: texts(export, "committees", name) for name in ("committee", "account", "deal", "file", "line")}
    committees = pd.DataFrame(every)
    deals = pd.DataFrame({name: texts(export, "deals", name) for name in ("account", "deal")})
    of_account = committees[committees["deal"].isna()].drop(columns="deal").merge(deals.dropna(), on="account")
    found = pd.concat([committees[committees["deal"].notna()], of_account], ignore_index=True)
    nowhere = ~committees["committee"].isin(found["committee"])
    export.drop("committees", nowhere.to_numpy(dtype=bool), say("is of no opportunity in the export"))
    del export.records["committees"]
    return found[["committee", "deal"]].drop_duplicates()

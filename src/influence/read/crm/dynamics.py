"""Dynamics 365 and Dataverse: contacts, opportunities, connections and their roles, activities, organisation charts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.crm.activities import set_apart
from influence.read.crm.assembly import Choices, graph_of
from influence.read.crm.dynamics_json import entities_of
from influence.read.crm.dynamics_objects import SHAPES
from influence.read.crm.ids import write_guids_alike
from influence.read.crm.joined_reports import (
    bosses_by_chart,
    bosses_by_labels,
    bosses_by_name_alone,
    names_for_ids,
    owners_and_accounts_by_id,
    split_roles,
)
from influence.read.crm.joint_activities import meet, regard
from influence.read.crm.json_records import sheets_with_json
from influence.read.crm.lists import settle_lists
from influence.read.crm.people import contacts_of_deals, ids_by_name, mirrored
from influence.read.crm.records import OWN_ID, SORTS, Export, records_of
from influence.read.crm.values import said, texts
from influence.read.files.detection import encoded
from influence.tables.assumptions import Assumptions
from influence.tables.language import say

_IDS = frozenset(
    {*SORTS, "one", "two", "role_of_one", "role_of_two", "role", "about", "activity", "customer", "contact", "node"}
)
_TYPE_OF = {"2": "people", "contact": "people", "3": "deals", "opportunity": "deals"}
_TAGS = {"0": "Decision maker", "1": "Influencer", "2": "Blocker", "3": None, "unknown": None}
_OPEN, _WON, _LOST = ("0", "open"), ("1", "won"), ("2", "lost")
_STATES = {"0": "open", "1": "completed", "2": "canceled", "3": "scheduled"}
_USER = frozenset(("8", "systemuser"))
_ACTIVITIES = {"4201": "appointment", "4202": "email", "4204": "fax", "4207": "letter", "4210": "phonecall",
               "4212": "task"}  # fmt: skip
"""The codes of the types of activities (learn.microsoft.com, "ActivityPointer": ActivityTypeCode)."""
_NO_ROLE = frozenset({"stakeholder"})


@encoded
def dynamics(
    path: str | Path,
    *,
    infer: bool = True,
    account_contacts: bool = False,
    day_first: bool | None = None,
    as_of: Any = None,
    assumptions: Assumptions | None = None,
    encoding: str | None = None,
) -> StakeholderGraph:
    r"""Read a Dynamics 365 export.

    Parameters
    ----------
    path : str or pathlib.Path
        A folder or zip of CSV files, or a workbook, one for each table: contact, opportunity, connection,
        connectionrole, account, systemuser, the activities (phonecall, appointment, email, task) with activityparty,
        msdyn_orgchartnode. Headers may be the tables' (`jobtitle`), the Web API's (`_record1id_value`) or labels; the
        Web API's answers in JSON are read too, one file a table or page.
    infer : bool
        Whether tags of contacts, titles, markers in names and numbers of activities are read for what they suggest.
        All of it is noted, and has evidence grade 4.
    account_contacts : bool
        Whether an opportunity on which nobody is has all contacts of its account for people.
    day_first : bool, optional
        Whether 3/4/2024 is in April. Only asked where no date of the column tells; unknown then, if nobody does.
    as_of : str, datetime.date or pandas.Timestamp, optional
        The day the export describes; without it, what a report says above its table, else the latest day of anything
        that has happened.
    assumptions : Assumptions, optional
        What the model assumes where no source gives a number.
    encoding : str, optional
        The encoding of files that do not say it themselves, such as "big5" or "cp1250"; without it, their bytes tell.

    Returns
    -------
    StakeholderGraph
        By opportunity, with the CRM's own ids, as `read.salesforce` makes it. Its `notes` say what became of every row,
        column and cell that is not simply there, `files` how many rows of each file are used and left out.

    Raises
    ------
    InvalidData
        There is nobody to read: no table, no contact, or no contact on any opportunity. Dirty rows never raise.
    InfluenceError
        `path` is not a path, `day_first` not a bool or `as_of` not a day; or a package to read a workbook is not
        installed.

    Notes
    -----
    - Ids with and without braces, in any case, are one. Names stand for ids where only one record is called so.
    - A connection of a contact and an opportunity, whichever comes first, is the contact's role; "Stakeholder" says
      only that somebody is there. The mirrored row that Dynamics keeps of each is merged.
    - A connection of two contacts is who reports to whom where one is "Manager", "Boss", "Supervisor", "Superior" or
      "Line Manager" and the other "Employee", "Direct Report", "Subordinate" or "Report", or has no role; no other
      roles tell a direction plainly, and their rows are left out.
    - The contact of an opportunity, or who is its customer, is on it. A decision influence tag is of the contact: it
      counts on all opportunities of the contact that state no role, noted with 0.5, or 0.7 where there is one (ours).
    - Managers come from parent contacts, manager names that one contact has, connections and the organisation chart.
    - Parties of an activity that are contacts were met; those that are users took part. For encounters see
      `read.salesforce`.
    - For votes, contacts, duplicates and private columns see `read.salesforce`.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from influence.read import dynamics
    >>> files = {
    ...     "contacts": "contactid,fullname\nC1,Ann Lee\n",
    ...     "opportunities": "opportunityid,name\nO1,Press line\n",
    ...     "connections": "record1id,record2id,record2roleid\nO1,C1,Economic Buyer\n",
    ... }
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     sizes = [(pathlib.Path(folder) / f"{name}.csv").write_text(text) for name, text in files.items()]
    ...     graph = dynamics(folder)
    >>> graph.seats[["deal", "role", "person"]].to_numpy().tolist()
    [['O1', 'approver', 'C1']]
    """
    choices, taker = Choices(infer, account_contacts, day_first, as_of, assumptions), NoteTaker()
    export = records_of(
        sheets_with_json(path, taker, entities_of, say("export contacts, connections, ...")), SHAPES, taker
    )
    export.links = "connections"
    write_guids_alike(export, _IDS)
    names_for_ids(export)
    _say_states(export)
    bosses_by_name_alone(export)
    _connect(export)
    contacts_of_deals(export)
    settle_lists(export)
    _know_colleagues(export)
    regard(export, _TYPE_OF)
    meet(export)
    bosses_by_labels(export)
    bosses_by_chart(export)
    owners_and_accounts_by_id(export)
    return graph_of(export, choices)


def _say_states(export: Export) -> None:
    """What became of opportunities and activities, and what the tags of contacts mean, by their codes."""
    if export.has("deals", "state"):
        state, deals = said(export, "deals", "state"), export.records["deals"]
        for name, true, false in (("won", _WON, _OPEN + _LOST), ("closed", _WON + _LOST, _OPEN)):
            flag = pd.Series(None, index=deals.index, dtype=object).mask(state.isin(true), "true")
            deals[name] = flag.mask(state.isin(false), "false")
    if export.has("meetings", "status"):
        status = texts(export, "meetings", "status")
        export.records["meetings"]["status"] = status.map(_STATES).where(status.isin(_STATES), status)
    if export.has("meetings", "type"):
        written = texts(export, "meetings", "type")
        export.records["meetings"]["type"] = written.map(_ACTIVITIES).where(written.isin(_ACTIVITIES), written)
    if export.has("people", "standing"):
        told = said(export, "people", "standing")
        tags = export.records["people"]["standing"].astype(object)
        export.records["people"]["standing"] = tags.where(~told.isin(_TAGS), told.map(_TAGS))
    if export.has("connections", "state"):
        ended = said(export, "connections", "state").isin(("1", "inactive"))
        export.drop("connections", ended.to_numpy(dtype=bool), say("is not active"))


def _know_colleagues(export: Export) -> None:
    """Of the parties of an activity some are users: by their type, or because they are no contact."""
    if "met" in export.records:
        party, kind = texts(export, "met", "person"), said(export, "met", "type")
        known = {each: texts(export, *each).dropna() for each in (("members", "member"), ("people", "person"))}
        ours = party.isin(known["members", "member"]) & ~party.isin(known["people", "person"])
        set_apart(export, "met", (kind.isin(_USER) | (kind.isna() & ours)).to_numpy(dtype=bool))


def _connect(export: Export) -> None:
    """Connections of a contact and an opportunity as roles, of two contacts as relationships; others are left out."""
    if "connections" not in export.records:
        export.records.pop("role_names", None)
        return
    _name_roles(export)
    frame = export.records["connections"]
    for end in ("one", "two"):
        frame[end], frame[f"kind_of_{end}"] = _resolved(export, end)
    export.drop(
        "connections",
        mirrored(export.records["connections"]),
        say("duplicates a connection from its other end"),
        "merged",
    )
    frame = export.records["connections"]
    kinds = frame["kind_of_one"].fillna("") + frame["kind_of_two"].fillna("")
    known = kinds.isin(("peopledeals", "dealspeople", "peoplepeople")).to_numpy()
    ends = frame[~known][["one", "two"]].fillna("nobody").to_numpy()
    source = [
        say(
            "links {one} and {two}: neither a contact and an opportunity in the export nor two contacts",
            one=one,
            two=two,
        )
        for one, two in ends
    ]
    export.drop("connections", ~known, source)
    frame, kinds = export.records.pop("connections"), kinds[known].reset_index(drop=True)
    swapped = kinds == "peopledeals"
    roles = pd.DataFrame(
        {"deal": frame["two"].where(swapped, frame["one"]), "person": frame["one"].where(swapped, frame["two"])}
    )
    told = {
        end: frame.get(f"role_of_{end}", pd.Series(None, index=frame.index, dtype=object)) for end in ("one", "two")
    }
    roles["role"] = told["one"].where(swapped, told["two"])
    both = (kinds == "peoplepeople").to_numpy()
    roles = roles.assign(file=frame["file"], line=frame["line"])[~both]
    labels = {f"label_of_{end}": cells for end, cells in told.items()}
    relationships = frame[["one", "two", "file", "line"]].assign(**labels)[both]
    found = {"roles": roles, "relationships": relationships}
    export.records |= {kind: each.reset_index(drop=True) for kind, each in found.items() if len(each)}
    split_roles(export, _NO_ROLE)


def _name_roles(export: Export) -> None:
    """The roles of connections by their names; roles that no connection has are left out."""
    if "role_names" not in export.records:
        return
    frame = export.records["connections"]
    ends = [name for name in ("role_of_one", "role_of_two") if name in frame]
    used = export.records["role_names"]["role"].isin(pd.concat([frame[name].dropna() for name in ends]) if ends else [])
    export.drop("role_names", (~used).to_numpy(), say("no connection has this role"))
    again = export.records["role_names"]["role"].duplicated().to_numpy()
    export.drop("role_names", again, say("duplicates an earlier role"), "merged")
    names = export.records.pop("role_names").set_index("role")
    for end in ends:
        here = frame[frame[end].isin(names.index)]
        export.ride(names.loc[here[end]], here["file"], here["line"])
        frame[end] = frame[end].mask(frame[end].isin(names.index), frame[end].map(names["name"]))


def _resolved(export: Export, end: str) -> tuple[pd.Series, pd.Series]:
    """The id at one end of each connection, and whether it is of `people` or of `deals`."""
    cells = texts(export, "connections", end)
    told = said(export, "connections", f"type_of_{end}")
    ids, kinds = cells.copy(), told.map(_TYPE_OF)
    for kind in ("people", "deals"):
        found = ids_by_name(export, cells, kind)
        here = (told.isna() | (kinds == kind)) & found.isin(texts(export, kind, OWN_ID[kind]).dropna())
        ids, kinds = ids.mask(here, found), kinds.mask(here & kinds.isna(), kind)
    return ids, kinds.where(cells.notna(), None)

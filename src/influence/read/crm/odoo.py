"""Odoo: exports of opportunities (crm.lead) and of contacts and companies (res.partner).

The names and labels of the fields are those of Odoo's public source (github.com/odoo/odoo, LGPL-3.0, compared in
November 2026): addons/crm/models/crm_lead.py and odoo/addons/base/models/res_partner.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags
from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.crm.assembly import Choices, graph_of
from influence.read.crm.ids import clean_ids
from influence.read.crm.joined_reports import name_by_name, names_as_ids, owners_and_accounts_by_id
from influence.read.crm.joint_activities import meet
from influence.read.crm.links_by_name import accounts_by_name, owners_by_name
from influence.read.crm.lists import list_roles, settle_lists
from influence.read.crm.odoo_lists import (
    continue_records,
    know_colleagues,
    say_attendees,
    say_children,
    without_the_absent,
)
from influence.read.crm.odoo_objects import PERSON, SHAPES, STAMPS
from influence.read.crm.people import ids_by_name, plainly
from influence.read.crm.records import OWN_ID, Export, records_of
from influence.read.crm.states import drop_inactive, say_outcomes, says
from influence.read.crm.values import said, texts
from influence.read.files.detection import encoded
from influence.read.files.sheets import sheets_of
from influence.tables.assumptions import Assumptions
from influence.tables.language import say

_WITHIN = r"^(?P<company>.+), (?P<person>[^,]+)$"
_LEGAL_FORMS = frozenset(
    ("ag", "bv", "co", "corp", "gmbh", "inc", "incorporated", "kg", "limited", "llc", "llp", "lp", "ltd", "nv", "plc",
     "sa", "sarl", "sl", "spa", "srl")
)  # fmt: skip
"""What follows the comma in "Muster, Inc." is no person of Muster (the list is ours)."""
AS_COMPANY = 0.5
"""How sure we are that a customer whom the export does not show to be a person is a company (ours)."""


@encoded
def odoo(
    path: str | Path,
    *,
    infer: bool = True,
    account_contacts: bool = False,
    day_first: bool | None = None,
    as_of: Any = None,
    assumptions: Assumptions | None = None,
    encoding: str | None = None,
) -> StakeholderGraph:
    r"""Read an Odoo export.

    Parameters
    ----------
    path : str or pathlib.Path
        A folder or zip of CSV files, or a workbook: an export of opportunities (`crm.lead`), and of contacts and their
        companies (`res.partner`), of meetings (`calendar.event`) and of their attendees (`calendar.attendee`) where
        there are any. Headers may be labels ("Expected Revenue") or, as in exports made
        to be imported again, technical (`expected_revenue`, `partner_id/id`).
    infer : bool
        Whether titles, markers in names, names of stages and numbers of activities are read for what they suggest. All
        of it is noted, and has evidence grade 4.
    account_contacts : bool
        Whether a deal on which nobody is has all contacts of its company for people.
    day_first : bool, optional
        Whether 3/4/2024 is in April. Only asked where no date of the column tells; unknown then, if nobody does.
    as_of : str, datetime.date or pandas.Timestamp, optional
        The day the export describes; without it the latest day of anything that has happened.
    assumptions : Assumptions, optional
        What the model assumes where no source gives a number.
    encoding : str, optional
        The encoding of files that do not say it themselves, such as "big5" or "cp1250"; without it, their bytes tell.

    Returns
    -------
    StakeholderGraph
        By deal, with Odoo's own ids, as `read.salesforce` makes it: a contact on two deals is two people. Its
        `notes` say what became of every row, column and cell that is not simply there, `files` how many rows of each
        file are used and left out.

    Raises
    ------
    InvalidData
        There is nobody to read: no table, no contact, or no contact on any deal. Dirty rows never raise.
    InfluenceError
        `path` is not a path, `day_first` not a bool or `as_of` not a day; or a package to read a workbook is not
        installed.

    Notes
    -----
    - The customer of an opportunity is on it if that is a person, and its account if that is a company. A contact name
      that only the opportunity has is a person of that name, with the job position and e-mail that stand beside it.
    - Odoo has no role of a contact on an opportunity, and no reporting lines of a customer: seats and relationships are
      unknown. `account_contacts` takes the contacts of the company for people.
    - `parent_id` of a contact is its company. A contact is a company if `is_company` or `company_type` says so, or if
      it is the company of others.
    - A row without an id of its own goes on with the record above it, as Odoo exports lists such as the contacts of a
      company (`child_ids/name`) or the attendees of a meeting.
    - Everybody who attends a meeting has met its organizer, unless they declined; attendees who are users, by their
      own contact or by their name, took part too.
    - A lead is no opportunity yet, and is left out. Won and lost are read from `won_status`, or an archived opportunity
      is lost; else from the name of the stage, unless `infer` is off.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from influence.read import odoo
    >>> files = {
    ...     "res.partner": "id,name,is_company,parent_id/id,function\np1,Muster,True,,\np2,Ann Lee,False,p1,CFO\n",
    ...     "crm.lead": "id,name,partner_id/id,stage_id,expected_revenue\nl1,Press line,p2,Won,120000\n",
    ... }
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     sizes = [(pathlib.Path(folder) / f"{name}.csv").write_text(text) for name, text in files.items()]
    ...     graph = odoo(folder)
    >>> graph.people[["deal", "person", "name", "title"]].to_numpy().tolist()
    [['l1', 'p2', 'Ann Lee', 'CFO']]
    >>> graph.deals[["account", "outcome"]].to_numpy().tolist()
    [['Muster', 'won']]
    """
    choices, taker = Choices(infer, account_contacts, day_first, as_of, assumptions), NoteTaker()
    export = records_of(sheets_of(path, taker), SHAPES, taker)
    export.links = "customers and contact names"
    continue_records(export)
    say_children(export)
    clean_ids(export)
    drop_inactive(export, "partners")
    _drop_leads(export)
    _say_lost(export)
    say_outcomes(export, won=("won",), lost=("lost",), still_open=("pending", "open"))
    _split_partners(export)
    _name_customers(export)
    _name_contacts(export)
    accounts_by_name(export)
    list_roles(export)
    settle_lists(export)
    say_attendees(export)
    without_the_absent(export)
    know_colleagues(export)
    meet(export)
    owners_by_name(export)
    owners_and_accounts_by_id(export)
    return graph_of(export, choices)


def _drop_leads(export: Export) -> None:
    """Leave out leads, which stand in the same table as opportunities."""
    if export.has("deals", "type"):
        lead = said(export, "deals", "type").eq("lead").to_numpy(dtype=bool)
        export.drop("deals", lead, say("is a lead, and not yet an opportunity"))


def _say_lost(export: Export) -> None:
    """An opportunity that is archived is lost, unless its status says something else."""
    if export.has("deals", "active"):
        status = texts(export, "deals", "status")
        archived = says(export, "deals", "active", true=False) & status.isna().to_numpy()
        export.records["deals"]["status"] = status.mask(archived, "lost")


def _split_partners(export: Export) -> None:
    """Contacts as people and as accounts: Odoo has one table for both."""
    if "partners" not in export.records:
        return
    partners = export.records["partners"]
    shown = texts(export, "partners", "display_name")
    name = texts(export, "partners", "name")
    partners["name"] = name.where(name.notna(), shown.str.split(", ").str[-1])
    name_by_name(export, "partners", "person", shown.where(shown.notna(), partners["name"]))
    company = _companies(export)
    stated, own = texts(export, "partners", "parent_name"), texts(export, "partners", "account_name")
    partners["account"] = texts(export, "partners", "parent")
    partners["account_name"] = stated.where(stated.notna(), own)
    del export.records["partners"]
    kept = [each for each in ("file", "line", *STAMPS) if each in partners]
    of_person = [each for each in (*PERSON, "account", "account_name", "owner") if each in partners]
    people = partners.loc[~company, ["person", "name", *of_person, *kept]]
    accounts = partners.loc[company, ["person", "name", *kept]].rename(columns={"person": "account"})
    for kind, records in (("people", people), ("accounts", accounts)):
        if len(records):
            export.records[kind] = records.reset_index(drop=True)


def _companies(export: Export) -> Flags:
    """Which partners are companies: by their own words, else because others belong to them."""
    told = says(export, "partners", "is_company", true=True)
    told = told | said(export, "partners", "company_type").eq("company").to_numpy(dtype=bool)
    parents = texts(export, "partners", "parent").dropna()
    names = plainly(texts(export, "partners", "parent_name")).dropna()
    of_others = texts(export, "partners", "person").isin(parents) | plainly(texts(export, "partners", "name")).isin(
        names
    )
    person = says(export, "partners", "is_company", true=False)
    person = person | said(export, "partners", "company_type").isin(("individual", "person")).to_numpy(dtype=bool)
    found: Flags = told | (of_others.to_numpy(dtype=bool) & ~person)
    return found


def _name_customers(export: Export) -> None:
    """The customer of each opportunity: a contact of the export, a company of it, or who its name says that it is."""
    if "deals" not in export.records:
        return
    deals = export.records["deals"]
    name_by_name(export, "deals", "deal", texts(export, "deals", "name"))
    customer, name = texts(export, "deals", "customer"), texts(export, "deals", "customer_name")
    customer = customer.where(customer.notna(), name)
    account = _known(export, "accounts", customer)
    person = _known(export, "people", customer).where(account.isna(), None)
    strange = (name.notna() & account.isna() & person.isna()).to_numpy(dtype=bool)
    parts = name.where(strange, "").astype(str).str.extract(_WITHIN).astype(object)
    within = parts["person"].notna() & ~parts["person"].fillna("").str.strip(".").str.lower().isin(_LEGAL_FORMS)
    company = name.where(strange, None).mask(within, parts["company"])
    said_account = texts(export, "deals", "account_name")
    said_account = said_account.where(said_account.notna(), company)
    deals["account"] = account.where(account.notna(), _of_people(export, person, "account"))
    deals["account_name"] = said_account.where(said_account.notna(), _of_people(export, person, "account_name"))
    deals["people"] = person
    deals["customer_contact"] = parts["person"].where(within, None)
    alone = strange & ~within.to_numpy(dtype=bool)
    source = say("the customer, whom no contact in the export shows to be a person")
    cells = {"column": "account", "value": name[alone], "source": source, "confidence": AS_COMPANY}
    export.note("deals", alone, "inferred", **cells)


def _of_people(export: Export, person: pd.Series, field: str) -> pd.Series:
    """What the records of these people say."""
    people = pd.DataFrame({"person": texts(export, "people", "person"), "cell": texts(export, "people", field)})
    only = people.dropna().drop_duplicates("person").set_index("person")["cell"]
    return person.map(only).astype(object)


def _known(export: Export, kind: str, cells: pd.Series) -> pd.Series:
    """The ids of those records that these cells name: by their id, their name, or "company, name"."""
    own = OWN_ID[kind]
    if not export.has(kind, own):
        return pd.Series(None, index=cells.index, dtype=object)
    named = ids_by_name(export, cells, kind)
    if kind == "people":
        company = texts(export, "people", "account_name")
        shown = plainly(company + ", " + texts(export, "people", "name"))
        known = pd.DataFrame({"shown": shown, "id": export.records[kind][own]}).dropna().drop_duplicates()
        only = known[~known["shown"].duplicated(keep=False)].set_index("shown")["id"]
        found = plainly(cells).map(only)
        named = named.mask(found.notna(), found)
    return named.where(named.isin(texts(export, kind, own).dropna()), None)


def _name_contacts(export: Export) -> None:
    """The contacts that an opportunity has by name: those of the export, and people whom only the opportunity has."""
    if "deals" not in export.records:
        return
    for field in ("customer_contact", "contact_name"):
        name = texts(export, "deals", field)
        if name.notna().any():
            _add_contacts(export, name)


def _add_contacts(export: Export, name: pd.Series) -> None:
    deals = export.records["deals"]
    account = texts(export, "deals", "account_name")
    person = _known(export, "people", account.fillna("") + ", " + name)
    person = person.where(person.notna(), _known(export, "people", name))
    new = (name.notna() & person.isna()).to_numpy(dtype=bool)
    if new.any():
        person = person.mask(new, _as_people(export, name, new))
    listed = deals["people"].astype(object)
    other = person.notna() & (person != listed)
    deals["people"] = listed.mask(other & listed.isna(), person).mask(other & listed.notna(), listed + ";" + person)


def _as_people(export: Export, name: pd.Series, new: Flags) -> pd.Series:
    """People whom only opportunities name, among the others; their names are their ids, as no file has any."""
    deals = export.records["deals"]
    people = pd.DataFrame({"name": name})
    for field in (*PERSON, "account", "account_name", "file", "line"):
        people[field] = texts(export, "deals", field)
    people = people.astype({"file": np.int64, "line": np.int64})
    export.records["contacts"] = people[new].assign(person=None).reset_index(drop=True)
    name_by_name(export, "contacts", "person", names_as_ids(export, "contacts"))
    added = export.records.pop("contacts")
    export.shared = True
    known = [export.records["people"]] if "people" in export.records else []
    once = added.drop_duplicates(["person", "account_name"])
    export.records["people"] = pd.concat([*known, once], ignore_index=True)
    return pd.Series(added["person"].to_numpy(dtype=object), index=deals.index[new]).reindex(deals.index)

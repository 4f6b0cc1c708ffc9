"""Zoho CRM: its exports and backups of deals, contacts, accounts, contact roles and activities.

The names of the fields are those of Zoho's public help (zoho.com/crm/help/api/modules-fields.html) and of its API as
Fivetran lists it (fivetran.com/docs/connectors/applications/zoho-crm/connector-schema).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.crm.assembly import Choices, graph_of
from influence.read.crm.ids import clean_ids
from influence.read.crm.joined_reports import (
    bosses_by_name_alone,
    names_for_ids,
    owners_and_accounts_by_id,
    split_roles,
    take_apart,
)
from influence.read.crm.joint_activities import meet, regard
from influence.read.crm.links_by_name import (
    accounts_by_name,
    also_with,
    contacts_by_account,
    owners_by_name,
    roles_by_name,
)
from influence.read.crm.lists import list_roles, settle_lists
from influence.read.crm.records import Shape, records_of
from influence.read.files.detection import encoded
from influence.read.files.sheets import sheets_of
from influence.tables.assumptions import Assumptions


def _ids(*names: str) -> tuple[str, ...]:
    """The headers of another record's id: as backups write it, as older exports do, and as the API flattened."""
    return tuple(header for name in names for header in (f"{name}.id", f"{name} Id", f"{name}__id"))


_OWN_ID = ("Record Id", "id")
_STAMPS = {
    "created": ("Created Time",),
    "modified": ("Modified Time",),
    "deleted": ("Is Deleted", "deleted"),
}
_DEAL_NAMES, _CONTACT_NAMES = ("Deal Name", "Potential Name"), ("Contact Name",)
_DEAL_ID = (*_ids("Deal Name", "Potential Name", "Deal", "Deals", "Potential"),)
_CONTACT_ID = (*_ids("Contact Name", "Contact", "Contacts"),)
_ACCOUNT = {"account": _ids("Account Name", "Account"), "account_name": ("Account Name", "Company Name")}
_PERSON = {
    "name": ("Full Name", "Contact Name"),
    "first_name": ("First Name",),
    "last_name": ("Last Name",),
    "title": ("Title", "Job Title", "Designation"),
    "department": ("Department",),
    "email": ("Email", "Secondary Email"),
}
_STAGE = {"stage": ("Stage",), "amount": ("Amount",), "currency": ("Currency",), "close_date": ("Closing Date",)}
_ROLE = ("Contact Role", "Contact Role Name", "Role", "Role Name")
_REPORTING = _ids("Reporting To", "Reports To")
_DEAL_OWNER, _CONTACT_OWNER = (
    (*_ids(*names), *names) for names in (("Deal Owner", "Potential Owner", "Owner"), ("Contact Owner", "Owner"))
)
_ACCOUNT_OWNER = (*_ids("Account Owner"), "Account Owner")
_ACTIVITY_OWNERS = ("Task Owner", "Event Owner", "Meeting Owner", "Call Owner", "Activity Owner", "Host", "Owner")
_ACTIVITY_NAMES = ("Subject", "Event Title", "Event Name", "Meeting Title", "Call Start Time", "Start DateTime")

SHAPES = (
    Shape(
        "",
        names=(
            "lead", "product", "note", "attachment", "campaign", "case", "quote", "invoice", "vendor", "salesorder",
            "purchaseorder", "pricebook", "solution", "leadsxcampaign", "contactsxcampaign", "dealsxproduct",
            "stagehistory", "dealhistory", "visit", "email", "role", "profile", "tag",
        ),
    ),
    Shape(
        "roles",
        names=(
            "dealsxcontact", "dealxcontact", "contactsxdeal", "contactxdeal", "potentialsxcontact", "contactrole",
            "dealcontactrole", "dealscontactrole", "contactrolexpotential", "contactrolesxdeal",
        ),
        fields={
            "deal": (*_DEAL_ID, "Parent Id.id", "Parent Id"),
            "person": _CONTACT_ID,
            "deal_name": (*_DEAL_NAMES, "Deal", "Deals", "Potential"),
            "person_name": (*_CONTACT_NAMES, "Contact", "Contacts", "Full Name"),
            "role": _ROLE,
            **_STAMPS,
        },
        needs=(("deal", "deal_name"), ("person", "person_name")),
        signs=(_ROLE[:2], (*_DEAL_ID, *_DEAL_NAMES), (*_CONTACT_ID, *_CONTACT_NAMES)),
    ),
    Shape(
        "members",
        names=("user",),
        fields={
            "member": ("User Id", *_OWN_ID),
            "name": ("Full Name", "User Name", "Name"),
            "first_name": ("First Name",),
            "last_name": ("Last Name",),
            "title": ("Title", "Job Title"),
            "created": _STAMPS["created"],
        },
        needs=(("member",), ("name", "first_name", "last_name")),
    ),
    Shape(
        "meetings",
        names=("task", "event", "call", "meeting", "activity"),
        fields={
            "activity": (*_OWN_ID, "Activity Id", "Task Id", "Event Id", "Call Id"),
            "member": (*_ids(*_ACTIVITY_OWNERS), *_ACTIVITY_OWNERS),
            "date": (
                "Closed Time", "Call Start Time", "Start DateTime", "From", "Due Date", "End DateTime", "Start Time",
                *_STAMPS["created"],
            ),
            "type": ("Activity Type",),
            "topic": ("Subject", "Event Title", "Event Name", "Meeting Title"),
            "status": ("Status", "Call Status", "Outgoing Call Status", "Meeting Status"),
            "contact": (*_ids("Contact Name", "Who Id", "Contact"), "Who Id", "Contact Name"),
            "about": (*_ids("Related To", "What Id"), "What Id", "Related To"),
            "about_type": ("Related Module", "$se_module", "se_module", "What Id.module"),
            "deleted": _STAMPS["deleted"],
        },
        needs=(("activity", "date"), ("contact", "about")),
        signs=(_ACTIVITY_NAMES, ("Task Owner", "Event Owner", "Call Owner", "Host", "Who Id", "What Id", "Related To")),
    ),
    Shape(
        "report",
        fields={
            "deal": (*_DEAL_ID, "Deal Id"),
            "deal_name": _DEAL_NAMES,
            "deal_owner": _DEAL_OWNER,
            "person": _CONTACT_ID,
            **_PERSON,
            "owner": _CONTACT_OWNER[:-1],
            "role": _ROLE,
            **_ACCOUNT,
            **_STAGE,
        },
        needs=(("deal", "deal_name"), ("person", "name", "first_name", "last_name")),
        signs=(_DEAL_NAMES, ("First Name", "Last Name", "Full Name"), ("Contact Name", "Last Name")),
    ),
    Shape(
        "deals",
        names=("deal", "potential", "opportunity"),
        fields={
            "deal": (*_OWN_ID, "Deal Id", "Potential Id"),
            "name": _DEAL_NAMES,
            **_ACCOUNT,
            **_STAGE,
            "owner": _DEAL_OWNER,
            "owner_name": ("Deal Owner", "Potential Owner"),
            "last_touch": ("Last Activity Time",),
            "people": _CONTACT_ID,
            "person_names": _CONTACT_NAMES,
            **_STAMPS,
        },
        needs=(("deal", "name"), ("name", "stage", "amount")),
        signs=(_DEAL_NAMES, ("Closing Date", "Deal Owner", "Potential Owner", *_ids("Deal Owner", "Account Name"))),
    ),
    Shape(
        "people",
        names=("contact",),
        fields={
            "person": (*_OWN_ID, "Contact Id"),
            **_PERSON,
            **_ACCOUNT,
            "boss": _REPORTING,
            "boss_name": ("Reporting To", "Reports To"),
            "owner": _CONTACT_OWNER,
            "last_touch": ("Last Activity Time",),
            "standing": ("Buying Role",),
            **_STAMPS,
        },
        needs=(("person", "name", "last_name"), ("name", "first_name", "last_name")),
        signs=(
            ("First Name", "Last Name", "Full Name", "Contact Name"),
            ("Contact Owner", "Reporting To", "Contact Id", *_ids("Contact Owner", "Reporting To")),
        ),
    ),
    Shape(
        "accounts",
        names=("account", "company"),
        fields={"account": (*_OWN_ID, "Account Id"), "name": ("Account Name",), **_STAMPS},
        needs=(("account", "name"), ("name",)),
        signs=(("Account Name",), _ACCOUNT_OWNER),
    ),
)  # fmt: skip
"""The modules that are read, and what their files are called and hold; those that go first are looked for first."""

_TYPE_OF = {each: kind for kind, names in (("deals", ("deals", "deal", "potentials", "potential")),
                                           ("people", ("contacts", "contact"))) for each in names}  # fmt: skip


@encoded
def zoho(
    path: str | Path,
    *,
    infer: bool = True,
    account_contacts: bool = False,
    day_first: bool | None = None,
    as_of: Any = None,
    assumptions: Assumptions | None = None,
    encoding: str | None = None,
) -> StakeholderGraph:
    r"""Read a Zoho CRM export.

    Parameters
    ----------
    path : str or pathlib.Path
        A folder or zip of CSV files, such as a backup: Deals (or Potentials), Contacts, Accounts, Deals_X_Contacts with
        the contact roles, Tasks, Events, Calls, Users; or a workbook. Headers may be labels with or without ids
        ("Account Name.id", "Account Name") or the API's (`Deal_Name`).
    infer : bool
        Whether titles, markers in names, names of stages and numbers of activities are read for what they suggest. All
        of it is noted, and has evidence grade 4.
    account_contacts : bool
        Whether a deal on which nobody is has all contacts of its account for people.
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
        By deal, with Zoho CRM's own ids, as `read.salesforce` makes it: a contact on two deals is two people. Its
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
    - The contact of a deal is on it, and so is everybody with a contact role, which is a role of that deal.
    - "Reporting To" says who reports to whom.
    - Whether a deal is won is read from the name of its stage, as no flag says it; with `infer=False` it is unknown.
    - Where exports give names and no ids, the only record of that name is meant; of several contacts of one name, the
      one at the deal's own account.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from influence.read import zoho
    >>> files = {
    ...     "Contacts_001": "Record Id,Full Name,Title\nzcrm_1,Ann Lee,CFO\n",
    ...     "Deals_001": "Record Id,Deal Name,Stage\nzcrm_7,Press line,Closed Won\n",
    ...     "Deals_X_Contacts_001": "Deal Name.id,Contact Name.id,Contact Role\nzcrm_7,zcrm_1,Decision Maker\n",
    ... }
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     sizes = [(pathlib.Path(folder) / f"{name}.csv").write_text(text) for name, text in files.items()]
    ...     graph = zoho(folder)
    >>> graph.seats[["deal", "role", "person"]].to_numpy().tolist()
    [['zcrm_7', 'decision_maker', 'zcrm_1']]
    """
    choices, taker = Choices(infer, account_contacts, day_first, as_of, assumptions), NoteTaker()
    export = records_of(sheets_of(path, taker), SHAPES, taker)
    take_apart(export)
    clean_ids(export)
    names_for_ids(export)
    bosses_by_name_alone(export)
    accounts_by_name(export)
    contacts_by_account(export)
    roles_by_name(export)
    list_roles(export)
    settle_lists(export)
    split_roles(export, frozenset())
    regard(export, _TYPE_OF)
    also_with(export)
    meet(export)
    owners_by_name(export)
    owners_and_accounts_by_id(export)
    return graph_of(export, choices)

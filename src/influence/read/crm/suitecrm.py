"""SuiteCRM and SugarCRM: their exports of contacts, opportunities, accounts and activities, and their tables.

The labels are those of SuiteCRM's public language files (github.com/SuiteCRM/Translations, source/modules/Contacts,
Opportunities and Meetings, language/en_us.lang.php, compared in November 2026).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.crm.activities import declined_by
from influence.read.crm.assembly import Choices, graph_of
from influence.read.crm.ids import clean_ids
from influence.read.crm.joined_reports import (
    adopt,
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
from influence.read.crm.records import Export, Shape, records_of
from influence.read.crm.states import drop_deleted
from influence.read.files.detection import encoded
from influence.read.files.sheets import sheets_of
from influence.tables.assumptions import Assumptions
from influence.tables.language import say


def _field(*names: str) -> tuple[str, ...]:
    """The headers of a field: its name and its labels, which some versions end in a colon."""
    return tuple(header for name in names for header in (name, f"{name}:"))


_OWN_ID = _field("id")
_STAMPS = {
    "created": _field("date_entered", "Date Created"),
    "modified": _field("date_modified"),
    "deleted": _field("deleted"),
}
_ASSIGNED = _field("assigned_user_id", "Assigned User", "assigned_user_name", "Assigned to", "Assigned User Name")
_DEAL_ID, _CONTACT_ID, _ACCOUNT_ID = (_field(f"{each}_id") for each in ("opportunity", "contact", "account"))
_DEAL_NAME = _field("Opportunity Name", "opportunity_name")
_CONTACT_NAME = _field("Contact Name", "contact_name")
_ACCOUNT = {"account": _ACCOUNT_ID, "account_name": _field("account_name", "Account")}
_ROLE = _field("contact_role", "opportunity_role", "Opportunity Role", "Role")
_PERSON = {
    "name": _field("full_name", "Full Name", "Contact Name"),
    "first_name": _field("first_name"),
    "last_name": _field("last_name"),
    "title": _field("title", "Job Title"),
    "department": _field("department"),
    "email": _field("email_address", "email1", "Email", "email", "Primary Email", "email_addresses_primary"),
}
_STAGE = {
    "stage": _field("sales_stage", "Stage", "sales_status", "Status"),
    "amount": _field("amount", "Opportunity Amount", "Likely", "amount_usdollar"),
    "currency": _field("currency_name", "Currency", "currency"),
    "close_date": _field("date_closed", "Expected Close Date", "Close Date"),
}
_DATES = _field(
    "date_end", "End Date", "date_start", "Start Date", "Start Date & Time", "date_due", "Due Date", "date_sent",
    "Date Sent",
)  # fmt: skip
_LINKED_ACTIVITY = ("meeting_id", "call_id", "email_id", "task_id")

SHAPES = (
    Shape(
        "",
        names=(
            "lead", "campaign", "case", "bug", "document", "note", "project", "product", "quote", "invoice", "prospect",
            "prospectlist", "opportunitiesaudit", "contactsaudit", "accountsaudit",
            "meetingslead", "callslead", "revenuelineitem", "emailaddress", "emailaddrbeanrel", "securitygroup",
        ),
    ),
    Shape(
        "roles",
        names=("opportunitiescontact", "opportunitycontact", "contactsopportunity", "contactopportunity"),
        fields={
            "deal": _DEAL_ID,
            "person": _CONTACT_ID,
            "deal_name": _DEAL_NAME,
            "person_name": _CONTACT_NAME,
            "role": _ROLE,
            **_STAMPS,
        },
        needs=(("deal", "deal_name"), ("person", "person_name")),
        signs=(_DEAL_ID, _CONTACT_ID),
    ),
    Shape(
        "contact_accounts",
        names=("accountscontact", "accountcontact", "contactsaccount"),
        fields={"person": _CONTACT_ID, "account": _ACCOUNT_ID, "deleted": _STAMPS["deleted"]},
        needs=(("person",), ("account",)),
        signs=(_CONTACT_ID, _ACCOUNT_ID),
    ),
    Shape(
        "deal_accounts",
        names=("accountsopportunity", "accountopportunity", "opportunitiesaccount"),
        fields={"deal": _DEAL_ID, "account": _ACCOUNT_ID, "deleted": _STAMPS["deleted"]},
        needs=(("deal",), ("account",)),
        signs=(_DEAL_ID, _ACCOUNT_ID),
    ),
    Shape(
        "met",
        names=("meetingscontact", "callscontact", "meetingcontact", "callcontact", "taskscontact", "emailscontact"),
        fields={
            "activity": _LINKED_ACTIVITY,
            "person": _CONTACT_ID,
            "status": ("accept_status",),
            "deleted": _STAMPS["deleted"],
        },
        needs=(("activity",), ("person",)),
        signs=(_LINKED_ACTIVITY, _CONTACT_ID),
    ),
    Shape(
        "colleagues",
        names=("meetingsuser", "callsuser", "meetinguser", "calluser"),
        fields={
            "activity": _LINKED_ACTIVITY,
            "member": _field("user_id"),
            "status": ("accept_status",),
            "deleted": _STAMPS["deleted"],
        },
        needs=(("activity",), ("member",)),
        signs=(_LINKED_ACTIVITY, _field("user_id")),
    ),
    Shape(
        "members",
        names=("user", "employee"),
        fields={
            "member": (*_OWN_ID, *_field("user_id")),
            "name": _field("full_name", "Full Name", "Name"),
            "first_name": _field("first_name"),
            "last_name": _field("last_name"),
            "title": _field("title", "Job Title"),
            "deleted": _STAMPS["deleted"],
        },
        needs=(("member",), ("name", "first_name", "last_name")),
        signs=(("user_name", "User Name", "is_admin"), _field("last_name")),
    ),
    Shape(
        "meetings",
        names=("meeting", "call", "task", "email", "activity"),
        fields={
            "activity": _OWN_ID,
            "member": _ASSIGNED,
            "date": (*_DATES, *_STAMPS["created"]),
            "status": _field("status"),
            "topic": _field("name", "Subject"),
            "contact": (*_CONTACT_ID, *_CONTACT_NAME),
            "about": _field("parent_id", "Related to ID", "parent_name", "Related to"),
            "about_type": _field("parent_type", "Parent Type", "Related to Module"),
            "deleted": _STAMPS["deleted"],
        },
        needs=(("activity", "date"), ("contact", "about", "activity")),
        signs=(_field("parent_type", "parent_id"), _DATES),
    ),
    Shape(
        "report",
        fields={
            "deal": _DEAL_ID,
            "deal_name": _DEAL_NAME,
            "person": _CONTACT_ID,
            **_PERSON,
            "role": _ROLE,
            **_ACCOUNT,
            **_STAGE,
        },
        needs=(("deal", "deal_name"), ("person", "name", "first_name", "last_name")),
        signs=(_DEAL_NAME, (*_CONTACT_NAME, *_PERSON["last_name"])),
    ),
    Shape(
        "deals",
        names=("opportunity", "deal"),
        fields={
            "deal": (*_OWN_ID, *_DEAL_ID),
            "name": (*_field("name"), *_DEAL_NAME),
            **_ACCOUNT,
            **_STAGE,
            "owner": _ASSIGNED,
            "owner_name": _field("assigned_user_name", "Assigned to", "Assigned User Name"),
            "people": _CONTACT_ID,
            "person_names": _CONTACT_NAME,
            **_STAMPS,
        },
        needs=(("deal", "name"), ("name", "stage", "amount")),
        signs=(_field("sales_stage"), (*_field("name"), *_DEAL_NAME)),
    ),
    Shape(
        "people",
        names=("contact", "person"),
        fields={
            "person": (*_OWN_ID, *_CONTACT_ID),
            **_PERSON,
            "name": (*_PERSON["name"], *_field("name")),
            **_ACCOUNT,
            "boss": _field("reports_to_id"),
            "boss_name": _field("report_to_name", "reports_to_name", "Reports To"),
            "owner": _ASSIGNED,
            **_STAMPS,
        },
        needs=(("person", "name", "last_name"), ("name", "first_name", "last_name")),
        signs=(_field("last_name"), (*_field("reports_to_id", "report_to_name", "Reports To"), *_ASSIGNED)),
    ),
    Shape(
        "accounts",
        names=("account",),
        fields={"account": (*_OWN_ID, *_ACCOUNT_ID), "name": _field("name", "account_name"), **_STAMPS},
        needs=(("account", "name"), ("name",)),
        signs=(_field("account_type", "billing_address_street"), _field("name", "account_name")),
    ),
)  # fmt: skip
"""The modules that are read, and what their files are called and hold; those that go first are looked for first."""

_TYPE_OF = {"opportunities": "deals", "opportunity": "deals", "contacts": "people", "contact": "people"}


@encoded
def suitecrm(
    path: str | Path,
    *,
    infer: bool = True,
    account_contacts: bool = False,
    day_first: bool | None = None,
    as_of: Any = None,
    assumptions: Assumptions | None = None,
    encoding: str | None = None,
) -> StakeholderGraph:
    r"""Read a SuiteCRM or SugarCRM export.

    Parameters
    ----------
    path : str or pathlib.Path
        A folder or zip of CSV files, or a workbook: exports of contacts, opportunities, accounts, meetings, calls and
        tasks, and the tables that link them: opportunities_contacts with the contact roles, accounts_contacts,
        accounts_opportunities, meetings_contacts, calls_contacts. Headers may be the tables' (`sales_stage`) or labels.
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
        By deal, with SuiteCRM's own ids, as `read.salesforce` makes it: a contact on two deals is two people. Its
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
    - Exports of modules alone do not say who is on which opportunity: that is in opportunities_contacts. Without it,
      `account_contacts` takes the contacts of the account.
    - `reports_to_id` says who reports to whom.
    - Whether an opportunity is won is read from its sales stage; with `infer=False` it is unknown.
    - Rows of links that are deleted, and meetings that a contact declined, are left out. Users of
      ours in meetings_users and calls_users took part, unless they declined.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from influence.read import suitecrm
    >>> files = {
    ...     "contacts": "id,first_name,last_name,title,reports_to_id\nc1,Ann,Lee,CFO,\nc2,Bo,Wu,Engineer,c1\n",
    ...     "opportunities": "id,name,sales_stage,amount\no1,Press line,Closed Won,120000\n",
    ...     "opportunities_contacts": "contact_id,opportunity_id,contact_role\n"
    ...     "c1,o1,Primary Decision Maker\nc2,o1,Technical Evaluator\n",
    ... }
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     sizes = [(pathlib.Path(folder) / f"{name}.csv").write_text(text) for name, text in files.items()]
    ...     graph = suitecrm(folder)
    >>> graph.seats[["deal", "role", "person"]].to_numpy().tolist()
    [['o1', 'decision_maker', 'c1'], ['o1', 'evaluator', 'c2']]
    >>> graph.relationships[["source", "target", "kind"]].to_numpy().tolist()
    [['c2', 'c1', 'reports_to']]
    """
    choices, taker = Choices(infer, account_contacts, day_first, as_of, assumptions), NoteTaker()
    export = records_of(sheets_of(path, taker), SHAPES, taker)
    export.links = "table opportunities_contacts"
    drop_deleted(export, ("contact_accounts", "deal_accounts", "met", "colleagues", "meetings"))
    _drop_refused(export)
    take_apart(export)
    clean_ids(export)
    names_for_ids(export)
    bosses_by_name_alone(export)
    accounts_by_name(export)
    adopt(export, "contact_accounts", "people", "account")
    adopt(export, "deal_accounts", "deals", "account")
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


def _drop_refused(export: Export) -> None:
    """Leave out the invitations to meetings that a contact declined."""
    if export.has("met", "status"):
        export.drop("met", declined_by(export, "met"), say("declined the meeting"))

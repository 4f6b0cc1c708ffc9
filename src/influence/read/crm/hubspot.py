"""HubSpot: its exports of contacts, deals and associations, its properties and the tables of a warehouse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.crm.activities import meet
from influence.read.crm.assembly import Choices, graph_of
from influence.read.crm.ids import clean_ids, follow_merged
from influence.read.crm.joined_reports import (
    adopt,
    bosses_by_labels,
    first_accounts,
    ids_alone,
    list_roles,
    names_for_ids,
    owners_and_accounts_by_id,
    say_stages,
    settle_lists,
    split_roles,
    take_apart,
)
from influence.read.crm.records import Export, Shape, records_of
from influence.read.crm.values import read_times, texts
from influence.read.files.sheets import sheets_of
from influence.tables.assumptions import Assumptions
from influence.tables.spelling import plain


def _property(name: str, *labels: str) -> tuple[str, ...]:
    """The headers of a property: as the API names it, as a warehouse does, and as exports label it."""
    return (name, f"property_{name}", *labels)


_OWN_ID = _property("hs_object_id", "Record ID", "id")
_CONTACT_ID = ("Record ID - Contact", "Contact Record ID", "Contact ID", "contact_id", "vid")
_DEAL_ID = ("Record ID - Deal", "Deal Record ID", "Deal ID", "deal_id")
_COMPANY_ID = ("Record ID - Company", "Company Record ID", "Company ID", "company_id")
_DEAL_NAME = _property("dealname", "Deal Name", "Deal")
_DEALS = ("Associated Deal IDs", "associated_deal_ids", "Associated Deals IDs", "Deal IDs")
_DEAL_NAMES = ("Associated Deal", "Associated Deals", "Deal Names")
_CONTACTS = ("Associated Contact IDs", "associated_contact_ids", "Associated Contacts IDs", "Contact IDs")
_CONTACT_NAMES = ("Associated Contact", "Associated Contacts", "Contact Names")
_COMPANIES = (
    "Associated Company IDs (Primary)",
    "Primary Associated Company ID",
    *_property("associatedcompanyid", "Associated Company IDs", "Associated Company ID", "associated_company_ids"),
)
_COMPANY_NAMES = (
    "Associated Company (Primary)",
    "Associated Company",
    *_property("company", "Company Name", "Company"),
)
_LABEL = ("label", "labels", "Association Label", "Association Labels", "association_type_label", "type_label")
_MERGED = ("hs_calculated_merged_vids", "hs_merged_object_ids")
_BEFORE = tuple(each for name in _MERGED for each in _property(name))
_STAMPS = {
    "deleted": ("is_deleted", "_fivetran_deleted", "archived", "isDeleted"),
    "created": _property("createdate", "Create Date", "created_at", "createdAt"),
    "modified": _property("lastmodifieddate", *_property("hs_lastmodifieddate"), "Last Modified Date", "updatedAt"),
}
_NAME_PARTS = {"first_name": _property("firstname", "First Name"), "last_name": _property("lastname", "Last Name")}
_OWNER = _property("hubspot_owner_id", "owner_id")
_PERSON = {
    "name": ("Contact Name", "Full Name", *_property("fullname")),
    **_NAME_PARTS,
    "title": _property("jobtitle", "Job Title"),
    "department": _property("department", "Department", *_property("job_function", "Job Function")),
    "email": _property("email", "Email"),
    "standing": _property("hs_buying_role", "Buying Role", "Buying Roles"),
    "touches": _property("num_contacted_notes", "Number of times contacted"),
}
_TOUCHED = _property("notes_last_contacted", *_property("notes_last_updated"), "Last Contacted", "Last Activity Date")
_STAGE = {
    "stage": _property("dealstage", "Deal Stage", "deal_pipeline_stage_id"),
    "amount": _property("amount", "Amount", "Amount in company currency"),
    "currency": _property("deal_currency_code", "Currency", "Deal Currency"),
    "close_date": _property("closedate", "Close Date"),
    "won": _property("hs_is_closed_won", "Is Closed Won"),
    "closed": _property("hs_is_closed", "Is Deal Closed?", "Is Closed", "Is Deal Closed"),
}
_ACCOUNT = {"account": _COMPANIES, "account_name": _COMPANY_NAMES}
_ENGAGEMENT = ("engagement_id", "Engagement ID", "Activity ID")
_CALL, _MEETING, _TASK = (_property(f"hs_{each}") for each in ("call_status", "meeting_outcome", "task_status"))
_STATUS = (*_CALL, *_MEETING, *_TASK, "Call status", "Meeting outcome", "Task status", "Status")

SHAPES = (
    Shape(
        "",
        names=(
            "ticket", "lead", "lineitem", "product", "quote", "list", "form", "workflow", "property", "propertyoption",
            "dealpipeline", "contactlist", "contactlistmember", "emailcampaign", "emailevent", "propertyhistory",
            "contactpropertyhistory", "dealpropertyhistory", "companypropertyhistory", "engagementcompany", "team",
            "engagementnote", "note",
        ),
    ),
    Shape(
        "report",
        fields={
            "deal": _DEAL_ID,
            "deal_name": _DEAL_NAME,
            "deal_owner": ("Deal owner ID", "Deal owner"),
            "person": _CONTACT_ID,
            **_PERSON,
            "owner": ("Contact owner ID", "Contact owner"),
            "last_touch": _TOUCHED,
            "role": _LABEL,
            **_ACCOUNT,
            **_STAGE,
        },
        needs=(("deal", "deal_name"), ("person", "name", "first_name", "last_name")),
        signs=((*_DEAL_ID, "Deal Name"), (*_CONTACT_ID, "Contact Name"), ("First Name", "Last Name", "Contact Name")),
    ),
    Shape(
        "stages",
        names=("dealpipelinestage", "pipelinestage", "dealstage", "stage"),
        fields={
            "stage": ("stage_id", "Stage ID", "id"),
            "name": ("label", "Stage Label", "Stage Name", "name"),
            "won": ("closed_won", "is_closed_won", "is_won"),
            "closed": ("is_closed", "closed"),
        },
        needs=(("stage",), ("name", "won", "closed")),
        signs=(("stage_id", "Stage ID"), ("label", "Stage Label"), ("pipeline_id", "display_order")),
    ),
    Shape(
        "members",
        names=("owner", "user"),
        fields={
            "member": ("owner_id", "Owner ID", "hubspot_owner_id", "id", "User ID"),
            "name": ("name", "Full Name", "Owner name"),
            "first_name": ("first_name", "firstName", "First Name"),
            "last_name": ("last_name", "lastName", "Last Name"),
            "title": ("Job Title", "jobtitle"),
            "created": _STAMPS["created"],
        },
        needs=(("member",), ("name", "first_name", "last_name")),
        signs=(("owner_id", "Owner ID"), ("active_user_id", "portal_id", "userId")),
    ),
    Shape(
        "met",
        names=("engagementcontact",),
        fields={"activity": _ENGAGEMENT, "person": _CONTACT_ID},
        needs=(("activity",), ("person",)),
        signs=(_ENGAGEMENT, _CONTACT_ID),
    ),
    Shape(
        "met_about",
        names=("engagementdeal",),
        fields={"activity": _ENGAGEMENT, "deal": _DEAL_ID},
        needs=(("activity",), ("deal",)),
        signs=(_ENGAGEMENT, _DEAL_ID),
    ),
    Shape(
        "meetings",
        names=(
            "engagement", "engagementcall", "engagementmeeting", "engagementemail", "engagementtask", "activity",
            "call", "meeting", "email", "task",
        ),
        fields={
            "activity": (*_ENGAGEMENT, *_OWN_ID),
            "member": (*_OWNER, "Activity assigned to", "Owner"),
            "date": _property("hs_timestamp", "timestamp", "Activity date", "occurred_timestamp"),
            "status": _STATUS,
            "people": _CONTACTS,
            "deals": _DEALS,
            "deleted": _STAMPS["deleted"],
        },
        needs=(("activity",), ("member", "date")),
        signs=((*_ENGAGEMENT, *_property("hs_timestamp"), "Activity date"), (*_STATUS, "Activity assigned to")),
    ),
    Shape(
        "relationships",
        names=("contactcontact", "contacttocontact", "contactassociation"),
        fields={
            "one": ("from_contact_id", "from_id", "fromObjectId", "From Record ID", *_CONTACT_ID, "Record ID"),
            "two": ("to_contact_id", "to_id", "toObjectId", "To Record ID", "associated_contact_id", *_CONTACTS),
            "label": _LABEL,
            "label_of_one": ("from_label", "From Label", "inverse_label"),
            "label_of_two": ("to_label", "To Label"),
        },
        needs=(("one",), ("two",), ("label", "label_of_one", "label_of_two")),
        signs=(
            ("from_contact_id", *_CONTACT_ID),
            ("to_contact_id", "associated_contact_id"),
            ("to_label", *_LABEL),
        ),
    ),
    Shape(
        "roles",
        names=(
            "dealcontact", "contactdeal", "dealtocontact", "contacttodeal", "association", "dealcontactassociation",
            "contactdealassociation", "dealassociation",
        ),
        fields={
            "deal": (*_DEAL_ID, *_DEALS),
            "person": (*_CONTACT_ID, *_CONTACTS),
            "role": _LABEL,
            "deleted": _STAMPS["deleted"],
        },
        needs=(("deal",), ("person",)),
        signs=(_DEAL_ID, _CONTACT_ID),
    ),
    Shape(
        "deal_companies",
        names=("dealcompany", "companydeal", "dealtocompany", "companytodeal"),
        fields={"deal": _DEAL_ID, "account": _COMPANY_ID},
        needs=(("deal",), ("account",)),
        signs=(_DEAL_ID, _COMPANY_ID),
    ),
    Shape(
        "contact_companies",
        names=("contactcompany", "companycontact", "contacttocompany", "companytocontact"),
        fields={"person": _CONTACT_ID, "account": _COMPANY_ID},
        needs=(("person",), ("account",)),
        signs=(_CONTACT_ID, _COMPANY_ID),
    ),
    Shape(
        "people",
        names=("contact", "person"),
        fields={
            "person": (*_CONTACT_ID, *_OWN_ID),
            **_PERSON,
            **_ACCOUNT,
            "owner": (*_OWNER, "Contact owner"),
            "last_touch": _TOUCHED,
            "deals": (*_DEALS, *_DEAL_ID),
            "deal_names": (*_DEAL_NAMES, *_DEAL_NAME),
            "before": (*_BEFORE, "Merged Contact IDs", "Merged vids", "Merged object IDs"),
            **_STAMPS,
        },
        needs=(("person", "name", "first_name", "last_name"), ("person", "deals", "deal_names")),
        signs=(
            (*_NAME_PARTS["first_name"], *_NAME_PARTS["last_name"], *_PERSON["standing"]),
            (*_CONTACT_ID, *_OWN_ID, *_PERSON["standing"], *_DEALS, *_DEAL_NAMES),
        ),
    ),
    Shape(
        "deals",
        names=("deal",),
        fields={
            "deal": (*_DEAL_ID, *_OWN_ID),
            "name": _DEAL_NAME,
            **_ACCOUNT,
            **_STAGE,
            "owner": (*_OWNER, "Deal owner"),
            "last_touch": _TOUCHED,
            "people": (*_CONTACTS, *_CONTACT_ID),
            "person_names": (*_CONTACT_NAMES, "Contact Name"),
            "before": (*_BEFORE, "Merged Deal IDs", "Merged object IDs"),
            **_STAMPS,
        },
        needs=(("deal", "name"), ("name", "stage", "people", "amount")),
        signs=(_DEAL_NAME, (*_STAGE["stage"], *_STAGE["amount"], *_STAGE["close_date"], "Pipeline")),
    ),
    Shape(
        "accounts",
        names=("company",),
        fields={
            "account": (*_COMPANY_ID, *_OWN_ID),
            "name": _property("name", "Company Name", "property_name"),
            **_STAMPS,
        },
        needs=(("account",), ("name",)),
        signs=(("Company name", "property_name"), (*_COMPANY_ID, *_OWN_ID)),
    ),
)  # fmt: skip
"""The objects that are read, and what their files are called and hold; those that go first are looked for first."""

LABELLED_SECOND = 0.7
"""How sure we are that the only label of an association says what its second contact is to the first (ours)."""
_NO_LABEL = frozenset(map(plain, ("", "deal to contact", "contact to deal", "unlabeled", "unlabelled")))


def hubspot(
    path: str | Path,
    *,
    infer: bool = True,
    account_contacts: bool = False,
    day_first: bool | None = None,
    as_of: Any = None,
    assumptions: Assumptions | None = None,
) -> StakeholderGraph:
    """Read a HubSpot export.

    Parameters
    ----------
    path : str or pathlib.Path
        A folder or zip of CSV files, a workbook, or one file: exports of contacts and deals with their associations in
        columns ("Associated Deal IDs", joined by ";") or in a file, one export of contacts with their deals and buying
        roles, or a warehouse's tables (`deal_contact`, `deal_pipeline_stage`, `engagement_contact`, `owner`, ...).
        Headers may be labels ("Job Title"), the API's (`jobtitle`) or a warehouse's (`property_jobtitle`).
    infer : bool
        Whether buying roles of contacts, titles, markers in names, names of stages and numbers of activities are read
        for what they suggest. All of it is noted, and has evidence grade 4.
    account_contacts : bool
        Whether a deal on which nobody is has all contacts of its company for people.
    day_first : bool, optional
        Whether 3/4/2024 is in April. Only asked where no date of the column tells; unknown then, if nobody does.
    as_of : str, datetime.date or pandas.Timestamp, optional
        The day the export describes; without it, what a report says above its table, else the latest day of anything
        that has happened.
    assumptions : Assumptions, optional
        What the model assumes where no source gives a number.

    Returns
    -------
    StakeholderGraph
        By deal, with HubSpot's own ids, as `read.salesforce` makes it: a contact on two deals is two people. Its
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
    - A buying role is of the contact and not of a deal. It counts on all deals of the contact, noted with a confidence
      of 0.5, or 0.7 where there is one deal (ours), but not where an association label says a role of that deal; with
      `infer=False` nowhere. A champion gets no seat, but a claim to want us to win (rule 000-5 asks for more).
    - Labels of two contacts: manager and employee say who reports to whom. A single label is taken as what the second
      is to the first, with 0.7 (ours), unless `infer` is off; all other labels are left out.
    - A contact that HubSpot has merged into another is read as that one, on its deals too.
    - Where no association is of a contact and a deal of the files, the ids on them are read alone.
    - "Number of times contacted" and the last contact count as the deal owner's, else as the contact owner's.
    - Names stand in for ids where there are none; for the rest see `read.salesforce`.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from influence.read import hubspot
    >>> export = '''Record ID,First Name,Last Name,Job Title,Buying Role,Associated Deal IDs,Associated Deal
    ... 1,Ann,Lee,CFO,BUDGET_HOLDER;CHAMPION,7,Press line
    ... 2,Bo,Wu,Engineer,,7;8,Press line;Old line
    ... '''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "contacts.csv"
    ...     size = file.write_text(export)
    ...     graph = hubspot(file)
    >>> graph
    StakeholderGraph: 2 deals, 3 people, 1 seat
    >>> graph.people[["deal", "person", "name"]].to_numpy().tolist()
    [['7', '1', 'Ann Lee'], ['7', '2', 'Bo Wu'], ['8', '2', 'Bo Wu']]
    """
    choices, taker = Choices(infer, account_contacts, day_first, as_of, assumptions), NoteTaker()
    export = records_of(sheets_of(path, taker), SHAPES, taker)
    export.links = "associations"
    take_apart(export)
    clean_ids(export)
    read_times(export)
    names_for_ids(export)
    say_stages(export)
    list_roles(export)
    _label(export, infer)
    follow_merged(export)
    settle_lists(export)
    split_roles(export, _NO_LABEL)
    ids_alone(export)
    meet(export)
    bosses_by_labels(export)
    adopt(export, "deal_companies", "deals", "account")
    adopt(export, "contact_companies", "people", "account")
    first_accounts(export)
    owners_and_accounts_by_id(export)
    return graph_of(export, choices)


def _label(export: Export, infer: bool) -> None:
    """A label alone is what the second contact is to the first, as HubSpot writes it; left out unless inferred."""
    if not export.has("relationships", "label"):
        return
    relationships = export.records["relationships"]
    alone = relationships["label"].notna()
    for each in ("label_of_one", "label_of_two"):
        alone &= texts(export, "relationships", each).isna()
    if not infer:
        export.drop("relationships", alone.to_numpy(), "does not say which of the two its label describes")
        return
    cells = {
        "table": "relationships",
        "row": relationships["one"][alone],
        "column": "kind",
        "confidence": LABELLED_SECOND,
    }
    source = [f"{each}: the label, taken as the second contact's" for each in relationships["label"][alone]]
    export.note("relationships", alone.to_numpy(), "inferred", source=source, **cells)
    relationships["label_of_two"] = texts(export, "relationships", "label_of_two").mask(alone, relationships["label"])

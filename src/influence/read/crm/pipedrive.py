"""Pipedrive: its exports of deals, people, organizations and activities, and the fields of its API as CSV files.

Its help pages show no full list of an export's headers: they are those that public programs which read such exports
expect ("Deal - Title", "Deal - Currency of value", "Deal - Closed on", "Deal - Lost time", "Deal - Deal created").
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.crm.assembly import Choices, graph_of
from influence.read.crm.ids import clean_ids
from influence.read.crm.joined_reports import names_for_ids, owners_and_accounts_by_id, say_stages, take_apart
from influence.read.crm.joint_activities import meet
from influence.read.crm.links_by_name import accounts_by_name, contacts_by_account, owners_by_name, roles_by_name
from influence.read.crm.lists import join_participants, list_roles, read_lists, settle_lists
from influence.read.crm.records import Export, Shape, records_of
from influence.read.crm.states import drop_inactive, say_done, say_outcomes
from influence.read.crm.values import said
from influence.read.files.detection import encoded
from influence.read.files.sheets import sheets_of
from influence.tables.assumptions import Assumptions
from influence.tables.language import say


def _of(thing: str, *labels: str) -> tuple[str, ...]:
    """The headers of a field as exports label them: with what it belongs to before it, and without."""
    return (*(f"{thing} - {label}" for label in labels), *labels)


def _lookup(name: str) -> tuple[str, ...]:
    """The headers of another record's id, as the API writes it and as tools flatten it."""
    return (f"{name}.value", f"{name}__value", f"{name}_value", name)


def _only(thing: str, *labels: str) -> tuple[str, ...]:
    """The headers of a field that name what it belongs to."""
    return tuple(f"{thing} - {label}" for label in labels)


_DEAL_ID = (*_only("Deal", "ID", "System ID", "Pipedrive System ID"), "deal_id")
_PERSON_ID = (*_only("Person", "ID", "System ID", "Pipedrive System ID"), *_lookup("person_id"))
_ORGANIZATION_ID = (*_only("Organization", "ID", "System ID", "Pipedrive System ID"), *_lookup("org_id"))
_OWN_ID = ("ID", "id")
_STAMPS = {
    "created": ("add_time", *_of("Deal", "Deal created", "Creation date"), *_only("Person", "Person created")),
    "modified": ("update_time",),
    "deleted": ("deleted", "is_deleted"),
}
_PERSON = {
    "name": ("Person - Name",),
    "first_name": ("Person - First name", "First name", "first_name"),
    "last_name": ("Person - Last name", "Last name", "last_name"),
    "title": (*_of("Person", "Job title", "Position"), "job_title"),
    "email": (
        *_of("Person", "Email - Work", "Email (Work)", "Email", "Email - Other", "Email - Home"),
        "primary_email",
    ),
    "standing": (*_of("Person", "Buying role"), "buying_role"),
    "touches": (*_of("Person", "Done activities"), "done_activities_count"),
}
_TOUCHED = (*_of("Person", "Last activity date"), "last_activity_date")
_DEAL_NAME = (*_of("Deal", "Title"), "title")
_STAGE = {
    "stage": (*_of("Deal", "Stage", "Stage (pipeline)"), "stage_id"),
    "amount": (*_of("Deal", "Value"), "value"),
    "currency": (*_of("Deal", "Currency of Value", "Currency"), "currency"),
    "close_date": (
        *_of("Deal", "Expected close date", "Closed on", "Won time", "Lost time"),
        "expected_close_date",
        "close_time",
    ),
    "status": (*_of("Deal", "Status"), "status"),
}
_CONTACT = (*_of("Deal", "Contact person"), "Person - Name", "person_name", "person_id.name", "person_id__name")
_DEAL_ORGANIZATION = (*_of("Deal", "Organization"), "Organization - Name", "org_name", "org_id.name", "org_id__name")
_PERSON_ORGANIZATION = (
    *_of("Person", "Organization"),
    "Organization - Name",
    "org_name",
    "org_id.name",
    "org_id__name",
)
_OWNER = (*_lookup("user_id"), *_lookup("owner_id"), "owner_name")
_PARTICIPANTS = ("participants.person_id", "participants__person_id")
_SUBJECT = (*_of("Activity", "Subject"), "subject")

SHAPES = (
    Shape(
        "",
        names=(
            "lead", "product", "note", "file", "pipeline", "goal", "project", "dealproduct", "filter", "dealflow",
            "dealsflow", "customfieldsmapping", "mail", "mailmessage", "mailthread",
        ),
    ),
    Shape(
        "stages",
        names=("stage", "dealstage"),
        fields={"stage": ("stage_id", *_OWN_ID), "name": ("Stage - Name", "name")},
        needs=(("stage",), ("name",)),
        signs=(("pipeline_id", "pipeline_name"), ("deal_probability", "rotten_days", "rotten_flag", "order_nr")),
    ),
    Shape(
        "members",
        names=("user", "owner"),
        fields={"member": ("User - ID", "user_id", *_OWN_ID), "name": ("User - Name", "name")},
        needs=(("member",), ("name",)),
        signs=(("User - Name", "is_admin", "is_you", "locale"), ("name", "User - ID")),
    ),
    Shape(
        "roles",
        names=("dealsparticipant", "dealparticipant", "participant", "dealsperson", "dealperson", "dealcontact"),
        fields={
            "deal": _DEAL_ID,
            "person": _PERSON_ID,
            "deal_name": (*_only("Deal", "Title"), "deal_title", "Deal"),
            "person_name": ("Person - Name", "Participant", "Contact person", "person_name", "person_id.name"),
            "role": ("Role", "Participant role", "role"),
        },
        needs=(("deal", "deal_name"), ("person", "person_name")),
        signs=(("Participant", "Participant role"), (*_DEAL_ID, "Deal - Title")),
    ),
    Shape(
        "met",
        names=("activityparticipant", "activitiesparticipant", "activityperson", "activitiesperson"),
        fields={"activity": ("Activity - ID", "activity_id"), "person": _PERSON_ID},
        needs=(("activity",), ("person",)),
        signs=(("Activity - ID", "activity_id"), _PERSON_ID, ("primary_flag", "primary")),
    ),
    Shape(
        "meetings",
        names=("activity", "call", "meeting", "task", "email"),
        fields={
            "activity": ("Activity - ID", "activity_id", *_OWN_ID),
            "member": (*_of("Activity", "Assigned to user", "User", "Owner", "Creator"), *_OWNER),
            "date": (
                *_of("Activity", "Marked as done time", "Due date", "Date"), "marked_as_done_time", "due_date",
            ),
            "status": _of("Activity", "Done", "Status"),
            "type": (*_of("Activity", "Type"), "type"),
            "topic": _SUBJECT,
            "people": _PERSON_ID,
            "person_names": (*_of("Activity", "Contact person"), "Person - Name", "person_name"),
            "participants": (*_of("Activity", "Participants"), *_PARTICIPANTS),
            "deals": _DEAL_ID,
            "deal_names": (*_of("Activity", "Deal"), "Deal - Title", "deal_title"),
        },
        needs=(("activity", "date"), ("people", "person_names", "participants", "deals", "deal_names")),
        signs=(_SUBJECT, ("Activity - Type", "Activity - Done", "Activity - Due date", "done", "due_date", "Due date")),
    ),
    Shape(
        "report",
        fields={
            "deal": _DEAL_ID,
            "deal_name": _only("Deal", "Title"),
            "deal_owner": _only("Deal", "Owner"),
            "person": _PERSON_ID,
            **_PERSON,
            "owner": _only("Person", "Owner"),
            "last_touch": _TOUCHED,
            "account_name": _DEAL_ORGANIZATION,
            **_STAGE,
        },
        needs=(("deal", "deal_name"), ("person", "name", "first_name", "last_name")),
        signs=((*_only("Deal", "ID"), "Deal - Title"), _only("Person", "Name", "First name", "Last name", "ID")),
    ),
    Shape(
        "people",
        names=("person", "contact"),
        fields={
            "person": (*_PERSON_ID, *_OWN_ID),
            **_PERSON,
            "name": ("Person - Name", "name"),
            "account": _ORGANIZATION_ID,
            "account_name": _PERSON_ORGANIZATION,
            "owner": (*_of("Person", "Owner"), *_OWNER),
            "last_touch": _TOUCHED,
            "active": ("active_flag",),
            **_STAMPS,
        },
        needs=(("person", "name", "last_name"), ("name", "first_name", "last_name")),
        signs=(("Person - Name", "Person - First name", "Person - Last name"),),
    ),
    Shape(
        "deals",
        names=("deal",),
        fields={
            "deal": (*_DEAL_ID, *_OWN_ID),
            "name": _DEAL_NAME,
            "account": _ORGANIZATION_ID,
            "account_name": _DEAL_ORGANIZATION,
            **_STAGE,
            "owner": (*_of("Deal", "Owner"), *_OWNER),
            "owner_name": ("user_id.name", "user_id__name", "owner_id.name", "owner_name"),
            "last_touch": (*_of("Deal", "Last activity date"), "last_activity_date"),
            "people": (*_PERSON_ID, "Deal - Contact person ID", "Contact person ID"),
            "person_names": _CONTACT,
            "participants": (*_of("Deal", "Participants"), *_PARTICIPANTS),
            **_STAMPS,
        },
        needs=(("deal", "name"), ("name", "stage", "status", "amount")),
        signs=(_DEAL_NAME, ("Deal - Title", "Deal - Contact person", "person_id", "person_name", "stage_id")),
    ),
    Shape(
        "accounts",
        names=("organization", "organisation"),
        fields={
            "account": (*_ORGANIZATION_ID, *_OWN_ID),
            "name": ("Organization - Name", "name"),
            **_STAMPS,
        },
        needs=(("account", "name"), ("name",)),
        signs=(("Organization - Name",),),
    ),
)  # fmt: skip
"""The exports that are read, and what their files are called and hold; those that go first are looked for first."""


@encoded
def pipedrive(
    path: str | Path,
    *,
    infer: bool = True,
    account_contacts: bool = False,
    day_first: bool | None = None,
    as_of: Any = None,
    assumptions: Assumptions | None = None,
    encoding: str | None = None,
) -> StakeholderGraph:
    r"""Read a Pipedrive export.

    Parameters
    ----------
    path : str or pathlib.Path
        A folder or zip of CSV files, or a workbook: the exports of deals and of people, with those of organizations
        and activities where there are any; or one export of deals with columns of people. Headers may be labels
        ("Deal - Title", "Title") or the API's (`title`, `person_id`), with its lists of users, stages and participants.
    infer : bool
        Whether titles, markers in names, names of stages and numbers of activities are read for what they suggest. All
        of it is noted, and has evidence grade 4.
    account_contacts : bool
        Whether a deal on which nobody is has all contacts of its organization for people.
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
        By deal, with Pipedrive's own ids, as `read.salesforce` makes it: a contact on two deals is two people. Its
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
    - The contact person of a deal is on it, and so is every participant; Pipedrive has no role of a contact on a deal
      and no reporting lines, so seats and relationships are unknown unless a column "Buying role" was added.
    - Links are by name in exports. The only contact of that name is meant, or the only one at the deal's organization;
      where several are called so, the row is left out with a note.
    - Whether a deal is won, lost or open is its status; deleted deals and people are left out.
    - Activities count once they are done, with their contact person and with every participant: of the API's field
      `participants`, of a column of names joined by ";", or of a list `activity_participants`.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from influence.read import pipedrive
    >>> files = {
    ...     "people": "Person - ID,Person - Name,Person - Job title\n1,Ann Lee,CFO\n",
    ...     "deals": "Deal - ID,Deal - Title,Deal - Contact person,Deal - Status\n11,Press line,Ann Lee,Won\n",
    ... }
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     sizes = [(pathlib.Path(folder) / f"{name}.csv").write_text(text) for name, text in files.items()]
    ...     graph = pipedrive(folder)
    >>> graph.people[["deal", "person", "name", "title"]].to_numpy().tolist()
    [['11', '1', 'Ann Lee', 'CFO']]
    >>> graph.deals["outcome"].tolist()
    ['won']
    """
    choices, taker = Choices(infer, account_contacts, day_first, as_of, assumptions), NoteTaker()
    export = records_of(sheets_of(path, taker), SHAPES, taker)
    export.links = "contact persons"
    read_lists(export)
    _drop_deleted_deals(export)
    say_outcomes(export, won=("won",), lost=("lost",), still_open=("open",))
    take_apart(export)
    clean_ids(export)
    drop_inactive(export, "people")
    names_for_ids(export)
    say_stages(export)
    say_done(export)
    accounts_by_name(export)
    contacts_by_account(export)
    for kind in ("deals", "meetings"):
        join_participants(export, kind)
    roles_by_name(export)
    list_roles(export)
    settle_lists(export)
    meet(export)
    owners_by_name(export)
    owners_and_accounts_by_id(export)
    return graph_of(export, choices)


def _drop_deleted_deals(export: Export) -> None:
    """Leave out deals whose status says that they were deleted."""
    for kind in [each for each in ("deals", "report") if export.has(each, "status")]:
        export.drop(kind, said(export, kind, "status").eq("deleted").to_numpy(dtype=bool), say("is deleted"))

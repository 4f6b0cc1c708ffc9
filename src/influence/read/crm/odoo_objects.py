"""The models of Odoo that are read, what their files are called and which headers they have."""

from __future__ import annotations

from influence.read.crm.records import Shape


def _linked(field: str, *labels: str) -> tuple[str, ...]:
    """The headers of another record's id, technical and as labels."""
    names = (field, *labels)
    return (
        *(f"{name}/id" for name in names),
        *(f"{name}/{end}" for name in names for end in ("External ID", "ID", ".id")),
    )


def _named(field: str, *labels: str) -> tuple[str, ...]:
    """The headers of what another record is called."""
    return tuple(f"{name}{end}" for name in (field, *labels) for end in ("", "/Name", "/Display Name", "/display_name"))


_OWN_ID = ("External ID", "id", ".id", "ID")
STAMPS = {"created": ("create_date", "Created on"), "modified": ("write_date", "Last Updated on")}
_SALESPERSON = (*_linked("user_id", "Salesperson"), *_named("user_id", "Salesperson"))
_CUSTOMER = ("partner_id", "Customer", "Contact", "Partner")
_ATTENDEES = ("partner_ids", "Attendees")
_CHILDREN = ("child_ids", "Contacts", "Contact")
_COMPANY = ("parent_id", "Related Company", "Parent Company", "Company")
PERSON = {
    "title": ("function", "Job Position"),
    "email": ("email", "email_from", "Email"),
}

SHAPES = (
    Shape(
        "",
        names=(
            "mailactivity", "mailmessage", "saleorder", "crmteam", "crmstage", "crmtag",
            "hremployee", "employee", "accountmove", "producttemplate", "respartnercategory", "crmlostreason",
        ),
    ),
    Shape(
        "members",
        names=("resuser", "user"),
        fields={
            "member": _OWN_ID,
            "name": ("name", "Name", "Display Name", "display_name"),
            "title": PERSON["title"],
            "partner": _linked("partner_id", "Related Partner"),
        },
        needs=(("member",), ("name",)),
        signs=(("login", "Login"), ("name", "Name")),
    ),
    Shape(
        "invited",
        names=("calendarattendee", "attendee"),
        fields={
            "activity": _linked("event_id", "Meeting linked"),
            "person": _linked("partner_id", "Attendee", "Contact"),
            "status": ("state", "Status"),
        },
        needs=(("activity",), ("person",)),
        signs=(_linked("event_id", "Meeting linked"), _linked("partner_id", "Attendee", "Contact")),
    ),
    Shape(
        "meetings",
        names=("calendarevent", "meeting", "event"),
        fields={
            "activity": _OWN_ID,
            "name": ("name", "Meeting Subject", "Subject"),
            "topic": ("name", "Meeting Subject", "Subject"),
            "member": (*_linked("user_id", "Organizer"), *_named("user_id", "Organizer")),
            "date": ("start", "start_datetime", "start_date", "Start", "Start Date"),
            "people": _linked(*_ATTENDEES),
            "person_names": _named(*_ATTENDEES),
            "deals": _linked("opportunity_id", "Opportunity"),
            "deal_names": _named("opportunity_id", "Opportunity"),
            "active": ("active", "Active"),
        },
        needs=(("activity", "name"), ("date",), ("people", "person_names")),
        signs=((*_linked(*_ATTENDEES), *_named(*_ATTENDEES)), ("start", "Start", "Start Date", "start_date")),
    ),
    Shape(
        "deals",
        names=("lead", "crmlead", "opportunity", "leadopportunity", "pipeline"),
        fields={
            "deal": _OWN_ID,
            "name": ("Opportunity", "Opportunity/Name", "name", "Opportunity Name", "Name"),
            "customer": (*_linked(*_CUSTOMER),),
            "customer_name": _named(*_CUSTOMER),
            "contact_name": ("contact_name", "Contact Name"),
            "account_name": ("partner_name", "Company Name", "Customer Company"),
            **PERSON,
            "stage": (*_named("stage_id", "Stage"),),
            "amount": ("expected_revenue", "Expected Revenue", "planned_revenue", "Expected Revenues"),
            "currency": _named("company_currency", "Currency"),
            "close_date": ("date_deadline", "Expected Closing", "date_closed", "Closed Date"),
            "status": ("won_status", "Won/Lost", "Is Won"),
            "active": ("active", "Active"),
            "type": ("type", "Type"),
            "owner": _SALESPERSON,
            "owner_name": _named("user_id", "Salesperson"),
            **STAMPS,
        },
        needs=(("deal", "name"), ("name", "stage", "amount"), ("stage", "amount", "customer", "customer_name")),
        signs=(
            ("Opportunity", "stage_id", "stage_id/id", "expected_revenue", "Expected Revenue", "planned_revenue"),
            ("Stage", "stage_id", "stage_id/id", "Salesperson", "user_id", "user_id/id", "date_deadline"),
        ),
    ),
    Shape(
        "partners",
        names=("respartner", "partner", "contact", "customer"),
        fields={
            "person": _OWN_ID,
            "name": ("name", "Name"),
            "display_name": ("display_name", "Display Name", "complete_name", "Complete Name"),
            **PERSON,
            "child": _linked(*_CHILDREN),
            "child_name": tuple(f"{each}/{end}" for each in _CHILDREN for end in ("name", "Name")),
            **{f"child_{field}": tuple(f"{each}/{name}" for each in _CHILDREN for name in names)
               for field, names in PERSON.items()},
            "parent": _linked(*_COMPANY),
            "parent_name": (*_named(*_COMPANY), "parent_name", "Parent name"),
            "account_name": ("commercial_company_name", "company_name", "Company Name", "Company Name Entity"),
            "is_company": ("is_company", "Is a Company"),
            "company_type": ("company_type", "Company Type"),
            "active": ("active", "Active"),
            "owner": _SALESPERSON,
            **STAMPS,
        },
        needs=(("person", "name", "display_name"), ("name", "display_name")),
        signs=(
            ("name", "Name", "display_name", "Display Name"),
            ("is_company", "Is a Company", "company_type", "Company Type", "parent_id", "parent_id/id",
             "Related Company", "Related Company/External ID"),
        ),
    ),
)  # fmt: skip
"""The models that are read, and what their files are called and hold; those that go first are looked for first."""

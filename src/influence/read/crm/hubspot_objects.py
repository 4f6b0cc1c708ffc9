"""The objects of HubSpot that are read, what their files are called and which headers they have."""

from __future__ import annotations

from influence.read.crm.records import Shape


def _property(name: str, *labels: str) -> tuple[str, ...]:
    """The headers of a property: as the API names it (what warehouses add is taken off: `records.bare`), its labels."""
    return (name, *labels)


_OWN_ID = _property("hs_object_id", "Record ID", "id")
_CONTACT_ID = ("Record ID - Contact", "Contact Record ID", "Contact ID", "contact_id", "vid")
_DEAL_ID = ("Record ID - Deal", "Deal Record ID", "Deal ID", "deal_id")
_COMPANY_ID = ("Record ID - Company", "Company Record ID", "Company ID", "company_id")
_DEAL_NAME = _property("dealname", "Deal Name", "Deal")
_DEALS = ("Associated Deal IDs", "associated_deal_ids", "Associated Deals IDs", "Deal IDs", "deals")
_DEAL_NAMES = ("Associated Deal", "Associated Deals", "Deal Names")
_CONTACTS = (
    "Associated Contact IDs",
    "associated_contact_ids",
    "Associated Contacts IDs",
    "Contact IDs",
    "associatedvids",
    "contacts",
)
_CONTACT_NAMES = ("Associated Contact", "Associated Contacts", "Contact Names")
_COMPANIES = (
    "Associated Company IDs (Primary)",
    "Primary Associated Company ID",
    *_property("associatedcompanyid", "Associated Company IDs", "Associated Company ID", "associated_company_ids"),
    "associatedcompanyids",
    "companies",
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
_BUYING_ROLE = _property(
    "hs_buying_role", "Buying Role", "Buying Roles", "Buying Group Role", "Buying Group Roles", "Role in Buying Group"
)
_PERSON = {
    "name": ("Contact Name", "Full Name", *_property("fullname")),
    **_NAME_PARTS,
    "title": _property("jobtitle", "Job Title"),
    "department": _property("department", "Department", *_property("job_function", "Job Function")),
    "email": _property("email", "Email"),
    "standing": _BUYING_ROLE,
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
_SUBJECT = (
    *(f"hs_{each}" for each in ("call_title", "meeting_title", "email_subject", "task_subject")),
    *("Call Title", "Meeting Name", "Meeting title", "Email Subject", "Task Title", "Subject"),
)
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
            "type": ("engagement_type", "type", "Activity type", *_property("hs_engagement_type", "hs_activity_type")),
            "topic": _SUBJECT,
            "members": _property("hs_attendee_owner_ids", "Attendee owners"),
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
    # The lists of a deal and of a contact as tables of their own: of dlt, and last of Stitch.
    Shape(
        "roles",
        names=("dealscontact",),
        fields={"deal": ("value",), "person": ("contacts_id",)},
        needs=(("deal",), ("person",)),
    ),
    Shape(
        "roles",
        names=("contactsdeal",),
        fields={"deal": ("deals_id",), "person": ("value",)},
        needs=(("deal",), ("person",)),
    ),
    Shape(
        "roles",
        names=("dealsassociationsassociatedvid", "dealassociationsassociatedvid"),
        fields={"deal": ("_sdc_source_key_dealid",), "person": ("value",)},
        needs=(("deal",), ("person",)),
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
            "role": (*_LABEL, *_BUYING_ROLE),
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
            "name": ("name", "Company Name"),
            **_STAMPS,
        },
        needs=(("account",), ("name",)),
        signs=(("Company name", "property_name"), (*_COMPANY_ID, *_OWN_ID)),
    ),
)  # fmt: skip
"""The objects that are read, and what their files are called and hold; those that go first are looked for first."""

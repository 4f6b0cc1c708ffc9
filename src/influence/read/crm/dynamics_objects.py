"""The tables of Dynamics that are read, what their files are called and which headers they have."""

from __future__ import annotations

from influence.read.crm.records import Shape

_SHOWN = "@OData.Community.Display.V1.FormattedValue"
_KIND = "@Microsoft.Dynamics.CRM.lookuplogicalname"


def _lookup(*names: str) -> tuple[str, ...]:
    """The headers of what refers to another record: as the Web API names it, and as the tables do."""
    return tuple(header for name in names for header in (f"_{name}_value", name))


def _shown(*names: str) -> tuple[str, ...]:
    """The headers of what the record referred to is called."""
    return tuple(header for name in names for header in (f"_{name}_value{_SHOWN}", f"{name}{_SHOWN}", f"{name}name"))


def _own(name: str, *ids: str) -> tuple[str, ...]:
    """The headers of a record's own id; the first is that of a file made to be imported again."""
    return (f"(Do Not Modify) {name}", *ids)


def _kind_of(name: str) -> tuple[str, ...]:
    return (f"_{name}_value{_KIND}", f"{name}_entitytype", f"{name}type")


_STAMPS = {
    "created": ("createdon", "Created On"),
    "modified": ("modifiedon", "Modified On", "(Do Not Modify) Modified On"),
}
_OWNER = (*_lookup("ownerid"), *_shown("ownerid"), "Owner")
_STATE = ("statecode", "Status", f"statecode{_SHOWN}")
_CONTACT, _OPPORTUNITY = (
    (*_own("Contact", "contactid"), "Contact ID"),
    (*_own("Opportunity", "opportunityid"), "Opportunity ID"),
)
_ENDS = (*_lookup("record1id"), "Connected From"), (*_lookup("record2id"), "Connected To", "Connected To (Name)")
_ROLES = tuple(
    (*_shown(f"record{number}roleid"), label, *_lookup(f"record{number}roleid"), *more)
    for number, label, more in ((1, "Role (From)", ()), (2, "Role (To)", ("As this role", "Role")))
)
_TYPES = tuple(
    (f"record{number}objecttypecode", *_kind_of(f"record{number}id"), f"Type ({end})")
    for number, end in ((1, "From"), (2, "To"))
)
_ACTIVITIES = ("Phone Call", "Appointment", "Email", "E-mail", "Task", "Activity")

SHAPES = (
    Shape(
        "",
        names=(
            "lead", "competitor", "quote", "salesorder", "invoice", "campaign", "incident", "product", "goal", "team",
            "opportunityproduct", "pricelevel", "hiddendatasheet", "businessunit", "customeraddress", "annotation",
            "orgchart", "msdynorgchart",
        ),
    ),
    Shape(
        "role_names",
        names=("connectionrole",),
        fields={"role": _own("Connection Role", "connectionroleid"), "name": ("name", "Name")},
        needs=(("role",), ("name",)),
        signs=(("connectionroleid", "(Do Not Modify) Connection Role"), ("name",)),
    ),
    Shape(
        "connections",
        names=("connection",),
        fields={
            "one": _ENDS[0],
            "two": _ENDS[1],
            "role_of_one": _ROLES[0],
            "role_of_two": _ROLES[1],
            "type_of_one": _TYPES[0],
            "type_of_two": _TYPES[1],
            "state": _STATE,
        },
        needs=(("one",), ("two",)),
        signs=_ENDS,
    ),
    Shape(
        "chart",
        names=("msdynorgchartnode", "orgchartnode"),
        fields={
            "node": _own("Org Chart Node", "msdyn_orgchartnodeid"),
            "person": (*_lookup("msdyn_contactid", "msdyn_contact"), "Contact"),
            "boss": (*_lookup("msdyn_parentid", "msdyn_parent"), "Reports to", "Parent"),
        },
        needs=(("person",), ("boss",)),
        signs=(("msdyn_orgchartnodeid", "(Do Not Modify) Org Chart Node"),),
    ),
    Shape(
        "met",
        names=("activityparty",),
        fields={
            "activity": _lookup("activityid"),
            "person": _lookup("partyid"),
            "type": ("partyobjecttypecode", *_kind_of("partyid")),
        },
        needs=(("activity",), ("person",)),
        signs=(_lookup("partyid"), _lookup("activityid")),
    ),
    Shape(
        "meetings",
        names=("phonecall", "appointment", "email", "task", "activitypointer", "activity", "meeting", "letter", "fax"),
        fields={
            "activity": ("activityid", *(each for name in _ACTIVITIES for each in _own(name))),
            "member": _OWNER,
            "date": (
                "actualend", "Actual End", "senton", "Date Sent", "scheduledend", "scheduledstart", "End Time",
                "Start Time", "Start Date", "Due Date", "Date", *_STAMPS["created"],
            ),
            "status": (*_STATE, "Activity Status"),
            "type": (f"activitytypecode{_SHOWN}", "activitytypecode", "Activity Type"),
            "topic": ("subject",),
            "about": (*_lookup("regardingobjectid"), *_shown("regardingobjectid"), "Regarding"),
            "about_type": ("regardingobjecttypecode", *_kind_of("regardingobjectid")),
            "person_names": ("To", "Call To", "Required Attendees", "Recipients", "Customers"),
        },
        needs=(("activity", "about"), ("member", "date")),
        signs=((*_lookup("regardingobjectid"), "Regarding"), ("activityid", "Activity Status", "Subject")),
    ),
    Shape(
        "members",
        names=("systemuser", "user"),
        fields={
            "member": (*_own("User", "systemuserid"), "User ID"),
            "name": ("fullname", "Full Name", "User"),
            "first_name": ("firstname", "First Name"),
            "last_name": ("lastname", "Last Name"),
            "title": ("title", "Title", "jobtitle", "Job Title"),
            **_STAMPS,
        },
        needs=(("member",), ("name", "first_name", "last_name")),
        signs=(("systemuserid", "(Do Not Modify) User"),),
    ),
    Shape(
        "deals",
        names=("opportunity", "openopportunity", "myopenopportunity"),
        fields={
            "deal": _OPPORTUNITY,
            "name": ("name", "Topic"),
            "account": _lookup("parentaccountid", "accountid"),
            "account_name": (*_shown("parentaccountid", "accountid"), "Account", "Potential Customer"),
            "customer": _lookup("customerid"),
            "contact": (*_lookup("parentcontactid", "contactid"), *_shown("parentcontactid"), "Contact"),
            "stage": (*_shown("salesstage"), "stepname", "Pipeline Phase", "Sales Stage"),
            "amount": ("estimatedvalue", "Est. Revenue", "Estimated Revenue", "totalamount"),
            "currency": (*_shown("transactioncurrencyid"), "isocurrencycode", "Currency"),
            "close_date": ("estimatedclosedate", "Est. Close Date", "Estimated Close Date", "actualclosedate"),
            "state": _STATE,
            "owner": _OWNER,
            **_STAMPS,
        },
        needs=(("deal", "name"), ("name", "stage", "amount", "state")),
        signs=(_OPPORTUNITY, ("name", "Topic")),
    ),
    Shape(
        "people",
        names=("contact", "activecontact", "myactivecontact"),
        fields={
            "person": _CONTACT,
            "name": ("fullname", "Full Name"),
            "first_name": ("firstname", "First Name"),
            "last_name": ("lastname", "Last Name"),
            "title": ("jobtitle", "Job Title"),
            "department": ("department", "Department"),
            "account": _lookup("parentcustomerid", "accountid"),
            "account_name": (*_shown("parentcustomerid"), "Company Name", "Account Name"),
            "boss": _lookup("parentcontactid"),
            "boss_name": ("managername", "Manager", "Reports To"),
            "email": ("emailaddress1", "Email", "E-mail"),
            "owner": _OWNER,
            "standing": (f"msdyn_decisioninfluencetag{_SHOWN}", "msdyn_decisioninfluencetag", "Decision influence tag"),
            **_STAMPS,
        },
        needs=(("person", "name", "last_name"), ("name", "first_name", "last_name")),
        signs=(_CONTACT, ("fullname", "Full Name", "lastname", "Last Name")),
    ),
    Shape(
        "accounts",
        names=("account", "activeaccount", "myactiveaccount"),
        fields={
            "account": (*_own("Account", "accountid"), "Account ID"),
            "name": ("name", "Account Name"),
            **_STAMPS,
        },
        needs=(("account",), ("name",)),
        signs=(("accountid", "(Do Not Modify) Account"), ("name", "Account Name")),
    ),
)  # fmt: skip
"""The tables that are read, and what their files are called and hold; those that go first are looked for first."""

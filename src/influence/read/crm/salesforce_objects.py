"""The objects of Salesforce that are read, what their files are called and which headers they have."""

from __future__ import annotations

from influence.read.crm.records import Shape

# Headers as the API names them; a warehouse's (account_id, stage_name) read the same once spelt plainly.
_STAMPS = {
    "deleted": ("IsDeleted", "Deleted", "_fivetran_deleted"),
    "created": ("CreatedDate", "Created Date"),
    "modified": ("SystemModstamp", "LastModifiedDate", "Last Modified Date"),
}
_MEASURES = {
    "support": ("ALTF__Status__c",),
    "influence": ("ALTF__Political__c",),
    "coverage": ("ALTF__Coverage__c",),
}
_ACCOUNT = {
    "account": ("AccountId", "Account ID", "Account.Id"),
    "account_name": ("Account Name", "Account.Name", "Account: Account Name"),
}
_NAME_PARTS = {
    "first_name": ("FirstName", "First Name", "Contact: First Name", "Contact.FirstName"),
    "last_name": ("LastName", "Last Name", "Contact: Last Name", "Contact.LastName"),
}
_OPPORTUNITY_ID = ("OpportunityId", "Opportunity ID", "Opportunity: Opportunity ID", "Opportunity.Id")
_OPPORTUNITY_NAME = ("Opportunity Name", "Opportunity: Opportunity Name", "Opportunity.Name")
_CONTACT_ID = ("ContactId", "Contact ID", "Contact: Contact ID", "Contact.Id")
_CONTACT_NAME = ("Contact Name", "Contact: Full Name", "Contact.Name")
_ROLE = ("Role", "Contact Role", "Contact Roles", "Opportunity Contact Role: Role")
_STAGE = {
    "stage": ("StageName", "Stage", "Opportunity.StageName", "Opportunity: Stage"),
    "amount": ("Amount", "Opportunity.Amount", "Opportunity: Amount", "Amount (converted)"),
    "currency": (
        "CurrencyIsoCode",
        "Amount Currency",
        "Opportunity.CurrencyIsoCode",
        "Opportunity Currency",
        "Currency",
        "Amount (converted) Currency",
    ),
    "close_date": ("CloseDate", "Close Date", "Opportunity.CloseDate", "Opportunity: Close Date"),
    "won": ("IsWon", "Won", "Opportunity.IsWon"),
    "closed": ("IsClosed", "Closed", "Opportunity.IsClosed"),
}
_OF_ACCOUNT = {
    "account": (
        *_ACCOUNT["account"],
        "Opportunity.AccountId",
        "Opportunity.Account.Id",
        "Contact.AccountId",
        "Contact.Account.Id",
    ),
    "account_name": (*_ACCOUNT["account_name"], "Opportunity.Account.Name", "Contact.Account.Name"),
}
_LAST_ACTIVITY = ("LastActivityDate", "Last Activity", "Last Activity Date")

SHAPES = (
    Shape(
        "report",
        fields={
            "deal": _OPPORTUNITY_ID,
            "deal_name": _OPPORTUNITY_NAME,
            "deal_owner": (
                "Opportunity Owner ID",
                "Opportunity.OwnerId",
                "Opportunity.Owner.Id",
                "Opportunity Owner",
                "Opportunity: Owner",
                "Opportunity Owner: Full Name",
                "Opportunity.Owner.Name",
            ),
            "deal_touch": (*_LAST_ACTIVITY, "Opportunity: Last Activity", "Opportunity.LastActivityDate"),
            "person": _CONTACT_ID,
            "name": _CONTACT_NAME,
            **_NAME_PARTS,
            "title": ("Title", "Contact: Title", "Contact.Title"),
            "department": ("Department", "Contact: Department", "Contact.Department"),
            "boss": (
                "Reports To ID",
                "ReportsToId",
                "Contact.ReportsToId",
                "Contact.ReportsTo.Id",
                "Contact.ReportsTo.Name",
                "Reports To",
                "Contact: Reports To",
            ),
            "email": ("Email", "Contact: Email", "Contact.Email"),
            "owner": (
                "Contact Owner ID",
                "Contact.OwnerId",
                "Contact.Owner.Id",
                "Contact Owner",
                "Contact: Contact Owner",
                "Contact.Owner.Name",
            ),
            "last_touch": ("Contact: Last Activity", "Contact Last Activity", "Contact.LastActivityDate"),
            "role": _ROLE,
            "deleted": _STAMPS["deleted"],
            **_OF_ACCOUNT,
            **_STAGE,
            **_MEASURES,
        },
        needs=(("deal", "deal_name"), ("person", "name", "first_name", "last_name")),
        signs=(
            (*_OPPORTUNITY_NAME, *_OPPORTUNITY_ID),
            (*_CONTACT_NAME, *_NAME_PARTS["first_name"], *_NAME_PARTS["last_name"]),
        ),
    ),
    Shape(
        "",
        names=(
            "lead",
            "userrole",
            "campaign",
            "campaignmember",
            "case",
            "accountcontactrole",
            "accountcontactrelation",
            "declinedeventrelation",
            "opportunityhistory",
            "opportunityfieldhistory",
            "opportunitylineitem",
            "accountteammember",
            "quote",
            "contract",
        ),
        signs=(("IsConverted", "ConvertedDate", "Converted"), ("Company",)),
    ),
    Shape(
        "members",
        names=("user",),
        fields={
            "member": ("Id", "User ID"),
            "name": ("Name", "Full Name"),
            **_NAME_PARTS,
            "title": ("Title",),
            "created": _STAMPS["created"],
            "modified": _STAMPS["modified"],
        },
        needs=(("member",), ("name", "first_name", "last_name")),
        signs=(("Username",), ("Alias", "ProfileId", "UserRoleId", "Profile")),
    ),
    Shape(
        "roles",
        names=("opportunitycontactrole", "contactrole", "ocr", "altfcontactmapdetailsc", "contactmapdetail"),
        fields={
            "deal": (*_OPPORTUNITY_ID, "Opportunity", "ALTF__Opportunity__c"),
            "person": (*_CONTACT_ID, "Contact", "ALTF__Contact__c"),
            "role": _ROLE,
            **_MEASURES,
            **_STAMPS,
        },
        needs=(("deal",), ("person",)),
        signs=(_OPPORTUNITY_ID, _CONTACT_ID, (*_ROLE, "IsPrimary", "Primary", *_MEASURES["support"])),
    ),
    Shape(
        "invited",
        names=("eventrelation", "taskrelation", "acceptedeventrelation", "undecidedeventrelation", "eventattendee"),
        fields={
            "activity": ("EventId", "TaskId", "Event.Id", "Task.Id"),
            "person": ("RelationId", "Relation.Id"),
            "status": ("Status", "Response"),
            **_STAMPS,
        },
        needs=(("activity",), ("person",)),
        signs=(("EventId", "TaskId"), ("RelationId",)),
    ),
    Shape(
        "committees",
        names=("buyingcommittee", "buyinggroup", "buyinggroupc"),
        fields={
            "committee": ("Id", "BuyingCommitteeId", "BuyingGroupId"),
            "account": ("AccountId", "Account__c"),
            "deal": ("OpportunityId", "Opportunity__c", "ReferenceOpportunityId"),
            "deleted": _STAMPS["deleted"],
        },
        needs=(("committee",), ("account", "deal")),
    ),
    Shape(
        "committee_members",
        names=("buyingcommitteemember", "buyinggroupmember", "buyinggroupmemberc"),
        fields={
            "seat": ("Id",),
            "committee": ("BuyingCommitteeId", "BuyingGroupId", "Buying_Group__c"),
            "person": ("ReferenceMemberId", "ContactId", "Contact__c", "MemberId"),
            "role": ("Role", "RoleName", "Role__c"),
            "deleted": _STAMPS["deleted"],
        },
        needs=(("committee",), ("person",)),
        signs=(("BuyingCommitteeId", "BuyingGroupId"), ("ReferenceMemberId", "ContactId")),
    ),
    Shape(
        "committee_roles",
        names=("buyingcommitteerole", "buyinggrouprole"),
        fields={"committee_role": ("Id",), "role": ("Name", "RoleName", "BuyingCommitteeRoleName")},
        needs=(("committee_role",), ("role",)),
    ),
    Shape(
        "committee_seats",
        names=("buyingcommitteembrroleasgnt", "buyingcomtembrroleasgnt", "buyingcommitteememberroleassignment"),
        fields={
            "seat": ("BuyingCommitteeMemberId",),
            "committee_role": ("BuyingCommitteeRoleId",),
            "role": ("RoleName",),
        },
        needs=(("seat",), ("committee_role", "role")),
        signs=(("BuyingCommitteeMemberId",), ("BuyingCommitteeRoleId",)),
    ),
    Shape(
        "team",
        names=("opportunityteammember", "opportunityteam", "salesteam"),
        fields={
            "deal": _OPPORTUNITY_ID,
            "member": ("UserId", "User ID", "User.Id", "Team Member ID", "Opportunity Team Member: User ID"),
            "name": ("User.Name", "Name", "Team Member Name", "Team Member", "Opportunity Team: Team Member"),
            "title": ("User.Title", "Title"),
            "role": ("TeamMemberRole", "Team Role", "Member Role", "Role"),
            **_STAMPS,
        },
        needs=(("deal",), ("member",)),
        signs=(_OPPORTUNITY_ID, ("TeamMemberRole", "Team Role", "OpportunityAccessLevel"), ("UserId", "User ID")),
    ),
    Shape(
        "activities",
        names=("task", "event", "activity", "taskandevent", "activityhistory", "openactivity"),
        fields={
            "activity": ("Id", "Activity ID", "EventId", "TaskId"),
            "person": ("WhoId", "Who ID", "Name ID", *_CONTACT_ID, "Contact"),
            "deal": ("WhatId", "What ID", "Related To ID", *_OPPORTUNITY_ID, "Opportunity"),
            "member": ("OwnerId", "Assigned To ID", "Owner ID", "Assigned To", "Assigned", "Owner"),
            "date": (
                "ActivityDate",
                "ActivityDateTime",
                "StartDateTime",
                "Due Date",
                "Date",
                "Start",
                "CompletedDateTime",
            ),
            "status": ("Status",),
            "closed": ("IsClosed", "Closed"),
            "type": ("Type", "Event Type", "Activity Type", "Task Type"),
            "subtype": ("TaskSubtype", "EventSubtype", "Task Subtype", "Activity Subtype"),
            "topic": ("Subject",),
            **_STAMPS,
        },
        needs=(("person", "deal"), ("member", "date")),
        signs=(
            ("WhoId", "Who ID", "Contact"),
            ("WhatId", "What ID", "Opportunity"),
            ("ActivityDate", "Due Date", "Date", "Subject"),
        ),
    ),
    Shape(
        "people",
        names=("contact", "person"),
        fields={
            "person": ("Id", *_CONTACT_ID),
            "name": ("Name", "Full Name", *_CONTACT_NAME),
            **_NAME_PARTS,
            "title": ("Title",),
            "department": ("Department",),
            **_ACCOUNT,
            "boss": ("ReportsToId", "Reports To ID", "ReportsTo.Id", "Reports To", "Reports To: Full Name"),
            "email": ("Email",),
            "owner": ("OwnerId", "Contact Owner ID", "Owner ID", "Contact Owner", "Owner"),
            "last_touch": _LAST_ACTIVITY,
            "is_account": ("IsPersonAccount", "Is Person Account"),
            **_MEASURES,
            **_STAMPS,
        },
        needs=(("person",), ("name", "first_name", "last_name", "account", "boss")),
        signs=(
            ("ReportsToId", "Reports To ID", "Reports To", *_ACCOUNT["account"], *_ACCOUNT["account_name"]),
            (*_NAME_PARTS["last_name"], *_NAME_PARTS["first_name"], *_CONTACT_NAME),
        ),
    ),
    Shape(
        "deals",
        names=("opportunity", "opp"),
        fields={
            "deal": ("Id", *_OPPORTUNITY_ID),
            "name": ("Name", *_OPPORTUNITY_NAME),
            **_ACCOUNT,
            **_STAGE,
            "owner": ("OwnerId", "Opportunity Owner ID", "Owner ID", "Opportunity Owner", "Owner"),
            "last_touch": _LAST_ACTIVITY,
            "contact": ("ContactId", "Contact.Id", "Primary Contact ID", "Contact.Name", "Primary Contact"),
            **_STAMPS,
        },
        needs=(("deal",), ("name", "stage", "account", "amount")),
        signs=(_STAGE["stage"], (*_STAGE["close_date"], *_STAGE["amount"])),
    ),
    Shape(
        "accounts",
        names=("account",),
        fields={
            "account": ("Id", *_ACCOUNT["account"]),
            "name": ("Name", *_ACCOUNT["account_name"]),
            "contact": ("PersonContactId", "Person Contact ID"),
            **_NAME_PARTS,
            "title": ("PersonTitle", "Person Title", "Person Account: Title"),
            **_STAMPS,
        },
        needs=(("account",), ("name",)),
        signs=(
            ("Name", *_ACCOUNT["account_name"]),
            ("AccountNumber", "AccountSource", "Industry", "BillingCity", "ParentId"),
        ),
    ),
)
"""The objects that are read, and what their files are called and hold; those that go first are looked for first."""

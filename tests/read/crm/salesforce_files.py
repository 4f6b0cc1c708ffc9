"""A Salesforce export, as small as it can be."""

from __future__ import annotations

from tests.read.crm.crm_exports import export

CONTACT = "Id,FirstName,LastName,AccountId,Title,Department,Email,ReportsToId,Birthdate\n"


CONTACTS = (
    CONTACT
    + "003A,Ann,Lee,001X,CFO,Finance,ann@x.example,,1970-01-01\n"
    + "003B,Bo,Wu,001X,IT Manager,IT,bo@x.example,003A,1980-01-01\n"
    + "003C,Cy,Ott,001X,Engineer,IT,cy@x.example,003B,\n"
)


DEALS = (
    "Id,Name,AccountId,StageName,Amount,CloseDate,OwnerId,LastModifiedDate\n"
    "006D,Press line,001X,Negotiation/Review,1000,2024-06-30,005M,2024-03-01\n"
    "006E,Old line,001X,Closed Won,500,2023-06-30,005M,2023-07-01\n"
)


ROLES = (
    "OpportunityId,ContactId,Role,IsPrimary\n"
    "006D,003A,Economic Buyer,true\n"
    "006D,003B,Evaluator,false\n"
    "006E,003B,Decision Maker,true\n"
)


ACCOUNTS = "Id,Name\n001X,Acme\n"


USERS = "Id,Name,Title,Username\n005M,Max Seller,VP Sales,max@us.example\n005N,Nina Idle,,nina@us.example\n"


TASKS = (
    "Id,WhoId,WhatId,OwnerId,ActivityDate,Status\n"
    "00T1,003A,006D,005M,2024-02-01,Completed\n"
    "00T2,003A,006D,005M,2024-02-20,Completed\n"
    "00T3,003C,006D,005M,2024-02-10,Completed\n"
    "00T4,003B,006D,005M,2024-02-10,Not Started\n"
)


USUAL = {"Contact": CONTACTS, "Opportunity": DEALS, "OpportunityContactRole": ROLES, "Account": ACCOUNTS}


def usual(tmp_path, **texts):
    return export(tmp_path, **(USUAL | texts))

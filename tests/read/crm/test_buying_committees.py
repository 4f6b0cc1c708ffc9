"""Buying committees of Salesforce, in tables of their own."""

from __future__ import annotations

import pytest

from influence.read import salesforce
from tests.read.crm.crm_exports import export, noted, require_accounts, rows

FILES = {
    "Contact": "Id,LastName,AccountId\n003A,Lee,001A\n003B,Wu,001A\n",
    "Opportunity": "Id,Name,StageName,AccountId\n006A,Big,Neg,001A\n006B,Next,Neg,001A\n",
    "BuyingCommittee": "Id,Name,AccountId\n0C1,Acme,001A\n0C2,Nobody,001Z\n",
    "BuyingCommitteeMember": "Id,BuyingCommitteeId,ReferenceMemberId\n0M1,0C1,003A\n0M2,0C1,003B\n0M3,0C9,003B\n",
    "BuyingCommitteeRole": "Id,BuyingCommitteeId,Name\n0R1,0C1,Economic Buyer\n0R2,0C1,Gatekeeper\n",
    "BuyingCommitteeMbrRoleAsgnt": "BuyingCommitteeMemberId,BuyingCommitteeRoleId\n0M1,0R1\n0M7,0R1\n",
}


def test_its_members_are_on_all_opportunities_of_its_account(tmp_path):
    graph = salesforce(export(tmp_path, **FILES))
    require_accounts(graph)
    assert rows(graph, "seats", "deal", "role", "person") == [
        ("006A", "approver", "003A"),
        ("006B", "approver", "003A"),
    ]
    assert rows(graph, "people", "deal", "person") == [
        (deal, who) for deal in ("006A", "006B") for who in ("003A", "003B")
    ]
    assert noted(graph, "left out", file="BuyingCommittee.csv", line=3)["source"].tolist() == [
        "is of no opportunity in the export"
    ]
    assert noted(graph, "left out", file="BuyingCommitteeMbrRoleAsgnt.csv")["line"].tolist() == [3]
    assert noted(graph, "left out", file="BuyingCommitteeRole.csv")["line"].tolist() == [3]
    assert noted(graph, "left out", file="BuyingCommitteeMember.csv")["line"].tolist() == [4]


@pytest.mark.parametrize("role", ["Economic Buyer", ""])
def test_a_group_of_one_opportunity_with_roles_beside_its_members(tmp_path, role):
    groups = "Id,Name,Opportunity__c\na01,Group,006B\n"
    members = f"Id,Buying_Group__c,Contact__c,Role__c\na02,a01,003B,{role}\n"
    people = {name: FILES[name] for name in ("Contact", "Opportunity")}
    graph = salesforce(export(tmp_path, **people, Buying_Group__c=groups, Buying_Group_Member__c=members))
    require_accounts(graph)
    assert rows(graph, "people", "deal", "person") == [("006B", "003B")]
    assert len(graph.seats) == bool(role)


def test_without_members_nothing_of_it_is_read(tmp_path):
    roles = "OpportunityId,ContactId,Role\n006A,003A,User\n"
    files = {name: text for name, text in FILES.items() if name != "BuyingCommitteeMember"}
    graph = salesforce(export(tmp_path, **files, OpportunityContactRole=roles))
    require_accounts(graph)
    assert len(graph.people) == 1

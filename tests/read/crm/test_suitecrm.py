"""SuiteCRM's and SugarCRM's exports and tables become graphs with every row accounted for."""

from __future__ import annotations

import pytest

from influence import InvalidData
from influence.read.crm.suitecrm import suitecrm
from tests.read.crm.crm_exports import export, noted, require_accounts, require_accounts_of_random_exports, rows

CONTACTS = (
    "id,first_name,last_name,title,account_name,reports_to_id,email_address,assigned_user_name,deleted\n"
    "c1,Ann,Lee,CFO,Muster AG,,ann@x.example,eva,0\nc2,Bo,Wu,Engineer,Muster AG,c1,bo@x.example,eva,0\n"
    "c3,Cy,Fox,Buyer,Muster AG,c1,cy@x.example,eva,1\n"
)
OPPORTUNITIES = (
    "id,name,account_name,sales_stage,amount,date_closed,assigned_user_id,assigned_user_name,deleted\n"
    "o1,Press line,Muster AG,Negotiation/Review,120000,2024-06-30,u1,eva,0\n"
    "o2,Old line,Muster AG,Closed Won,30000,2024-03-30,u1,eva,0\n"
)
LINKS = (
    "id,contact_id,opportunity_id,contact_role,date_modified,deleted\n"
    "l1,c1,o1,Primary Decision Maker,2024-05-01,0\nl2,c2,o1,Technical Evaluator,2024-05-01,0\n"
    "l3,c2,o2,,2024-05-01,0\nl4,c1,o2,Influencer,2024-05-01,1\n"
)


def usual(tmp_path, **texts):
    found = {"contacts": CONTACTS, "opportunities": OPPORTUNITIES, "opportunities_contacts": LINKS}
    return export(tmp_path, **(found | texts))


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    """What the usual export is read as."""
    return suitecrm(usual(tmp_path_factory.mktemp("usual")))


def test_links_put_contacts_on_opportunities_with_their_roles(graph):
    assert rows(graph, "people", "deal", "person", "name", "title") == [
        ("o1", "c1", "Ann Lee", "CFO"),
        ("o1", "c2", "Bo Wu", "Engineer"),
        ("o2", "c2", "Bo Wu", "Engineer"),
    ]
    assert rows(graph, "seats", "deal", "role", "person") == [
        ("o1", "decision_maker", "c1"),
        ("o1", "evaluator", "c2"),
    ]
    require_accounts(graph)


def test_deleted_rows_are_left_out(graph):
    out = noted(graph, "left out", source="is deleted")
    assert out[["file", "line"]].to_numpy().tolist() == [["contacts.csv", 4], ["opportunities_contacts.csv", 5]]


def test_reports_to_says_who_reports_to_whom(graph):
    assert rows(graph, "relationships", "deal", "source", "target", "kind") == [("o1", "c2", "c1", "reports_to")]


def test_opportunities_have_stage_amount_owner_and_outcome(graph):
    assert rows(graph, "deals", "deal", "account", "stage", "amount", "outcome") == [
        ("o1", "Muster AG", "Negotiation/Review", 120000, None),
        ("o2", "Muster AG", "Closed Won", 30000, "won"),
    ]
    assert rows(graph, "team", "deal", "member", "name") == [("o1", "u1", "eva"), ("o2", "u1", "eva")]


def test_labels_of_an_export_are_read_as_the_fields(tmp_path):
    graph = suitecrm(
        export(
            tmp_path,
            Contacts="ID,First Name:,Last Name:,Title:,Reports To:,Account Name:\n"
            "c1,Ann,Lee,CFO,,Muster AG\nc2,Bo,Wu,Buyer,Ann Lee,Muster AG\n",
            Opportunities="ID,Opportunity Name:,Account Name:,Sales Stage:,Opportunity Amount:\n"
            "o1,Press line,Muster AG,Prospecting,10\n",
            Opportunities_Contacts="Opportunity Name,Contact Name,Contact Role\n"
            "Press line,Ann Lee,Executive Sponsor\nPress line,Bo Wu,\n",
        )
    )
    assert rows(graph, "people", "deal", "person", "name") == [("o1", "c1", "Ann Lee"), ("o1", "c2", "Bo Wu")]
    assert rows(graph, "seats", "role", "person") == [("approver", "c1")]
    assert rows(graph, "relationships", "source", "target") == [("c2", "c1")]
    require_accounts(graph)


def test_meetings_that_were_held_are_contacts_of_those_who_accepted(tmp_path):
    graph = suitecrm(
        usual(
            tmp_path,
            meetings="id,name,status,date_start,date_end,parent_type,parent_id,assigned_user_id,deleted\n"
            "m1,Visit,Held,2024-05-02,2024-05-02,Opportunities,o1,u1,0\n"
            "m2,Next,Planned,2024-05-03,2024-05-03,Opportunities,o1,u1,0\n",
            meetings_contacts="id,meeting_id,contact_id,accept_status,deleted\n"
            "x1,m1,c1,accept,0\nx2,m1,c2,decline,0\nx3,m2,c1,none,0\n",
        )
    )
    assert rows(graph, "contacts", "deal", "member", "person", "touches") == [("o1", "u1", "c1", 1)]
    assert "declined the meeting" in noted(graph, "left out")["source"].tolist()
    require_accounts(graph)


def test_accounts_in_a_table_of_links(tmp_path):
    graph = suitecrm(
        usual(
            tmp_path,
            accounts="id,name,account_type\na1,Muster AG,Customer\n",
            accounts_opportunities="id,opportunity_id,account_id,deleted\n1,o1,a1,0\n2,o2,a1,0\n",
            accounts_contacts="id,contact_id,account_id,deleted\n1,c1,a1,0\n2,c2,a1,0\n",
            opportunities=OPPORTUNITIES.replace("account_name,", "").replace("Muster AG,", ""),
        )
    )
    assert rows(graph, "deals", "deal", "account") == [("o1", "Muster AG"), ("o2", "Muster AG")]
    require_accounts(graph)


def test_modules_alone_do_not_say_who_is_on_which_opportunity(tmp_path):
    place = export(tmp_path, contacts=CONTACTS, opportunities=OPPORTUNITIES)
    with pytest.raises(InvalidData, match="opportunities_contacts"):
        suitecrm(place)
    graph = suitecrm(place, account_contacts=True)
    assert rows(graph, "people", "deal", "person") == [("o1", "c1"), ("o1", "c2"), ("o2", "c1"), ("o2", "c2")]


DIRT = {
    "contacts": {
        "id": ["c1", "c2", "c2", ""], "first_name": ["Ann", ""], "last_name": ["Lee", "Wu", ""],
        "account_name": ["A", "B", ""], "reports_to_id": ["c1", "c2", "c9", ""], "deleted": ["0", "1", ""],
    },
    "opportunities": {
        "id": ["o1", "o2", "o2", ""], "name": ["Press", "Old", ""], "account_name": ["A", "B", ""],
        "sales_stage": ["Closed Won", "New", ""], "assigned_user_id": ["u1", ""], "assigned_user_name": ["eva", ""],
        "deleted": ["0", "1", ""],
    },
    "opportunities_contacts": {
        "contact_id": ["c1", "c2", "c3", ""], "opportunity_id": ["o1", "o2", "o3", ""],
        "contact_role": ["Primary Decision Maker", "Champion;Other", ""], "deleted": ["0", "1", ""],
    },
    "accounts": {"id": ["a1", "a2", ""], "name": ["A", "B", "B", ""], "account_type": [""]},
    "accounts_contacts": {"contact_id": ["c1", "c9", ""], "account_id": ["a1", "a9", ""], "deleted": ["0", "1", ""]},
    "calls": {
        "id": ["m1", "m2", "m2", ""], "date_start": ["2024-05-01", "?", ""], "status": ["Held", "Planned", ""],
        "parent_type": ["Opportunities", "Accounts", ""], "parent_id": ["o1", "a1", ""], "contact_id": ["c1", "c9", ""],
        "assigned_user_id": ["u1", ""],
    },
    "calls_contacts": {"call_id": ["m1", "m3", ""], "contact_id": ["c1", "c2", ""], "accept_status": ["decline", ""]},
}  # fmt: skip


@pytest.mark.slow
def test_every_row_of_a_dirty_export_is_accounted_for(tmp_path):
    require_accounts_of_random_exports(suitecrm, DIRT, tmp_path, least=0.25)

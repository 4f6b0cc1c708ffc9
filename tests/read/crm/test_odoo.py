"""Odoo's opportunities, contacts and companies become graphs with every row accounted for."""

from __future__ import annotations

import pytest

from influence.cli.main import main
from influence.read.crm.odoo import odoo
from tests.read.crm.crm_exports import export, noted, require_accounts, require_accounts_of_random_exports, rows

PARTNERS = (
    "External ID,Name,Is a Company,Related Company,Job Position,Email\n"
    "p1,Muster AG,True,,,\np2,Ann Lee,False,Muster AG,CFO,ann@x.example\n"
    "p3,Bo Wu,False,Muster AG,Engineer,bo@x.example\n"
)
LEADS = (
    "External ID,Opportunity,Customer,Contact Name,Email,Job Position,Stage,Expected Revenue,Expected Closing,"
    "Salesperson,Type\n"
    'l1,Press line,"Muster AG, Ann Lee",Bo Wu,,,Qualified,120000,2024-06-30,Petra Vogt,Opportunity\n'
    'l2,Old line,"Acme, Inc.",Cy Fox,cy@x.example,CTO,Won,30000,2024-03-30,Petra Vogt,Opportunity\n'
    "l3,Web,,Dee Ott,,,New,0,,,Lead\n"
)


def usual(tmp_path, **texts):
    return export(tmp_path, **({"res.partner.csv": PARTNERS, "crm.lead.csv": LEADS} | texts))


def test_customers_and_contact_names_are_on_the_opportunity(tmp_path):
    graph = odoo(usual(tmp_path))
    assert rows(graph, "people", "deal", "person", "name", "title") == [
        ("l1", "p2", "Ann Lee", "CFO"),
        ("l1", "p3", "Bo Wu", "Engineer"),
        ("l2", "Cy Fox", "Cy Fox", "CTO"),
    ]
    assert rows(graph, "deals", "deal", "account", "stage", "amount", "outcome") == [
        ("l1", "Muster AG", "Qualified", 120000, None),
        ("l2", "Acme, Inc.", "Won", 30000, "won"),
    ]
    assert rows(graph, "team", "member") == [("Petra Vogt",), ("Petra Vogt",)]
    require_accounts(graph)


def test_leads_are_left_out_and_strange_customers_noted(tmp_path):
    graph = odoo(usual(tmp_path))
    assert noted(graph, "left out", row="l3")["source"].tolist() == ["is a lead, and not yet an opportunity"]
    inferred = noted(graph, "inferred", column="account")
    assert inferred[["value", "confidence"]].to_numpy().tolist() == [["Acme, Inc.", 0.5]]


def test_technical_headers_and_external_ids(tmp_path):
    graph = odoo(
        export(
            tmp_path,
            **{
                "res.partner.csv": "id,name,is_company,parent_id/id,function\np1,Muster AG,True,,\n"
                "p2,Ann Lee,False,p1,CFO\n",
                "crm.lead.csv": "id,name,partner_id/id,stage_id,expected_revenue,active,user_id/id\n"
                "l1,Press,p2,New,10,True,u1\nl2,Old,p2,New,20,False,u1\n",
                "res.users.csv": "id,name,login\nu1,Petra Vogt,petra\n",
            },
        )
    )
    assert rows(graph, "people", "deal", "person", "name") == [("l1", "p2", "Ann Lee"), ("l2", "p2", "Ann Lee")]
    assert rows(graph, "deals", "account", "outcome") == [("Muster AG", None), ("Muster AG", "lost")]
    assert rows(graph, "team", "member", "name") == [("u1", "Petra Vogt"), ("u1", "Petra Vogt")]
    require_accounts(graph)


def test_an_export_of_opportunities_alone(tmp_path):
    graph = odoo(export(tmp_path, **{"crm.lead.csv": LEADS}))
    assert rows(graph, "people", "deal", "name") == [("l1", "Ann Lee"), ("l1", "Bo Wu"), ("l2", "Cy Fox")]
    assert rows(graph, "deals", "account") == [("Muster AG",), ("Acme, Inc.",)]
    require_accounts(graph)


def test_the_company_of_an_opportunity_is_no_person(tmp_path):
    leads = "id,name,partner_id/id,stage_id,expected_revenue\nl1,Press,p1,New,10\n"
    graph = odoo(usual(tmp_path, **{"crm.lead.csv": leads}), account_contacts=True)
    assert rows(graph, "people", "deal", "person") == [("l1", "p2"), ("l1", "p3")]


def test_archived_contacts_are_left_out(tmp_path):
    partners = (
        PARTNERS.replace("Email\n", "Email,Active\n").replace("example\n", "example,False\n").replace(",,,\n", ",,,,\n")
    )
    graph = odoo(usual(tmp_path, **{"res.partner.csv": partners}))
    assert "p2" not in graph.people["person"].tolist()
    assert "is no longer active in the CRM" in noted(graph, "left out")["source"].tolist()
    require_accounts(graph)


def test_no_seat_and_no_boss_is_made_up(tmp_path):
    graph = odoo(usual(tmp_path))
    assert graph.seats.empty
    assert graph.relationships.empty


def test_the_command_line_suggests_it(tmp_path, capsys):
    assert main(["check", str(usual(tmp_path))]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "this looks like odoo; try --format odoo"


DIRT = {
    "res.partner": {
        "id": ["p1", "p2", "p3", "p3", ""], "name": ["A", "Ann Lee", "Bo Wu", ""],
        "is_company": ["True", "False", "?", ""],
        "display_name": ["A, Ann Lee", "A", ""], "parent_id/id": ["p1", "p2", "p9", ""], "function": ["CFO", ""],
        "active": ["True", "False", ""], "email": ["a@x.example", ""],
    },
    "crm.lead": {
        "id": ["l1", "l2", "l2", ""], "name": ["Press", "Old", ""], "partner_id/id": ["p1", "p2", "p9", ""],
        "partner_id": ["A, Ann Lee", "A", "Ann Lee", "B, Inc.", "B, Cy Fox", ""], "contact_name": ["Bo Wu", "Dee", ""],
        "partner_name": ["A", "B", ""], "stage_id": ["Won", "New", ""], "active": ["True", "False", ""],
        "type": ["lead", "opportunity", ""], "user_id": ["Eva", ""], "won_status": ["won", "pending", "?", ""],
    },
}  # fmt: skip


@pytest.mark.slow
def test_every_row_of_a_dirty_export_is_accounted_for(tmp_path):
    require_accounts_of_random_exports(odoo, DIRT, tmp_path, least=0.25)


MEETINGS = {
    "ids joined by commas": "id,name,start,user_id,partner_ids/id,opportunity_id/id\n"
    'e1,Visit,2024-05-01,Petra,"p2,p3",l1\n',
    "names joined by commas": "External ID,Meeting Subject,Start,Organizer,Attendees,Opportunity\n"
    'e1,Visit,2024-05-01,Petra,"Muster AG, Ann Lee,Muster AG, Bo Wu",Press line\n',
    "a row each": "id,name,start,user_id,partner_ids/name,opportunity_id\n"
    "e1,Visit,2024-05-01,Petra,Ann Lee,Press line\n,,,,Bo Wu,\n",
    "a row each, without ids": "name,start,user_id,partner_ids/id,opportunity_id/id\n"
    "Visit,2024-05-01,Petra,p2,l1\n,,,p3,\n",
}


@pytest.mark.parametrize("how", MEETINGS)
def test_everybody_who_attends_a_meeting_has_met_its_organizer(tmp_path, how):
    graph = odoo(usual(tmp_path, **{"calendar.event.csv": MEETINGS[how]}))
    require_accounts(graph)
    assert rows(graph, "contacts", "deal", "member", "person", "touches") == [
        ("l1", "Petra", "p2", 1),
        ("l1", "Petra", "p3", 1),
    ]


def test_whoever_declined_has_not(tmp_path):
    states = "id,event_id/id,partner_id/id,state\na1,e1,p2,accepted\na2,e1,p3,declined\n"
    files = {"calendar.event.csv": MEETINGS["ids joined by commas"], "calendar.attendee.csv": states}
    graph = odoo(usual(tmp_path, **files))
    require_accounts(graph)
    assert rows(graph, "contacts", "person") == [("p2",)]


def test_attendees_alone_say_who_was_there(tmp_path):
    states = "id,event_id/id,partner_id/id,state\na1,e1,p2,accepted\na2,e1,p3,declined\na3,e9,p3,accepted\n"
    meetings = "id,name,start,user_id,opportunity_id/id,partner_ids/id\ne1,Visit,2024-05-01,Petra,l1,\n"
    graph = odoo(usual(tmp_path, **{"calendar.event.csv": meetings, "calendar.attendee.csv": states}))
    require_accounts(graph)
    assert rows(graph, "contacts", "person") == [("p2",)]


def test_the_contacts_of_a_company_in_rows_below_it(tmp_path):
    partners = (
        "id,name,is_company,child_ids/id,child_ids/name,child_ids/function\n"
        "p1,Muster AG,True,p2,Ann Lee,CFO\n,,,p3,Bo Wu,Engineer\np9,Acme,True,,,\n"
    )
    graph = odoo(export(tmp_path, **{"res.partner.csv": partners, "crm.lead.csv": LEADS}))
    require_accounts(graph)
    assert rows(graph, "people", "deal", "person", "title")[:2] == [("l1", "p2", "CFO"), ("l1", "p3", "Engineer")]


def test_rows_that_go_on_with_nothing_that_is_read_are_noted(tmp_path):
    leads = LEADS.replace("Type\n", "Type,Tags/Name\n").replace("Opportunity\n", "Opportunity,A\n,,,,,,,,,,,B\n")
    graph = odoo(export(tmp_path, **{"res.partner.csv": PARTNERS, "crm.lead.csv": leads}))
    require_accounts(graph)
    assert len(graph.deals) == 2
    left = noted(graph, "left out", source="goes on with the record above it, with nothing that is read")
    assert left["line"].tolist() == [3, 5]

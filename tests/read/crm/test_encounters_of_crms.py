"""Each CRM's activities as encounters: who was there on both sides, of what kind they were, what they were about."""

from __future__ import annotations

import pytest

from influence.read.crm.dynamics import dynamics
from influence.read.crm.odoo import odoo
from influence.read.crm.pipedrive import pipedrive
from influence.read.crm.suitecrm import suitecrm
from influence.read.crm.zoho import zoho
from tests.read.crm import test_dynamics, test_odoo, test_pipedrive, test_suitecrm, test_zoho
from tests.read.crm.crm_exports import export, noted, require_accounts, rows

TOLD = ("interaction", "member", "person", "kind", "topic")


def test_parties_of_dynamics_on_both_sides(tmp_path):
    ann, press, max_, nina = test_dynamics.ANN, test_dynamics.PRESS, test_dynamics.MAX, test_dynamics.guid(71)
    graph = dynamics(
        test_dynamics.usual(
            tmp_path,
            activitypointer="activityid,activitytypecode,subject,description,_regardingobjectid_value,_ownerid_value,"
            f"actualend,statecode\na1,4210,Prices,secret,{press},{max_},2024-02-01,1\n"
            f"a2,4201,Demo,secret,{press},{max_},2024-02-02,1\na3,4201,Off,,{press},{max_},2024-02-03,2\n",
            activityparty="activitypartyid,_activityid_value,_partyid_value,partyobjecttypecode\n"
            f"p1,a1,{ann},2\np2,a2,{ann},2\np3,a2,{nina},8\np4,a2,{max_},8\np5,a3,{ann},2\n",
        )
    )
    assert rows(graph, "interactions", *TOLD) == [
        ("a1", max_, ann, "call", "Prices"),
        ("a2", max_, ann, "demo", "Demo"),
        ("a2", nina, ann, "demo", "Demo"),
    ]
    assert "secret" not in graph.interactions.to_csv() + graph.notes.to_csv()
    require_accounts(graph)


def test_a_party_that_is_a_user_and_a_contact_is_who_its_type_says(tmp_path):
    both = test_dynamics.ANN
    files = {
        "systemuser": f"systemuserid,fullname\n{both},Ann Lee\n{test_dynamics.MAX},Max\n",
        "phonecall": "activityid,_regardingobjectid_value,_ownerid_value,actualend,statecode\n"
        f"a1,{test_dynamics.PRESS},{test_dynamics.MAX},2024-02-01,1\n",
        "activityparty": f"activitypartyid,_activityid_value,_partyid_value\np1,a1,{both}\n",
    }
    graph = dynamics(test_dynamics.usual(tmp_path, **files))
    assert rows(graph, "interactions", "member", "person") == [(test_dynamics.MAX, both)]


def test_activities_of_pipedrive_with_every_participant(tmp_path):
    call = test_pipedrive.ONE_CALL.replace("subject", "type,subject").replace("1,Call", "1,lunch,Workshop")
    files = {"persons": test_pipedrive.PERSONS, "deals": test_pipedrive.ONE_DEAL.format("")}
    graph = pipedrive(export(tmp_path, **files, activities=call.format("1;2")))
    assert rows(graph, "interactions", *TOLD) == [
        ("1", "9", "1", "workshop", "Workshop"),
        ("1", "9", "2", "workshop", "Workshop"),
    ]
    require_accounts(graph)


@pytest.mark.parametrize(("header", "attendees"), [("partner_ids/id", "p2,p8,p9"), ("Attendees", "Ann Lee,Max Seller")])
def test_attendees_of_odoo_on_both_sides(tmp_path, header, attendees):
    users = "id,name,login,partner_id/id\nu1,Petra Vogt,petra,p8\nu2,Max Seller,max,p9\n"
    meeting = f'id,name,start,user_id/id,opportunity_id/id,{header}\ne1,Visit,2024-05-01,u1,l1,"{attendees}"\n'
    graph = odoo(test_odoo.usual(tmp_path, **{"calendar.event.csv": meeting, "res.users.csv": users}))
    assert rows(graph, "interactions", *TOLD) == [
        ("e1", "u1", "p2", "visit", "Visit"),
        ("e1", "u2", "p2", "visit", "Visit"),
    ]
    require_accounts(graph)


def test_attendees_of_odoo_in_a_file_of_their_own(tmp_path):
    files = {
        "res.users.csv": "id,name,login,partner_id/id\nu1,Petra Vogt,petra,p8\nu2,Max Seller,max,p9\n",
        "calendar.event.csv": "id,name,start,user_id/id,opportunity_id/id,partner_ids/id\ne1,Visit,2024-05-01,u1,l1,\n",
        "calendar.attendee.csv": "id,event_id/id,partner_id/id,state\na1,e1,p2,accepted\na2,e1,p9,accepted\n",
    }
    graph = odoo(test_odoo.usual(tmp_path, **files))
    assert rows(graph, "interactions", "member", "person") == [("u1", "p2"), ("u2", "p2")]
    require_accounts(graph)


def test_users_of_suitecrm_who_accepted(tmp_path):
    graph = suitecrm(
        test_suitecrm.usual(
            tmp_path,
            meetings="id,name,description,status,date_start,parent_type,parent_id,assigned_user_id,deleted\n"
            "m1,Workshop,secret,Held,2024-05-02,Opportunities,o1,u1,0\n",
            meetings_contacts="id,meeting_id,contact_id,accept_status,deleted\nx1,m1,c1,accept,0\n",
            meetings_users="id,meeting_id,user_id,accept_status,deleted\n"
            "y1,m1,u1,accept,0\ny2,m1,u2,accept,0\ny3,m1,u3,decline,0\ny4,m1,u4,accept,1\ny5,m9,u2,accept,0\n",
        )
    )
    assert rows(graph, "interactions", *TOLD) == [
        ("m1", "u1", "c1", "workshop", "Workshop"),
        ("m1", "u2", "c1", "workshop", "Workshop"),
    ]
    out = noted(graph, "left out", file="meetings_users.csv").sort_values("line")
    assert out[["line", "source"]].to_numpy().tolist() == [
        [4, "declined the invitation"],
        [5, "is deleted"],
        [6, "refers to no activity in the export"],
    ]
    require_accounts(graph)


def test_modules_of_zoho_tell_the_kind(tmp_path):
    graph = zoho(
        export(
            tmp_path,
            Contacts=test_zoho.CONTACTS,
            Deals=test_zoho.DEALS,
            Calls="Record Id,Call Owner,Subject,Call Start Time,Contact Name.id,Related To.id\n"
            "1,Petra Vogt,Demo dates,2024-05-01,101,7\n",
            Events="Record Id,Host,Event Title,Start DateTime,Contact Name,Related To,$se_module\n"
            "2,Petra Vogt,Plant visit,2024-05-20T10:00:00,Ann Lee,Press line,Deals\n",
            Tasks="Record Id,Task Owner,Subject,Due Date,Status,Contact Name.id,Related To.id\n"
            "3,Petra Vogt,Write to Ann,2024-05-02,Completed,101,7\n",
        ),
        as_of="2024-06-01",
    )
    assert rows(graph, "interactions", "interaction", "kind") == [("1", "call"), ("3", "other"), ("2", "visit")]
    require_accounts(graph)

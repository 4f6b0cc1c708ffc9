"""Pipedrive's exports become graphs: links by name, outcomes by status, every row accounted for."""

from __future__ import annotations

import json

import pytest

import influence
from influence import InvalidData
from influence.read.crm.pipedrive import pipedrive
from tests.read.crm.crm_exports import export, noted, require_accounts, require_accounts_of_random_exports, rows
from tests.read.crm.field_cases import case

PEOPLE = (
    "Person - ID,Person - Name,Person - Organization,Person - Job title,Person - Email - Work,Person - Owner\n"
    "1,Ann Lee,Muster AG,CFO,ann@x.example,Petra Vogt\n"
    "2,Bo Wu,Muster AG,Engineer,bo@x.example,Petra Vogt\n"
    "3,Bo Wu,Other AG,Buyer,bo@y.example,Petra Vogt\n"
)
DEALS = (
    "Deal - ID,Deal - Title,Deal - Organization,Deal - Contact person,Deal - Value,Deal - Stage,Deal - Status,"
    "Deal - Owner\n"
    "11,Press line,Muster AG,Ann Lee,120000,Negotiations Started,Open,Petra Vogt\n"
    "12,Old line,Other AG,Bo Wu,30000,Contact Made,Won,Petra Vogt\n"
    "13,Lost line,Muster AG,Bo Wu,10,Contact Made,Lost,Petra Vogt\n"
    "14,Gone line,Muster AG,Bo Wu,10,Contact Made,Deleted,Petra Vogt\n"
)
ACTIVITIES = (
    "Activity - ID,Activity - Subject,Activity - Done,Activity - Due date,Activity - Contact person,Activity - Deal,"
    "Activity - Assigned to user\n"
    "1,Call,Done,2024-05-30,Ann Lee,Press line,Petra Vogt\n"
    "2,Visit,To do,2024-05-31,Ann Lee,Press line,Petra Vogt\n"
)


def usual(tmp_path, **texts):
    return export(tmp_path, **({"people": PEOPLE, "deals": DEALS} | texts))


def test_the_field_case_has_its_right_values():
    folder, right = case("crm/11_pipedrive")
    graph = pipedrive(folder)
    assert [list(row) for row in rows(graph, "people", "deal", "name", "title")] == right["people"]
    deals = graph.deals.set_index("deal")
    assert deals["amount"].to_dict() == right["amount"]
    assert deals["stage"].to_dict() == right["stage"]
    assert deals["outcome"].dropna().to_dict() == right["outcome"]
    assert deals["close_date"].astype(str).to_dict() == right["close_date"]
    assert deals["currency"].tolist() == ["EUR", "EUR"]
    require_accounts(graph)


def test_a_contact_of_a_shared_name_is_the_one_at_the_deal_s_organization(tmp_path):
    graph = pipedrive(usual(tmp_path))
    assert rows(graph, "people", "deal", "person") == [("11", "1"), ("12", "3"), ("13", "2")]
    require_accounts(graph)


def test_a_name_that_several_have_is_left_out_with_a_note(tmp_path):
    graph = pipedrive(usual(tmp_path, deals=DEALS.replace("Other AG", "Third AG")))
    assert ("12", "3") not in rows(graph, "people", "deal", "person")
    assert any("Bo Wu" in str(source) for source in noted(graph, "left out")["source"])
    require_accounts(graph)


def test_status_says_won_lost_open_and_deleted(tmp_path):
    graph = pipedrive(usual(tmp_path), infer=False)
    assert rows(graph, "deals", "deal", "outcome") == [("11", None), ("12", "won"), ("13", "lost")]
    assert noted(graph, "left out", row="14")["source"].tolist() == ["is deleted"]


def test_activities_that_are_done_are_contacts(tmp_path):
    graph = pipedrive(usual(tmp_path, activities=ACTIVITIES))
    assert rows(graph, "contacts", "deal", "member", "person", "touches") == [("11", "Petra Vogt", "1", 1)]
    assert "is not done yet" in noted(graph, "left out")["source"].tolist()
    require_accounts(graph)


def test_the_api_s_fields_and_lists_are_read(tmp_path):
    graph = pipedrive(
        export(
            tmp_path,
            persons="id,name,org_id,job_title,active_flag\n1,Ann Lee,5,CFO,true\n2,Bo Wu,5,Buyer,true\n3,Cy,5,,false\n",
            deals="id,title,value,status,stage_id,person_id,org_id,user_id\n11,Press,10,won,7,1,5,9\n",
            deals_participants="id,deal_id,person_id\n1,11,2\n",
            stages="id,name,pipeline_id\n7,Proposal,1\n",
            organizations="id,name\n5,Muster AG\n",
            users="id,name\n9,Petra Vogt\n",
        )
    )
    assert rows(graph, "people", "deal", "person", "name") == [("11", "1", "Ann Lee"), ("11", "2", "Bo Wu")]
    assert rows(graph, "deals", "account", "stage", "outcome") == [("Muster AG", "Proposal", "won")]
    assert rows(graph, "team", "member", "name") == [("9", "Petra Vogt")]
    require_accounts(graph)


PERSONS = "id,name,org_id\n1,Ann Lee,5\n2,Bo Wu,5\n3,Cy,5\n"
ONE_DEAL = "id,title,stage_id,person_id,org_id,user_id,participants\n11,Press,7,1,5,9,{}\n"
ONE_CALL = "id,subject,done,due_date,person_id,deal_id,user_id,participants\n1,Call,1,2024-05-31,1,11,9,{}\n"
BOTH = '"[{""person_id"": 1, ""primary_flag"": true}, {""person_id"": 2}]"'


@pytest.mark.parametrize("cell", [BOTH, '"[1, 2]"', "1;2", "Ann Lee; Bo Wu", "Bo Wu (bo@x.example)"])
def test_participants_of_deals_and_activities_count_like_the_contact_person(tmp_path, cell):
    files = {"persons": PERSONS, "deals": ONE_DEAL.format(cell), "activities": ONE_CALL.format(cell)}
    graph = pipedrive(export(tmp_path, **files))
    require_accounts(graph)
    assert rows(graph, "people", "deal", "person") == [("11", "1"), ("11", "2")]
    assert rows(graph, "contacts", "member", "person", "touches") == [("9", "1", 1), ("9", "2", 1)]
    assert noted(graph, "left out")["row"].tolist() == ["3"]


@pytest.mark.parametrize("name", ["activity_participants", "activities_participants", "links"])
def test_participants_of_activities_in_a_file_of_their_own(tmp_path, name):
    links = "activity_id,person_id,primary_flag\n1,1,true\n1,2,false\n2,2,true\n"
    files = {"persons": PERSONS, "deals": ONE_DEAL.format("2"), "activities": ONE_CALL.format(""), name: links}
    graph = pipedrive(export(tmp_path, **files))
    require_accounts(graph)
    assert rows(graph, "contacts", "person", "touches") == [("1", 1), ("2", 1)]


def test_one_export_of_deals_with_columns_of_people_is_enough(tmp_path):
    joined = "Deal - ID,Deal - Title,Deal - Status,Person - Name,Person - Job title\n11,Press,Won,Ann Lee,CFO\n"
    graph = pipedrive(export(tmp_path, anything=joined))
    assert rows(graph, "people", "deal", "name", "title") == [("11", "Ann Lee", "CFO")]
    assert rows(graph, "deals", "outcome") == [("won",)]


def test_deals_alone_have_their_contact_persons(tmp_path):
    graph = pipedrive(export(tmp_path, deals=DEALS))
    assert rows(graph, "people", "deal", "name") == [("11", "Ann Lee"), ("12", "Bo Wu"), ("13", "Bo Wu")]


def test_no_role_and_no_boss_is_made_up(tmp_path):
    graph = pipedrive(usual(tmp_path))
    assert graph.seats.empty
    assert graph.relationships.empty


def test_an_export_without_contacts_is_refused_in_pipedrive_s_words(tmp_path):
    with pytest.raises(InvalidData, match="contact persons"):
        pipedrive(export(tmp_path, deals=DEALS.replace("Ann Lee", "").replace("Bo Wu", "")))


DIRT = {
    "people": {
        "Person - ID": ["1", "2", "2", ""], "Person - Name": ["Ann Lee", "Bo Wu", ""],
        "Person - Organization": ["A", "B", ""], "Person - Email": ["a@x.example", "", "b@x.example"],
    },
    "deals": {
        "Deal - ID": ["11", "12", "12", ""], "Deal - Title": ["Press", "Old", ""], "Deal - Status": ["Won", "?", ""],
        "Deal - Contact person": ["Ann Lee", "Bo Wu", "Cy", "", "Ann Lee;Bo Wu"], "Deal - Organization": ["A", "B", ""],
        "Deal - Owner": ["Eva", ""],
    },
    "participants": {"deal_id": ["11", "12", "13", ""], "person_id": ["1", "2", "3", ""]},
    "organizations": {"Organization - ID": ["5", "6", ""], "Organization - Name": ["A", "B", "B", ""]},
    "activities": {
        "Activity - ID": ["1", "2", "2", ""], "Activity - Subject": ["Call"], "Activity - Done": ["Done", "To do", ""],
        "Activity - Due date": ["2024-05-31", "?", ""], "Activity - Contact person": ["Ann Lee", "Bo Wu", ""],
        "Activity - Participants": ["Bo Wu;Cy", "Ann Lee", "2", ""],
        "Activity - Deal": ["Press", "Old", ""], "Activity - Assigned to user": ["Eva", ""],
    },
}  # fmt: skip


@pytest.mark.slow
def test_every_row_of_a_dirty_export_is_accounted_for(tmp_path):
    require_accounts_of_random_exports(pipedrive, DIRT, tmp_path, least=0.25)


def test_the_command_line_takes_it(capsys):
    folder, _ = case("crm/11_pipedrive")
    from influence.cli.main import main

    assert main(["check", str(folder)]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "this looks like pipedrive; try --format pipedrive"
    assert main(["check", str(folder), "--format", "pipedrive"]) == 0
    assert "2 deals, 2 people" in capsys.readouterr().out
    assert json.dumps(influence.read.__all__).count("pipedrive") == 1

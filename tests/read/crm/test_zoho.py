"""Zoho CRM's backups and exports become graphs, and are never taken for HubSpot's."""

from __future__ import annotations

import pytest

from influence.cli.main import main
from influence.read.crm.zoho import zoho
from tests.read.crm.crm_exports import export, noted, require_accounts, require_accounts_of_random_exports, rows
from tests.read.crm.field_cases import case

CONTACTS = (
    "Record Id,Contact Owner.id,Contact Owner,First Name,Last Name,Account Name,Title,Reporting To\n"
    "101,9,Petra Vogt,Ann,Lee,Muster AG,CFO,\n102,9,Petra Vogt,Bo,Wu,Muster AG,Engineer,Ann Lee\n"
)
DEALS = (
    "Record Id,Deal Owner,Amount,Deal Name,Closing Date,Account Name,Stage,Contact Name\n"
    "7,Petra Vogt,120000,Press line,2024-06-30,Muster AG,Closed Won,Ann Lee\n"
)


def test_the_field_case_has_its_right_values():
    folder, right = case("crm/10_zoho_taken_for_hubspot")
    graph = zoho(folder)
    assert graph.deals["deal"].tolist() == right["deals"]
    assert [list(row) for row in rows(graph, "people", "deal", "person", "name", "title")] == right["people"]
    assert [list(row) for row in rows(graph, "seats", "deal", "role", "person", "weight")] == right["seats"]
    assert [list(row) for row in rows(graph, "relationships", "source", "target")] == right["reports_to"]
    assert graph.deals.set_index("deal")["stage"].to_dict() == right["stage"]
    assert graph.deals.set_index("deal")["outcome"].dropna().to_dict() == right["outcome"]
    require_accounts(graph)


def test_the_command_line_suggests_zoho_and_not_hubspot(capsys):
    folder, _ = case("crm/10_zoho_taken_for_hubspot")
    assert main(["check", str(folder)]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "this looks like zoho; try --format zoho"
    assert main(["check", str(folder), "--format", "zoho"]) == 0
    assert "2 deals, 3 people" in capsys.readouterr().out


def test_an_export_of_modules_without_linked_ids_is_linked_by_name(tmp_path, capsys):
    place = export(tmp_path, Contacts=CONTACTS, Deals=DEALS)
    graph = zoho(place)
    assert rows(graph, "people", "deal", "person", "name") == [("7", "101", "Ann Lee")]
    assert rows(graph, "team", "member") == [("Petra Vogt",)]
    assert noted(graph, "left out")["row"].tolist() == ["102"]
    require_accounts(graph)
    assert main(["check", str(place)]) == 1
    assert "--format zoho" in capsys.readouterr().err


def test_owners_are_called_by_name_where_ids_stand_beside(tmp_path):
    deals = DEALS.replace("Deal Owner,", "Deal Owner.id,Deal Owner,").replace("7,Petra", "7,9,Petra")
    assert rows(zoho(export(tmp_path, Contacts=CONTACTS, Deals=deals)), "team", "member", "name") == [
        ("9", "Petra Vogt")
    ]


def test_roles_by_name_and_reporting_lines(tmp_path):
    roles = "Deal Name,Contact Name,Contact Role\nPress line,Bo Wu,Economic Decision Maker\n"
    graph = zoho(export(tmp_path, Contacts_001=CONTACTS, Deals_001=DEALS, Deals_X_Contacts_001=roles))
    assert rows(graph, "seats", "deal", "role", "person") == [("7", "approver", "102")]
    assert rows(graph, "relationships", "source", "target") == [("102", "101")]
    require_accounts(graph)


def test_tasks_calls_and_events_are_contacts(tmp_path):
    graph = zoho(
        export(
            tmp_path,
            Contacts=CONTACTS,
            Deals=DEALS.replace("Closed Won", "Negotiation"),
            Tasks="Record Id,Task Owner,Subject,Due Date,Status,Contact Name.id,Related To.id\n"
            "1,Petra Vogt,Call,2024-05-01,Completed,101,7\n2,Petra Vogt,Call,2024-05-02,Not Started,101,7\n",
            Events="Record Id,Host,Event Title,Start DateTime,Contact Name,Related To,$se_module\n"
            "3,Petra Vogt,Visit,2024-05-20T10:00:00,Bo Wu,Press line,Deals\n"
            "4,Petra Vogt,Visit,2024-05-21,Ann Lee,Muster AG,Accounts\n",
        ),
        as_of="2024-06-01",
    )
    assert rows(graph, "contacts", "person", "touches") == [("101", 2), ("102", 1)]
    require_accounts(graph)


def test_potentials_of_older_exports_are_deals(tmp_path):
    deals = DEALS.replace("Deal Name", "Potential Name").replace("Deal Owner", "Potential Owner")
    graph = zoho(export(tmp_path, Contacts=CONTACTS, Potentials=deals))
    assert rows(graph, "deals", "deal", "name", "outcome") == [("7", "Press line", "won")]


def test_leads_and_other_modules_are_left_out_with_a_note(tmp_path):
    graph = zoho(export(tmp_path, Contacts=CONTACTS, Deals=DEALS, Leads="Record Id,Last Name\n1,Fox\n"))
    out = noted(graph, "left out", file="Leads.csv")
    assert out.loc[out["line"] == 2, "source"].tolist() == ["is of a kind that is not read"]
    require_accounts(graph)


DIRT = {
    "Contacts": {
        "Record Id": ["101", "102", "102", ""], "First Name": ["Ann", ""], "Last Name": ["Lee", "Wu", ""],
        "Account Name.id": ["5", "6", ""], "Account Name": ["A", "B", ""], "Reporting To.id": ["101", "102", "9", ""],
        "Reporting To": ["Ann Lee", ""], "Contact Owner": ["Eva", ""],
    },
    "Deals": {
        "Record Id": ["7", "8", "8", ""], "Deal Name": ["Press", "Old", ""], "Stage": ["Closed Won", "New", ""],
        "Contact Name.id": ["101", "103", ""], "Contact Name": ["Ann Lee", "Wu", ""], "Account Name.id": ["5", "9", ""],
        "Deal Owner.id": ["u1", ""], "Deal Owner": ["Eva", ""], "Closing Date": ["2024-05-31", "31/5", ""],
    },
    "Deals_X_Contacts": {
        "Deal Name.id": ["7", "8", "9", ""], "Contact Name.id": ["101", "102", "103", ""],
        "Contact Role": ["Decision Maker", "Champion;User", "?", ""],
    },
    "Accounts": {"Record Id": ["5", "6", "6", ""], "Account Name": ["A", "B", ""]},
    "Tasks": {
        "Record Id": ["1", "2", "2", ""], "Subject": ["Call"], "Task Owner": ["Eva", ""],
        "Due Date": ["2024-05-01", ""],
        "Status": ["Completed", "Deferred", ""], "Contact Name.id": ["101", "9", ""], "Related To.id": ["7", "5", ""],
    },
}  # fmt: skip


@pytest.mark.slow
def test_every_row_of_a_dirty_export_is_accounted_for(tmp_path):
    require_accounts_of_random_exports(zoho, DIRT, tmp_path, least=0.25)

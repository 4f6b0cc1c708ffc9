"""Salesforce exports, as small as they can be, become graphs with every row accounted for."""

from __future__ import annotations

import zipfile

import pandas as pd
import pytest

from influence.read.crm.salesforce import salesforce
from tests.read.crm.crm_exports import export, noted, require_accounts, rows
from tests.read.crm.salesforce_files import ACCOUNTS, CONTACTS, DEALS, ROLES, TASKS, USERS, usual


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    """What the usual export is read as."""
    return salesforce(usual(tmp_path_factory.mktemp("usual")))


class TestObjects:
    def test_a_contact_on_two_opportunities_is_two_people(self, graph):
        assert rows(graph, "people", "deal", "person", "name", "title") == [
            ("006D", "003A", "Ann Lee", "CFO"),
            ("006D", "003B", "Bo Wu", "IT Manager"),
            ("006E", "003B", "Bo Wu", "IT Manager"),
        ]
        require_accounts(graph)

    def test_reporting_lines_are_copied_where_both_ends_are_people(self, graph):
        assert rows(graph, "relationships", "deal", "source", "target", "kind") == [
            ("006D", "003B", "003A", "reports_to")
        ]

    def test_a_manager_on_none_of_the_deals_is_noted(self, tmp_path):
        roles = ROLES + "006E,003C,Other,false\n"
        graph = salesforce(usual(tmp_path, OpportunityContactRole=roles.replace("006D,003B", "006D,003C")))
        assert noted(graph, "kept out", column="reports_to")["source"].tolist() == [
            "003A is on none of the person's deals"
        ]

    def test_roles_are_seats_and_three_of_them_votes(self, graph):
        assert rows(graph, "seats", "deal", "role", "person", "weight") == [
            ("006D", "approver", "003A", 1),
            ("006D", "evaluator", "003B", 1),
            ("006E", "decision_maker", "003B", 1),
        ]
        assert len(noted(graph, "inferred", column="weight")) == 3

    def test_deals_have_their_account_and_outcome(self, graph):
        assert rows(graph, "deals", "deal", "account", "name", "amount", "outcome") == [
            ("006D", "Acme", "Press line", 1000, None),
            ("006E", "Acme", "Old line", 500, "won"),
        ]
        assert noted(graph, "inferred", column="outcome")[["line", "source"]].to_numpy().tolist() == [[3, "Closed Won"]]
        assert set(graph.deals["as_of"]) == {pd.Timestamp("2024-03-01")}

    def test_flags_of_the_crm_are_data_and_win_over_the_stage(self, tmp_path):
        deals = "Id,Name,StageName,IsWon,IsClosed\n006D,P,Closed Won,false,true\n006E,O,Verbal,true,true\n"
        graph = salesforce(usual(tmp_path, Opportunity=deals), infer=False)
        assert rows(graph, "deals", "outcome") == [("lost",), ("won",)]
        assert not len(noted(graph, "inferred"))

    def test_private_columns_are_kept_out(self, graph):
        assert {"Birthdate", "Email", "IsPrimary"} <= set(noted(graph, "kept out")["column"])
        assert not {"Birthdate", "email", "Email"} & set(graph.people)

    def test_support_participation_and_influence_are_never_inferred(self, tmp_path):
        graph = salesforce(usual(tmp_path, OpportunityContactRole=ROLES.replace("Evaluator", "BLOCKER")))
        assert not {"support", "participation", "influence"} & set(graph.people)
        assert not graph.notes["column"].isin(["support", "participation", "influence"]).any()

    def test_whatever_is_inferred_has_grade_4_and_a_confidence(self, graph):
        assert graph.people["evidence"].tolist() == [4, 4, 4]
        assert noted(graph, "inferred")["confidence"].between(0, 1).all()

    def test_nothing_is_inferred_where_that_is_off(self, tmp_path):
        graph = salesforce(usual(tmp_path, Task=TASKS), infer=False, as_of="2024-03-01")
        assert not len(noted(graph, "inferred"))
        assert not {"level", "evidence"} & set(graph.people)
        assert (graph.seats["weight"] == 0).all()
        assert not len(graph.contacts_given)
        assert graph.contacts["strength"].tolist() == [0.6, 0.25]

    def test_a_warehouse_writes_other_headers(self, tmp_path):
        files = {
            "sf_contact_data": "id,first_name,last_name,account_id,reports_to_id\n003A,Ann,Lee,001X,\n",
            "sf_opportunity_data": "id,name,stage_name,is_won,is_closed\n006D,Press,Verbal,TRUE,TRUE\n",
            "contact_roles_2024 (1)": "opportunity_id,contact_id,role\n006D,003A,Decision Maker\n",
        }
        graph = salesforce(export(tmp_path, **files))
        assert rows(graph, "people", "person", "name") == [("003A", "Ann Lee")]
        assert rows(graph, "deals", "outcome") == [("won",)]

    def test_headers_tell_what_a_file_is_where_its_name_does_not(self, tmp_path):
        files = {"a1": CONTACTS, "a2": DEALS, "a3": ROLES, "a4": USERS, "a5": TASKS, "a6": ACCOUNTS + ""}
        files["a6"] = "Id,Name,Industry\n001X,Acme,Steel\n"
        assert len(salesforce(export(tmp_path, **files)).people) == 4

    def test_leads_and_strangers_are_left_out_row_by_row(self, tmp_path):
        leads = "Id,FirstName,LastName,Company,IsConverted\n00Q1,A,B,C,false\n"
        graph = salesforce(usual(tmp_path, Lead=leads, prices="article,price\na,1\nb,2\n", a7=leads))
        assert graph.files.set_index("file")["left_out"][["Lead.csv", "a7.csv", "prices.csv"]].tolist() == [1, 1, 2]
        require_accounts(graph)

    def test_a_zip_is_a_folder(self, tmp_path):
        place = usual(tmp_path)
        with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
            for file in place.iterdir():
                archive.write(file, file.name)
        assert len(salesforce(tmp_path / "export.zip").people) == 3


class TestActivities:
    def test_contacts_come_from_activities_that_are_done(self, tmp_path):
        graph = salesforce(usual(tmp_path, Task=TASKS, User=USERS))
        columns = ("deal", "side", "member", "person", "strength", "touches", "last_touch")
        assert rows(graph, "contacts", *columns) == [
            ("006D", "us", "005M", "003A", 0.6, 2, pd.Timestamp("2024-02-20")),
            ("006D", "us", "005M", "003C", 0.25, 1, pd.Timestamp("2024-02-10")),
        ]
        assert noted(graph, "left out", file="Task.csv")[["line", "source"]].to_numpy().tolist() == [
            [5, "is not done yet"]
        ]
        require_accounts(graph)

    def test_who_is_met_about_a_deal_is_one_of_its_people(self, tmp_path):
        assert ("006D", "003C") in rows(salesforce(usual(tmp_path, Task=TASKS)), "people", "deal", "person")

    def test_owners_are_the_team(self, tmp_path):
        graph = salesforce(usual(tmp_path, Task=TASKS, User=USERS))
        assert rows(graph, "team", "deal", "member", "function", "layer", "name") == [
            ("006D", "005M", "VP Sales", "decision", "Max Seller"),
            ("006E", "005M", "VP Sales", "decision", "Max Seller"),
        ]
        assert noted(graph, "left out", file="User.csv")["row"].tolist() == ["005N"]

    def test_an_activity_without_a_deal_counts_in_the_open_ones(self, tmp_path):
        tasks = "WhoId,WhatId,OwnerId,ActivityDate,Status\n003B,001X,005M,2024-02-01,Completed\n"
        graph = salesforce(usual(tmp_path, Task=tasks.replace("001X", "001000000000001")))
        assert rows(graph, "contacts", "deal", "person") == [("006D", "003B")]
        assert len(noted(graph, "inferred", table="interactions", column="deal")) == 1
        assert graph.interactions["evidence"].tolist() == [4]
        off = salesforce(usual(tmp_path, Task=tasks), infer=False)
        assert not len(off.contacts)
        require_accounts(off)

    @pytest.mark.parametrize(
        ("task", "why"),
        [
            ("00Q1,006D,005M,2024-02-01,Completed", "is with none of the export's contacts"),
            ("003A,006D,,2024-02-01,Completed", "does not say which team member did it"),
            ("003A,006Z,005M,2024-02-01,Completed", "refers to no opportunity in the export"),
            ("003A,006D,005M,2024-12-01,Completed", "is later than the day the export describes"),
        ],
    )
    def test_an_activity_that_is_no_contact_is_left_out(self, tmp_path, task, why):
        place = usual(tmp_path, Event=f"WhoId,WhatId,OwnerId,ActivityDate,Status\n{task}\n")
        graph = salesforce(place, as_of="2024-03-01")
        assert noted(graph, "left out", file="Event.csv")["source"].tolist() == [why]
        assert not len(graph.contacts)

    def test_without_activities_a_last_activity_is_the_owners(self, tmp_path):
        contacts = "Id,LastName,LastActivityDate\n003A,Lee,2024-02-01\n003B,Wu,\n"
        graph = salesforce(usual(tmp_path, Contact=contacts))
        assert rows(graph, "contacts", "deal", "member", "person", "strength", "last_touch") == [
            ("006D", "005M", "003A", 0.25, pd.Timestamp("2024-02-01"))
        ]
        assert noted(graph, "inferred", table="contacts")["confidence"].tolist() == [0.5]
        assert not len(salesforce(usual(tmp_path, Contact=contacts), infer=False).contacts)

    def test_as_of_may_be_given_and_is_the_newest_day_otherwise(self, tmp_path):
        assert set(salesforce(usual(tmp_path), as_of="2024-05-01").deals["as_of"]) == {pd.Timestamp("2024-05-01")}
        assert noted(salesforce(usual(tmp_path)), "inferred", column="as_of")["value"].tolist() == [
            pd.Timestamp("2024-03-01")
        ]


class TestWords:
    def test_altify_says_what_nobody_may_infer(self, tmp_path):
        contacts = (
            "Id,LastName,Title,ALTF__Political__c,ALTF__Status__c,ALTF__Coverage__c\n"
            "003A,Lee,CFO,Inner Circle,Mentor,In Depth\n003B,Wu,,Outside Political Structure,Enemy,\n"
        )
        graph = salesforce(usual(tmp_path, Contact=contacts))
        assert rows(graph, "people", "person", "influence", "support") == [
            ("003A", 1.0, 1.0),
            ("003B", 0.2, -1.0),
            ("003B", 0.2, -1.0),
        ]
        assert rows(graph, "contacts", "person", "strength") == [("003A", 1.0)]
        assert "evidence" not in graph.people

    def test_altify_on_a_contact_map_is_of_that_deal_alone(self, tmp_path):
        maps = "ALTF__Contact__c,ALTF__Opportunity__c,ALTF__Status__c\n003B,006E,Supporter\n"
        graph = salesforce(usual(tmp_path, ALTF__Contact_Map_Details__c=maps))
        assert rows(graph, "people", "deal", "person", "support")[1:] == [("006D", "003B", None), ("006E", "003B", 0.5)]

    def test_a_role_of_ones_own_is_other_and_kept_in_the_note(self, tmp_path):
        graph = salesforce(usual(tmp_path, OpportunityContactRole=ROLES.replace("Evaluator", "Wizard")))
        assert ("006D", "other", "003B", 0) in rows(graph, "seats", "deal", "role", "person", "weight")
        [note] = noted(graph, "kept out", column="role")[["value", "source"]].to_numpy().tolist()
        assert (note[0], note[1].split(",")[0]) == ("other", "'Wizard' is no role that is known")

    def test_a_champion_is_a_claim_and_no_seat(self, tmp_path):
        """Rule 000-5: three conditions make a coach, and a picklist shows none of them."""
        graph = salesforce(usual(tmp_path, OpportunityContactRole=ROLES.replace("Evaluator", "Champion")))
        assert ("006D", "003B", "claimed") in rows(graph, "people", "deal", "person", "wants_us_to_win")
        assert not (graph.seats["deal"].eq("006D") & graph.seats["person"].eq("003B")).any()
        require_accounts(graph)

    def test_markers_in_names(self, tmp_path):
        contacts = CONTACTS.replace("Lee,", "Lee (GONE),").replace("Wu,", "Wu (DM),")
        graph = salesforce(usual(tmp_path, Contact=contacts))
        assert rows(graph, "people", "name", "marker", "attrition")[:2] == [
            ("Ann Lee", "gone", 1.0),
            ("Bo Wu", "decision_maker", None),
        ]
        assert rows(graph, "seats", "role", "person", "weight").count(("decision_maker", "003B", 1)) == 2
        assert "Bo Wu (DM)" in salesforce(usual(tmp_path, Contact=contacts), infer=False).people["name"].tolist()

    def test_two_roles_that_mean_one_are_one_seat(self, tmp_path):
        graph = salesforce(usual(tmp_path, OpportunityContactRole=ROLES + "006D,003A,Executive Sponsor,false\n"))
        assert rows(graph, "seats", "deal", "person").count(("006D", "003A")) == 1
        assert noted(graph, "merged")["line"].tolist() == [5]
        require_accounts(graph)

"""Salesforce exports, as small as they can be and as dirty as they are, become graphs with every row accounted for."""

from __future__ import annotations

import json
import zipfile

import pandas as pd
import pytest

import influence
from influence import InfluenceError, InvalidData
from influence.read.crm.salesforce import salesforce

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


def export(tmp_path, **texts):
    """A folder with these files; a name without an ending is a CSV file's."""
    place = tmp_path / "export"
    place.mkdir(exist_ok=True)
    for name, text in texts.items():
        (place / (name if "." in name else f"{name}.csv")).write_text(text, encoding="utf-8")
    return place


def usual(tmp_path, **texts):
    return export(tmp_path, **(USUAL | texts))


def rows(graph, table, *columns):
    frame = graph.table(table)
    cells = [frame[name].astype(object).where(frame[name].notna(), None) for name in columns]
    return list(zip(*cells, strict=True))


def noted(graph, action, **where):
    notes = graph.notes[graph.notes["action"] == action]
    for column, value in where.items():
        notes = notes[notes[column] == value]
    return notes


def require_accounts(graph):
    """Rows in = rows used + rows listed as left out, each with its own line."""
    files = graph.files
    assert (files["rows"] == files["used"] + files["left_out"]).all()
    out = graph.notes[graph.notes["action"].isin(["left out", "merged"]) & graph.notes["line"].notna()]
    listed = out[["file", "line"]].drop_duplicates()["file"].value_counts()
    assert files.set_index("file")["left_out"].to_dict() == listed.reindex(files["file"], fill_value=0).to_dict()


class TestObjects:
    def test_a_contact_on_two_opportunities_is_two_people(self, tmp_path):
        graph = salesforce(usual(tmp_path))
        assert rows(graph, "people", "deal", "person", "name", "title") == [
            ("006D", "003A", "Ann Lee", "CFO"),
            ("006D", "003B", "Bo Wu", "IT Manager"),
            ("006E", "003B", "Bo Wu", "IT Manager"),
        ]
        require_accounts(graph)

    def test_reporting_lines_are_copied_where_both_ends_are_people(self, tmp_path):
        graph = salesforce(usual(tmp_path))
        assert rows(graph, "relationships", "deal", "source", "target", "kind") == [
            ("006D", "003B", "003A", "reports_to")
        ]

    def test_a_manager_on_none_of_the_deals_is_noted(self, tmp_path):
        roles = ROLES + "006E,003C,Other,false\n"
        graph = salesforce(usual(tmp_path, OpportunityContactRole=roles.replace("006D,003B", "006D,003C")))
        assert noted(graph, "kept out", column="reports_to")["source"].tolist() == [
            "003A is on none of the person's deals"
        ]

    def test_roles_are_seats_and_three_of_them_votes(self, tmp_path):
        graph = salesforce(usual(tmp_path))
        assert rows(graph, "seats", "deal", "role", "person", "weight") == [
            ("006D", "approver", "003A", 1),
            ("006D", "evaluator", "003B", 1),
            ("006E", "decision_maker", "003B", 1),
        ]
        assert len(noted(graph, "inferred", column="weight")) == 3

    def test_deals_have_their_account_and_outcome(self, tmp_path):
        graph = salesforce(usual(tmp_path))
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

    def test_private_columns_are_kept_out(self, tmp_path):
        graph = salesforce(usual(tmp_path))
        assert {"Birthdate", "Email", "IsPrimary"} <= set(noted(graph, "kept out")["column"])
        assert not {"Birthdate", "email", "Email"} & set(graph.people)

    def test_support_participation_and_influence_are_never_inferred(self, tmp_path):
        graph = salesforce(usual(tmp_path, OpportunityContactRole=ROLES.replace("Evaluator", "BLOCKER")))
        assert not {"support", "participation", "influence"} & set(graph.people)
        assert not graph.notes["column"].isin(["support", "participation", "influence"]).any()

    def test_whatever_is_inferred_has_grade_4_and_a_confidence(self, tmp_path):
        graph = salesforce(usual(tmp_path))
        assert graph.people["evidence"].tolist() == [4, 4, 4]
        assert noted(graph, "inferred")["confidence"].between(0, 1).all()

    def test_nothing_is_inferred_where_that_is_off(self, tmp_path):
        graph = salesforce(usual(tmp_path, Task=TASKS), infer=False, as_of="2024-03-01")
        assert not len(noted(graph, "inferred"))
        assert not {"level", "evidence"} & set(graph.people)
        assert (graph.seats["weight"] == 0).all()
        assert "strength" not in graph.contacts

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
        assert len(noted(graph, "inferred", table="contacts", column="deal")) == 1
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
        assert noted(graph, "renamed", column="role")[["value", "source"]].to_numpy().tolist() == [["other", "Wizard"]]

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


class TestDirt:
    def test_dangling_roles_are_left_out(self, tmp_path):
        roles = ROLES + "006D,003Z,User,false\n006Z,003A,User,false\n,003A,User,\n006D,#N/A,User,\n"
        graph = salesforce(usual(tmp_path, OpportunityContactRole=roles))
        out = noted(graph, "left out", file="OpportunityContactRole.csv").sort_values("line")
        assert out[["line", "source"]].to_numpy().tolist() == [
            [5, "refers to an unknown contact: 003Z"],
            [6, "refers to an unknown opportunity: 006Z"],
            [7, "names no opportunity"],
            [8, "names no contact"],
        ]
        require_accounts(graph)

    def test_without_a_file_of_contacts_ids_are_all_there_is(self, tmp_path):
        graph = salesforce(export(tmp_path, OpportunityContactRole=ROLES))
        assert rows(graph, "people", "deal", "person") == [("006D", "003A"), ("006D", "003B"), ("006E", "003B")]
        assert len(noted(graph, "inferred", column="person")) == 2
        assert len(noted(graph, "inferred", column="deal")) == 2
        require_accounts(graph)

    def test_deleted_rows_are_left_out(self, tmp_path):
        roles = "OpportunityId,ContactId,Role,IsDeleted\n006D,003A,User,true\n006D,003B,User,false\n"
        graph = salesforce(usual(tmp_path, OpportunityContactRole=roles))
        assert rows(graph, "people", "person") == [("003B",)]
        require_accounts(graph)

    def test_two_exports_in_one_are_merged(self, tmp_path):
        again = "003A,Ann,Lee,001X,,Treasury,ann@x.example,,\n003C,Cy,Ott,,,,,,\n"
        first = CONTACTS.replace("CFO,Finance", "CFO,")
        graph = salesforce(usual(tmp_path, Contact=first + again, OpportunityContactRole=ROLES + ROLES[39:]))
        assert rows(graph, "people", "person", "title", "department")[0] == ("003A", "CFO", "Treasury")
        assert noted(graph, "merged", file="Contact.csv")["line"].tolist() == [5, 6]
        assert noted(graph, "merged", file="OpportunityContactRole.csv")["line"].tolist() == [5, 6, 7]
        require_accounts(graph)

    def test_ids_of_15_and_18_characters_are_one(self, tmp_path):
        short, long = "0031G00000q9jPQ", "0031G00000q9jPQQAY"
        other = "0031g00000q9jPQ"
        contacts = f"Id,LastName\n{long},Lee\n{other},Low\n"
        roles = f"OpportunityId,ContactId,Role\n006D,{short},User\n006D,{other},User\n"
        graph = salesforce(usual(tmp_path, Contact=contacts, OpportunityContactRole=roles))
        assert rows(graph, "people", "person", "name") == [(long, "Lee"), (other, "Low")]
        assert noted(graph, "renamed")[["value", "source"]].to_numpy().tolist() == [[long, short]]

    def test_digits_alone_are_no_salesforce_id(self, tmp_path):
        contacts = "Id,LastName\n123456789012345678,Lee\n123456789012345999,Low\n"
        roles = "OpportunityId,ContactId\n006D,123456789012345678\n006D,123456789012345999\n"
        assert len(salesforce(usual(tmp_path, Contact=contacts, OpportunityContactRole=roles)).people) == 2

    @pytest.mark.parametrize(
        ("second", "same"),
        [
            ("003B,Robert,Wu,001X,,,ANN@x.example,,", True),
            ("003B,ann,LEE,001X,,,,,", True),
            ("003B,Ann,Lee,001Y,,,,,", False),
            ("003B,Ann,Lee,,,,,,", False),
        ],
    )
    def test_the_same_person_twice_on_a_deal_is_one(self, tmp_path, second, same):
        contacts = CONTACT + f"003A,Ann,Lee,001X,CFO,,ann@x.example,,\n{second}\n"
        roles = "OpportunityId,ContactId,Role\n006D,003A,User\n006D,003B,Evaluator\n"
        graph = salesforce(usual(tmp_path, Contact=contacts, OpportunityContactRole=roles))
        assert graph.people["person"].tolist() == (["003A"] if same else ["003A", "003B"])
        assert graph.seats["person"].tolist() == (["003A", "003A"] if same else ["003A", "003B"])
        assert noted(graph, "merged")["line"].tolist() == ([3] if same else [])
        require_accounts(graph)

    def test_a_shared_mailbox_is_nobodys_own(self, tmp_path):
        contacts = CONTACT + "003A,Ann,Lee,,,,info@x.example,,\n003B,Bo,Wu,,,,info@x.example,,\n"
        assert len(salesforce(usual(tmp_path, Contact=contacts)).people) == 3

    def test_one_who_is_somebody_else_on_one_deal_only_is_renamed_there(self, tmp_path):
        contacts = CONTACT + "003A,Ann,Lee,,,,a@x.example,,\n003B,Bo,Wu,,,,a@x.example,,\n"
        graph = salesforce(usual(tmp_path, Contact=contacts))
        assert rows(graph, "people", "deal", "person") == [("006D", "003A"), ("006E", "003B")]
        assert noted(graph, "renamed", column="person")[["row", "value"]].to_numpy().tolist() == [["003B", "003A"]]
        require_accounts(graph)

    @pytest.mark.parametrize(
        ("bosses", "ties", "why"),
        [
            ("AB:B A", [("003B", "003A")], "closes a circle"),
            ("A:A", [], None),
            ("B:Z", [], "is not a contact"),
        ],
    )
    def test_reporting_lines_are_mended(self, tmp_path, bosses, ties, why):
        boss = {"A": "", "B": ""}
        if bosses == "AB:B A":
            boss = {"A": "003B", "B": "003A"}
        elif bosses == "A:A":
            boss["A"] = "003A"
        else:
            boss["B"] = "003Z"
        contacts = CONTACT + f"003B,Bo,Wu,,,,,{boss['B']},\n003A,Ann,Lee,,,,,{boss['A']},\n"
        graph = salesforce(usual(tmp_path, Contact=contacts))
        assert rows(graph, "relationships", "source", "target") == ties
        said = noted(graph, "repaired", column="reports_to")["source"].tolist()
        assert (why in said[0]) if why else said == []

    @pytest.mark.parametrize(
        ("cell", "number"),
        [
            ("1000", 1000), ("1200.50", 1200.5), ('"$1,200.00"', 1200), ('"1.200,00 €"', 1200), ("USD 1200", 1200),
            ('"1,200"', 1200), ("1e6", 1e6), ("(300)", -300), ("1 200", 1200), ("soon", None), ("#REF!", None),
            ("inf", None), ("12 k", None), ('"1,2,3"', None),
        ],
    )  # fmt: skip
    def test_amounts_as_they_are_written(self, tmp_path, cell, number):
        deals = f"Id,Name,Amount\n006D,P,{cell}\n006E,O,\n"
        graph = salesforce(usual(tmp_path, Opportunity=deals))
        amounts = graph.deals["amount"].tolist() if "amount" in graph.deals else [None]
        assert amounts[0] == number
        assert len(noted(graph, "repaired", file="Opportunity.csv")) == (number is None)

    @pytest.mark.parametrize(
        ("dates", "day_first", "read"),
        [
            (("2019-11-11 17:23:34", "2020-02-30"), None, ("2019-11-11", None)),
            (("3/4/2024", "13/4/2024"), None, ("2024-04-03", "2024-04-13")),
            (("3/4/2024", "4/13/2024"), None, ("2024-03-04", "2024-04-13")),
            (("3/4/2024", "4/5/2024"), None, (None, None)),
            (("3/4/2024", "4/5/2024"), True, ("2024-04-03", "2024-05-04")),
            (("3/4/2024", "4/5/2024"), False, ("2024-03-04", "2024-04-05")),
            (("3.4.2024", "4.5.2024"), None, ("2024-04-03", "2024-05-04")),
            (("2024-05-31T10:00:00.000+0000", "soon"), None, ("2024-05-31", None)),
        ],
    )
    def test_dates_as_they_are_written(self, tmp_path, dates, day_first, read):
        deals = "Id,Name,CloseDate\n" + "".join(f"006{d},P,{cell}\n" for d, cell in zip("DE", dates, strict=True))
        graph = salesforce(usual(tmp_path, Opportunity=deals), day_first=day_first)
        found = graph.deals.get("close_date", pd.Series([None, None]))
        assert [None if pd.isna(day) else str(day.date()) for day in found] == list(read)
        unsure = read == (None, None)
        assert noted(graph, "repaired")["source"].str.contains("day_first").any() == unsure

    def test_spreadsheet_errors_are_unknown_and_noted(self, tmp_path):
        graph = salesforce(usual(tmp_path, Contact=CONTACTS.replace("CFO", "#N/A").replace("IT Manager", "#REF!")))
        assert "title" not in graph.people
        assert noted(graph, "repaired")["source"].tolist()[:2] == ["#N/A", "#REF!"]


class TestAccounts:
    def test_contacts_of_the_account_only_where_asked_for(self, tmp_path):
        roles = ROLES.replace("006E,003B,Decision Maker,true\n", "")
        place = usual(tmp_path, OpportunityContactRole=roles)
        assert "006E" not in set(salesforce(place).people["deal"])
        assert "006E" in set(salesforce(place).deals["deal"])
        graph = salesforce(place, account_contacts=True)
        assert graph.people.query("deal == '006E'")["person"].tolist() == ["003A", "003B", "003C"]
        assert noted(graph, "inferred", column="deal")["confidence"].tolist() == [0.5] * 3
        require_accounts(graph)

    def test_no_contact_on_any_opportunity_says_what_to_do(self, tmp_path):
        place = export(tmp_path, Contact=CONTACTS, Opportunity=DEALS)
        with pytest.raises(InvalidData, match="account_contacts=True"):
            salesforce(place)
        assert len(salesforce(place, account_contacts=True).people) == 6

    def test_without_opportunities_accounts_stand_for_them(self, tmp_path):
        graph = salesforce(export(tmp_path, Contact=CONTACTS + "003D,Di,Fox,,,,,,\n", Account=ACCOUNTS))
        assert rows(graph, "people", "deal", "person")[0] == ("001X", "003A")
        assert rows(graph, "deals", "deal", "name") == [("001X", "Acme")]
        assert noted(graph, "left out")["row"].tolist() == ["003D"]
        require_accounts(graph)
        with pytest.raises(InvalidData, match="has no contact with a role"):
            salesforce(export(tmp_path, Contact=CONTACTS, Account=ACCOUNTS), infer=False)


REPORT = (
    "Opportunity ID,Opportunity Name,Account Name,Amount,Stage,Close Date,Opportunity Owner,"
    "Contact ID,First Name,Last Name,Title,Contact Role,Primary,Reports To\n"
    '006D,Press line,Acme,"$1,000.00",Prospecting,13/6/2024,Max,003A,Ann,Lee,CFO,Economic Buyer,1,\n'
    '006D,Press line,Acme,"$1,000.00",Prospecting,13/6/2024,Max,003B,Bo,Wu,,Evaluator,0,Ann Lee\n'
    '006D,Press line,Acme,"$1,000.00",Prospecting,13/6/2024,Max,003B,Bo,Wu,,Evaluator,0,Ann Lee\n'
    "006E,Old line,Acme,,Closed Lost,1/6/2023,Max,,,,,,,\n"
    "006E,Old line,Acme,,Closed Lost,1/6/2023,Max,,,,,,,\n"
)


class TestReports:
    def test_a_joined_report_is_taken_apart(self, tmp_path):
        graph = salesforce(export(tmp_path, report=REPORT) / "report.csv")
        assert rows(graph, "people", "deal", "person", "name") == [
            ("006D", "003A", "Ann Lee"),
            ("006D", "003B", "Bo Wu"),
        ]
        assert rows(graph, "seats", "role", "person") == [("approver", "003A"), ("evaluator", "003B")]
        assert rows(graph, "relationships", "source", "target") == [("003B", "003A")]
        assert rows(graph, "deals", "deal", "name", "account", "amount", "outcome") == [
            ("006D", "Press line", "Acme", 1000, None),
            ("006E", "Old line", "Acme", None, "lost"),
        ]
        assert rows(graph, "team", "deal", "member") == [("006D", "Max"), ("006E", "Max")]
        assert graph.files[["rows", "used", "left_out"]].to_numpy().tolist() == [[5, 3, 2]]
        require_accounts(graph)

    def test_names_stand_in_for_ids(self, tmp_path):
        report = (
            "Opportunity Name,Account Name,First Name,Last Name,Role\nA,X,Ann,Lee,User\nB,Y,Ann,Lee,User\nB,Y,Bo,Wu,\n"
        )
        graph = salesforce(export(tmp_path, report=report))
        assert rows(graph, "people", "deal", "person", "name") == [
            ("A", "Ann Lee (X)", "Ann Lee"),
            ("B", "Ann Lee (Y)", "Ann Lee"),
            ("B", "Bo Wu", "Bo Wu"),
        ]
        assert noted(graph, "renamed")["column"].tolist() == ["deal", "person"]
        require_accounts(graph)


class TestTrees:
    def tree(self, tmp_path, indent=2, **objects):
        place = tmp_path / "tree"
        place.mkdir()
        for name, records in objects.items():
            text = json.dumps({"records": records}, indent=indent)
            (place / f"{name}.json").write_text(text, encoding="utf-8")
        (place / "plan.json").write_text('[{"sobject": "Contact", "files": ["Contact.json"]}]', encoding="utf-8")
        return place

    def objects(self):
        def record(name, number, **cells):
            return {"attributes": {"type": name, "referenceId": f"{name}Ref{number}"}, **cells}

        child = record("Contact", 2, LastName="Wu", ReportsToId="@ContactRef1")
        nested = {"Contacts": {"records": [child]}}
        role = {"OpportunityId": "@OpportunityRef1", "Role": "Decision Maker"}
        return {
            "Account": [record("Account", 1, Name="Acme", **nested)],
            "Contact": [record("Contact", 1, LastName="Lee", AccountId="@AccountRef1", Id="003A")],
            "Opportunity": [record("Opportunity", 1, Name="Press", Amount=5, AccountId="@AccountRef1")],
            "OpportunityContactRole": [
                record("OpportunityContactRole", 1, ContactId="@ContactRef1", **role),
                record("OpportunityContactRole", 2, ContactId="@ContactRef2", **role),
            ],
        }

    @pytest.mark.parametrize("indent", [None, 2])
    def test_references_and_nested_records_are_resolved(self, tmp_path, indent):
        graph = salesforce(self.tree(tmp_path, indent, **self.objects()))
        assert rows(graph, "people", "person", "name") == [("003A", "Lee"), ("ContactRef2", "Wu")]
        assert rows(graph, "relationships", "source", "target") == [("ContactRef2", "003A")]
        assert rows(graph, "deals", "account", "amount") == [("Acme", 5)]
        require_accounts(graph)

    def test_records_are_noted_on_their_line(self, tmp_path):
        objects = self.objects()
        objects["Contact"].append({"attributes": {"type": "Contact", "referenceId": "ContactRef9"}, "LastName": "Idle"})
        place = self.tree(tmp_path, **objects)
        line = noted(salesforce(place), "left out", row="ContactRef9")["line"].item()
        lines = (place / "Contact.json").read_text(encoding="utf-8").splitlines()
        assert "ContactRef9" in "".join(lines[line - 1 : line + 4])

    @pytest.mark.parametrize("text", ["", "{", "[1]", '{"records": 3}', "\xff", "[" * 100_000, "{}", "null"])
    def test_no_tree_at_all(self, tmp_path, text):
        (tmp_path / "x.json").write_text(text, encoding="latin-1")
        with pytest.raises(InvalidData, match=r"JSON|records"):
            salesforce(tmp_path)


class TestRefusals:
    @pytest.mark.parametrize(
        ("options", "what"),
        [
            ({"day_first": "yes"}, "day_first is 'yes'"),
            ({"as_of": "soon"}, "as_of is 'soon'"),
            ({"as_of": ""}, "as_of"),
        ],
    )
    def test_options_are_checked(self, tmp_path, options, what):
        with pytest.raises(InfluenceError, match=what):
            salesforce(usual(tmp_path), **options)

    def test_a_path_is_needed(self):
        with pytest.raises(InfluenceError, match="path is of type int"):
            salesforce(3)

    def test_a_file_that_is_no_export(self, tmp_path):
        with pytest.raises(InvalidData, match="has no contacts"):
            salesforce(export(tmp_path, prices="article,price\na,1\n"))

    def test_headers_alone_are_nobody(self, tmp_path):
        with pytest.raises(InvalidData, match=r"has no contacts|has no contact with"):
            salesforce(export(tmp_path, Contact=CONTACT, Opportunity=DEALS.splitlines()[0] + "\n"))

    def test_scores_and_reports_run_on_what_little_is_known(self, tmp_path):
        graph = salesforce(usual(tmp_path, Task=TASKS, User=USERS))
        scores = influence.score(graph)
        assert scores.loc["006D", "certainty"] == 0
        assert "No stance that counts is known" in influence.show.report(graph, "006D").html

"""HubSpot exports in each of their forms, and as dirty as they are, become graphs with every row accounted for."""

from __future__ import annotations

import pandas as pd
import pytest

import influence
from influence import InfluenceError, InvalidData
from influence.read.crm.hubspot import hubspot
from tests.read.crm.crm_exports import export, noted, require_accounts, require_accounts_of_random_exports, rows

CONTACTS = (
    "Record ID,First Name,Last Name,Email,Job Title,Buying Role,Contact owner,Last Activity Date,"
    "Number of times contacted,Associated Company,Associated Company IDs,Associated Deal IDs,Associated Deal,Birthday\n"
    "1,Ann,Lee,ann@x.example,CFO,BUDGET_HOLDER;CHAMPION,Max,2024-02-01,3,Acme,9,11;12,Press line;Old line,1970-01-01\n"
    "2,Bo,Wu,bo@x.example,IT Manager,,Max,2024-01-01,0,Acme,9,11,Press line,\n"
    "3,Cy,Ott,,,,Max,,,Acme,9,,,\n"
)
DEALS = (
    "Record ID,Deal Name,Deal Stage,Amount,Close Date,Create Date,Pipeline,Deal owner,Associated Contact IDs,"
    "Associated Contact,Is Closed Won,Closed Lost Reason\n"
    "11,Press line,Presentation Scheduled,1000,2024-06-30,2024-01-01,Sales,Max,1;2,Ann Lee (ann@x.example);Bo Wu,,\n"
    "12,Old line,Closed Won,500,2023-06-30,2023-01-01,Sales,Nina,1,Ann Lee (ann@x.example),true,\n"
)
PLAIN = {
    "contacts": "hs_object_id,firstname,lastname,hs_buying_role\n1,Ann,Lee,DECISION_MAKER\n2,Bo,Wu,\n3,Cy,Ott,\n",
    "deals": "hs_object_id,dealname,dealstage,closedate,hubspot_owner_id\n11,Press,contractsent,1719705600000,7\n",
    "deal_contact": "deal_id,contact_id,label\n11,1,\n11,2,\n11,3,\n",
}


def usual(tmp_path, **texts):
    return export(tmp_path, **({"contacts": CONTACTS, "deals": DEALS} | texts))


def bare(tmp_path, **texts):
    return export(tmp_path, **(PLAIN | texts))


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    """What the usual export is read as."""
    return hubspot(usual(tmp_path_factory.mktemp("usual")))


class TestExports:
    def test_a_contact_on_two_deals_is_two_people(self, graph):
        assert rows(graph, "people", "deal", "person", "name", "title") == [
            ("11", "1", "Ann Lee", "CFO"),
            ("11", "2", "Bo Wu", "IT Manager"),
            ("12", "1", "Ann Lee", "CFO"),
        ]
        assert noted(graph, "left out")[["file", "line", "row"]].to_numpy().tolist() == [["contacts.csv", 4, "3"]]
        require_accounts(graph)

    def test_deals_have_company_stage_and_outcome(self, graph):
        assert rows(graph, "deals", "deal", "name", "stage", "amount", "outcome") == [
            ("11", "Press line", "Presentation Scheduled", 1000, None),
            ("12", "Old line", "Closed Won", 500, "won"),
        ]
        assert rows(graph, "team", "deal", "member") == [("11", "Max"), ("12", "Nina")]

    def test_buying_roles_are_of_the_contact_and_count_on_every_deal(self, graph):
        assert rows(graph, "seats", "deal", "role", "person", "weight") == [
            ("11", "approver", "1", 1),
            ("12", "approver", "1", 1),
        ]
        inferred = noted(graph, "inferred", table="seats", column="deal")
        assert inferred["value"].tolist() == ["11", "11", "12", "12"]
        assert set(inferred["confidence"]) == {0.5}

    def test_a_role_of_whoever_has_one_deal_is_surer(self, tmp_path):
        graph = hubspot(bare(tmp_path))
        assert noted(graph, "inferred", table="seats", column="deal")["confidence"].tolist() == [0.7]

    def test_a_champion_is_a_claim_and_no_seat(self, tmp_path):
        """Rule 000-5: three conditions make a coach, and a picklist shows none of them."""
        graph = hubspot(bare(tmp_path, contacts=PLAIN["contacts"].replace("DECISION_MAKER", "CHAMPION")))
        assert rows(graph, "people", "person", "wants_us_to_win")[0] == ("1", "claimed")
        assert not len(graph.seats)

    @pytest.mark.parametrize(
        ("value", "role"),
        [
            ("BLOCKER", "influencer"),
            ("BUDGET_HOLDER", "approver"),
            ("DECISION_MAKER", "decision_maker"),
            ("END_USER", "user"),
            ("EXECUTIVE_SPONSOR", "approver"),
            ("INFLUENCER", "influencer"),
            ("LEGAL_AND_COMPLIANCE", "evaluator"),
            ("OTHER", "other"),
            ("Wizard", "other"),
        ],
    )
    def test_every_buying_role(self, tmp_path, value, role):
        graph = hubspot(bare(tmp_path, contacts=PLAIN["contacts"].replace("DECISION_MAKER", value)))
        assert rows(graph, "seats", "person", "role") == [("1", role)]
        assert "support" not in graph.people

    def test_nothing_is_inferred_where_that_is_off(self, tmp_path):
        graph = hubspot(usual(tmp_path), infer=False, as_of="2024-03-01")
        assert not len(noted(graph, "inferred"))
        assert not len(graph.seats)
        assert "BUDGET_HOLDER;CHAMPION" in noted(graph, "kept out", column="role")["source"].item()
        require_accounts(graph)

    def test_private_columns_are_kept_out(self, graph):
        assert {"Birthday", "Email", "Closed Lost Reason"} <= set(noted(graph, "kept out")["column"])
        assert "Birthday" not in graph.people

    def test_how_often_a_contact_was_contacted_is_a_contact_of_the_owners(self, graph):
        assert rows(graph, "contacts", "deal", "member", "person", "strength", "touches", "last_touch") == [
            ("11", "Max", "1", 0.6, 3, pd.Timestamp("2024-02-01")),
            ("12", "Nina", "1", 0.6, 3, pd.Timestamp("2024-02-01")),
        ]

    def test_contacts_alone_tell_of_their_deals(self, tmp_path):
        graph = hubspot(export(tmp_path, contacts=CONTACTS) / "contacts.csv")
        assert rows(graph, "deals", "deal", "name") == [("11", "Press line"), ("12", "Old line")]
        assert rows(graph, "contacts", "deal", "member") == [("11", "Max"), ("12", "Max")]
        require_accounts(graph)

    def test_deals_alone_tell_of_their_contacts(self, tmp_path):
        graph = hubspot(export(tmp_path, deals=DEALS))
        assert rows(graph, "people", "deal", "person", "name") == [
            ("11", "1", "Ann Lee"),
            ("11", "2", "Bo Wu"),
            ("12", "1", "Ann Lee"),
        ]
        require_accounts(graph)

    def test_names_stand_in_for_ids(self, tmp_path):
        text = "First Name,Last Name,Buying Role,Deal Name\nAnn,Lee,END_USER;INFLUENCER,Press;Old\nBo,Wu,,Press\n"
        graph = hubspot(export(tmp_path, contacts=text))
        assert rows(graph, "people", "deal", "person") == [
            ("Old", "Ann Lee"),
            ("Press", "Ann Lee"),
            ("Press", "Bo Wu"),
        ]
        assert sorted(rows(graph, "seats", "deal", "role")) == [
            ("Old", "influencer"),
            ("Old", "user"),
            ("Press", "influencer"),
            ("Press", "user"),
        ]
        assert noted(graph, "renamed")["column"].tolist() == ["person", "deal"]

    def test_names_of_deals_find_the_deals(self, tmp_path):
        contacts = "Record ID,Last Name,Associated Deal\n1,Lee,press LINE\n2,Wu,New line\n"
        graph = hubspot(usual(tmp_path, contacts=contacts, deals=DEALS.split("Max,1;2")[0] + "Max,,,,\n"))
        assert rows(graph, "people", "deal", "person") == [("11", "1")]
        assert "refers to an unknown opportunity: New line" in noted(graph, "left out")["source"].tolist()
        require_accounts(graph)

    def test_a_joined_report_is_taken_apart(self, tmp_path):
        report = (
            "Deal ID,Deal Name,Deal Stage,Contact ID,First Name,Last Name,Buying Role\n"
            "11,Press,Closed Lost,1,Ann,Lee,DECISION_MAKER\n11,Press,Closed Lost,2,Bo,Wu,\n12,Old,,,,,\n"
        )
        graph = hubspot(export(tmp_path, q3=report))
        assert rows(graph, "people", "deal", "person") == [("11", "1"), ("11", "2")]
        assert rows(graph, "deals", "deal", "outcome") == [("11", "lost"), ("12", None)]
        assert rows(graph, "seats", "role", "person") == [("decision_maker", "1")]
        require_accounts(graph)

    def test_headers_tell_what_a_file_is_where_its_name_does_not(self, tmp_path):
        graph = hubspot(
            export(tmp_path, a1=CONTACTS, a2=DEALS, **{"hubspot-crm-exports-all-tickets-2024": "a,b\n1,2\n"})
        )
        assert len(graph.people) == 3
        require_accounts(graph)


class TestAssociations:
    def test_the_api_names_its_properties(self, tmp_path):
        graph = hubspot(bare(tmp_path))
        assert rows(graph, "people", "person", "name") == [("1", "Ann Lee"), ("2", "Bo Wu"), ("3", "Cy Ott")]
        assert rows(graph, "deals", "stage", "close_date") == [("contractsent", pd.Timestamp("2024-06-30"))]
        require_accounts(graph)

    def test_a_label_is_a_role_of_that_deal_and_comes_before_the_contacts(self, tmp_path):
        header = "Record ID - Deal,Record ID - Contact,Association Label\n"
        links = header + "11,1,Economic buyer;Blocker\n11,2,Deal to contact\n"
        graph = hubspot(bare(tmp_path, deal_contact=links))
        assert rows(graph, "seats", "role", "person") == [("approver", "1"), ("influencer", "1")]
        assert noted(graph, "kept out", column="role")["source"].str.contains("state other roles").any()
        require_accounts(graph)

    @pytest.mark.parametrize(
        ("text", "bosses"),
        [
            ("from_id,to_id,from_label,to_label\n1,2,Employee,Manager\n2,1,Manager,Employee\n", [("1", "2")]),
            ("from_id,to_id,from_label,to_label\n1,2,,Employee\n", [("2", "1")]),
            ("from_id,to_id,label\n1,2,Manager\n2,1,Employee\n", [("1", "2")]),
            ("from_id,to_id,label\n1,2,Manager/Employee\n1,3,Colleague\n", []),
            ("from_id,to_id,from_label,to_label\n1,2,Manager,Manager\n1,1,Employee,Manager\n", []),
        ],
    )
    def test_manager_and_employee_is_who_reports_to_whom(self, tmp_path, text, bosses):
        graph = hubspot(bare(tmp_path, contact_contact=text))
        assert (rows(graph, "relationships", "source", "target") if bosses else []) == bosses
        assert len(graph.relationships) == len(bosses)
        require_accounts(graph)

    def test_a_single_label_is_inferred(self, tmp_path):
        related = "from_id,to_id,label\n1,2,Manager\n"
        graph = hubspot(bare(tmp_path, contact_contact=related))
        assert noted(graph, "inferred", table="relationships")["confidence"].tolist() == [0.7]
        graph = hubspot(bare(tmp_path, contact_contact=related), infer=False)
        assert not len(graph.relationships)
        assert noted(graph, "left out", file="contact_contact.csv")["line"].tolist() == [2]

    def test_a_second_manager_is_left_out(self, tmp_path):
        related = (
            "from_id,to_id,from_label,to_label\n1,2,Employee,Manager\n1,3,Employee,Manager\n9,1,Employee,Manager\n"
        )
        graph = hubspot(bare(tmp_path, contact_contact=related))
        assert rows(graph, "relationships", "source", "target") == [("1", "2")]
        assert noted(graph, "left out", file="contact_contact.csv")["source"].tolist() == [
            "is about 9, which is in no file",
            "1 already has another reports_to: 2",
        ]
        require_accounts(graph)

    def test_associations_without_their_records_are_ids_alone(self, tmp_path):
        graph = hubspot(bare(tmp_path, deal_contact="contact_id,deal_id,category\n5,55,HUBSPOT_DEFINED\n"))
        assert rows(graph, "people", "deal", "person") == [("55", "5")]
        assert noted(graph, "inferred", column="person")["source"].str.contains("only its id is known").all()
        require_accounts(graph)


WAREHOUSE = {
    "contact": "id,property_firstname,property_lastname,property_jobtitle,property_hs_buying_role,"
    "_fivetran_deleted\n"
    "1,Ann,Lee,CFO,END_USER,FALSE\n2,Bo,Wu,,,FALSE\n4,Di,Fox,,,TRUE\n",
    "deal": "deal_id,is_deleted,deal_pipeline_stage_id,owner_id,property_dealname,property_amount\n"
    "11,false,s1,7,Press,1000\n12,false,s2,7,Old,\n",
    "deal_contact": "contact_id,deal_id,type_id,category\n1,11,3,HUBSPOT_DEFINED\n2,12,3,HUBSPOT_DEFINED\n"
    "4,11,3,HUBSPOT_DEFINED\n",
    "deal_pipeline_stage": "stage_id,label,closed_won,is_closed\n"
    "s1,Contract sent,FALSE,FALSE\ns2,Archive,FALSE,TRUE\n"
    "s3,Idle,FALSE,FALSE\n",
    "owner": "owner_id,first_name,last_name,email\n7,Max,Seller,m@us.example\n8,Nina,Idle,\n",
    "company": "id,property_name\n9,Acme\n",
    "deal_company": "company_id,deal_id,type_id\n9,11,5\n9,99,5\n",
    "engagement": "id,owner_id,timestamp,type\ne1,7,2024-02-01 10:00:00,CALL\ne2,7,2024-02-02,CALL\n",
    "engagement_contact": "engagement_id,contact_id\ne1,1\ne1,2\ne2,99\ne9,1\n",
    "engagement_deal": "engagement_id,deal_id\ne1,11\ne2,11\n",
}


class TestWarehouse:
    def test_tables_are_put_together(self, tmp_path):
        graph = hubspot(export(tmp_path, **WAREHOUSE))
        assert rows(graph, "deals", "deal", "account", "stage", "outcome") == [
            ("11", "Acme", "Contract sent", None),
            ("12", None, "Archive", "lost"),
        ]
        assert rows(graph, "team", "deal", "name") == [("11", "Max Seller"), ("12", "Max Seller")]
        assert rows(graph, "contacts", "deal", "member", "person", "last_touch") == [
            ("11", "7", "1", pd.Timestamp("2024-02-01")),
            ("11", "7", "2", pd.Timestamp("2024-02-01")),
        ]
        assert rows(graph, "people", "deal", "person") == [("11", "1"), ("11", "2"), ("12", "2")]

    def test_every_row_is_accounted_for(self, tmp_path):
        graph = hubspot(export(tmp_path, **WAREHOUSE))
        require_accounts(graph)
        assert graph.files.set_index("file")["left_out"].to_dict() == {
            "company.csv": 0,
            "contact.csv": 1,
            "deal.csv": 0,
            "deal_company.csv": 1,
            "deal_contact.csv": 1,
            "deal_pipeline_stage.csv": 1,
            "engagement.csv": 1,
            "engagement_contact.csv": 2,
            "engagement_deal.csv": 1,
            "owner.csv": 1,
        }


class TestDirt:
    def test_merged_contacts_are_the_one_they_were_merged_into(self, tmp_path):
        contacts = (
            "id,property_lastname,property_jobtitle,property_hs_calculated_merged_vids\n"
            "2,Old,CFO,\n1,Lee,,2:1661707291575;3:1661707931852\n"
        )
        graph = hubspot(bare(tmp_path, contacts=contacts))
        assert rows(graph, "people", "deal", "person", "name", "title") == [("11", "1", "Lee", "CFO")]
        assert noted(graph, "merged", file="contacts.csv")["line"].tolist() == [2]
        assert noted(graph, "merged", file="deal_contact.csv")["line"].tolist() == [3, 4]
        assert "3 was merged into it" in noted(graph, "renamed")["source"].tolist()
        require_accounts(graph)

    def test_merges_in_a_circle_end(self, tmp_path):
        contacts = "id,lastname,hs_calculated_merged_vids\n1,Lee,2:1\n2,Wu,1:1\n3,Ott,3:1\n"
        graph = hubspot(bare(tmp_path, contacts=contacts))
        assert rows(graph, "people", "person") == [("1",), ("3",)]
        require_accounts(graph)

    def test_ids_as_spreadsheets_write_them(self, tmp_path):
        links = "deal_id,contact_id\n11.0,1.0\n11,7.89E+07\n,2\n11,#N/A\n"
        graph = hubspot(bare(tmp_path, deal_contact=links))
        assert rows(graph, "people", "deal", "person") == [("11", "1")]
        assert "7.89E+07 was cut short by a spreadsheet" in noted(graph, "dropped")["source"].tolist()
        require_accounts(graph)

    def test_the_first_of_several_companies_counts(self, tmp_path):
        deals = DEALS.replace("Pipeline", "Associated Company").replace("Sales", "Acme;Other")
        graph = hubspot(usual(tmp_path, deals=deals))
        assert rows(graph, "deals", "account")[0] == ("Acme",)
        assert noted(graph, "kept out", source="Acme;Other")["line"].tolist() == [2, 3]

    def test_the_same_mail_on_a_deal_is_one_person(self, tmp_path):
        graph = hubspot(usual(tmp_path, contacts=CONTACTS.replace("bo@x.example", "ANN@x.example")))
        assert rows(graph, "people", "deal", "person") == [("11", "1"), ("12", "1")]
        require_accounts(graph)

    def test_people_without_seats_are_a_graph_that_scores(self, tmp_path):
        graph = hubspot(bare(tmp_path, contacts=PLAIN["contacts"].replace("DECISION_MAKER", "")))
        assert not len(graph.seats)
        assert influence.score(graph).loc["11", "certainty"] == 0
        assert "No support that counts is known" in influence.show.report(graph, deal="11").html

    def test_contacts_of_the_company_only_where_asked_for(self, tmp_path):
        contacts = "Record ID,Last Name,Associated Company\n1,Lee,Acme\n2,Wu,Other\n"
        deals = "Record ID,Deal Name,Deal Stage,Associated Company\n11,Press,Won,Acme\n"
        place = export(tmp_path, contacts=contacts, deals=deals)
        with pytest.raises(InvalidData, match="export the associations too, or pass account_contacts=True"):
            hubspot(place)
        assert rows(hubspot(place, account_contacts=True), "people", "deal", "person") == [("11", "1")]

    def test_no_hubspot_export(self, tmp_path):
        with pytest.raises(InvalidData, match="has no contacts"):
            hubspot(export(tmp_path, prices="article,price\na,1\n"))
        with pytest.raises(InfluenceError, match="path is of type int"):
            hubspot(3)


IDS = ["1", "2", "3", " 2", "2.0", "", "#N/A", "99", "7.1E+10", "Ann Lee"]
LISTS = ["1", "1;2", "2;1;1", "", "99", ";", "3;", "Ann Lee;Bo", "Press;Old"]
WORDS = ["Ann Lee", "Bo (DM)", "ann  lee", "", "NA", "Cy (GONE)", "Press", "=1+1", "Closed Won", "CEO"]
ROLES = ["BUDGET_HOLDER;CHAMPION", "Wizard", "", ";", "BLOCKER", "Manager", "Employee", "Colleague"]
DAYS = ["2024-01-02", "3/4/2024", "13/4/2024", "", "soon", "1661707291575", "9999-12-31", "0000-00-00"]
DIRT = {
    "contacts": {
        "Record ID": IDS, "First Name": WORDS, "Email": ["a@x.example", "", "info@x.example"], "Job Title": WORDS,
        "Buying Role": ROLES, "Contact owner": WORDS, "Last Activity Date": DAYS, "Associated Deal": LISTS,
        "Number of times contacted": ["1", "x", "-2", "", "1.5"], "Associated Company IDs": LISTS,
        "Associated Deal IDs": LISTS, "hs_calculated_merged_vids": ["", "2:166;3:1", "1", "4:1;99:2", ";"],
    },
    "deals": {
        "Record ID": IDS, "Deal Name": WORDS, "Deal Stage": WORDS, "Close Date": DAYS, "Deal owner": WORDS,
        "Associated Contact IDs": LISTS, "Associated Contact": LISTS, "Is Closed Won": ["true", "maybe", ""],
        "is_deleted": ["true", "", "false"],
    },
    "deal_contact": {"contact_id": IDS, "deal_id": IDS, "label": ROLES},
    "contact_contact": {"from_contact_id": IDS, "to_contact_id": IDS, "label": ROLES, "from_label": ROLES},
    "deal_pipeline_stage": {"stage_id": WORDS, "label": WORDS, "closed_won": ["true", ""]},
    "owner": {"owner_id": IDS, "first_name": WORDS},
    "engagement": {"id": IDS, "owner_id": IDS, "timestamp": DAYS, "Associated Contact IDs": LISTS},
    "engagement_call": {"engagement_id": IDS, "hs_timestamp": DAYS, "hs_call_status": ["COMPLETED", "BUSY", ""]},
    "engagement_contact": {"engagement_id": IDS, "contact_id": IDS},
    "engagement_deal": {"engagement_id": IDS, "deal_id": IDS},
    "deal_company": {"deal_id": IDS, "company_id": IDS},
    "report": {"Deal ID": IDS, "Deal Name": WORDS, "Contact ID": IDS, "First Name": WORDS, "Buying Role": ROLES},
}  # fmt: skip


@pytest.mark.slow
def test_whatever_the_dirt_every_row_is_used_or_left_out(tmp_path):
    require_accounts_of_random_exports(hubspot, DIRT, tmp_path)

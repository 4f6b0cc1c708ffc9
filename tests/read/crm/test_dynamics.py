"""Dynamics 365 exports in each of their forms, and as dirty as they are, become graphs with every row accounted for."""

from __future__ import annotations

import pandas as pd
import pytest

import influence
from influence import InfluenceError, InvalidData
from influence.read.crm.dynamics import dynamics
from tests.read.crm.crm_exports import export, noted, require_accounts, require_accounts_of_random_exports, rows


def guid(number):
    return f"0a0b0c0d-0000-0000-0000-{number:012d}"


ANN, BO, CY, PRESS, OLD, ACME, MAX = map(guid, (1, 2, 3, 11, 12, 90, 70))
BUYER, STAKEHOLDER, EMPLOYEE, MANAGER, COLLEAGUE, FRIEND = map(guid, range(51, 57))
CONNECTION = (
    "connectionid,_record1id_value,record1objecttypecode,_record1roleid_value,"
    "_record2id_value,record2objecttypecode,_record2roleid_value\n"
)
TABLES = {
    "contact": "contactid,fullname,jobtitle,_parentcustomerid_value,managername,msdyn_decisioninfluencetag,telephone1\n"
    f"{ANN},Ann Lee,CFO,{ACME},,,555\n{{{BO.upper()}}},Bo Wu,Engineer,{ACME},Ann Lee,,\n{CY},Cy Ott,,{ACME},,0,\n",
    "opportunity": "opportunityid,name,_parentaccountid_value,estimatedvalue,estimatedclosedate,stepname,statecode,"
    "_ownerid_value,_parentcontactid_value\n"
    f"{PRESS},Press line,{ACME},1000,2024-06-30,1-Qualify,0,{MAX},\n{OLD},Old line,{ACME},,,4-Close,1,{MAX},\n",
    "connection": CONNECTION
    + f"x1,{PRESS},3,,{ANN},2,{BUYER}\nx2,{ANN},2,{BUYER},{PRESS},3,\n"
    + f"x3,{{{BO}}},2,{STAKEHOLDER},{PRESS},3,\nx4,{OLD.upper()},3,,{CY},2,\n",
    "connectionrole": "connectionroleid,name\n"
    f"{BUYER},Economic Buyer\n{STAKEHOLDER},Stakeholder\n{EMPLOYEE},Employee\n{MANAGER},Manager\n"
    f"{COLLEAGUE},Colleague\n{FRIEND},Friend\n",
    "account": f"accountid,name\n{ACME},Acme\n",
    "systemuser": f"systemuserid,fullname,title\n{MAX},Max Seller,VP Sales\n",
}


def usual(tmp_path, **texts):
    return export(tmp_path, **(TABLES | texts))


def connected(*lines):
    """The usual connections, and these."""
    return TABLES["connection"] + "".join(f"y,{line}\n" for line in lines)


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    """What the usual export is read as."""
    return dynamics(usual(tmp_path_factory.mktemp("usual")))


class TestTables:
    def test_connections_point_either_way_and_are_said_twice(self, graph):
        assert rows(graph, "people", "deal", "person", "name") == [
            (PRESS, ANN, "Ann Lee"),
            (PRESS, BO, "Bo Wu"),
            (OLD, CY, "Cy Ott"),
        ]
        assert noted(graph, "merged", file="connection.csv")["line"].tolist() == [3]
        require_accounts(graph)

    def test_the_role_is_the_contacts_and_a_stakeholder_has_none(self, graph):
        assert rows(graph, "seats", "deal", "role", "person", "weight") == [
            (PRESS, "approver", ANN, 1),
            (OLD, "decision_maker", CY, 1),
        ]

    def test_a_tag_is_of_the_contact_and_counts_where_no_role_is_stated(self, graph, tmp_path):
        assert noted(graph, "inferred", table="seats", column="deal")[
            ["row", "value", "confidence"]
        ].to_numpy().tolist() == [[CY, OLD, 0.7]]
        tagged = TABLES["contact"].replace(f"CFO,{ACME},,,555", f"CFO,{ACME},,1,555")
        graph = dynamics(usual(tmp_path, contact=tagged))
        assert rows(graph, "seats", "role", "person")[0] == ("approver", ANN)
        assert noted(graph, "kept out", column="role")["row"].tolist() == [ANN]

    @pytest.mark.parametrize(
        ("tag", "role"),
        [("0", "decision_maker"), ("1", "influencer"), ("2", "influencer"), ("Decision maker", "decision_maker")],
    )
    def test_every_tag(self, tmp_path, tag, role):
        graph = dynamics(usual(tmp_path, contact=TABLES["contact"].replace(",,0,\n", f",,{tag},\n")))
        assert rows(graph, "seats", "role", "person")[-1] == (role, CY)
        assert "support" not in graph.people

    @pytest.mark.parametrize("tag", ["3", "Unknown", ""])
    def test_an_unknown_tag_is_no_role(self, tmp_path, tag):
        graph = dynamics(usual(tmp_path, contact=TABLES["contact"].replace(",,0,\n", f",,{tag},\n")))
        assert rows(graph, "seats", "person") == [(ANN,)]

    def test_opportunities_have_account_owner_and_outcome(self, graph, tmp_path):
        assert rows(graph, "deals", "account", "name", "stage", "amount", "outcome") == [
            ("Acme", "Press line", "1-Qualify", 1000, None),
            ("Acme", "Old line", "4-Close", None, "won"),
        ]
        assert rows(graph, "team", "deal", "name") == [(PRESS, "Max Seller"), (OLD, "Max Seller")]
        lost = TABLES["opportunity"].replace("4-Close,1", "4-Close,Lost")
        assert rows(dynamics(usual(tmp_path, opportunity=lost), infer=False), "deals", "outcome")[1] == ("lost",)

    def test_a_manager_is_found_by_name(self, graph):
        assert rows(graph, "relationships", "deal", "source", "target", "kind") == [(PRESS, BO, ANN, "reports_to")]

    def test_ids_in_braces_and_capitals_are_one_id(self, graph):
        renamed = noted(graph, "renamed").drop_duplicates("file").set_index("file")["source"]
        assert renamed["contact.csv"] == "ids in braces or capitals, in 1 row"
        assert renamed["connection.csv"] == "ids in braces or capitals, in 2 rows"
        assert {ANN, BO, CY} == set(graph.people["person"])

    def test_private_columns_and_checksums_are_kept_out(self, tmp_path):
        contact = TABLES["contact"].replace("contactid", "(Do Not Modify) Contact").replace("telephone1", "Birthday")
        checked = "".join(f"{line},abc=\n" for line in contact.splitlines()).replace(
            "Birthday,abc=", "Birthday,(Do Not Modify) Row Checksum"
        )
        graph = dynamics(usual(tmp_path, contact=checked))
        assert {"Birthday", "(Do Not Modify) Row Checksum"} <= set(noted(graph, "kept out")["column"])
        assert len(graph.people) == 3

    def test_the_contact_and_the_customer_of_an_opportunity_are_on_it(self, tmp_path):
        opportunity = (
            "opportunityid,name,_customerid_value,_parentcontactid_value\n"
            f"{PRESS},Press,{BO},\n{OLD},Old,{ACME},{ANN}\n"
        )
        graph = dynamics(usual(tmp_path, opportunity=opportunity, connection=CONNECTION))
        assert rows(graph, "people", "deal", "person") == [(PRESS, BO), (OLD, ANN)]
        assert rows(graph, "deals", "account") == [(None,), ("Acme",)]

    def test_nothing_is_inferred_where_that_is_off(self, tmp_path):
        graph = dynamics(usual(tmp_path), infer=False, as_of="2024-03-01")
        assert not len(noted(graph, "inferred"))
        assert rows(graph, "seats", "role", "weight") == [("approver", 0)]
        assert noted(graph, "kept out", column="role")["row"].tolist() == [CY]


class TestRelationships:
    @pytest.mark.parametrize(
        ("line", "boss"),
        [
            (f"{CY},2,{EMPLOYEE},{ANN},2,{MANAGER}", True),
            (f"{ANN},2,{MANAGER},{CY},2,{EMPLOYEE}", True),
            (f"{ANN},2,{MANAGER},{CY},2,", True),
            (f"{CY},2,Direct Report,{ANN},2,", True),
            (f"{CY},2,{COLLEAGUE},{ANN},2,{COLLEAGUE}", False),
            (f"{CY},2,{FRIEND},{ANN},2,", False),
            (f"{CY},2,{MANAGER},{ANN},2,{MANAGER}", False),
            (f"{CY},2,Influencer,{ANN},2,{EMPLOYEE}", False),
        ],
    )
    def test_two_contacts_report_only_where_the_roles_say_who_to_whom(self, tmp_path, line, boss):
        connection = connected(line, f"{PRESS},3,,{CY},2,")
        graph = dynamics(usual(tmp_path, connection=connection))
        assert ((PRESS, CY, ANN) in rows(graph, "relationships", "deal", "source", "target")) == boss
        assert len(noted(graph, "left out", file="connection.csv")) == (not boss)
        require_accounts(graph)

    def test_an_organisation_chart_says_who_reports_to_whom(self, tmp_path):
        chart = f"msdyn_orgchartnodeid,msdyn_contactid,msdyn_parentid\nn1,{ANN},\nn2,{CY},n1\nn3,{guid(99)},n1\n"
        place = usual(tmp_path, connection=connected(f"{PRESS},3,,{CY},2,"), msdyn_orgchartnode=chart)
        graph = dynamics(place)
        assert (CY, ANN) in rows(graph, "relationships", "source", "target")
        assert noted(graph, "left out", file="msdyn_orgchartnode.csv")["line"].tolist() == [2, 4]
        require_accounts(graph)


class TestActivities:
    CALLS = (
        "activityid,_regardingobjectid_value,_ownerid_value,actualend,statecode\n"
        f"a1,{PRESS},{MAX},2024-02-01,1\na2,{ANN},{MAX},2024-02-20,1\na3,{PRESS},{MAX},2024-02-02,0\n"
        f"a4,{PRESS},{MAX},2024-02-02,1\n"
    )
    PARTIES = (
        "activitypartyid,_activityid_value,_partyid_value\n"
        f"p1,a1,{ANN}\np2,a1,{BO}\np3,a1,{MAX}\np4,a2,{ANN}\np5,a3,{ANN}\n"
    )

    def test_parties_are_who_was_met(self, tmp_path):
        graph = dynamics(usual(tmp_path, phonecall=self.CALLS, activityparty=self.PARTIES))
        assert rows(graph, "contacts", "deal", "member", "person", "touches", "strength", "last_touch") == [
            (PRESS, MAX, ANN, 2, 0.6, pd.Timestamp("2024-02-20")),
            (PRESS, MAX, BO, 1, 0.25, pd.Timestamp("2024-02-01")),
        ]
        require_accounts(graph)

    def test_what_did_not_happen_or_was_with_nobody_is_left_out(self, tmp_path):
        graph = dynamics(usual(tmp_path, phonecall=self.CALLS, activityparty=self.PARTIES))
        out = noted(graph, "left out", file="phonecall.csv").sort_values("line")
        assert out[["line", "source"]].to_numpy().tolist() == [
            [4, "is not done yet"],
            [5, "is with none of the export's contacts"],
        ]
        out = noted(graph, "left out", file="activityparty.csv").sort_values("line")
        assert out[["line", "source"]].to_numpy().tolist() == [
            [6, "only adds to rows that are left out"],
        ]
        assert noted(graph, "merged", file="activityparty.csv")[["line", "source"]].to_numpy().tolist() == [
            [4, "is the team member whom the activity names already"]
        ]

    def test_views_show_names(self, tmp_path):
        calls = (
            "Subject,Regarding,Owner,Actual End,Activity Status,Call To\n"
            "Hi,Press line,Max Seller,2024-02-01,Completed,Ann Lee;Bo Wu\n"
        )
        graph = dynamics(usual(tmp_path, **{"Phone Call": calls}))
        assert rows(graph, "contacts", "deal", "member", "person") == [(PRESS, MAX, ANN), (PRESS, MAX, BO)]
        require_accounts(graph)


class TestViews:
    FILES = (
        ("Active Contacts", "(Do Not Modify) Contact,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,"
         "Full Name,Job Title,Company Name,Manager\n"
         f"{ANN},a=,2024-03-01,Ann Lee,CFO,Acme,\n{BO},b=,2024-03-01,Bo Wu,,Acme,Ann Lee\n"
         f"{CY},b=,2024-03-01,Cy Ott,,Acme,\n{guid(4)},b=,2024-03-01,cy ott,,Other,\n"),
        ("Open Opportunities", "(Do Not Modify) Opportunity,Topic,Account,Est. Revenue,Est. Close Date,Pipeline Phase,"
         f"Status,Owner\n{PRESS},Press line,Acme,\"$1,000.00\",6/30/2024,2-Develop,Open,Max Seller\n"),
        ("Connections", "Connected From,Role (From),Connected To,Role (To)\nPress line,,Ann Lee,Decision Maker\n"
         "Bo Wu,End User,Press line,\nPress line,,Cy Ott,Champion\nPress line,,Nobody,Champion\n"),
    )  # fmt: skip

    def test_names_stand_for_ids_where_one_record_is_called_so(self, tmp_path):
        graph = dynamics(export(tmp_path, **dict(self.FILES)))
        assert rows(graph, "people", "deal", "person", "name") == [(PRESS, ANN, "Ann Lee"), (PRESS, BO, "Bo Wu")]
        assert rows(graph, "seats", "role", "person") == [("decision_maker", ANN), ("user", BO)]
        assert rows(graph, "relationships", "source", "target") == [(BO, ANN)]
        assert rows(graph, "deals", "account", "amount", "as_of") == [("Acme", 1000, pd.Timestamp("2024-03-01"))]
        assert noted(graph, "left out", file="Connections.csv")["line"].tolist() == [4, 5]
        require_accounts(graph)

    def test_names_are_ids_where_there_are_none(self, tmp_path):
        files = {
            "contacts": "Full Name,Company Name\nAnn Lee,Acme\n",
            "opportunities": "Topic,Account\nPress line,Acme\n",
            "connections": "Connected From,Connected To,As this role\nPress line,Ann Lee,Champion\n",
        }
        graph = dynamics(export(tmp_path, **files))
        assert rows(graph, "people", "deal", "person", "wants_us_to_win") == [("Press line", "Ann Lee", "claimed")]
        assert rows(graph, "deals", "account") == [("Acme",)]
        require_accounts(graph)


class TestDirt:
    @pytest.mark.parametrize(
        ("line", "why"),
        [
            (f"{PRESS},3,,{guid(99)},2,{BUYER}", f"refers to an unknown contact: {guid(99)}"),
            (f"{guid(99)},3,,{ANN},2,{BUYER}", f"refers to an unknown opportunity: {guid(99)}"),
            (f"{PRESS},3,,{ACME},1,", "neither a contact and an opportunity in the export nor two contacts"),
            (f"{PRESS},3,,,,", "neither a contact and an opportunity in the export nor two contacts"),
            (f"{PRESS},,,{guid(99)},,", "neither a contact and an opportunity in the export nor two contacts"),
        ],
    )
    def test_connections_of_nobody_are_left_out(self, tmp_path, line, why):
        graph = dynamics(usual(tmp_path, connection=connected(line)))
        assert noted(graph, "left out", file="connection.csv")["source"].str.contains(why).tolist() == [True]
        require_accounts(graph)

    def test_connections_that_ended_are_left_out(self, tmp_path):
        connection = (
            TABLES["connection"]
            .replace("\n", ",0\n")
            .replace("_record2roleid_value,0", "_record2roleid_value,statecode")
        )
        graph = dynamics(usual(tmp_path, connection=connection.replace(f"{CY},2,,0", f"{CY},2,,1")))
        assert noted(graph, "left out", source="is not active")["line"].tolist() == [5]
        assert rows(graph, "people", "person") == [(ANN,), (BO,)]

    def test_roles_that_no_connection_has_are_left_out(self, graph):
        assert noted(graph, "left out", file="connectionrole.csv")["line"].tolist() == [4, 5, 6, 7]

    def test_the_same_contact_twice_is_merged(self, tmp_path):
        contact = TABLES["contact"] + f"{ANN.upper()},Ann Lee,Chief,,,,\n"
        graph = dynamics(usual(tmp_path, contact=contact))
        assert noted(graph, "merged", file="contact.csv")["line"].tolist() == [5]
        assert rows(graph, "people", "title")[0] == ("CFO",)
        require_accounts(graph)

    def test_hidden_sheets_and_leads_are_left_out(self, tmp_path):
        graph = dynamics(usual(tmp_path, hiddenDataSheet="a,b\n1,2\n", leads="leadid,fullname\nl1,Ann\n"))
        assert graph.files.set_index("file").loc[["hiddenDataSheet.csv", "leads.csv"], "left_out"].tolist() == [1, 1]

    def test_contacts_of_the_account_only_where_asked_for(self, tmp_path):
        place = export(tmp_path, **{name: TABLES[name] for name in ("contact", "opportunity", "account")})
        with pytest.raises(InvalidData, match="export the connections too, or pass account_contacts=True"):
            dynamics(place)
        assert len(dynamics(place, account_contacts=True).people) == 6

    def test_scores_and_reports_run_on_what_little_is_known(self, graph):
        assert influence.score(graph).loc[PRESS, "certainty"] == 0
        assert "No support that counts is known" in influence.show.report(graph, deal=PRESS).html

    def test_no_dynamics_export(self, tmp_path):
        with pytest.raises(InvalidData, match="has no contacts"):
            dynamics(export(tmp_path, prices="article,price\na,1\n"))
        with pytest.raises(InfluenceError, match="path is of type int"):
            dynamics(3)


IDS = [ANN, BO, CY, PRESS, ANN.upper(), f"{{{BO}}}", "", "#N/A", "zz", "Ann Lee", "Press"]
WORDS = ["Ann Lee", "Bo (DM)", "ann  lee", "", "NA", "Cy (GONE)", "Press", "=1+1", "CEO"]
ROLES = ["Stakeholder", "Decision Maker", "", "Manager", "Employee", "Colleague", ANN, BO, "0", "3", "Unknown"]
DAYS = ["2024-01-02", "3/4/2024", "13/4/2024", "", "soon", "9999-12-31"]
STATES = ["0", "1", "2", "3", "", "Won", "Completed", "?"]
TYPES = ["2", "3", "1", "", "contact"]
DIRT = {
    "contact": {
        "contactid": IDS, "fullname": WORDS, "jobtitle": WORDS, "parentcustomerid": IDS, "managername": WORDS,
        "_parentcontactid_value": IDS, "emailaddress1": ["a@x.example", ""], "msdyn_decisioninfluencetag": ROLES,
        "_ownerid_value": IDS, "modifiedon": DAYS,
    },
    "opportunity": {
        "opportunityid": IDS, "name": WORDS, "_parentaccountid_value": IDS, "_customerid_value": IDS,
        "_parentcontactid_value": IDS, "estimatedvalue": ["1", "x", "$2,000.00"], "estimatedclosedate": DAYS,
        "statecode": STATES, "_ownerid_value": IDS,
    },
    "connection": {
        "_record1id_value": IDS, "record1objecttypecode": TYPES, "_record1roleid_value": ROLES,
        "_record2id_value": IDS, "record2objecttypecode": TYPES, "_record2roleid_value": ROLES, "statecode": STATES,
    },
    "my connections": {"Connected From": WORDS, "Role (From)": ROLES, "Connected To": WORDS, "Role (To)": ROLES},
    "connectionrole": {"connectionroleid": IDS, "name": ROLES},
    "account": {"accountid": IDS, "name": WORDS},
    "systemuser": {"systemuserid": IDS, "fullname": WORDS, "title": WORDS},
    "phonecall": {
        "activityid": IDS, "_regardingobjectid_value": IDS, "_ownerid_value": IDS, "actualend": DAYS,
        "statecode": STATES, "Call To": ["Ann Lee;Bo", "Ann Lee", "", ";"],
    },
    "email": {"activityid": IDS, "Regarding": WORDS, "Owner": WORDS, "Actual End": DAYS, "Activity Status": STATES},
    "activityparty": {"_activityid_value": IDS, "_partyid_value": IDS},
    "msdyn_orgchartnode": {"msdyn_orgchartnodeid": IDS, "msdyn_contactid": IDS, "msdyn_parentid": IDS},
}  # fmt: skip


@pytest.mark.slow
def test_whatever_the_dirt_every_row_is_used_or_left_out(tmp_path):
    require_accounts_of_random_exports(dynamics, DIRT, tmp_path)

"""Salesforce's joined reports and sObject trees, and what is refused."""

from __future__ import annotations

import json

import pytest

import influence
from influence import InfluenceError, InvalidData
from influence.read.crm.salesforce import salesforce
from tests.read.crm.crm_exports import export, noted, require_accounts, rows
from tests.read.crm.salesforce_files import CONTACT, DEALS, TASKS, USERS, usual

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
        assert "No support that counts is known" in influence.show.report(graph, deal="006D").html

"""Exports whose columns say more than their names: cases that people had, each with the values beside its input."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

import influence
from influence import InvalidData
from influence.read import hubspot, salesforce
from tests.read.crm.crm_exports import export, noted, require_accounts, rows

CASES = Path(__file__).parents[2] / "data" / "field" / "crm"


def case(number):
    (place,) = CASES.glob(f"{number}_*")
    return place, json.loads((place / "expected.json").read_text(encoding="utf-8"))


def named(graph):
    return dict(rows(graph, "people", "person", "name"))


class TestJoinedQueries:
    @pytest.mark.parametrize("name", ["OpportunityContactRole", "report", "Contact", "Opportunity", "query 7", "Task"])
    def test_type_marks_are_no_ids_whatever_the_file_is_called(self, tmp_path, name):
        place, right = case("01")
        shutil.copy(place / "input" / "OpportunityContactRole.csv", tmp_path / f"{name}.csv")
        graph = salesforce(tmp_path)
        require_accounts(graph)
        assert sorted(graph.deals["deal"]) == right["deals"]
        assert {deal: sorted(people["person"]) for deal, people in graph.people.groupby("deal")} == right["people"]
        assert sorted(map(list, rows(graph, "seats", "deal", "role", "person", "weight"))) == sorted(right["seats"])
        assert dict(rows(graph, "people", "name", "title")) == right["titles"]
        assert dict(rows(graph, "deals", "deal", "stage")) == right["stage"]
        kept_out = noted(graph, "kept out", source="says the same type in every row, and no id")
        assert kept_out["column"].tolist() == ["_", "Opportunity", "Contact"]

    @pytest.mark.parametrize("name", ["OpportunityContactRole", "report1", "contacts"])
    def test_a_joined_file_of_roles_keeps_names_titles_and_stages(self, tmp_path, name):
        place, right = case("02")
        shutil.copy(place / "input" / "OpportunityContactRole.csv", tmp_path / f"{name}.csv")
        graph = salesforce(tmp_path)
        assert (len(graph.deals), len(graph.people)) == (right["deals"], right["people"])
        assert named(graph) == right["names"]
        assert dict(rows(graph, "people", "person", "layer")) == right["layer"]
        assert dict(rows(graph, "deals", "deal", "name")) == right["deal_names"]
        assert dict(rows(graph, "deals", "deal", "stage")) == right["stage"]

    def test_the_json_of_a_query_reads_alike(self):
        place, right = case("02")
        graph = salesforce(place / "input_json")
        assert named(graph) == right["json/query.json"]["names"]
        assert rows(graph, "deals", "deal", "name", "stage") == [("006A", "Press line", "Negotiation")]
        assert rows(graph, "people", "title") == [("CFO",), ("Engineer",)]

    def test_objects_joined_through_others(self, tmp_path):
        record = {
            "attributes": {"type": "OpportunityContactRole"},
            "Role": "Evaluator",
            "Opportunity": {"Id": "006A", "Name": "Press line", "Owner": {"Name": "Petra"}},
            "Contact": {"Id": "003A", "Name": "Ann", "Account": {"Name": "Acme"}},
        }
        (tmp_path / "q.json").write_text(json.dumps({"records": [record]}), encoding="utf-8")
        graph = salesforce(tmp_path)
        assert rows(graph, "team", "member") == [("Petra",)]
        assert rows(graph, "deals", "account") == [("Acme",)]

    def test_a_column_that_says_different_things_is_no_mark(self, tmp_path):
        roles = "OpportunityId,ContactId,Role\n006A,[Ann],User\n006A,[Bo],User\n"
        assert set(salesforce(export(tmp_path, roles=roles)).people["person"]) == {"[Ann]", "[Bo]"}


class TestTablesBesideActivitiesAndDeals:
    def test_attendees_count_but_not_those_who_declined(self):
        place, right = case("05")
        graph = salesforce(place / "input")
        require_accounts(graph)
        assert sorted(map(list, rows(graph, "contacts", "side", "member", "person"))) == right["contacts"]
        assert influence.coverage(graph).by_deal["coverage"].tolist() == pytest.approx([right["coverage"]])
        assert len(influence.diagnose(graph).detail) == right["red_flags"]
        assert noted(graph, "left out", source="declined the invitation")["line"].tolist() == [4]

    def test_tasks_have_them_too_and_whom_the_task_names_may_be_absent(self, tmp_path):
        folder = export(
            tmp_path,
            Contact="Id,LastName\n003A,Lee\n003B,Wu\n003C,Fox\n",
            Opportunity="Id,Name,StageName,OwnerId\n006A,Big,Neg,005A\n",
            OpportunityContactRole="OpportunityId,ContactId,Role\n006A,003A,User\n006A,003B,User\n006A,003C,User\n",
            Task="Id,WhoId,WhatId,OwnerId,ActivityDate,Status\n00TA,003B,006A,005A,2024-05-01,Completed\n"
            "00TB,,006A,005A,2024-05-02,Completed\n",
            TaskRelation="TaskId,RelationId,Status\n00TA,003A,\n00TA,003B,Declined\n00TB,003C,\n00TX,003C,\n",
        )
        graph = salesforce(folder)
        require_accounts(graph)
        assert [person for (person,) in rows(graph, "contacts", "person")] == ["003A", "003C"]
        assert noted(graph, "left out", source="refers to no activity in the export")["line"].tolist() == [5]

    def test_relations_without_their_activities_are_left_out(self, tmp_path):
        folder = export(
            tmp_path,
            OpportunityContactRole="OpportunityId,ContactId,Role\n006A,003A,User\n",
            EventRelation="EventId,RelationId,Status\n00UA,003A,Accepted\n",
        )
        graph = salesforce(folder)
        require_accounts(graph)
        assert noted(graph, "left out", source="refers to no activity in the export")["line"].tolist() == [2]

    def test_our_team_by_deal(self):
        place, right = case("17")
        graph = salesforce(place / "input")
        require_accounts(graph)
        assert sorted(map(list, rows(graph, "team", "deal", "member"))) == right["team"]
        assert [name for (name,) in rows(graph, "team", "name")] == right["names"]
        assert rows(graph, "team", "function")[2] == ("VP Sales",)

    def test_our_team_without_a_file_of_users(self, tmp_path):
        place, right = case("17")
        shutil.copytree(place / "input", tmp_path / "export")
        (tmp_path / "export" / "User.csv").unlink()
        with (tmp_path / "export" / "OpportunityTeamMember.csv").open("a", encoding="utf-8") as file:
            file.write("00qD,006000000000001,005A,Twice,,\n00qE,006000000000009,005A,Elsewhere,,\n")
            file.write("00qF,006000000000001,005D,Legal Counsel,,\n")
        graph = salesforce(tmp_path / "export")
        require_accounts(graph)
        assert [name for (name,) in rows(graph, "team", "name")] == [*right["names"], None]
        assert rows(graph, "team", "function")[-1] == ("Legal Counsel",)

    def test_a_person_who_is_the_account_is_on_the_deal(self, tmp_path):
        place, right = case("20")
        assert sorted(map(list, rows(salesforce(place / "input"), "people", "deal", "person"))) == right["people"]
        for missing in ("Contact.csv", "Account.csv"):
            folder = shutil.copytree(place / "input", tmp_path / missing)
            (folder / missing).unlink()
            graph = salesforce(folder)
            require_accounts(graph)
            assert ("006P", "003P", "Ann Lee", "Owner") in rows(graph, "people", "deal", "person", "name", "title")

    def test_the_contact_that_an_opportunity_names_is_on_it(self, tmp_path):
        folder = export(
            tmp_path,
            Contact="Id,LastName\n003A,Lee\n003B,Wu\n",
            Opportunity="Id,Name,StageName,ContactId\n006A,Big,Neg,003A\n006B,Old,Neg,003X\n",
            OpportunityContactRole="OpportunityId,ContactId,Role\n006A,003B,User\n",
        )
        graph = salesforce(folder)
        require_accounts(graph)
        assert rows(graph, "people", "deal", "person") == [("006A", "003A"), ("006A", "003B")]
        assert noted(graph, "left out", source="refers to an unknown contact: 003X")["row"].tolist() == ["003X"]


class TestHubSpotByOtherRoads:
    @pytest.mark.parametrize("folder", ["input", "input_stitch"])
    def test_the_spellings_of_warehouses(self, folder):
        place, right = case("07")
        graph = hubspot(place / folder)
        require_accounts(graph)
        assert sorted(map(list, rows(graph, "people", "deal", "person", "name", "title"))) == right["people"]
        assert dict(rows(graph, "deals", "deal", "amount")) == right["amount"]
        assert dict(rows(graph, "deals", "deal", "outcome")) == {"7": None, **right["outcome"]}
        assert list(map(list, rows(graph, "seats", "deal", "role", "person", "weight"))) == right["seats"]
        assert sorted(map(list, rows(graph, "team", "deal", "member"))) == right["team"]
        assert rows(graph, "deals", "account") == [("900",), ("900",)]

    @pytest.mark.parametrize(
        "cell", ['["101","102"]', "[101, 102]", "['101', '102']", "{101,102}", '[{"id":"101"},{"id":"102"}]', "101;102"]
    )
    def test_lists_however_they_are_written(self, tmp_path, cell):
        quoted = cell.replace('"', '""')
        graph = hubspot(
            export(
                tmp_path,
                deals=f'properties__hs_object_id,properties__dealname,associations_contacts\n7,Big,"{quoted}"\n',
                contacts="properties.hs_object_id,properties.firstname.value\n101,Ann\n102,Bo\n",
            )
        )
        assert named(graph) == {"101": "Ann", "102": "Bo"}

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("deals__contacts", "value,contacts_id,_dlt_id\n7,101,x\n7,102,y\n"),
            ("contacts__deals", "value,deals_id,_dlt_id\n101,7,x\n102,7,y\n"),
            ("deals__associations__associatedvids", "_sdc_source_key_dealid,value\n7,101\n7,102\n"),
        ],
    )
    def test_lists_as_tables_of_their_own(self, tmp_path, name, text):
        files = {"deals": "dealid,dealname\n7,Big\n", "contacts": "vid,firstname\n101,Ann\n102,Bo\n", name: text}
        assert named(hubspot(export(tmp_path, **files))) == {"101": "Ann", "102": "Bo"}

    def test_the_answers_of_its_interface(self):
        place, right = case("08")
        graph = hubspot(place / "input")
        require_accounts(graph)
        assert sorted(map(list, rows(graph, "people", "deal", "person", "name", "title"))) == right["people"]
        assert dict(rows(graph, "deals", "deal", "amount")) == right["amount"]
        assert dict(rows(graph, "deals", "deal", "stage")) == right["stage"]

    @pytest.mark.parametrize("shape", ["pages", "bare", "one_file", "beside_csv"])
    def test_pages_bare_lists_and_both_in_one_file(self, tmp_path, shape):
        place, right = case("08")
        people, deals = (json.loads((place / "input" / f"{each}.json").read_text()) for each in ("contacts", "deals"))
        files = {
            "pages": {"contacts": [{"results": [each]} for each in people["results"]], "deals": deals},
            "bare": {"contacts": people["results"], "deals": deals["results"]},
            "one_file": {"dump": {"contacts": people["results"], "deals": deals}},
            "beside_csv": {"deals": deals},
        }[shape]
        for name, data in files.items():
            (tmp_path / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")
        if shape == "beside_csv":
            (tmp_path / "contacts.csv").write_text(
                "id,firstname,lastname,jobtitle\n101,Ann,Lee,CFO\n102,Bo,Wu,Engineer\n"
            )
        graph = hubspot(tmp_path)
        require_accounts(graph)
        assert noted(graph, "left out").empty
        assert sorted(map(list, rows(graph, "people", "deal", "person", "name", "title"))) == right["people"]

    def test_the_older_interface(self, tmp_path):
        deal = {"dealId": 7, "properties": {"dealname": {"value": "Big"}}, "associations": {"associatedVids": [101]}}
        person = {"vid": 101, "properties": {"firstname": {"value": "Ann"}}}
        (tmp_path / "a.json").write_text(json.dumps({"deals": [deal]}), encoding="utf-8")
        (tmp_path / "b.json").write_text(json.dumps({"contacts": [person]}), encoding="utf-8")
        assert named(hubspot(tmp_path)) == {"101": "Ann"}


class TestFilesThatCannotBeRead:
    def test_a_web_page_is_told_the_same_alone_and_in_a_folder(self):
        place, right = case("18")
        for path in (place / "input", place / "input" / "report1718.xls"):
            with pytest.raises(InvalidData, match=right["message"]):
                salesforce(path)

    def test_the_parts_of_a_data_export_are_read_together(self, tmp_path):
        files = {
            "WE_1.ZIP": ("Contact.csv", "Id,LastName\n003A,Lee\n"),
            "WE_2.ZIP": ("OpportunityContactRole.csv", "OpportunityId,ContactId,Role\n006A,003A,User\n"),
        }
        for name, member in files.items():
            with zipfile.ZipFile(tmp_path / name, "w") as part:
                part.writestr(*member)
        (tmp_path / "WE_3.ZIP").write_text("cut off", encoding="utf-8")
        graph = salesforce(tmp_path)
        assert graph.files["file"].tolist() == ["WE_1.ZIP/Contact.csv", "WE_2.ZIP/OpportunityContactRole.csv"]
        assert named(graph) == {"003A": "Lee"}
        assert noted(graph, "left out", value="the whole file")["file"].tolist() == ["WE_3.ZIP"]

    def test_a_file_left_out_whole_is_the_first_note_with_its_rows_and_a_remedy(self, tmp_path):
        place, _ = case("20")
        shutil.copytree(place / "input", tmp_path / "export")
        (tmp_path / "export" / "Zubehör.csv").write_text("Nummer,Preis\n1,2\n3,4\n", encoding="utf-8")
        first = salesforce(tmp_path / "export").notes.iloc[0]
        assert (first["action"], first["file"], first["value"]) == ("left out", "Zubehör.csv", "the whole file")
        assert first["source"].startswith(
            "2 rows: is not a known kind of file, judging by its headers 'Nummer', 'Preis'"
        )
        assert "name the file after what it holds (account, contact, eventrelation, opportunity, " in first["source"]


class TestNamesakes:
    ACCOUNT = "Id,Name\n001A,Acme\n"
    DEAL = "Id,AccountId,Name,StageName\n006A,001A,O,Neg\n"

    def _people(self, tmp_path, contacts, infer=True):
        ids = [line.split(",")[0] for line in contacts.splitlines()[1:]]
        roles = "OpportunityId,ContactId,Role\n" + "".join(f"006A,{each},User\n" for each in ids)
        files = {
            "Account": self.ACCOUNT,
            "Opportunity": self.DEAL,
            "Contact": contacts,
            "OpportunityContactRole": roles,
        }
        graph = salesforce(export(tmp_path, **files), infer=infer)
        require_accounts(graph)
        return graph.people["person"].tolist()

    HEAD = "Id,AccountId,FirstName,LastName,Email,Title\n"

    @pytest.mark.parametrize("infer", [True, False])
    @pytest.mark.parametrize(
        "two",
        [
            ("w1@a.cn,CEO", "w2@a.cn,Electrician"),
            ("w1@a.cn,CEO", "w2@a.cn,CEO"),
            (",CEO", ",Electrician"),
            ("info@a.cn,CEO", "info@a.cn,Electrician"),
        ],
    )
    def test_different_mails_or_titles_are_evidence_of_two(self, tmp_path, two, infer):
        contacts = self.HEAD + "".join(f"003{n},001A,Wei,Wang,{said}\n" for n, said in zip("AB", two, strict=True))
        assert self._people(tmp_path, contacts, infer) == ["003A", "003B"]

    @pytest.mark.parametrize("two", [("w@a.cn,CEO", "W@a.cn,Electrician"), ("w@a.cn,CEO", ",ceo"), (",", ",")])
    def test_nothing_against_it_and_they_are_one(self, tmp_path, two):
        contacts = self.HEAD + "".join(f"003{n},001A,Wei,Wang,{said}\n" for n, said in zip("AB", two, strict=True))
        assert self._people(tmp_path, contacts) == ["003A"]

    def test_a_third_of_whom_nothing_is_known_does_not_join_the_two(self, tmp_path):
        said = ("w1@a.cn,", ",", "w2@a.cn,")
        contacts = self.HEAD + "".join(f"003{n},001A,Wei,Wang,{each}\n" for n, each in zip("ABC", said, strict=True))
        assert self._people(tmp_path, contacts) == ["003A", "003B", "003C"]

    def test_names_that_stand_for_ids_tell_them_apart_too(self, tmp_path):
        report = (
            "Opportunity Name,Contact Name,Title,Email,Role\nBig,Wei Wang,CEO,,User\nBig,Wei Wang,Electrician,,User\n"
            "Big,Bo Li,Buyer,b1@a.cn,User\nBig,Bo Li,Buyer,b2@a.cn,User\nOld,Bo Li,Buyer,b2@a.cn,User\n"
        )
        graph = salesforce(export(tmp_path, report=report))
        assert rows(graph, "people", "deal", "person") == [
            ("Big", "Bo Li (1)"), ("Big", "Bo Li (2)"), ("Big", "Wei Wang (CEO)"), ("Big", "Wei Wang (Electrician)"),
            ("Old", "Bo Li (2)"),
        ]  # fmt: skip
        assert set(graph.people["name"]) == {"Wei Wang", "Bo Li"}

"""Salesforce exports, as dirty as they are, become graphs with every row accounted for."""

from __future__ import annotations

import pandas as pd
import pytest

from influence import InvalidData
from influence.read.crm.salesforce import salesforce
from tests.read.crm.crm_exports import export, noted, require_accounts, rows
from tests.read.crm.salesforce_files import ACCOUNTS, CONTACT, CONTACTS, DEALS, ROLES, usual


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
        ("bosses", "lines", "why"),
        [
            ("AB:B A", [("003B", "003A")], "closes a circle"),
            ("A:A", [], None),
            ("B:Z", [], "is not a contact"),
        ],
    )
    def test_reporting_lines_are_repaired(self, tmp_path, bosses, lines, why):
        boss = {"A": "", "B": ""}
        if bosses == "AB:B A":
            boss = {"A": "003B", "B": "003A"}
        elif bosses == "A:A":
            boss["A"] = "003A"
        else:
            boss["B"] = "003Z"
        contacts = CONTACT + f"003B,Bo,Wu,,,,,{boss['B']},\n003A,Ann,Lee,,,,,{boss['A']},\n"
        graph = salesforce(usual(tmp_path, Contact=contacts))
        assert rows(graph, "relationships", "source", "target") == lines
        said = noted(graph, "dropped", column="reports_to")["source"].tolist()
        assert (why in said[0]) if why else said == []

    @pytest.mark.parametrize(
        ("cell", "number"),
        [
            ("1000", 1000), ("1200.50", 1200.5), ('"$1,200.00"', 1200), ('"1.200,00 €"', 1200), ("USD 1200", 1200),
            ('"1,200"', 1200), ("1e6", 1e6), ("(300)", -300), ("1 200", 1200), ("soon", None), ("#REF!", None),
            ("inf", None), ("12 k", 12000), ('"1,2,3"', None),
        ],
    )  # fmt: skip
    def test_amounts_as_they_are_written(self, tmp_path, cell, number):
        deals = f"Id,Name,Amount\n006D,P,{cell}\n006E,O,\n"
        graph = salesforce(usual(tmp_path, Opportunity=deals))
        amounts = graph.deals["amount"].tolist() if "amount" in graph.deals else [None]
        assert amounts[0] == number
        assert len(noted(graph, "dropped", file="Opportunity.csv")) == (number is None)

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
        assert noted(graph, "dropped")["source"].str.contains("day_first").any() == unsure

    def test_spreadsheet_errors_are_unknown_and_noted(self, tmp_path):
        graph = salesforce(usual(tmp_path, Contact=CONTACTS.replace("CFO", "#N/A").replace("IT Manager", "#REF!")))
        assert "title" not in graph.people
        assert noted(graph, "dropped")["source"].tolist()[:2] == ["#N/A", "#REF!"]


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

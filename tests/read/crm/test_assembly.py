"""What the readers of all CRMs share: dirty rows are accounted for, deals never touch, and faults are repaired."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from influence import InvalidData
from influence.graph.reader_notes import NoteTaker
from influence.read.crm.assembly import Choices, graph_of
from influence.read.crm.ids import checked
from influence.read.crm.records import Shape, file_word, records_of
from influence.read.crm.repairs import closing, sound_graph
from influence.read.crm.salesforce_objects import SHAPES
from influence.read.files.csv_text import Sheet
from influence.read.files.sheets import NamedSheet
from tests.read.crm.crm_exports import require_accounts

IDS = ["a", "b", "c", "d", " A", "", "#N/A", "z"]
HEADERS = {
    "Contact": ("Id", "Name", "AccountId", "Title", "Email", "ReportsToId", "LastActivityDate", "IsDeleted"),
    "Opportunity": ("Id", "Name", "AccountId", "StageName", "Amount", "CloseDate", "OwnerId", "IsWon", "IsDeleted"),
    "OpportunityContactRole": ("OpportunityId", "ContactId", "Role", "ALTF__Status__c", "ALTF__Coverage__c"),
    "Task": ("WhoId", "WhatId", "OwnerId", "ActivityDate", "Status"),
    "Account": ("Id", "Name"),
    "User": ("Id", "Name", "Title"),
}
CELLS = {
    "Name": ["Ann", "ann ", "Bo (DM)", "Cy (GONE)", "", "NA"],
    "Title": ["CEO", "总经理", "Engineer", "", "=1+1"],
    "Email": ["a@x.example", "A@x.example", "info@x.example", "", "no address"],
    "StageName": ["Closed Won", "Prospecting", "", "?"],
    "Amount": ["1", "$2,000.00", "x", "", "-inf", "1.000,5"],
    "Role": ["Decision Maker", "Evaluator", "Champion", "Wizard", "", "BLOCKER", "Economic Buyer"],
    "Status": ["Completed", "Open", ""],
    "ALTF__Status__c": ["Mentor", "Enemy", "?", ""],
    "ALTF__Coverage__c": ["In Depth", "No Contact", ""],
}
FLAGS = ["true", "false", "", "maybe"]
DAYS = ["2024-01-02", "3/4/2024", "13/4/2024", "", "soon", "0000-01-01", "9999-12-31"]


def cells_of(header):
    if header.startswith("Is"):
        return st.sampled_from(FLAGS[:-1] if header == "IsDeleted" else FLAGS)
    return st.sampled_from(DAYS if header.endswith("Date") else CELLS.get(header, IDS))


def files():
    """Any part of an export, with any of its cells."""
    rows = {
        name: st.lists(st.tuples(*map(cells_of, headers)), max_size=8 if name != "Account" else 3)
        for name, headers in HEADERS.items()
    }
    return st.fixed_dictionaries({}, optional=rows)


def sheet(name, headers, rows):
    index = pd.Index(range(2, len(rows) + 2), dtype="int64")
    return NamedSheet(
        name,
        f"{name}.csv",
        Sheet(list(headers), pd.DataFrame(rows, index=index, columns=range(len(headers)), dtype=str)),
    )


def read(tables, shapes=SHAPES, **options):
    taker = NoteTaker()
    sheets = [sheet(name, HEADERS[name], rows) for name, rows in tables.items()]
    return graph_of(records_of(sheets, shapes, taker), Choices(**options))


def read_or_nobody(tables, **options):
    """The graph, or None where there is nobody in the export."""
    try:
        return read(tables, **options)
    except InvalidData as error:
        return None if error.problems["problem"].str.contains("contact").all() else pytest.fail(str(error))


class TestLaws:
    @pytest.mark.slow
    @given(files(), st.booleans(), st.booleans())
    @settings(max_examples=40)
    def test_only_nobody_is_refused_and_every_row_is_accounted_for(self, tables, infer, account_contacts):
        graph = read_or_nobody(tables, infer=infer, account_contacts=account_contacts)
        if graph is not None:
            require_accounts(graph)
            assert graph.files["rows"].tolist() == [len(rows) for rows in tables.values()]
            inferred = graph.notes["action"] == "inferred"
            assert graph.notes["confidence"].notna().eq(inferred).all()

    @pytest.mark.slow
    @given(files())
    @settings(max_examples=25)
    def test_a_deal_read_alone_is_the_same_deal(self, tables):
        """Deals never touch: roles of other deals change nothing in this one."""
        roles = [row for row in tables.get("OpportunityContactRole", []) if row[0] in "ab" and row[0]]
        tables = {"Contact": [], "Opportunity": []} | tables | {"OpportunityContactRole": roles}
        tables["Opportunity"] = [("a", "", "", "", "", "", "", "", ""), ("b", "", "", "", "", "", "", "", "")]
        tables.pop("Task", None)
        together = read_or_nobody(tables)
        alone = read_or_nobody(tables | {"OpportunityContactRole": [row for row in roles if row[0] == "a"]})
        if alone is not None:
            pd.testing.assert_frame_equal(_of_a(together), _of_a(alone), check_dtype=False)

    @pytest.mark.slow
    @given(files())
    @settings(max_examples=25)
    def test_people_have_a_role_or_an_activity_on_their_deal(self, tables):
        tables = {"Contact": [], "Opportunity": []} | tables
        graph = read_or_nobody(tables, infer=False)
        if graph is not None:
            named = {(row[0], row[1]) for row in tables.get("OpportunityContactRole", [])}
            named |= {(row[1], row[0]) for row in tables.get("Task", [])}
            squeezed = {(deal.strip().lower(), person.strip().lower()) for deal, person in named}
            for deal, person in zip(graph.people["deal"], graph.people["person"], strict=True):
                assert (deal.strip().lower(), person.strip().lower()) in squeezed


def _of_a(graph):
    people = graph.people[graph.people["deal"].str.lower() == "a"]
    known = people.dropna(axis=1, how="all").reset_index(drop=True)
    return known.drop(columns=["layer"], errors="ignore").astype(object)


class TestFiles:
    @pytest.mark.parametrize(
        ("name", "word"),
        [
            ("Contact", "contact"), ("sf_contact_data", "contact"), ("contacts_2024", "contact"),
            ("Contact (1)", "contact"), ("Opportunities export 2024-05-01", "opportunity"),
            ("sf_opportunity_contact_role", "opportunitycontactrole"), ("user_role", "userrole"), ("2024", ""),
            ("People", "person"),
        ],
    )  # fmt: skip
    def test_what_a_file_is_called(self, name, word):
        assert file_word(name) == word

    def test_a_name_that_the_headers_contradict_is_not_believed(self):
        taker = NoteTaker()
        export = records_of([sheet("Contact", ("article", "price"), [("a", "1")])], SHAPES, taker)
        assert export.records == {}
        assert taker.notes.frame["value"].tolist() == ["the whole file", None]
        assert taker.notes.frame["line"].tolist() == [None, 2]

    def test_headers_in_order_of_preference(self):
        shape = Shape("people", fields={"person": ("Id", "Contact ID")})
        assert shape.columns(["Contact ID", "ID", "id"]) == {"person": 1}


class TestIds:
    def test_the_check_of_18_characters(self):
        """Salesforce's own example ids of its documentation and of a public data set."""
        texts = np.array(["0015500000Xyy06AAB", "0033700000JmrFPAA", "006q000000HddohAAB", "00537000003tmTnAAI"])
        assert checked(texts.astype(object)).tolist() == [True, False, True, True]

    def test_an_id_whose_case_was_lost_is_not_believed(self):
        assert not checked(np.array(["0015500000XYY06AAB"], dtype=object)).any()


class TestRepairs:
    def test_of_every_circle_one_tie_goes(self):
        source, target = np.array([0, 1, 2, 3, 4, 5]), np.array([1, 2, 0, 0, 5, 4])
        assert closing(source, target, 6).tolist() == [False, False, True, False, False, True]

    def test_faults_are_repaired_and_noted_until_none_is_left(self):
        taker = NoteTaker()
        people = pd.DataFrame({"deal": "d", "person": ["a", "b", "b"], "support": [2.0, 0.5, 0.5]})
        known = pd.DataFrame({"deal": "d", "source": ["a", "x"], "target": ["b", "a"], "kind": "knows"})
        graph = sound_graph({"people": people, "relationships": known}, None, taker)
        assert graph.people["support"].tolist() == pytest.approx([np.nan, 0.5], nan_ok=True)
        assert len(graph.relationships) == 1
        notes = graph.notes[["action", "table", "row", "column"]].to_numpy().tolist()
        assert sorted(map(tuple, notes)) == [
            ("dropped", "people", "a", "support"),
            ("left out", "people", "b", "person"),
            ("left out", "relationships", "x", "source"),
        ]

    def test_what_cannot_be_repaired_is_raised(self):
        with pytest.raises(InvalidData, match="missing column"):
            sound_graph(
                {"people": pd.DataFrame({"person": ["a"], "deal": ["d"]}), "seats": pd.DataFrame({"deal": ["d"]})},
                None,
                NoteTaker(),
            )

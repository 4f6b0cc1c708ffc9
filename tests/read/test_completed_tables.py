"""What tables of one's own leave out because everybody knows it is filled in, and said."""

from __future__ import annotations

import pandas as pd
import pytest

from influence import InvalidData, StakeholderGraph, check
from influence.read import tables
from tests.files_on_disk import folder, lines_of, problems_of


def actions(graph, action, *columns):
    notes = graph.notes
    return notes.loc[notes["action"] == action, list(columns)].values.tolist()


class TestNames:
    def test_names_that_all_differ_are_ids(self, tmp_path):
        related = "source,target,kind\nBo Wu,Ann Lee,reports_to\n"
        graph = tables(folder(tmp_path, people="Name,Title\nAnn Lee,CEO\nBo Wu ,CFO\n", relationships=related))
        assert graph.people["person"].tolist() == ["Ann Lee", "Bo Wu"]
        assert len(graph.relationships) == 1
        ((column, source),) = actions(graph, "inferred", "column", "source")
        assert column == "person"
        assert source == "the names of 2 people, all different: no column is an id"

    def test_a_name_of_two_is_a_fault_on_both_lines(self, tmp_path):
        found = problems_of(folder(tmp_path, people="name\nWei Wang\nAnn\nWei Wang\n\n"))
        assert found.problems[["row", "column", "value"]].values.tolist() == [
            [2, "name", "Wei Wang"],
            [4, "name", "Wei Wang"],
        ]
        assert "add a column 'person' with an id for each person" in found.lines()[0]

    def test_a_person_without_name_or_id_is_a_fault(self, tmp_path):
        (line,) = lines_of(folder(tmp_path, people="name,title\nAnn,CEO\n,CFO\n"))
        assert line.startswith("people.csv:3: name: ")

    def test_the_same_name_in_two_deals_is_two_people(self, tmp_path):
        graph = tables(folder(tmp_path, people="deal,name\nd1,Ann\nd2,Ann\n"))
        assert len(graph.people) == 2

    def test_ids_come_before_names(self, tmp_path):
        graph = tables(folder(tmp_path, people="person,name\np1,Ann\np2,Ann\n"))
        assert graph.people["person"].tolist() == ["p1", "p2"]


class TestTheOneDeal:
    def test_one_row_of_deals_is_the_deal_of_all(self, tmp_path):
        related = "source,target,kind\nbo,ann,reports_to\n"
        place = folder(tmp_path, people="person\nann\nbo\n", relationships=related, deals="deal,account\nACME-7,Acme\n")
        graph = tables(place)
        assert graph.all_deals.tolist() == ["ACME-7"]
        assert len(graph.relationships) == 1
        assert actions(graph, "inferred", "table", "column", "value") == [
            ["people", "deal", "ACME-7"],
            ["relationships", "deal", "ACME-7"],
        ]

    def test_the_deal_may_be_named_by_any_table(self, tmp_path):
        place = folder(
            tmp_path, people="deal,person\nd,ann\nd,bo\n", relationships="source,target,kind\nann,bo,knows\n"
        )
        assert tables(place).relationships["deal"].tolist() == ["d"]

    def test_of_two_deals_none_is_guessed(self, tmp_path):
        place = folder(tmp_path, people="person\nann\n", deals="deal\nd1\nd2\n")
        assert lines_of(place)[0].startswith("people.csv: deal: is a missing column")


class TestExample:
    PEOPLE = "deal,person\n示例-1,P1\nACME,ann\nACME,bo\n"
    RELATED = "deal,source,target,kind,strength\n示例-1,P1,P9,knows,7\nACME,ann,bo,knows,1\n"

    def test_the_template_s_example_is_left_out_beside_deals_of_ones_own(self, tmp_path):
        graph = tables(folder(tmp_path, people=self.PEOPLE, relationships=self.RELATED))
        assert graph.all_deals.tolist() == ["ACME"]
        assert graph.files[["rows", "used", "left_out"]].values.tolist() == [[3, 2, 1], [2, 1, 1]]
        assert actions(graph, "left out", "file", "line", "source") == [
            ["people.csv", 2, "the template's own example, beside deals of yours"],
            ["relationships.csv", 2, "the template's own example, beside deals of yours"],
        ]

    def test_the_example_alone_is_read(self, tmp_path):
        assert tables(folder(tmp_path, people="deal,person\nEXAMPLE-1,P1\n")).all_deals.tolist() == ["EXAMPLE-1"]


class TestOwnColumns:
    def test_a_column_that_is_none_of_ours_is_noted_with_what_it_may_mean(self, tmp_path):
        graph = tables(folder(tmp_path, people="person,Fax,Job Titlle\nann,1,CEO\nbo,,CFO\n"))
        assert actions(graph, "kept as your own", "file", "table", "column", "value", "source") == [
            ["people.csv", "people", "Fax", "1 filled cell", "is not a column of people"],
            [
                "people.csv",
                "people",
                "Job Titlle",
                "2 filled cells",
                "is not a column of people; did you mean 'title'?",
            ],
        ]
        assert graph.people["Fax"].tolist()[0] == "1"

    def test_frames_say_so_too(self):
        people = pd.DataFrame({"person": ["ann", "bo"], "shoe size": [None, 41], "Stance": [1, 1]})
        graph = StakeholderGraph.from_tables(people, team=[{"member": "me", "hobby": "chess"}])
        assert actions(graph, "kept as your own", "table", "column", "value") == [
            ["people", "shoe size", "1 filled cell"],
            ["people", "Stance", "2 filled cells"],
            ["team", "hobby", "1 filled cell"],
        ]
        assert graph.notes["source"][1] == "is not a column of people; did you mean 'support'? Rename it"
        assert graph.files.empty
        assert StakeholderGraph.from_tables(people[["person"]]).notes.empty


class TestFramesToo:
    """What files may leave out, frames may."""

    def test_names_that_differ_are_ids_and_a_note_says_so(self):
        seats = {"role": ["approver"], "person": ["Bo"]}
        graph = StakeholderGraph.from_tables({"name": ["Ann", "Bo"], "support": [0.5, None]}, seats=seats)
        assert graph.people["person"].tolist() == ["Ann", "Bo"]
        assert graph.seats["person"].tolist() == ["Bo"]
        (note,) = graph.notes.to_dict("records")
        assert (note["action"], note["column"]) == ("inferred", "person")
        assert note["source"] == "the names of 2 people, all different: no column is an id"

    def test_a_name_may_return_in_another_deal(self):
        people = {"deal": ["V", "W"], "name": ["Ann", "Ann"]}
        assert len(StakeholderGraph.from_tables(people).people) == 2

    @pytest.mark.parametrize(
        ("names", "said"),
        [
            (["Ann", " Ann"], "name: ' Ann' is the name of more than one person, and no column is an id"),
            (["Ann", None], "name: is missing; add a column 'person'"),
            (["Ann", ""], "is missing; add a column 'person'"),
        ],
    )
    def test_names_that_cannot_be_ids_are_faults_as_in_files(self, names, said):
        with pytest.raises(InvalidData) as caught:
            StakeholderGraph.from_tables({"name": names})
        assert said in str(caught.value)
        assert check({"people": {"name": names}})["column"].unique().tolist() == ["name"]

    def test_a_table_with_ids_has_no_such_note(self):
        assert StakeholderGraph.from_tables({"person": ["Ann"], "name": ["Ann"]}).notes.empty

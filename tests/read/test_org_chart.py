"""Organisation charts as HR systems and drawing programs export them: who reports to whom, however it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

import influence
from influence import InvalidData
from influence.read import tables

FIELD = Path(__file__).parents[1] / "data" / "field" / "networks"
NAMED = "id,name,e-mail\n1,Ann Lee,ann@x.com\n2,Bo Wu,Bo@x.com\n3,Cy Fox,cy@x.com\n"


def lines(graph, kind="reports_to"):
    found = graph.relationships[graph.relationships["kind"] == kind]
    return sorted(zip(found["source"], found["target"], strict=True))


def chart(tmp_path, header, *bosses, extra=NAMED):
    rows = [f"{row},{boss}" for row, boss in zip(extra.splitlines()[1:], bosses, strict=True)]
    path = tmp_path / "staff.csv"
    path.write_text("\n".join([f"{extra.splitlines()[0]},{header}", *rows]) + "\n", encoding="utf-8")
    return path


class TestFieldCases:
    @pytest.mark.parametrize("file", ["staff.csv", "staff_manager_id.csv", "corrected_by_hand.csv"])
    def test_who_reports_to_themselves_has_no_boss(self, file):
        graph = tables(FIELD / "01_orgchart_boss_is_self" / file)
        pairs = [("1002", "1001"), ("1003", "1001"), ("1004", "1002"), ("1005", "1002"), ("1006", "1003")]
        assert lines(graph) == pairs
        assert graph.people["layer"].tolist() == ["management"] * 3 + ["operations"] * 3
        row = influence.score(graph).iloc[0]
        assert (row["voters"], row["entry"]) == (6, "1004")
        assert row["entry_gain"] == pytest.approx(0.020004, abs=1e-6)

    def test_a_note_says_who_names_themselves(self):
        notes = tables(FIELD / "01_orgchart_boss_is_self" / "staff.csv").notes
        (note,) = notes[notes["action"] == "left out"].to_dict("records")
        assert (note["line"], note["row"], note["column"]) == (2, "1001", "reports_to")
        assert "nobody above" in note["source"]

    @pytest.mark.parametrize("file", ["people.csv", "people_id.csv"])
    def test_a_boss_by_name(self, file):
        pairs = [("E-02", "E-01"), ("E-03", "E-01"), ("E-04", "E-02"), ("E-05", "E-03"), ("E-06", "E-05")]
        assert lines(tables(FIELD / "02_boss_by_name" / file)) == pairs

    def test_a_boss_by_e_mail_in_another_case(self):
        graph = tables(FIELD / "03_boss_by_email" / "people_id_and_email.csv")
        assert lines(graph) == [("E-02", "E-01"), ("E-03", "E-01"), ("E-04", "E-03")]
        assert len(lines(tables(FIELD / "03_boss_by_email" / "people_email_is_id.csv"))) == 3

    @pytest.mark.parametrize("file", ["people.csv", "people_list_cell.csv"])
    def test_a_second_boss_is_a_dotted_line(self, file):
        graph = tables(FIELD / "04_two_bosses" / file)
        assert lines(graph) == [("2", "1"), ("3", "1"), ("4", "2"), ("5", "2")]
        assert lines(graph, "dotted_line_to") == [("4", "3"), ("5", "3")]
        own = graph.notes[graph.notes["action"] == "kept as your own"]
        assert "dotted_line_to" not in own["column"].tolist()


class TestHowABossIsWritten:
    @pytest.mark.parametrize(
        "boss",
        ["1", "1.0", "Ann Lee", "ann lee", "Lee, Ann", "Ann Lee (1)", "Lee, Ann [1]", "Ann <ANN@x.com>", "ANN@X.com"],
    )
    @pytest.mark.parametrize("header", ["Supervisor", "Reports To", "parentId", "Manager Email"])
    def test_the_same_boss(self, tmp_path, boss, header):
        boss = f'"{boss}"' if "," in boss else boss
        assert lines(tables(chart(tmp_path, header, "", boss, boss))) == [("2", "1"), ("3", "1")]

    @pytest.mark.parametrize("nobody", ["", " ", "-", "N/A", "NULL", "\\N", "none"])
    def test_nobody_is_no_boss(self, tmp_path, nobody):
        assert lines(tables(chart(tmp_path, "manager", nobody, "1", "1"))) == [("2", "1"), ("3", "1")]

    def test_a_name_of_two_people_is_a_fault_that_lists_their_ids(self, tmp_path):
        twice = NAMED.replace("Cy Fox", "Bo Wu")
        with pytest.raises(InvalidData) as raised:
            tables(chart(tmp_path, "manager", "Bo Wu", "", "", extra=twice))
        (fault,) = raised.value.problems.to_dict("records")
        assert (fault["code"], fault["row"], fault["value"]) == ("ambiguous_person", 2, "Bo Wu")
        assert "'2', '3'" in fault["problem"]
        assert "write the id" in fault["remedy"]

    @pytest.mark.parametrize("separator", [";", "; ", " | ", "/"])
    def test_a_list_of_bosses_is_said(self, tmp_path, separator):
        graph = tables(chart(tmp_path, "manager", "", "1", f"2{separator}1"))
        assert lines(graph) == [("2", "1"), ("3", "2")]
        assert lines(graph, "dotted_line_to") == [("3", "1")]
        assert "names 2 bosses" in graph.notes["source"].str.cat(sep=" ")

    def test_positions_of_peoplesoft(self, tmp_path):
        text = "EMPLID,NAME,POSITION_NBR,REPORTS_TO\n0001,Ann,40001,\n0002,Bo,40002,40001\n"
        (tmp_path / "ps.csv").write_text(text)
        assert lines(tables(tmp_path / "ps.csv")) == [("0002", "0001")]

    def test_a_dotted_line_to_nobody_there_is_a_fault_in_its_own_column(self, tmp_path):
        with pytest.raises(InvalidData, match=r"staff\.csv:4: dotted_line_to: 'Dan' refers to an unknown person"):
            tables(chart(tmp_path, "Dotted Line Manager", "", "1", "Dan"))

    def test_a_second_boss_in_a_table_says_how_to_write_it(self, tmp_path):
        (tmp_path / "people.csv").write_text("person\na\nb\nc\n")
        rows = "source,target,kind\na,b,reports_to\na,c,{}\n"
        (tmp_path / "relationships.csv").write_text(rows.format("reports_to"))
        with pytest.raises(InvalidData, match="write the other one as 'dotted_line_to', source and target as they are"):
            tables(tmp_path)
        (tmp_path / "relationships.csv").write_text(rows.format("dotted_line_to"))
        assert lines(tables(tmp_path), "dotted_line_to") == [("a", "c")]

    def test_first_and_last_names_are_one_name(self, tmp_path):
        text = "ID,First Name,Last Name,Manager\n1,Ann,Lee,\n2,Bo,Wu,Ann Lee\n"
        (tmp_path / "hr.csv").write_text(text)
        graph = tables(tmp_path / "hr.csv")
        assert graph.people["name"].tolist() == ["Ann Lee", "Bo Wu"]
        assert lines(graph) == [("2", "1")]


@pytest.mark.parametrize(
    "header", ["Manager,Manager ID", "Supervisor Name,SupervisorID", "Reports To,Reports To ID", "上级,上级编号"]
)
def test_ids_of_bosses_win_over_names_which_count_where_the_id_is_empty(tmp_path, header):
    name, number = header.split(",")
    text = f"ID,Name,{header}\n1,Ann,,\n2,Bo,Nobody,1\n3,Cy,Ann,\n4,Dee,Ann,2\n"
    (tmp_path / "people.csv").write_text(text, encoding="utf-8")
    graph = influence.read.tables(tmp_path)
    assert lines(graph) == [("2", "1"), ("3", "1"), ("4", "2")]
    (note,) = graph.notes[graph.notes["action"] == "kept out"].to_dict("records")
    assert note["column"] == name
    assert note["source"] == f"{number!r} says it too; this one counts where that is empty, in 1 cell"


def test_e_mails_of_bosses_win_over_names_and_ids_over_both(tmp_path):
    text = (
        "ID,Name,Email,Manager Name,Manager Email,Manager ID\n1,Ann,a@x.example,,,\n2,Bo,b@x.example,Ann,,\n"
        "3,Cy,c@x.example,Ann,B@x.example,\n4,Dee,d@x.example,Ann,b@x.example,3\n"
    )
    (tmp_path / "people.csv").write_text(text, encoding="utf-8")
    assert lines(influence.read.tables(tmp_path)) == [("2", "1"), ("3", "2"), ("4", "3")]


def test_two_columns_of_names_stay_a_fault(tmp_path):
    (tmp_path / "people.csv").write_text("ID,Name,Manager,Supervisor\n1,Ann,,\n2,Bo,Ann,Ann\n", encoding="utf-8")
    with pytest.raises(influence.InvalidData, match="means the same column as 'Manager'"):
        influence.read.tables(tmp_path)


def test_the_top_person_may_report_to_themselves_in_relationships_too(tmp_path):
    (tmp_path / "people.csv").write_text("person\n1\n2\n", encoding="utf-8")
    ties = "source,target,kind\n1,1,reports_to\n2,1,reports_to\n2, 2 ,dotted_line_to\n"
    (tmp_path / "relationships.csv").write_text(ties, encoding="utf-8")
    graph = influence.read.tables(tmp_path)
    assert lines(graph) == [("2", "1")]
    left = graph.notes[graph.notes["action"] == "left out"]
    assert left[["file", "line", "row", "column"]].to_numpy().tolist() == [
        ["relationships.csv", 2, "1", "reports_to"],
        ["relationships.csv", 4, "2", "dotted_line_to"],
    ]
    assert graph.files.set_index("file").loc["relationships.csv"].tolist() == [3, 1, 2]
    (tmp_path / "relationships.csv").write_text(ties.replace("1,1,reports_to", "1,1,trusts"), encoding="utf-8")
    with pytest.raises(influence.InvalidData, match="is the source too"):
        influence.read.tables(tmp_path)

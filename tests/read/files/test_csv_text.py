"""Folders, zips and workbooks: every row is in the graph or in the problems, on the line where the file has it."""

from __future__ import annotations

import sys
from datetime import datetime

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from influence import InfluenceError, InvalidData
from influence.read import tables
from influence.read.files import csv_text
from tests.files_on_disk import PEOPLE, RELATIONSHIPS, folder, lines_of, problems_of, read_or_refused, workbook, zipped

CSV_CHARACTERS = st.text(st.sampled_from('ab1,;\t"\n\r .%'), max_size=40)
any_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


class TestFaults:
    @pytest.mark.parametrize(
        ("people", "line"),
        [
            ("person,support\nann,0\nbo,x\n", 3),
            ("\nperson,support\n\nann,0\n\nbo,x\n", 6),
            ('person,support,note\nann,0,"two\nlines"\nbo,x,\n', 4),
            ('person,"no\nte",support\nann,,0\nbo,,x\n', 4),
            ("person,support\r\nann,0\r\n\r\nbo,x\r\n", 4),
            ('person,support,note\nann,0,"a ""quoted"" word"\nbo,x,\n', 3),
        ],
    )
    def test_the_row_is_the_line_an_editor_shows(self, tmp_path, people, line):
        found = problems_of(folder(tmp_path, people=people)).problems
        assert found[["table", "row", "column", "value"]].values.tolist() == [["people", line, "support", "x"]]

    def test_all_faults_of_all_files_come_at_once_in_order(self, tmp_path):
        place = folder(
            tmp_path,
            people="person,support\nann,2\nbo,7%%\n",
            relationships=b"source\n\0\1\n",
            seats="role\nking,1,2\n",
        )
        found = problems_of(place)
        assert found.problems["table"].tolist() == ["people", "people", "relationships", "seats", "seats"]
        assert found.files == {name: place / f"{name}.csv" for name in ("people", "relationships", "seats")}
        assert found.problems["code"].tolist()[2:] == ["unreadable_file", "too_many_cells", "unknown_choice"]
        assert lines_of(place)[2:4] == [
            "relationships.csv: is not text; save it as CSV UTF-8",
            "seats.csv:2: has more cells than the header, which has 1 column; put quotes around a cell that contains "
            "the separator, or remove the extra cells",
        ]
        assert lines_of(place)[4].startswith("seats.csv:2: role: 'king' ")

    def test_a_row_too_long_is_a_fault_and_one_too_short_is_unknown(self, tmp_path):
        place = folder(tmp_path, people="person,support,note\nann\nbo,0,x,y\ncy,0,x,,\n")
        assert problems_of(place).problems["row"].tolist() == [3]

    @pytest.mark.parametrize("header", ["Stance", "Support", "support", "支持度"])
    def test_two_headers_of_one_column_are_a_fault(self, tmp_path, header):
        (line,) = lines_of(folder(tmp_path, people=f"person,support,{header}\nann,0,1\n"))
        assert line.startswith(f"people.csv: {header}: means the same column as 'support'")

    def test_values_without_a_header_are_a_fault(self, tmp_path):
        (line,) = lines_of(folder(tmp_path, people=",person\n0,ann\n"))
        assert line.startswith("people.csv: has no header above column 1")

    @pytest.mark.parametrize(
        ("data", "fault"),
        [
            (b"", "people.csv: is empty"),
            (b"\n \n,\n", "people.csv: is empty"),
            (b"\x7fELF\0\1", "people.csv: is not text"),
            (b"\xff\xfep\0e", "people.csv: is not text"),
            (b"%PDF-1.7\n1 0 obj", "people.csv: is not a table but looks like a PDF; export the table itself"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", "people.csv: is not a table but looks like an old .xls workbook"),
            (b'person,name\nann,"Ann\nbo,Bo\n', "people.csv:2: has quotes that do not match"),
            (b'person,name\nann,"A"nn"\n', "people.csv:2: has quotes that do not match"),
            (b"title\nCEO\n", "people.csv: person: is a missing column"),
        ],
    )
    def test_a_file_that_is_no_table_is_one_fault(self, tmp_path, data, fault):
        (line,) = lines_of(folder(tmp_path, people=data))
        assert line.startswith(fault)

    def test_headers_alone_are_one_fault(self, tmp_path):
        assert problems_of(folder(tmp_path, people="person\n")).problems["code"].tolist() == ["empty_table"]

    def test_a_runaway_quote_loses_no_rows(self, tmp_path):
        people = 'person,name\nann,"Ann\nbo,Bo\ncy,"Cy"\n'
        assert lines_of(folder(tmp_path, people=people))[0].startswith("people.csv:2: has quotes")

    @pytest.mark.parametrize(
        ("name", "table"), [("poeple", "people"), ("relationshps", "relationships"), ("people2", "people")]
    )
    def test_a_misspelt_name_of_a_table_is_a_fault(self, tmp_path, name, table):
        (line,) = lines_of(folder(tmp_path, people=PEOPLE, **{name: RELATIONSHIPS}))
        assert line.startswith(
            f"{name}.csv: is not a known table, but its name looks like {table}; rename it to {table}.csv"
        )

    def test_two_files_of_one_table_are_a_fault(self, tmp_path):
        (line,) = lines_of(folder(tmp_path, people=PEOPLE, 人员=PEOPLE))
        assert "is a second table of people, besides" in line

    def test_a_folder_without_people_is_one_fault(self, tmp_path):
        (line,) = lines_of(folder(tmp_path, relationships=RELATIONSHIPS, persona="a\n1\n"))
        assert line.startswith("acme: has no table of people; add a file people.csv, or a sheet people")

    def test_a_path_to_nothing_is_one_fault(self, tmp_path):
        (line,) = problems_of(tmp_path / "nowhere").lines()
        assert line == f"{tmp_path / 'nowhere'}: does not exist; check the path"

    @pytest.mark.parametrize(
        ("name", "fault"), [("people.txt", "is not a file of tables: ."), ("people.xls", "is not a file of tables: .")]
    )
    def test_a_single_file_is_one_fault(self, tmp_path, name, fault):
        (tmp_path / name).write_text(PEOPLE, encoding="utf-8")
        (line,) = problems_of(tmp_path / name).lines()
        assert fault in line

    @pytest.mark.parametrize("path", ["a\0b", "x" * 5000])
    def test_no_path_at_all_is_one_fault(self, path):
        assert len(problems_of(path).problems) == 1

    def test_a_path_is_text(self):
        with pytest.raises(InfluenceError, match="path is of type int"):
            tables(5)


class TestZips:
    def test_a_zip_is_read_as_the_folder_it_packs(self, tmp_path):
        members = [
            ("export/people.csv", PEOPLE),
            ("export\\关系.csv", RELATIONSHIPS),
            ("__MACOSX/export/._people.csv", "\0"),
        ]
        graph = tables(zipped(tmp_path / "acme.zip", *members))
        assert repr(graph) == "StakeholderGraph: 1 deal, 2 people, 1 relationship"
        assert graph.all_deals.tolist() == ["acme"]

    def test_names_that_windows_wrote_in_gbk_are_understood(self, tmp_path):
        path = zipped(tmp_path / "acme.zip", ("AAAA.csv", PEOPLE))
        path.write_bytes(path.read_bytes().replace(b"AAAA", "人员".encode("gbk")))
        assert len(tables(path).people) == 2

    def test_faults_name_the_member_and_never_leave_the_zip(self, tmp_path):
        path = zipped(tmp_path / "acme.zip", ("../../people.csv", "person,support\nann,x\n"))
        assert problems_of(path).lines()[0].startswith(f"{path / 'people.csv'}: has a name that leads out of the zip")

    def test_two_members_of_one_table_are_a_fault(self, tmp_path):
        (line,) = problems_of(zipped(tmp_path / "acme.zip", ("a/people.csv", PEOPLE), ("b/people.csv", PEOPLE))).lines()
        assert "is a second table of people, besides" in line

    @pytest.mark.parametrize("limit", ["MOST_BYTES", "MOST_RATIO"])
    def test_a_bomb_is_refused_before_it_is_unpacked(self, tmp_path, monkeypatch, limit):
        monkeypatch.setattr(csv_text, "HARMLESS_BYTES", 1000)
        monkeypatch.setattr(csv_text, limit, 50)
        (line,) = problems_of(zipped(tmp_path / "acme.zip", ("people.csv", "person\n" + "a" * 10_000))).lines()
        assert "which looks like an attack" in line

    def test_a_protected_member_is_a_fault(self, tmp_path):
        path = zipped(tmp_path / "acme.zip", ("people.csv", PEOPLE))
        data = bytearray(path.read_bytes())
        data[6] |= 1
        data[data.index(b"PK\1\2") + 8] |= 1
        path.write_bytes(data)
        assert problems_of(path).lines()[0].endswith("is protected by a password; zip it again without one")

    @pytest.mark.parametrize("name", ["acme.zip", "acme.xlsx"])
    def test_what_is_no_zip_is_one_fault(self, tmp_path, name):
        (tmp_path / name).write_text(PEOPLE, encoding="utf-8")
        (line,) = problems_of(tmp_path / name).lines()
        assert f"is not a valid .{name[5:]} file, or it has a password" in line

    @any_folder
    @given(st.integers(0, 200), st.integers(0, 255))
    def test_a_damaged_zip_raises_nothing_else(self, tmp_path, position, byte):
        path = zipped(tmp_path / "acme.zip", ("people.csv", PEOPLE))
        data = bytearray(path.read_bytes())
        data[position % len(data)] = byte
        path.write_bytes(data)
        read_or_refused(path)


class TestWorkbooks:
    def test_a_sheet_is_a_table(self, tmp_path):
        path = workbook(
            tmp_path / "acme.xlsx",
            People=[["person", "support", "external", "上级"], [7, 0.5, True, None], ["08", "50%", "是", 7.0]],
            联系=[["side", "member", "person", "last_touch"], ["us", "me", "08", datetime(2024, 5, 3)]],
            notes=[["anything"]],
        )
        graph = tables(path)
        assert graph.people[["person", "support", "external"]].values.tolist() == [["08", 0.5, True], ["7", 0.5, True]]
        assert graph.relationships[["deal", "source", "target"]].values.tolist() == [["acme", "08", "7"]]
        assert graph.contacts["last_touch"].tolist() == [pd.Timestamp("2024-05-03")]

    def test_the_row_is_the_row_of_the_sheet(self, tmp_path):
        rows = [[], ["person", "support"], [], ["ann", 2.5], [None, " "], ["bo", "#N/A", "over"]]
        path = workbook(tmp_path / "acme.xlsx", 人员=rows)
        assert [line.split(";")[0] for line in problems_of(path).lines()] == [
            f"{path}/人员:4: support: '2.5' is not a number from -1 to 1",
            f"{path}/人员:6: has more cells than the header, which has 2 columns",
        ]

    @pytest.mark.parametrize("sheets", [{"people": []}, {"people": [["person"]]}, {"prices": [["person"], ["ann"]]}])
    def test_a_workbook_without_people_is_one_fault(self, tmp_path, sheets):
        assert len(problems_of(workbook(tmp_path / "acme.xlsx", **sheets)).problems) == 1

    def test_a_zip_that_is_no_workbook_is_one_fault(self, tmp_path):
        path = zipped(tmp_path / "acme.xlsx", ("people.csv", PEOPLE))
        (line,) = problems_of(path).lines()
        assert "cannot be read as a workbook" in line

    def test_formulas_without_values_are_one_fault_and_never_empty_cells(self, tmp_path):
        path = workbook(tmp_path / "book.xlsx", people=[["person", "support"], ["Ann", "=1/2"]])
        with pytest.raises(InvalidData, match="has formulas whose results were never saved; open it in Excel"):
            tables(path)

    def test_without_openpyxl_the_error_says_what_to_install(self, tmp_path, monkeypatch):
        path = workbook(tmp_path / "acme.xlsx", people=[["person"], ["ann"]])
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        with pytest.raises(InfluenceError, match=r"pip install influence-graph\[excel\]"):
            tables(path)


class TestAnyFile:
    @any_folder
    @given(st.binary(max_size=60))
    def test_any_bytes_are_read_or_refused(self, tmp_path, data):
        read_or_refused(folder(tmp_path, people=data))

    @any_folder
    @given(CSV_CHARACTERS)
    def test_any_rows_are_read_or_refused(self, tmp_path, text):
        read_or_refused(folder(tmp_path, people=f"person,support,manager\n{text}"))

    @pytest.mark.parametrize("parser", ["_by_arrow", "_by_pandas"])
    # Much of what is drawn is not plain enough for the fast way; that is decided by trying.
    @settings(suppress_health_check=[*HealthCheck])
    @given(text=CSV_CHARACTERS, above=st.sampled_from(["", "\n", " \n\n"]))
    def test_the_fast_way_and_the_careful_way_agree(self, parser, text, above):
        data = f"{above}a,b\n{text}".encode().replace(b"\r", b"\n").rstrip(b"\n")
        other = "_by_pandas" if parser == "_by_arrow" else "_by_arrow"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(csv_text, other, lambda *_: None)
            fast = csv_text._plainly(data, ",", 1 + above.count("\n"), ["a", "b"])
        assume(fast is not None)
        careful = csv_text.framed(csv_text._records(data, ","), len(data))
        pd.testing.assert_frame_equal(fast.cells, careful.cells, check_column_type=False, check_index_type=False)
        assert not careful.ragged

    @pytest.mark.parametrize("rows", ["x,1\ny,2", '"x","1"\n"y\nz","a ""b"" c"', 'x,""\n\ny,', "x\ny,2"])
    def test_what_exports_are_made_of_is_read_the_fast_way(self, rows):
        data = f"a,b\n{rows}".encode()
        assert csv_text._plainly(data, ",", 1, ["a", "b"]) is not None

    @pytest.mark.slow
    @any_folder
    @given(st.lists(st.tuples(*[st.sampled_from(["a", "b", "0.5", "", '"x\ny"', "9,9"])] * 2), max_size=6))
    def test_every_row_is_in_the_graph_or_in_the_problems(self, tmp_path, rows):
        text = "".join(f"{person},{support}\n" for person, support in [("person", "support"), *rows])
        given_rows = sum(any(row) for row in rows)
        path = folder(tmp_path, people=text)
        graph = read_or_refused(path)
        if graph is not None:
            assert len(graph.people) == given_rows

    @pytest.mark.parametrize(("rows", "faulty"), [(1000, []), (1000, [5, 700]), (3, [2])])
    def test_rows_in_are_rows_accounted_for(self, tmp_path, rows, faulty):
        text = "".join(f"p{line},{'x' if line in faulty else 0.5}\n" for line in range(2, rows + 2))
        path = folder(tmp_path, people="person,support\n" + text)
        if faulty:
            assert problems_of(path).problems["row"].tolist() == faulty
        else:
            assert len(tables(path).people) == rows


class TestOneFile:
    """One CSV file of people, and its like beside it."""

    def test_a_file_of_people_by_itself_is_an_organisation_chart(self, tmp_path):
        (tmp_path / "org chart.csv").write_text("id,job title,reports to\n1,CEO,\n2,Clerk,1\n", encoding="utf-8")
        (tmp_path / "relationships.csv").write_text("nothing of it\n", encoding="utf-8")
        graph = tables(tmp_path / "org chart.csv")
        assert (len(graph.people), len(graph.relationships)) == (2, 1)
        assert graph.all_deals.tolist() == ["org chart"]

    def test_files_named_alike_come_with_it(self, tmp_path):
        for year, names in (("2013", "12"), ("2014", "345")):
            rows = "".join(f"{name}\n" for name in names)
            (tmp_path / f"people_{year}.csv").write_text(f"person\n{rows}", encoding="utf-8")
            related = f"source,target,kind\n{names[0]},{names[1]},knows\n"
            (tmp_path / f"关系_{year}.csv").write_text(related, encoding="utf-8")
        graph = tables(tmp_path / "people_2014.csv")
        assert (len(graph.people), len(graph.relationships)) == (3, 1)
        assert sorted(graph.files["file"]) == ["people_2014.csv", "关系_2014.csv"]

    def test_words_for_kinds_are_as_stated(self, tmp_path):
        related = "source,target,kind\nann,bo,friendship\n"
        place = folder(tmp_path, people="person\nann\nbo\n", relationships=related)
        with pytest.raises(InvalidData, match="kind: 'friendship' "):
            tables(place)
        assert tables(place, kind={"Friendship": "trusts"}).relationships["kind"].tolist() == ["trusts"]

    @pytest.mark.parametrize(
        ("kind", "fault"), [("trusts", "give a dict of the words"), ({"x": "trust"}, "did you mean 'trusts'")]
    )
    def test_kinds_that_say_nothing_are_refused(self, tmp_path, kind, fault):
        with pytest.raises(InfluenceError, match=fault):
            tables(folder(tmp_path, people=PEOPLE), kind=kind)

"""CSV files in English and Chinese become graphs: their cells, scales and bosses."""

from __future__ import annotations

import pandas as pd
import pytest

import influence
from influence import InfluenceError, UnknownName
from influence.read import tables
from tests.files_on_disk import PEOPLE, RELATIONSHIPS, folder, lines_of, problems_of, workbook


def cells(path, column, table="people", **options):
    return tables(path, **options).table(table)[column].astype(object).tolist()


class TestFolders:
    def test_a_folder_of_files_is_one_graph(self, tmp_path):
        graph = tables(folder(tmp_path, people=PEOPLE, relationships=RELATIONSHIPS))
        assert repr(graph) == "StakeholderGraph: 1 deal, 2 people, 1 relationship"
        assert graph.people["support"].tolist() == pytest.approx([0.5, float("nan")], nan_ok=True)

    def test_a_path_may_be_text(self, tmp_path):
        assert len(tables(str(folder(tmp_path, people=PEOPLE))).people) == 2

    @pytest.mark.parametrize(("name", "other"), [("PEOPLE", "Relationships"), ("人员", "关系"), ("人員", "關係")])
    def test_files_are_found_by_any_name_of_their_table(self, tmp_path, name, other):
        assert len(tables(folder(tmp_path, **{name: PEOPLE, other: RELATIONSHIPS})).relationships) == 1

    def test_other_files_are_left_alone(self, tmp_path):
        place = folder(tmp_path, people=PEOPLE, prices="a,b\n1,2,3\n", README="no,table")
        (place / "LICENCE").write_text("free", encoding="utf-8")
        (place / "._relationships.csv").write_bytes(b"\0\5")
        assert len(tables(place).people) == 2

    def test_tsv_is_an_ending_too(self, tmp_path):
        place = folder(tmp_path, people=PEOPLE.replace(",", "\t"))
        (place / "people.csv").rename(place / "people.TSV")
        assert len(tables(place).people) == 2

    def test_the_deal_is_called_after_the_folder(self, tmp_path):
        assert tables(folder(tmp_path, people=PEOPLE)).all_deals.tolist() == ["acme"]

    def test_the_deal_may_be_named(self, tmp_path):
        assert tables(folder(tmp_path, people=PEOPLE), deal=7).all_deals.tolist() == [7]

    def test_a_deal_column_names_the_deals(self, tmp_path):
        people = "opportunity_id,person\nd2,ann\nd1,ann\n"
        assert tables(folder(tmp_path, people=people), deal="x").all_deals.tolist() == ["d1", "d2"]

    def test_the_bundled_data_is_read(self):
        graph = tables(influence.datasets.folder() / "krackhardt_hightech")
        assert {"age", "tenure_years"} <= set(graph.people)


class TestCells:
    @pytest.mark.parametrize(
        "text",
        [
            b"\xef\xbb\xbfperson,support\nann,0.5\nbo,\n",
            "person,support\r\nann,0.5\r\nbo,\r\n",
            "person,support\rann,0.5\rbo,",
            "person;support\nann;0,5\nbo\n",
            "person\tsupport\nann\t0,5\nbo\t\n",
            '"person","support"\n"ann","0.5"\n"bo",""\n',
            '"person","a,b,c;d";support\nann;;0.5\nbo;;\n'.replace('"person",', "person;"),
            "\n\nperson,support\n\nann,0.5\n , \nbo\n\n",
            "person,support,,\nann,0.5,,\n,,,\nbo,,,\n",
            "Person,Ｓｕｐｐｏｒｔ\nann,５０％\nbo,NA\n",
        ],
    )
    def test_the_same_people_in_other_clothes(self, tmp_path, text):
        people = tables(folder(tmp_path, people=text)).people
        assert people["person"].tolist() == ["ann", "bo"]
        assert people["support"].tolist() == pytest.approx([0.5, float("nan")], nan_ok=True)

    def test_ids_and_texts_stay_as_written(self, tmp_path):
        people = tables(folder(tmp_path, people="person,name,title\n007,NA,None\n7,null,\n")).people
        assert people["person"].tolist() == ["007", "7"]
        # NA may be somebody's initials; null and None are what programs write where there is nothing.
        assert people["name"].tolist()[0] == "NA"

    @pytest.mark.parametrize("word", ["null", "NULL", "None", "\\N", "n/a", "-"])
    def test_what_a_program_writes_for_nothing_is_nothing_in_texts_too(self, tmp_path, word):
        people = tables(folder(tmp_path, people=f"person,name,title\na,{word},{word}\nb,Ann,CEO\n")).people
        assert people["name"].isna().tolist() == people["title"].isna().tolist() == [True, False]

    @pytest.mark.parametrize(
        "cell", ["", " ", "NA", "n/a", "#N/A", "NULL", "None", "nan", "未知", "unknown", "不详", "不詳"]
    )
    @pytest.mark.parametrize("column", ["support", "level", "layer", "external", "sees"])
    def test_unknown_is_never_a_value(self, tmp_path, column, cell):
        people = tables(folder(tmp_path, people=f"person,{column},note\nann,{cell},x\n")).people
        assert people[column].isna().all() or column == "layer"

    @pytest.mark.parametrize(
        ("cell", "number"),
        [("50%", 0.5), ("50 ％", 0.5), ("1e-1", 0.1), ("−0.5", -0.5), (" 0.25 ", 0.25), ("Ally", 1), ("反對者", -0.5)],
    )
    def test_numbers_may_be_written_so(self, tmp_path, cell, number):
        assert cells(folder(tmp_path, people=f"person,support\nann,{cell}\n"), "support") == [number]

    def test_a_comma_is_a_decimal_comma_only_where_it_does_not_separate(self, tmp_path):
        assert cells(folder(tmp_path, people="person;support\nann;-0,125\n"), "support") == [-0.125]
        quoted = folder(tmp_path, people='person,support\nann,"0,5"\n')
        assert lines_of(quoted) == ["people.csv:2: support: '0,5' is not a number; give a number from -1 to 1"]

    def test_thousands_are_not_taken_for_decimals(self, tmp_path):
        place = folder(tmp_path, people="person\nann\n", deals="deal;amount\nacme;250,000\n")
        assert lines_of(place, deal="acme")[-1].startswith("deals.csv:2: amount: '250,000' may be thousands or")

    @pytest.mark.parametrize("date", ["2024-05-03", "2024/5/3", "2024.5.3", "2024年5月3日", "2024-05-03T00:00"])
    def test_dates_start_with_the_year(self, tmp_path, date):
        place = folder(tmp_path, people="deal,person\nd,ann\n", deals=f"deal,close_date\nd,{date}\n")
        assert cells(place, "close_date", "deals") == [pd.Timestamp("2024-05-03")]

    def test_a_date_that_reads_two_ways_is_a_fault(self, tmp_path):
        place = folder(tmp_path, people="deal,person\nd,ann\n", deals="deal,close_date\nd,3/5/2024\n")
        assert lines_of(place) == ["deals.csv:2: close_date: '3/5/2024' is not a date; give a date such as 2024-05-31"]

    def test_choices_and_flags_may_be_chinese(self, tmp_path):
        place = folder(
            tmp_path,
            people="商机,编号,层次\nd,ann,決策層\n",
            席位="商机,角色,人员,一票否决\nd,批准者,ann,是\n",
            contacts="deal,side,member,person\nd,我方,me,ann\nd,华为,ho,ann\n",
            deals="deal,结果\nd,赢单\n",
        )
        graph = tables(place)
        assert graph.people["layer"].tolist() == ["decision"]
        assert graph.seats[["role", "veto"]].values.tolist() == [["approver", True]]
        assert graph.contacts["side"].tolist() == ["us", "华为"]
        assert graph.deals["outcome"].tolist() == ["won"]

    def test_a_value_in_no_list_is_named_with_the_nearest(self, tmp_path):
        place = folder(tmp_path, people="person\nann\n", seats="role,person\nAproverr,ann\n")
        (line,) = lines_of(place)
        assert line.startswith("seats.csv:2: role: 'Aproverr' ")
        assert "; did you mean 'approver'? " in line

    def test_kinds_of_relationship_are_those_of_the_assumptions(self, tmp_path):
        kinds = influence.Assumptions(relationship_kinds={"guanxi": influence.RELATIONSHIP_KINDS["knows"]})
        place = folder(tmp_path, people=PEOPLE, relationships=RELATIONSHIPS.replace("reports_to", "Guanxi"))
        assert cells(place, "kind", "relationships", assumptions=kinds) == ["guanxi"]

    def test_own_columns_are_kept_as_text(self, tmp_path):
        assert cells(folder(tmp_path, people="person,post code\nann,007\nbo,NA\n"), "post code") == ["007", "NA"]

    def test_ratings_are_read_in_the_notation_of_their_measure(self, tmp_path):
        ratings = "rater,person,measure,value\nme,ann,支持度,反对者\nme,ann,influence,高\nme,ann,participation,40%\n"
        assert cells(folder(tmp_path, people="person\nann\n", ratings=ratings), "value", "ratings") == [-0.5, 1.0, 0.4]


class TestScale:
    def test_the_ends_of_a_scale_are_the_ends_of_the_range(self, tmp_path):
        people = "person,support,influence\na,1,0\nb,3,50\nc,5,100\nd,,NA\n"
        read = tables(folder(tmp_path, people=people), scale={"support": (1, 5), "influence": (0, 100)}).people
        assert read["support"].tolist() == pytest.approx([-1, 0, 1, float("nan")], nan_ok=True)
        assert read["influence"].tolist() == pytest.approx([0, 0.5, 1, float("nan")], nan_ok=True)

    def test_a_scale_holds_for_ratings_and_every_column_of_the_name(self, tmp_path):
        place = folder(
            tmp_path,
            people="person\nann\n",
            ratings="rater,person,measure,value\nme,ann,support,4\nme,ann,influence,0.4\n",
            contacts="side,member,person,strength\nus,me,ann,2\n",
        )
        graph = tables(place, scale={"support": (1, 5), "strength": (0, 4)})
        assert graph.ratings["value"].tolist() == [0.5, 0.4]
        assert graph.contacts["strength"].tolist() == [0.5]

    def test_nothing_is_rescaled_unless_told(self, tmp_path):
        (line,) = lines_of(folder(tmp_path, people="person,support\nann,5\n"))
        assert line.startswith("people.csv:2: support: '5' is not a number from -1 to 1")

    def test_a_value_off_the_scale_is_shown_as_written(self, tmp_path):
        place = folder(
            tmp_path, people="person;support\nann;6,0\n", ratings="rater,person,measure,value\nme,ann,support,0\n"
        )
        assert lines_of(place, scale={"support": (1, 5)}) == [
            "people.csv:2: support: '6,0' is not from 1 to 5, the scale given for support; "
            "correct it, or give the scale the file uses",
            "ratings.csv:2: value: '0' is not from 1 to 5, the scale given for support; "
            "correct it, or give the scale the file uses",
        ]

    def test_words_are_on_our_range_whatever_the_scale(self, tmp_path):
        assert cells(folder(tmp_path, people="person,support\nann,enemy\n"), "support", scale={"support": (1, 5)}) == [
            -1
        ]

    @pytest.mark.parametrize("name", ["suport", "level", "amount"])
    def test_only_a_column_with_a_range_has_a_scale(self, tmp_path, name):
        with pytest.raises(UnknownName, match="no column with a scale called"):
            tables(folder(tmp_path, people=PEOPLE), scale={name: (1, 5)})

    @pytest.mark.parametrize("pair", [(1, 1), (1,), 5, ("a", 2), (0, float("inf")), None])
    def test_a_scale_is_two_different_numbers(self, tmp_path, pair):
        with pytest.raises(InfluenceError, match="the scale of support is"):
            tables(folder(tmp_path, people=PEOPLE), scale={"support": pair})

    def test_scale_is_a_mapping(self, tmp_path):
        with pytest.raises(InfluenceError, match="scale is of type list"):
            tables(folder(tmp_path, people=PEOPLE), scale=[("support", 1, 5)])


class TestBosses:
    @pytest.mark.parametrize("header", ["manager", "ReportsTo", "reports_to", "上级"])
    def test_a_column_of_bosses_is_relationships(self, tmp_path, header):
        graph = tables(folder(tmp_path, people=f"person,{header}\nann,\nbo,ann\ncy,ann\n"))
        assert graph.relationships[["source", "target", "kind"]].values.tolist() == [
            ["bo", "ann", "reports_to"],
            ["cy", "ann", "reports_to"],
        ]
        assert header not in graph.people

    def test_a_relationship_that_relationships_hold_too_is_not_doubled(self, tmp_path):
        related = "source,target,kind,weight\nbo,ann,汇报给,0.5\ncy,bo,trusts,\n"
        graph = tables(folder(tmp_path, people="person,manager\nann,\nbo,ann\ncy,bo\n", relationships=related))
        assert graph.relationships["kind"].tolist() == ["reports_to", "trusts", "reports_to"]
        assert graph.relationships["strength"].tolist()[0] == 0.5

    def test_a_header_alone_is_a_table_without_rows(self, tmp_path):
        place = folder(tmp_path, people="person,manager\nann,\nbo,ann\n", relationships="source,target,kind,strength\n")
        assert len(tables(place).relationships) == 1

    def test_bosses_stay_within_their_deal(self, tmp_path):
        people = "deal,person,manager\nd1,ann,\nd1,bo,ann\nd2,ann,\nd2,bo,ann\n"
        assert cells(folder(tmp_path, people=people), "deal", "relationships") == ["d1", "d2"]

    @pytest.mark.parametrize(
        ("bosses", "line", "boss", "code"),
        [
            (("", "amn"), 3, "amn", "unknown_person"),
            (("bo", "ann"), 2, "bo", "reporting_circle"),
        ],
    )
    def test_a_wrong_boss_is_shown_in_the_people_s_file(self, tmp_path, bosses, line, boss, code):
        people = "person,manager\nann,{}\nbo,{}\n".format(*bosses)
        found = problems_of(folder(tmp_path, people=people))
        assert found.problems["code"].iloc[0] == code
        assert found.lines()[0].endswith(found.problems["remedy"].iloc[0])
        assert f"people.csv:{line}: reports_to: {boss!r} " in found.lines()[0]

    def test_a_missing_header_of_relationships_is_the_one_fault_shown(self, tmp_path):
        place = folder(tmp_path, people="person,manager\nann,\nbo,ann\n", relationships="source,kind\nbo,trusts\n")
        (line,) = lines_of(place)
        assert line.startswith("relationships.csv: target: is a missing column")

    def test_a_second_boss_is_a_fault(self, tmp_path):
        related = "source,target,kind\nbo,cy,reports_to\n"
        place = folder(tmp_path, people="person,manager\nann,\nbo,ann\ncy,\n", relationships=related)
        assert lines_of(place)[0].startswith("people.csv:3: reports_to: 'ann' is a second boss")


class TestNotes:
    """What was read otherwise than it stands in the file is said once for each column."""

    KEYS = ("action", "file", "table", "column", "value", "source")

    def notes(self, path, *keys, **options):
        graph = tables(path, **options)
        return graph.notes[list(keys or self.KEYS)].values.tolist()

    def test_nothing_is_said_of_canonical_tables(self, tmp_path):
        place = folder(tmp_path, people=PEOPLE.replace("support", "Support"), relationships=RELATIONSHIPS)
        graph = tables(place)
        assert graph.notes.empty
        assert graph.files.to_dict("records") == [
            {"file": "people.csv", "rows": 2, "used": 2, "left_out": 0},
            {"file": "relationships.csv", "rows": 1, "used": 1, "left_out": 0},
        ]

    def test_headers_read_under_another_name(self, tmp_path):
        assert self.notes(folder(tmp_path, people="编号,Job Title,note\nann,CEO,x\n")) == [
            ["renamed", "people.csv", "people", "person", "person", "编号"],
            ["renamed", "people.csv", "people", "title", "title", "Job Title"],
            ["kept as your own", "people.csv", "people", "note", "1 filled cell", "is not a column of people"],
        ]

    def test_words_percentages_and_scaled_numbers_are_counted(self, tmp_path):
        people = "person,support,influence,layer\na,ally,50%,决策层\nb,反对者,100%,management\nc,0,高,决策层\nd,,,\n"
        assert self.notes(folder(tmp_path, people=people), "action", "column", "value", "source") == [
            ["rescaled", "support", 2, "words, in 2 cells"],
            ["rescaled", "influence", 2, "percentages, in 2 cells"],
            ["rescaled", "influence", 1, "words, in 1 cell"],
            ["renamed", "layer", 2, "words, in 2 cells"],
        ]
        scaled = folder(tmp_path, people="person,support\na,1\nb,\nc,enemy\nd,5\n")
        assert self.notes(scaled, "column", "value", "source", scale={"support": (1, 5)}) == [
            ["support", 2, "the scale from 1 to 5, in 2 cells"],
            ["support", 1, "words, in 1 cell"],
        ]

    def test_ratings_are_counted_by_the_measure_they_rate(self, tmp_path):
        ratings = "rater,person,measure,value\nme,ann,support,ally\nyou,ann,influence,40%\n"
        place = folder(tmp_path, people="person\nann\n", ratings=ratings)
        assert self.notes(place, "action", "table", "column", "value", "source") == [
            ["rescaled", "ratings", "value", 1, "words, in 1 cell"],
            ["rescaled", "ratings", "value", 1, "percentages, in 1 cell"],
        ]

    def test_bosses_become_relationships_and_those_known_already_are_merged_line_by_line(self, tmp_path):
        place = folder(tmp_path, people="person,上级\nann,\nbo,ann\ncy,ann\n", relationships=RELATIONSHIPS)
        notes = tables(place).notes
        assert notes["action"].tolist() == ["renamed", "merged"]
        assert notes["value"].tolist() == [1, "bo reports to ann"]
        assert notes.loc[1, ["file", "line", "table", "row", "column"]].tolist() == [
            "people.csv",
            3,
            "relationships",
            "bo",
            "reports_to",
        ]

    def test_bosses_of_nobody_are_no_relationships(self, tmp_path):
        (line,) = lines_of(folder(tmp_path, people="title,manager\nCEO,bo\n"))
        assert line.startswith("people.csv: person: is a missing column")

    def test_a_workbook_names_its_sheets(self, tmp_path):
        path = workbook(tmp_path / "acme.xlsx", 人员=[["person"], ["ann"]])
        assert tables(path).files["file"].tolist() == ["acme.xlsx[人员]"]

"""Stakeholder registers and surveys as people keep them: titles, sheets of any name, scales either way up, marks."""

from __future__ import annotations

from pathlib import Path

import pytest

import influence
from influence.read import tables
from tests.files_on_disk import folder, lines_of, problems_of, workbook

FIELD = Path(__file__).parents[1] / "data" / "field" / "networks"
REGISTER = FIELD / "05_stakeholder_register"
SURVEY = FIELD / "07_scale_upside_down"
TITLES = "STAKEHOLDER REGISTER\nProject: New line,,Date: 2024-05-31\n\n"


def support(path, **options):
    return tables(path, **options).people["support"].tolist()


class TestAttitudes:
    def test_the_current_attitude_is_support(self):
        people = tables(REGISTER / "people.csv").people
        assert people["support"].tolist()[:4] == [0.5, 0, -0.5, 1]
        assert people["support"].isna().tolist() == [False] * 4 + [True]

    def test_a_position_that_says_how_people_stand_is_support_and_no_title(self, tmp_path):
        text = (REGISTER / "position_is_stance.csv").read_text(encoding="utf-8").replace("Neutral,Neutral", ",")
        graph = tables(folder(tmp_path, people=text))
        assert graph.people["support"].tolist() == [-1, 1, -1, 0]
        assert "title" not in graph.people
        assert "Position" in graph.notes["source"].tolist()

    def test_words_that_are_none_of_a_column_are_refused_with_those_that_are(self):
        (first, *_) = problems_of(REGISTER / "position_is_stance.csv").lines()
        assert "'Neutral' is not a number" in first
        assert "high (1), medium (0.6), low (0.2)" in first

    @pytest.mark.parametrize("header", ["Position,Support", "Position"])
    def test_a_position_stays_a_title_where_it_is_one(self, tmp_path, header):
        rows = "Negative,0.5" if "Support" in header else "Head of IT"
        people = tables(folder(tmp_path, people=f"id,name,{header}\n1,Ann,{rows}\n")).people
        assert people["title"].tolist() == [rows.split(",")[0]]


class TestPlaces:
    @pytest.mark.parametrize("name", ["register.xlsx", "register_sheet1.xlsx", "register_sheet_people.xlsx"])
    def test_a_register_is_read_below_its_titles_and_on_a_sheet_of_any_name(self, name):
        graph = tables(REGISTER / name)
        assert graph.people["person"].tolist() == [f"STK-00{number}" for number in range(1, 6)]
        assert graph.people["influence"].tolist() == [1, 1, 0.6, 0.2, 0.2]

    def test_titles_and_the_sheet_chosen_are_noted_and_every_row_is_accounted_for(self):
        graph = tables(REGISTER / "register.xlsx")
        notes = graph.notes
        file = "register.xlsx[Stakeholder Register]"
        assert notes.loc[notes["action"].eq("left out"), ["file", "line", "value"]].values.tolist() == [
            ["register.xlsx[Instructions]", None, "the whole file"],
            [file, 1, "STAKEHOLDER REGISTER"],
            [file, 2, "Project: New lineDate: 2024-05-31"],
        ]
        assert graph.files.to_dict("records") == [{"file": file, "rows": 7, "used": 5, "left_out": 2}]

    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    def test_titles_of_a_csv_file_are_skipped_whatever_separates_the_cells(self, tmp_path, separator):
        text = "Stakeholder register\n\nperson,title,support\nann,CEO,ally\nbo,CFO,enemy\n".replace(",", separator)
        assert support(folder(tmp_path, people=text)) == [1, -1]

    def test_lines_count_from_the_first_of_the_file_titles_included(self, tmp_path):
        place = folder(tmp_path, people=TITLES + "person,support\nann,2.5\n")
        assert lines_of(place)[0].startswith("people.csv:5: support: '2.5' is not a number from -1 to 1")

    def test_of_two_sheets_that_read_like_people_neither_is_guessed(self, tmp_path):
        rows = [["Stakeholder ID", "Name"], ["a", "Ann"]]
        (line,) = lines_of(workbook(tmp_path / "two.xlsx", North=rows, South=rows))
        assert "North and South both read like one; call one of them people" in line

    def test_a_list_of_deals_is_not_taken_for_people(self, tmp_path):
        rows = [["Opportunity Name", "Contact Name", "Title", "Stage"], ["Boiler", "Ann", "CEO", "Won"]]
        assert "has no table of people" in lines_of(workbook(tmp_path / "report.xlsx", Report=rows))[0]

    def test_a_cell_too_many_in_a_workbook_is_not_blamed_on_quotes(self, tmp_path):
        (line,) = lines_of(workbook(tmp_path / "a.xlsx", people=[["person"], ["ann", None, "beyond"]]))
        assert "quotes" not in line
        assert line.endswith("remove the extra cells")

    def test_files_and_sheets_of_other_names_are_left_out_with_a_note(self, tmp_path):
        place = folder(tmp_path, people="person\nann\n", prices="a,b\n1,2\n")
        (place / "more.xlsx").write_bytes(b"PK")
        notes = tables(place).notes
        assert notes[["action", "file", "value"]].values.tolist() == [
            ["left out", "prices.csv", "the whole file"],
            ["left out", "more.xlsx", "the whole file"],
        ]


class TestScales:
    def test_one_may_be_the_best(self):
        assert support(SURVEY / "people.csv", scale={"support": (5, 1), "influence": (1, 5)}) == [1, 0, -1, 0.5]
        assert support(SURVEY / "people.csv", scale={"support": (1, 5), "influence": (1, 5)}) == [-1, 0, 1, -0.5]

    def test_a_code_before_its_words_counts_where_its_scale_is_stated(self, tmp_path):
        assert support(SURVEY / "worded.csv", scale={"support": (5, 1)}) == [1, 0, -1, 0.5]
        found = problems_of(SURVEY / "worded.csv").lines()
        assert "'1 - Supports Actively' is not a number" in found[0]
        assert "scale={'support': (1, 5)}" in found[0]
        other = folder(tmp_path, people="person,support\na,(1) for\nb,5: against\nc,3 = neither\nd,2. rather for\n")
        assert support(other, scale={"support": (5, 1)}) == [1, -1, 0, 0.5]

    def test_a_number_off_a_reversed_scale_is_a_fault(self, tmp_path):
        place = folder(tmp_path, people="person,support\na,6\n")
        (line,) = lines_of(place, scale={"support": (5, 1)})
        assert "'6' is not from 5 to 1, the scale given for support" in line

    @pytest.mark.parametrize(
        ("cells", "low", "high"),
        [((3, 10), 1, 10), ((0, 4), 0, 5), ((1, 3), 1, 3), ((0, 100), 0, 100), ((-2, 3), -3, 3), ((6, 7), 1, 7)],
    )
    def test_the_scale_that_whole_numbers_seem_to_be_on_is_proposed(self, tmp_path, cells, low, high):
        people = "person,influence\n" + "".join(f"p{number},{cell}\n" for number, cell in enumerate(cells))
        lines = lines_of(folder(tmp_path, people=people))
        assert all(f"scale={{'influence': ({low}, {high})}}" in line for line in lines if "from 0 to 1" in line)
        assert any("scale=" in line for line in lines)
        assert tables(folder(tmp_path, people=people), scale={"influence": (low, high)})

    def test_a_slip_among_numbers_of_ours_is_no_scale(self, tmp_path):
        place = folder(tmp_path, people="person,influence\na,0.5\nb,0.25\nc,1.6\nd,1\n")
        assert "scale=" not in lines_of(place)[0]

    def test_whole_numbers_among_words_are_refused_and_the_words_listed(self, tmp_path):
        place = folder(tmp_path, people="person,influence\na,High\nb,3\nc,Low\nd,1\ne,\n")
        found = problems_of(place)
        assert found.problems[["row", "value", "code"]].values.tolist() == [
            [3, "3", "words_and_numbers"],
            [5, "1", "words_and_numbers"],
        ]
        assert "is a number among words such as 'High', 'Low'" in found.lines()[0]
        assert tables(place, scale={"influence": (1, 3)}).people["influence"].tolist()[:4] == [1, 1, 0.2, 0]

    def test_nought_fractions_and_percentages_are_on_our_scale_among_words_too(self, tmp_path):
        place = folder(tmp_path, people="person,influence\na,High\nb,0.5\nc,0\nd,40%\n")
        assert tables(place).people["influence"].tolist() == [1, 0.5, 0, 0.4]

    def test_a_word_that_is_none_of_ours_lists_those_that_are(self, tmp_path):
        (line,) = lines_of(folder(tmp_path, people="person,support\na,lukewarm\n"))
        assert "or a word that is read as one, such as ally (1), " in line
        assert "supporter (0.5)" in line

    @pytest.mark.parametrize("column", ["influence", "participation", "attrition", "formal_influence"])
    def test_shares_may_be_rated_from_very_low_to_very_high(self, tmp_path, column):
        people = f"person,{column}\na,Very Low\nb,low\nc,Medium\nd,HIGH\ne,very high\n"
        graph = tables(folder(tmp_path, people=people))
        assert graph.people[column].tolist() == [0.1, 0.2, 0.6, 1, 1]
        assert graph.notes["source"].tolist() == ["words, in 5 cells"]

    def test_support_may_be_a_traffic_light(self, tmp_path):
        assert support(folder(tmp_path, people="person,support\na,Red\nb,amber\nc,GREEN\n")) == [-0.5, 0, 0.5]

    def test_stars_run_from_the_lowest_value_to_the_highest(self, tmp_path):
        people = "person,influence,support\na,★★★★★,★☆☆\nb,★,★★☆\nc,★★★,★★★\nd,⭐⭐,\n"
        read = tables(folder(tmp_path, people=people)).people
        assert read["influence"].tolist() == [1, 0, 0.5, 0.25]
        assert read["support"].tolist()[:3] == [-1, 0, 0]
        assert lines_of(folder(tmp_path, people="person,influence\na,★★★★★★\nb,☆☆\n"))[1:]


class TestMarks:
    MATRIX = "Name,Unaware,Resistant,Neutral,Supportive,Leading\nAnn,,C,,D,\nBo,,,C,D,\nCy,C,,,D,\nDi,,,,C/D,\n"

    def test_c_marks_where_somebody_stands(self, tmp_path):
        graph = tables(folder(tmp_path, people=self.MATRIX))
        assert graph.people["support"].tolist() == pytest.approx([-0.5, 0, float("nan"), 0.5], nan_ok=True)
        assert graph.people["desired support"].tolist() == ["Supportive"] * 4
        assert (graph.notes["source"] == "C under Unaware, Resistant, Neutral, Supportive, Leading").any()

    def test_two_current_marks_are_a_fault(self, tmp_path):
        (line,) = lines_of(folder(tmp_path, people=self.MATRIX.replace("Ann,,C,,D,", "Ann,,C,C,D,")))
        assert "'Resistant, Neutral' is not a number" in line

    def test_columns_that_hold_other_things_are_ones_own(self, tmp_path):
        graph = tables(folder(tmp_path, people=self.MATRIX.replace("Ann,,C,", "Ann,,yes,")))
        assert {"Neutral", "Resistant"} & set(graph.people)


class TestKinds:
    @pytest.mark.parametrize(
        ("word", "remedy"),
        [
            ("friend", "did you mean 'knows'? Write 'knows'"),
            ("is friends with", "did you mean 'knows'? Write 'knows'"),
            ("Works for", "did you mean 'reports_to'? Write 'reports_to'"),
            ("advises", "did you mean 'seeks_advice_from', the other way round?"),
            ("manages", "did you mean 'reports_to', the other way round?"),
            ("朋友", "did you mean 'knows'? Write 'knows'"),
            ("领导", "did you mean 'reports_to', the other way round?"),
        ],
    )
    def test_the_nearest_kind_and_its_direction_are_proposed(self, tmp_path, word, remedy):
        related = f"source,target,kind\nann,bo,{word}\n"
        place = folder(tmp_path, people="person\nann\nbo\n", relationships=related)
        (line,) = lines_of(place)
        assert remedy in line
        assert ("swap source and target" in line) == ("round" in remedy)
        if "round" not in remedy:
            meant = remedy.split("'")[1]
            assert f"kind={{{word!r}: {meant!r}}}" in line
            assert tables(place, kind={word: meant}).relationships["kind"].tolist() == [meant]

    def test_a_kind_that_the_assumptions_lack_is_not_proposed(self, tmp_path):
        kinds = influence.Assumptions(relationship_kinds={"guanxi": influence.RELATIONSHIP_KINDS["knows"]})
        related = "source,target,kind\nann,bo,friend\n"
        place = folder(tmp_path, people="person\nann\nbo\n", relationships=related)
        assert "'knows'" not in lines_of(place, assumptions=kinds)[0].partition(", or state")[0]

"""The tables to fill by hand: they read back as they are, and accept what the reader accepts."""

from __future__ import annotations

import csv
import re
import sys

import openpyxl
import pytest

from influence import InfluenceError, UnknownName, score
from influence.cli.main import FINE, main
from influence.read import tables
from influence.tables.assumptions import RELATIONSHIP_KINDS
from influence.tables.checklist import CHECKLIST, NUMBER, question_numbers
from influence.tables.examples import TEMPLATE_SHEETS
from influence.tables.schema import TABLES
from influence.tables.spelling import plain
from influence.tables.stages import STAGES, stage_named
from influence.tables.vocabulary import TABLE_NAMES, column_named, table_named, values_of
from influence.write.template import LANGUAGES, write_template

FORMS = [(language, form) for language in LANGUAGES for form in ("", ".xlsx")]
# What Excel takes at most.
LONGEST_LIST, LONGEST_MESSAGE, LONGEST_TITLE = 255, 255, 32


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    place = tmp_path_factory.mktemp("books")
    written = [write_template(place / f"{language}.xlsx", language=language) for language in LANGUAGES]
    return {path.stem: openpyxl.load_workbook(path) for path in written}


def sheets(books):
    """Each sheet of each language with its table's name."""
    for language, book in books.items():
        for sheet in book.worksheets[1:]:
            yield language, table_named(sheet.title), sheet


def rules(sheet, table):
    """What the cells of each column accept."""
    columns = {cell.column_letter: column_named(table, cell.value) for cell in sheet[1]}
    return {columns[re.match("[A-Z]+", str(rule.sqref))[0]]: rule for rule in sheet.data_validations.dataValidation}


@pytest.fixture(scope="module")
def numbers(tmp_path_factory):
    """The scores of the example in English."""
    graph = tables(write_template(tmp_path_factory.mktemp("english") / "english.xlsx"))
    return score(graph).select_dtypes("number").iloc[0]


@pytest.mark.parametrize(("language", "form"), FORMS)
@pytest.mark.slow
def test_it_reads_back_without_a_fault_and_is_the_same_deal(tmp_path, numbers, language, form):
    graph = tables(write_template(tmp_path / f"tables{form}", language=language))
    assert {name: len(graph.table(name)) for name in TABLES} == {
        "people": 6, "relationships": 8, "seats": 7, "deals": 1, "team": 2, "contacts": 5, "ratings": 3, "facts": 19,
        "interactions": 4, "commitments": 2, "stances": 2,
    }  # fmt: skip
    assert score(graph).select_dtypes("number").iloc[0].to_dict() == pytest.approx(numbers.to_dict(), nan_ok=True)
    assert 0 < numbers["coverage"] < 1


@pytest.mark.slow
@pytest.mark.parametrize(("language", "form"), FORMS)
def test_the_command_line_makes_checks_scores_and_reports_it(tmp_path, capsys, language, form):
    made = tmp_path / f"our deals{form}"
    assert main(["template", str(made), "--locale", language]) == FINE
    assert capsys.readouterr().out == f"{made}\n"
    assert main(["check", str(made)]) == FINE
    # A file with Chinese headers is answered in Chinese.
    fine = {"en": "no faults in 1 deal, 6 people", "zh": "没有错误：1 个商机、6 人"}[language]
    assert capsys.readouterr().out.startswith(fine)
    assert main(["score", str(made), "--out", str(tmp_path / "scores.csv")]) == FINE
    assert main(["report", str(made), "--out", str(tmp_path / "report")]) == FINE
    assert (tmp_path / "report" / "index.html").exists()


@pytest.mark.parametrize(("language", "form"), FORMS)
def test_every_column_of_the_schema_is_there_once(tmp_path, language, form, books):
    made = write_template(tmp_path / f"tables{form}", language=language)
    if form:
        headers = {table: [cell.value for cell in sheet[1]] for name, table, sheet in sheets(books) if name == language}
    else:
        texts = {table_named(file.stem): file.read_text(encoding="utf-8-sig") for file in made.glob("*.csv")}
        headers = {table: next(csv.reader([text.splitlines()[0]])) for table, text in texts.items()}
        assert all(file.read_bytes().startswith(b"\xef\xbb\xbf") for file in made.iterdir())
    assert set(headers) == set(TABLES)
    for table, written in headers.items():
        meant = [column_named(table, header) for header in written]
        assert [name for name in meant if name] == list(TABLES[table].by_name)
        assert meant.count(None) == (table == "facts")
        assert all(header.isascii() == (language == "en") for header in written)


@pytest.mark.parametrize(("language", "form"), FORMS)
def test_the_facts_ask_the_nineteen_questions_in_words(tmp_path, language, form):
    """Rules 000-29, 002-7.1 to 13 and 001-11, 15, 16, 19, 22; an unanswered row is asked, not answered."""
    facts = tables(write_template(tmp_path / f"tables{form}", language=language)).table("facts")
    assert question_numbers(facts["question"]).tolist() == [NUMBER[question.name] for question in CHECKLIST]
    words = facts.drop(columns=list(TABLES["facts"].by_name)).iloc[:, 0]
    assert words.nunique() == len(CHECKLIST) == 19
    assert all(text.isascii() == (language == "en") for text in words)
    assert words.str.endswith(("?", "？")).sum() == 19
    assert 0 < facts["answer"].notna().sum() < 19


@pytest.mark.parametrize("language", LANGUAGES)
def test_drop_downs_offer_every_value_and_only_what_the_reader_knows(books, language):
    offered = {}
    for name, table, sheet in sheets(books):
        for column, rule in rules(sheet, table).items() if name == language else ():
            if rule.type == "list" and rule.formula1.startswith('"'):
                assert len(rule.formula1) <= LONGEST_LIST
                offered[table, column] = rule.formula1.strip('"').split(",")
    for table, definition in TABLES.items():
        for column in definition.columns:
            choices = column.choices or (tuple(RELATIONSHIP_KINDS) if column.name == "kind" else ())
            if choices or column.type == "flag":
                meant = [values_of(column, choices)[plain(word)] for word in offered.pop((table, column.name))]
                assert meant == list(choices or ("true", "false")), column.name
    for table in ("seats", "deals"):
        assert [stage_named(word) for word in offered.pop((table, "stage"))] == list(STAGES)
    for table, side in (("contacts", "us"), ("facts", "us"), ("interactions", "us"), ("stances", "nobody")):
        (word,) = offered.pop((table, "side"))
        assert values_of(TABLES[table]["side"], (side,))[plain(word)] == side
    assert not offered


def test_numbers_and_dates_are_held_to_the_ranges_of_the_schema(books):
    for _, table, sheet in sheets(books):
        found = rules(sheet, table)
        for column in TABLES[table].columns:
            if column.type in ("number", "integer"):
                rule = found[column.name]
                assert rule.type == ("whole" if column.type == "integer" else "decimal")
                assert (rule.errorStyle or "stop", rule.showErrorMessage) == ("stop", True)
                low, high = float(rule.formula1), None if rule.formula2 is None else float(rule.formula2)
                if column.name == "value":
                    assert (low, high) == (-1, 1)
                elif column.above is not None:
                    assert column.above < low < column.above + 0.001
                    assert high == column.high
                else:
                    assert (low, high) == (column.low if column.low is not None else -1e15, column.high)
            elif column.type == "date":
                assert found[column.name].type == "date"


def test_an_id_is_offered_from_the_table_that_lists_it(books):
    for language, table, sheet in sheets(books):
        for column, rule in rules(sheet, table).items():
            names = TABLES[table][column].names
            owners = {"deal": ("deals", "A"), "person": ("people", "B"), "member": ("team", "B")}
            if names in owners:
                owner, letter = owners[names]
                title, place = rule.formula1.split("!")
                assert table_named(title.strip("'")) == owner != table
                assert place == f"${letter}$2:${letter}$5000"
                assert column_named(owner, books[language][title.strip("'")][f"{letter}1"].value) == names
                assert rule.errorStyle == "warning"


def test_every_header_tells_what_it_means_and_every_message_fits(books):
    for language, _, sheet in sheets(books):
        assert sheet.freeze_panes == "A2"
        for head in sheet[1]:
            assert head.font.bold
            assert head.fill.fgColor.rgb != "00000000"
            assert head.comment.text.isascii() == (language == "en")
            assert sheet.column_dimensions[head.column_letter].width >= len(head.value) * (1 + (language == "zh")) + 2
        for rule in sheet.data_validations.dataValidation:
            assert 0 < len(rule.prompt) <= LONGEST_MESSAGE
            assert 0 < len(rule.error) <= LONGEST_MESSAGE
            assert 0 < len(rule.promptTitle) <= LONGEST_TITLE
            assert str(rule.sqref).endswith("1048576")


def test_ids_are_kept_as_text_and_dates_are_dates(books):
    for _, table, sheet in sheets(books):
        for head in sheet[1]:
            column = TABLES[table].by_name.get(column_named(table, head.value))
            looks = {sheet.column_dimensions[head.column_letter].number_format}
            looks |= {sheet.cell(row, head.column).number_format for row in range(2, sheet.max_row + 1)}
            if column is None or column.type in ("id", "text"):
                assert looks == {"@"}
            elif column.type == "date":
                assert looks == {"yyyy-mm-dd"}


@pytest.mark.parametrize(("language", "form"), FORMS)
def test_it_explains_itself_in_ten_lines(tmp_path, language, form):
    made = write_template(tmp_path / f"our deals{form}", language=language)
    cover = TEMPLATE_SHEETS[LANGUAGES.index(language)]
    assert table_named(cover) is None
    if form:
        lines = [row[0] for row in openpyxl.load_workbook(made)[cover].values]
    else:
        lines = (made / f"{cover}.txt").read_text(encoding="utf-8-sig").partition("\n\n")[0].splitlines()
    assert len(lines) == 10
    assert f'influence check "our deals{form}"' in lines[-1]
    assert ("unknown" if language == "en" else "未知") in lines[2]
    assert not any("{" in line for line in lines)


def test_what_is_there_is_not_written_over_unless_forced(tmp_path, capsys):
    book, folder = tmp_path / "t.xlsx", tmp_path / "t"
    for path in (book, folder):
        write_template(path)
        with pytest.raises(InfluenceError, match=r"already exists; give another name, or pass force=True \(--force\)"):
            write_template(path)
        assert main(["template", str(path)]) == 2
        assert "already exists" in capsys.readouterr().err
    own = folder / "prices.csv"
    own.write_text("mine", encoding="utf-8")
    (folder / "people.csv").write_text("spoilt", encoding="utf-8")
    for path in (book, folder):
        assert main(["template", str(path), "--force"]) == FINE
        assert len(tables(path).people) == 6
    assert own.read_text(encoding="utf-8") == "mine"


def test_what_a_caller_can_get_wrong(tmp_path, capsys, monkeypatch):
    with pytest.raises(UnknownName, match="no language called 'cn'"):
        write_template(tmp_path / "t", language="cn")
    with pytest.raises(InfluenceError, match=r"no folder .*make it first"):
        write_template(tmp_path / "nowhere" / "t.xlsx")
    (tmp_path / "a.xlsx").mkdir()
    (tmp_path / "a").touch()
    for name, what in (("a.xlsx", "folder"), ("a", "file")):
        with pytest.raises(InfluenceError, match=f"is a {what}; give another name"):
            write_template(tmp_path / name, force=True)
    assert main(["template", str(tmp_path / "t.xlsx"), "--format", "csv"]) == 2
    assert "CSV files go into a folder" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(InfluenceError, match=r"needs openpyxl: pip install influence-graph\[excel\]"):
        write_template(tmp_path / "t.xlsx")
    assert not (tmp_path / "t.xlsx").exists()


@pytest.mark.parametrize(("form", "made"), [("xlsx", "t.xlsx"), ("csv", "t")])
def test_the_format_may_be_named(tmp_path, capsys, form, made):
    assert main(["template", str(tmp_path / "t"), "--format", form]) == FINE
    assert capsys.readouterr().out == f"{tmp_path / made}\n"
    assert (tmp_path / made).is_file() == (form == "xlsx")


def test_file_names_are_the_tables_in_chinese(tmp_path):
    made = write_template(tmp_path / "t", language="zh")
    stems = {file.stem for file in made.glob("*.csv")}
    assert len(stems) == len(TABLES)
    assert all(stem in TABLE_NAMES[table_named(stem)] for stem in stems)

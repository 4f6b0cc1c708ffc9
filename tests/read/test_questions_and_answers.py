"""The manager's loop (rule 001-25): questions go out by member, answers come back into the tables, nothing is lost."""

from __future__ import annotations

import contextlib
import random

import openpyxl
import pandas as pd
import pytest

import influence
from influence import InvalidData, StakeholderGraph, read, write_questions
from influence.tables.asking import ANYBODY, COVER, FOR_SIDE, HEADERS, LISTS, NO_PURCHASE

LANGUAGES = ("en", "zh")
COLUMN = {name: place for place, name in enumerate(HEADERS, start=1)}


def frame(deal="D", **columns):
    return pd.DataFrame({"deal": deal, **columns})


GUESSED = {"support": [None, 0.5, None], "evidence": [None, 4, None]}


def graph_asked(**more):
    """Two deals; everything that can be asked is open in the first."""
    tables = {
        "people": pd.concat(
            [
                frame(person=["P1", "P2", "P3"], name=["Ann", "Bo", "Cy"], **GUESSED),
                frame("E", person=["P1"], name=["Di"]),
            ]
        ),
        "seats": frame(role=["approver", "user"], person=[None, "P2"]),
        "team": frame(member=["Yao", "Li"]),
        "contacts": frame(side=["us", "us", "Acme"], member=["Yao", "Li", "R"], person=["P2", "P3", "P1"]),
    }
    return StakeholderGraph.from_tables(**{**tables, **more})


def rows_of(sheet):
    """The rows of a sheet by what and whom they are about; the header is row 1."""
    return {(row[1].value, row[3].value): row[0].row for row in sheet.iter_rows(min_row=2)}


class Loop:
    """A workbook of questions, filled in and read back."""

    def __init__(self, graph, folder, language="en"):
        self.graph, self.number = graph, LANGUAGES.index(language)
        self.path = write_questions(graph, folder / "questions.xlsx", language=language, force=True)
        self.book = openpyxl.load_workbook(self.path)

    def line(self, member, what, about, deal="D"):
        for row in self.book[member].iter_rows(min_row=2):
            kinds = influence.tables.asking.KINDS[what]
            if (row[0].value, row[1].value, row[3].value) == (deal, kinds[self.number], about):
                return row[0].row
        raise AssertionError((member, what, about))

    def fill(self, member, what, about, answer, deal="D", **cells):
        line = self.line(member, what, about, deal)
        for name, value in {"answer": answer, **cells}.items():
            self.book[member].cell(line, COLUMN[name]).value = value
        return line

    def back(self):
        self.book.save(self.path)
        return read.answers(self.graph, self.path)

    def faults(self):
        with pytest.raises(InvalidData) as invalid:
            self.back()
        return invalid.value.problems


def cells(table, *columns):
    return table[list(columns)].astype(object).where(table[list(columns)].notna(), None).to_numpy().tolist()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_for_each_member_and_one_for_anybody(tmp_path, language):
    loop = Loop(graph_asked(), tmp_path, language)
    number = LANGUAGES.index(language)
    assert loop.book.sheetnames == [COVER[number], "Li", "Yao", ANYBODY[number], LISTS]
    assert loop.book[LISTS].sheet_state == "hidden"
    assert [cell.value for cell in loop.book["Yao"][1]] == [words[number] for words in HEADERS.values()]
    # Whoever knows a person is asked about them; a deal without us is asked of anybody.
    assert loop.line("Li", "support", "P3")
    assert loop.line("Yao", "evidence", "P2")
    assert loop.line(ANYBODY[number], "support", "P1", deal="E")
    asked = {name: sum(1 for _ in loop.book[name].iter_rows(min_row=2)) for name in ("Li", "Yao", ANYBODY[number])}
    gaps = influence.information_gaps(loop.graph).by_deal["gaps"]
    assert asked["Li"] + asked["Yao"] - 2 >= gaps["D"]
    assert asked[ANYBODY[number]] == gaps["E"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_most_valuable_question_stands_first_and_cells_have_drop_downs(tmp_path, language):
    loop = Loop(graph_asked(), tmp_path, language)
    sheet = loop.book["Yao"]
    order = influence.information_gaps(loop.graph).detail.loc["D"]
    asked = [row[3].value for row in sheet.iter_rows(min_row=2) if row[3].value]
    assert asked == [about for about in order["about"] if about in asked]
    offered = {}
    listed = [cell.value for cell in loop.book[LISTS]["A"]]
    for rule in sheet.data_validations.dataValidation:
        if rule.formula1.startswith(f"'{LISTS}'"):
            first, last = (int(part.rpartition("$")[2]) for part in rule.formula1.split(":"))
            offered |= {
                line: listed[first - 1 : last]
                for cells in rule.sqref.ranges
                for line in range(cells.min_row, cells.max_row + 1)
            }
        assert rule.formula1.startswith(f"'{LISTS}'") or str(rule.sqref).startswith(("I2:", "J2:"))
    people = ["Ann (P1)", "Bo (P2)", "Cy (P3)"]
    assert offered[loop.line("Yao", "seat", "approver")] == people
    number = LANGUAGES.index(language)
    words = offered[loop.line("Yao", "evidence", "P2")]
    assert words[-2:] == [FOR_SIDE[number].format("Acme"), FOR_SIDE[number].format(NO_PURCHASE[number])]
    assert len(words) == 7


@pytest.mark.parametrize(("language", "ally", "rival"), [("en", "ally", "for Acme"), ("zh", "盟友", "支持Acme")])
def test_every_sort_of_answer_goes_to_its_table_with_a_note(tmp_path, language, ally, rival):
    loop = Loop(graph_asked(), tmp_path, language)
    loop.fill("Li", "support", "P3", ally, day="2024-05-31")
    loop.fill("Yao", "evidence", "P2", rival, evidence=2)
    loop.fill("Yao", "seat", "approver", "Ann (P1)", note="she told me herself")
    loop.fill("Yao", "role", "evaluator", "P3")
    loop.fill("Yao", "met", None, "Ann (P1); Bo", day="2024-06-02")
    loop.fill("Yao", "gate", "bottom_up", {"en": "high; 0.3", "zh": "高; 0.3"}[language])
    loop.fill("Yao", "question", "pain", "the line stops", source="Ann", day="2024-06-02")
    loop.fill("Yao", "role", "decision_maker", "their board, I guess")
    told = loop.back()
    assert cells(told.ratings, "rater", "person", "value", "evidence") == [["Li", "P3", 1.0, 3]]
    assert told.ratings["date"].tolist() == [pd.Timestamp("2024-05-31")]
    people = told.people.query("deal == 'D'")
    assert cells(people, "support", "evidence") == [[None, None], [0.5, 4], [1.0, 3]]
    assert cells(told.stances, "person", "side", "support", "evidence") == [["P2", "Acme", 0.5, 2]]
    assert cells(told.seats, "role", "person") == [["approver", "P1"], ["user", "P2"], ["evaluator", "P3"]]
    met = cells(told.interactions, "side", "member", "person", "source")
    assert met == [["us", "Yao", "P1", "Yao"], ["us", "Yao", "P2", "Yao"]]
    assert told.interactions["interaction"].nunique() == 1
    assert cells(told.deals, "deal", "product_strength", "value_lead") == [["D", 1.0, 0.3]]
    facts = {row.answer: row for row in told.facts.itertuples()}
    assert (facts["the line stops"].question, facts["the line stops"].source) == ("pain", "P1")
    assert facts["the line stops"].member == "Yao"
    board = loop.book["Yao"].cell(loop.line("Yao", "role", "decision_maker"), COLUMN["question"]).value
    assert facts["their board, I guess"].question == board
    assert "she told me herself" in facts
    assert influence.checklist(told).detail.loc[("D", "pain"), "state"] == "answered"
    merged = told.notes[told.notes["action"] == "merged"]
    assert set(merged["table"]) == {"ratings", "stances", "seats", "interactions", "deals", "facts"}
    assert merged["line"].notna().all()
    assert len(merged) == 1 + 1 + 2 + 1 + 2 + 2 + 1 + 1
    assert (told.files["rows"] == told.files["used"] + told.files["left_out"]).all()
    left = told.notes[told.notes["action"] == "left out"]
    assert len(left) == told.files["left_out"].sum()


def test_better_evidence_takes_the_place_of_a_guess_and_of_the_unknown(tmp_path):
    loop = Loop(graph_asked(), tmp_path)
    loop.fill("Yao", "evidence", "P2", "-0.5", evidence=1)
    told = loop.back()
    assert cells(told.people.query("person == 'P2'"), "support", "evidence") == [[-0.5, 1]]
    assert told.notes["source"].astype(str).str.startswith("guess +0.5 before the answer of Yao").any()
    loop.fill("Yao", "evidence", "P2", "she introduced us to their CFO", evidence=1)
    behaved = loop.back()
    assert cells(behaved.people.query("person == 'P2'"), "support", "evidence") == [[0.5, 1]]
    assert behaved.facts["answer"].tolist() == ["she introduced us to their CFO"]
    loop.fill("Yao", "evidence", "P2", "opponent", evidence=4)
    assert cells(loop.back().people.query("person == 'P2'"), "support", "evidence") == [[0.5, 4]]


def test_compare_says_what_the_answers_were_worth(tmp_path):
    loop = Loop(graph_asked(), tmp_path)
    loop.fill("Li", "support", "P3", "opponent")
    changed = influence.compare(loop.graph, loop.back())
    assert changed.by_deal.loc["D"].astype(str).str.len().gt(0).any()
    before, after = (influence.support(graph).by_deal["known"]["D"] for graph in (loop.graph, loop.back()))
    assert after > before


def test_an_empty_workbook_changes_nothing(tmp_path):
    for graph in (graph_asked(), influence.datasets.load("cooked_duck")):
        assert Loop(graph, tmp_path).back() == graph


def test_faults_are_pointed_at_by_sheet_row_and_cell(tmp_path):
    loop = Loop(graph_asked(), tmp_path, "zh")
    first = loop.fill("Li", "support", "P3", "3")
    second = loop.fill("Yao", "evidence", "P2", "supporter", day="31/31/2024", evidence=7)
    third = loop.fill("Yao", "seat", "approver", "P1", deal="D")
    loop.book["Yao"].cell(third, COLUMN["deal"]).value = "DD"
    anybody = loop.fill(ANYBODY[1], "support", "P1", "盟友", deal="E")
    told = loop.faults()
    found = set(zip(told["table"], told["row"], told["column"], told["value"], told["code"], strict=True))
    assert found == {
        ("Li", first, "答案", "3", "out_of_range"),
        ("Yao", second, "日期", "31/31/2024", "not_a_date"),
        ("Yao", second, "证据等级", "7", "out_of_range"),
        ("Yao", third, "商机编号", "DD", "unknown_deal"),
        (ANYBODY[1], anybody, "团队成员", None, "missing_value"),
    }
    assert told["remedy"].str.len().gt(0).all()
    # The remedies work.
    loop.fill("Li", "support", "P3", "0.3")
    loop.fill("Yao", "evidence", "P2", "supporter", day="2024-05-31", evidence=2)
    loop.book["Yao"].cell(third, COLUMN["deal"]).value = "D"
    loop.fill(ANYBODY[1], "support", "P1", "盟友", deal="E", source="Li")
    assert sorted(loop.back().ratings["rater"]) == ["Li", "Li", "Yao"]


def test_a_person_who_is_gone_and_a_column_that_is_gone_are_faults(tmp_path):
    loop = Loop(graph_asked(), tmp_path)
    line = loop.fill("Li", "support", "P3", "ally")
    loop.book["Li"].cell(line, COLUMN["id"]).value = "P9"
    loop.book["Yao"].cell(1, COLUMN["answer"]).value = "reply"
    found = loop.faults()
    assert found[["table", "column", "code"]].to_numpy().tolist() == [
        ["Yao", "answer", "missing_column"],
        ["Li", "id", "unknown_person"],
    ]


@pytest.mark.parametrize("name", ["nothing.xlsx", "nothing.txt"])
def test_what_is_no_workbook_of_questions_is_refused(tmp_path, name):
    with pytest.raises(InvalidData):
        read.answers(graph_asked(), tmp_path / name)
    openpyxl.Workbook().save(tmp_path / "empty.xlsx")
    with pytest.raises(InvalidData, match=r"influence\.write_questions"):
        read.answers(graph_asked(), tmp_path / "empty.xlsx")
    with pytest.raises(influence.InfluenceError, match="StakeholderGraph"):
        read.answers("graph", tmp_path)


@pytest.mark.parametrize("path", [None, 3, "", "\0", "nowhere", b"x", ["x"], {}])
def test_odd_paths_are_refused_in_a_sentence(path):
    with pytest.raises(influence.InfluenceError, match=r"\w"):
        read.answers(graph_asked(), path)


def test_a_damaged_workbook_is_read_or_refused(tmp_path):
    loop = Loop(graph_asked(), tmp_path)
    whole = loop.path.read_bytes()
    for seed in range(30):
        rng = random.Random(seed)
        data = bytearray(whole)
        for _ in range(rng.randrange(1, 8)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        loop.path.write_bytes(bytes(data[: rng.choice([len(data), rng.randrange(len(data))])]))
        with contextlib.suppress(InvalidData):
            assert len(read.answers(loop.graph, loop.path)) == 2


@pytest.mark.parametrize("text", ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)"])
def test_text_is_never_run_as_a_formula(tmp_path, text):
    people = frame(person=["P1", text], name=["Ann", text + " Ltd"])
    graph = StakeholderGraph.from_tables(people, contacts=frame(side=["us"], member=text, person=text))
    loop = Loop(graph, tmp_path)
    for sheet in loop.book:
        assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type in ("f", "e")]
    title = loop.book.sheetnames[1]
    line = loop.line(title, "support", text)
    loop.book[title].cell(line, COLUMN["answer"]).value = "ally"
    line = loop.line(title, "question", "budget")
    cell = loop.book[title].cell(line, COLUMN["answer"])
    cell.value = text
    cell.data_type = "s"
    told = loop.back()
    assert told.ratings["person"].tolist() == told.ratings["rater"].tolist() == [text]
    assert told.facts["answer"].tolist() == [text]
    scored = influence.save(told.facts, tmp_path / "facts.xlsx")
    assert not [c for row in openpyxl.load_workbook(scored).active.iter_rows() for c in row if c.data_type == "f"]


@pytest.mark.parametrize("answer", ["unknown", "N/A", "不知道", "未知", "?"])
def test_who_does_not_know_has_not_answered(tmp_path, answer):
    loop = Loop(graph_asked(), tmp_path)
    line = loop.fill("Li", "support", "P3", answer, source="Bo")
    loop.book.create_sheet("Sheet2")
    told = loop.back()
    assert told == loop.graph
    (left,) = told.notes[(told.notes["line"] == line) & told.notes["file"].str.contains("Li")].itertuples()
    assert answer in left.source
    assert "'Bo'" in left.source
    assert (told.notes["file"] == "questions.xlsx[Sheet2]").any()


def test_none_is_an_answer(tmp_path):
    loop = Loop(graph_asked(contacts=None), tmp_path)
    loop.fill("Yao", "question", "rivals", "none")
    assert loop.back().facts["answer"].tolist() == ["none"]


def test_ids_that_are_numbers_and_two_deals_of_one_member_come_back(tmp_path):
    people = pd.concat([frame(1, person=[7, 8], name=["Ann", "Ann"]), frame(2, person=[7])])
    contacts = pd.concat([frame(1, side=["us"], member=[5], person=[7]), frame(2, side=["us"], member=[5], person=[7])])
    loop = Loop(StakeholderGraph.from_tables(people, contacts=contacts), tmp_path)
    for deal, value in ((1, "ally"), (2, "enemy")):
        loop.fill("5", "support", 7, value, deal=deal)
    # Two people are called Ann: their name alone says nobody, and is kept as it was written.
    loop.fill("5", "role", "user", "Ann", deal=1)
    loop.fill("5", "role", "approver", "Ann (8)", deal=1)
    told = loop.back()
    assert cells(told.ratings, "deal", "rater", "person", "value") == [[1, "5", 7, 1.0], [2, "5", 7, -1.0]]
    assert cells(told.seats, "deal", "role", "person") == [[1, "approver", 8]]
    assert cells(told.facts, "deal", "answer", "member") == [[1, "Ann", 5]]


def test_writing_says_what_it_refuses(tmp_path):
    graph = graph_asked()
    path = write_questions(graph, tmp_path / "q.xlsx")
    with pytest.raises(influence.InfluenceError, match="force=True"):
        write_questions(graph, path)
    with pytest.raises(influence.InfluenceError, match=r"\.xlsx"):
        write_questions(graph, tmp_path / "q.csv")
    with pytest.raises(influence.UnknownName, match="language"):
        write_questions(graph, tmp_path / "r.xlsx", language="de")


def test_titles_of_sheets_are_short_and_differ(tmp_path):
    names = ["a/b", "a:b", "x" * 40, "x" * 41, LISTS, "History", COVER[0]]
    graph = StakeholderGraph.from_tables(frame(person=["P"]), team=frame(member=names))
    book = Loop(graph, tmp_path).book
    assert len(book.sheetnames) == len(names) + 2
    assert all(len(title) <= 31 for title in book.sheetnames)


def test_the_command_writes_the_workbook(tmp_path, capsys):
    from influence.cli.main import main

    out = tmp_path / "questions.xlsx"
    assert main(["ask", str(influence.datasets.folder() / "cooked_duck"), "--out", str(out), "--locale", "zh"]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert openpyxl.load_workbook(out).sheetnames[0] == COVER[1]

"""The command line as a user runs it: what it prints, where it writes, how it ends."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys

import openpyxl
import pandas as pd
import pytest

import influence
from influence import InfluenceError, StakeholderGraph
from influence.cli.main import FAULTS, FINE, USAGE, main
from influence.datasets import folder
from influence.graph.reader_notes import NoteTaker
from influence.show.pipeline.reports import file_names
from influence.write.spreadsheet import harmless
from tests.files_on_disk import workbook

DUCK = folder() / "cooked_duck"


@pytest.fixture
def duck(tmp_path):
    """A copy of the lost deal to break."""
    return shutil.copytree(DUCK, tmp_path / "duck")


@pytest.fixture
def two_deals(tmp_path):
    here = tmp_path / "two"
    here.mkdir()
    (here / "people.csv").write_text("deal,person,support\n=1+1,Ann,0.5\n../../x,+Bo,\n", encoding="utf-8")
    return here


def rewrite(path, old, new):
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def test_check_says_that_all_is_well(capsys):
    assert main(["check", str(DUCK)]) == FINE
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "no faults in 1 deal, 13 people, 15 relationships, 6 seats, 13 contacts"
    assert "people.csv: 13 rows, 13 used, 0 left out" in lines


def test_check_names_file_line_column_and_remedy(duck, capsys):
    rewrite(duck / "people.csv", "decision,0.6", "decision,1.6")
    rewrite(duck / "seats.csv", "evaluator", "evaluater")
    assert main(["check", str(duck)]) == FAULTS
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith(f"{duck / 'people.csv'}:3: support: '1.6' is not a number from -1 to 1; ")
    assert lines[1].startswith(f"{duck / 'seats.csv'}:6: role: 'evaluater' ")
    assert "; did you mean 'evaluator'? " in lines[1]
    assert len(lines) == 2


def test_score_prints_a_row_per_deal(capsys):
    assert main(["score", str(DUCK)]) == FINE
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["deal"] == "equipment"
    assert (row["entry"], row["entry_name"]) == ("general manager", "General manager")
    assert (row["worst"], row["worst_name"]) == ("vice president", "Vice president")
    assert row["heads"] == "0.1667"


def test_score_into_a_file(tmp_path, capsys):
    assert main(["score", str(DUCK), "--out", str(tmp_path / "scores.csv")]) == FINE
    assert capsys.readouterr().out.strip() == str(tmp_path / "scores.csv")
    assert (tmp_path / "scores.csv").read_bytes().startswith(b"\xef\xbb\xbfdeal,coverage")


def test_text_that_a_spreadsheet_would_run_is_made_harmless(two_deals, capsys):
    assert main(["score", str(two_deals)]) == FINE
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["deal"] for row in rows] == ["../../x", "'=1+1"]
    assert rows[0]["entry"] == "'+Bo"
    assert [harmless(cell) for cell in (" =x", "@x", "-1", "\tx", -1, "x=1", None)] == [
        "' =x", "'@x", "'-1", "'\tx", -1, "x=1", None,
    ]  # fmt: skip


def test_plan_prints_a_row_per_step(capsys):
    assert main(["plan", str(DUCK), "--steps", "2"]) == FINE
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["deal"], row["step"], row["person"], row["via"]) for row in rows] == [
        ("equipment", "1", "general manager", "vice president"),
        ("equipment", "2", "head of production", "general manager"),
    ]
    assert [(row["person_name"], row["via_name"]) for row in rows[:1]] == [("General manager", "Vice president")]
    assert all(len(row["attempts"]) <= 6 for row in rows)


def test_plan_goes_in_as_told_and_never_beyond_the_people(capsys):
    assert main(["plan", str(DUCK), "--strategy", "middle_out", "--steps", "999999999"]) == FINE
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows[0]["person"] == "head of production"
    assert len({row["person"] for row in rows}) == len(rows) <= 13


def test_plan_of_some_deals_into_a_file_that_runs_nothing(two_deals, tmp_path, capsys):
    assert main(["plan", str(two_deals), "--deal", "../../x", "--out", str(tmp_path / "plan.csv")]) == FINE
    assert capsys.readouterr().out.strip() == str(tmp_path / "plan.csv")
    text = (tmp_path / "plan.csv").read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["deal"], row["person"]) == ("../../x", "'+Bo")
    assert row["reason"].startswith("'+Bo: ")
    assert main(["plan", str(two_deals)]) == FINE
    assert "\n'=1+1,1,Ann," in capsys.readouterr().out


@pytest.mark.parametrize("steps", ["0", "-1", "1.5", "1_0", "many"])
def test_a_plan_of_no_steps_is_not_understood(steps, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["plan", str(DUCK), f"--steps={steps}"])
    assert capsys.readouterr().err.endswith(f"argument --steps: '{steps}' is not a whole number, 1 or more\n")


def test_map_of_one_deal(tmp_path):
    assert main(["map", str(DUCK), "--out", str(tmp_path / "map.html")]) == FINE
    assert "Content-Security-Policy" in (tmp_path / "map.html").read_text(encoding="utf-8")


def test_a_map_links_to_the_report_it_is_told_of(tmp_path):
    out = tmp_path / "map.html"
    assert main(["map", str(DUCK), "--report", "report/index.html", "--out", str(out)]) == FINE
    assert 'href="report/index.html"' in out.read_text(encoding="utf-8")


def test_map_of_several_deals_asks_which(two_deals, tmp_path, capsys):
    assert main(["map", str(two_deals), "--out", str(tmp_path / "map.html")]) == USAGE
    assert "there are 2 deals, ../../x, =1+1, and a map shows one: add --deal ../../x" in capsys.readouterr().err
    assert main(["map", str(two_deals), "--deal", "=1+1", "--out", str(tmp_path / "map.html")]) == FINE


def test_report_of_one_deal_is_the_index(tmp_path, capsys):
    assert main(["report", str(DUCK), "--out", str(tmp_path / "report")]) == FINE
    assert capsys.readouterr().out.strip() == str(tmp_path / "report" / "index.html")
    assert "We cover 1 of 6 deciders" in (tmp_path / "report" / "index.html").read_text(encoding="utf-8")


def test_report_of_several_deals_leads_to_each_and_writes_nowhere_else(two_deals, tmp_path):
    out = tmp_path / "deep" / "report"
    assert main(["report", str(two_deals), "--out", str(out)]) == FINE
    written = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.html"))
    assert [path.name for path in written] == ["1_1.html", "index.html", "x.html"]
    index = (out / "index.html").read_text(encoding="utf-8")
    assert '"1_1.html"' in index
    assert '"x.html"' in index


def test_on_the_page_of_several_deals_contacts_nobody_recorded_are_unknown(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "people.csv").write_text("deal,person,support\na,ann,0.5\nb,bo,0.5\n")
    (data / "contacts.csv").write_text("deal,side,member,person\na,us,me,ann\na,rival,x,ann\nb,rival,x,bo\n")
    assert main(["report", str(data), "--out", str(tmp_path / "out")]) == FINE
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert '"coverage":[1,null]' in page
    assert '"reach":[1,null]' in page


def test_file_names_are_safe_and_each_its_own():
    deals = ["../a", "a", "A", "con", "index", "商机/1", "", "x" * 300, "x" * 301]
    names = file_names(deals)
    assert names[:7] == ["a.html", "a_2.html", "A_3.html", "con_.html", "index_.html", "商机_1.html", "deal.html"]
    assert len({name.casefold() for name in names}) == len(deals)
    assert max(map(len, names)) < 80


def test_scale_is_applied(duck, capsys):
    rewrite(duck / "people.csv", "decision,0.6", "decision,4")
    assert main(["check", str(duck), "--scale", "support=1:5"]) == FINE
    with pytest.raises(SystemExit, match="2"):
        main(["check", str(duck), "--scale", "support"])
    assert "is not COLUMN=LOW:HIGH" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (["check", "nowhere"], FAULTS, "nowhere"),
        (["map", str(DUCK), "--deal", "equipmint"], USAGE, "did you mean 'equipment'"),
        (["map", str(DUCK), "--strategy", "topdown"], USAGE, "did you mean 'top_down'"),
        (["plan", "nowhere"], FAULTS, "nowhere"),
        (["plan", str(DUCK), "--deal", "equipmint"], USAGE, "did you mean 'equipment'"),
        (["plan", str(DUCK), "--strategy", "topdown"], USAGE, "did you mean 'top_down'"),
        (["plan", str(DUCK), "--out", "no/such/folder/plan.csv"], USAGE, "no folder"),
        (["map", str(DUCK), "--out", "no/such/folder/map.html"], USAGE, "no folder"),
        (["score", str(DUCK), "--out", "no/such/folder/scores.csv"], USAGE, "no folder"),
        (["check", str(DUCK), "--scale", "suport=1:5"], USAGE, "did you mean 'support'"),
    ],
)
def test_what_a_user_can_get_wrong_is_told_in_a_line(arguments, code, text, capsys):
    assert main(arguments) == code
    error = capsys.readouterr().err
    assert text in error
    assert "Traceback" not in error


@pytest.mark.parametrize("arguments", [["draw"], ["check"], ["score", "x", "--nonsense"]])
def test_a_command_that_is_not_understood_ends_with_2(arguments, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert "usage: influence" in capsys.readouterr().err


@pytest.mark.slow
def test_it_runs_as_a_module_and_survives_a_closed_pipe():
    done = subprocess.run([sys.executable, "-m", "influence", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"influence {influence.__version__}\n"
    piped = f"{sys.executable} -m influence score {DUCK} | true"
    ended = subprocess.run(["bash", "-c", piped], capture_output=True, text=True, check=False)
    assert ended.stderr == ""


@pytest.fixture
def book(tmp_path):
    """A workbook whose first sheet begins below a title's place and goes by Chinese headers."""
    people = [[], [None, "编号", " 支持度 ", "层次"], [None, "a", 0.5, "管理层"], [], [None, "b", 5, "nowhere"]]
    network = [["source", "target", "kind", "strenght"], ["a", "z", "knows", 1]]
    return workbook(tmp_path / "book.xlsx", 人员=people, relationships=network)


def test_check_points_at_the_cell_of_a_workbook(book, capsys):
    assert main(["check", str(book)]) == FAULTS
    lines = capsys.readouterr().err.splitlines()
    people, network = f"{book}[人员]", f"{book}[relationships]"
    places = [f"{people}!C5: support: '5'", f"{people}!D5: layer: 'nowhere'", f"{network}!B2: target: 'z'"]
    places.append(f"{network}!D:D: strenght:")
    assert all(any(line.startswith(f"{place} ") for line in lines) for place in places)
    assert len(lines) == 4


def test_check_points_at_a_whole_row_or_sheet_where_no_cell_is_meant(book, tmp_path, capsys):
    made = openpyxl.load_workbook(book)
    made["relationships"].delete_cols(3, 2)
    made["人员"]["F5"] = "beyond"
    made.save(book)
    assert main(["check", str(book), "--locale", "en"]) == FAULTS
    lines = capsys.readouterr().err.splitlines()
    assert any(line.startswith(f"{book}[人员]!5:5: has more cells than") for line in lines)
    assert any(line.startswith(f"{book}[relationships]: kind: is a missing column") for line in lines)


@pytest.fixture
def readers(monkeypatch):
    """Two readers of exports that tell what they were given, whatever readers there are."""

    def crm(path, *, infer=True, day_first=None):
        taker = NoteTaker()
        taker.note("left out", "c.csv", line=list(range(2, 62)), value="\x1b[31mred", source="no deal")
        taker.note("kept out", "c.csv", column=[f"c{number}" for number in range(60)], source="empty")
        taker.note("inferred", "c.csv", line=7, table="people", row="p", column="level", value=2, source=f"{infer}",
                   confidence=0.8)  # fmt: skip
        taker.note("kept out", "c.csv", column="Fax", source=f"{day_first}")
        taker.account("c.csv", 1061, 60)
        return StakeholderGraph.from_tables(pd.DataFrame({"person": ["p"]}), notes=taker.notes)

    def network(path, *, kind, direction=None, scale=None):
        raise InfluenceError(f"{path} {kind} {direction} {scale}")

    for name, reader in (("crm", crm), ("network", network), ("networkx", network)):
        monkeypatch.setattr(influence.read, name, reader, raising=False)
    monkeypatch.setattr(influence.read, "__all__", ["crm", "networkx", "tables", "network"])


@pytest.mark.usefixtures("readers")
def test_check_tells_what_the_reader_did(tmp_path, capsys):
    assert main(["check", "export", "--format", "crm"]) == FINE
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "no faults in 1 deal, 1 person",
        "c.csv: 1,061 rows, 1,001 used, 60 left out",
        "60 left out, 1 inferred, 61 kept out",
        "c.csv:2: '\\x1b[31mred' (left out: no deal), and 59 more like it",
        "c.csv:7: people.level: 2 (inferred: True, confidence 80%)",
        "c.csv: c0, c1, c2, c3, c4 and 55 more columns (kept out: empty)",
        "c.csv: Fax (kept out: None)",
    ]


@pytest.mark.usefixtures("readers")
def test_check_lists_and_writes_every_note_where_told(tmp_path, capsys):
    notes = tmp_path / "notes.csv"
    asked = ["check", "export", "--format", "crm", "--no-infer", "--day-first", "yes", "--all", "--notes", str(notes)]
    assert main(asked) == FINE
    lines = capsys.readouterr().out.splitlines()
    assert "c.csv:7: people.level: 2 (inferred: False, confidence 80%)" in lines
    assert lines[-3:] == ["c.csv: c59 (kept out: empty)", "c.csv: Fax (kept out: True)", str(notes)]
    assert len(pd.read_csv(notes)) == 122


@pytest.mark.usefixtures("readers")
@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["--direction", "x"], "--direction does not go with --format tables; use it with --format network"),
        (["--no-infer"], "--no-infer does not go with --format tables; use it with --format crm"),
        (
            ["--format", "crm", "--scale", "support=1:5"],
            "--scale does not go with --format crm; use it with --format tables or network",
        ),
        (["--format", "network"], "--format network needs --kind"),
        (["--format", "network", "--kind", "knows", "--direction", "in"], "influence: export knows in None"),
        (["--format", "network", "--kind", "x", "--scale", "a=1:2"], "influence: export x None {'a': (1.0, 2.0)}"),
    ],
)
def test_a_reader_gets_what_it_takes_and_nothing_else(arguments, text, capsys):
    for command in ("check", "score", "map", "report", "plan"):
        assert main([command, "export", *arguments]) == USAGE
        assert text in capsys.readouterr().err


@pytest.mark.usefixtures("readers")
@pytest.mark.parametrize("arguments", [["--format", "networkx"], ["--day-first", "maybe"], ["--notes", "notes.txt"]])
def test_what_no_reader_or_writer_is_for_is_not_understood(arguments, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["check", "export", *arguments])
    assert "usage: influence check" in capsys.readouterr().err


def test_an_option_that_no_reader_takes_is_told(monkeypatch, capsys):
    monkeypatch.setattr(influence.read, "__all__", ["tables"])
    assert main(["check", str(DUCK), "--direction", "out"]) == USAGE
    assert "--direction does not go with --format tables; no format takes it" in capsys.readouterr().err


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet"])
@pytest.mark.parametrize("command", ["score", "plan"])
def test_results_are_written_as_the_file_s_ending_says(tmp_path, capsys, command, ending):
    out = tmp_path / f"out.{ending}"
    assert main([command, str(DUCK), "--out", str(out)]) == FINE
    assert capsys.readouterr().out == f"{out}\n"
    read = {"csv": pd.read_csv, "xlsx": pd.read_excel, "parquet": pd.read_parquet}[ending]
    assert set(read(out)["deal"]) == {"equipment"}


def test_another_ending_is_refused_before_anything_is_read(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["score", "nowhere", "--out", "scores.txt"])
    assert "'scores.txt' does not end in .csv, .xlsx or .parquet" in capsys.readouterr().err

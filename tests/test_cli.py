"""The command line as a user runs it: what it prints, where it writes, how it ends."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys

import pytest

import influence
from influence.cli import FAULTS, FINE, USAGE, main
from influence.datasets import folder
from influence.show.pipeline import file_names
from influence.spreadsheet import harmless

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
    assert capsys.readouterr().out == "no faults in 1 deal, 13 people, 15 relationships, 6 seats, 13 contacts\n"


def test_check_names_file_line_column_and_remedy(duck, capsys):
    rewrite(duck / "people.csv", "decision,0.6", "decision,1.6")
    rewrite(duck / "seats.csv", "evaluator", "evaluater")
    assert main(["check", str(duck)]) == FAULTS
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith(f"{duck / 'people.csv'}:3: support: '1.6' is not a number from -1 to 1; ")
    assert lines[1].startswith(f"{duck / 'seats.csv'}:6: role: 'evaluater' is no role that is known; did you mean")
    assert len(lines) == 2


def test_score_prints_a_row_per_deal(capsys):
    assert main(["score", str(DUCK)]) == FINE
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["deal"] == "equipment"
    assert row["entry"] == "general manager"
    assert float(row["heads"]) == pytest.approx(1 / 6)


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


def test_map_of_several_deals_asks_which(two_deals, tmp_path, capsys):
    assert main(["map", str(two_deals), "--out", str(tmp_path / "map.html")]) == USAGE
    assert "no deal called None" in capsys.readouterr().err
    assert main(["map", str(two_deals), "--deal", "=1+1", "--out", str(tmp_path / "map.html")]) == FINE


def test_report_of_one_deal_is_the_index(tmp_path, capsys):
    assert main(["report", str(DUCK), "--out", str(tmp_path / "report")]) == FINE
    assert capsys.readouterr().out.strip() == str(tmp_path / "report" / "index.html")
    assert "We hold 1 of the 6 who decide" in (tmp_path / "report" / "index.html").read_text(encoding="utf-8")


def test_report_of_several_deals_leads_to_each_and_writes_nowhere_else(two_deals, tmp_path):
    out = tmp_path / "deep" / "report"
    assert main(["report", str(two_deals), "--out", str(out)]) == FINE
    written = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.html"))
    assert [path.name for path in written] == ["1_1.html", "index.html", "x.html"]
    index = (out / "index.html").read_text(encoding="utf-8")
    assert 'href="1_1.html"' in index
    assert 'href="x.html"' in index


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
    assert "does not read COLUMN=LOW:HIGH" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (["check", "nowhere"], FAULTS, "nowhere"),
        (["map", str(DUCK), "--deal", "equipmint"], USAGE, "did you mean 'equipment'"),
        (["map", str(DUCK), "--strategy", "topdown"], USAGE, "did you mean 'top_down'"),
        (["plan", "nowhere"], FAULTS, "nowhere"),
        (["plan", str(DUCK), "--deal", "equipmint"], USAGE, "did you mean 'equipment'"),
        (["plan", str(DUCK), "--strategy", "topdown"], USAGE, "did you mean 'top_down'"),
        (["plan", str(DUCK), "--out", "no/such/folder/plan.csv"], USAGE, "No such file"),
        (["map", str(DUCK), "--out", "no/such/folder/map.html"], USAGE, "no folder"),
        (["score", str(DUCK), "--out", "no/such/folder/scores.csv"], USAGE, "No such file"),
        (["check", str(DUCK), "--scale", "suport=1:5"], USAGE, "did you mean 'support'"),
    ],
)
def test_what_a_user_can_get_wrong_is_told_in_a_line(arguments, code, text, capsys):
    assert main(arguments) == code
    error = capsys.readouterr().err
    assert text in error
    assert "Traceback" not in error


@pytest.mark.parametrize("arguments", [[], ["draw"], ["check"], ["score", "x", "--nonsense"]])
def test_a_command_that_is_not_understood_ends_with_2(arguments, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert "usage: influence" in capsys.readouterr().err


def test_too_many_pages_are_refused(tmp_path, capsys):
    rows = "".join(f"d{number},Ann\n" for number in range(101))
    (tmp_path / "people.csv").write_text("deal,person\n" + rows, encoding="utf-8")
    assert main(["report", str(tmp_path), "--out", str(tmp_path / "report")]) == USAGE
    assert "101 deals" in capsys.readouterr().err
    assert not (tmp_path / "report").exists()


def test_it_runs_as_a_module_and_survives_a_closed_pipe():
    done = subprocess.run([sys.executable, "-m", "influence", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"influence {influence.__version__}\n"
    piped = f"{sys.executable} -m influence score {DUCK} | true"
    ended = subprocess.run(["bash", "-c", piped], capture_output=True, text=True, check=False)
    assert ended.stderr == ""

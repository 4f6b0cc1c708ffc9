"""Messages of the command line: what they propose can be typed, they are grouped, and no data moves the terminal."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from influence.cli.main import FAULTS, FINE, USAGE, main
from influence.cli.messages import harmless, in_options
from influence.write.template import write_template
from tests.files_on_disk import folder, workbook


@pytest.mark.parametrize(
    ("python", "options"),
    [
        ("scale={'support': (1, 5)}", "--scale support=1:5"),
        ("scale={'strength': (lowest, highest)} (--scale strength=LOWEST:HIGHEST)", "--scale strength=lowest:highest"),
        ("kind={'is friends with': 'knows'}", "--kind 'is friends with=knows'"),
        ("direction='source_to_target'", "--direction source-to-target"),
        ("direction='target_to_source' (--direction); where", "--direction target-to-source; where"),
        ("direction={'reports_to': ...}", "--direction reports_to=..."),
        ("give account_contacts=True", "give --account-contacts"),
        ("give account_contacts=True (--account-contacts)", "give --account-contacts"),
        ("day_first=True", "--day-first yes"),
        ("nothing of the kind", "nothing of the kind"),
    ],
)
def test_what_python_would_say_is_said_in_options(python, options):
    assert in_options(python) == options


def test_what_is_proposed_works_when_it_is_typed(tmp_path, capsys):
    related = "source,target,kind\nAnn,Bo,is friends with\n"
    place = folder(tmp_path, people="Name,Support\nAnn,10\nBo,2\n", relationships=related)
    assert main(["check", str(place)]) == FAULTS
    error = capsys.readouterr().err
    assert "--scale support=1:10" in error
    assert "--kind 'is friends with=knows'" in error
    assert "scale={" not in error
    assert main(["check", str(place), "--scale", "support=1:10", "--kind", "is friends with=knows"]) == FINE


def test_people_in_json_are_read_by_themselves_as_a_folder_without_a_table_says(tmp_path, capsys):
    place = folder(tmp_path)
    (place / "people.json").write_text('[{"id": 1, "name": "Ann"}]', encoding="utf-8")
    assert main(["check", str(place)]) == FAULTS
    assert "or in a database a table people, or give people.json by itself" in (capsys.readouterr().err)
    assert main(["check", str(place / "people.json")]) == FINE


def test_a_kind_is_asked_for_with_one_option_that_works(tmp_path, capsys):
    drawn = tmp_path / "org.mmd"
    drawn.write_text("graph TD\na --> b\n", encoding="utf-8")
    assert main(["check", str(drawn), "--format", "mermaid"]) == USAGE
    asked = capsys.readouterr().err
    assert "; give the kind, such as --kind reports_to, or for nominations, mail and replies " in asked
    assert "kind=" not in asked
    assert main(["check", str(drawn), "--format", "mermaid", "--kind", "works_with"]) == FINE


def test_faults_of_one_sort_are_one_line_for_the_column(tmp_path, capsys):
    rows = "".join(f"p{number},{number}\n" for number in range(3, 11))
    assert main(["check", str(folder(tmp_path, people="person,influence\n" + rows))]) == FAULTS
    (line,) = capsys.readouterr().err.splitlines()
    assert "people.csv:2: influence: '3' is not a number from 0 to 1" in line
    assert line.endswith("(7 more like it on lines 3, 4, 5, 6, 7 ...)")


def test_a_long_note_is_not_cut_before_its_remedy(tmp_path, capsys):
    place = folder(tmp_path, people="person\nann\n", prices="a\n1\n")
    assert main(["check", str(place)]) == FINE
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("left out whole: prices.csv: is not named after a table; if it is one, name it as one of")
    assert first.endswith("commitments, stances")
    assert second == "no faults in 1 deal, 1 person"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["tables", "tables.xlsx"])
def test_headers_of_our_own_template_are_not_listed(tmp_path, capsys, language, name):
    path = write_template(tmp_path / name, language=language)
    assert main(["check", str(path)]) == FINE
    lines = capsys.readouterr().out.splitlines()
    assert not any("kept as your own" in line or "left out whole" in line for line in lines)
    assert all(line.endswith(("cell)", "cells)")) for line in lines if "renamed:" in line)


def test_two_deals_are_named_with_what_to_add(tmp_path, capsys):
    place = folder(tmp_path, people="deal,person\nACME,ann\nBig one,bo\n")
    assert main(["map", str(place), "--out", str(tmp_path / "map.html")]) == USAGE
    assert "there are 2 deals, ACME, Big one, and a map shows one: add --deal ACME" in capsys.readouterr().err


def test_a_report_into_a_file_says_what_to_do(tmp_path, capsys):
    (tmp_path / "report").write_text("mine")
    place = folder(tmp_path, people="person\nann\n")
    assert main(["report", str(place), "--out", str(tmp_path / "report")]) == USAGE
    assert "is a file, and a report is a folder; name a folder with --out" in capsys.readouterr().err
    assert (tmp_path / "report").read_text() == "mine"


@pytest.mark.parametrize("command", ["check", "score", "plan", "map"])
def test_no_sequence_of_the_data_reaches_the_terminal(tmp_path, capsys, command):
    place = folder(tmp_path, people="person,\x1b]0;x\x07\n\x1b[31mann\x1b[0m,\u202e\u009b31m\nbo,\n")
    out = ["--out", str(tmp_path / "map.html")] if command == "map" else []
    assert main([command, str(place), *out]) == FINE
    assert main([command, str(tmp_path / "no\x1b[31mwhere"), *out]) == FAULTS
    said = capsys.readouterr()
    assert not set("\x1b\x07\u202e\u009b") & set(said.out + said.err)
    assert "no\\x1b[31mwhere" in said.err


def test_names_in_any_script_stay_as_they_are():
    assert harmless("李明, José, محمد\tx\ny 👩‍💻 　") == "李明, José, محمد\tx\ny 👩‍💻 　"


def test_without_a_command_the_help_is_shown(capsys):
    assert main([]) == 0
    assert "influence template deals.xlsx" in capsys.readouterr().out


@pytest.mark.slow
def test_files_are_found_by_names_in_any_script_whatever_the_system_speaks(tmp_path):
    place = folder(tmp_path, 人员="person\nann\n")
    speech = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "influence", "check", str(place)]
    done = subprocess.run(command, capture_output=True, check=False, env=speech)
    assert done.returncode == FINE
    assert "人员.csv: 1 row, 1 used" in done.stdout.decode()


def test_a_newcomer_gets_from_two_files_of_ones_own_to_the_report_without_an_error(tmp_path, capsys):
    people = "Name,Job title,Support,Influence\nAnn Lee,CEO,8,10\nBo Wu,CFO,3,9\nCy Fox,Engineer,7,5\n"
    related = "from,to,type\nBo Wu,Ann Lee,reports_to\nCy Fox,Bo Wu,reports_to\nCy Fox,Ann Lee,friend\n"
    place = folder(tmp_path, people=people, relationships=related)
    (place / "influence.toml").write_text(
        'scale = { support = "1:10", influence = "1:10" }\nkind = { friend = "knows" }\n'
    )
    assert main(["check", str(place)]) == FINE
    assert main(["report", str(place), "--out", str(tmp_path / "report")]) == FINE
    said = capsys.readouterr()
    assert said.err == ""
    assert "people.person: name (inferred: the names of 3 people, all different: no column is an id)" in said.out
    assert "Ann Lee" in (tmp_path / "report" / "index.html").read_text(encoding="utf-8")


def test_faults_of_a_register_point_below_its_titles(tmp_path, capsys):
    rows = [["REGISTER"], [], ["Name", "Support"], ["Ann", 9], ["Bo", "ally"]]
    path = workbook(tmp_path / "book.xlsx", Register=rows)
    assert main(["check", str(path)]) == FAULTS
    error = capsys.readouterr().err
    assert f"{path}[Register]!B4: support: '9'" in error

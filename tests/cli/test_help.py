"""What `--help` says: verbs, examples that are understood, exit codes, and no word that only a program would use."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from influence.cli.main import EXAMPLES, FAULTS, FINE, USAGE, _parser, main
from influence.cli.messages import line_of, note_line
from influence.datasets import folder

COMMANDS = [name for name in EXAMPLES if name]
MACHINE_WORDS = re.compile(r"\b(nan|None|NaT|True|False|[a-z]+_[a-z_]+)\b")


def help_of(capsys, *command):
    with pytest.raises(SystemExit, match="0"):
        main([*command, "--help"])
    return capsys.readouterr().out


@pytest.mark.parametrize("command", EXAMPLES)
def test_help_shows_examples_and_exit_codes_and_no_machine_word(capsys, command):
    text = help_of(capsys, *filter(None, [command]))
    for line in EXAMPLES[command]:
        assert f"\n  {line}\n" in text
    for code in (FINE, FAULTS, USAGE):
        assert f"\n  {code}  " in text
    assert not MACHINE_WORDS.findall(text)


@pytest.mark.parametrize("line", [line for lines in EXAMPLES.values() for line in lines if "--help" not in line])
def test_examples_are_understood(line):
    program, *arguments = line.split()
    assert program == "influence"
    assert callable(_parser().parse_args(arguments).run)


def test_every_command_is_one_line_that_begins_with_a_verb(capsys):
    lines = help_of(capsys).partition("\ncommands:\n")[2].partition("\n\n")[0].splitlines()[1:]
    assert [line.split()[0] for line in lines] == COMMANDS
    verbs = {"list", "score", "draw", "write", "plan", "propose", "answer"}
    assert {line.split()[1] for line in lines} <= verbs


def test_check_prints_no_machine_word(capsys):
    for data in ("cooked_duck", "krackhardt_hightech", "uk_decc"):
        assert main(["check", str(folder() / data), "--all"]) == FINE
        assert not re.findall(r"\b(nan|None|NaT)\b", capsys.readouterr().out)


def test_one_is_singular_and_days_have_no_hours(tmp_path, capsys):
    (tmp_path / "people.csv").write_text("person,support\nann,50%\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == FINE
    assert "people.csv: 1 row, 1 used, 0 left out" in capsys.readouterr().out
    assert line_of(pd.Timestamp("2024-03-01")) == "2024-03-01"


def test_a_note_leaves_out_what_is_not_known():
    note = {"file": "a.csv", "line": "", "table": "people", "column": "level", "value": "2", "action": "inferred",
            "source": "CFO", "confidence": "0.65"}  # fmt: skip
    assert note_line(note) == "a.csv: people.level: 2 (inferred: CFO, confidence 65%)"
    assert note_line(note | {"confidence": "", "source": ""}) == "a.csv: people.level: 2 (inferred)"

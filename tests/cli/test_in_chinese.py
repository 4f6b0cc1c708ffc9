"""The command line in Chinese: its help, the words of argparse, and which language it takes when."""

from __future__ import annotations

import argparse
import ast
import inspect
import re

import pytest

import influence
from influence.cli.language import VARIABLES, argparse_speaking, columns
from influence.cli.main import EXAMPLES, FAULTS, FINE, USAGE, _parser, main
from influence.tables.language import sentences
from influence.write.template import write_template
from tests.files_on_disk import folder

CHINESE = re.compile(r"[\u4e00-\u9fff]")
# What argparse says of mistakes in the program, or of what our commands do not have.
OF_PROGRAMS = re.compile(
    r"not callable|invalid argument|not defined|with mode|can't open|cannot|conflict|dest=|option string|"
    r"unknown parser|mutually exclusive|expected %s argument$|deprecated|warning|default|subcommands"
)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return write_template(tmp_path_factory.mktemp("zh") / "商机.xlsx", language="zh")


@pytest.fixture
def terminal(monkeypatch):
    """Sets the terminal to a language, or to none."""

    def set_to(setting):
        for name in VARIABLES:
            monkeypatch.delenv(name, raising=False)
        if setting:
            monkeypatch.setenv("LANG", setting)

    set_to(None)
    return set_to


def test_every_option_of_every_command_is_explained_in_chinese():
    with influence.speaking("zh"), argparse_speaking():
        parser = _parser()
        commands = next(each for each in parser._actions if isinstance(each, argparse._SubParsersAction)).choices
        unsaid = [
            (name, action.dest)
            for name, command in commands.items()
            for action in command._actions
            if not CHINESE.search(str(action.help))
        ]
    assert unsaid == []
    assert [name for name, command in commands.items() if not CHINESE.search(command.description)] == []


def test_what_argparse_says_to_users_is_in_the_table():
    calls = (node for node in ast.walk(ast.parse(inspect.getsource(argparse))) if isinstance(node, ast.Call))
    said = {
        text.value
        for call in calls
        if getattr(call.func, "id", "") in ("_", "ngettext")
        for text in call.args[:2]
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
    }
    assert [text for text in said - set(sentences("zh")) if not OF_PROGRAMS.search(text)] == []


@pytest.mark.parametrize("command", ["", "score", "backtest"])
def test_help_in_chinese_fits_the_terminal(command, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit, match="0"):
        main(["--locale", "zh", *filter(None, [command]), "--help"])
    text = capsys.readouterr().out
    assert text.startswith("用法：influence")
    assert {"选项：", "示例："} <= set(text.splitlines())
    options = text.partition("选项：")[2].partition("示例：")[0]
    assert [line for line in options.splitlines() if columns(line) > 80] == []
    assert [line for line in options.splitlines() if line.lstrip().startswith(("，", "。", "）"))] == []
    assert all(f"  {line}" in text for line in EXAMPLES[command] if "COMMAND" not in line)


def test_the_terminal_tells_the_language_before_anything_is_read(terminal, capsys):
    terminal("zh_CN.UTF-8")
    with pytest.raises(SystemExit):
        main(["scor"])
    assert "无效的选择：'scor'" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["--locale", "en", "scor"])
    assert "invalid choice: 'scor'" in capsys.readouterr().err
    terminal("de_DE.UTF-8")
    with pytest.raises(SystemExit):
        main(["scor"])
    assert "invalid choice: 'scor'" in capsys.readouterr().err


def test_a_shortened_option_is_heard_too(tmp_path, capsys):
    place = folder(tmp_path, people="person,support\na,half\n")
    assert main(["check", str(place), "--loc", "zh"]) == FAULTS
    assert "'half' 不是数字" in capsys.readouterr().err


def test_a_chinese_terminal_goes_before_headers_and_an_answer_beside_the_data_before_it(terminal, tmp_path, capsys):
    place = folder(tmp_path, people="person\na\n")
    terminal("zh_CN.UTF-8")
    assert main(["check", str(place)]) == FINE
    assert "没有错误" in capsys.readouterr().out
    (place / "influence.toml").write_text('locale = "en"\n')
    assert main(["check", str(place)]) == FINE
    assert "no faults in" in capsys.readouterr().out


def test_chinese_headers_are_enough_for_faults_and_notes(terminal, tmp_path, capsys):
    place = folder(tmp_path, 人员="姓名,支持度,生日\n王总,偏向我们,1970\n", 备注="x,y\n1,2\n")
    assert main(["check", str(place)]) == FAULTS
    assert "不是数字；请给出-1 到 1 之间的数字，或写可读作数字的词，例如 良友 (1)" in capsys.readouterr().err
    (place / "人员.csv").write_text("姓名,支持度,生日\n王总,良友,1970\n", encoding="utf-8")
    assert main(["check", str(place)]) == FINE
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("整个略去：备注.csv：文件名不是表名")
    assert "people.生日: 1 个已填单元格（保留为自有列：不是 people 的列）" in "".join(lines)


def test_workbooks_are_written_in_the_language_of_the_command(book, terminal, tmp_path, capsys):
    assert main(["ask", str(book), "--out", str(tmp_path / "问题.xlsx")]) == FINE
    assert main(["template", str(tmp_path / "表"), "--locale", "zh"]) == FINE
    assert (tmp_path / "表" / "人员.csv").exists()
    assert main(["template", str(tmp_path / "tables")]) == FINE
    assert (tmp_path / "tables" / "people.csv").exists()


def test_an_error_speaks_the_language_of_where_it_is_raised():
    graph = influence.datasets.load("cooked_duck")
    with influence.speaking("zh"), pytest.raises(influence.InfluenceError) as chinese:
        graph.only("X")
    with pytest.raises(influence.InfluenceError) as english:
        graph.only("X")
    assert str(chinese.value) == "没有名为 'X' 的商机；已知的商机：'equipment'"
    assert str(english.value) == "no deal called 'X'; known deals: 'equipment'"


def test_notes_of_an_export_are_in_the_language_that_is_spoken(tmp_path):
    files = {
        "Contact": "Id,AccountId,Name,Title\n003A,001A,Ann Lee,CFO\n003B,001A,Bo Wu,\n",
        "Opportunity": "Id,AccountId,Name\n006A,001A,Press\n",
        "OpportunityContactRole": "Id,OpportunityId,ContactId,Role\n00KA,006A,003A,Decision Maker\n",
    }
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text)
    with influence.speaking("zh"):
        notes = influence.read.salesforce(tmp_path).notes
    left = notes[notes["action"] == "left out"]
    assert left["source"].tolist() == ["在任何商机上都没有角色和活动"]


def test_a_mistake_in_a_command_is_told_once_and_in_chinese(book, capsys):
    assert main(["map", str(book), "--deal", "X", "--locale", "zh"]) == USAGE
    assert "没有名为 'X' 的商机" in capsys.readouterr().err

"""No command destroys what it read, or a file of somebody else, unless it is told to."""

from __future__ import annotations

import shutil

import pytest

from influence.cli.main import FINE, USAGE, main
from tests.cli.test_main import DUCK

COMMANDS = (["score"], ["plan"], ["check", "--notes"])


@pytest.fixture
def tables(tmp_path):
    return shutil.copytree(DUCK, tmp_path / "tables")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_table_that_was_read_is_not_written_over(tables, capsys, command):
    name, option = command[0], command[-1] if len(command) > 1 else "--out"
    people = tables / "people.csv"
    before = people.read_bytes()
    assert main([name, str(tables), option, str(people)]) == USAGE
    assert "was just read; give another name, or add --force to overwrite it" in capsys.readouterr().err
    assert people.read_bytes() == before
    assert main([name, str(tables), option, str(people), "--force"]) == FINE
    assert people.read_bytes() != before


def test_a_workbook_that_was_read_is_not_written_over(tmp_path, capsys):
    book = tmp_path / "deals.xlsx"
    assert main(["template", str(book)]) == FINE
    before = book.read_bytes()
    (tmp_path / "x").mkdir()
    assert main(["score", str(book), "--out", str(tmp_path / "x" / ".." / "deals.xlsx")]) == USAGE
    assert "was just read" in capsys.readouterr().err
    assert book.read_bytes() == before


def test_scores_beside_the_tables_may_be_written_again(tables):
    out = str(tables.parent / "scores.csv")
    assert [main(["score", str(tables), "--out", out]) for _ in range(2)] == [FINE, FINE]


def test_a_map_is_a_page_or_a_picture(tables, capsys):
    before = (tables / "people.csv").read_bytes()
    assert main(["map", str(tables), "--out", str(tables / "people.csv"), "--force"]) == USAGE
    assert "'people.csv' must end in .html, .htm, .svg, .png or .pdf" in capsys.readouterr().err
    assert (tables / "people.csv").read_bytes() == before


@pytest.mark.parametrize("command", ["map", "report"])
def test_a_page_of_somebody_else_is_not_written_over(tables, tmp_path, capsys, command):
    out, page = (tmp_path, tmp_path / "index.html") if command == "report" else (tmp_path / "map.html",) * 2
    page.write_text("my own home page")
    assert main([command, str(tables), "--out", str(out)]) == USAGE
    assert "was not written by influence; give another name, or pass force=True (--force)" in capsys.readouterr().err
    assert page.read_text() == "my own home page"
    assert main([command, str(tables), "--out", str(out), "--force"]) == FINE
    # A page of ours is replaced without being asked.
    assert main([command, str(tables), "--out", str(out)]) == FINE

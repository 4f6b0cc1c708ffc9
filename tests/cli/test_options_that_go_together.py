"""An option that needs another says which, and what it says can be typed."""

from __future__ import annotations

import pytest

from influence.cli.main import FINE, USAGE, main
from tests.files_on_disk import folder

PEOPLE = "deal,id,name\nd1,1,Ann\n"


@pytest.mark.parametrize(
    ("command", "said", "more"),
    [
        (["digest"], "give a second folder, or --from DAY for one", ["--from", "2024-05-01"]),
        (["digest", "{place}", "--to", "2024-06-01"], "add --from DAY", None),
        (["actions", "--for", "salesforce"], "add --out FOLDER", ["--out", "{place}/tasks"]),
        (["score", "--keep-going"], "add --out scores.csv", ["--out", "scores.csv"]),
        (["columns", "--json"], "add --out columns.toml", ["--out", "columns.toml"]),
        (["backtest", "--outcomes", "x.csv", "--least", "50"], "such as 50:150", None),
        (["backtest", "--outcomes", "x.csv", "--least", "0:9"], "such as 50:150", None),
    ],
)
def test_what_is_missing_is_said_and_works(tmp_path, monkeypatch, capsys, command, said, more):
    monkeypatch.chdir(tmp_path)
    place = str(folder(tmp_path, people=PEOPLE))
    typed = [command[0], place, *(word.format(place=place) for word in command[1:])]
    assert ended(typed) == USAGE
    assert said in capsys.readouterr().err
    if more:
        assert ended([*typed, *(word.format(place=place) for word in more)]) == FINE


def ended(typed):
    """The exit code, of the parser's own faults, too."""
    try:
        return main(typed)
    except SystemExit as end:
        return end.code

"""Commands as of a day."""

from __future__ import annotations

import io

import pandas as pd
import pytest

import influence
from influence.cli.main import FINE, USAGE, main
from influence.datasets import folder

DUCK = str(folder() / "cooked_duck")
DAY = "2012-03-01"


def test_score_as_of_a_day_is_the_score_of_what_was_known_then(capsys):
    assert main(["score", DUCK, "--as-of", DAY]) == FINE
    said = capsys.readouterr()
    then = influence.datasets.load("cooked_duck").as_of(DAY)
    win = influence.score(then)["win"].item()
    assert pd.read_csv(io.StringIO(said.out))["win"].item() == pytest.approx(win, rel=5e-4)
    assert said.err == (
        "as of 2012-03-01: left out 12 of 18 interactions, 7 of 17 facts, 11 of 12 stances; kept without a day: 3 "
        "facts (leave out: --undated drop). "
        "People, relationships, seats and the team have no day and are as they are now.\n"
    )


def test_what_has_no_day_can_be_left_out(capsys):
    assert main(["score", DUCK, "--as-of", DAY, "--undated", "drop"]) == FINE
    assert "10 of 17 facts, 11 of 12 stances. People" in capsys.readouterr().err


def test_a_file_without_days_says_that_nothing_was_left_out(tmp_path, capsys):
    (tmp_path / "people.csv").write_text("person\nAnn\n", encoding="utf-8")
    assert main(["plan", str(tmp_path), "--as-of", DAY]) == FINE
    assert "as of 2012-03-01: nothing to leave out. People" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["map", "plan"])
def test_maps_and_plans_look_back_too(command, tmp_path, capsys):
    out = tmp_path / {"map": "map.html", "plan": "plan.csv"}[command]
    assert main([command, DUCK, "--as-of", DAY, "--out", str(out)]) == FINE
    assert capsys.readouterr().err.startswith("as of 2012-03-01: left out")
    assert out.is_file()


def test_a_report_shows_the_day(tmp_path):
    assert main(["report", DUCK, "--as-of", DAY, "--out", str(tmp_path / "pages")]) == FINE
    pages = [page.read_text(encoding="utf-8") for page in (tmp_path / "pages").rglob("*.html")]
    assert any(DAY in page for page in pages)


def test_a_day_that_is_none_is_refused(capsys):
    with pytest.raises(SystemExit, match=str(USAGE)):
        main(["score", DUCK, "--as-of", "3/4/2012"])
    assert "'3/4/2012' is not a day; write it as 2024-05-31" in capsys.readouterr().err


def test_undated_alone_says_what_it_goes_with(capsys):
    assert main(["score", DUCK, "--undated", "drop"]) == USAGE
    assert "--undated says whether entries without a day count as known; add --as-of DAY" in capsys.readouterr().err


def test_check_reads_what_is_written_whatever_the_day(capsys):
    with pytest.raises(SystemExit, match=str(USAGE)):
        main(["check", DUCK, "--as-of", DAY])
    assert "unrecognized arguments: --as-of" in capsys.readouterr().err

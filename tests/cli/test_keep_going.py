"""The command `score --keep-going`: a deal with faults stops no other."""

from __future__ import annotations

import pandas as pd
import pytest

from influence.cli.main import FAULTS, FINE, USAGE, main
from tests.files_on_disk import folder

PEOPLE = "deal,person,support\nD1,ann,1\nD2,bo,7\n"


def run(capsys, *arguments):
    code = main(["score", *map(str, arguments)])
    return code, capsys.readouterr()


def test_the_other_deals_are_scored_and_the_fault_is_written(tmp_path, capsys):
    out = tmp_path / "scores.csv"
    code, told = run(capsys, folder(tmp_path, people=PEOPLE), "--keep-going", "--out", out)
    assert (code, told.out.strip()) == (FINE, str(out))
    scores = pd.read_csv(out).set_index("deal")
    assert scores.loc["D1", "voters"] == 1
    assert scores.loc["D2", "error"].startswith("people.csv:3: support: '7' is not a number from -1 to 1")


def test_answers_are_heard(tmp_path, capsys):
    out = tmp_path / "scores.csv"
    place = folder(tmp_path, people=PEOPLE)
    assert run(capsys, place, "--keep-going", "--out", out, "--scale", "support=1:7")[0] == FINE
    assert pd.read_csv(out)["error"].isna().all()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ([], "add --out scores.csv"),
        (["--out", "s.csv", "--as-of", "2024-05-31"], "does not go with --as-of"),
        (["--out", "s.csv", "--format", "salesforce"], "does not go with --format salesforce"),
    ],
)
def test_what_does_not_go_together_is_said(tmp_path, capsys, more, said):
    code, told = run(capsys, folder(tmp_path, people=PEOPLE), "--keep-going", *more)
    assert code == USAGE
    assert said in told.err


def test_what_is_read_is_not_written_over(tmp_path, capsys):
    place = folder(tmp_path, people=PEOPLE)
    code, told = run(capsys, place, "--keep-going", "--out", place / "people.csv")
    assert code == USAGE
    assert "was just read" in told.err
    assert (place / "people.csv").read_text() == PEOPLE


def test_a_fault_of_every_deal_is_told_as_without_it(tmp_path, capsys):
    code, told = run(capsys, folder(tmp_path, people="deal\nD1\n"), "--keep-going", "--out", tmp_path / "s.csv")
    assert code == FAULTS
    assert "person: is a missing column" in told.err


def test_people_get_names_beside_ids_and_four_digits_programs_everything(tmp_path, capsys):
    people = "deal,person,name,support,influence\nD1,1,Ann Ash,0.333333,0.7\nD1,2,Bo,,0.123456789\nD2,3,Cy,7,\n"
    place = folder(tmp_path, people=people)
    assert run(capsys, place, "--keep-going", "--out", tmp_path / "s.csv")[0] == FINE
    assert run(capsys, place, "--keep-going", "--out", tmp_path / "s.parquet")[0] == FINE
    told, whole = pd.read_csv(tmp_path / "s.csv").set_index("deal"), pd.read_parquet(tmp_path / "s.parquet")
    assert told.loc["D1", "entry_name"] == "Ann Ash"
    assert pd.isna(told.loc["D1", "coverage"])
    assert len(str(told.loc["D1", "support"])) < len(str(whole.set_index("deal").loc["D1", "support"]))
    assert "entry_name" not in whole

"""With --json every command says one object: the answer by ids, names, reasons, what is unknown, assumed or faulty."""

from __future__ import annotations

import json

import jsonschema
import pandas as pd
import pytest

import influence
from influence.cli.main import main
from influence.write.json_answers import Found, answer, as_text, plain
from influence.write.schemas import answers_schema
from tests.files_on_disk import folder

DEAL = influence.datasets.folder() / "cooked_duck"


def said(capsys, *arguments, code=0):
    assert main([str(argument) for argument in arguments]) == code
    found = json.loads(capsys.readouterr().out)
    jsonschema.validate(found, answers_schema())
    assert found["command"] == arguments[0]
    return found


def test_scores_come_with_reasons_names_and_what_is_unknown_and_assumed(capsys):
    found = said(capsys, "score", DEAL, "--json")
    deal = influence.datasets.load("cooked_duck")
    scores = influence.score(deal).reset_index()
    assert found["rows"] == [{column: plain(cell) for column, cell in scores.iloc[0].items()}]
    assert found["unknown"] == [{"row": 0, "columns": scores.columns[scores.iloc[0].isna()].tolist()}]
    assert [flag["code"] for flag in found["reasons"]] == influence.diagnose(deal).detail["code"].tolist()
    assert {"deal": "equipment", "person": "clerk", "name": "Office clerk", "title": "Clerk"} in found["names"][
        "people"
    ]
    assert found["assumed"]["contacted_depth"] == deal.assumptions.contacted_depth
    assert len(found["notes"]) == len(deal.notes)


def test_a_plan_says_its_steps(capsys):
    rows = said(capsys, "plan", DEAL, "--steps", "2", "--json")["rows"]
    assert [(row["step"], row["person"]) for row in rows] == [(1, "general manager"), (2, "head of production")]


def test_a_check_says_files_and_notes(capsys):
    found = said(capsys, "check", DEAL, "--json")
    assert {row["file"] for row in found["rows"]} == {path.name for path in DEAL.glob("*.csv")}
    assert found["faults"] == []


def test_faults_come_with_file_row_and_remedy(tmp_path, capsys):
    place = folder(tmp_path, people="person,support\nAnn,7\n")
    (fault,) = said(capsys, "check", place, "--json", code=1)["faults"]
    assert (fault["file"], fault["row"], fault["column"]) == (str(place / "people.csv"), 2, "support")
    assert fault["code"] == "out_of_range"
    assert fault["remedy"]


def test_an_error_is_said_there_too(capsys):
    found = said(capsys, "plan", DEAL, "--strategy", "sideways", "--json", code=2)
    assert "sideways" in found["error"]
    assert found["rows"] == []


@pytest.mark.parametrize("command", ["map", "report", "ask", "score", "plan"])
def test_what_was_written_is_named(command, tmp_path, capsys):
    ending = {"map": ".html", "report": "", "ask": ".xlsx"}.get(command, ".csv")
    out = tmp_path / f"out{ending}"
    written = said(capsys, command, DEAL, "--out", out, "--json")["written"]
    assert written.startswith(str(out))
    assert out.exists()


def test_templates_and_proposed_columns_are_named_too(tmp_path, capsys):
    assert said(capsys, "template", tmp_path / "new", "--json")["written"] == str(tmp_path / "new")
    out = tmp_path / "columns.toml"
    assert said(capsys, "columns", DEAL, "--out", out, "--json")["written"] == str(out)
    assert "add --out columns.toml" in said(capsys, "columns", DEAL, "--json", code=2)["error"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (float("nan"), None), (pd.NA, None), (pd.NaT, None), (float("inf"), "infinity"), (float("-inf"), "-infinity"),
        (pd.Timestamp("2024-05-31"), "2024-05-31T00:00:00"), ((1, None), [1, None]), (True, True), (0, 0),
        ({1: 0.5}, {"1": 0.5}),
    ],
)  # fmt: skip
def test_every_value_is_json(value, expected):
    assert plain(value) == expected


def test_a_hostile_name_stays_text_and_moves_no_terminal():
    rows = pd.DataFrame({"person": ['\x1b[2J"},{"', "\u202e"]})
    text = as_text(answer("plan", found=Found(rows)))
    assert text.isascii()
    assert "\x1b" not in text
    assert [row["person"] for row in json.loads(text)["rows"]] == rows["person"].tolist()


def test_that_nobody_is_meant_is_not_unknown(capsys):
    found = said(capsys, "plan", DEAL, "--json")
    directly = [k for k, row in enumerate(found["rows"]) if row["via"] is None]
    assert directly
    assert not any("via" in gaps["columns"] for gaps in found["unknown"])

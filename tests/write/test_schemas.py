"""What goes in and out as other programs are told it: JSON Schema and Frictionless accept what we do, and no more."""

from __future__ import annotations

import json
import shutil

import frictionless
import jsonschema
import pandas as pd
import pytest
import yaml

import influence
from influence.cli.main import main
from influence.tables.schema import TABLES
from influence.write.json_answers import records
from influence.write.schemas import answers_schema, data_package, tables_schema
from tests.test_docs import ROOT

FOLDERS = sorted(path.parent for path in influence.datasets.folder().glob("*/people.csv"))


def errors(schema, given):
    jsonschema.Draft202012Validator.check_schema(schema)
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(given)]


def given_tables(folder):
    graph = influence.read.tables(folder)
    tables = {name: graph.table(name) for name in TABLES}
    return {name: records(table.reset_index(drop=True)) for name, table in tables.items() if len(table)}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_tables_of_the_datasets_are_as_the_schema_says(folder):
    assert errors(tables_schema(), given_tables(folder)) == []


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("people", {"person": "Ann", "support": 1.5}),
        ("people", {"person": "Ann", "layer": "cellar"}),
        ("people", {"title": "CEO"}),
        ("relationships", {"source": "Ann", "target": "Bo", "kind": "knows", "strength": 0}),
        ("people", {"person": "Ann", "level": 1.5}),
    ],
)
def test_what_the_check_refuses_the_schema_refuses_too(table, row):
    tables = {"people": [{"person": "Ann"}, {"person": "Bo"}]}
    assert errors(tables_schema(), {"people": [{"name": "Ann"}]}) == []
    assert errors(tables_schema(), tables) == []
    tables = tables | {table: [row]}
    assert errors(tables_schema(), tables)
    assert len(influence.check({name: pd.DataFrame(rows) for name, rows in tables.items()}))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_frictionless_finds_the_datasets_valid(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])


def test_frictionless_finds_what_is_out_of_range(tmp_path):
    shutil.copytree(influence.datasets.folder() / "krackhardt_hightech", tmp_path / "deal")
    people = tmp_path / "deal" / "people.csv"
    table = pd.read_csv(people)
    table.assign(level=0).to_csv(people, index=False)
    place = tmp_path / "deal" / "datapackage.json"
    place.write_text(json.dumps(data_package(tmp_path / "deal")), encoding="utf-8")
    report = frictionless.validate(str(place))
    assert {kind for _, kind in report.flatten(["fieldName", "type"])} == {"constraint-error"}


def test_a_package_beside_the_tables_is_no_table():
    notes = influence.read.tables(influence.datasets.folder() / "krackhardt_hightech").notes
    assert "datapackage.json" not in notes["file"].tolist()


@pytest.mark.parametrize("what", ["tables", "answers"])
def test_the_command_prints_the_schemas(what, capsys):
    assert main(["schema", what]) == 0
    assert json.loads(capsys.readouterr().out) == {"tables": tables_schema, "answers": answers_schema}[what]()


def test_the_command_describes_a_folder_or_says_why_not(tmp_path, capsys):
    assert main(["schema", "package", str(FOLDERS[0])]) == 0
    assert json.loads(capsys.readouterr().out) == data_package(FOLDERS[0])
    assert main(["schema", "package", str(tmp_path)]) == 2
    assert "holds no CSV file that is named after a table" in capsys.readouterr().err


def test_the_hook_runs_the_check():
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert main([*hook["entry"].split()[1:], str(FOLDERS[0])]) == 0

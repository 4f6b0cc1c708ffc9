"""Tasks are the plan and the gaps; files for a CRM have its column names, its words and its own ids."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import influence
from influence import InfluenceError, StakeholderGraph, UnknownName
from influence.cli.main import FINE, USAGE, main
from influence.tables.language import speaking
from influence.write.crm_files import DESTINATIONS, LONGEST_SUBJECT
from tests.read.crm.salesforce_files import usual

PAGE = Path(__file__).parents[2] / "docs" / "actions.md"
every_crm = pytest.mark.parametrize("crm", DESTINATIONS)


@pytest.fixture(scope="module")
def duck():
    return influence.datasets.load("cooked_duck")


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_steps_come_first_then_the_gaps_worth_most(duck):
    tasks = influence.actions(duck, steps=3, gaps=4)
    plan = influence.penetration_plan(duck, steps=3)
    gaps = influence.information_gaps(duck).detail.head(4)
    assert tasks["kind"].tolist() == ["step"] * 3 + ["gap"] * 4
    assert tasks.index.tolist() == [("equipment", number) for number in range(1, 8)]
    assert tasks["person"].iloc[:3].tolist() == plan.detail["person"].tolist()
    planned = influence.plan_commitments(duck, plan)
    assert tasks["due"].iloc[:3].tolist() == planned["due"].tolist()
    assert tasks["owner"].iloc[:3].tolist() == planned["by"].tolist()
    assert tasks["subject"].iloc[3:].tolist() == [f"Find out: {question}" for question in gaps["question"]]
    assert all(map(str.startswith, tasks["reason"].iloc[3:], gaps["why"]))
    assert set(tasks["due"].iloc[3:]) == {pd.Timestamp("2012-03-22")}
    assert tasks["priority"].tolist() == ["high", "normal", "normal", "high", "high", "high", "high"]


@pytest.mark.parametrize(
    ("support", "said"),
    [(None, "Find out where"), (-0.5, "Weaken the opposition"), (0.0, "over from neutral"), (0.5, "an ally")],
)
def test_what_to_do_follows_from_where_somebody_stands(support, said):
    graph = StakeholderGraph.from_tables([{"person": "Ann", "support": support}], deal="D")
    assert said in influence.actions(graph, gaps=0)["subject"].item()


def test_what_nobody_knows_stays_unknown():
    graph = StakeholderGraph.from_tables([{"person": "Ann"}], deal="D")
    tasks = influence.actions(graph)
    assert tasks["owner"].isna().all()
    assert tasks["due"].isna().all()


def test_a_language_is_spoken_whole(duck):
    with speaking("zh"):
        subjects = influence.actions(duck, gaps=0)["subject"]
    assert subjects.str.contains("争取其支持|发展为盟友").all()


@pytest.mark.parametrize("options", [{"gaps": -1}, {"days_to_find_out": 0}, {"days_per_attempt": 0}, {"steps": 0}])
def test_numbers_out_of_range_are_refused(duck, options):
    with pytest.raises(InfluenceError, match=next(iter(options))):
        influence.actions(duck, **options)


@every_crm
def test_files_have_the_columns_of_the_page(duck, tmp_path, crm):
    tasks, people = influence.write_actions(duck, tmp_path, crm=crm)
    page = PAGE.read_text(encoding="utf-8")
    column = list(DESTINATIONS).index(crm)
    cells = [line.split("|")[2 + column] for line in page.splitlines() if line.startswith("| ") and "|---" not in line]
    listed = {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}
    assert {tasks.name, people.name, *rows_of(tasks)[0], *rows_of(people)[0]} == listed


@every_crm
def test_a_row_holds_the_crm_s_own_ids_words_and_days(duck, tmp_path, crm):
    tasks, people = (rows_of(path) for path in influence.write_actions(duck, tmp_path, crm=crm, steps=1, gaps=1))
    to = DESTINATIONS[crm]
    assert [row[to.task_columns["deal"]] for row in tasks] == ["equipment"] * 2
    assert tasks[0][to.task_columns["person"]] == "general manager"
    assert tasks[0][to.task_columns["due"]] == "2012-05-06"
    roles = {row[to.people_columns["person"]]: row[to.people_columns["role"]] for row in people}
    assert roles["general manager"] == to.roles["approver"]
    friend = next(row for row in people if row[to.people_columns["person"]] == "friend")
    assert friend[to.people_columns["support"]] == friend[to.people_columns["role"]] == ""
    assert float(friend[to.people_columns["coverage"]]) == 0.6


def test_roles_written_for_salesforce_are_read_back_the_same(tmp_path):
    (tmp_path / "raw").mkdir()
    export = usual(tmp_path / "raw")
    graph = influence.read.salesforce(export)
    _, people = influence.write_actions(graph, tmp_path / "back", crm="salesforce")
    (export / "OpportunityContactRole.csv").write_bytes(people.read_bytes())
    again = influence.read.salesforce(export)
    columns = ["deal", "person", "role", "weight"]
    assert again.seats[columns].to_numpy().tolist() == graph.seats[columns].to_numpy().tolist()


@every_crm
def test_no_text_runs_as_a_formula_and_no_mark_stands_in_front(tmp_path, crm):
    graph = StakeholderGraph.from_tables([{"person": "=1+1", "name": "@SUM(A1)" + "x" * 500}], deal="-2+3")
    for path in influence.write_actions(graph, tmp_path, crm=crm):
        assert not path.read_bytes().startswith(b"\xef\xbb\xbf")
        for row in rows_of(path):
            assert not [cell for cell in row.values() if cell[:1] in ("=", "+", "-", "@")]
            assert all(len(cell) <= LONGEST_SUBJECT for name, cell in row.items() if name in ("Subject", "Task title"))


DIFFERENT = {"hubspot": [("a", "", "0.5")], "salesforce": [("a", "0.5", ""), ("a", "-1.0", "0.5")]}


@pytest.mark.parametrize(("crm", "told"), DIFFERENT.items())
def test_of_a_contact_whose_deals_differ_nothing_is_said(tmp_path, crm, told):
    people = [{"deal": 1, "person": "a", "support": 0.5}, {"deal": 2, "person": "a", "support": -1.0}]
    contacts = [{"deal": 2, "side": "us", "member": "m", "person": "a", "strength": 0.5}]
    graph = StakeholderGraph.from_tables(people, contacts=contacts)
    _, file = influence.write_actions(graph, tmp_path, crm=crm)
    names = [DESTINATIONS[crm].people_columns[name] for name in ("person", "support", "coverage")]
    assert [tuple(row[name] for name in names) for row in rows_of(file)] == told


def test_six_hundred_deals_take_one_call(many, tmp_path):
    tasks = influence.actions(many, steps=2, gaps=2)
    assert tasks.index.get_level_values("deal").nunique() == len(many)
    assert (tasks.groupby("deal")["kind"].agg(list).map(lambda kinds: kinds == sorted(kinds, reverse=True))).all()
    numbers = tasks.reset_index().groupby("deal")["task"].agg(list)
    assert all(each == list(np.arange(1, len(each) + 1)) for each in numbers)


def test_another_crm_is_refused(duck, tmp_path):
    with pytest.raises(UnknownName, match="salesforce"):
        influence.write_actions(duck, tmp_path, crm="salesfroce")


def test_the_command_writes_a_table_or_a_folder(tmp_path, capsys):
    duck = str(influence.datasets.folder() / "cooked_duck")
    assert main(["actions", duck, "--out", str(tmp_path / "tasks.csv")]) == FINE
    assert "Find out where General manager stands" in (tmp_path / "tasks.csv").read_text(encoding="utf-8-sig")
    assert main(["actions", duck, "--for", "hubspot", "--out", str(tmp_path / "back")]) == FINE
    assert {file.name for file in (tmp_path / "back").iterdir()} == {"tasks.csv", "contacts.csv"}
    assert main(["actions", duck, "--for", "hubspot"]) == USAGE
    assert "--out FOLDER" in capsys.readouterr().err

"""A mapping is proposed that can be read as it is, and systems that are not read are named."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from influence import InvalidData
from influence.cli.columns import proposed
from influence.cli.main import main
from influence.read.column_mapping import mapping_of
from tests.read.crm.crm_exports import export

FIELD = Path(__file__).parents[1] / "data" / "field" / "crm"
UNKNOWN = {
    "Personen": "Person ID,First Name,Last Name,Job Title,Birthday,Suport\n1,Ann,Lee,CFO,1970-01-01,0.5\n"
    "2,Bo,Wu,Buyer,,\n",
    "Chancen": "Opportunity ID,Opportunity Title,Deal Value,Colour\nV,Press,10,red\n",
    "Rollen": "Opportunity ID,Contact ID,Buying Role\nV,1,approver\nV,2,user\n",
}
READ = {
    "Copper": "Copper ID,Name,Primary Contact ID,Assigned To",
    "Close": "lead_id,lead_name,status_label",
    "Freshsales": "Deal name,Sales account,Deal stage",
    "Insightly": "Record Id,Opportunity Name,Bid Currency,Bid Amount",
    "monday.com": "Name,Subitems,Item ID (auto generated)",
    "LinkedIn": "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
}


def sections(path):
    return tomllib.loads(proposed(path))


def test_every_header_of_every_file_is_there_with_what_it_likely_means(tmp_path):
    assert sections(export(tmp_path, **UNKNOWN)) == {
        "Chancen.csv": {
            "Opportunity ID": "deals.deal",
            "Opportunity Title": "deals.name",
            "Deal Value": "deals.amount",
            "Colour": "",
        },
        "Personen.csv": {
            "Person ID": "people.person",
            "First Name": "people.name",
            "Last Name": "people.name",
            "Job Title": "people.title",
            "Birthday": "",
            "Suport": "people.support",
        },
        "Rollen.csv": {"Opportunity ID": "seats.deal", "Contact ID": "seats.person", "Buying Role": "seats.role"},
    }


def test_the_proposal_is_read_as_it_is(tmp_path, capsys):
    place, out = export(tmp_path, **UNKNOWN), tmp_path / "columns.toml"
    assert main(["columns", str(place), "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}\n"
    assert main(["check", str(place), "--columns", str(out)]) == 0
    assert "1 deal, 2 people, 2 seats" in capsys.readouterr().out


def test_columns_called_like_a_role_are_proposed_as_seats_and_read_by_name(tmp_path, capsys):
    people = "Person ID,Full Name,Email\n1,Ann Lee,a@x.example\n2,Bo Wu,b@x.example\n"
    deals = "Opportunity ID,Stage,Economic Buyer,Decision Maker\nV,New,Ann Lee,b@x.example\n"
    place, out = export(tmp_path, cards=people, chances=deals), tmp_path / "columns.toml"
    assert sections(place)["chances.csv"] == {
        "Opportunity ID": ["deals.deal", "seats.deal"],
        "Stage": "deals.stage",
        "Economic Buyer": "seats.approver",
        "Decision Maker": "seats.decision_maker",
    }
    assert sections(place)["cards.csv"]["Email"] == "people.email"
    assert main(["columns", str(place), "--out", str(out)]) == 0
    assert main(["check", str(place), "--columns", str(out)]) == 0
    assert "1 deal, 2 people, 2 seats" in capsys.readouterr().out


def test_a_joined_report_is_proposed_as_all_the_tables_it_joins(tmp_path, capsys):
    report = (
        "Opportunity ID,Opportunity Name,Stage,Contact ID,Contact Name,Contact Role\n"
        "V,Press,New,1,Ann,Economic Buyer\nV,Press,New,2,Bo,User\n"
    )
    place, out = export(tmp_path, report=report), tmp_path / "columns.toml"
    assert sections(place)["report.csv"] == {
        "Opportunity ID": ["people.deal", "deals.deal", "seats.deal"],
        "Opportunity Name": "deals.name",
        "Stage": "deals.stage",
        "Contact ID": ["people.person", "seats.person"],
        "Contact Name": "people.name",
        "Contact Role": "seats.role",
    }
    assert main(["columns", str(place), "--out", str(out)]) == 0
    assert main(["check", str(place), "--columns", str(out)]) == 0
    assert "1 deal, 2 people, 2 seats" in capsys.readouterr().out


def test_the_command_at_its_head_names_what_was_given(tmp_path, monkeypatch):
    monkeypatch.chdir(export(tmp_path, **UNKNOWN))
    assert '#   influence check "." --columns THIS_FILE\n' in proposed(Path())


def test_values_of_the_file_stand_beside_as_examples(tmp_path, capsys):
    assert main(["columns", str(export(tmp_path, **UNKNOWN))]) == 0
    assert '"First Name" = "people.name"  # Ann; Bo\n' in capsys.readouterr().out


@pytest.mark.parametrize("case", ["10_zoho_taken_for_hubspot", "11_pipedrive"])
def test_no_two_files_are_proposed_as_one_table(case):
    mapping = mapping_of(sections(FIELD / case / "input"))
    tables = [{target.table for targets in each.values() for target in targets} for each in mapping.values()]
    assert all(len(each) == 1 for each in tables)
    assert len(set.union(*tables)) == len(tables)


def test_of_two_that_mean_the_same_the_surer_is_proposed(tmp_path):
    found = sections(
        export(tmp_path, people="Record Id,Full Name,Fullname of boss,Contact Owner,Person - Owner\n1,A,B,C,D\n")
    )
    assert found["people.csv"] == {
        "Record Id": "people.person",
        "Full Name": "people.name",
        "Fullname of boss": "",
        "Contact Owner": "",
        "Person - Owner": "",
    }


@given(header=st.lists(st.text(max_size=12), min_size=1, max_size=4), cell=st.text(max_size=12))
def test_whatever_the_headers_and_cells_are_the_proposal_is_toml(tmp_path_factory, header, cell):
    place = tmp_path_factory.mktemp("any")
    quoted = [f'"{each}"'.replace('"', '""')[1:-1] for each in (*header, cell)]
    text = ",".join(quoted[:-1]) + "\n" + ",".join([quoted[-1]] * len(header)) + "\n1\n"
    (place / "a.csv").write_bytes(text.encode("utf-8", "replace"))
    try:
        found = sections(place)
    except InvalidData:
        return
    mapping_of(found)


@pytest.mark.parametrize("system", READ)
@pytest.mark.parametrize("name", ["contacts", "Connections"])
def test_a_system_that_is_not_read_is_named_and_the_way_out_works(tmp_path, capsys, system, name):
    place = export(tmp_path, **{name: READ[system] + "\n" + ",".join("x" for _ in READ[system].split(",")) + "\n"})
    assert main(["check", str(place)]) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith(f"this looks like an export of {system}, which is not read; 'influence columns {place}'")
    assert main(["columns", str(place)]) == 0


def test_files_of_nobody_knows_what_are_pointed_to_a_mapping(tmp_path, capsys):
    place = export(tmp_path, dump="Foo,Bar\n1,2\n")
    assert main(["check", str(place)]) == 1
    assert f"influence columns {place}" in capsys.readouterr().err.splitlines()[-1]

"""An export is told by how its files begin, where no format or a wrong one is given."""

from __future__ import annotations

import json
import shutil

import pytest

import influence
from influence.cli.main import FAULTS, FINE, USAGE, main
from influence.cli.messages import MARKS, SYSTEMS, mistaken
from influence.datasets import folder
from tests.fuzz.cases import FILES, TEXTS


@pytest.fixture
def formats(monkeypatch):
    """Every format is the reader of tables, which refuses the export."""
    monkeypatch.setattr(influence.read, "__all__", ["tables", *MARKS])
    for name in MARKS:
        monkeypatch.setattr(influence.read, name, influence.read.tables, raising=False)


EXPORTS = {
    "salesforce": {"Contact.csv": "Id,AccountId,Title", "Opportunity.csv": "Id,StageName"},
    "hubspot": {"all-contacts.csv": "Record ID,First Name,Buying Role"},
    "dynamics": {"connections.csv": "connectionid,_record1id_value,record2roleid"},
    "pipedrive": {
        "deals.csv": "Deal - ID,Deal - Title,Deal - Contact person",
        "people.csv": "Person - ID,Person - Name",
    },
    "zoho": {
        "Contacts_001.csv": "Record Id,Full Name,Account Name.id",
        "Deals_001.csv": "Record Id,Deal Name,Closing Date",
    },
    "suitecrm": {"opportunities.csv": "id,name,sales_stage,date_closed,assigned_user_id"},
    "odoo": {"crm.lead.csv": "id,name,partner_id/id,stage_id,expected_revenue"},
    "gephi": {"nodes.csv": "Id,Label", "edges.csv": "Source,Target,Type"},
    "kumu": {"blueprint.json": json.dumps({"elements": []})},
    "graphml": {"a.graphml": '<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns">'},
    "yed": {"a.graphml": '<graphml xmlns:y="http://www.yworks.com/xml/graphml">'},
    "gexf": {"a.gexf": '<gexf version="1.3">'},
}


@pytest.mark.usefixtures("formats")
@pytest.mark.parametrize("format", EXPORTS)
@pytest.mark.parametrize("way", ["folder", "file", "zip", "utf-16"])
def test_an_export_read_as_tables_is_told_its_format(tmp_path, capsys, format, way):
    place = tmp_path / "export"
    place.mkdir()
    for name, text in EXPORTS[format].items():
        (place / name).write_text(text, encoding="utf-16" if way == "utf-16" else "utf-8")
    if way == "file":
        place = place / name
    elif way == "zip":
        place = shutil.make_archive(place, "zip", place)
    assert main(["check", str(place)]) == FAULTS
    assert capsys.readouterr().err.splitlines()[-1] == f"this looks like {format}; try --format {format}"


@pytest.mark.usefixtures("formats")
def test_nothing_is_suggested_for_our_tables_or_for_nothing(tmp_path, capsys):
    duck = shutil.copytree(folder() / "cooked_duck", tmp_path / "duck")
    (duck / "people.csv").write_text("Source,Target\na,b\n", encoding="utf-8")
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 nothing")
    for path in (duck, tmp_path / "nowhere", tmp_path / "broken.zip"):
        assert main(["check", str(path)]) == FAULTS
        assert "looks like" not in capsys.readouterr().err


SYSTEMS_FILES = [name for name in SYSTEMS if name in FILES and name in TEXTS]


def of_system(place, system):
    for name, text in zip(FILES[system], TEXTS[system], strict=False):
        (place / name).write_text(text, encoding="utf-8")
    return place


@pytest.mark.parametrize("system", SYSTEMS_FILES)
def test_a_format_that_is_plainly_wrong_is_refused_with_the_right_one(tmp_path, capsys, system):
    place = of_system(tmp_path, system)
    wrong = [other for other in SYSTEMS if other != system and mistaken(place, other)]
    assert len(wrong) > 3
    for other in wrong:
        assert main(["check", str(place), "--format", other]) == USAGE
        told = capsys.readouterr().err
        assert f"looks like an export of {system}, not of {other}; use --format {system}" in told
    assert main(["check", str(place), "--format", system]) == FINE


@pytest.mark.parametrize("system", SYSTEMS_FILES)
def test_one_file_of_an_export_never_speaks_against_its_own_format(tmp_path, system):
    for path in of_system(tmp_path, system).iterdir():
        assert mistaken(path, system) is None


def test_a_format_given_for_a_system_that_is_not_read_points_to_a_mapping(tmp_path, capsys):
    text = "Lead Name,Status Label,Lead ID,Display Name,Primary Contact Name\na,b,1,c,d\n"
    (tmp_path / "contacts.csv").write_text(text, encoding="utf-8")
    assert main(["check", str(tmp_path), "--format", "hubspot"]) == USAGE
    told = capsys.readouterr().err
    assert "looks like an export of Close, not of hubspot" in told
    assert f"'influence columns {tmp_path}' proposes" in told

"""Files of any system are read by a mapping of their columns; a mapping that is wrong says where and what it can be."""

from __future__ import annotations

import importlib.util
import json
import sys

import pytest

import influence
from influence import InfluenceError, InvalidData
from influence.read import mapped
from tests.read.crm.crm_exports import export, noted, require_accounts, rows

PEOPLE = "Nr,Vorname,Nachname,Chef,Haltung,Firma\n1,Ann,Lee,,0.5,A\n2,Bo,Wu,1,,A\n3,Cy,Ott,1,-1,A\n4,Dee,Fox,1,,A\n"
ROLES = "Vorgang,Wer,Als\nV,1,approver\nV,2,user\nW,3,user\n"
DEALS = "Nr,Titel,Stufe\nV,Press,New\nW,Old,Won\n"
MAPPING = {
    "kontakte.csv": {
        "Nr": "people.person",
        "Vorname": "people.name",
        "Nachname": "people.name",
        "Chef": "people.reports_to",
        "Haltung": "people.support",
        "Firma": "",
    },
    "rollen.csv": {"Vorgang": "seats.deal", "Wer": "seats.person", "Als": "seats.role"},
    "vorgaenge.csv": {"Nr": "deals.deal", "Titel": "deals.name", "Stufe": "deals.stage"},
}


@pytest.fixture
def place(tmp_path):
    """Three files of a system that nobody knows."""
    return export(tmp_path, kontakte=PEOPLE, rollen=ROLES, vorgaenge=DEALS)


def test_people_are_on_the_deals_on_which_seats_name_them(place):
    graph = mapped(place, columns=MAPPING)
    assert rows(graph, "people", "deal", "person", "name", "support") == [
        ("V", "1", "Ann Lee", 0.5),
        ("V", "2", "Bo Wu", None),
        ("W", "3", "Cy Ott", -1),
    ]
    assert rows(graph, "deals", "deal", "name", "stage") == [("V", "Press", "New"), ("W", "Old", "Won")]
    assert rows(graph, "relationships", "deal", "source", "target") == [("V", "2", "1")]
    require_accounts(graph)


def test_what_the_mapping_leaves_out_is_noted(place):
    (place / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    graph = mapped(place, columns=MAPPING)
    assert noted(graph, "kept out", column="Firma")["source"].tolist() == ["the mapping leaves it out"]
    assert noted(graph, "left out", file="other.csv")["source"].tolist() == ["is not in the mapping of columns"]
    assert noted(graph, "left out", row="4")["line"].tolist() == [5]
    assert noted(graph, "kept out", column="reports_to")["value"].tolist() == ["1"]
    require_accounts(graph)


def test_a_table_may_stand_for_the_file_that_has_its_columns(place):
    people = {"Nr": "person", "Nachname": "name"}
    graph = mapped(place, columns={"people": people | {"Firma": None}}, deal="press")
    assert rows(graph, "people", "deal", "person", "name")[0] == ("press", "1", "Lee")
    assert len(graph.people) == 4


def test_one_file_may_fill_several_tables(tmp_path):
    joined = "Deal,Title,Person,Name,Role\nV,Press,1,Ann,approver\nV,Press,2,Bo,user\nW,Old,,,\n,,,,\n,,,x,\n"
    meant = {
        "Deal": ["deals.deal", "people.deal", "seats.deal"],
        "Title": "deals.name",
        "Person": ["people.person", "seats.person"],
        "Role": "seats.role",
        "Name": "",
    }
    graph = mapped(export(tmp_path, report=joined), columns={"report.csv": meant})
    assert rows(graph, "deals", "deal", "name") == [("V", "Press"), ("W", "Old")]
    assert rows(graph, "people", "deal", "person") == [("V", "1"), ("V", "2")]
    assert rows(graph, "seats", "deal", "role", "person") == [("V", "approver", "1"), ("V", "user", "2")]
    assert noted(graph, "left out")["line"].tolist() == [6]
    require_accounts(graph)


@pytest.mark.parametrize("ending", ["toml", "json", "yaml"])
def test_a_file_says_the_same(place, tmp_path, ending):
    if ending == "yaml" and importlib.util.find_spec("yaml") is None:
        pytest.skip("PyYAML is not installed")
    text = json.dumps(MAPPING)
    if ending == "toml":
        text = "\n".join(
            "\n".join(
                [f"[{json.dumps(file)}]", *(f"{json.dumps(each)} = {json.dumps(columns[each])}" for each in columns)]
            )
            for file, columns in MAPPING.items()
        )
    file = tmp_path / f"map.{ending}"
    # As PowerShell writes it.
    file.write_text(text, encoding="utf-16")
    assert mapped(place, columns=file).people.equals(mapped(place, columns=MAPPING).people)


def test_without_a_library_for_yaml_the_other_endings_are_named(place, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "yaml", None)
    (tmp_path / "map.yaml").write_text("a: {}", encoding="utf-8")
    with pytest.raises(InfluenceError, match=r"pip install influence-graph\[yaml\], or give a .toml or .json"):
        mapped(place, columns=tmp_path / "map.yaml")


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"kontakte.csv": {"Nummer": "people.person"}}, "kontakte.csv has no column 'Nummer'"),
        ({"kontakte.csv": {"Nachnahme": "people.name"}}, "did you mean 'Nachname'?"),
        ({"kontakte.csv": {"Nr": "people.persn"}}, "people has no column 'persn': did you mean 'person'?"),
        ({"kontakte.csv": {"Nr": "persons.person"}}, "no column of a table"),
        ({"kontakte.csv": {"Nr": "person"}}, "say of which table, such as 'people.name'"),
        ({"kontakte.csv": {"Nr": 7}}, "'Nr' means 7; give text"),
        ({"contacts.csv": {"Nr": "people.person"}}, "is no file or sheet here"),
        ({"kontakte.csv": {"Nr": "people.title", "Firma": "people.title"}}, "'Nr' and 'Firma' both mean people.title"),
        ({"kontakte.csv": {"Nr": "people.person"}, "rollen.csv": {"Wer": "people.person"}}, "leave one of them out"),
        ({"rollen.csv": {"Wer": "seats.person"}}, "the mapping names no column of people"),
        ({"kontakte.csv": "people"}, "is no table of tables"),
        ("map.txt", "does not end in .toml, .json"),
        ("nowhere.toml", "cannot be read"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_says_where_and_what_it_can_be(place, columns, said):
    with pytest.raises(InfluenceError) as caught:
        mapped(place, columns=columns)
    assert said in str(caught.value)


@pytest.mark.parametrize("text", ["[a", '{"a": [', "a: [", "x" * 5, "[" * 100_000, "\x00"])
@pytest.mark.parametrize("ending", ["toml", "json", "yaml"])
def test_a_broken_mapping_is_refused_in_a_sentence(place, tmp_path, text, ending):
    file = tmp_path / f"map.{ending}"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InfluenceError, match="mapping"):
        mapped(place, columns=file)


def test_faults_name_the_file_s_own_columns(tmp_path):
    place = export(tmp_path, kontakte="Nr,Chef,Haltung\n1,,5\n2,9,x\n")
    meant = {"Nr": "people.person", "Chef": "people.reports_to", "Haltung": "people.support"}
    with pytest.raises(InvalidData) as caught:
        mapped(place, columns={"kontakte.csv": meant})
    assert caught.value.problems[["row", "column", "value"]].to_numpy().tolist() == [
        [2, "Haltung", "5"],
        [3, "Haltung", "x"],
        [3, "Chef", "9"],
    ]
    graph = mapped(place, columns={"kontakte.csv": {"Nr": "people.person"}})
    assert len(graph.people) == 2


def test_scales_and_kinds_are_stated_as_for_tables(tmp_path):
    place = export(tmp_path, a="Nr,Haltung\n1,5\n2,1\n", b="Von,Nach,Art\n1,2,Freundschaft\n")
    columns = {
        "a.csv": {"Nr": "people.person", "Haltung": "people.support"},
        "b.csv": {"Von": "relationships.source", "Nach": "relationships.target", "Art": "relationships.kind"},
    }
    graph = influence.read.mapped(place, columns=columns, scale={"support": (1, 5)}, kind={"Freundschaft": "trusts"})
    assert graph.people["support"].tolist() == [1, -1]
    assert graph.relationships["kind"].tolist() == ["trusts"]


LIST = "Deal,Entscheider,Freigabe,Chef-Mail\nV,Ann Lee;Bo Wu,cy@x.example,\nW,bo@x.example,,\n"
CARDS = "Nr,Name,Mail\n1,Ann Lee,Ann@x.example\n2,Bo Wu,bo@x.example\n3,Cy Ott,cy@x.example\n"
NAMED = {
    "karten.csv": {"Nr": "people.person", "Name": "people.name", "Mail": "people.email"},
    "liste.csv": {
        "Deal": ["deals.deal", "seats.deal"],
        "Entscheider": "seats.decision_maker",
        "Freigabe": "seats.approver",
        "Chef-Mail": "",
    },
}


def test_a_column_may_stand_for_a_role_and_name_people_by_name_or_e_mail(tmp_path):
    graph = mapped(export(tmp_path, karten=CARDS, liste=LIST), columns=NAMED)
    require_accounts(graph)
    assert sorted(rows(graph, "seats", "deal", "role", "person")) == [
        ("V", "approver", "3"),
        ("V", "decision_maker", "1"),
        ("V", "decision_maker", "2"),
        ("W", "decision_maker", "2"),
    ]
    found = noted(graph, "renamed", table="seats", column="person")["source"]
    assert found.tolist() == ["found by name, in 2 cells", "found by e-mail, in 2 cells"]


def test_a_name_that_several_have_is_a_fault_with_their_ids(tmp_path):
    place = export(tmp_path, karten=CARDS.replace("Cy Ott", "Bo Wu"), liste=LIST)
    with pytest.raises(InvalidData, match="Entscheider or Freigabe: 'Bo Wu' is the name of several people: '2', '3'"):
        mapped(place, columns=NAMED)


def test_nobody_of_that_name_is_a_fault_that_says_so(tmp_path):
    with pytest.raises(InvalidData, match="Dee Fox"):
        mapped(export(tmp_path, karten=CARDS, liste=LIST.replace("Ann Lee", "Dee Fox")), columns=NAMED)


def test_dotted_lines_may_be_mapped(tmp_path):
    place = export(tmp_path, a="Nr,Chef,Zweiter\n1,,\n2,1,\n3,1,2\n")
    meant = {"Nr": "people.person", "Chef": "people.reports_to", "Zweiter": "people.dotted_line_to"}
    graph = mapped(place, columns={"a.csv": meant})
    assert ("3", "2", "dotted_line_to") in rows(graph, "relationships", "source", "target", "kind")

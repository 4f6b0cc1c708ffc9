"""HubSpot's answers about associations are read with their labels; JSON in a zip and in several files is read too."""

from __future__ import annotations

import json
import zipfile

import pytest

from influence import InvalidData
from influence.read import hubspot
from tests.read.crm.crm_exports import noted, require_accounts, rows

CONTACTS = {
    "results": [
        {"id": "101", "properties": {"firstname": "Ann", "jobtitle": "CFO"}},
        {"id": "102", "properties": {"firstname": "Bo"}},
    ]
}
DEALS = {"results": [{"id": "7", "properties": {"dealname": "Press"}}]}


def to(other, *labels, number=3):
    types = [{"category": "HUBSPOT_DEFINED", "typeId": number, "label": None}]
    types += [{"category": "USER_DEFINED", "typeId": 28 + place, "label": label} for place, label in enumerate(labels)]
    return {"toObjectId": other, "associationTypes": types}


def answer(*pairs):
    return {"status": "COMPLETE", "results": [{"from": {"id": one}, "to": list(others)} for one, others in pairs]}


LABELLED = answer(("7", [to(101, "Budget holder", "Decision maker"), to(102)]))


def written(folder, **files):
    for name, data in files.items():
        (folder / f"{name}.json").write_text(json.dumps(data, indent=1), encoding="utf-8")
    return folder


def seats(graph):
    return sorted(rows(graph, "seats", "deal", "role", "person"))


RIGHT = [("7", "approver", "101"), ("7", "decision_maker", "101")]


@pytest.mark.parametrize("name", ["associations", "deals_to_contacts", "page 1"])
def test_labels_of_roles_are_seats_whatever_the_file_is_called(tmp_path, name):
    graph = hubspot(written(tmp_path, contacts=CONTACTS, deals=DEALS, **{name: LABELLED}))
    require_accounts(graph)
    assert rows(graph, "people", "deal", "person", "name") == [("7", "101", "Ann"), ("7", "102", "Bo")]
    assert seats(graph) == RIGHT


def test_the_other_way_round_is_the_same(tmp_path):
    turned = answer(
        ("101", [to("7", "Budget holder", "Decision maker", number=4)]), ("102", [to("7", number=4)])
    )  # fmt: skip
    assert seats(hubspot(written(tmp_path, contacts=CONTACTS, deals=DEALS, a=turned))) == RIGHT


def test_the_name_of_the_file_says_the_kinds_where_no_type_does(tmp_path):
    bare = {"results": [{"from": {"id": "7"}, "to": [{"toObjectId": 101, "associationTypes": []}]}]}
    graph = hubspot(written(tmp_path, contacts=CONTACTS, deals=DEALS, deals_contacts=bare))
    assert rows(graph, "people", "person") == [("101",)]


def test_the_older_answers_name_the_kinds_themselves(tmp_path):
    older = {"results": [{"from": {"id": "7"}, "to": [{"id": "101", "type": "deal_to_contact"}]}]}
    graph = hubspot(written(tmp_path, contacts=CONTACTS, deals=DEALS, x=older))
    assert rows(graph, "people", "person") == [("101",)]


def test_what_nobody_can_tell_is_left_out_whole_with_the_rows(tmp_path):
    strange = {"results": [{"from": {"id": "7"}, "to": [{"toObjectId": 101, "associationTypes": []}]}]}
    graph = hubspot(written(tmp_path, contacts=CONTACTS, deals=DEALS, a=LABELLED, x=strange))
    require_accounts(graph)
    (left,) = noted(graph, "left out", file="x.json", value="the whole file")["source"]
    assert left.startswith("1 row: is not a known kind of file, judging by its headers 'from_id', 'to_id'")


def test_managers_by_label_and_companies_and_activities(tmp_path):
    manager = answer(("102", [to(101, "Manager", number=449)]))
    companies = answer(("101", [to(900, number=1)]), ("102", [to(900, number=279)]))
    meetings = {"results": [{"id": "55", "properties": {"hs_timestamp": "2024-05-01", "hubspot_owner_id": "9"}}]}
    met, about = answer(("55", [to(101, number=200)])), answer(("55", [to(7, number=212)]))
    graph = hubspot(
        written(
            tmp_path, contacts=CONTACTS, deals=DEALS, a=LABELLED, b=manager, c=companies, meetings=meetings, d=met,
            e=about,
        )
    )  # fmt: skip
    require_accounts(graph)
    assert rows(graph, "relationships", "source", "target", "kind") == [("102", "101", "reports_to")]
    assert rows(graph, "contacts", "member", "person", "touches") == [("9", "101", 1)]
    assert noted(graph, "left out").empty


def test_pages_of_one_answer_in_several_files_and_in_one(tmp_path):
    for name, folder in (("files", tmp_path / "a"), ("list", tmp_path / "b")):
        folder.mkdir()
        pages = [{**CONTACTS, "results": [each], "paging": {"next": {"after": "1"}}} for each in CONTACTS["results"]]
        people = {f"contacts_{n}": page for n, page in enumerate(pages)} if name == "files" else {"contacts": pages}
        halves = [answer(("7", [each])) for each in LABELLED["results"][0]["to"]]
        links = {f"associations-{n}": each for n, each in enumerate(halves)} if name == "files" else {"a": halves}
        graph = hubspot(written(folder, deals=DEALS, **people, **links))
        require_accounts(graph)
        assert rows(graph, "people", "person", "name") == [("101", "Ann"), ("102", "Bo")]
        assert seats(graph) == RIGHT


@pytest.mark.parametrize("place", ["alone", "part", "beside"])
def test_json_in_a_zip(tmp_path, place):
    folder = tmp_path / "export"
    folder.mkdir()
    inside = {"contacts.json": CONTACTS, "deep/deals.json": DEALS, "deep/links.json": LABELLED}
    if place == "beside":
        written(folder, contacts=inside.pop("contacts.json"))
    with zipfile.ZipFile(folder / "export.zip", "w") as archive:
        archive.writestr("readme.txt", "an export")
        for name, data in inside.items():
            archive.writestr(name, json.dumps(data))
    graph = hubspot(folder / "export.zip" if place == "alone" else folder)
    assert seats(graph) == RIGHT
    assert rows(graph, "people", "person", "name") == [("101", "Ann"), ("102", "Bo")]
    assert noted(graph, "left out")["file"].str.endswith("readme.txt").tolist() == [True]


def test_json_in_a_zip_that_cannot_be_read_is_said(tmp_path):
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("contacts.json", "{cut")
    with pytest.raises(InvalidData, match=r"contacts\.json: is not readable JSON"):
        hubspot(tmp_path / "export.zip")


def test_json_as_powershell_writes_it(tmp_path):
    written(tmp_path, deals=DEALS, links=LABELLED)
    (tmp_path / "contacts.json").write_text(json.dumps(CONTACTS), encoding="utf-16")
    graph = hubspot(tmp_path)
    assert len(graph.people) == 2
    assert noted(graph, "repaired")["source"].tolist() == ["read as UTF-16"]

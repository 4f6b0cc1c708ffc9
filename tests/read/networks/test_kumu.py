"""Kumu's tables and blueprints: names instead of ids, several names in a cell, mutual connections."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import influence
from influence import InfluenceError, InvalidData
from influence.read.networks.kumu import kumu
from tests.read.networks.network_files import (
    AS_DRAWN,
    FORMATS,
    KRACKHARDT,
    assert_accounted,
    known,
    noted,
    read_or_refused,
    related,
)

ELEMENTS = "Label,Type,职务,Support\nAnn,Person,CFO,ally\nBo,Person,Clerk,\n"


def tables(tmp_path, connections, elements=ELEMENTS):
    (tmp_path / "plant_elements.csv").write_text(elements, encoding="utf-8")
    (tmp_path / "plant_connections.csv").write_text(connections, encoding="utf-8")
    return tmp_path / "plant_elements.csv"


def blueprint(tmp_path, elements, connections=(), **more):
    path = tmp_path / "plant.json"
    path.write_text(json.dumps({"elements": list(elements), "connections": list(connections), **more}))
    return path


@pytest.mark.parametrize(
    "file",
    ["krackhardt.kumu_elements.csv", "krackhardt.kumu_connections.csv", "krackhardt.kumu.xlsx",
     "krackhardt.kumu_blueprint.json"],
)  # fmt: skip
def test_people_relationships_and_attributes_are_those_of_the_bundled_dataset(file):
    """The blueprint has ids; the tables have labels alone, which are ids then."""
    bundled = influence.datasets.load("krackhardt_hightech")
    graph = kumu(FORMATS / file, **KRACKHARDT)
    name, ours = dict(known(graph, "person", "name")), dict(known(bundled, "person", "name"))
    columns = ["name", "title", "department", "level"]
    assert known(graph, *columns) == known(bundled, *columns)
    found = sorted((name[one], name[other], kind) for one, other, kind in related(graph))
    assert found == sorted((ours[one], ours[other], kind) for one, other, kind in related(bundled))
    assert len(found) == 312
    assert_accounted(graph)
    if file.endswith("json"):
        assert set(name) == set(ours)


class TestTables:
    def test_labels_are_names_and_ids(self, tmp_path):
        graph = kumu(tables(tmp_path, "From,To,Type\nBo,Ann,advice\n"), **AS_DRAWN)
        assert known(graph, "person", "name", "title", "support") == [
            ["Ann", "Ann", "CFO", 1.0],
            ["Bo", "Bo", "Clerk", None],
        ]
        assert related(graph) == [("Bo", "Ann", "seeks_advice_from")]
        assert list(graph.all_deals) == ["plant"]
        assert ["Type", "2 values: 'Person'"] in noted(graph, "kept out", "column", "value")

    def test_connections_name_ids_or_labels(self, tmp_path):
        elements = "ID,Label\n7,Ann\n8,Bo\n"
        graph = kumu(tables(tmp_path, "From,To\n7,Bo\nBo,7\n", elements), kind="trusts", **AS_DRAWN)
        assert related(graph) == [("7", "8", "trusts"), ("8", "7", "trusts")]
        assert known(graph, "person", "name") == [["7", "Ann"], ["8", "Bo"]]

    def test_several_names_in_a_cell_are_as_many_relationships_of_one_row(self, tmp_path):
        elements = "Label\nAnn\nBo\nCy\nDi|Ed\n"
        graph = kumu(tables(tmp_path, "From,To\nAnn,Bo | Cy\nAnn,Di|Ed\nBo,Cy|Zoe\n", elements), kind="knows")
        assert related(graph) == [
            ("Ann", "Bo", "knows"), ("Ann", "Cy", "knows"), ("Ann", "Di|Ed", "knows"), ("Bo", "Cy", "knows"),
        ]  # fmt: skip
        assert graph.files.values.tolist() == [["plant_elements.csv", 4, 4, 0], ["plant_connections.csv", 3, 3, 0]]
        assert noted(graph, "dropped", "line", "value", "source") == [
            [4, "Bo -> Zoe", "its target 'Zoe' is not in the file"]
        ]

    def test_a_row_of_which_nothing_is_left_is_left_out_once(self, tmp_path):
        graph = kumu(tables(tmp_path, "From,To\nAnn,Zoe|Yan\nAnn,Bo\n"), kind="knows")
        assert graph.files["left_out"].tolist() == [0, 1]
        ((line, value),) = noted(graph, "left out", "line", "value")
        assert (line, value) == (2, "Ann -> Zoe, Ann -> Yan")
        assert_accounted(graph)

    def test_a_label_of_two_elements_tells_nobody_who_is_meant(self, tmp_path):
        elements = "ID,Label\n1,Li Wei\n2,Li Wei\n3,Bo\n"
        graph = kumu(tables(tmp_path, "From,To\nBo,Li Wei\nBo,2\n", elements), kind="knows")
        assert related(graph) == [("3", "2", "knows")]
        assert noted(graph, "left out", "line", "source") == [
            [2, "'Li Wei' is the label of 2 elements (1, 2); name one by its id"]
        ]

    def test_a_label_made_an_id_is_as_ambiguous_as_it_was(self, tmp_path):
        elements = "ID,Label\n1,Li Wei\n,Li Wei\n3,Bo\n"
        graph = kumu(tables(tmp_path, "From,To\nBo,Li Wei\n", elements), kind="knows")
        assert related(graph) == []
        assert_accounted(graph)

    def test_the_same_label_twice_without_ids_is_one_person(self, tmp_path):
        graph = kumu(tables(tmp_path, "From,To\nAnn,Bo\n", ELEMENTS + "Ann,Person,,\n"), kind="knows")
        assert graph.people["person"].tolist() == ["Ann", "Bo"]
        assert noted(graph, "merged", "line", "row") == [[4, "Ann"]]
        assert related(graph) == [("Ann", "Bo", "knows")]

    @pytest.mark.parametrize(
        ("way", "expected"),
        [
            ("directed", [("Ann", "Bo", "trusts")]),
            ("", [("Ann", "Bo", "trusts")]),
            ("Mutual", [("Ann", "Bo", "trusts"), ("Bo", "Ann", "trusts")]),
        ],
    )
    def test_mutual_connections_are_two_relationships(self, tmp_path, way, expected):
        graph = kumu(tables(tmp_path, f"From,To,Direction\nAnn,Bo,{way}\n"), kind="trusts", **AS_DRAWN)
        assert related(graph) == expected

    def test_mutual_connections_need_no_direction_others_do(self, tmp_path):
        path = tables(tmp_path, "From,To,Direction\nAnn,Bo,mutual\n")
        assert len(related(kumu(path, kind="trusts"))) == 2
        with pytest.raises(InfluenceError, match="kind trusts drawn"):
            kumu(tables(tmp_path, "From,To,Direction\nAnn,Bo,directed\n"), kind="trusts")

    def test_an_undirected_connection_holds_no_one_way_kind(self, tmp_path):
        path = tables(tmp_path, "From,To,Direction,Type\nAnn,Bo,undirected,reports to\n")
        with pytest.raises(InfluenceError, match=r"Ann -> Bo \(plant_connections.csv, line 2\) has no direction"):
            kumu(path, **AS_DRAWN)

    def test_words_for_strength_that_say_no_number_are_unknown(self, tmp_path):
        path = tables(tmp_path, "From,To,Strength\nAnn,Bo,It's complicated\n")
        graph = kumu(path, kind="knows")
        assert noted(graph, "dropped", "line", "row", "column", "value") == [
            [2, "Ann -> Bo", "strength", "It's complicated"]
        ]
        assert len(related(graph)) == 1

    @pytest.mark.parametrize(
        ("elements", "connections", "missing"),
        [("Name\nAnn\n", "From,To\n", "elements"), (ELEMENTS, "a,b\nAnn,Bo\n", "connections")],
    )
    def test_both_tables_are_needed(self, tmp_path, elements, connections, missing):
        with pytest.raises(InfluenceError, match=f"has no table of {missing}"):
            kumu(tables(tmp_path, connections, elements).parent)

    def test_a_zip_and_a_list_of_files(self, tmp_path):
        path = tables(tmp_path, "From,To\nAnn,Bo\n")
        files = [path, tmp_path / "plant_connections.csv"]
        with zipfile.ZipFile(tmp_path / "plant.zip", "w") as archive:
            for file in files:
                archive.write(file, file.name)
        for path in (tmp_path / "plant.zip", files, [str(file) for file in files]):
            assert related(kumu(path, kind="knows")) == [("Ann", "Bo", "knows")]


class TestWorkbooks:
    @pytest.fixture
    def book(self, tmp_path):
        pytest.importorskip("openpyxl")

        def write(**sheets):
            with pd.ExcelWriter(tmp_path / "plant.xlsx") as book:
                for name, table in sheets.items():
                    pd.DataFrame(table).to_excel(book, sheet_name=name.replace("_", " "), index=False)
            return tmp_path / "plant.xlsx"

        return write

    def test_sheets_of_elements_and_connections(self, book):
        path = book(
            People={"Label": ["Ann", "Bo"], "support": [0.5, None]},
            Others={"Label": ["Cy"], "level": [2]},
            Ties={"From": ["Ann", "Cy"], "To": ["Bo", "Ann"]},
        )
        graph = kumu(path, kind="knows")
        assert related(graph) == [("Ann", "Bo", "knows"), ("Cy", "Ann", "knows")]
        assert known(graph, "support", "level") == [[0.5, None], [None, None], [None, 2]]
        assert graph.files["rows"].tolist() == [2, 1, 2]

    def test_sheets_to_be_ignored_are_left_out_row_by_row(self, book):
        path = book(
            **{
                "People": {"Label": ["Ann"]},
                "Old_(Ignore)": {"Label": ["Bo", "Cy"]},
                "Ties": {"From": ["Ann"], "To": ["Bo"]},
            }
        )
        graph = kumu(path, kind="knows")
        assert graph.people["person"].tolist() == ["Ann"]
        found = noted(graph, "left out", "file", "line", "source")
        assert [(line, source) for file, line, source in found if "Ignore" in file] == [
            (2, "the whole table: its name says (ignore)"),
            (3, "the whole table: its name says (ignore)"),
        ]
        assert_accounted(graph)


class TestBlueprints:
    def test_as_kumu_describes_them(self, tmp_path):
        elements = [{"id": "e1", "label": "A", "职务": "CFO"}, {"id": "e2", "label": "A", "tags": ["x", "y"]}]
        connections = [{"id": "c1", "from": "e1", "to": "e2", "type": "works with", "direction": "mutual"}]
        graph = kumu(blueprint(tmp_path, elements, connections))
        assert known(graph, "person", "name", "title") == [["e1", "A", "CFO"], ["e2", "A", None]]
        assert related(graph) == [("e1", "e2", "works_with")]
        assert ["tags", "1 value: 'x|y'"] in noted(graph, "kept out", "column", "value")
        assert graph.files["file"].tolist() == ["plant.json[elements]", "plant.json[connections]"]

    def test_a_projects_export_keeps_fields_apart(self, tmp_path):
        elements = [
            {"_id": "elem-1", "attributes": {"label": "Ann", "element type": "person", "support": "ally"}},
            {"_id": "elem-2", "attributes": {"label": "Bo"}},
        ]
        connections = [{"_id": "conn-1", "from": "elem-2", "to": "elem-1", "attributes": {"connection type": "trusts"}}]
        graph = kumu(blueprint(tmp_path, elements, connections, maps=[{}, {}]), **AS_DRAWN)
        assert known(graph, "person", "name", "support") == [["elem-1", "Ann", 1.0], ["elem-2", "Bo", None]]
        assert related(graph) == [("elem-2", "elem-1", "trusts")]
        assert ["maps", "2 entries"] in noted(graph, "kept out", "column", "value")

    def test_entries_that_are_none_are_left_out(self, tmp_path):
        path = blueprint(tmp_path, [{"label": "Ann"}, 3, {}, {"label": None}], [None, {"from": "Ann"}])
        graph = kumu(path, kind="knows")
        assert graph.files[["rows", "used"]].values.tolist() == [[4, 1], [2, 0]]
        assert_accounted(graph)

    def test_numbers_as_ids_and_labels(self, tmp_path):
        graph = kumu(blueprint(tmp_path, [{"id": 1, "label": 7}, {"label": 8}], [{"from": 1, "to": 8}]), kind="knows")
        assert known(graph, "person", "name") == [["1", "7"], ["8", "8"]]
        assert related(graph) == [("1", "8", "knows")]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("[" * 200_000, "nested too deeply"),
            ('{"elements": ' + '{"a":' * 100_000, "nested too deeply|is not JSON"),
            ("", "is not JSON"),
            ("[]", "it has no list of elements"),
            ('{"elements": {}}', "it has no list of elements"),
            ("9" * 10_000, "is not JSON|it has no list"),
            ("<graphml/>", "is not JSON"),
        ],
    )
    def test_what_is_no_blueprint_is_refused(self, tmp_path, text, message):
        path = tmp_path / "x.json"
        path.write_text(text)
        with pytest.raises(InfluenceError, match=message):
            kumu(path)

    def test_nobody_in_it(self, tmp_path):
        with pytest.raises(InvalidData, match="list at least one person"):
            kumu(blueprint(tmp_path, []))

    def test_half_a_character_does_not_matter(self, tmp_path):
        path = tmp_path / "x.json"
        path.write_text('{"elements": [{"label": "A\\ud800", "title": "\\udfff", "\\ud800": "x"}]}')
        graph = kumu(path)
        assert graph.people["title"].tolist() == ["?"]
        assert graph.notes.to_csv().encode()

    @pytest.mark.parametrize("path", ["no.json", "no.csv", Path("no"), 3, None, [], "\0.json", "\0"])
    def test_what_is_not_there_is_refused(self, path):
        with pytest.raises(InfluenceError, match=r"check the path|give the path|give it the"):
            kumu(path)


words = st.text(max_size=6) | st.sampled_from(["Ann", "Bo", "Ann|Bo", "mutual", "trusts", "undirected", "", "|", "7"])
values = st.recursive(
    words | st.integers() | st.floats() | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
fields = ["id", "_id", "label", "from", "to", "type", "direction", "support", "weight", "attributes", "level"]
entries = st.dictionaries(st.sampled_from(fields) | words, values, max_size=6)


@pytest.mark.slow
@settings(max_examples=150)
@given(st.lists(entries | values, max_size=5), st.lists(entries | values, max_size=5))
def test_any_blueprint_is_read_or_refused(tmp_path_factory, elements, connections):
    path = tmp_path_factory.mktemp("any") / "x.json"
    path.write_text(json.dumps({"elements": [{"label": "Ann"}, *elements], "connections": connections}))
    read_or_refused(kumu, path)


@pytest.mark.slow
@settings(max_examples=60)
@given(st.lists(st.lists(words, min_size=4, max_size=4), max_size=6))
def test_any_cells_are_read_or_refused(tmp_path_factory, rows):
    place = tmp_path_factory.mktemp("cells")
    shutil.copy(FORMATS / "krackhardt.kumu_elements.csv", place / "elements.csv")
    table = pd.DataFrame([["Manager 01", "Manager 02", "", ""], *rows], columns=["From", "To", "Type", "Strength"])
    table.to_csv(place / "connections.csv", index=False, encoding="utf-8", errors="replace")
    read_or_refused(kumu, place)

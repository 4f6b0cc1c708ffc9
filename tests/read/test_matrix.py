"""Matrices of raters and rated, as surveys give them."""

from __future__ import annotations

import pytest

from influence import InfluenceError, InvalidData
from influence.read import matrix, tables
from tests.files_on_disk import workbook
from tests.read.networks.network_files import AS_DRAWN, FIELD, assert_accounted, known, related

PLACE = FIELD / "08_survey_matrix"
ADVICE = {"kind": "seeks_advice_from", "scale": {"strength": (0, 5)}}
ROWS = [["", "Ann", "Bo", "Cy"], ["Ann", "", 3, 0], ["Bo", 5, "", "-"], ["Cy", 0, 1, 4]]


def strengths(graph):
    table = graph.relationships
    return dict(zip(zip(table["source"], table["target"], strict=True), table["strength"], strict=True))


@pytest.mark.parametrize("name", ["advice.csv", "people_headed_as_advised.csv", "folder"])
def test_the_field_case_has_twelve_relationships(name):
    graph = matrix(PLACE / name, **ADVICE, **AS_DRAWN)
    found = strengths(graph)
    assert (len(graph.people), len(found)) == (5, 12)
    assert found["Solheim", "Prado"] == pytest.approx(0.6)
    assert found["Prado", "Solheim"] == found["Vogt", "Prado"] == found["Tanabe", "Boateng"] == 1.0
    assert found["Prado", "Vogt"] == pytest.approx(0.2)
    assert_accounted(graph)


def test_the_other_direction_turns_it():
    found = strengths(matrix(PLACE / "advice.csv", **ADVICE, direction="target_to_source"))
    assert found["Prado", "Solheim"] == pytest.approx(0.6)


def test_people_beside_it_tell_their_names():
    assert known(matrix(PLACE / "folder", **ADVICE, **AS_DRAWN), "person", "name")[0] == ["Boateng", "Akua Boateng"]


@pytest.mark.parametrize("missing", ["kind", "direction"])
def test_what_a_number_says_is_asked_for(missing):
    told = {name: value for name, value in {**ADVICE, **AS_DRAWN}.items() if name != missing}
    with pytest.raises(InfluenceError, match=missing):
        matrix(PLACE / "advice.csv", **told)


@pytest.mark.parametrize("name", ["advice.csv", "people_headed_as_advised.csv", "folder"])
def test_given_as_a_table_it_is_recognised(name):
    with pytest.raises(InvalidData, match=r"looks like a matrix.*--format matrix") as raised:
        tables(PLACE / name)
    assert raised.value.problems["code"].tolist() == ["matrix"]


def test_in_a_workbook(tmp_path):
    found = strengths(matrix(workbook(tmp_path / "survey.xlsx", Answers=ROWS), **ADVICE, **AS_DRAWN))
    assert found == pytest.approx({("Ann", "Bo"): 0.6, ("Bo", "Ann"): 1.0, ("Cy", "Bo"): 0.2})


def test_raters_may_be_others_than_the_rated(tmp_path):
    (tmp_path / "m.csv").write_text(",Ann,Bo\nYao,1,0\nMia,,x\n")
    graph = matrix(tmp_path / "m.csv", kind="knows")
    assert related(graph) == [("Mia", "Bo", "knows"), ("Yao", "Ann", "knows")]
    assert len(graph.people) == 4


@pytest.mark.parametrize("text", ["", "a,b\n1,2,3\n", "name,title\nAnn,CEO\nBo,CFO\n"])
def test_what_is_no_matrix_is_refused(tmp_path, text):
    (tmp_path / "m.csv").write_text(text)
    with pytest.raises(InfluenceError, match=r"m\.csv"):
        matrix(tmp_path / "m.csv", kind="knows")

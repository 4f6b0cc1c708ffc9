"""Findings as values: pickled, copied, compared and shown."""

from __future__ import annotations

import copy
import pickle
import re

import pytest

import influence


@pytest.fixture(scope="module")
def duck():
    return influence.datasets.load("cooked_duck")


def cells(html):
    """The cells of every row of every table, row by row."""
    return [row for row in (re.findall(r"<td[^>]*>(.*?)</td>", line) for line in html.split("<tr>")) if row]


def heads(html):
    return re.findall(r"<th(?: [^>]*)?>(.*?)</th>", html)


@pytest.mark.parametrize("analysis", [influence.support, influence.entry_points, influence.diagnose])
def test_a_finding_can_be_pickled_and_copied_before_its_detail_was_looked_at(duck, analysis):
    for again in (pickle.loads(pickle.dumps(analysis(duck))), copy.copy(analysis(duck)), copy.deepcopy(analysis(duck))):
        assert again == analysis(duck)
        assert again.detail.equals(analysis(duck).detail)


def test_findings_differ_by_their_question_or_their_numbers(duck):
    found = influence.support(duck)
    assert found != influence.support(duck.with_support({"clerk": 0.5}))
    assert found != influence.forces(duck)
    assert found != found.by_deal["support"].item()


def test_a_finding_has_no_hash(duck):
    with pytest.raises(TypeError, match="unhashable"):
        hash(influence.support(duck))


def test_one_deal_and_several(duck):
    assert "[1 deal; the rows behind them are in .detail]" in repr(influence.support(duck))
    two = influence.StakeholderGraph.from_tables({"deal": ["a", "b"], "person": ["Ann", "Bo"]})
    assert "[2 deals; the rows" in repr(influence.support(two))
    assert "2 deals: support from 0 to 0." in influence.support(two)._repr_html_()


def test_a_notebook_reads_the_answer_first_then_what_matters_most(duck):
    html = influence.single_points_of_failure(duck)._repr_html_()
    assert html.index("Single points of failure: 3; most reach goes with Vice president.") < html.index("<table>")
    lost = influence.single_points_of_failure(duck).detail["weight_lost"]
    assert cells(html)[0][0] == "Vice president"
    assert lost[("equipment", "vice president")] == lost.max()


def test_a_notebook_shows_ten_rows_and_folds_everything(duck):
    shown, folded = influence.support(duck)._repr_html_().split("<details>")[:2]
    assert shown.count("<tr>") == 10 + 1
    assert folded.count("<tr>") == len(influence.support(duck).detail) + 1
    assert "Everything: 13 rows, 8 columns" in folded


def test_a_notebook_shows_the_columns_that_answer_and_folds_those_that_explain(duck):
    shown, folded = influence.penetration_plan(duck)._repr_html_().split("<details>")[:2]
    assert heads(shown)[:5] == ["step", "person", "via", "member", "act"]
    assert not {"deal", "reason", "turns"} & set(heads(shown))
    assert {"deal", "reason", "turns"} < set(heads(folded))


def test_where_there_is_one_deal_its_id_stands_in_no_row_and_where_there_are_two_it_does(duck):
    assert "deal" not in heads(influence.support(duck)._repr_html_().split("<details>")[0])
    two = influence.StakeholderGraph.from_tables({"deal": ["a", "b"], "person": ["Ann", "Bo"]})
    summary, rows = re.split(r"<details>.*?</details>", influence.support(two)._repr_html_())[:2]
    assert heads(summary)[:3] == ["deal", "support (−1 to +1)", "support low (−1 to +1)"]
    assert heads(rows)[:2] == ["deal", "person"]


def test_names_stand_for_ids_in_a_notebook_but_not_in_the_tables():
    people = {"person": ["003A", "003B", "003C", "Max"], "name": ["Ann Berg", "Bo Wu", "Bo Wu", "Maxine"]}
    met = [{"side": "us", "member": "Max", "person": "003A", "strength": 0.5}]
    found = influence.coverage(influence.StakeholderGraph.from_tables(people, contacts=met))
    shown = found._repr_html_().split("<details>")[0]
    assert sorted(row[0] for row in cells(shown)) == ["Ann Berg", "Bo Wu (003B)", "Bo Wu (003C)", "Max"]
    assert found.detail.index.get_level_values("person").tolist() == ["003A", "003B", "003C", "Max"]
    assert "Ann Berg" not in pickle.loads(pickle.dumps(found))._repr_html_()


def test_somebody_without_a_name_is_called_by_their_title_as_everywhere():
    graph = influence.StakeholderGraph.from_tables({"person": ["003A"], "title": ["Head of IT"]})
    assert cells(influence.support(graph)._repr_html_())[0][0] == "Head of IT (003A)"


def test_deals_are_called_as_everywhere_and_by_their_id_too_where_two_are_called_so():
    named = {"deal": [1, 2, 3, 4], "account": ["Acme", "Acme", "Beta", None], "name": ["Press", "Press", None, None]}
    people = {"deal": [1, 2, 3, 4], "person": ["a"] * 4}
    graph = influence.StakeholderGraph.from_tables(people, deals=named)
    shown = cells(influence.support(graph)._repr_html_())[:4]
    assert [row[0] for row in shown] == ["Acme: Press (1)", "Acme: Press (2)", "Beta", "4"]
    assert influence.support(graph).by_deal.index.tolist() == [1, 2, 3, 4]


def test_one_of_ours_keeps_their_own_name_beside_a_person_of_the_same_id():
    people = {"person": ["Max", "b"], "name": ["Maxine", "Bo"]}
    seats = [{"role": "approver", "person": "b"}]
    met = [{"side": "us", "member": "Max", "person": "b", "strength": 0.5}]
    graph = influence.StakeholderGraph.from_tables(people, seats=seats, contacts=met)
    shown = cells(influence.single_points_of_failure(graph)._repr_html_())
    assert {(row[0], row[1]) for row in shown} >= {("Max", "ours"), ("Bo", "theirs")}


def test_a_notebook_never_shows_an_unknown_as_a_number(duck):
    html = influence.support(duck)._repr_html_()
    assert not re.findall(r"(?i)\bnan\b", html)
    assert ["known", "1"] in cells(html)
    assert "unknown" in html
    assert not re.findall(r"\d\.\d{4,}", html)


def test_text_of_the_data_never_becomes_markup_in_a_notebook():
    evil = influence.StakeholderGraph.from_tables({"deal": ["<b>"], "person": ["<script>"]})
    assert "<script>" not in influence.support(evil)._repr_html_()

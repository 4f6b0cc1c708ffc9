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
    assert "2 deals: support from 0 to 0, unknown in 0." in influence.support(two)._repr_html_()


def test_a_notebook_reads_the_answer_first_then_what_matters_most(duck):
    html = influence.single_points_of_failure(duck)._repr_html_()
    assert html.index("Single points of failure: 3; most reach goes with vice president.") < html.index("<table>")
    lost = influence.single_points_of_failure(duck).detail["weight_lost"]
    first = re.search(r"<tbody><tr><td>equipment</td><td>(.*?)</td>", html)[1]
    assert lost[("equipment", first)] == lost.max()


def test_a_notebook_shows_ten_rows_and_folds_the_rest(duck):
    html = influence.support(duck)._repr_html_()
    shown, folded = html.split("<details>")[:2]
    assert shown.count("<tr>") == 10 + 1
    assert folded.count("<tr>") == len(influence.support(duck).detail) - 10 + 1


def test_a_notebook_never_shows_an_unknown_as_a_number(duck):
    html = influence.support(duck)._repr_html_()
    assert not re.findall(r"(?i)\bnan\b", html)
    assert "<td>known</td><td>1</td>" in html
    assert "unknown" in html
    assert not re.findall(r"\d\.\d{4,}", html)


def test_text_of_the_data_never_becomes_markup_in_a_notebook():
    evil = influence.StakeholderGraph.from_tables({"deal": ["<b>"], "person": ["<script>"]})
    assert "<script>" not in influence.support(evil)._repr_html_()

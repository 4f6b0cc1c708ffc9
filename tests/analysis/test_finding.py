"""Findings as values: pickled, copied, compared and shown."""

from __future__ import annotations

import copy
import pickle

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
    assert "<p>2 deals, 2 rows of detail" in influence.support(two)._repr_html_()

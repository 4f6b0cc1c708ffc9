"""What every rule has: a severity, when it fires, and sentences that can be filled in."""

from __future__ import annotations

from operator import attrgetter

import pytest

import influence
from influence import Thresholds
from influence.rules import advice, red_flags
from influence.rules.indicators import Indicators
from influence.rules.rule import SEVERITIES
from influence.rules.sentences import filled, names_in
from influence.tables.phrases import percent, sentence

RULES = [*red_flags.RULES, *advice.RULES]


@pytest.fixture(scope="module")
def seen():
    return Indicators(influence.datasets.load("cooked_duck").arrays, "us", Thresholds())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code} {rule.severity}")
def test_every_name_in_braces_is_an_indicator(rule, seen):
    for name in names_in(rule.evidence):
        assert name == "who" or attrgetter(name)(seen) is not None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code} {rule.severity}")
def test_no_sentence_begins_with_a_name_whose_case_a_capital_would_change(rule):
    assert not rule.evidence.startswith(("{who", "{other", "{have", "{lone", "{faction}"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code} {rule.severity}")
def test_every_rule_says_how_severe_it_is_and_when_it_fires(rule):
    assert rule.severity in SEVERITIES
    assert (rule.people, rule.deals) != (None, None)


def test_no_sentence_names_whom_it_is_about_as_its_subject():
    """Names may be several, and verbs agree with one: the final say alone is always said of one person."""
    of_one = {"002-24A", "002-10"}
    for rule in RULES:
        assert rule.evidence.endswith(": {who}") or "{who}" not in rule.evidence or rule.code in of_one | {"002-24B"}


@pytest.mark.parametrize(
    ("template", "values", "said"),
    [
        ("{n:day|days} ago", {"n": 1.0}, "1 day ago"),
        ("{n:day|days} ago", {"n": 0}, "0 days ago"),
        ("{n:person|people}", {"n": 1234.0}, "1,234 people"),
        ("{share:%} of the votes", {"share": 0.996}, "over 99% of the votes"),
        ("{share:%}", {"share": 1.0}, "100%"),
        ("{share:%}", {"share": 0.001}, "under 1%"),
        ("{x:+.2f}", {"x": -0.123}, "−0.12"),
        ("{a.b}", {"a.b": "text with {braces}"}, "text with {braces}"),
    ],
)
def test_sentences_are_filled_in(template, values, said):
    assert filled(template, values.__getitem__) == said


@pytest.mark.parametrize(("text", "whole"), [("all said", "All said."), ("Why?", "Why?"), ("Done.", "Done.")])
def test_a_sentence_begins_and_ends(text, whole):
    assert sentence(text) == whole


@pytest.mark.parametrize("share", [0.0, 0.004, 0.005, 0.5, 0.9949, 0.995, 1.0])
def test_a_share_in_per_cent_is_nothing_or_everything_only_where_it_is(share):
    assert (percent(share) == "0%") == (share == 0)
    assert (percent(share) == "100%") == (share == 1)

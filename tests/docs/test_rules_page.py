"""The page of rules: every rule of the articles once, with a place that exists and a test that bears its number."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import influence
from influence.rules import advice, red_flags
from influence.tables.checklist import QUESTIONS
from influence.tables.schema import TABLES
from tests.rules.cases import CASES

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (00\d-[\d.]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
ROWS = {found[1]: tuple(cell.strip() for cell in found.groups()[2:]) for found in ROW.finditer(
    (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
)}  # fmt: skip
# How many rules each article has; 002-7 has thirteen questions of its own.
COUNTS = {"000": 29, "001": 25, "002": 32, "003": 53, "004": 12}
LIVE, PARTIAL, REFUSED = STATES = ("live", "partial", "refused")
FLAGS = {rule.code.rstrip("ABCDEF") for rule in (*red_flags.RULES, *advice.RULES)}
ANALYSES = (
    "agreement", "checklist", "coach_network", "commitments", "committee", "contest", "coverage", "diagnose",
    "entry_points", "forces", "information_gaps", "members", "met_together", "penetration_plan", "position",
    "resilience", "rivals", "score", "single_points_of_failure", "strategies", "support", "supporters",
    "team_coverage",
)  # fmt: skip


def test_every_rule_of_the_articles_stands_there_once():
    asked = [f"{article}-{number}" for article, most in COUNTS.items() for number in range(1, most + 1)]
    asked += [f"002-7.{number}" for number in range(1, 14)]
    found = [row[1] for row in ROW.finditer((ROOT / "docs" / "rules.md").read_text(encoding="utf-8"))]
    assert sorted(found) == sorted(asked)
    assert len(found) == 164


def test_the_page_counts_its_rows():
    states = [state for state, _, _ in ROWS.values()]
    said = "{live} rules are live, {partial} partial, {refused} refused".format(
        **{state: states.count(state) for state in STATES}
    )
    assert said in (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", ROWS)
def test_a_row_is_live_partial_or_refused_and_says_why(rule):
    state, where, _ = ROWS[rule]
    assert state in STATES
    assert ("missing: " in where) == (state == PARTIAL)


@cache
def columns():
    """The columns of each finding of the lost deal, and the questions and answers that `checklist` has."""
    duck = influence.datasets.load("cooked_duck")
    found = {}
    for name in ANALYSES:
        finding = getattr(influence, name)(duck)
        tables = [finding] if name == "score" else [finding.summary, finding.detail]
        found[name] = {each for table in tables for each in [*table.columns, *table.index.names]}
    found["checklist"] |= {question.name for question in QUESTIONS}
    found["position"] |= found["diagnose"] | {rule.code for rule in advice.RULES}
    return found


def names_there_are(where):
    """Every name a place may use: functions, tables, columns of them, columns of the findings it names, defaults."""
    whole = {*influence.__all__, *TABLES, *(question.name for question in QUESTIONS)}
    whole |= {f"{table.name}.{column}" for table in TABLES.values() for column in table.by_name}
    whole |= {f"read.{name}" for name in influence.read.__all__}
    whole |= {*influence.Thresholds.__dataclass_fields__, *influence.Assumptions.__dataclass_fields__}
    for name in set(re.findall(r"`(\w+)", where)) & set(ANALYSES):
        whole |= columns()[name]
    return whole


@pytest.mark.parametrize("rule", [rule for rule, (state, _, _) in ROWS.items() if state != REFUSED])
def test_the_place_of_a_rule_exists(rule):
    _, where, _ = ROWS[rule]
    named = [re.sub(r"\(.*\)$", "", name) for name in re.findall(r"`([^`]+)`", where)]
    assert named
    assert sorted(set(named) - names_there_are(where)) == []


@pytest.mark.parametrize("rule", sorted(FLAGS))
def test_a_rule_with_a_flag_or_advice_says_so(rule):
    assert re.search("`(diagnose|position)", ROWS[rule][1])


@cache
def parsed(path):
    text = (ROOT / "tests" / path).read_text(encoding="utf-8")
    return text, ast.parse(text)


def words_of(test):
    """What is written in and about a test, of a function `path::Class::name[number]`: its own words, and its head."""
    path, *names = test.partition("[")[0].split("::")
    text, node = parsed(path)
    words = [ast.get_docstring(node) or ""]
    for name in names:
        found = [each for each in node.body if getattr(each, "name", None) == name]
        assert found, f"{test} is not there"
        node = found[0]
        words.append(ast.get_docstring(node) or "")
    first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
    return "\n".join([*words, *text.splitlines()[first - 1 : node.end_lineno]])


@pytest.mark.parametrize("rule", ROWS)
def test_the_test_of_a_rule_exists_and_bears_its_number(rule):
    test = ROWS[rule][2].strip("`")
    words = words_of(test)
    one = re.search(r"\[(.+)\]$", test)
    if one:
        # One of many cases that a list, here or in the folder of cases, has under the number.
        assert one[1] == rule or one[1].startswith(f"{rule},")
        path, _ = test.split("::", 1)
        words = parsed(path)[0] + " ".join(CASES)
    numbers = {found.replace("_", "-") for found in re.findall(r"00\d[-_]\d+(?:\.\d+)?", words)}
    spelt = rule.replace(".", "-")
    assert {rule, spelt} & numbers or rule.replace("-", "_").replace(".", "_") in words

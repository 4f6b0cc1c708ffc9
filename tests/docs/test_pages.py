"""The pages of docs/ and the README: their examples run, their citations lead somewhere, nothing is left out."""

from __future__ import annotations

import importlib
import re
from dataclasses import fields
from pathlib import Path

import pytest

import influence
from influence.rules import advice, red_flags
from tests.docs.stories import failures, story

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "docs" / "model.md"
RULES = ROOT / "docs" / "rules.md"
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *(page for page in sorted((ROOT / "docs").rglob("*.md")) if "_build" not in page.parts),
]
CITED = re.compile(r"docs/model\.md,? sections? (\d+)(?: and (\d+))?")


def headings(page):
    return re.findall(r"^## (\d+)\. (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_code_of_a_page_does_what_it_says(page, tmp_path):
    said = failures(page, tmp_path)
    assert not said, said


def test_the_model_has_examples():
    assert len(story(MODEL).examples) > 40


def test_citations_of_the_model_lead_to_a_section():
    sections = {number for number, _ in headings(MODEL)}
    cited = {
        (number, path.name)
        for path in (ROOT / "src").rglob("*.py")
        for found in CITED.findall(re.sub(r"\s+", " ", path.read_text(encoding="utf-8")))
        for number in found
        if number
    }
    assert len(cited) > 10
    assert not {(number, name) for number, name in cited if number not in sections}


def test_whoever_cites_the_model_says_which_section():
    for path in (ROOT / "src").rglob("*.py"):
        text = re.sub(r"\s+", " ", path.read_text(encoding="utf-8"))
        assert text.count("model.md") == len(CITED.findall(text)), path.name


# What an analysis asks for beside the graph.
MORE = {"rank_check": {"truth": {"general manager": 3, "vice president": 2, "head of finance": 1, "head of office": 1,
                                 "head of production": 1}}}  # fmt: skip


def findings():
    """Every analysis that returns a finding of scores, by name."""
    others = {"Finding", "score", "score_tables", "contact_matrix", "compare", "trend", "plan_commitments"}
    named = {name: getattr(influence, name) for name in influence.__all__ if name not in others}
    return {
        name: each for name, each in named.items() if getattr(each, "__module__", "").startswith("influence.analysis")
    }


@pytest.mark.parametrize("name", findings())
@pytest.mark.slow
def test_the_model_lists_every_column_of_every_finding(name):
    found = findings()[name](influence.datasets.load("cooked_duck"), **MORE.get(name, {}))
    listed = MODEL.read_text(encoding="utf-8").partition("## 9. ")[2].partition("## 10. ")[0]
    row = re.search(rf"^\| `{name}` \|.*", listed, re.MULTILINE)
    assert row, f"no row of {name} in section 9"
    _, _, by_deal, detail, _, _ = row[0].split("|")
    assert re.findall(r"`(\w+)`", by_deal.split(":")[-1]) == list(found.summary)
    assert re.findall(r"`(\w+)`", detail.partition(" · ")[2]) == list(found.detail)


def test_every_name_written_with_its_dots_is_there():
    """In pages, docstrings and comments, in backticks or imported."""
    texts = [*PAGES, *(ROOT / "src").rglob("*.py"), *(ROOT / "docs").glob("*.py")]
    for path in texts:
        for name in set(re.findall(r"(?:`|from |import )(influence(?:\.\w+)+)", path.read_text(encoding="utf-8"))):
            assert there(name), f"{path.name}: {name}"


def there(name):
    """Whether a dotted name is a module of the package, or lies in one."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:length]))
        except ImportError:
            continue
        for part in parts[length:]:
            found = getattr(found, part, None)
        return found is not None
    return False


@pytest.mark.parametrize("rule", [*red_flags.RULES, *advice.RULES], ids=lambda rule: rule.code)
def test_the_page_of_rules_says_where_each_rule_lives(rule):
    """A range such as `003-38 to 41` counts for its members."""
    seed, _, number = rule.code.partition("-")
    lives = {
        f"{row[1]}-{place}"
        for row in re.finditer(r"^\| (\d{3})-([^|]+) \|.*(?:diagnose|position)", RULES.read_text("utf-8"), re.MULTILINE)
        for place in _numbers(row[2])
    }
    assert f"{seed}-{number.rstrip('ABCDEF').partition('.')[0]}" in lives


def _numbers(text):
    """The numbers in `24`, `5, 6` and `38 to 41`."""
    for part in text.split(","):
        ends = [int(number) for number in re.findall(r"\d+", part.partition(".")[0])]
        yield from range(ends[0], ends[-1] + 1) if ends else ()


@pytest.mark.parametrize("kind", [influence.Assumptions, influence.Thresholds])
def test_the_model_lists_every_default_with_its_number(kind):
    text = MODEL.read_text(encoding="utf-8")
    for each in fields(kind):
        row = re.search(rf"^\| `{each.name}` \| (.*?) \|", text, re.MULTILINE)
        assert row, each.name
        value = getattr(kind(), each.name)
        if value is None:
            assert row[1] == "none", each.name
            continue
        numbers = [value] if isinstance(value, int | float) else [*value.values()]
        if all(isinstance(number, int | float) for number in numbers):
            assert row[1] == ", ".join("1/3" if number == 1 / 3 else f"{number:g}" for number in numbers), each.name

"""Nothing that a reader sees is left out of the tables of sentences, and nothing in them is said no more."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import influence
from influence.tables.language import LANGUAGES, sentences
from tests.tables.test_language import said_by_the_code
from tests.tables.unsaid import NEVER_SAID, NO_SENTENCES, tree_of, unsaid

PACKAGE = Path(influence.__file__).parent
SAID = {str(path.relative_to(PACKAGE)): path for path in PACKAGE.rglob("*.py")}


def test_every_sentence_of_the_code_is_in_the_table_of_sentences():
    known = set(sentences("zh"))
    found = {name: [*unsaid(path, known)] for name, path in SAID.items() if name not in NEVER_SAID}
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_a_sentence_that_is_glued_or_not_said_is_found(tmp_path):
    (tmp_path / "a.py").write_text("""'''A docstring is none.'''
def f(x):
    raise InfluenceError(f"{x} is not a number; give one")
def g(x):
    return "is not there", say("is known"), counted(x, "lost one", "lost ones"), "pip install influence-graph[sql]"
""")
    assert [*unsaid(tmp_path / "a.py", {"is known", "lost ones"})] == ["{} is not a number; give one", "is not there"]


def test_every_word_of_the_pages_is_said():
    """Between tags and in what is read aloud, only names stand that are the same in every language."""
    same = {"influence", "PNG", "SVG", "CSV", "Enter", "Esc", "Shift"}
    pages = [path.read_text(encoding="utf-8") for path in (PACKAGE / "show" / "templates").rglob("*.html")]
    assert {word for page in pages for word in re.findall(r"[A-Za-z]{2,}", shown_of(page))} <= same


def test_a_word_of_a_page_that_is_not_said_is_found():
    page = (
        '<p title="as drawn">{{ say("Won") }} <b class="is">or</b>{% if a %}{# no #}</p><style>p {color: red}</style>'
    )
    assert shown_of(page).split() == ["as", "drawn", "or"]


def shown_of(page):
    """The text of a template that stands there as it is."""
    fixed = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    read_aloud = re.findall(r"""\b(?:aria-label|aria-description|title|alt|placeholder)="([^"]*)\"""", fixed)
    return " ".join([*read_aloud, *re.sub(r"<[^>]*>", " ", fixed).split()])


def test_every_exception_is_still_one():
    texts = texts_of_the_code()
    assert set(NEVER_SAID) <= set(SAID)
    assert [each for each in NO_SENTENCES if not any(re.fullmatch(each, text, re.DOTALL) for text in texts)] == []


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_nothing_is_translated_that_is_said_no_more(language):
    texts = {each for text in texts_of_the_code() for each in (text, text.replace("_", " "), text.capitalize())}
    known = texts | said_by_the_code()
    # The words of argparse differ by the version of Python; a measure of agreement is named after what is rated.
    elsewhere = "%(", "%s", "%r", "one argument", "and exit", "options", "positional arguments", "usage: ", "alpha "
    assert [
        each for each in sentences(language) if each not in known and not any(map(each.__contains__, elsewhere))
    ] == []


@cache
def texts_of_the_code():
    """Every text that stands in the code, those of f-strings with {} for what is filled in."""
    found = set()
    for path in SAID.values():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                found.add("".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values))
    return found

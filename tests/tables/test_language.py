"""Every sentence that the code can say is there in every language, with the same parts to fill in."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import influence
from influence.analysis.penetration_plan import WORDS
from influence.errors import UnknownName
from influence.measures.gaps import BOTH_JUDGED, LEAD_JUDGED, OUR_TEAM, PRODUCT_JUDGED, ROLE_MATTERS, SEAT_OF_NO_ROLE
from influence.measures.ways_in import REASONS
from influence.rules.advice import RULES as ADVICE
from influence.rules.openings import RULES as OPENINGS
from influence.rules.red_flags import RULES
from influence.tables.checklist import QUESTIONS
from influence.tables.language import LANGUAGES, SENTENCES, say, sentences, speaking
from influence.tables.phrases import counted, percent, sentence
from influence.tables.schema import ROLES
from influence.tables.talking_points import COACH, TALK_ABOUT
from tests.tables.said import said_in

PACKAGE = Path(influence.__file__).parent
OTHERS = [language for language in LANGUAGES if language != "en"]
OF_ARGPARSE = re.compile(r"%(?:\(\w+\))?[rs]")
IN_A_TEMPLATE = re.compile(r"""\bsay\(\s*(?:"([^"]*)"|'([^']*)')""")


@cache
def said_by_the_code():
    from_python = {text for path in PACKAGE.rglob("*.py") for text in said_in(path)}
    pages = [path.read_text(encoding="utf-8") for path in (PACKAGE / "show" / "templates").rglob("*.html")]
    rules = {text for rule in (*RULES, *ADVICE, *OPENINGS) for text in (rule.evidence, rule.action)}
    nouns = {many for text in rules for _, _, how, _ in Formatter().parse(text) for many in (how or "").split("|")[1:]}
    questions = {text for each in QUESTIONS for text in (each.asks, each.matters)}
    told = {*REASONS.values(), *WORDS.values(), *ROLE_MATTERS.values(), *TALK_ABOUT.values(), COACH, OUR_TEAM}
    judged = {SEAT_OF_NO_ROLE, BOTH_JUDGED, PRODUCT_JUDGED, LEAD_JUDGED, *(role.replace("_", " ") for role in ROLES)}
    return (
        from_python
        | rules
        | nouns
        | questions
        | told
        | judged
        | {one or other for page in pages for one, other in IN_A_TEMPLATE.findall(page)}
    )


def parts(text):
    named = (name for _, name, _, _ in Formatter().parse(text) if name is not None)
    return sorted([*named, *OF_ARGPARSE.findall(text)])


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_is_left_in_english(language):
    assert sorted(said_by_the_code() - set(sentences(language))) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_fills_in_the_same_parts(language):
    different = [text for text, words in sentences(language).items() if parts(text) != parts(words)]
    assert different == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_has_one_translation(language):
    files = sorted((SENTENCES / language).glob("*.toml"))
    texts = [text for file in files for text in tomllib.loads(file.read_text(encoding="utf-8"))]
    assert len(texts) == len(set(texts))


def test_the_language_ends_where_it_was_asked_for():
    assert sentence("so") == "So."
    with speaking("zh"):
        assert (sentence("so"), percent(0.004)) == ("So。", "不到 1%")
    assert say("under 1%") == "under 1%"


def test_what_is_filled_in_is_never_read_as_a_part():
    assert say("{who} decides", who="{weight}") == "{weight} decides"


def test_a_language_that_is_not_there_is_named():
    with pytest.raises(UnknownName, match="klingon"), speaking("klingon"):
        pass


def test_one_has_no_plural_where_a_language_has_none():
    assert counted(1, "day", "days") == "1 day"

"""No page says anything in the words of a program, and every noun agrees with its number."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd
import pytest

import influence
from influence import RELATIONSHIP_KINDS
from influence.analysis.penetration_plan import ACTS, PHASES
from influence.measures.ways_in import STRATEGIES
from influence.show.pipeline.pipeline import pipeline
from influence.show.report.report import report_of
from influence.tables.checklist import QUESTIONS
from influence.tables.schema import TABLES
from tests.show.pages import text_of
from tests.show.pipeline.pages import data

# Values as a program writes them; "None of them" is English.
VALUES = r"\b(?:nan|NaN|NaT|NA|inf|True|False|None(?! of))\b|<NA>|\d[eE][-+]?\d+"
NOUNS = (
    "ally:allies attempt:attempts coach:coaches contact:contacts day:days deal:deals decider:deciders flag:flags "
    "insider:insiders member:members person:people point:points question:questions rater:raters "
    "relationship:relationships rival:rivals seat:seats sponsor:sponsors step:steps supporter:supporters vote:votes"
)
ONE, MORE = ("|".join(pair.split(":")[k] for pair in NOUNS.split()) for k in (0, 1))
ONE_OF_MANY = rf"(?<![\d.,−])1 (?:(?!of\b)[a-z-]+ )?(?:{MORE})\b"
MANY_OF_ONE = rf"(?<![\d.,−])(?:0|[2-9]|[1-9]\d+) (?:(?!of\b)[a-z-]+ )?(?:{ONE})\b(?! (?:point|of failure))"


@cache
def machine_words() -> frozenset[str]:
    """Every column of a table, a finding or the scores, and every code, that holds an underscore."""
    graph = influence.datasets.load("cooked_duck")
    public = [getattr(influence, name) for name in influence.__all__]
    analyses = [each for each in public if getattr(each, "__annotations__", {}).get("return") == "Finding"]
    levels = graph.people.set_index("person")["level"]
    more = {influence.compare: (graph,), influence.rank_check: (-levels,)}
    findings = [each(graph, *more.get(each, ())) for each in analyses if each is not influence.backtest]
    findings.append(looked_back())
    frames = [frame for found in findings for frame in (found.summary, found.detail)]
    columns = {str(name) for frame in [*frames, influence.score(graph)] for name in (*frame, *frame.index.names)}
    for table in TABLES.values():
        columns |= {word for column in table.columns for word in (column.name, *column.choices)}
    codes = {*RELATIONSHIP_KINDS, *STRATEGIES, *PHASES, *ACTS, *(question.name for question in QUESTIONS)}
    return frozenset(word for word in columns | codes if "_" in word)


def looked_back() -> influence.Finding:
    """A look back at two deals, for its columns."""
    ends = pd.DataFrame({"deal": ["a", "b"], "outcome": ["won", "lost"]})
    return influence.backtest(pd.DataFrame({"deal": ["a", "b"], "depth": [1.0, 0.0]}), ends, least=(1, 1), draws=1)


def of_programs(text: str) -> set[str]:
    """The machine words in a text, and the values as a program writes them."""
    return (machine_words() & set(re.findall(r"\w+", text))) | set(re.findall(VALUES, text))


def ill_counted(text: str) -> set[str]:
    """Nouns that do not agree with their number."""
    return {found[0] for pattern in (ONE_OF_MANY, MANY_OF_ONE) for found in re.finditer(pattern, text)}


@pytest.fixture(scope="module")
def texts(views, reports, maps, drawn) -> dict[str, str]:
    """What a reader sees of every page of every bundled deal and of the random ones."""
    found = {f"{name}, report": text_of(page) for name, page in reports.items()}
    found |= {f"{name}, map": text_of(page) for name, page in maps.items()}
    found |= {f"random deal {k}": text_of(report_of(view)) for k, view in enumerate(drawn)}
    pages = [pipeline(view.graph) for view in [*views.values(), *drawn]]
    return found | {f"pipeline {k}": f"{text_of(page)}\n{told_by_its_script(page)}" for k, page in enumerate(pages)}


def told_by_its_script(page) -> str:
    """The texts that the script of a pipeline's page puts into its table."""
    return "\n".join(text for values in data(page).values() for text in values if isinstance(text, str))


def test_the_list_of_machine_words_is_what_programs_call_things():
    assert {"decision_time", "support_p5", "value_lead", "reports_to", "top_down"} <= machine_words()
    assert len(machine_words()) > 100
    assert of_programs("decision_time is nan, 1e-5 or None") == {"decision_time", "nan", "1e-5", "None"}
    assert of_programs("None of the 6 deciders: how long they take to decide is unknown") == set()


@pytest.mark.slow
def test_no_page_speaks_the_words_of_a_program(texts):
    found = {page: of_programs(text) for page, text in texts.items()}
    assert {page: words for page, words in found.items() if words} == {}


def test_a_noun_that_does_not_agree_is_found():
    assert ill_counted("1 deals, 1 red flags, 2 person and 0 vote") == {"1 deals", "1 red flags", "2 person", "0 vote"}
    assert ill_counted("1 deal, 1 of 6 deciders, 21 people, 0.1 votes, 3 single points of failure") == set()


@pytest.mark.slow
def test_every_noun_agrees_with_its_number(texts):
    found = {page: ill_counted(text) for page, text in texts.items()}
    assert {page: words for page, words in found.items() if words} == {}
